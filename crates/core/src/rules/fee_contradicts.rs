//! What section six says of 信息处理费 against the tables and the fee's own steps.

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::form::{ColumnId, RowId, SectionId};
use crate::narrative::{Class, Unit, Word};
use crate::report::{CellAddress, Report};

use super::beside;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// What is said of the fee and cannot be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FeeContradicts {
    /// No notice was given out, it says, while the table counts requests that ended for want of payment.
    NoticesDenied {
        /// The clause.
        words: String,
        /// Requests that ended for want of payment; above 0.
        overdue: i64,
    },
    /// An amount that the fee's steps do not come to.
    AmountUneven {
        /// The amount as written.
        written: String,
    },
}

impl Slip for FeeContradicts {
    const RULE: Rule = Rule {
        id: "fee-contradicts",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Implied,
            text: "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）的收费标准都是 10 元的倍数",
        },
        page: page!("fee-contradicts.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let mut found = Vec::new();
        if !context.is_due() {
            return found;
        }
        let (narrative, text) = (context.narrative, context.source.text());
        let overdue = CellAddress { row: RowId::OtherFeeOverdue, column: ColumnId::Total };
        let overdue = context.count(overdue).filter(|count| *count > 0);
        for (at, clause) in narrative.prose.clauses.iter().enumerate() {
            if narrative.prose.section_of(clause) != Some(SectionId::Other) {
                continue;
            }
            let words = narrative.prose.clause(clause);
            let denied = overdue.filter(|_| denies_notices(words));
            let amounts = narrative.figures_of(at).iter().filter(|figure| figure.unit == Unit::Yuan);
            let uneven = amounts.filter(|figure| figure.value.whole().is_none_or(|amount| amount % 10 != 0));
            // 信息处理费收取情况:全年收取125元. What is charged may be named in front.
            if (denied.is_none() && uneven.clone().next().is_none()) || !narrative.sentence_words(at).contains("处理费")
            {
                continue;
            }
            if let Some(overdue) = denied {
                let (span, words) = beside::clause(context, at);
                let slip = FeeContradicts::NoticesDenied { words, overdue };
                found.push(slip.at(Severity::Warning, context.place_of_clause(at), span));
            }
            let charged = !narrative.clause_has(at, Word::Fees) && Class::Charging.is_in(words);
            for figure in uneven.filter(|_| charged) {
                let written = narrative.span_of(figure).of(text).to_owned();
                found.push(FeeContradicts::AmountUneven { written }.asked_of(context, figure));
            }
        }
        found
    }

    fn say(&self, _: &Report) -> Sentence {
        match self {
            FeeContradicts::NoticesDenied { words, overdue } => Sentence {
                message: format!(
                    "正文写“{words}”，而表三有 {overdue} 件申请因逾期未缴费不再处理，说明发出过收费通知，请核对。"
                ),
                advice: "请写明发出收费通知的件数、金额和实际收取的金额。".to_owned(),
            },
            FeeContradicts::AmountUneven { written } => Sentence {
                message: format!("正文写的信息处理费是“{written}”，不是 10 元的倍数，请核对。"),
                advice: "按件、按量的收费标准都是 10 元的倍数，请核对金额和单位。".to_owned(),
            },
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            FeeContradicts::NoticesDenied { words, .. } => Some(words.clone()),
            FeeContradicts::AmountUneven { written } => Some(written.clone()),
        }
    }
}

/// 未发出收费通知, 发出收费通知0件.
fn denies_notices(words: &str) -> bool {
    words.split_once("通知").is_some_and(|(before, behind)| {
        let counted = Class::BehindNotice.skipped(behind);
        Class::NoticeDenied.is_in(before) || counted.starts_with("0件") || counted.starts_with("0份")
    })
}

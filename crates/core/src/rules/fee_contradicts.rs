//! What section six says of 信息处理费 against the tables and the fee's own steps.

use crate::finding::{Evidence, Finding, Severity};
use crate::form::{ColumnId, RowId, SectionId};
use crate::narrative::{Unit, Word};
use crate::report::CellAddress;
use crate::searching::{holds, holds_any};

use super::count_differs_from_table::place_of;
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "fee-contradicts",
    basis: Basis {
        kind: BasisKind::Implied,
        text: "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）的收费标准都是 10 元的倍数",
    },
    page: page!("fee-contradicts.md"),
    needs: &[],
    find,
    say: |finding, _, _| {
        let found = finding.found.as_deref().unwrap_or("");
        match &finding.evidence {
            Evidence::Numbers(numbers) => Sentence {
                message: format!(
                    "正文写“{found}”，而表三有 {} 件申请因逾期未缴费不再处理，说明发出过收费通知，请核对。",
                    numbers.first().copied().unwrap_or_default()
                ),
                advice: "请写明发出收费通知的件数、金额和实际收取的金额。".to_owned(),
            },
            _ => Sentence {
                message: format!("信息处理费写的是 {found}，不是 10 元的倍数，请核对。"),
                advice: "按件、按量的收费标准都是 10 元的倍数，请核对金额和单位。".to_owned(),
            },
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    if !context.is_due() {
        return;
    }
    let narrative = context.narrative;
    let overdue = CellAddress { row: RowId::OtherFeeOverdue, column: ColumnId::Total };
    let notices = context.report.cell(overdue).and_then(|cell| cell.count()).filter(|count| *count > 0);
    for (at, clause) in narrative.prose.clauses.iter().enumerate() {
        if narrative.prose.section_of(clause) != Some(SectionId::Other) {
            continue;
        }
        let words = narrative.prose.clause(clause);
        let denied = notices.filter(|_| denies_notices(words));
        let amounts = narrative.figures_of(at).iter().filter(|figure| figure.unit == Unit::Yuan);
        let uneven = amounts.filter(|figure| figure.value.whole().is_none_or(|amount| amount % 10 != 0));
        // 信息处理费收取情况:全年收取125元. What is charged may be named in front.
        if (denied.is_none() && uneven.clone().next().is_none()) || !holds(narrative.sentence_words(at), "处理费") {
            continue;
        }
        if let Some(count) = denied {
            let span = narrative.prose.origin(clause.start, clause.end);
            findings.push(Finding {
                found: Some(span.of(context.source.text()).trim().to_owned()),
                evidence: Evidence::Numbers(vec![count]),
                ..Finding::new(RULE.id, Severity::Warning, place_of(context, at), span)
            });
        }
        let charged = !narrative.clause_has(at, Word::Fees) && holds_any(words, "处理费 收取 收费 费用 金额 缴");
        for figure in uneven.filter(|_| charged) {
            let span = narrative.span_of(figure);
            findings.push(Finding {
                found: Some(span.of(context.source.text()).to_owned()),
                ..Finding::new(RULE.id, Severity::Warning, place_of(context, at), span)
            });
        }
    }
}

/// 未发出收费通知, 发出收费通知0件.
fn denies_notices(words: &str) -> bool {
    const DENIALS: [&str; 8] = ["未发", "未向", "未产生", "未出具", "没有发", "没有向", "没有产生", "无收费"];
    words.split_once("通知").is_some_and(|(before, behind)| {
        let counted = behind.trim_start_matches(['书', '单', '共', '计']);
        DENIALS.iter().any(|denial| before.contains(denial)) || counted.starts_with("0件") || counted.starts_with("0份")
    })
}

//! Nothing is said of 信息处理费.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::SectionId;
use crate::narrative::Word;
use crate::report::Report;

use super::emptiness::is_empty;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};

/// A report that is silent about 信息处理费: there is nothing to tell of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct FeeUnreported {}

impl Slip for FeeUnreported {
    const RULE: Rule = Rule {
        id: "fee-unreported",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Practice,
            text: "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）施行后，审核中通常要求第六部分写明收费情况",
        },
        page: page!("fee-unreported.md"),
        needs: &[Need::Year],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(section) = context.report.section(SectionId::Other) else { return Vec::new() };
        if context.report.year.is_none_or(|year| year < 2021) {
            return Vec::new();
        }
        let text = context.prose.text();
        // What the table counts as 行政事业性收费 is another thing.
        let mut told = context.narrative.every(&[Word::HandlingFee, Word::Charge, Word::WrongTerm]);
        let told = told.any(|hit| hit.word != Word::WrongTerm || text[hit.start..hit.end].ends_with("处理费"));
        if told || is_empty(context, section) {
            return Vec::new();
        }
        vec![FeeUnreported {}.at(Severity::Warning, Place::Section(SectionId::Other), section.heading)]
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: "没有写信息处理费的收取情况，通常写在第六部分。".to_owned(),
            advice: "收取了的，请写明件数和金额；没有收取的，请写“本年度未收取信息处理费”。".to_owned(),
        }
    }
}

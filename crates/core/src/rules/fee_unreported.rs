//! Nothing is said of 信息处理费.

use crate::finding::{Finding, Place, Severity};
use crate::form::SectionId;
use crate::narrative::Word;

use super::section_empty;
use super::{Basis, BasisKind, Context, Need, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "fee-unreported",
    basis: Basis {
        kind: BasisKind::Practice,
        text: "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）施行后，审核中通常要求第六部分写明收费情况",
    },
    page: page!("fee-unreported.md"),
    needs: &[Need::Year],
    find,
    say: |_, _, _| Sentence {
        message: "第六部分没有写信息处理费的收取情况。".to_owned(),
        advice: "收取的写明件数和金额，没有收取的写“本年度未收取信息处理费”。".to_owned(),
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some(section) = context.report.section(SectionId::Other) else { return };
    if context.report.year.is_none_or(|year| year < 2021) {
        return;
    }
    let text = context.prose.text();
    // What the table counts as 行政事业性收费 is another thing.
    let mut told = context.narrative.every(&[Word::HandlingFee, Word::Charge, Word::WrongTerm]);
    let told = told.any(|hit| hit.word != Word::WrongTerm || text[hit.start..hit.end].ends_with("处理费"));
    if !told && !section_empty::is_empty(context, section) {
        findings.push(Finding::new(RULE.id, Severity::Warning, Place::Section(SectionId::Other), section.heading));
    }
}

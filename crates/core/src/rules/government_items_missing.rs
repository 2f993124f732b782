//! A people's government's report without 工作考核, 社会评议, 责任追究.

use crate::finding::{Finding, Place, Severity};
use crate::form::SectionId;
use crate::narrative::Word;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "government-items-missing",
    basis: Basis {
        kind: BasisKind::Official,
        text: "《中华人民共和国政府信息公开条例》第五十条第四项：各级人民政府的报告还应当包括工作考核、社会评议和责任追究结果情况",
    },
    page: page!("government-items-missing.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!("政府的报告应当写明{}的情况，没有看到，请核对。", finding.found.as_deref().unwrap_or("")),
        advice: "一般写在“监督保障”里；没有责任追究的，写明没有。".to_owned(),
    },
};

/// The items, with the words that treat them.
const ITEMS: [(&str, Word); 3] =
    [("工作考核", Word::Appraisal), ("社会评议", Word::Review), ("责任追究", Word::Accountability)];

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let government = context.report.organ.as_deref().is_some_and(|organ| organ.ends_with("政府"));
    let Some(section) = context.report.section(SectionId::Overview).filter(|_| government && context.is_due()) else {
        return;
    };
    let treated = |word: Word| context.narrative.every(&[word]).next().is_some();
    let missing: Vec<&str> = ITEMS.iter().filter(|(_, word)| !treated(*word)).map(|(item, _)| *item).collect();
    if !missing.is_empty() {
        findings.push(Finding {
            found: Some(missing.join("、")),
            ..Finding::new(RULE.id, Severity::Warning, Place::Section(SectionId::Overview), section.heading)
        });
    }
}

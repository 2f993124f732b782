//! A people's government's report without 工作考核, 社会评议, 责任追究.

use std::sync::LazyLock;

use crate::finding::{Finding, Place, Severity};
use crate::form::SectionId;
use crate::matching::Needles;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "government-items-missing",
    basis: Basis {
        kind: BasisKind::Official,
        text: "《中华人民共和国政府信息公开条例》第五十条第四项：各级人民政府的报告还应当包括工作考核、社会评议和责任追究结果情况",
    },
    page: page!("government-items-missing.md"),
    find,
    say: |finding, _, _| Sentence {
        message: format!("政府的报告应当写明{}的情况，没有看到，请核对。", finding.found.as_deref().unwrap_or("")),
        advice: "一般写在“监督保障”里；没有责任追究的，写明没有。".to_owned(),
    },
};

/// The items, with the words that treat them.
const ITEMS: [(&str, &[&str]); 3] =
    [("工作考核", &["考核"]), ("社会评议", &["评议", "满意度"]), ("责任追究", &["责任追究", "追究", "追责", "问责"])];

static WORDS: LazyLock<Needles> =
    LazyLock::new(|| Needles::new(ITEMS.iter().flat_map(|(_, words)| words.iter()).copied()));

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let government = context.report.organ.as_deref().is_some_and(|organ| organ.ends_with("政府"));
    let Some(section) = context.report.section(SectionId::Overview).filter(|_| government && context.is_due()) else {
        return;
    };
    let standing = WORDS.standing_in(context.prose.text());
    let mut first = 0;
    let mut missing: Vec<&str> = Vec::new();
    for (item, words) in ITEMS {
        let own = (1 << words.len()) - 1;
        if (standing >> first) & own == 0 {
            missing.push(item);
        }
        first += words.len();
    }
    if !missing.is_empty() {
        findings.push(Finding {
            found: Some(missing.join("、")),
            ..Finding::new(RULE.id, Severity::Warning, Place::Section(SectionId::Overview), section.heading)
        });
    }
}

//! A section that stands twice.

use crate::finding::{Finding, Place, Related};

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "section-repeated",
    basis: Basis { kind: BasisKind::Official, text: "年度报告格式规定的六个部分各出现一次" },
    page: page!("section-repeated.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!("标题“{}”出现了两次。", finding.found.as_deref().unwrap_or("")),
        advice: "请删去重复的部分，或改正标题。".to_owned(),
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    if !context.is_due() {
        return;
    }
    let sections = &context.report.sections;
    for (at, section) in sections.iter().enumerate() {
        let Some(first) = sections[..at].iter().find(|before| before.id == section.id) else { continue };
        if section.exact && first.exact {
            findings.push(Finding {
                found: Some(section.heading.of(context.source.text()).trim().to_owned()),
                related: vec![Related { span: first.heading, message: "前一次出现".to_owned() }],
                ..Finding::new(
                    RULE.id,
                    context.damage_severity(section.span),
                    Place::Section(section.id),
                    section.heading,
                )
            });
        }
    }
}

//! Sections in another order than the form's.

use crate::finding::{Finding, Place};
use crate::span::Span;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "section-out-of-order",
    basis: Basis { kind: BasisKind::Official, text: "年度报告格式规定的六个部分及其次序" },
    page: page!("section-out-of-order.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!("“{}”排在了后面的部分之后，次序与格式不同。", finding.found.as_deref().unwrap_or("")),
        advice: "请按格式的次序排列六个部分。".to_owned(),
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    if !context.is_due() {
        return;
    }
    let text = context.source.text();
    let sections = &context.report.sections;
    for (at, section) in sections.iter().enumerate() {
        let repeated = sections[..at].iter().any(|before| before.id == section.id);
        if !repeated && sections[..at].iter().any(|before| before.id > section.id) {
            findings.push(Finding {
                found: Some(section.heading.of(text).trim().to_owned()),
                ..Finding::new(
                    RULE.id,
                    context.damage_severity(Span::new(0, text.len())),
                    Place::Section(section.id),
                    section.heading,
                )
            });
        }
    }
}

//! A section's title in other words than the form's.

use crate::finding::{Finding, Place, Severity};
use crate::form::sections_of;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "section-title-changed",
    basis: Basis { kind: BasisKind::Official, text: "年度报告格式规定的各部分标题" },
    page: page!("section-title-changed.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!(
            "标题写的是“{}”，格式的标题是“{}”。",
            finding.found.as_deref().unwrap_or(""),
            finding.expected.as_deref().unwrap_or("")
        ),
        advice: "建议按格式原文书写标题。".to_owned(),
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    if !context.is_due() {
        return;
    }
    for section in context.report.sections.iter().filter(|section| !section.exact) {
        let form = sections_of(context.report.edition).iter().find(|form| form.id == section.id);
        findings.push(Finding {
            found: Some(section.heading.of(context.source.text()).trim().to_owned()),
            expected: form.map(|form| form.title.to_owned()),
            ..Finding::new(RULE.id, Severity::Info, Place::Section(section.id), section.heading)
        });
    }
}

//! A label of a table that is not worded as the form has it.

use crate::finding::{Finding, Place, Severity};
use crate::report::Labelled;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "label-changed",
    basis: Basis { kind: BasisKind::Official, text: "年度报告格式规定的表格用语" },
    page: page!("label-changed.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!(
            "表格里写的是“{}”，格式用语是“{}”。",
            finding.found.as_deref().unwrap_or(""),
            finding.expected.as_deref().unwrap_or("")
        ),
        advice: "请按格式原文改正。".to_owned(),
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    for table in &context.report.tables {
        for label in &table.changed_labels {
            let place = match label.of {
                Labelled::Row(row) => Place::Row(row),
                Labelled::SubHeading(_) => Place::Table(table.number),
            };
            findings.push(Finding {
                found: Some(label.span.of(context.source.text()).to_owned()),
                expected: Some(label.official.to_owned()),
                ..Finding::new(RULE.id, Severity::Warning, place, label.span)
            });
        }
    }
}

//! An amount in 元 where the form asks for 万元.

use crate::finding::{Finding, Place, Severity};
use crate::form::ValueKind;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "fee-unit-suspect",
    basis: Basis { kind: BasisKind::Implied, text: "表二表头：本年收费金额（单位：万元）" },
    page: page!("fee-unit-suspect.md"),
    find,
    say: |finding, _, _| Sentence {
        message: format!(
            "表二“行政事业性收费”写的是“{}”，本栏以万元为单位，这里像是按元填写。",
            finding.found.as_deref().unwrap_or("")
        ),
        advice: "请换算成万元后填写，栏内不写单位。".to_owned(),
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let text = context.source.text();
    for table in &context.report.tables {
        let kinds = table.layout.rows.iter().flat_map(|row| row.columns).map(|column| column.kind);
        for (cell, kind) in table.cells.iter().zip(kinds) {
            let Some(span) = cell.span else { continue };
            let words = span.of(text);
            if kind == ValueKind::AmountInTenThousandYuan && words.contains('元') && !words.contains("万元") {
                findings.push(Finding {
                    found: Some(words.to_owned()),
                    ..Finding::new(RULE.id, Severity::Warning, Place::Cell(cell.address), span)
                });
            }
        }
    }
}

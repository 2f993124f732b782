//! An amount in 元 where the form asks for 万元.

use crate::finding::{Finding, Place, Related, Severity};
use crate::form::ValueKind;
use crate::narrative::{Claim, Role};

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "fee-unit-suspect",
    basis: Basis { kind: BasisKind::Implied, text: "表二表头：本年收费金额（单位：万元）" },
    page: page!("fee-unit-suspect.md"),
    needs: &[],
    find,
    say: |finding, source, _| Sentence {
        message: format!(
            "表二“行政事业性收费”写的是“{}”，{}本栏以万元为单位，这里像是按元填写。",
            finding.found.as_deref().unwrap_or(""),
            finding.related.first().map_or(String::new(), |told| format!("正文写“{}”，", told.span.of(source.text()))),
        ),
        advice: "请换算成万元后填写，栏内不写单位。".to_owned(),
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let text = context.source.text();
    let told = context.narrative.claims.iter().find(|claim| is_in_yuan(context, claim));
    let told = told.map(|claim| context.narrative.span_of(&context.narrative.figures[claim.figure]));
    for table in &context.report.tables {
        let kinds = table.layout.rows.iter().flat_map(|row| row.columns).map(|column| column.kind);
        for (cell, kind) in table.cells.iter().zip(kinds) {
            let Some(span) = cell.span.filter(|_| kind == ValueKind::AmountInTenThousandYuan) else { continue };
            let words = span.of(text);
            if told.is_some() || words.contains('元') && !words.contains("万元") {
                findings.push(Finding {
                    found: Some(words.to_owned()),
                    related: told.map(|span| Related { span, message: span.of(text).to_owned() }).into_iter().collect(),
                    ..Finding::new(RULE.id, Severity::Warning, Place::Cell(cell.address), span)
                });
            }
        }
    }
}

/// Whether the amount of the prose is the number of the table, with 元 and not 万元 as its unit.
pub(super) fn is_in_yuan(context: &Context, claim: &Claim) -> bool {
    let yuan = context.narrative.figures[claim.figure].yuan();
    let filled = claim.readings.iter().map(|reading| reading.value / 10_000);
    claim.role == Role::Fees && yuan.is_some_and(|yuan| yuan > 0) && filled.map(Some).any(|filled| filled == yuan)
}

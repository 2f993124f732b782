//! What was carried in is not what last year's report carried out.

use crate::finding::{Evidence, Finding, Place, Related, Severity};
use crate::form::{ColumnId, RowId, TableNumber};
use crate::report::CellAddress;

use super::naming::{cell_name, column_label};
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "carry-over-broken",
    basis: Basis {
        kind: BasisKind::Implied, text: "上年结转的申请，就是上一年度报告里结转到本年度的申请"
    },
    page: page!("carry-over-broken.md"),
    needs: &[],
    find,
    say: |finding, _, report| {
        let Evidence::Cells(cells) = &finding.evidence else { return Sentence::empty() };
        let differ = cells.iter().map(|(cell, last)| {
            let column = column_label(cell.row, cell.column, report);
            let own = report.cell(*cell).and_then(|cell| cell.count()).unwrap_or_default();
            format!("“{column}”列上年结转出 {}、本年转入 {own}", last.unwrap_or_default())
        });
        Sentence {
            message: format!("上年结转与上一年度报告的结转下年度对不上：{}。", differ.collect::<Vec<_>>().join("；")),
            advice: "请核对两年的表三。上年报告已更正的，以更正后的为准。".to_owned(),
        }
    },
};

/// One finding for all columns: they have one cause.
fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    let report = context.report;
    let own = report.table(TableNumber::Three).cells.iter().filter(|cell| cell.address.row == RowId::CarriedIn);
    let differing = own.filter_map(|cell| {
        let last = previous.count(CellAddress { row: RowId::CarriedOut, ..cell.address })?;
        (cell.count()? != last).then_some((cell, last))
    });
    let differing: Vec<_> = differing.collect();
    let total = differing.iter().find(|(cell, _)| cell.address.column == ColumnId::Total);
    let Some((cell, last)) = total.or(differing.first()) else { return };
    let others = differing.iter().filter(|(other, _)| other.address != cell.address);
    let related =
        others.filter_map(|(other, _)| Some(Related { span: other.span?, message: cell_name(other.address, report) }));
    findings.push(Finding {
        found: cell.count().map(|count| count.to_string()),
        expected: Some(last.to_string()),
        related: related.collect(),
        evidence: Evidence::Cells(differing.iter().map(|(cell, last)| (cell.address, Some(*last))).collect()),
        ..Finding::new(RULE.id, Severity::Warning, Place::Cell(cell.address), cell.span.unwrap_or_default())
    });
}

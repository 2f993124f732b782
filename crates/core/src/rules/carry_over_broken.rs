//! What was carried in is not what last year's report carried out.

use serde::Serialize;

use crate::finding::{Found, Place, Related, Severity};
use crate::form::{ColumnId, RowId, TableNumber};
use crate::report::{Cell, CellAddress, Report};
use crate::voice::naming::{cell_name, column_label, row_label};

use super::mending::in_cell;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// The columns in which two years do not meet. One finding for all: they have one cause.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct CarryOverBroken {
    /// The column that the finding is about: the total, or where it agrees the first that does not.
    pub first: BrokenColumn,
    /// Every column that differs, in the order of the form, the one above included.
    pub columns: Vec<BrokenColumn>,
}

/// A column in which two years do not meet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct BrokenColumn {
    /// Its cell in this report.
    pub cell: CellAddress,
    /// What last year's report carried out.
    pub carried_out_last_year: i64,
    /// What this report carried in.
    pub carried_in: i64,
}

impl Slip for CarryOverBroken {
    const RULE: Rule = Rule {
        id: "carry-over-broken",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Implied, text: "上年结转的申请，就是上一年度报告里结转到本年度的申请"
        },
        page: page!("carry-over-broken.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let differing = differing(context);
        let total = differing.iter().find(|(cell, _)| cell.address.column == ColumnId::Total);
        let Some((cell, first)) = total.or(differing.first()) else { return Vec::new() };
        let others = differing.iter().filter(|(other, _)| other.address != cell.address);
        let related = others.filter_map(|(other, _)| {
            Some(Related { span: other.span?, message: cell_name(other.address, context.report) })
        });
        let span = cell.span.unwrap_or_default();
        // Of several cells none is mended alone.
        let alone = differing.len() == 1;
        let fix = alone.then(|| in_cell(context.report, cell.address, first.carried_out_last_year)).flatten();
        let columns = differing.iter().map(|(_, column)| *column).collect();
        let slip = CarryOverBroken { first: *first, columns };
        vec![Found {
            related: related.collect(),
            fixes: fix.into_iter().collect(),
            ..slip.at(Severity::Warning, Place::Cell(cell.address), span)
        }]
    }

    fn say(&self, report: &Report) -> Sentence {
        let differ = self.columns.iter().map(|column| {
            let BrokenColumn { cell, carried_out_last_year, carried_in } = column;
            let label = column_label(cell.row, cell.column, report);
            format!("“{label}”列上年结转出 {carried_out_last_year}、本年转入 {carried_in}")
        });
        let (here, there) = (row_label(RowId::CarriedIn, report), row_label(RowId::CarriedOut, report));
        let differ = differ.collect::<Vec<_>>().join("；");
        Sentence {
            message: format!("表三“{here}”与上一年度报告的“{there}”应当一致，现在对不上：{differ}。"),
            advice: "请核对两年的表三。上年报告已更正的，以更正后的为准。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.first.carried_in.to_string())
    }

    fn expected(&self) -> Option<String> {
        Some(self.first.carried_out_last_year.to_string())
    }

    fn cells(&self) -> Vec<CellAddress> {
        self.columns.iter().map(|column| column.cell).collect()
    }
}

/// The cells of what was carried in that differ from last year's report.
fn differing<'a>(context: &Context<'a>) -> Vec<(&'a Cell, BrokenColumn)> {
    let Some(previous) = context.previous else { return Vec::new() };
    let own = context.report.table(TableNumber::Three).row(RowId::CarriedIn).iter();
    let differing = own.filter_map(|cell| {
        let carried_out_last_year = previous.count(CellAddress { row: RowId::CarriedOut, ..cell.address })?;
        let carried_in = cell.count()?;
        let column = BrokenColumn { cell: cell.address, carried_out_last_year, carried_in };
        (carried_in != carried_out_last_year).then_some((cell, column))
    });
    differing.collect()
}

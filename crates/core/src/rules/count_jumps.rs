//! A large count that is more than five times last year's, or less than a fifth.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::{ColumnId, RowId};
use crate::report::{CellAddress, Report};
use crate::voice::naming::row_label;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A count far from last year's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct CountJumps {
    /// The cell of both years.
    pub cell: CellAddress,
    /// What last year's report has in it.
    pub last_year: i64,
    /// What this report has in it.
    pub this_year: i64,
}

impl Slip for CountJumps {
    const RULE: Rule = Rule {
        id: "count-jumps",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Practice,
            text: "相邻两年的数相差悬殊的，多是多写、少写了一位，或统计口径变了",
        },
        page: page!("count-jumps.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(previous) = context.previous else { return Vec::new() };
        let found = COUNTS.iter().filter_map(|(row, column)| {
            let cell = CellAddress { row: *row, column: *column };
            let (last_year, this_year) = (previous.count(cell)?, context.count(cell)?);
            let (less, more) = (last_year.min(this_year), last_year.max(this_year));
            if more < LARGE || more <= less.saturating_mul(TIMES) {
                return None;
            }
            let span = context.report.cell(cell).and_then(|cell| cell.span).unwrap_or_default();
            Some(CountJumps { cell, last_year, this_year }.at(Severity::Info, Place::Cell(cell), span))
        });
        found.collect()
    }

    fn say(&self, report: &Report) -> Sentence {
        let CountJumps { cell, last_year, this_year } = self;
        let (table, row) = (cell.table().name(), row_label(cell.row, report));
        Sentence {
            message: format!("{table}“{row}”上年报告为 {last_year}，本年为 {this_year}，相差悬殊，请核对。"),
            advice: "请核对是不是多写、少写了一位；情况属实的，可在正文里说明原因。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.this_year.to_string())
    }
}

/// The counts of a year that go on from one year to the next.
const COUNTS: [(RowId, ColumnId); 4] = [
    (RowId::Licensing, ColumnId::Decisions),
    (RowId::Penalty, ColumnId::Decisions),
    (RowId::Compulsion, ColumnId::Decisions),
    (RowId::Received, ColumnId::Total),
];

/// Smaller counts jump by themselves.
const LARGE: i64 = 50;
const TIMES: i64 = 5;

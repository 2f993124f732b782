//! What cells of the tables add up to, as the prose counts them.

use crate::form::{ColumnId, RowId};
use crate::report::{CellAddress, Report};

use super::claim::Reading;
use super::lexicon::Word;

/// The words that name outcomes, in the order of [`OutcomeId::ALL`](crate::form::OutcomeId::ALL).
pub(super) const OUTCOME_WORDS: [Word; 6] =
    [Word::Grant, Word::Partial, Word::Refuse, Word::Unable, Word::Decline, Word::OtherHandling];

/// The sum of a column over rows; an unfilled cell counts 0, an unfilled total what its row adds up to. Amounts, which table 2
/// has in 万元, in 元.
pub(super) fn sum(report: &Report, rows: &[RowId], column: ColumnId) -> Option<Reading> {
    let mut reading = Reading { cells: Vec::with_capacity(rows.len()), value: 0, what: "" };
    for &row in rows {
        let address = CellAddress { row, column };
        let cell = report.cell(address)?;
        reading.value += match cell.count() {
            _ if column == ColumnId::Amount => (cell.value?.to_f64() * 10_000.0).round() as i64,
            Some(count) => count,
            None if !cell.is_unfilled() => return None,
            None if column == ColumnId::Total => {
                let parts = report.table(row.table()).row(row).iter().filter(|part| part.address.column != column);
                parts.filter_map(|part| part.count()).sum()
            }
            None => 0,
        };
        reading.cells.push(address);
    }
    (!rows.is_empty()).then_some(reading)
}

//! Which findings are marked where. A mark is a finding's number; what it looks like follows from its severity.

use annual_report::finding::{Evidence, Finding, Place};
use annual_report::form::TableNumber;
use annual_report::report::{CellAddress, TableState};
use annual_report::{Checked, Span};

/// Where a finding is marked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// Characters of the text; a place without width is a point.
    Text(Span),
    /// A table's caption.
    Caption(TableNumber),
    /// A row's label.
    Row(TableNumber, &'static str),
    /// A column's label.
    Column(TableNumber, &'static str),
    /// A cell.
    Cell(CellAddress),
}

/// Whether a table is shown as one.
pub fn is_shown(checked: &Checked, table: TableNumber) -> bool {
    matches!(checked.report.table(table).state, TableState::Read | TableState::PartlyRead)
}

/// A mark longer than this, in bytes, would colour a whole table: its beginning is marked instead.
const LONGEST: u32 = 1200;

/// The mark of a finding.
pub fn mark_of(finding: &Finding, checked: &Checked) -> Mark {
    let shown = |table| is_shown(checked, table);
    match finding.place {
        Place::Cell(cell) if shown(cell.table) => Mark::Cell(cell),
        Place::Table(table) if shown(table) => Mark::Caption(table),
        Place::Row(table, row) if shown(table) => {
            let layout_has_row = checked.report.table(table).layout.row(row).is_some();
            if layout_has_row { Mark::Row(table, row) } else { Mark::Caption(table) }
        }
        Place::Column(table, column) if shown(table) => Mark::Column(table, column),
        _ if finding.span.end - finding.span.start > LONGEST => {
            Mark::Text(Span { end: finding.span.start, ..finding.span })
        }
        _ => Mark::Text(finding.span),
    }
}

/// The part a cell has in the sums of a finding.
#[derive(Clone, Copy, PartialEq)]
pub enum Operand {
    Left,
    Right,
}

/// The cells of the equations of a finding.
pub fn operand(finding: Option<&Finding>, cell: CellAddress) -> Option<Operand> {
    let Evidence::Sums(diagnosis) = &finding?.evidence else { return None };
    diagnosis.equations.iter().find_map(|equation| {
        let holds = |cells: &[(CellAddress, i64)]| cells.iter().any(|(known, _)| *known == cell);
        if holds(&equation.right_cells) {
            Some(Operand::Right)
        } else {
            holds(&equation.left_cells).then_some(Operand::Left)
        }
    })
}

pub fn mark_id(finding: usize) -> String {
    format!("mark-{}", finding + 1)
}

pub fn finding_id(finding: usize) -> String {
    format!("finding-{}", finding + 1)
}

//! Which findings are marked where. A mark is a finding's number; what it looks like follows from its severity.

use gouji_core::finding::Place;
use gouji_core::form::{ColumnId, RowId, SubHeadingId, TableNumber};
use gouji_core::report::{CellAddress, Labelled, TableState};
use gouji_core::{CheckedReport, Finding, Span};

/// Where a finding is marked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// Characters of the text; a place without width is a point.
    Text(Span),
    /// A table's caption.
    Caption(TableNumber),
    /// A sub-heading of table 2.
    Heading(SubHeadingId),
    /// A row's label.
    Row(RowId),
    /// A label of a column of table 3.
    Column(ColumnId),
    /// A cell.
    Cell(CellAddress),
}

/// Whether a table is shown as one.
pub fn is_shown(checked: &CheckedReport, table: TableNumber) -> bool {
    matches!(checked.report.table(table).state, TableState::Read | TableState::PartlyRead)
}

/// A mark longer than this, in bytes, would colour a whole table: its beginning is marked instead.
const LONGEST: u32 = 1200;

/// The mark of a finding.
pub fn mark_of(finding: &Finding, checked: &CheckedReport) -> Mark {
    let shown = |table| is_shown(checked, table);
    match finding.place {
        Place::Cell(cell) if shown(cell.table()) => Mark::Cell(cell),
        Place::Table(table) if shown(table) => {
            let table = checked.report.table(table);
            let heading = table.changed_labels.iter().find_map(|label| match label.of {
                Labelled::SubHeading(heading) if label.span == finding.span => Some(heading),
                _ => None,
            });
            heading.map_or(Mark::Caption(table.number), Mark::Heading)
        }
        Place::Row(row) if shown(row.table()) => {
            let layout_has_row = checked.report.table(row.table()).layout.row(row).is_some();
            if layout_has_row { Mark::Row(row) } else { Mark::Caption(row.table()) }
        }
        // Only table 3 has a head of its own for each column.
        Place::Column(TableNumber::Three, column) if shown(TableNumber::Three) => Mark::Column(column),
        Place::Column(table, _) if shown(table) => Mark::Caption(table),
        _ if finding.span.end - finding.span.start > LONGEST => {
            Mark::Text(Span { end: finding.span.start, ..finding.span })
        }
        _ => Mark::Text(finding.span),
    }
}

/// The part that a cell has in a finding.
#[derive(Clone, Copy, PartialEq)]
pub enum Part {
    /// A change of it would mend the failing sums.
    Candidate,
    /// A number of a failing sum.
    Operand,
    /// One of the cells that the finding lists.
    Listed,
}

/// The part that `cell` has in a finding.
pub fn part_in(finding: Option<&Finding>, cell: CellAddress) -> Option<Part> {
    let slip = &finding?.slip;
    let Some(diagnosis) = slip.sums() else { return slip.cells().contains(&cell).then_some(Part::Listed) };
    if diagnosis.changes().any(|change| change.cell == cell) {
        return Some(Part::Candidate);
    }
    let mut sides = diagnosis.equations.iter().flat_map(|sum| sum.left_cells.iter().chain(&sum.right_cells));
    sides.any(|(known, _)| *known == cell).then_some(Part::Operand)
}

/// Which of the other places of a finding stand in a part of the text, and where.
pub fn related_in(finding: Option<&Finding>, part: Span) -> Vec<(usize, Span)> {
    let related = finding.into_iter().flat_map(|finding| finding.related.iter().enumerate());
    let mut places: Vec<(usize, Span)> = related.map(|(place, other)| (place, other.span)).collect();
    places.retain(|(_, span)| span.start < span.end && span.start < part.end && part.start < span.end);
    places.sort_by_key(|(_, span)| *span);
    places
}

/// The id of a finding's mark, by its number in the list.
pub fn mark_id(number: usize) -> String {
    format!("mark-{number}")
}

/// The id of a finding in the list, by its number there.
pub fn finding_id(number: usize) -> String {
    format!("finding-{number}")
}

/// The id of another place of a finding, by the finding's number in the list.
pub fn related_id(number: usize, place: usize) -> String {
    format!("mark-{number}-{}", place + 1)
}

/// The id of the words that a remark is about, by its place among the remarks.
pub fn remark_id(at: usize) -> String {
    format!("remarked-{}", at + 1)
}

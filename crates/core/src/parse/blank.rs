//! A table that stands there with every label and without a single number: nobody filled it in.

use crate::form::{Layout, TableNumber, headers_of, marks_of};
use crate::matching::fold;
use crate::report::{CellState, Table, TableState};
use crate::span::Span;

use super::labels::FoundLabel;
use super::lines::Line;
use super::read::absent_table;

/// The table with all its cells blank; nothing where a label is missing or anything stands in a cell.
pub(super) fn read(
    text: &str,
    lines: &[Line],
    labels: &[FoundLabel],
    layout: &'static Layout,
    span: Span,
) -> Option<Table> {
    let span = if layout.table == TableNumber::Four { span_of_four(text, lines, layout)? } else { span };
    if !is_whole(text, labels, layout, span) || lines.iter().any(|line| is_filled(text, line)) {
        return None;
    }
    let mut table = absent_table(layout, span, TableState::Read);
    let row_of = |cell: usize| {
        let mut behind = 0;
        layout.rows.iter().position(|row| {
            behind += row.columns.len();
            cell < behind
        })
    };
    for (at, cell) in table.cells.iter_mut().enumerate() {
        // A blank cell has no words; it stands at the end of its label's line.
        let label = labels.iter().find(|label| Some(label.row) == row_of(at)).map(|label| label.head);
        let line = label.and_then(|head| lines.iter().find(|line| line.span.contains(head)));
        let place = line.map_or(span.end, |line| line.span.end);
        (cell.state, cell.span) = (CellState::Blank, Some(Span { start: place, end: place }));
    }
    Some(table)
}

/// From the first to the last line with a label of table 4, whose rows have none of their own.
fn span_of_four(text: &str, lines: &[Line], layout: &Layout) -> Option<Span> {
    let own = lines.iter().filter(|line| {
        let words = fold(line.span.of(text));
        let mut columns = layout.rows.iter().flat_map(|row| row.columns);
        !line.is_prose()
            && (headers_of(TableNumber::Four).iter().any(|header| words.contains(header))
                || marks_of(TableNumber::Four).iter().any(|mark| words.contains(mark))
                || columns.any(|column| column.label == words))
    });
    own.map(|line| line.span).reduce(Span::join)
}

/// Whether every label is there.
fn is_whole(text: &str, labels: &[FoundLabel], layout: &Layout, span: Span) -> bool {
    match layout.table {
        TableNumber::Four => {
            let words = fold(span.of(text));
            marks_of(layout.table).iter().all(|mark| words.contains(mark))
        }
        _ => (0..layout.rows.len()).all(|row| labels.iter().any(|label| label.row == row)),
    }
}

/// Whether a line of a table has something beside its labels: a number, a dash, or digits run into a label.
fn is_filled(text: &str, line: &Line) -> bool {
    let digits = |words: &str| {
        // 1.属于国家秘密
        let label = words.trim_start_matches(|first: char| first.is_ascii_digit());
        label.contains(|character: char| character.is_ascii_digit())
    };
    !line.is_prose()
        && line.pieces.iter().any(|piece| piece.is_entry() || (piece.is_words() && digits(&fold(piece.span.of(text)))))
}

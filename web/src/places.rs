//! The places of the report that can be edited or remarked upon, as the page's elements name them (`data-place`): a line by
//! its bytes, a cell by its table and its place in it.

use gouji_core::Span;
use gouji_core::form::TableNumber;
use gouji_core::report::CellAddress;

use crate::result::Result;
use crate::state::span_of;
use crate::view::EditorPlace;

/// The name of a line: `line 120 168`.
pub fn line_name(line: Span) -> String {
    format!("line {} {}", line.start, line.end)
}

/// The name of a cell: `cell 3 14`.
pub fn cell_name(result: &Result, cell: CellAddress) -> String {
    let table = result.checked.report.table(cell.table());
    format!("cell {} {}", cell.table().number(), table.index_of(cell.row, cell.column).unwrap_or(0))
}

/// The place that a name means.
pub fn named(result: &Result, name: &str) -> Option<EditorPlace> {
    let mut words = name.split(' ');
    let (kind, first, second) = (words.next()?, words.next()?.parse::<u32>().ok()?, words.next()?.parse::<u32>().ok()?);
    if kind == "line" {
        return Some(EditorPlace::Line(Span { start: first, end: second }));
    }
    let number = TableNumber::ALL.into_iter().find(|table| u32::from(table.number()) == first)?;
    let cell = result.checked.report.table(number).cells.get(second as usize)?;
    cell.span.map(|_| EditorPlace::Cell(cell.address))
}

/// The words that are `length` UTF-16 units long, so many behind the beginning of a place.
pub fn words_in(result: &Result, name: &str, before: u32, length: u32) -> Option<Span> {
    let span = span_of(result, named(result, name)?)?;
    let words = span.of(result.source().text());
    let mut units = 0;
    let mut byte_of = |wanted: u32| {
        units = 0;
        let mut at = words.len();
        for (byte, character) in words.char_indices() {
            if units >= wanted {
                at = byte;
                break;
            }
            units += character.len_utf16() as u32;
        }
        span.start + at as u32
    };
    let (start, end) = (byte_of(before), byte_of(before + length));
    (start < end).then_some(Span { start, end })
}

//! Table 2: rows of one to three numbers under five sub-headings.
//!
//! A row whose label and exactly its numbers stand on one line is read. What is left under a sub-heading is read when there
//! are exactly as many numbers as its unread rows have cells and it can be told which is which (`loose_rows`).

use crate::form::{Layout, RowId, folded_sub_headings};
use crate::matching::fold;

use super::labels::{FoundLabel, find_labels};
use super::lines::{Line, Piece};
use super::loose_rows::LooseRows;
use super::read::Read;

pub(super) fn read(text: &str, lines: &[Line], layout: &'static Layout) -> Read {
    let mut read = Read::of(layout);
    let labels: Vec<FoundLabel> =
        find_labels(text, lines, layout).into_iter().filter(|label| is_label(text, lines, label)).collect();
    let mut used = vec![false; lines.len()];
    let mut rows_read = vec![false; layout.rows.len()];
    for (at, line) in lines.iter().enumerate() {
        let Some(label) = label_of(line, &labels) else { continue };
        let (row, width) = (label.row, layout.rows[label.row].columns.len());
        // Blank cells beside the rest of a label whose numbers stand on the line above are none.
        let is_rest = || at > 0 && lines[at - 1].value_count() > 0 && label_of(&lines[at - 1], &labels).is_none();
        if rows_read[row] || (line.value_count() == 0 && !line.from_grid && is_rest()) {
            continue;
        }
        if let Some(cells) = row_cells(line, width).or_else(|| miswritten_cells(line, label, width)) {
            fill(&mut read, layout, row, cells);
            rows_read[row] = true;
            used[at] = true;
        }
    }
    read_loose_rows(&mut read, text, lines, &labels, layout, &used, &mut rows_read);
    for (row, form) in layout.rows.iter().enumerate() {
        let labelled = labels.iter().any(|label| label.row == row);
        if !labelled && !rows_read[row] {
            read.missing_rows.push(form.id);
        } else if !rows_read[row] {
            read.unread.push(format!("“{}”一行的数没有读到", form.label));
        }
    }
    read.labelled = !labels.is_empty();
    read.labels = labels;
    read
}

/// Reads what is left under each sub-heading where it can be told which number is which.
fn read_loose_rows(
    read: &mut Read,
    text: &str,
    lines: &[Line],
    labels: &[FoundLabel],
    layout: &'static Layout,
    used: &[bool],
    rows_read: &mut [bool],
) {
    let parts: Vec<(Vec<usize>, Vec<&Line>)> = segments(text, lines, layout)
        .into_iter()
        .map(|(start, end, rows)| {
            let unread = rows.into_iter().filter(|row| !rows_read[*row]).collect();
            (unread, (start..end).filter(|at| !used[*at]).map(|at| &lines[at]).collect())
        })
        .filter(|(unread, _): &(Vec<usize>, _)| !unread.is_empty())
        .collect();
    let loose = |is_cell: fn(&Piece) -> bool| {
        let rows = parts.iter().map(|(unread, free)| LooseRows::of(text, free, unread, labels, layout, is_cell));
        rows.collect::<Vec<_>>()
    };
    let (values, entries) = (loose(Piece::is_value), loose(Piece::is_entry));
    // A number too many here and one too few there: numbers went under another sub-heading, and which did is unknown.
    let moved = values.iter().any(|rows| rows.count() > rows.expected())
        && values.iter().any(|rows| rows.count() < rows.expected());
    if moved {
        read.order_changed = true;
        return;
    }
    for (values, entries) in values.iter().zip(&entries) {
        let Some(found) = values.read().or_else(|| entries.read()) else {
            read.order_changed |= values.count() == values.expected() && values.are_mixed_with_labels();
            continue;
        };
        read.order_changed |= !found.iter().flatten().is_sorted_by_key(|piece| piece.span);
        for (row, cells) in values.rows().iter().zip(found) {
            fill(read, layout, *row, &cells);
            rows_read[*row] = true;
        }
    }
}

fn fill(read: &mut Read, layout: &Layout, row: usize, cells: &[Piece]) {
    let before: usize = layout.rows[..row].iter().map(|row| row.columns.len()).sum();
    for (at, piece) in cells.iter().enumerate() {
        read.cells[before + at] = Some(*piece);
    }
}

/// No label with its spaces is longer, in bytes.
const LONGEST_LABEL: usize = 200;

/// A label stands alone in its piece; 规章制度 and 行政许可事项 inside other words are none.
fn is_label(text: &str, lines: &[Line], label: &FoundLabel) -> bool {
    let line = lines.iter().find(|line| line.span.start <= label.head.start && label.head.end <= line.span.end);
    let piece = line.and_then(|line| line.pieces.iter().find(|piece| piece.span.contains(label.head)));
    let Some(piece) = piece else {
        // A label broken over pieces: its line has no room for other words.
        return line.is_some_and(|line| {
            let words = line.pieces.iter().filter(|piece| piece.is_words()).map(|piece| piece.span.of(text));
            let words: String = words.take_while(|words| words.len() <= LONGEST_LABEL).collect();
            fold(&words).chars().count() <= 12
        });
    };
    if piece.span == label.head {
        return true;
    }
    if piece.span.of(text).len() > LONGEST_LABEL {
        return false;
    }
    let words = fold(piece.span.of(text));
    let head = fold(label.head.of(text));
    words.chars().count() <= head.chars().count() + 6 && !words.contains("第二十条") && !words.contains("制度")
}

fn label_of<'a>(line: &Line, labels: &'a [FoundLabel]) -> Option<&'a FoundLabel> {
    labels.iter().rfind(|label| line.span.contains(label.head))
}

fn row_cells<'a>(line: &Line<'a>, width: usize) -> Option<&'a [Piece]> {
    let behind = line.pieces.iter().rposition(Piece::is_words).map_or(0, |at| at + 1);
    let cells = &line.pieces[behind..];
    let first = cells.iter().position(Piece::is_value);
    let values = cells.iter().filter(|piece| piece.is_value()).count();
    if let Some(first) = first
        && values == width
        && cells[first..].iter().take_while(|piece| piece.is_value()).count() == width
    {
        return Some(&cells[first..first + width]);
    }
    if !line.delimited {
        return None;
    }
    // Words where a number belongs are that cell's content, where the cells are shown.
    if line.from_grid && line.pieces.len() == width + 1 && line.pieces[0].is_words() {
        return Some(&line.pieces[1..]);
    }
    let rest_is_blank = cells.len() > width && cells[width..].iter().all(Piece::is_blank);
    // 行政许可 with a blank cell and the blanks that its merged neighbours left.
    (cells.len() == width || (rest_is_blank && width == 1) || (rest_is_blank && values == 0 && width > 0))
        .then(|| &cells[..width])
}

/// The cells behind a label of which some are no numbers: 3l2, O, 叁佰. Other words may be a heading's.
fn miswritten_cells<'a>(line: &Line<'a>, label: &FoundLabel, width: usize) -> Option<&'a [Piece]> {
    let behind = line.pieces.iter().position(|piece| piece.span.contains(label.head))? + 1;
    let (cells, rest) = line.pieces[behind..].split_at_checked(width)?;
    let behind_is_blank = rest.iter().all(Piece::is_blank);
    (behind_is_blank && cells.iter().all(|piece| piece.is_entry() || piece.is_blank())).then_some(cells)
}

/// The parts of the table that sub-headings cut off, as lines from..to, with the rows that stand there. Without
/// sub-headings the whole table is one part.
fn segments(text: &str, lines: &[Line], layout: &Layout) -> Vec<(usize, usize, Vec<usize>)> {
    let rows_of = |ids: &[RowId]| {
        let rows = layout.rows.iter().enumerate().filter(|(_, row)| ids.contains(&row.id));
        rows.map(|(at, _)| at).collect::<Vec<_>>()
    };
    let mut starts: Vec<(usize, Vec<usize>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if !line.has_words() || line.value_count() > 0 {
            continue;
        }
        let words = fold(line.span.of(text));
        if let Some((heading, _)) = folded_sub_headings().iter().find(|(_, folded)| words.contains(folded)) {
            starts.push((at, rows_of(heading.rows())));
        }
    }
    if starts.is_empty() {
        return vec![(0, lines.len(), (0..layout.rows.len()).collect())];
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([lines.len()]).collect::<Vec<_>>();
    starts.into_iter().zip(ends).map(|((start, rows), end)| (start, end, rows)).collect()
}

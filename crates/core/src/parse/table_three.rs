//! Table 3: 23 or 25 rows of seven numbers, out of whatever the copy left of it.
//!
//! A row is *anchored* when its label and its numbers stand on one line. Between two anchored rows, rows of numbers
//! without a label are given to the rows not yet read by order, but only when there are exactly as many of the one as of
//! the other; otherwise those cells stay absent. So a missing number never shifts the others. In a text with one cell a
//! line nothing is anchored: there the whole table must come out even, or each label must be followed by exactly its own
//! numbers.

use std::borrow::Cow;

use crate::form::{Layout, ORGANISATIONS};
use crate::matching::fold;

use super::labels::{FoundLabel, find_labels, short_label};
use super::lines::{Line, Piece};
use super::read::{Read, contents_of_blocks};

/// The cells of one row, one for each column that the table has: those of a line, or some put together.
type RowCells<'a> = Cow<'a, [Piece]>;

pub(super) fn read(text: &str, lines: &[Line], layout: &'static Layout) -> Read {
    let labels = find_labels(text, lines, layout);
    let columns = columns_of(text, lines, &labels, layout);
    let events = events_of(lines, &labels, columns.len());
    let mut rows = assign(&events, layout.rows.len());
    let width = layout.rows[0].columns.len();
    let mut read = Read::of(layout);
    for (row, cells) in rows.iter_mut().enumerate() {
        for (at, piece) in cells.iter().flat_map(|cells| cells.iter()).enumerate() {
            read.cells[row * width + columns[at]] = Some(*piece);
        }
    }
    for (row, form) in layout.rows.iter().enumerate() {
        let labelled = labels.iter().any(|label| label.row == row);
        if !labelled && rows[row].is_none() {
            read.missing_rows.push(form.id);
        }
        let unread = labelled && rows[row].is_none();
        let times = events.iter().filter(|event| matches!(event, Event::Anchored(own, _) if *own == row)).count();
        if unread && times > 1 {
            let label = short_label(form.label);
            read.unread.push(format!("“{label}”一行出现了 {times} 次，数不相同"));
        } else if unread && let Some(count) = events.iter().find_map(|event| event.defect_of(row)) {
            read.unread.push(format!("“{}”一行有 {count} 个数，应为 {} 个", short_label(form.label), columns.len()));
        }
    }
    if columns.len() < width {
        let missing = (0..width).filter(|column| !columns.contains(column));
        read.missing_columns = missing.map(|column| layout.rows[0].columns[column].id).collect();
    }
    read.labels = labels;
    read
}

/// What happens along the table, in the order of the text.
#[derive(Debug)]
enum Event<'a> {
    /// A row label with no numbers on its line.
    Label(usize),
    /// Label and numbers on one line.
    Anchored(usize, RowCells<'a>),
    /// A label with a number of numbers that is no row.
    Unreadable(usize, usize),
    /// Rows of numbers without a label, in order.
    Rows(Vec<RowCells<'a>>),
    /// Numbers that are no whole rows, and how many.
    Odd(usize),
    /// Numbers one a line: what they are depends on the rest. Sizes of the blocks between empty lines are kept.
    Singles(Vec<Vec<Piece>>),
}

impl Event<'_> {
    fn defect_of(&self, row: usize) -> Option<usize> {
        match self {
            Event::Unreadable(label, count) if *label == row => Some(*count),
            _ => None,
        }
    }
}

/// The columns that the table has, by place in the layout: all seven, unless its rows agree that one is not there and
/// its head names which.
fn columns_of(text: &str, lines: &[Line], labels: &[FoundLabel], layout: &Layout) -> Vec<usize> {
    let all: Vec<usize> = (0..layout.rows[0].columns.len()).collect();
    let labelled = |line: &&Line| line.has_words() && line.pieces.len() > 1 && label_of(line, labels).is_some();
    let counts: Vec<usize> =
        lines.iter().filter(labelled).map(values_behind_label).filter(|count| *count > 0).collect();
    let short = counts.iter().filter(|count| **count == all.len() - 1).count();
    // One cell a line: the numbers of all rows have to come out even.
    let even =
        counts.is_empty() && lines.iter().map(Line::value_count).sum::<usize>() == layout.rows.len() * (all.len() - 1);
    if (short < 8 || short * 10 < counts.len() * 8) && !even {
        return all;
    }
    let head_end = labels.first().map_or(0, |label| label.head.start);
    let head: String =
        lines.iter().filter(|line| line.span.start < head_end).map(|line| fold(line.span.of(text))).collect();
    // 其他组织 is no column.
    let head = head.replace(ORGANISATIONS, "");
    let named: Vec<usize> =
        all.iter().copied().filter(|column| head.contains(&fold(layout.rows[0].columns[*column].label))).collect();
    if named.len() == all.len() - 1 { named } else { all }
}

/// The values that stand side by side behind the label; what blank cells stand around them, a copy often leaves.
fn values_behind_label(line: &Line) -> usize {
    let behind = line.pieces.len() - cells_behind_label(line);
    let values = line.pieces[behind..].iter().skip_while(|piece| !piece.is_value());
    values.take_while(|piece| piece.is_value()).count()
}

fn cells_behind_label(line: &Line) -> usize {
    line.pieces.iter().rev().take_while(|piece| !piece.is_words()).count()
}

/// The row whose label stands on the line, in front of its numbers.
fn label_of<'a>(line: &Line, labels: &'a [FoundLabel]) -> Option<&'a FoundLabel> {
    let words_end = line.pieces.iter().rposition(Piece::is_words).map(|at| line.pieces[at].span.end)?;
    let first = labels.partition_point(|label| label.head.end <= line.span.start);
    let here = labels[first..].iter().take_while(|label| label.head.start < line.span.end);
    here.filter(|label| label.head.end <= words_end).last()
}

fn events_of<'a>(lines: &[Line<'a>], labels: &[FoundLabel], width: usize) -> Vec<Event<'a>> {
    let templates = Templates::of(lines, width);
    let mut events = Vec::new();
    let mut next_label = 0;
    for (at, line) in lines.iter().enumerate() {
        let values = line.value_count();
        let found = if line.has_words() { label_of(line, labels) } else { None };
        let label = found.map(|label| label.row);
        let first = next_label;
        while labels.get(next_label).is_some_and(|label| label.head.start < line.span.end) {
            next_label += 1;
        }
        let is_blank = || line.delimited && cells_behind_label(line) >= width && !goes_on(lines, at, labels);
        let anchored = label.filter(|_| values > 0 || is_blank());
        // A label whose head ended on an earlier line is an event of its own, like those that are not the line's last.
        for found in &labels[first..next_label] {
            if Some(found.row) != anchored {
                events.push(Event::Label(found.row));
            }
        }
        let is_row = anchored.is_some() || (values > 0 || line.from_grid) && !line.is_blank_row();
        let cells = if is_row { row_cells(line, width, found, &templates) } else { None };
        match (anchored, cells) {
            (Some(row), Some(cells)) => events.push(Event::Anchored(row, cells)),
            (Some(row), None) => events.push(Event::Unreadable(row, values)),
            (None, Some(cells)) => events.push(Event::Rows(vec![cells])),
            (None, None) if line.pieces.len() == 1 && line.pieces[0].is_entry() => push_single(&mut events, line),
            (None, None) if values > 0 => events.push(Event::Odd(values)),
            (None, None) => {}
        }
    }
    events.into_iter().filter_map(|event| resolve_singles(event, width)).collect()
}

/// Whether a line with blank cells is a part of a label that one of the lines around has numbers for: no label stands there.
fn goes_on(lines: &[Line], at: usize, labels: &[FoundLabel]) -> bool {
    // No label takes more lines.
    const MOST: usize = 8;
    let is_filled = |line: &&Line| line.value_count() > 0;
    let before = lines[at.saturating_sub(MOST)..at].iter().rfind(is_filled);
    let behind = lines[at..].iter().take(MOST).find(is_filled);
    let is_unlabelled = |line: &Line| line.delimited && label_of(line, labels).is_none();
    !lines[at].from_grid && [before, behind].into_iter().flatten().any(is_unlabelled)
}

fn push_single(events: &mut Vec<Event>, line: &Line) {
    let piece = line.pieces[0];
    match events.last_mut() {
        Some(Event::Singles(blocks)) if line.after_gap => blocks.push(vec![piece]),
        Some(Event::Singles(blocks)) => match blocks.last_mut() {
            Some(block) => block.push(piece),
            None => blocks.push(vec![piece]),
        },
        _ => events.push(Event::Singles(vec![vec![piece]])),
    }
}

/// Numbers one a line: rows, blocks of one column at a time, or odd ones. A lone number among whole rows says nothing.
fn resolve_singles(event: Event<'_>, width: usize) -> Option<Event<'_>> {
    let Event::Singles(blocks) = event else { return Some(event) };
    if blocks.iter().flatten().any(|piece| piece.miswritten) {
        return resolve_miswritten(&blocks, width);
    }
    let count: usize = blocks.iter().map(Vec::len).sum();
    Some(contents_of_blocks(&blocks, width).map_or(Event::Odd(count), rows_of))
}

/// What is miswritten may be words around the numbers: it counts only where it makes whole rows of them.
fn resolve_miswritten<'a>(blocks: &[Vec<Piece>], width: usize) -> Option<Event<'a>> {
    let numbers: Vec<Vec<Piece>> = blocks
        .iter()
        .map(|block| block.iter().copied().filter(Piece::is_value).collect::<Vec<_>>())
        .filter(|block| !block.is_empty())
        .collect();
    let count: usize = numbers.iter().map(Vec::len).sum();
    if count == 0 {
        return None;
    }
    let rows = contents_of_blocks(&numbers, width).or_else(|| contents_of_blocks(blocks, width));
    Some(rows.map_or(Event::Odd(count), rows_of))
}

fn rows_of<'a>(rows: Vec<Vec<Piece>>) -> Event<'a> {
    Event::Rows(rows.into_iter().map(Cow::Owned).collect())
}

/// Where the numbers of a delimited row begin when the row has this many cells, as far as complete rows agree on it.
struct Templates(Vec<(usize, usize)>);

impl Templates {
    fn of(lines: &[Line], width: usize) -> Self {
        let mut seen: Vec<(usize, usize, bool)> = Vec::new();
        for line in lines.iter().filter(|line| line.delimited) {
            let Some(start) = complete_row(line, width) else { continue };
            match seen.iter_mut().find(|(count, _, _)| *count == line.pieces.len()) {
                Some((_, known, agreed)) => *agreed &= *known == start,
                None => seen.push((line.pieces.len(), start, true)),
            }
        }
        Templates(seen.into_iter().filter(|(_, _, agreed)| *agreed).map(|(count, start, _)| (count, start)).collect())
    }

    fn start(&self, line: &Line) -> Option<usize> {
        self.0.iter().find(|(count, _)| *count == line.pieces.len()).map(|(_, start)| *start)
    }
}

/// Where exactly `width` values stand side by side and nothing else but blanks stands behind the label.
fn complete_row(line: &Line, width: usize) -> Option<usize> {
    let behind = line.pieces.len() - cells_behind_label(line);
    let first = line.pieces[behind..].iter().position(Piece::is_value)? + behind;
    let together = line.pieces[first..].iter().take_while(|piece| piece.is_value()).count();
    (together == width && line.pieces[behind..].iter().filter(|piece| piece.is_value()).count() == width)
        .then_some(first)
}

/// Where `width` entries stand side by side of which one is no number, and none elsewhere. Among cells that separators
/// show, any words between two numbers behind the label are an entry.
fn miswritten_row(line: &Line, width: usize, label: Option<&FoundLabel>) -> Option<usize> {
    if line.value_count() != width - 1 {
        return None;
    }
    let is_behind_label = |at: usize| label.is_some_and(|label| label.head.end <= line.pieces[at].span.start);
    let is_entry = |at: usize| {
        let between =
            || at > 0 && line.pieces[at - 1].is_value() && line.pieces.get(at + 1).is_some_and(Piece::is_value);
        line.pieces[at].is_entry() || (line.delimited && line.pieces[at].is_words() && is_behind_label(at) && between())
    };
    let first = (0..line.pieces.len()).find(|at| is_entry(*at))?;
    let together = (first..line.pieces.len()).take_while(|at| is_entry(*at)).count();
    let elsewhere = (first + together..line.pieces.len()).any(is_entry);
    (together == width && !elsewhere).then_some(first)
}

fn row_cells<'a>(
    line: &Line<'a>,
    width: usize,
    label: Option<&FoundLabel>,
    templates: &Templates,
) -> Option<RowCells<'a>> {
    if let Some(start) = complete_row(line, width).or_else(|| miswritten_row(line, width, label)) {
        return Some(Cow::Borrowed(&line.pieces[start..start + width]));
    }
    if !line.delimited {
        // Values in front of their label.
        let values: Vec<Piece> = line.pieces.iter().copied().filter(Piece::is_value).collect();
        return (values.len() == width && line.pieces[0].is_value()).then_some(Cow::Owned(values));
    }
    let behind = line.pieces.len() - cells_behind_label(line);
    if line.pieces.len() - behind == width {
        return Some(Cow::Borrowed(&line.pieces[behind..]));
    }
    // Other words among the numbers: only where every cell is shown and each of the row's places is taken once.
    if line.from_grid && behind > width.saturating_sub(1) && line.pieces.len() > width {
        let cells = &line.pieces[line.pieces.len() - width..];
        if cells.iter().filter(|piece| piece.is_value()).count() + 2 > width {
            return Some(Cow::Borrowed(cells));
        }
    }
    // Words where complete rows have their numbers are what the cell holds.
    if let Some(start) = templates.start(line).filter(|start| *start < behind && start + width <= line.pieces.len()) {
        let cells = &line.pieces[start..start + width];
        let values = cells.iter().filter(|piece| piece.is_value()).count();
        let in_front = |label: &FoundLabel| label.head.end <= cells[0].span.start;
        let labelled = label.map_or_else(|| line.pieces[..start].iter().any(Piece::is_words), in_front);
        return (labelled && values + 2 > width).then_some(Cow::Borrowed(cells));
    }
    let start = templates.start(line).filter(|start| *start >= behind && start + width <= line.pieces.len())?;
    let outside = line.pieces[behind..start].iter().chain(&line.pieces[start + width..]).any(Piece::is_value);
    (!outside).then(|| Cow::Borrowed(&line.pieces[start..start + width]))
}

/// Gives rows of numbers to the rows of the form.
fn assign<'a>(events: &[Event<'a>], rows: usize) -> Vec<Option<RowCells<'a>>> {
    let mut given: Vec<Option<RowCells>> = vec![None; rows];
    let mut anchors: Vec<(usize, usize)> = Vec::new();
    let mut twice = Vec::new();
    for (at, event) in events.iter().enumerate() {
        match event {
            Event::Anchored(row, cells) => {
                let same = |known: &RowCells| {
                    known
                        .iter()
                        .map(|piece| (piece.state, piece.value))
                        .eq(cells.iter().map(|piece| (piece.state, piece.value)))
                };
                if anchors.iter().any(|(_, known)| known == row) && !given[*row].as_ref().is_some_and(same) {
                    // Two rows with one label and different numbers: which is meant cannot be told.
                    twice.push(*row);
                }
                given[*row] = Some(cells.clone());
                anchors.push((at, *row));
            }
            Event::Unreadable(row, _) => anchors.push((at, *row)),
            _ => {}
        }
    }
    for row in twice {
        given[row] = None;
    }
    if anchors.is_empty() {
        if !assign_in_order(events, 0, rows, &mut given) {
            assign_label_first(events, &mut given);
        }
        return given;
    }
    let mut anchored = vec![false; rows];
    anchors.iter().for_each(|(_, row)| anchored[*row] = true);
    let first = (0, 0, anchors[0]);
    let last = (anchors[anchors.len() - 1].0 + 1, anchors[anchors.len() - 1].1 + 1, (events.len(), rows));
    let between = anchors.windows(2).map(|pair| (pair[0].0 + 1, pair[0].1 + 1, pair[1]));
    for (start, from_row, (end, to_row)) in std::iter::once(first).chain(between).chain([last]) {
        if from_row < to_row && !anchored[from_row..to_row].contains(&true) {
            assign_in_order(&events[start..end], from_row, to_row, &mut given);
        }
    }
    given
}

/// Gives the rows among `events` to `from..to` when there are exactly as many.
fn assign_in_order<'a>(events: &[Event<'a>], from: usize, to: usize, given: &mut [Option<RowCells<'a>>]) -> bool {
    let whole_rows = events.iter().any(|event| matches!(event, Event::Rows(_) | Event::Anchored(..)));
    // One lone number among whole rows is a stray, a page number or a footnote mark; more are a broken row.
    let odd = events.iter().any(|event| matches!(event, Event::Odd(count) if *count > 1 || !whole_rows));
    let found: Vec<&RowCells<'a>> =
        events.iter().flat_map(|event| if let Event::Rows(rows) = event { &rows[..] } else { &[] }).collect();
    if odd || found.len() != to - from {
        return false;
    }
    for (row, cells) in (from..to).zip(found) {
        given[row] = Some(cells.clone());
    }
    true
}

/// One cell a line, every label in front of its numbers: a label followed by exactly one row's numbers has them. Numbers
/// in front of the first label, or more of them behind a label than labels stand there, mean that the order is another.
fn assign_label_first<'a>(events: &[Event<'a>], given: &mut [Option<RowCells<'a>>]) {
    let mut chunks: Vec<(Vec<usize>, Vec<&RowCells<'a>>, bool)> = Vec::new();
    for event in events {
        match (event, chunks.last_mut()) {
            (Event::Label(row), Some((labels, rows, odd))) if rows.is_empty() && !*odd => labels.push(*row),
            (Event::Label(row), _) => chunks.push((vec![*row], Vec::new(), false)),
            (Event::Rows(found), Some((_, rows, _))) => rows.extend(found),
            (Event::Odd(count), Some((_, rows, odd))) => {
                if *odd || !rows.is_empty() || *count > 8 {
                    return;
                }
                *odd = true;
            }
            _ => return,
        }
    }
    let labels: Vec<usize> = chunks.iter().flat_map(|(labels, _, _)| labels.iter().copied()).collect();
    let ascending = labels.windows(2).all(|pair| pair[0] < pair[1]);
    let excess = chunks.iter().any(|(labels, rows, odd)| rows.len() > labels.len() || (*odd && !rows.is_empty()));
    if !ascending || excess || labels.first() != Some(&0) {
        return;
    }
    for (labels, rows, _) in chunks {
        if labels.len() == 1 && rows.len() == 1 {
            given[labels[0]] = Some(rows[0].clone());
        }
    }
}

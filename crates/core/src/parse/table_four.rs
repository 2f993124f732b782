//! Table 4: three groups of five numbers, as one row of fifteen, as three rows of five, or one cell a line.
//!
//! Order is no proof by itself: an extractor that goes by blocks puts labels between the numbers and a total behind another
//! group. Numbers are given to the cells by order where no label stands between them that belongs elsewhere. Else they are
//! *runs*, and read only where one way of giving whole runs to the groups makes all three sums hold.

use crate::form::{ColumnId, LITIGATION_ROWS, Layout, equations_of, headers_of};
use crate::matching::fold;

use super::arrange;
use super::lines::{Line, Piece};
use super::read::Read;

pub(super) fn read(text: &str, lines: &[Line], layout: &'static Layout) -> Read {
    let mut read = Read::of(layout);
    // What prose does not say by itself; the longest may be broken behind its first two characters.
    let rows = layout.rows.iter().filter(|row| LITIGATION_ROWS.contains(&row.id)).map(|row| row.label);
    let columns = layout.rows[0].columns.iter();
    let columns = columns.filter(|column| matches!(column.id, ColumnId::Upheld | ColumnId::Pending));
    let labels: Vec<String> = rows.chain(columns.map(|column| column.label)).map(fold).collect();
    let heads: Vec<&str> = labels.iter().map(|label| label.strip_prefix("未经").unwrap_or(label)).collect();
    read.labelled = lines.iter().filter(|line| line.has_words()).any(|line| {
        let words = fold(line.span.of(text));
        heads.iter().any(|head| words.contains(head))
    });
    let cells = layout.cell_count();
    let width = layout.rows[0].columns.len();
    let mut rows: Vec<(&Line, &[Piece])> = lines.iter().filter_map(|line| Some((line, number_row(line)?))).collect();
    // The head that a converter makes up for a table without one.
    if rows.iter().any(|(line, _)| !line.is_blank_row()) {
        rows.retain(|(line, _)| !line.is_blank_row());
    }

    let whole: Vec<&[Piece]> = rows.iter().map(|(_, cells)| *cells).filter(|row| row.len() == cells).collect();
    if let [row] = whole[..] {
        read.cells = row.iter().copied().map(Some).collect();
        return read;
    }
    if whole.len() > 1 {
        read.unread.push("有两行都是 15 个数，无法判断哪一行是表四".to_owned());
        return read;
    }
    if read_labelled_rows(&mut read, text, &rows, width) {
        return read;
    }
    let is_cell = |piece: &&Piece| !piece.miswritten || rows.iter().map(|(_, row)| row.len()).sum::<usize>() == cells;
    let count = rows.iter().flat_map(|(_, row)| row.iter().filter(is_cell)).count();
    if count != cells {
        if count > 0 {
            read.unread.push(format!("表四应有 {cells} 个数，读到 {count} 个，无法逐格对应"));
        }
        return read;
    }
    let runs = runs_of(text, lines, layout, is_cell);
    if are_in_order(&runs, layout) {
        read.cells = runs.iter().flat_map(|run| &run.pieces).copied().map(Some).collect();
        return read;
    }
    let pieces: Vec<&[Piece]> = runs.iter().map(|run| &run.pieces[..]).collect();
    if let Some(found) = arrange::by_sums(&pieces, width) {
        read.cells = found.into_iter().map(Some).collect();
        read.assumed = equations_of(layout).iter().map(|equation| equation.name).collect();
    }
    read.order_changed = true;
    read
}

/// Reads rows of five that carry their group's label; whether there are any.
fn read_labelled_rows(read: &mut Read, text: &str, rows: &[(&Line, &[Piece])], width: usize) -> bool {
    let mut labelled = false;
    for (line, row) in rows {
        if row.len() != width {
            continue;
        }
        let words: String =
            line.pieces.iter().filter(|piece| piece.is_words()).map(|piece| fold(piece.span.of(text))).collect();
        // A head with all its groups in front of five numbers: they are no group's own.
        let Some(group) = group_named(&words).filter(|_| !(words.contains("复议后") && words.contains("未经复议")))
        else {
            continue;
        };
        labelled = true;
        for (at, piece) in row.iter().enumerate() {
            read.cells[group * width + at] = Some(*piece);
        }
    }
    labelled
}

/// The last group that words name.
fn group_named(words: &str) -> Option<usize> {
    if words.contains("复议后") {
        Some(2)
    } else if words.contains("未经复议") || words.contains("直接起诉") {
        Some(1)
    } else {
        words.contains("行政复议").then_some(0)
    }
}

/// Numbers with neither a label nor an empty line between them; several on one line stand by themselves.
struct Run {
    pieces: Vec<Piece>,
    /// Whether they stand on one line.
    on_one_line: bool,
    /// The words of labels between the run before and this one, folded.
    labels: String,
}

fn runs_of(text: &str, lines: &[Line], layout: &Layout, is_cell: impl Fn(&&Piece) -> bool) -> Vec<Run> {
    let letters = letters_of(layout);
    let mut runs: Vec<Run> = Vec::new();
    let mut labels = String::new();
    for line in lines {
        let row = number_row(line).unwrap_or_default();
        for piece in
            line.pieces.iter().filter(|piece| piece.is_words() && !row.iter().any(|own| own.span == piece.span))
        {
            let words = fold(piece.span.of(text));
            if !line.is_prose() && words.chars().all(|letter| letters.contains(letter)) {
                labels.push_str(&words);
            }
        }
        let own: Vec<Piece> = row.iter().filter(&is_cell).copied().collect();
        if own.is_empty() {
            continue;
        }
        match runs.last_mut() {
            Some(run) if own.len() == 1 && !run.on_one_line && labels.is_empty() && !line.after_gap => {
                run.pieces.extend(own);
            }
            _ => runs.push(Run { on_one_line: own.len() > 1, pieces: own, labels: std::mem::take(&mut labels) }),
        }
    }
    runs
}

/// Every letter of the table's labels, of which pieces of broken ones consist as well.
fn letters_of(layout: &Layout) -> String {
    let labels = layout.rows.iter().flat_map(|row| row.columns.iter().map(|column| column.label).chain([row.label]));
    labels.chain(headers_of(layout.table).iter().copied()).map(fold).collect()
}

/// Whether nothing between the numbers belongs elsewhere: no labels at all, or each group's in front of its five numbers, or
/// between single numbers some results' in front of their own ones.
fn are_in_order(runs: &[Run], layout: &Layout) -> bool {
    let width = layout.rows[0].columns.len();
    // Between two empty lines one number, or whole groups of them.
    let are_even = |runs: &[Run]| {
        runs.iter().all(|run| run.pieces.len() == 1) || runs.iter().all(|run| run.pieces.len() % width == 0)
    };
    let mut at = 0;
    let by_groups = runs.chunk_by(|_, next| next.labels.is_empty()).all(|part| {
        let group = at / width;
        let names_group = at == 0 || group_named(&part[0].labels) == Some(group);
        let names_others = group == 2 && part[0].labels.contains("未经复议");
        let count: usize = part.iter().map(|run| run.pieces.len()).sum();
        at += count;
        count.is_multiple_of(width) && are_even(part) && names_group && !names_others
    });
    let is_own = |(at, run): (usize, &Run)| {
        let column = fold(layout.rows[at / width].columns[at % width].label);
        let names_group = || at % width == 0 && group_named(&run.labels) == Some(at / width);
        at == 0 || run.labels.is_empty() || run.labels == column || (names_group() && run.labels.ends_with(&column))
    };
    by_groups || (runs.len() == layout.cell_count() && runs.iter().enumerate().all(is_own))
}

/// The numbers of a line that is a row of table 4, blanks included where they are seen.
fn number_row<'a>(line: &Line<'a>) -> Option<&'a [Piece]> {
    if line.is_prose() {
        return None;
    }
    let is_label = |piece: &Piece| piece.is_words() && !piece.miswritten;
    let behind = line.pieces.iter().rposition(is_label).map_or(0, |at| at + 1);
    // Words among the numbers of a real grid are content; elsewhere they are a label.
    let grid_row = line.from_grid && matches!(line.pieces.len(), 15 | 5) && line.value_count() * 2 > line.pieces.len();
    let cells = if grid_row { line.pieces } else { &line.pieces[behind..] };
    let entries = cells.iter().filter(|piece| piece.is_entry()).count();
    if cells.len() == 15 || (cells.len() == 5 && (behind > 0 || entries > 0)) {
        return Some(cells);
    }
    let first = cells.iter().position(Piece::is_entry)?;
    let together = cells[first..].iter().take_while(|piece| piece.is_entry()).count();
    (together == entries).then(|| &cells[first..first + together])
}

//! Table 4: three groups of five numbers, as one row of fifteen, as three rows of five, or one cell a line.

use crate::form::Layout;
use crate::matching::fold;
use crate::searching::holds;

use super::Read;
use super::lines::{Line, Piece};

pub(super) fn read(text: &str, lines: &[Line], layout: &'static Layout) -> Read {
    let mut read = Read::of(layout);
    read.labelled = lines.iter().filter(|line| line.has_words()).any(|line| {
        let words = fold(line.span.of(text));
        holds(&words, "复议直接起诉")
            || holds(&words, "复议后起诉")
            || holds(&words, "尚未审结")
            || holds(&words, "结果维持")
    });
    let cells = layout.cell_count();
    let width = layout.rows[0].columns.len();
    let rows: Vec<(&Line, &[Piece])> = lines.iter().filter_map(|line| Some((line, number_row(line)?))).collect();

    let whole: Vec<&[Piece]> = rows.iter().map(|(_, cells)| *cells).filter(|row| row.len() == cells).collect();
    if let [row] = whole[..] {
        read.cells = row.iter().copied().map(Some).collect();
        return read;
    }
    if whole.len() > 1 {
        read.unread.push("有两行都是 15 个数，无法判断哪一行是表四".to_owned());
        return read;
    }
    // Rows of five that carry their group's label.
    let mut labelled = false;
    for (line, row) in &rows {
        if row.len() != width {
            continue;
        }
        let words: String =
            line.pieces.iter().filter(|piece| piece.is_words()).map(|piece| fold(piece.span.of(text))).collect();
        let group = match () {
            // A head with all its groups in front of five numbers: they are no group's own.
            () if holds(&words, "复议后") && holds(&words, "未经复议") => continue,
            () if holds(&words, "复议后") => 2,
            () if holds(&words, "未经复议") || holds(&words, "直接起诉") => 1,
            () if holds(&words, "行政复议") => 0,
            () => continue,
        };
        labelled = true;
        for (at, piece) in row.iter().enumerate() {
            read.cells[group * width + at] = Some(*piece);
        }
    }
    if labelled {
        return read;
    }
    // Without labels the order tells, when nothing is missing.
    let is_cell = |piece: &&Piece| !piece.miswritten || rows.iter().map(|(_, row)| row.len()).sum::<usize>() == cells;
    let all: Vec<Piece> = rows.iter().flat_map(|(_, row)| row.iter().filter(is_cell).copied()).collect();
    if all.len() == cells && rows.iter().all(|(_, row)| row.len() == 1 || row.len() % width == 0) {
        read.cells = all.into_iter().map(Some).collect();
    } else if !all.is_empty() {
        read.unread.push(format!("表四应有 {cells} 个数，读到 {} 个，无法逐格对应", all.len()));
    }
    read
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

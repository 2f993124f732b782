//! Any bytes as a text with grids, for the target `check` and for what is kept of it.

use gouji_core::{Grid, GridCell, Source, Span};

/// How many bytes at the front say how the cells are merged.
const MERGES: usize = 8;

/// Each run of lines with tabs is a table, each piece between tabs a cell. The first bytes say in turn how many rows and
/// columns a cell covers, whatever stands there otherwise: readers take this from files that may be wrong.
pub fn gridded(bytes: &[u8]) -> Source {
    let (merges, text) = bytes.split_at(bytes.len().min(MERGES));
    let text = String::from_utf8_lossy(text).into_owned();
    let mut merges = merges.iter().copied().chain(std::iter::once(0)).cycle();
    let mut grids: Vec<Grid> = Vec::new();
    let (mut at, mut row) = (0, 0);
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches('\n');
        if !words.contains('\t') {
            row = 0;
        } else {
            if row == 0 {
                grids.push(Grid { span: Span::new(at, at), cells: Vec::new() });
            }
            if let Some(grid) = grids.last_mut() {
                grid.span.end = (at + words.len()) as u32;
                let mut start = at;
                for (column, cell) in words.split('\t').enumerate() {
                    let merge = merges.next().unwrap_or(0);
                    grid.cells.push(GridCell {
                        row,
                        column: column as u32,
                        row_span: 1 + u32::from(merge & 3),
                        column_span: 1 + u32::from(merge >> 2 & 3),
                        span: trimmed(start, cell),
                    });
                    start += cell.len() + 1;
                }
            }
            row += 1;
        }
        at += line.len();
    }
    Source::structured(text, grids, Vec::new())
}

/// The words of a cell without the space around them.
fn trimmed(start: usize, cell: &str) -> Span {
    let before = cell.len() - cell.trim_start().len();
    let words = cell.trim();
    Span::new(start + before, start + before + words.len())
}

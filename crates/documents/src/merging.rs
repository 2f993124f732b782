//! Cells that are merged with those below them → cells that cover several rows.

use std::collections::HashMap;

use crate::blocks::{Block, Cell, Row, Table};

/// A row whose cells lie side by side without a gap.
#[derive(Debug, Default)]
pub struct MergedRow {
    /// So many columns stand free before the first cell.
    pub before: usize,
    /// The cells from left to right, those that a cell above covers among them.
    pub cells: Vec<MergedCell>,
}

/// A cell, or a part of a merged one.
#[derive(Debug)]
pub struct MergedCell {
    /// How many columns it covers, at least one.
    pub columns: usize,
    /// Its part in a cell that covers several rows.
    pub down: Merge,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A cell's part in a merged one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Merge {
    /// None.
    #[default]
    Alone,
    /// It is the first.
    First,
    /// It is covered by the first.
    Covered,
}

/// The table of these rows. What covered cells hold is not shown and left out. A covered cell with none above it that
/// could cover it stands for the first.
pub fn table_of(rows: Vec<MergedRow>) -> Table {
    let mut table = Table { rows: Vec::with_capacity(rows.len()) };
    // Merged cells that the next row may go on with, by the columns they cover: where their first cell stands.
    let mut open: HashMap<(usize, usize), (usize, usize)> = HashMap::new();
    for (at, row) in rows.into_iter().enumerate() {
        let mut cells = Vec::new();
        let mut still_open = HashMap::new();
        let mut end = row.before;
        for MergedCell { columns, down, blocks } in row.cells {
            let start = end;
            end += columns;
            if down == Merge::Covered
                && let Some(first) = open.get(&(start, end))
            {
                if let Some(cell) = table.rows.get_mut(first.0).and_then(|row| row.cells.get_mut(first.1)) {
                    cell.rows += 1;
                }
                still_open.insert((start, end), *first);
                continue;
            }
            if down != Merge::Alone {
                still_open.insert((start, end), (at, cells.len()));
            }
            cells.push(Cell { columns, rows: 1, blocks });
        }
        open = still_open;
        table.rows.push(Row { before: row.before, cells });
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[(usize, Merge)]) -> MergedRow {
        let cell = |(columns, down): &(usize, Merge)| MergedCell { columns: *columns, down: *down, blocks: Vec::new() };
        MergedRow { before: 0, cells: cells.iter().map(cell).collect() }
    }

    /// Columns and rows of the cells of each row.
    fn sizes(rows: Vec<MergedRow>) -> Vec<Vec<(usize, usize)>> {
        let row = |row: &Row| row.cells.iter().map(|cell| (cell.columns, cell.rows)).collect();
        table_of(rows).rows.iter().map(row).collect()
    }

    #[test]
    fn a_cell_covers_those_below_it_that_are_as_wide() {
        let rows = vec![
            row(&[(1, Merge::First), (2, Merge::Alone)]),
            row(&[(1, Merge::Covered), (2, Merge::Covered)]),
            row(&[(1, Merge::Covered), (2, Merge::Covered)]),
            row(&[(2, Merge::Covered), (1, Merge::Alone)]),
        ];
        // The second column has no first cell: the first of the covered ones stands for it.
        assert_eq!(sizes(rows), [vec![(1, 3), (2, 1)], vec![(2, 2)], vec![], vec![(2, 1), (1, 1)]]);
    }
}

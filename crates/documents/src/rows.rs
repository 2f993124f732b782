//! Rows of rich text → a table with columns. A row says only where its cells end, so all edges of all rows together are
//! the columns of the table; some programs mark merged cells, some merge them by width alone.

use std::rc::Rc;

use crate::blocks::{Block, Table};
use crate::merging::{self, Merge, MergedCell, MergedRow};

/// A row as it was written.
#[derive(Debug)]
pub struct Row {
    /// Its cells' edges. Rows may share them.
    pub shape: Rc<Shape>,
    /// What its cells hold.
    pub cells: Vec<Vec<Block>>,
}

/// Where the cells of a row end, and which are merged.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// Where the row begins, in twentieths of a point.
    pub left: i32,
    /// The cells from left to right.
    pub cells: Vec<CellShape>,
}

/// The right edge of a cell, and how it is merged.
#[derive(Clone, Copy, Debug, Default)]
pub struct CellShape {
    /// In twentieths of a point.
    pub edge: i32,
    /// With its neighbours in the row.
    pub across: Merge,
    /// With those above and below.
    pub down: Merge,
}

/// The table of these rows.
pub fn table_of(rows: Vec<Row>) -> Table {
    let columns = Columns::of(&rows).unwrap_or_default();
    merging::table_of(rows.into_iter().map(|row| place(row, &columns)).collect())
}

/// A row with the columns that its cells cover.
fn place(row: Row, columns: &Columns) -> MergedRow {
    let before = columns.indent(row.shape.left);
    let mut placed = MergedRow { before, cells: Vec::new() };
    let mut at = before;
    for (index, blocks) in row.cells.into_iter().enumerate() {
        let shape = row.shape.cells.get(index).copied();
        let end = match shape.and_then(|shape| columns.behind(shape.edge)) {
            // A cell narrower than a hair shows nothing.
            Some(end) if end <= at && blocks.is_empty() => continue,
            Some(end) => end.max(at + 1),
            None => at + 1,
        };
        let CellShape { across, down, .. } = shape.unwrap_or_default();
        match placed.cells.last_mut() {
            Some(last) if across == Merge::Covered => last.columns += end - at,
            _ => placed.cells.push(MergedCell { columns: end - at, down, blocks }),
        }
        at = end;
    }
    placed
}

/// The edges of all cells, those of one place taken together. Without any, cells are counted.
#[derive(Default)]
struct Columns {
    left: i32,
    edges: Vec<i32>,
}

/// Edges so near to each other are one: programs round, and people drag lines by hand. In twentieths of a point: one
/// millimetre.
const SAME_EDGE: i32 = 57;

impl Columns {
    /// `None` where edges do not go from left to right.
    fn of(rows: &[Row]) -> Option<Columns> {
        let mut edges = Vec::new();
        let mut left = i32::MAX;
        for row in rows {
            let cells = row.shape.cells.get(..row.cells.len()).unwrap_or(&row.shape.cells);
            let starts = std::iter::once(row.shape.left).chain(cells.iter().map(|cell| cell.edge));
            if starts.zip(cells).any(|(start, cell)| start > cell.edge) {
                return None;
            }
            left = left.min(row.shape.left);
            edges.extend(cells.iter().map(|cell| cell.edge));
        }
        edges.sort_unstable();
        let mut first = None;
        edges.retain(|edge| match first {
            Some(first) if *edge <= SAME_EDGE.saturating_add(first) => false,
            _ => {
                first = Some(*edge);
                true
            }
        });
        // A first edge at the very left is a cell without width.
        if edges.first().is_some_and(|edge| *edge <= left.saturating_add(SAME_EDGE)) {
            edges.remove(0);
        }
        Some(Columns { left, edges })
    }

    /// The column behind this edge.
    fn behind(&self, edge: i32) -> Option<usize> {
        (!self.edges.is_empty()).then(|| self.edges.partition_point(|first| *first <= edge))
    }

    /// How many columns are left free before a row that begins here: only where other rows have an edge at this place.
    fn indent(&self, left: i32) -> usize {
        let behind = self.edges.partition_point(|first| *first <= left.saturating_add(SAME_EDGE));
        match behind.checked_sub(1).and_then(|at| self.edges.get(at)) {
            Some(edge) if left > self.left && edge.saturating_sub(left) >= -SAME_EDGE => behind,
            _ => 0,
        }
    }
}

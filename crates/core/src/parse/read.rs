//! What a table's reader found, and tables of which nothing was.

use crate::form::{ColumnId, EquationName, Layout, RowId};
use crate::report::{Cell, CellAddress, CellState, Table, TableState};
use crate::span::Span;

use super::labels::FoundLabel;
use super::lines::Piece;

/// What a table's reader found: a piece of the text for each cell of the layout, or none.
pub(super) struct Read {
    pub cells: Vec<Option<Piece>>,
    pub labels: Vec<FoundLabel>,
    pub labelled: bool,
    pub missing_rows: Vec<RowId>,
    pub missing_columns: Vec<ColumnId>,
    pub unread: Vec<String>,
    /// Equations that told which number belongs where, as in [`Table::assumed`].
    pub assumed: Vec<EquationName>,
    /// Whether the numbers stand in another order than the form's.
    pub order_changed: bool,
}

impl Read {
    pub fn of(layout: &Layout) -> Self {
        Read {
            cells: vec![None; layout.cell_count()],
            labels: Vec::new(),
            labelled: false,
            missing_rows: Vec::new(),
            missing_columns: Vec::new(),
            unread: Vec::new(),
            assumed: Vec::new(),
            order_changed: false,
        }
    }
}

pub(super) fn empty_table(layout: &'static Layout, span: Span, state: TableState) -> Table {
    Table {
        number: layout.table,
        layout,
        state,
        span,
        cells: Vec::new(),
        changed_labels: Vec::new(),
        missing_rows: Vec::new(),
        missing_columns: Vec::new(),
        unread: Vec::new(),
        assumed: Vec::new(),
        order_changed: false,
    }
}

pub(super) fn absent_table(layout: &'static Layout, span: Span, state: TableState) -> Table {
    let mut cells = Vec::with_capacity(layout.cell_count());
    for row in layout.rows {
        for column in row.columns {
            let address = CellAddress { row: row.id, column: column.id };
            cells.push(Cell { address, state: CellState::Absent, value: None, span: None, inferred: false });
        }
    }
    Table { cells, ..empty_table(layout, span, state) }
}

/// Numbers one a line, in blocks between empty lines: rows of `width` when every seven blocks are equally long (one
/// column at a time) or a block is one row. `None` when that cannot be told.
pub(super) fn contents_of_blocks(blocks: &[Vec<Piece>], width: usize) -> Option<Vec<Vec<Piece>>> {
    let mut rows = Vec::new();
    let mut at = 0;
    while at < blocks.len() {
        let size = blocks[at].len();
        let columns = blocks.get(at..at + width).filter(|columns| columns.iter().all(|block| block.len() == size));
        match columns {
            // As many rows as columns: each block may be a row or a column.
            Some(_) if size == width && width > 1 => return None,
            Some(columns) => {
                rows.extend((0..size).map(|row| columns.iter().map(|column| column[row]).collect::<Vec<_>>()));
                at += width;
            }
            None if size == width => {
                rows.push(blocks[at].clone());
                at += 1;
            }
            None => return None,
        }
    }
    Some(rows)
}

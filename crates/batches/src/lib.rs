//! Many reports at once, for engines that work on tables: a batch of files in, a batch of rows out.
//!
//! What comes in has a row for each report, what comes out has several: one of kind `report`, one for each finding, cell and
//! problem. Every fault of one report is a row of that report; no report stops the others.

mod asked;
mod checking;
mod columns;
mod row;
mod rows;

pub use asked::{Asked, BatchError};
pub use checking::check_asked;
pub use columns::{Column, ColumnType};
pub use row::{Row, columns, schema};

use arrow_array::RecordBatch;

/// Checks every report of a batch.
///
/// Columns that are read, by name; others are left alone: `content` (binary, a file of any format) or `text` (string),
/// and, where they are there, `id`, `name` (strings), `organ`, `level` (an id of the form's levels), `year` (a whole number),
/// `due` (string, 2024-01-31) and `previous` (last year's report: string, or binary for a file). What comes out has the columns
/// of [`schema`], in that order; offsets are in bytes of the checked text in UTF-8.
///
/// # Errors
/// A batch without `content` and `text`, or with a column of another type.
pub fn check_batch(batch: &RecordBatch) -> Result<RecordBatch, BatchError> {
    let reports = Asked::in_batch(batch)?;
    let rows: Vec<Row> = reports.iter().flat_map(check_asked).collect();
    Ok(row::batch_of(&rows))
}

/// The columns that come out, as Spark writes a schema: `kind string, id string, …`.
pub fn ddl() -> String {
    let column = |column: &Column| format!("{} {}", column.name, column.kind.in_ddl());
    columns().iter().map(column).collect::<Vec<_>>().join(", ")
}

//! One row of what comes out. The one list of the columns: the schema, the batches and the DDL are made from it, in this order.

use std::sync::Arc;

use arrow_array::{RecordBatch, RecordBatchOptions};
use arrow_schema::{Field, Schema};

use crate::columns::{Column, Value};

macro_rules! rows {
    ($($(#[$doc:meta])* $name:ident: $kind:ty,)*) => {
        /// A row; a field that does not belong to its kind is null.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Row {
            $($(#[$doc])* pub $name: Option<$kind>,)*
        }

        /// The columns, in their order.
        pub fn columns() -> &'static [Column] {
            const COLUMNS: &[Column] = &[$(Column { name: stringify!($name), kind: <$kind as Value>::KIND },)*];
            COLUMNS
        }

        /// A batch with these rows.
        pub(crate) fn batch_of(rows: &[Row]) -> RecordBatch {
            let arrays = vec![$(<$kind as Value>::array(rows.iter().map(|row| row.$name.clone())),)*];
            let options = RecordBatchOptions::new().with_row_count(Some(rows.len()));
            // The arrays are made from the same list as the schema: of one length, and of its types.
            RecordBatch::try_new_with_options(schema(), arrays, &options).unwrap_or_else(|_| RecordBatch::new_empty(schema()))
        }
    };
}

rows! {
    /// `report`, `finding`, `cell` or `problem`.
    kind: String,
    /// As it came in.
    id: String,
    /// As it came in.
    name: String,
    /// Version of the machine output that these columns are taken from.
    schema: i32,
    /// Version of the rule set.
    rules_version: String,
    /// The organ's name.
    organ: String,
    /// Id of its level.
    level: String,
    /// The division that the organ's name begins with, behind those it lies in: `河南省/三门峡市`.
    region: String,
    /// The report's year.
    year: i32,
    /// Id of the form's edition.
    edition: String,
    /// 2, 3 or 4, where a row speaks of a table.
    table_no: i32,
    /// Id of a row of that table.
    row_id: String,
    /// Id of a column of that table.
    column_id: String,
    /// Of a cell: what it holds; of a problem: its kind; of a report: the kind of its verdict.
    state: String,
    /// The number of a cell.
    value: i64,
    /// Id of the rule that found something.
    rule: String,
    /// `error`, `warning` or `info`.
    severity: String,
    /// First offset.
    start: i32,
    /// End offset.
    end: i32,
    /// Line of the first offset, from 1.
    line: i32,
    /// The report's own words or number; of a cell its words.
    found: String,
    /// What was expected.
    expected: String,
    /// What a finding or a problem says; of a report the verdict in words.
    message: String,
    /// Stays the same while other parts of the text change.
    fingerprint: String,
    /// The reason, where the author confirmed the finding as right.
    acknowledged: String,
    /// How many findings are errors.
    must: i32,
    /// How many are warnings.
    ask: i32,
    /// How many are hints.
    hints: i32,
    /// Cells that the layouts of the tables have.
    cells_expected: i32,
    /// Of these, cells read.
    cells_read: i32,
    /// Equations whose cells were all there.
    equations_checked: i32,
    /// Of these, equations that do not hold.
    equations_failed: i32,
    /// Numbers in the prose.
    numbers_in_text: i32,
    /// Of these, numbers tied to cells.
    numbers_tied: i32,
    /// Ids of tables and rules that were not checked, parted by commas.
    not_checked: String,
    /// SHA-256 of the checked text in UTF-8, as 64 hexadecimal digits.
    text_sha256: String,
    /// How long reading and checking took; the only column that differs from run to run.
    seconds: f64,
    /// The day of publication, as 2024-01-31, where the report prints all of it.
    published: String,
}

/// The columns in Arrow's words, all of them nullable.
pub fn schema() -> Arc<Schema> {
    let fields: Vec<Field> =
        columns().iter().map(|column| Field::new(column.name, column.kind.in_arrow(), true)).collect();
    Arc::new(Schema::new(fields))
}

//! What cells, rows, columns and places are called in a sentence.

use crate::finding::Place;
use crate::form::{ColumnId, Edition, Row, RowId, TableNumber, layout};
use crate::report::{CellAddress, Report};

/// 表三“（一）予以公开”行“自然人”列; 表四行政复议“总计”.
pub fn cell_name(cell: CellAddress, report: &Report) -> String {
    let (row, column) = (row_label(cell.row, report), column_label(cell.row, cell.column, report));
    match cell.table() {
        TableNumber::Four => [cell.table().name(), row, "“", column, "”"].concat(),
        _ => [cell.table().name(), "“", row, "”行“", column, "”列"].concat(),
    }
}

/// The official label of a row, without what its brackets add.
pub fn row_label(row: RowId, report: &Report) -> &'static str {
    row_form(row, report).map_or(row.id(), |form| short(form.label))
}

/// The official label of a column in a row.
pub fn column_label(row: RowId, column: ColumnId, report: &Report) -> &'static str {
    let own = row_form(row, report).and_then(|row| row.columns.iter().find(|form| form.id == column));
    own.map_or(column.id(), |form| short(form.label))
}

/// Where a finding belongs in the form: 标题, 第五部分, 表三“（一）予以公开”行“自然人”列.
pub fn place_name(place: Place, report: &Report) -> String {
    match place {
        Place::Title => "标题".to_owned(),
        Place::Preamble => "引言".to_owned(),
        Place::Signature => "落款".to_owned(),
        Place::Section(section) => section.name().to_owned(),
        Place::Table(table) => table.name().to_owned(),
        Place::Row(row) if row.table() == TableNumber::Four => format!("表四{}", row_label(row, report)),
        Place::Row(row) => format!("{}“{}”行", row.table().name(), row_label(row, report)),
        Place::Column(table, column) => {
            let row = report.table(table).layout.rows.first();
            let label = row.map_or(column.id(), |row| column_label(row.id, column, report));
            format!("{}“{label}”列", table.name())
        }
        Place::Cell(cell) => cell_name(cell, report),
    }
}

fn row_form(row: RowId, report: &Report) -> Option<&'static Row> {
    let read = report.table(row.table()).layout.row(row);
    read.or_else(|| layout(row.table(), Edition::E2021).row(row))
}

fn short(label: &'static str) -> &'static str {
    label.split_once('（').map_or(label, |(before, _)| {
        if before.is_empty() { label.split_once("（区分").map_or(label, |(before, _)| before) } else { before }
    })
}

//! How rules name cells, rows and sums in a sentence.

use crate::arithmetic::{CellChange, Repair, RepairKind};
use crate::form::{ColumnId, Edition, LineId, Row, RowId, TableNumber, layout};
use crate::report::{CellAddress, Report};

/// 表三“（一）予以公开”行“自然人”列; 表四行政复议“总计”.
pub(super) fn cell_name(cell: CellAddress, report: &Report) -> String {
    let (row, column) = (row_label(cell.row, report), column_label(cell.row, cell.column, report));
    match cell.table() {
        TableNumber::Four => [cell.table().name(), row, "“", column, "”"].concat(),
        _ => [cell.table().name(), "“", row, "”行“", column, "”列"].concat(),
    }
}

/// The official label of a row, without what its brackets add.
pub(super) fn row_label(row: RowId, report: &Report) -> &'static str {
    row_form(row, report).map_or(row.id(), |form| short(form.label))
}

/// The official label of a column in a row.
pub(super) fn column_label(row: RowId, column: ColumnId, report: &Report) -> &'static str {
    let own = row_form(row, report).and_then(|row| row.columns.iter().find(|form| form.id == column));
    own.map_or(column.id(), |form| short(form.label))
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

/// 10+1+0+0=11; more than six parts are given by their sum and those that are not 0.
pub(super) fn sum_in_numbers(cells: &[(CellAddress, i64)], sum: i64) -> String {
    let all = cells.len() <= 7;
    let mut words = String::new();
    for (_, value) in cells.iter().filter(|(_, value)| all || *value != 0) {
        words.push_str(if words.is_empty() { "" } else { "+" });
        words.push_str(&value.to_string());
    }
    if words.contains('+') { words + "=" + &sum.to_string() } else { sum.to_string() }
}

/// 把表三“（一）予以公开”行“自然人”列的 12 改为 21（两位数字颠倒）.
pub(super) fn repair_in_words(repair: &Repair, report: &Report) -> String {
    let change = |change: &CellChange| {
        let (name, value) = (cell_name(change.cell, report), change.value.to_string());
        match report.cell(change.cell) {
            Some(cell) if cell.is_unfilled() => [&name, "（未填数）填为 ", &value].concat(),
            _ => [&name, "的 ", &change.found.to_string(), " 改为 ", &value].concat(),
        }
    };
    let changes: Vec<String> = repair.cells.iter().map(change).collect();
    let explanation = match repair.kind {
        RepairKind::Transposed => "（像是两位数字颠倒）",
        RepairKind::NeighbourTotal => "（像是抄了相邻的总计）",
        RepairKind::SplitNumber => "（像是一个数被拆到两格）",
        RepairKind::Shifted => "（像是填错了一格）",
        RepairKind::WrongColumn => "（像是记到了另一类申请人名下）",
        RepairKind::WrongRow => "（像是记到了另一种办理结果里）",
        RepairKind::OneCell | RepairKind::TwoCells => "",
    };
    ["把", &changes.join("，并把"), explanation, &elsewhere_in_words(repair, report)].concat()
}

/// 如果没有这样的案件，则是表四行政复议“结果维持”多填了 5。
pub fn stray_in_words(stray: &CellChange, report: &Report) -> String {
    format!("如果没有这样的案件，则是{}多填了 {}。", cell_name(stray.cell, report), stray.found)
}

/// 表三“二、上年结转……”一行各类申请人都是 0。如是漏填，“自然人”填 2、“总计”填 2，等式即成立。
pub fn unfilled_rows_in_words(rows: &[Vec<CellChange>], report: &Report) -> String {
    // Two rows stand on the same side of the equations: either takes the same numbers.
    let Some((row, first)) = rows.first().and_then(|row| Some((row, row.first()?.cell))) else { return String::new() };
    let label = |cell: CellAddress| format!("“{}”一行", row_label(cell.row, report));
    let labels: Vec<String> = rows.iter().filter_map(|row| Some(label(row.first()?.cell))).collect();
    let fill =
        |change: &CellChange| format!("“{}”填 {}", column_label(first.row, change.cell.column, report), change.value);
    let fills: Vec<String> = row.iter().map(fill).collect();
    let (table, labels, fills) = (first.table().name(), labels.join("、"), fills.join("、"));
    let one = if rows.len() > 1 { "其中一行" } else { "" };
    format!("{table}{labels}各类申请人都是 0。如是漏填{one}，{fills}，等式即成立。请对照办理台账核对。")
}

/// ，“（一）予以公开”、“2.重复申请”行也可能: where the same move would mend as well.
pub fn elsewhere_in_words(repair: &Repair, report: &Report) -> String {
    let Some(CellChange { cell, .. }) = repair.cells.first() else { return String::new() };
    let by_row = repair.kind == RepairKind::WrongColumn;
    let name = |line: &LineId| match line {
        LineId::Row(row) => row_label(*row, report),
        LineId::Column(column) => column_label(cell.row, *column, report),
    };
    let names: Vec<_> = repair.elsewhere.iter().map(name).collect();
    match names[..] {
        [] => String::new(),
        _ => format!("，也可能在“{}”{}", names.join("”、“"), if by_row { "行" } else { "列" }),
    }
}

/// `part` as a share of `whole`, which is above 0, with so many digits behind the point: 12.5%. In whole numbers: the
/// printing of fractions alone would make the page four kilobytes larger.
pub(super) fn percent_in_words(part: i64, whole: i64, decimals: u8) -> String {
    let unit = 10_i128.pow(u32::from(decimals.min(9)));
    let whole = i128::from(whole).max(1);
    let scaled = (i128::from(part.abs()) * 100 * unit * 2 + whole) / (2 * whole);
    let behind = if unit > 1 {
        format!(".{:0width$}", (scaled % unit) as u64, width = usize::from(decimals))
    } else {
        String::new()
    };
    format!("{}{behind}%", (scaled / unit) as u64)
}

#[cfg(test)]
mod tests {
    use super::percent_in_words;

    #[test]
    fn shares_are_rounded_to_the_printed_digits() {
        for (part, whole, decimals, words) in [
            (1, 3, 1, "33.3%"),
            (2, 3, 2, "66.67%"),
            (1, 2, 0, "50%"),
            (1, 8, 1, "12.5%"),
            (-5, 10, 1, "50.0%"),
            (7, 6, 0, "117%"),
        ] {
            assert_eq!(percent_in_words(part, whole, decimals), words);
        }
    }
}

//! A finding about sums: the equations with their real numbers, and the smallest changes that mend them.

use gouji_core::arithmetic::{CellChange, Diagnosis, FailedEquation, Repair, RepairKind};
use gouji_core::finding::Place;
use gouji_core::form::{ColumnId, EquationKind, EquationName, RowId, TableNumber, layout};
use gouji_core::report::{Cell, CellAddress, Report};
use gouji_core::rules::{elsewhere_in_words, stray_in_words, unfilled_rows_in_words};
use yew::prelude::*;

use crate::words;

/// What is wrong, in a line.
pub fn headline(diagnosis: &Diagnosis, report: &Report) -> String {
    if let [Repair { cells, .. }] = &diagnosis.repairs[..]
        && let [change] = cells[..]
    {
        let name = cell_name(change.cell, report);
        return match is_unfilled(&change, report) {
            true => format!("{name}未填数，应为 {}", change.value),
            false => format!("{name}现为 {}，应为 {}", change.found, change.value),
        };
    }
    let Some(equation) = diagnosis.equations.first() else { return String::new() };
    let what = match equation.name.kind() {
        EquationKind::Balance => "收到的与办理的件数不相等",
        EquationKind::Outcomes => "各项办理结果之和与（七）总计不相等",
        EquationKind::Applicants => "各类申请人之和与总计不相等",
        EquationKind::Disputes => "四种结果之和与总计不相等",
    };
    let etc = match diagnosis.equations.len() {
        0 | 1 => String::new(),
        count => format!("，共 {count} 个等式不成立"),
    };
    format!("{}：{what}{etc}", line_name(equation, report))
}

/// The equations, and what would mend them.
pub fn evidence(diagnosis: &Diagnosis, report: &Report) -> Html {
    let first = diagnosis.repairs.first();
    let changed: Vec<CellAddress> = match diagnosis.repairs.len() {
        1 => first.into_iter().flat_map(|repair| &repair.cells).map(|change| change.cell).collect(),
        _ => Vec::new(),
    };
    let more = diagnosis.equations.len().saturating_sub(PRINTED);
    let certain = matches!(&diagnosis.repairs[..], [only] if only.cells.len() == 1 && only.elsewhere.is_empty());
    html! {
        <>
            <ul class="equations">
                for equation in diagnosis.equations.iter().take(PRINTED) {
                    <li>{ self::equation(equation, &changed, report) }</li>
                }
                if more > 0 { <li>{ words::more_equations(more) }</li> }
            </ul>
            if !diagnosis.repairs.is_empty() {
                <div class="repairs">
                    <p class="name">{ if certain { words::REPAIR } else { words::REPAIRS } }</p>
                    <ol>
                        for repair in &diagnosis.repairs { <li>{ self::repair(repair, report) }</li> }
                    </ol>
                </div>
            }
        </>
    }
}

/// What to do.
pub fn advice(diagnosis: &Diagnosis, report: &Report) -> String {
    if !diagnosis.unfilled_rows.is_empty() {
        return unfilled_rows_in_words(&diagnosis.unfilled_rows, report);
    }
    let stray = diagnosis.stray.map_or_else(String::new, |change| stray_in_words(&change, report));
    let offered = diagnosis.repairs.iter().map(|repair| 1 + repair.elsewhere.len()).sum();
    words::repair_advice(offered, diagnosis.equations.len(), diagnosis.more_repairs) + &stray
}

/// At most so many equations are printed; a sentence says how many more there are.
const PRINTED: usize = 6;

fn equation(equation: &FailedEquation, changed: &[CellAddress], report: &Report) -> Html {
    let left =
        |name: &'static str| html! { <>{ name }{ " " }{ side(&equation.left_cells, equation.left, changed) }</> };
    let right = side(&equation.right_cells, equation.right, changed);
    let said = match equation.name.kind() {
        EquationKind::Balance => {
            html! { <>{ left("第一项加第二项") }{ "，第三项加第四项 " }{ right }</> }
        }
        EquationKind::Outcomes => html! { <>{ left("办理结果") }{ "，（七）总计写 " }{ right }</> },
        EquationKind::Applicants => html! { <>{ left("各类申请人") }{ "，总计写 " }{ right }</> },
        EquationKind::Disputes => html! { <>{ left("四种结果") }{ "，总计写 " }{ right }</> },
    };
    html! { <><span class="name">{ line_name(equation, report) }</span>{ said }</> }
}

/// The real numbers of one side; of a long sum those that are not 0.
fn side(cells: &[(CellAddress, i64)], sum: i64, changed: &[CellAddress]) -> Html {
    let long = cells.len() > 7;
    let wanted = |(cell, value): &&(CellAddress, i64)| !long || *value != 0 || changed.contains(cell);
    let parts: Vec<&(CellAddress, i64)> = cells.iter().filter(wanted).collect();
    let single = cells.len() == 1;
    html! {
        <>
            for (at, (cell, value)) in parts.into_iter().enumerate() {
                if at > 0 { { " + " } }
                if changed.contains(cell) { <b>{ *value }</b> } else { { *value } }
            }
            if !single { { format!(" = {sum}") } }
        </>
    }
}

fn repair(repair: &Repair, report: &Report) -> Html {
    let slip = match repair.kind {
        RepairKind::Transposed => "像是两位数字写颠倒了",
        RepairKind::NeighbourTotal => "像是抄了相邻的总计",
        RepairKind::SplitNumber => "像是一个数拆到了两格",
        RepairKind::Shifted => "像是错填了一格",
        RepairKind::WrongColumn => "像是记到了另一类申请人名下",
        RepairKind::WrongRow => "像是记到了另一种办理结果里",
        RepairKind::OneCell | RepairKind::TwoCells => "",
    };
    html! {
        <>
            for change in &repair.cells {
                <span class="change">
                    { cell_name(change.cell, report) }{ " " }
                    <b>
                        if is_unfilled(change, report) { { words::UNFILLED } } else { { change.found } }
                        { format!(" → {}", change.value) }
                    </b>
                </span>
            }
            if !slip.is_empty() { <span class="slip">{ slip }{ elsewhere_in_words(repair, report) }</span> }
        </>
    }
}

fn is_unfilled(change: &CellChange, report: &Report) -> bool {
    report.cell(change.cell).is_some_and(Cell::is_unfilled)
}

/// Where a finding belongs in the form.
pub fn place_name(place: Place, report: &Report) -> String {
    match place {
        Place::Title => "标题".to_owned(),
        Place::Preamble => "引言".to_owned(),
        Place::Signature => "落款".to_owned(),
        Place::Section(section) => section.name().to_owned(),
        Place::Table(table) => table.name().to_owned(),
        Place::Row(row) => format!("{} · {}", row.table().name(), row_name(row, report)),
        Place::Column(table, column) => format!("{} · {}", table.name(), column_name(table, None, column, report)),
        Place::Cell(cell) => format!("{} · {}", cell.table().name(), cell_name(cell, report)),
    }
}

fn cell_name(cell: CellAddress, report: &Report) -> String {
    let column = column_name(cell.table(), Some(cell.row), cell.column, report);
    format!("{} · {column}", row_name(cell.row, report))
}

/// “自然人”列, “（一）予以公开”行, 行政复议.
fn line_name(equation: &FailedEquation, report: &Report) -> String {
    match equation.name {
        EquationName::Balance(column) | EquationName::Outcomes(column) => {
            format!("“{}”列", column_name(TableNumber::Three, None, column, report))
        }
        EquationName::Applicants(row) => format!("“{}”行", row_name(row, report)),
        EquationName::Disputes(row) => row_name(row, report).to_owned(),
    }
}

fn row_name(id: RowId, report: &Report) -> &'static str {
    let form = report.table(id.table()).layout.row(id).or_else(|| layout(id.table(), report.edition).row(id));
    let label = form.map_or(id.id(), |row| row.label);
    label.split("（区分").next().unwrap_or(label)
}

fn column_name(table: TableNumber, row: Option<RowId>, id: ColumnId, report: &Report) -> &'static str {
    let rows = report.table(table).layout.rows.iter();
    let columns = rows.filter(|known| row.is_none_or(|row| row == known.id)).flat_map(|row| row.columns);
    let label = columns.into_iter().find(|column| column.id == id).map_or(id.id(), |column| column.label);
    label.split("（单位").next().unwrap_or(label)
}

//! Failing sums and what would mend them, in words.

use crate::arithmetic::{CellChange, Diagnosis, FailedEquation, Repair, RepairKind};
use crate::form::{EquationName, LineId, RowId};
use crate::report::{CellAddress, Report};

use super::naming::{cell_name, column_label, row_label};

/// So many equations are told in the sentence.
const TOLD: usize = 2;

/// What does not add up: the first two equations with their numbers, and how many more fail with them.
pub fn sums_in_words(diagnosis: &Diagnosis, report: &Report) -> String {
    let first: Vec<String> =
        diagnosis.equations.iter().take(TOLD).map(|equation| equation_in_words(equation, report)).collect();
    let more = match diagnosis.equations.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!("；另有 {more} 个等式因此不成立"),
    };
    format!("{}{more}。", first.join("；"))
}

/// What to do about it: the smallest changes that would mend it, in one paragraph.
pub fn mending_in_words(diagnosis: &Diagnosis, report: &Report) -> String {
    /// No more are ever offered.
    const MARKS: [&str; 5] = ["①", "②", "③", "④", "⑤"];
    let Mending { lead, offers, more, stray } = mending_of(diagnosis, report);
    let several = offers.len() > 1;
    let offer = |(offer, mark): (&String, &str)| [if several { mark } else { "" }, offer].concat();
    let offered: Vec<String> = offers.iter().zip(MARKS).map(offer).chain(more).collect();
    let stop = if offered.is_empty() { "" } else { "。" };
    format!("{lead}{}{stop}{stray}", offered.join("；"))
}

/// What to do about failing sums, in the parts that a list is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mending {
    /// What stands before the changes, or all there is to say: whole sentences.
    pub lead: String,
    /// Each change that would mend the sums by itself, without a full stop: 把表四行政复议“总计”的 3 改为 4，等式即成立.
    pub offers: Vec<String>,
    /// That there are more of them, without a full stop.
    pub more: Option<String>,
    /// What else is thinkable, a whole sentence or nothing.
    pub stray: String,
}

/// What to do about failing sums.
pub fn mending_of(diagnosis: &Diagnosis, report: &Report) -> Mending {
    let (lead, offers, more) = match &diagnosis.repairs[..] {
        [] if !diagnosis.unfilled_rows.is_empty() => {
            (unfilled_rows_in_words(&diagnosis.unfilled_rows, report), Vec::new(), None)
        }
        [] => ("没有一两处改动能使这些等式同时成立，请对照办理台账逐格核对。".to_owned(), Vec::new(), None),
        [repair] if repair.elsewhere.is_empty() => {
            let offer = format!("{}，等式即成立", repair_in_words(repair, report));
            ("请对照办理台账核对。".to_owned(), vec![offer], None)
        }
        repairs => {
            let offers = repairs.iter().map(|repair| repair_in_words(repair, report)).collect();
            let more = Some(diagnosis.more_repairs).filter(|more| *more > 0).map(|more| format!("另有 {more} 种改法"));
            let lead = "仅凭合计不能断定哪一格有误，请对照办理台账核对。可能的改法：";
            (lead.to_owned(), offers, more)
        }
    };
    let table = diagnosis.table().map(|table| report.table(table)).filter(|table| table.is_inferred());
    let first = table.map_or("", |table| match table.order_changed {
        true => "这张表的数字在复制时换了次序，是按合计对应到各格的，请先看对应得对不对。",
        false => "这张表的数字在复制时连在一起，是按合计拆开的，请先看拆得对不对。",
    });
    let stray = diagnosis.stray.map_or_else(String::new, |stray| stray_in_words(&stray, report));
    Mending { lead: [first, &lead].concat(), offers, more, stray }
}

/// The equations that the message of a finding does not tell.
pub fn more_equations(diagnosis: &Diagnosis) -> &[FailedEquation] {
    diagnosis.equations.get(TOLD..).unwrap_or_default()
}

/// One equation with its numbers: 表三“总计”列：第一项加第二项为 36，第三项加第四项为 35，两边不相等.
pub fn equation_in_words(equation: &FailedEquation, report: &Report) -> String {
    let table = equation.name.table().name();
    let left = sum_in_numbers(&equation.left_cells, equation.left);
    let right = sum_in_numbers(&equation.right_cells, equation.right);
    match equation.name {
        EquationName::Balance(column) => {
            let column = column_label(RowId::Received, column, report);
            format!("{table}“{column}”列：第一项加第二项为 {left}，第三项加第四项为 {right}，两边不相等")
        }
        EquationName::Outcomes(column) => {
            let column = column_label(RowId::Received, column, report);
            format!("{table}“{column}”列：各项办理结果合计为 {left}，（七）总计写的是 {right}")
        }
        EquationName::Applicants(row) => {
            let row = row_label(row, report);
            format!("{table}“{row}”行：各类申请人合计为 {left}，总计写的是 {right}")
        }
        EquationName::Disputes(row) => {
            let row = row_label(row, report);
            format!("{table}{row}：四种结果合计为 {left}，总计写的是 {right}")
        }
    }
}

/// 把表三“（一）予以公开”行“自然人”列的 12 改为 21（两位数字颠倒）.
pub fn repair_in_words(repair: &Repair, report: &Report) -> String {
    let change = |change: &CellChange| {
        let (name, value) = (cell_name(change.cell, report), change.value);
        match change.unfilled {
            true => format!("{name}（未填数）填为 {value}"),
            false => format!("{name}的 {} 改为 {value}", change.found),
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
fn stray_in_words(stray: &CellChange, report: &Report) -> String {
    format!("如果没有这样的案件，则是{}多填了 {}。", cell_name(stray.cell, report), stray.found)
}

/// 表三“二、上年结转……”一行各类申请人都是 0。如是漏填，“自然人”填 2、“总计”填 2，等式即成立。
fn unfilled_rows_in_words(rows: &[Vec<CellChange>], report: &Report) -> String {
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
fn elsewhere_in_words(repair: &Repair, report: &Report) -> String {
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

/// 10+1+0+0=11; more than six parts are given by their sum and those that are not 0.
fn sum_in_numbers(cells: &[(CellAddress, i64)], sum: i64) -> String {
    let all = cells.len() <= 7;
    let mut words = String::new();
    for (_, value) in cells.iter().filter(|(_, value)| all || *value != 0) {
        words.push_str(if words.is_empty() { "" } else { "+" });
        words.push_str(&value.to_string());
    }
    if words.contains('+') { words + "=" + &sum.to_string() } else { sum.to_string() }
}

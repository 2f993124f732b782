//! What the four rules about sums have in common: one finding for each cause, under the first kind of its equations.

use crate::arithmetic::{Diagnosis, FailedEquation};
use crate::finding::{Evidence, Finding, Place, Related, Severity};
use crate::form::{EquationKind, EquationName, RowId};
use crate::ordering::in_order;
use crate::report::{Cell, CellAddress, Report};
use crate::span::Span;

use super::naming::{
    cell_name, column_label, repair_in_words, row_label, stray_in_words, sum_in_numbers, unfilled_rows_in_words,
};
use super::{Context, Sentence};

pub(super) fn find(context: &Context, kind: EquationKind, rule: &'static str, findings: &mut Vec<Finding>) {
    let own =
        |diagnosis: &&Diagnosis| diagnosis.equations.iter().map(|equation| equation.name.kind()).min() == Some(kind);
    for diagnosis in context.sums.diagnoses.iter().filter(own) {
        let change = diagnosis.repairs.first().and_then(|repair| repair.cells.first()).or(diagnosis
            .unfilled_rows
            .iter()
            .flatten()
            .next());
        let total =
            diagnosis.equations.first().and_then(|equation| equation.right_cells.first()).map(|(cell, _)| *cell);
        let Some(cell) = change.map(|change| change.cell).or(total) else { continue };
        let offered =
            diagnosis.repairs.iter().flat_map(|repair| &repair.cells).chain(diagnosis.unfilled_rows.iter().flatten());
        let offered = offered.map(|change| change.cell);
        let stray = diagnosis.stray.map(|change| change.cell);
        let mut others: Vec<CellAddress> = in_order(offered.chain(stray).filter(|other| *other != cell).collect());
        others.dedup();
        findings.push(Finding {
            rule,
            severity: Severity::Error,
            place: Place::Cell(cell),
            span: place_of(context.report, cell),
            found: change.filter(|_| !is_unfilled(context.report, cell)).map(|change| change.found.to_string()),
            expected: change.map(|change| change.value.to_string()),
            evidence: Evidence::Sums(diagnosis.clone()),
            related: others
                .into_iter()
                .map(|other| Related {
                    span: place_of(context.report, other),
                    message: cell_name(other, context.report),
                })
                .collect(),
            fix: None,
        });
    }
}

pub(super) fn say(finding: &Finding, report: &Report) -> Sentence {
    let Evidence::Sums(diagnosis) = &finding.evidence else {
        return Sentence { message: String::new(), advice: String::new() };
    };
    let first: Vec<String> =
        diagnosis.equations.iter().take(2).map(|equation| equation_in_words(equation, report)).collect();
    let more = diagnosis.equations.len().saturating_sub(2);
    let more = if more > 0 { format!("；另有 {more} 个等式因此不成立") } else { String::new() };
    let mut advice = advice(diagnosis, report);
    if let Some(stray) = &diagnosis.stray {
        advice.push_str(&stray_in_words(stray, report));
    }
    if let Place::Cell(cell) = finding.place
        && report.table(cell.table()).is_inferred()
    {
        advice.insert_str(0, "这张表的数字在复制时连在一起，是按合计拆开的，请先看拆得对不对。");
    }
    Sentence { message: format!("{}{more}。", first.join("；")), advice }
}

fn equation_in_words(equation: &FailedEquation, report: &Report) -> String {
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

fn advice(diagnosis: &Diagnosis, report: &Report) -> String {
    match &diagnosis.repairs[..] {
        [] if !diagnosis.unfilled_rows.is_empty() => unfilled_rows_in_words(&diagnosis.unfilled_rows, report),
        [] => "没有一两处改动能使这些等式同时成立，请对照办理台账逐格核对。".to_owned(),
        [repair] if repair.elsewhere.is_empty() => {
            format!("请对照办理台账核对。{}，等式即成立。", repair_in_words(repair, report))
        }
        repairs => {
            const MARKS: [&str; 5] = ["①", "②", "③", "④", "⑤"];
            let offers: Vec<String> = repairs
                .iter()
                .zip(MARKS)
                .map(|(repair, mark)| {
                    [if repairs.len() > 1 { mark } else { "" }, &repair_in_words(repair, report)].concat()
                })
                .collect();
            let more = match diagnosis.more_repairs {
                0 => String::new(),
                more => format!("；另有 {more} 种改法"),
            };
            format!("仅凭合计不能断定哪一格有误，请对照办理台账核对。可能的改法：{}{more}。", offers.join("；"))
        }
    }
}

fn is_unfilled(report: &Report, cell: CellAddress) -> bool {
    report.cell(cell).is_some_and(Cell::is_unfilled)
}

fn place_of(report: &Report, cell: CellAddress) -> Span {
    report.cell(cell).and_then(|cell| cell.span).unwrap_or(report.table(cell.table()).span)
}

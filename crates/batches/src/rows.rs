//! A checked report → its rows: what the machine output says, laid flat.

use gouji_core::CheckedReport;
use gouji_core::contract::{CellOutput, FindingOutput, Output, ProblemOutput, Value, Wanted};
use gouji_core::voice::VerdictKind;

use crate::row::Row;

/// The rows of a report that came in as `id` and `name`; `seconds` is how long it took.
pub(crate) fn rows_of(asked: Row, checked: &CheckedReport, seconds: f64) -> Vec<Row> {
    let output = Output::new(checked, Wanted { cells: true, ..Wanted::default() });
    let base = with_identity(asked, &output);
    let mut rows = Vec::new();
    // What could not be read has no verdict.
    if output.verdict.kind != VerdictKind::Unread {
        rows.push(report(&base, &output, seconds));
        let rules = checked.findings.iter().map(|found| found.rule);
        rows.extend(output.findings.iter().zip(rules).map(|(found, rule)| finding(&base, found, rule)));
        rows.extend(output.report.cells.iter().flatten().map(|found| cell(&base, found)));
    }
    rows.extend(output.problems.iter().map(|found| problem(&base, found, seconds)));
    rows
}

/// What every row of a report says, so that no question needs a join.
fn with_identity(asked: Row, output: &Output) -> Row {
    let report = &output.report;
    let is_read = output.verdict.kind != VerdictKind::Unread;
    Row {
        schema: Some(whole(output.schema)),
        rules_version: Some(output.program.rules.to_owned()),
        organ: report.organ.clone(),
        level: is_read.then(|| report.level.id().to_owned()),
        region: (!report.region.is_empty()).then(|| report.region.join("/")),
        year: report.year.map(i32::from),
        edition: is_read.then(|| report.edition.id().to_owned()),
        text_sha256: Some(output.input.text_sha256.clone()),
        published: report.published.map(String::from),
        ..asked
    }
}

fn report(base: &Row, output: &Output, seconds: f64) -> Row {
    let (coverage, verdict) = (&output.coverage, &output.verdict);
    let not_checked: Vec<&str> = coverage.not_checked.iter().map(|left_out| left_out.what).collect();
    Row {
        kind: Some("report".to_owned()),
        state: Some(verdict.kind.id().to_owned()),
        message: Some(verdict.text.clone()),
        must: Some(whole(verdict.must)),
        ask: Some(whole(verdict.ask)),
        hints: Some(whole(verdict.hints)),
        cells_expected: Some(whole(coverage.cells_expected)),
        cells_read: Some(whole(coverage.cells_read)),
        equations_checked: Some(whole(coverage.equations_checked)),
        equations_failed: Some(whole(coverage.equations_failed)),
        numbers_in_text: Some(whole(coverage.numbers_in_text)),
        numbers_tied: Some(whole(coverage.numbers_tied)),
        not_checked: Some(not_checked.join(",")),
        seconds: Some(seconds),
        ..base.clone()
    }
}

fn finding(base: &Row, found: &FindingOutput, rule: &str) -> Row {
    let place = &found.place;
    Row {
        kind: Some("finding".to_owned()),
        rule: Some(rule.to_owned()),
        severity: Some(found.severity.id().to_owned()),
        start: Some(whole(found.start)),
        end: Some(whole(found.end)),
        line: Some(whole(found.line)),
        found: found.found.clone(),
        expected: found.expected.clone(),
        message: Some(found.message.clone()),
        fingerprint: Some(found.fingerprint.clone()),
        acknowledged: found.acknowledged.as_ref().map(|acknowledged| acknowledged.reason.clone()),
        table_no: place.table.map(|table| i32::from(table.number())),
        row_id: place.row.map(|row| row.id().to_owned()),
        column_id: place.column.map(|column| column.id().to_owned()),
        ..base.clone()
    }
}

fn cell(base: &Row, cell: &CellOutput) -> Row {
    let value = cell.value.and_then(|value| match value {
        Value::Whole(value) => Some(value),
        // A fraction is no count; its words stand beside it.
        Value::Fraction(_) => None,
    });
    Row {
        kind: Some("cell".to_owned()),
        table_no: Some(i32::from(cell.table.number())),
        row_id: Some(cell.row.id().to_owned()),
        column_id: Some(cell.column.id().to_owned()),
        state: Some(cell.state.id().to_owned()),
        value,
        start: cell.start.map(whole),
        end: cell.end.map(whole),
        found: cell.text.clone(),
        ..base.clone()
    }
}

fn problem(base: &Row, problem: &ProblemOutput, seconds: f64) -> Row {
    Row {
        kind: Some("problem".to_owned()),
        state: Some(problem.kind.id().to_owned()),
        message: Some(problem.message.clone()),
        seconds: Some(seconds),
        ..base.clone()
    }
}

/// Counts and offsets of a text stay below two thousand million: a text has at most 200 MB.
fn whole(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

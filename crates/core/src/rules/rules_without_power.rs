//! 规章 in the report of an organ that cannot make them.

use crate::finding::{Evidence, Finding, Place, Severity};
use crate::form::{Edition, Level, RowId, TableNumber};
use crate::span::Span;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "rules-without-power",
    basis: Basis {
        kind: BasisKind::Implied,
        text: "《中华人民共和国立法法》第九十一条、第九十三条：规章由国务院部门和省、自治区、直辖市以及设区的市、自治州的人民政府制定",
    },
    page: page!("rules-without-power.md"),
    needs: &[],
    find,
    say: |finding, _, report| {
        let organ = report.organ.as_deref().unwrap_or("本机关");
        let numbers = finding.found.as_deref().unwrap_or("");
        let message = if finding.severity == Severity::Error {
            format!("表二“规章”一行填的是 {numbers}，{organ}（{}）没有规章制定权，各格应为 0。", report.level.name())
        } else {
            format!("表二“规章”一行填的是 {numbers}，{organ}（{}）一般没有规章制定权，请核对。", report.level.name())
        };
        Sentence {
            message, advice: "如果是行政规范性文件，请填到“行政规范性文件”一行。".to_owned()
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let report = context.report;
    let severity = match report.level {
        Level::Township | Level::Street | Level::CountyGovernment | Level::CountyDepartment
            if report.level_certain && report.table(TableNumber::Two).layout.edition == Edition::E2021 =>
        {
            Severity::Error
        }
        Level::Township | Level::Street | Level::CountyGovernment | Level::CountyDepartment => Severity::Warning,
        Level::CityDepartment | Level::ProvinceDepartment | Level::Zone => Severity::Warning,
        _ => return,
    };
    let cells: Vec<_> =
        report.table(TableNumber::Two).cells.iter().filter(|cell| cell.address.row == RowId::Rules).collect();
    let numbers: Vec<i64> = cells.iter().filter_map(|cell| cell.count()).collect();
    let first = cells.iter().find(|cell| cell.count().is_some_and(|count| count > 0));
    if let Some(cell) = first {
        let span = cells.iter().filter_map(|cell| cell.span).reduce(Span::join).unwrap_or_default();
        let found = numbers.iter().map(i64::to_string).collect::<Vec<_>>().join("、");
        findings.push(Finding {
            found: Some(found),
            expected: Some("0".to_owned()),
            evidence: Evidence::Numbers(numbers),
            ..Finding::new(RULE.id, severity, Place::Row(cell.address.row), span)
        });
    }
}

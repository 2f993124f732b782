//! Rows of the form that a table does not have. One finding a table.

use crate::finding::{Evidence, Finding, Place};
use crate::form::RowId;
use crate::span::Span;

use super::naming::row_label;
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "row-missing",
    basis: Basis { kind: BasisKind::Official, text: "年度报告格式规定的表格行目" },
    page: page!("row-missing.md"),
    needs: &[],
    find,
    say: |finding, _, report| {
        let Evidence::Labels(rows) = &finding.evidence else { return Sentence::empty() };
        let rows: Vec<RowId> = rows.iter().filter_map(|row| RowId::from_id(row)).collect();
        let Some(first) = rows.first() else { return Sentence::empty() };
        let names: Vec<String> = rows.iter().take(5).map(|row| format!("“{}”", row_label(*row, report))).collect();
        let etc = if rows.len() > 5 { format!("等 {} 行", rows.len()) } else { String::new() };
        Sentence {
            message: format!("{}缺少{}{etc}。", first.table().name(), names.join("、")),
            advice: "请对照格式补上；没有发生的填 0。如果原文有这一行，可能是复制时丢了，请上传文件再查。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    for table in &context.report.tables {
        let rows = &table.missing_rows;
        let place = match rows[..] {
            [] => continue,
            [row] => Place::Row(row),
            _ => Place::Table(table.number),
        };
        let span = Span { start: table.span.end, end: table.span.end };
        findings.push(Finding {
            evidence: Evidence::Labels(rows.iter().map(|row| row.id()).collect()),
            ..Finding::new(RULE.id, context.damage_severity(table.span), place, span)
        });
    }
}

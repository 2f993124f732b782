//! Columns of the form that a table does not have.

use crate::finding::{Finding, Place};
use crate::form::RowId;
use crate::span::Span;

use super::naming::column_label;
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "column-missing",
    basis: Basis { kind: BasisKind::Official, text: "年度报告格式规定的表格栏目" },
    page: page!("column-missing.md"),
    needs: &[],
    find,
    say: |finding, _, report| {
        let Place::Column(table, column) = finding.place else { return Sentence::empty() };
        Sentence {
            message: format!("{}缺少“{}”一列。", table.name(), column_label(RowId::Received, column, report)),
            advice: "请对照格式补上这一列；没有发生的填 0。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    for table in &context.report.tables {
        for column in &table.missing_columns {
            let span = Span { start: table.span.start, end: table.span.start };
            let place = Place::Column(table.number, *column);
            findings.push(Finding::new(RULE.id, context.damage_severity(table.span), place, span));
        }
    }
}

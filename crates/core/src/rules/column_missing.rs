//! Columns of the form that a table does not have.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::{RowId, TableNumber};
use crate::report::Report;
use crate::span::Span;
use crate::voice::naming::column_label;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A column that is not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct ColumnMissing {
    /// The table.
    pub table: TableNumber,
    /// The column's official label.
    pub label: &'static str,
    /// Whether a copy or a reader may have lost it.
    pub may_be_lost: bool,
}

impl Slip for ColumnMissing {
    const RULE: Rule = Rule {
        id: "column-missing",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Official, text: "年度报告格式规定的表格栏目" },
        page: page!("column-missing.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let tables = context.report.tables.iter();
        let missing = tables.flat_map(|table| table.missing_columns.iter().map(move |column| (table, *column)));
        let found = missing.map(|(table, column)| {
            let severity = context.damage_severity(table.span);
            let slip = ColumnMissing {
                table: table.number,
                label: column_label(RowId::Received, column, context.report),
                may_be_lost: severity != Severity::Error,
            };
            let span = Span { start: table.span.start, end: table.span.start };
            slip.at(severity, Place::Column(table.number, column), span)
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        let lost = match self.may_be_lost {
            true => "如果原文有这一列，可能是复制或读取时丢了，请对照原文，或换用 Word 文件再查。",
            false => "",
        };
        Sentence {
            message: format!("{}缺少格式要求的“{}”一列。", self.table.name(), self.label),
            advice: format!("请对照格式补上这一列；没有发生的填 0。{lost}"),
        }
    }
}

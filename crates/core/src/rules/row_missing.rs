//! Rows of the form that a table does not have. One finding a table.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::{RowId, TableNumber};
use crate::report::Report;
use crate::span::Span;
use crate::voice::naming::row_label;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// The rows that are not there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct RowMissing {
    /// The table.
    pub table: TableNumber,
    /// Its missing rows, in the order of the form.
    pub rows: Vec<RowId>,
    /// Whether a copy or a reader may have lost them.
    pub may_be_lost: bool,
}

impl Slip for RowMissing {
    const RULE: Rule = Rule {
        id: "row-missing",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Official, text: "年度报告格式规定的表格行目" },
        page: page!("row-missing.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let found = context.report.tables.iter().filter_map(|table| {
            let rows = &table.missing_rows;
            let place = match rows[..] {
                [] => return None,
                [row] => Place::Row(row),
                _ => Place::Table(table.number),
            };
            let severity = context.damage_severity(table.span);
            let may_be_lost = severity != Severity::Error;
            let slip = RowMissing { table: table.number, rows: rows.clone(), may_be_lost };
            Some(slip.at(severity, place, Span { start: table.span.end, end: table.span.end }))
        });
        found.collect()
    }

    fn say(&self, report: &Report) -> Sentence {
        let (table, count) = (self.table.name(), self.rows.len());
        let names: Vec<String> =
            self.rows.iter().take(NAMED).map(|row| format!("“{}”", row_label(*row, report))).collect();
        let names = names.join("、");
        let lost = match self.may_be_lost {
            true => "如果原文有，可能是复制或读取时丢了，请对照原文，或换用 Word 文件再查。",
            false => "",
        };
        Sentence {
            message: match count {
                1 => format!("{table}缺少格式要求的{names}一行。"),
                _ if count > NAMED => format!("{table}缺少格式要求的{names}等 {count} 行。"),
                _ => format!("{table}缺少格式要求的 {count} 行：{names}。"),
            },
            advice: format!("请对照格式补上；没有发生的填 0。{lost}"),
        }
    }
}

/// So many rows are named in the sentence.
const NAMED: usize = 5;

//! A section that should hold a table and does not.

use serde::Serialize;

use crate::finding::{Found, Place};
use crate::form::TableNumber;
use crate::report::{Report, TableState};
use crate::span::Span;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A table that is not in its section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct TableMissing {
    /// The table.
    pub table: TableNumber,
}

impl Slip for TableMissing {
    const RULE: Rule = Rule {
        id: "table-missing",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Official, text: "年度报告格式规定第二、三、四部分以表格形式报告"
        },
        page: page!("table-missing.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        if !context.is_due() {
            return Vec::new();
        }
        let missing = context.report.tables.iter().filter(|table| table.state == TableState::Missing);
        let found = missing.filter_map(|table| {
            let section = context.report.section(table.number.section())?;
            // A picture in its place is a problem of the reading, which says so.
            if context.source.pictures().iter().any(|picture| section.span.contains(*picture)) {
                return None;
            }
            let span = Span::at(section.heading.end as usize);
            let slip = TableMissing { table: table.number };
            Some(slip.at(context.damage_severity(section.span), Place::Table(table.number), span))
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        let (section, table) = (self.table.section().name(), self.table.name());
        Sentence {
            message: format!("{section}里没有找到{table}；格式要求这一部分用表格报告。"),
            advice: "原文有表的，请核对它在文件里是不是文字表格，或全选原文后复制再粘贴；原文没有的，请补上表格。"
                .to_owned(),
        }
    }
}

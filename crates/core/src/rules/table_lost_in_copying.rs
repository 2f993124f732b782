//! A table whose labels or digits are there in a form that cannot be read as a table.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::TableNumber;
use crate::report::{Report, TableState};

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A table that came apart in copying.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct TableLostInCopying {
    /// The table.
    pub table: TableNumber,
}

impl Slip for TableLostInCopying {
    const RULE: Rule = Rule {
        id: "table-lost-in-copying",
        since: "2026.1",
        basis: Basis { kind: BasisKind::None, text: "复制时单元格的界线丢失，数字无法逐格对应" },
        page: page!("table-lost-in-copying.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let lost = context.report.tables.iter().filter(|table| table.state == TableState::LostInCopying);
        let found = lost.map(|table| {
            let slip = TableLostInCopying { table: table.number };
            slip.at(Severity::Warning, Place::Table(table.number), table.span)
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("{}在复制时散开了，分不清数字属于哪一格，没有核对。", self.table.name()),
            advice: "请上传报告文件，或在网页、Word、WPS 里全选后复制再粘贴，表格会保留下来。".to_owned(),
        }
    }
}

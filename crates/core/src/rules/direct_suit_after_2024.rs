//! Suits brought without reconsideration, since 2024, beside refusals: reconsideration comes first.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::{ColumnId, OutcomeId, RowId};
use crate::report::{CellAddress, Report};
use crate::voice::naming::row_label;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};

/// Direct suits of a year in which information was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct DirectSuitAfter2024 {
    /// Suits without reconsideration before them; above 0.
    pub suits: i64,
    /// Requests that were refused; above 0.
    pub refusals: i64,
}

impl Slip for DirectSuitAfter2024 {
    const RULE: Rule = Rule {
        id: "direct-suit-after-2024",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Implied,
            text: "《中华人民共和国行政复议法》（2023 年修订）第二十三条第四项：对不予公开政府信息不服的，先申请行政复议",
        },
        page: page!("direct-suit-after-2024.md"),
        needs: &[Need::Year],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let report = context.report;
        if report.year.is_none_or(|year| year < 2024) {
            return Vec::new();
        }
        let total = CellAddress { row: RowId::LitigationDirect, column: ColumnId::Total };
        let Some(cell) = report.cell(total) else { return Vec::new() };
        let suits = cell.count().unwrap_or(0);
        let refused = report.cells().filter(|cell| {
            cell.address.row.outcome() == Some(OutcomeId::Refused) && cell.address.column == ColumnId::Total
        });
        let refusals: i64 = refused.filter_map(|cell| cell.count()).sum();
        if suits <= 0 || refusals <= 0 {
            return Vec::new();
        }
        let slip = DirectSuitAfter2024 { suits, refusals };
        vec![slip.at(Severity::Info, Place::Cell(total), cell.span.unwrap_or_default())]
    }

    fn say(&self, report: &Report) -> Sentence {
        let DirectSuitAfter2024 { suits, refusals } = self;
        let row = row_label(RowId::LitigationDirect, report);
        Sentence {
            message: format!(
                "表四“{row}”有 {suits} 件，表三不予公开有 {refusals} 件。2024 年起，对不予公开不服的应当先申请行政复议，请核对。"
            ),
            advice: format!("请看这些案件是否确属{row}；对其他行为起诉的和较早的案件，可以直接起诉，不必改。"),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.suits.to_string())
    }
}

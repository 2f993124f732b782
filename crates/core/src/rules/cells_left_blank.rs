//! Cells not filled: blank, /, —, 无. One finding a table; for totals it gives the value that their parts add up to.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::TableNumber;
use crate::report::{CellAddress, CellState, Report};
use crate::voice::naming::cell_name;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// The cells of a table that nobody filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct CellsLeftBlank {
    /// The table.
    pub table: TableNumber,
    /// Its blank cells, in the order of the form.
    pub blank: Vec<BlankCell>,
}

/// A blank cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct BlankCell {
    /// Which one.
    pub cell: CellAddress,
    /// What its parts add up to, where it is a total.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sum: Option<i64>,
}

impl Slip for CellsLeftBlank {
    const RULE: Rule = Rule {
        id: "cells-left-blank",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Practice, text: "审核中通常要求表格逐格填写，没有发生的填 0"
        },
        page: page!("cells-left-blank.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let mut found = Vec::new();
        for table in &context.report.tables {
            let unfilled = table.cells.iter().filter(|cell| cell.is_unfilled() && cell.state != CellState::Absent);
            let Some(span) = unfilled.clone().find_map(|cell| cell.span) else { continue };
            let sum = |cell: CellAddress| context.sums.computed.iter().find(|(known, _)| *known == cell);
            let blank =
                unfilled.map(|cell| BlankCell { cell: cell.address, sum: sum(cell.address).map(|(_, sum)| *sum) });
            let slip = CellsLeftBlank { table: table.number, blank: blank.collect() };
            found.push(slip.at(Severity::Warning, Place::Table(table.number), span));
        }
        found
    }

    fn say(&self, report: &Report) -> Sentence {
        let names: Vec<String> = self.blank.iter().take(NAMED).map(|blank| cell_name(blank.cell, report)).collect();
        let (table, count) = (self.table.name(), self.blank.len());
        let mut message = format!("{table}有 {count} 格没有填数：{}{}。", names.join("、"), etc(count));
        let totals: Vec<String> = self
            .blank
            .iter()
            .filter_map(|blank| Some(format!("{}应为 {}", cell_name(blank.cell, report), blank.sum?)))
            .collect();
        if !totals.is_empty() {
            let named = totals[..totals.len().min(NAMED)].join("、");
            message.push_str(&format!(
                "其中 {} 格是总计，按已填的数计算：{named}{}。",
                totals.len(),
                etc(totals.len())
            ));
        }
        Sentence { message, advice: "没有发生的请填 0；总计请填写合计数。".to_owned() }
    }

    fn found(&self) -> Option<String> {
        Some(self.blank.len().to_string())
    }

    fn expected(&self) -> Option<String> {
        Some("0".to_owned())
    }

    fn cells(&self) -> Vec<CellAddress> {
        self.blank.iter().map(|blank| blank.cell).collect()
    }
}

/// So many cells are named in the sentence.
const NAMED: usize = 3;

fn etc(count: usize) -> &'static str {
    if count > NAMED { "等" } else { "" }
}

//! Cells not filled: blank, /, —, 无. One finding a table; for totals it gives the value that their parts add up to.

use crate::finding::{Evidence, Finding, Place, Severity};
use crate::report::CellState;

use super::naming::cell_name;
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "cells-left-blank",
    basis: Basis { kind: BasisKind::Practice, text: "审核中通常要求表格逐格填写，没有发生的填 0" },
    page: page!("cells-left-blank.md"),
    needs: &[],
    find,
    say: |finding, _, report| {
        let (Evidence::Cells(cells), Place::Table(table)) = (&finding.evidence, finding.place) else {
            return Sentence::empty();
        };
        const NAMED: usize = 3;
        let names: Vec<String> = cells.iter().take(NAMED).map(|(cell, _)| cell_name(*cell, report)).collect();
        let etc = if cells.len() > NAMED { "等" } else { "" };
        let totals: Vec<String> = cells
            .iter()
            .filter_map(|(cell, value)| Some(format!("{}应为 {}", cell_name(*cell, report), (*value)?)))
            .take(NAMED)
            .collect();
        let total_count = cells.iter().filter(|(_, value)| value.is_some()).count();
        let mut message = format!("{}有 {} 格没有填数：{}{etc}。", table.name(), cells.len(), names.join("、"));
        if total_count > 0 {
            let etc = if total_count > NAMED { "等" } else { "" };
            message.push_str(&format!("其中 {total_count} 格是总计，按已填的数计算：{}{etc}。", totals.join("、")));
        }
        Sentence { message, advice: "没有发生的请填 0；总计请填写合计数。".to_owned() }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    for table in &context.report.tables {
        let mut cells = Vec::new();
        let mut span = None;
        for cell in table.cells.iter().filter(|cell| cell.is_unfilled() && cell.state != CellState::Absent) {
            let computed = context.sums.computed.iter().find(|(known, _)| *known == cell.address);
            span = span.or(cell.span);
            cells.push((cell.address, computed.map(|(_, value)| *value)));
        }
        if let Some(span) = span {
            findings.push(Finding {
                found: Some(cells.len().to_string()),
                expected: Some("0".to_owned()),
                evidence: Evidence::Cells(cells),
                ..Finding::new(RULE.id, Severity::Warning, Place::Table(table.number), span)
            });
        }
    }
}

//! A cell whose content is no count: words, a fraction or a negative number.

use crate::finding::{Finding, Place, Severity};
use crate::form::ValueKind;
use crate::report::{Cell, CellState};

use super::naming::cell_name;
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "cell-not-a-count",
    basis: Basis { kind: BasisKind::Implied, text: "表中各项以件数统计，应为不小于 0 的整数" },
    page: page!("cell-not-a-count.md"),
    needs: &[],
    find,
    say: |finding, _, report| {
        let Place::Cell(cell) = finding.place else { return Sentence::empty() };
        let found = finding.found.as_deref().unwrap_or("");
        let row = report.table(cell.table()).layout.row(cell.row);
        let column = row.and_then(|row| row.columns.iter().find(|column| column.id == cell.column));
        let (what, right) = match column.map(|column| column.kind) {
            Some(ValueKind::AmountInTenThousandYuan | ValueKind::AmountWithUnit) => {
                ("金额", "不小于 0 的数，按表头的单位填写")
            }
            Some(ValueKind::Change) => ("件数", "整数"),
            _ => ("件数", "不小于 0 的整数"),
        };
        Sentence {
            message: format!("{}写的是“{found}”，不是{what}。", cell_name(cell, report)),
            advice: format!("请改为{right}；没有发生的填 0。"),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    for table in &context.report.tables {
        let kinds = table.layout.rows.iter().flat_map(|row| row.columns).map(|column| column.kind);
        for (cell, kind) in table.cells.iter().zip(kinds) {
            if is_wrong(cell, kind, context.source.text()) {
                let span = cell.span.unwrap_or_default();
                findings.push(Finding {
                    found: Some(span.of(context.source.text()).to_owned()),
                    ..Finding::new(RULE.id, Severity::Error, Place::Cell(cell.address), span)
                });
            }
        }
    }
}

fn is_wrong(cell: &Cell, kind: ValueKind, text: &str) -> bool {
    let number = cell.value;
    match (cell.state, kind) {
        (CellState::Number, ValueKind::Count) => {
            number.is_some_and(|number| number.is_negative() || number.whole().is_none())
        }
        (CellState::Number, ValueKind::Change) => number.is_some_and(|number| number.whole().is_none()),
        (CellState::Number, _) => number.is_some_and(|number| number.is_negative()),
        (CellState::Text, ValueKind::Count | ValueKind::Change) => true,
        // An amount may carry a unit or a note that we do not know, as long as it has a figure.
        (CellState::Text, _) => {
            let words = cell.span.map_or("", |span| span.of(text));
            !words.contains(|character: char| character.is_numeric())
        }
        _ => false,
    }
}

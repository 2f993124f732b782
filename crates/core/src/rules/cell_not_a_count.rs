//! A cell whose content is no count: words, a fraction or a negative number.

use serde::Serialize;

use crate::finding::{Fix, Found, Place, Severity};
use crate::form::ValueKind;
use crate::report::{Cell, CellAddress, CellState, Report};
use crate::voice::naming::cell_name;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A cell and what it has in place of a count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct CellNotACount {
    /// The cell.
    pub cell: CellAddress,
    /// Its words.
    pub written: String,
    /// What belongs there.
    pub wanted: Wanted,
}

/// What belongs into a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Wanted {
    /// A count: whole and not negative.
    Count,
    /// A change of a count: whole, perhaps negative.
    Change,
    /// An amount of money: not negative.
    Amount,
}

impl Slip for CellNotACount {
    const RULE: Rule = Rule {
        id: "cell-not-a-count",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Implied, text: "表中各项以件数统计，应为不小于 0 的整数" },
        page: page!("cell-not-a-count.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let text = context.source.text();
        let mut found = Vec::new();
        for table in &context.report.tables {
            let kinds = table.layout.rows.iter().flat_map(|row| row.columns).map(|column| column.kind);
            for (cell, kind) in table.cells.iter().zip(kinds) {
                let Some(span) = cell.span.filter(|_| is_wrong(cell, kind, text)) else { continue };
                let written = span.of(text);
                let fix =
                    meant(cell, kind, written).map(|count| Fix::replacing(span, written, count.to_string(), false));
                let slip = CellNotACount { cell: cell.address, written: written.to_owned(), wanted: Wanted::of(kind) };
                found.push(Found {
                    fixes: fix.into_iter().collect(),
                    ..slip.at(Severity::Error, Place::Cell(cell.address), span)
                });
            }
        }
        found
    }

    fn say(&self, report: &Report) -> Sentence {
        let (what, right) = match self.wanted {
            Wanted::Amount => ("金额", "不小于 0 的数，按表头的单位填写"),
            Wanted::Change => ("件数", "整数"),
            Wanted::Count => ("件数", "不小于 0 的整数"),
        };
        Sentence {
            message: format!("{}写的是“{}”，不是{what}。", cell_name(self.cell, report), self.written),
            advice: format!("请改为{right}；没有发生的填 0。"),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }
}

impl Wanted {
    fn of(kind: ValueKind) -> Self {
        match kind {
            ValueKind::AmountInTenThousandYuan | ValueKind::AmountWithUnit => Wanted::Amount,
            ValueKind::Change => Wanted::Change,
            ValueKind::Count => Wanted::Count,
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

/// The count that was plainly meant: 45 of -45, 312 of 3l2, 3 of 叁.
fn meant(cell: &Cell, kind: ValueKind, words: &str) -> Option<i64> {
    match (cell.state, kind) {
        (CellState::Number, ValueKind::Count) => cell.count().and_then(i64::checked_abs),
        (CellState::Text, ValueKind::Count | ValueKind::Change) => misread(words),
        _ => None,
    }
}

/// A lone numeral, or digits with letters among them that look like 0 and 1. What is not exact, 约5, is for the author to
/// count.
fn misread(words: &str) -> Option<i64> {
    const NUMERALS: [&str; 2] = ["零一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"];
    let value = |numerals: &str| numerals.chars().position(|numeral| words.chars().eq([numeral]));
    if let Some(value) = NUMERALS.iter().find_map(|numerals| value(numerals)) {
        return i64::try_from(value).ok();
    }
    let digits = words.replace(['O', 'o'], "0").replace(['l', 'I'], "1");
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.starts_with('0');
    let has_digit = words.contains(|character: char| character.is_ascii_digit());
    digits.parse().ok().filter(|_| has_digit && is_number)
}

#[cfg(test)]
mod tests {
    use super::misread;

    #[test]
    fn only_what_is_plain_is_read() {
        for (words, count) in [("3l2", 312), ("1O", 10), ("叁", 3), ("三", 3), ("零", 0)] {
            assert_eq!(misread(words), Some(count), "{words}");
        }
        for words in ["约5", "若干", "二十", "叁佰", "O", "O5", "1-2", "2 0", "5%", "９l", ""] {
            assert_eq!(misread(words), None, "{words}");
        }
    }
}

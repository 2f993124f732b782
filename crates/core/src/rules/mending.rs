//! Fixes that several rules offer for words of the report.

use crate::finding::{Edit, Fix};
use crate::form::equations_of;
use crate::narrative::Figure;
use crate::report::{Cell, CellAddress, Report, Table};
use crate::span::Span;

use super::vocabulary::Context;

/// 改为“…”, for a person to decide. Nothing where the words go on over the end of a line or a cell, for an edit lies inside
/// one, and where nothing would change.
pub(super) fn replacing(context: &Context, span: Span, text: impl Into<String>) -> Option<Fix> {
    let (own, text) = (span.of(context.source.text()), text.into());
    let in_one = !own.is_empty() && !own.contains(['\n', '\r', '\t']);
    (in_one && own != text).then(|| Fix::replacing(span, own, text, false))
}

/// 表格改为 34, where the cell alone is to be changed: every sum that it belongs to holds with the new number. Nothing where
/// mending the cell would break one of them, and where its digits were cut out of others and may belong to another cell.
pub(super) fn in_cell(report: &Report, address: CellAddress, number: i64) -> Option<Fix> {
    let table = report.table(address.table());
    let at = table.index_of(address.row, address.column)?;
    let cell = table.cells.get(at).filter(|cell| !cell.inferred)?;
    let span = cell.span.filter(|_| sums_hold_with(table, at, number))?;
    Some(Fix::of_cell(span, number))
}

/// Whether every sum of a cell, given by its place, holds with another number in it. A cell that says nothing counts as 0;
/// with one that was not read no sum is known to hold.
fn sums_hold_with(table: &Table, at: usize, number: i64) -> bool {
    let count = |cell: &Cell| if cell.is_unfilled() { Some(0) } else { cell.count() };
    let value = |own: &u16| match usize::from(*own) {
        own if own == at => Some(number),
        own => table.cells.get(own).and_then(count),
    };
    let sum = |cells: &[u16]| cells.iter().map(value).sum::<Option<i64>>();
    let is_part = |cells: &[u16]| cells.iter().any(|own| usize::from(*own) == at);
    let mut own = equations_of(table.layout).iter().filter(|form| is_part(&form.left) || is_part(&form.right));
    own.all(|form| sum(&form.left).is_some_and(|left| Some(left) == sum(&form.right)))
}

/// 2023年 or 二〇二三年 with another year, in the same digits.
pub(super) fn with_year(words: &str, year: i64, other: i64) -> String {
    let digits = words.replace(&year.to_string(), &other.to_string());
    if digits != words {
        return digits;
    }
    let zero = words.chars().find(|digit| matches!(digit, '〇' | '○' | '零')).unwrap_or('〇');
    let numeral = |digit: u8| "一二三四五六七八九".chars().nth(usize::from(digit).wrapping_sub(1)).unwrap_or(zero);
    let year: String = other.to_string().bytes().map(|digit| numeral(digit - b'0')).collect();
    year + "年"
}

/// 总数改为 34件: a number of the prose with another value, behind a word for where it stands.
pub(super) fn recounted(context: &Context, figure: &Figure, other: i64, place: &str) -> Option<Fix> {
    let span = context.narrative.span_of(figure);
    let text = with_count(span.of(context.source.text()), figure.count()?, other)?;
    Some(Fix { label: format!("{place}改为 {text}"), safe: false, edits: vec![Edit { span, text }] })
}

/// 31件 with another number in front of its unit. A number written otherwise, 三件 or 1.2万件, or broken over lines is for the
/// author to write.
fn with_count(words: &str, count: i64, other: i64) -> Option<String> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = words.split_at(digits);
    (number.parse() == Ok(count) && !unit.contains(['\n', '\r'])).then(|| format!("{other}{unit}"))
}

#[cfg(test)]
mod tests {
    use super::{with_count, with_year};

    #[test]
    fn a_year_keeps_its_digits() {
        for (words, next) in [("2023年", "2024年"), ("二〇二三年", "二〇二四年"), ("二零二三年", "二零二四年")]
        {
            assert_eq!(with_year(words, 2023, 2024), next);
        }
    }

    #[test]
    fn a_count_keeps_its_unit() {
        assert_eq!(with_count("31件", 31, 34).as_deref(), Some("34件"));
        for (words, count) in [("三件", 3), ("1.2万件", 12_000), ("1,234件", 1234), ("３１件", 31), ("31\n件", 31)]
        {
            assert_eq!(with_count(words, count, 34), None, "{words}");
        }
    }
}

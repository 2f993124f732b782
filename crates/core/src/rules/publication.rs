//! When a report was published, and when it had to be.

use crate::finding::Place;
use crate::form::{Level, SectionId};
use crate::matching::Folded;
use crate::narrative::{Date, date};
use crate::report::Day;
use crate::searching::ends_with_any;
use crate::span::Span;

use super::vocabulary::Context;

/// The last day for publishing: the one that was given, or the law's, which names none for townships, streets and zones.
pub(super) fn deadline(context: &Context) -> Option<Day> {
    let month = match context.report.level {
        // Until 2019 the law named another day.
        _ if !context.is_due() => return context.due,
        Level::ProvinceGovernment | Level::CityGovernment | Level::CountyGovernment => 3,
        Level::ProvinceDepartment | Level::CityDepartment | Level::CountyDepartment => 1,
        _ => return context.due,
    };
    let legal = context.report.year.map(|year| Day { year: year.saturating_add(1), month, day: 31 });
    context.due.or(legal)
}

/// The date of the report: alone at its end, or behind 发布时间 before its first section.
pub(super) fn publication(context: &Context) -> Option<(Date, Span, Place)> {
    let prose = context.prose;
    for paragraph in
        prose.paragraphs.iter().rev().take(6).filter(|paragraph| paragraph.section == Some(SectionId::Other))
    {
        let words = prose.words_of(paragraph);
        if let Some((found, length)) =
            date(words).filter(|(found, length)| *length == words.len() && found.year.is_some() && found.day.is_some())
        {
            return Some((found, prose.origin(paragraph.start, paragraph.start + length), Place::Signature));
        }
    }
    let above = prose.paragraphs.iter().take_while(|paragraph| paragraph.section.is_none()).take(20);
    let in_prose = above.filter_map(|paragraph| {
        let (found, start, end) = labelled_day(prose.words_of(paragraph))?;
        Some((found, prose.origin(paragraph.start + start, paragraph.start + end)))
    });
    // A page says it in a block above the report.
    let text = context.source.text();
    let in_page = context.report.furniture.iter().filter_map(|line| {
        let words = Folded::of(text, *line);
        let (found, start, end) = labelled_day(words.text())?;
        Some((found, words.origin(start, end)))
    });
    let (found, span) = in_page.chain(in_prose).next()?;
    Some((found, span, Place::Preamble))
}

/// The day of publication, where all of it is printed. Digits without their marks might be another day.
pub fn published(context: &Context) -> Option<Day> {
    let (Date { year, month, day, year_mark_lost, mark_lost }, ..) = publication(context)?;
    let printed = Day { year: year?, month: month?, day: day? };
    (!year_mark_lost && !mark_lost).then_some(printed)
}

/// The day behind 发布时间 and the like, and where it stands in folded words, in bytes.
fn labelled_day(words: &str) -> Option<(Date, usize, usize)> {
    ["时间:", "日期:"].iter().find_map(|label| {
        let label_at = words.find(label).filter(|at| names_publication(&words[..*at]))?;
        let at = label_at + label.len();
        let is_separator = |byte: &u8| matches!(byte, b'-' | b'/' | b'.');
        let digits = words[at..].bytes().take_while(|byte| byte.is_ascii_digit() || is_separator(byte)).count();
        // 2024-01-2015:07 is the date with the time behind it.
        let numbers_only = words.as_bytes().get(at + 4).is_some_and(is_separator);
        let end = if numbers_only { at + digits.min("2024-01-20".len()) } else { words.len() };
        let (found, length) = words.get(at..end).and_then(date).filter(|(found, _)| found.year.is_some())?;
        Some((found, at, at + length))
    })
}

/// Whether the date is the report's: 发布日期, or 时间 alone or behind the name of where it comes from; 更新时间 is none.
fn names_publication(before: &str) -> bool {
    before.is_empty()
        || ends_with_any(before, "发布 公开 公布 成文 生成 发文 印发")
        || before.contains("来源:") && before.ends_with(['局', '府', '处', '会', '室', '厅', '办', '网'])
}

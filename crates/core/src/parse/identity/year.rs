//! A year as titles have it.

use super::super::values::digit;

/// A year in folded words and where it stands, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Year {
    pub year: u16,
    pub start: usize,
    /// Behind 年 or 年度.
    pub end: usize,
}

/// The first year of this century with 年 behind it; or without, right in front of what a title says the report is about.
pub(super) fn find_year(words: &str) -> Option<Year> {
    years(words).next()
}

/// The year of a title.
pub(in crate::parse) fn year_in(title: &str) -> Option<u16> {
    find_year(title).map(|found| found.year)
}

/// All of them.
pub(super) fn years(words: &str) -> impl Iterator<Item = Year> + '_ {
    let characters: Vec<(usize, char)> = words.char_indices().collect();
    let value = |character| digit(character).or_else(|| chinese_digit(character));
    (0..characters.len().saturating_sub(3)).filter_map(move |at| {
        let window = &characters[at..at + 4];
        let year = window.iter().try_fold(0, |year, (_, character)| Some(year * 10 + value(*character)?))?;
        let begun = at > 0 && value(characters[at - 1].1).is_some();
        if begun || !(2000..2100).contains(&year) {
            return None;
        }
        let (last, character) = window[3];
        let end = last + character.len_utf8();
        let behind = &words[end..];
        let marked = behind.strip_prefix("年度").or_else(|| behind.strip_prefix('年'));
        let is_year =
            marked.is_some() || crate::searching::begins_with_any(behind, "政府信息 信息公开 政务公开 度政府信息");
        let end = marked.map_or(end, |rest| words.len() - rest.len());
        is_year.then_some(Year { year: year as u16, start: window[0].0, end })
    })
}

fn chinese_digit(character: char) -> Option<i64> {
    let value = match character {
        '〇' | '○' | '零' => 0,
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    };
    Some(value)
}

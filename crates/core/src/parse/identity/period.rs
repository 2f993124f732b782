//! The year of the statistical period, wherever the report states it.

use crate::matching::{Folded, fold_chars};
use crate::report::Origin;
use crate::searching::holds_any;
use crate::source::Source;
use crate::span::Span;

use super::candidate::{Candidate, Weight};
use super::opening::Opening;

/// A report states it in so many bytes from its beginning.
const LOOKED_AT: usize = 60_000;

/// The year of 2023年1月1日至…12月31日, where a sentence of the report says that its figures are of that time; or in the opening
/// without saying so.
pub(super) fn year(source: &Source, opening: &Opening) -> Option<Candidate<u16>> {
    let text = source.text();
    let words = Folded::of(text, Span::new(0, last_beginning(text)?));
    let opening_end = opening.text().len();
    let found = words.text().match_indices("年1月1日").find_map(|(at, _)| {
        let start = at.checked_sub("2024".len())?;
        let year: u16 = words.text().get(start..at)?.parse().ok().filter(|year| (2000..2100).contains(year))?;
        let before = words.text()[..start].rsplit(['。', ';']).next().unwrap_or_default();
        let behind: String = words.text()[at..].chars().take("年1月1日起,至2024年12月31日".chars().count()).collect();
        let other_end = || behind.match_indices("12月31").next().map(|(at, _)| &behind[..at]);
        // 2023年1月1日至2024年12月31日 is no report's year.
        let ends = other_end()
            .is_some_and(|between| between.matches("年").count() == 1 || between.contains(&format!("{year}年")));
        let stated =
            holds_any(before, "统计 期限 所列数据 数据时间 时限") && !holds_any(before, "上年 上一年 去年 考核");
        (ends && (stated || start < opening_end)).then_some((year, start, at + "年".len()))
    });
    let (value, start, end) = found?;
    Some(Candidate { value, span: words.origin(start, end), origin: Origin::Period, weight: Weight::Signature })
}

/// Behind the last place where such a period may be stated, with room for its end; nothing where there is none, as in a text
/// that leaves it out.
fn last_beginning(text: &str) -> Option<usize> {
    /// The end of the period and what is said of it stand in so many bytes behind its 年1月1日.
    const PERIOD: usize = 400;
    let looked_at = &text[..text.floor_char_boundary(LOOKED_AT)];
    let begins =
        |(at, _): &(usize, &str)| fold_chars(&text[*at..]).take("年1月1日".chars().count()).eq("年1月1日".chars());
    let (last, _) = looked_at.rmatch_indices('年').find(begins)?;
    Some(text.floor_char_boundary(last + PERIOD))
}

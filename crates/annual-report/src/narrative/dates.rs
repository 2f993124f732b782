//! Dates and periods of the prose.

use super::Prose;
use super::lexicon::{Hit, Word};

/// A date as printed; parts that are not there are `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Date {
    /// Year.
    pub year: Option<u16>,
    /// Month.
    pub month: Option<u8>,
    /// Day.
    pub day: Option<u8>,
    /// Whether 年 is missing behind the year.
    pub year_mark_lost: bool,
    /// Whether 月 or 日 is missing.
    pub mark_lost: bool,
}

/// Two dates with 至 between them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// Where it begins in the folded text.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// First day.
    pub from: Date,
    /// Last day.
    pub to: Date,
}

impl Period {
    /// From 1 January to 31 December, whatever the year.
    pub fn is_whole_year(&self) -> bool {
        (self.from.month, self.from.day, self.to.month, self.to.day) == (Some(1), Some(1), Some(12), Some(31))
    }
}

/// The periods in the order of the text.
pub(super) fn periods(prose: &Prose, hits: &[Hit]) -> Vec<Period> {
    let text = prose.text();
    let mut periods = Vec::new();
    for at in hits.iter().filter(|hit| hit.word == Word::Until).map(|hit| hit.start) {
        if !text[..at].ends_with(['日', '号']) && !text[..at].ends_with(|before: char| before.is_ascii_digit()) {
            continue;
        }
        // The longest way of writing a date takes 18 bytes; look a little further.
        let from = (at.saturating_sub(24)..at).filter(|start| text.is_char_boundary(*start));
        let found = from.filter_map(|start| {
            date(&text[start..at]).filter(|(_, length)| start + length == at).map(|(date, _)| (start, date))
        });
        let Some((start, from)) =
            found.filter(|(start, _)| !ends_in_digit(&text[..*start])).min_by_key(|(start, _)| *start)
        else {
            continue;
        };
        let behind = at + "至".len();
        if let Some((to, length)) = date(&text[behind..]) {
            periods.push(Period { start, end: behind + length, from, to });
        }
    }
    periods
}

fn ends_in_digit(text: &str) -> bool {
    text.as_bytes().last().is_some_and(u8::is_ascii_digit)
}

/// A date with at least month and day at the beginning of `text`, and its length in bytes.
pub fn date(text: &str) -> Option<(Date, usize)> {
    let mut date = Date::default();
    let mut rest = text;
    let (number, digits) = number(rest)?;
    let mut month = number;
    rest = &rest[digits..];
    if digits == 4 || (digits > 4 && digits < 7 && rest.starts_with('月')) {
        let year = text.get(..4)?.parse::<u16>().ok().filter(|year| (1990..2100).contains(year))?;
        date.year = Some(year);
        if digits == 4 {
            let marked = rest.strip_prefix('年').or_else(|| rest.strip_prefix(['-', '/', '.']));
            date.year_mark_lost = marked.is_none();
            rest = marked.unwrap_or(rest);
            let (number, digits) = self::number(rest)?;
            month = number;
            rest = &rest[digits..];
        } else {
            date.year_mark_lost = true;
            month = text.get(4..digits)?.parse().ok()?;
        }
    }
    let marked =
        rest.strip_prefix('月').or_else(|| rest.strip_prefix(['-', '/', '.']).filter(|_| date.year.is_some()))?;
    let numeric = !rest.starts_with('月');
    let (day, digits) = self::number(marked)?;
    rest = &marked[digits..];
    match rest.strip_prefix(['日', '号']) {
        Some(behind) => rest = behind,
        None => date.mark_lost = !numeric,
    }
    date.month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month));
    date.day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day));
    (date.month.is_some() && date.day.is_some()).then_some((date, text.len() - rest.len()))
}

/// The digits at the beginning of a text: their value and how many there are, at most six.
fn number(text: &str) -> Option<(u32, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=6).contains(&digits) {
        return None;
    }
    Some((text[..digits].parse().ok()?, digits))
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_as_people_write_them() {
        for (text, year, month, day, length) in [
            ("2023年1月1日", Some(2023), 1, 1, "2023年1月1日".len()),
            ("1月1日起", None, 1, 1, "1月1日".len()),
            ("2024-01-20", Some(2024), 1, 20, 10),
            ("20231月1日", Some(2023), 1, 1, "20231月1日".len()),
            ("12月31止", None, 12, 31, "12月31".len()),
        ] {
            let (date, end) = date(text).unwrap_or_default();
            assert_eq!((date.year, date.month, date.day, end), (year, Some(month), Some(day), length), "{text}");
        }
        for text in ["2023年", "13月1日", "1234567", "3.5%", ""] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}

//! Dates and periods of the prose.

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

/// Two dates with 至 or 到, which take three bytes, between them.
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

/// The periods around places of 至 and 到, in the order of the text.
pub(super) fn periods(text: &str, until: impl Iterator<Item = usize>) -> Vec<Period> {
    let mut periods = Vec::new();
    for until in until {
        // 自2023年1月1日起,至2023年12月31日止
        let before = text[..until].trim_end_matches([',', '起']);
        let at = before.len();
        if !before.ends_with(['日', '号', '月']) && !ends_in_digit(before) {
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
        let behind = until + "至".len();
        if let Some((to, length)) = date(&text[behind..]) {
            periods.push(Period { start, end: behind + length, from, to });
        }
    }
    periods
}

fn ends_in_digit(text: &str) -> bool {
    text.as_bytes().last().is_some_and(u8::is_ascii_digit)
}

/// A date with at least a month at the beginning of `text`, and its length in bytes. Marks that are not there are told:
/// 20231月1日, 12月31, 1231日.
pub fn date(text: &str) -> Option<(Date, usize)> {
    let mut date = Date::default();
    let (mut month, mut digits) = number(text)?;
    let mut rest = &text[digits..];
    let year = |digits: &str| digits.parse::<u16>().ok().filter(|year| (1990..2100).contains(year));
    if digits == 4 && !rest.starts_with('日') {
        date.year = Some(year(&text[..4])?);
        let marked = rest.strip_prefix('年').or_else(|| rest.strip_prefix(['-', '/', '.']));
        date.year_mark_lost = marked.is_none();
        rest = marked.unwrap_or(rest);
        (month, digits) = number(rest)?;
        rest = &rest[digits..];
    } else if digits > 4 && rest.starts_with('月') {
        date.year = Some(year(&text[..4])?);
        date.year_mark_lost = true;
        month = text[4..digits].parse().ok()?;
    }
    let mut day = None;
    if let Some(behind) = rest.strip_prefix('日') {
        (month, day) = (month / 100, Some(month % 100));
        date.mark_lost = true;
        rest = behind;
    } else if let Some(behind) = rest.strip_prefix('月') {
        rest = behind;
        if let Some((number, digits)) = number(behind) {
            day = Some(number);
            let behind = behind[digits..].strip_prefix(['日', '号']);
            date.mark_lost = behind.is_none();
            rest = behind.unwrap_or(&rest[digits..]);
        }
    } else {
        let behind = rest.strip_prefix(['-', '/', '.']).filter(|_| date.year.is_some())?;
        let (number, digits) = number(behind)?;
        day = Some(number);
        rest = behind[digits..].strip_prefix('日').unwrap_or(&behind[digits..]);
    }
    date.month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month));
    date.day = day.and_then(|day| u8::try_from(day).ok()).filter(|day| (1..=31).contains(day));
    (date.month.is_some() && date.day.is_some() == day.is_some()).then_some((date, text.len() - rest.len()))
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
            ("2021年1231日止", Some(2021), 12, 31, "2021年1231日".len()),
            ("1231日", None, 12, 31, "1231日".len()),
        ] {
            let (date, end) = date(text).unwrap_or_default();
            assert_eq!((date.year, date.month, date.day, end), (year, Some(month), Some(day), length), "{text}");
        }
        for text in ["2023年", "13月1日", "1234567", "3.5%", ""] {
            assert_eq!(date(text), None, "{text}");
        }
    }
}

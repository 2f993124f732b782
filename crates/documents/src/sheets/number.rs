//! Numbers as a sheet shows them: General with fifteen digits, fixed decimals, percent, dates.

use std::collections::HashMap;

/// What a number format does with a number, as far as it matters to a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberFormat {
    /// As typed.
    General,
    /// Rounded; at least and at most so many decimals.
    Fixed(usize, usize),
    /// Times a hundred and rounded, with the sign behind it.
    Percent(usize, usize),
    /// A date, a time or both; without parts as the international standard writes them.
    Date(Vec<DatePart>),
}

/// One part of a date as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatePart {
    Year,
    ShortYear,
    /// Whether it has two digits.
    Month(bool),
    Day(bool),
    Hour(bool),
    Minute(bool),
    Second(bool),
    Words(String),
}

impl NumberFormat {
    /// The format of a code, like `#,##0.00` or `yyyy"年"m"月"d"日"`. Of its sections only the first is looked at.
    pub fn of_code(code: &str) -> Self {
        let code = code.trim();
        // Real codes are short, the longest some hundred characters.
        if code.len() > 500 || code.to_ascii_lowercase().contains("general") || code.contains("通用格式") {
            return NumberFormat::General;
        }
        let tokens = tokens_of(code);
        let has =
            |wanted: &[char]| tokens.iter().any(|token| matches!(token, Token::Sign(sign) if wanted.contains(sign)));
        if has(&['0', '#', '?']) { numeric(&tokens) } else { date(&tokens) }
    }

    /// The format of a number below 164, as Chinese versions of Excel and WPS show it.
    pub fn of_number(number: u16) -> Self {
        let code = match number {
            1 | 3 | 37 | 38 => "0",
            2 | 4 | 39 | 40 => "0.00",
            9 => "0%",
            10 => "0.00%",
            14 => "yyyy/m/d",
            15 => "d-m-yy",
            16 => "d-m",
            17 => "yyyy年m月",
            18 | 20 => "h:mm",
            19 | 21 => "h:mm:ss",
            22 => "yyyy/m/d h:mm",
            27 | 36 | 50 | 52 | 57 => "yyyy年m月",
            28 | 29 | 51 | 53 | 54 | 58 => "m月d日",
            30 => "m-d-yy",
            31 => "yyyy年m月d日",
            32 | 34 | 55 => "h时mm分",
            33 | 35 | 56 => "h时mm分ss秒",
            _ => "General",
        };
        Self::of_code(code)
    }

    /// The number as it is shown. Days are counted from 1904 where `since_1904`.
    pub fn show(&self, value: f64, since_1904: bool) -> String {
        match self {
            _ if !value.is_finite() => "#NUM!".to_owned(),
            NumberFormat::General => general(value),
            NumberFormat::Fixed(least, most) => Decimal::of(value).shown(*least, *most),
            NumberFormat::Percent(least, most) => {
                let mut decimal = Decimal::of(value);
                decimal.exponent += 2;
                decimal.shown(*least, *most) + "%"
            }
            NumberFormat::Date(parts) => dated(value, since_1904, parts).unwrap_or_else(|| general(value)),
        }
    }
}

/// The formats and styles that the cells of a workbook refer to.
#[derive(Debug, Default)]
pub struct Styles {
    formats: HashMap<u16, NumberFormat>,
    /// The format of each style, whether it has a border, and whether its words are struck through.
    styles: Vec<(u16, bool, bool)>,
}

impl Styles {
    /// The workbook's own format of this number.
    pub fn add_format(&mut self, number: u16, code: &str) {
        self.formats.insert(number, NumberFormat::of_code(code));
    }

    /// The next style; its format is known by then.
    pub fn add_style(&mut self, format: u16, has_border: bool, is_struck: bool) {
        self.formats.entry(format).or_insert_with(|| NumberFormat::of_number(format));
        self.styles.push((format, has_border, is_struck));
    }

    /// Whether cells of this style have a border.
    pub fn has_border(&self, style: usize) -> bool {
        self.styles.get(style).is_some_and(|(_, has_border, _)| *has_border)
    }

    /// Whether the words of cells of this style are struck through: they are not read.
    pub fn is_struck(&self, style: usize) -> bool {
        self.styles.get(style).is_some_and(|(.., is_struck)| *is_struck)
    }

    /// The format of cells of this style.
    pub fn format(&self, style: usize) -> &NumberFormat {
        let own = self.styles.get(style).and_then(|(format, ..)| self.formats.get(format));
        own.unwrap_or(&NumberFormat::General)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Token {
    /// A character with a meaning.
    Sign(char),
    /// A character to be written.
    Literal(char),
    /// Counts hours, minutes or seconds beyond the day.
    Elapsed,
}

fn tokens_of(code: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut characters = code.chars();
    while let Some(character) = characters.next() {
        match character {
            ';' => break,
            '"' => tokens.extend(characters.by_ref().take_while(|it| *it != '"').map(Token::Literal)),
            '\\' | '!' => tokens.extend(characters.next().map(Token::Literal)),
            // The width of a character, or one repeated to fill the cell.
            '_' | '*' => {
                characters.next();
            }
            '[' => {
                let words: String = characters.by_ref().take_while(|it| *it != ']').collect();
                match words.strip_prefix('$') {
                    Some(sign) => {
                        let sign = sign.split('-').next().unwrap_or("");
                        tokens.extend(sign.chars().map(Token::Literal));
                    }
                    None if !words.is_empty() && words.chars().all(|it| "hmsHMS".contains(it)) => {
                        tokens.push(Token::Elapsed);
                    }
                    // Colours, conditions, Chinese digits.
                    None => {}
                }
            }
            '0' | '#' | '?' | '.' | ',' | '%' | 'E' | 'e' | '/' => tokens.push(Token::Sign(character)),
            'y' | 'Y' | 'm' | 'M' | 'd' | 'D' | 'h' | 'H' | 's' | 'S' | 'a' | 'A' | 'p' | 'P' | 'g' | 'G' | 'b'
            | 'B' => {
                tokens.push(Token::Sign(character.to_ascii_lowercase()));
            }
            _ => tokens.push(Token::Literal(character)),
        }
    }
    tokens
}

fn numeric(tokens: &[Token]) -> NumberFormat {
    let mut least = 0;
    let mut most = 0;
    let mut in_decimals = false;
    let mut is_percent = false;
    let mut comma = false;
    for token in tokens {
        let Token::Sign(sign) = token else { continue };
        match sign {
            '.' => in_decimals = true,
            '0' | '#' | '?' => {
                comma = false;
                if in_decimals {
                    most += 1;
                    if *sign != '#' {
                        least = most;
                    }
                }
            }
            ',' => comma = true,
            '%' => is_percent = true,
            // Parts of a second.
            'y' | 'd' | 'h' | 's' => return NumberFormat::Date(Vec::new()),
            // Powers, fractions, words of unknown meaning.
            _ => return NumberFormat::General,
        }
    }
    match (comma, is_percent) {
        // A comma behind the last digit divides by a thousand: the number itself says more.
        (true, _) => NumberFormat::General,
        (false, true) => NumberFormat::Percent(least, most),
        (false, false) => NumberFormat::Fixed(least, most),
    }
}

fn date(tokens: &[Token]) -> NumberFormat {
    let is_of_date = |token: &Token| matches!(token, Token::Elapsed | Token::Sign('y' | 'm' | 'd' | 'h' | 's' | 'e'));
    if !tokens.iter().any(is_of_date) {
        return NumberFormat::General;
    }
    date_parts(tokens).map_or_else(|| NumberFormat::Date(Vec::new()), NumberFormat::Date)
}

/// A date with its time and all words between has fewer parts.
const MAX_PARTS: usize = 24;

/// The parts of a date, or nothing where the code asks for more than is known here.
fn date_parts(tokens: &[Token]) -> Option<Vec<DatePart>> {
    let mut parts: Vec<DatePart> = Vec::new();
    let mut after_hour = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if parts.len() > MAX_PARTS {
            return None;
        }
        let length = tokens.get(at..)?.iter().take_while(|next| *next == token).count();
        let part = match (token, length) {
            (Token::Sign('y'), 3..) | (Token::Sign('e'), _) => DatePart::Year,
            (Token::Sign('y'), _) => DatePart::ShortYear,
            (Token::Sign('m'), 1 | 2) => {
                let next = tokens.get(at + length..)?.iter().find(|next| matches!(next, Token::Sign('a'..='z')));
                if after_hour || next == Some(&Token::Sign('s')) {
                    DatePart::Minute(length == 2)
                } else {
                    DatePart::Month(length == 2)
                }
            }
            (Token::Sign('d'), 1 | 2) => DatePart::Day(length == 2),
            (Token::Sign('h'), _) => DatePart::Hour(length > 1),
            (Token::Sign('s'), _) => DatePart::Second(length > 1),
            (Token::Literal(character) | Token::Sign(character @ ('/' | ',' | '.')), _) => {
                let words = character.to_string().repeat(length);
                at += length;
                match parts.last_mut() {
                    Some(DatePart::Words(before)) => before.push_str(&words),
                    _ => parts.push(DatePart::Words(words)),
                }
                continue;
            }
            _ => return None,
        };
        after_hour = matches!(part, DatePart::Hour(_));
        parts.push(part);
        at += length;
    }
    Some(parts)
}

/// A number with at most fifteen digits, as sheets count: `digits` × 10^(`exponent` − 14).
struct Decimal {
    negative: bool,
    digits: Vec<u8>,
    exponent: i32,
}

impl Decimal {
    fn of(value: f64) -> Self {
        let written = format!("{:.14e}", value.abs());
        let (digits, exponent) = written.split_once('e').unwrap_or((&written, "0"));
        Decimal {
            negative: value < 0.0,
            digits: digits.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect(),
            exponent: exponent.parse().unwrap_or(0),
        }
    }

    /// Rounded to `most` decimals, zeros at the end cut down to `least`.
    fn shown(&self, least: usize, most: usize) -> String {
        let keep = i64::from(self.exponent) + 1 + most as i64;
        let mut digits = self.digits.clone();
        let mut exponent = self.exponent;
        let rounds_up = usize::try_from(keep).ok().and_then(|keep| digits.get(keep)).is_some_and(|digit| *digit >= 5);
        digits.truncate(usize::try_from(keep).unwrap_or(0));
        if rounds_up {
            let mut at = digits.len();
            loop {
                let Some(digit) = at.checked_sub(1).and_then(|before| digits.get_mut(before)) else {
                    digits.insert(0, 1);
                    exponent += 1;
                    break;
                };
                if *digit < 9 {
                    *digit += 1;
                    break;
                }
                *digit = 0;
                at -= 1;
            }
        }
        let digit_at = |power: i32| {
            let place = usize::try_from(i64::from(exponent) - i64::from(power)).ok();
            place.and_then(|place| digits.get(place)).map_or('0', |digit| char::from(b'0' + digit))
        };
        let mut shown: String = (0..=exponent.max(0)).rev().map(digit_at).collect();
        let mut decimals: String = (1..=most as i32).map(|place| digit_at(-place)).collect();
        while decimals.len() > least && decimals.ends_with('0') {
            decimals.pop();
        }
        if !decimals.is_empty() {
            shown.push('.');
            shown.push_str(&decimals);
        }
        if self.negative && shown.contains(|digit| matches!(digit, '1'..='9')) {
            shown.insert(0, '-');
        }
        shown
    }
}

/// As typed: no decimals where there are none, no noise of binary fractions.
fn general(value: f64) -> String {
    let decimal = Decimal::of(value);
    match decimal.exponent {
        _ if value == 0.0 => "0".to_owned(),
        -10..=20 => decimal.shown(0, usize::try_from(14 - decimal.exponent).unwrap_or(0)),
        _ => format!("{value:e}"),
    }
}

/// Days from 1 January 1970 back to 30 December 1899, from which sheets count.
const DAYS_TO_1970: i64 = 25_569;

fn dated(value: f64, since_1904: bool, parts: &[DatePart]) -> Option<String> {
    // The year 9999 ends there.
    if !(0.0..2_958_466.0).contains(&value) {
        return None;
    }
    let seconds = (value * 86_400.0).round() as i64;
    let (days, seconds) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    // Sheets have a 29 February 1900, so that the days before it are counted one too high.
    let days = if since_1904 { days + 1_462 } else { days + i64::from(days < 60) };
    let (year, month, day) = civil(days - DAYS_TO_1970);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    let padded = |number: i64, two: bool| if two { format!("{number:02}") } else { number.to_string() };
    if parts.is_empty() {
        let date = format!("{year:04}-{month:02}-{day:02}");
        let time = format!("{hour:02}:{minute:02}:{second:02}");
        return Some(match (value < 1.0, seconds) {
            (true, _) => time,
            (false, 0) => date,
            (false, _) => format!("{date} {time}"),
        });
    }
    let part = |part: &DatePart| match part {
        DatePart::Year => format!("{year:04}"),
        DatePart::ShortYear => format!("{:02}", year % 100),
        DatePart::Month(two) => padded(month, *two),
        DatePart::Day(two) => padded(day, *two),
        DatePart::Hour(two) => padded(hour, *two),
        DatePart::Minute(two) => padded(minute, *two),
        DatePart::Second(two) => padded(second, *two),
        DatePart::Words(words) => words.clone(),
    };
    Some(parts.iter().map(part).collect())
}

/// Year, month and day of a day counted from 1 January 1970: years begin in March and go by eras of 400.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let from_march = (5 * of_year + 2) / 153;
    let day = of_year - (153 * from_march + 2) / 5 + 1;
    let month = if from_march < 10 { from_march + 3 } else { from_march - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

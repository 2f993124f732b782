//! What one cell says: a number with or without its unit, one of the ways of writing nothing, or other words.

use crate::matching::without_space_around;
use crate::report::{CellState, Number};

/// State and value of a cell's words. White space around them does not count.
pub(super) fn read_value(words: &str) -> (CellState, Option<Number>) {
    // Most cells are one digit.
    if let [digit @ b'0'..=b'9'] = words.as_bytes() {
        return (CellState::Number, Some(Number::from_whole(i64::from(digit - b'0'))));
    }
    let words = without_space_around(words);
    let state = match words {
        "" => CellState::Blank,
        "/" | "／" => CellState::Slash,
        "-" | "--" | "—" | "——" | "–" | "－" | "―" | "――" | "−" => CellState::Dash,
        "无" | "不适用" | "N/A" | "n/a" | "N／A" => CellState::NotApplicable,
        _ => match read_number(words) {
            Some(number) => return (CellState::Number, Some(number)),
            None => CellState::Text,
        },
    };
    (state, None)
}

/// Units that may follow a count or an amount.
const UNITS: &[&str] = &["件", "条", "个", "项", "次", "份", "宗", "人", "元", "万元", "万"];

/// Whether these words are only a unit.
pub(super) fn is_unit(words: &str) -> bool {
    UNITS.contains(&words)
}

fn read_number(words: &str) -> Option<Number> {
    // A cell's number is short; anything longer is words or digits run together.
    if words.len() > 64 {
        return None;
    }
    let end = words.char_indices().rev().find(|(_, character)| digit(*character).is_some())?;
    let (figure, unit) = words.split_at(end.0 + end.1.len_utf8());
    let unit = without_space_around(unit);
    if !unit.is_empty() && !is_unit(unit) {
        return None;
    }
    let mut characters = figure.chars().peekable();
    let mut negative = false;
    if let Some(sign) = characters.next_if(|character| "+＋-－−".contains(*character)) {
        negative = !"+＋".contains(sign);
    }
    let mut whole = Digits::default();
    // Digits since the last comma; a grouping comma is followed by exactly three.
    let mut since_comma: Option<u8> = None;
    while let Some(character) = characters.peek().copied() {
        if let Some(value) = digit(character) {
            whole.push(value)?;
            since_comma = since_comma.map(|count| count + 1);
        } else if character == ',' || character == '，' {
            if whole.count == 0
                || since_comma.is_some_and(|count| count != 3)
                || (since_comma.is_none() && whole.count > 3)
            {
                return None;
            }
            since_comma = Some(0);
        } else {
            break;
        }
        characters.next();
    }
    if whole.count == 0 || since_comma.is_some_and(|count| count != 3) {
        return None;
    }
    // 000 is cells run together, never a count; 05 is a 5 with a needless zero.
    if whole.leading_zero && whole.count > 1 && (whole.count > 2 || whole.value == 0) {
        return None;
    }
    let mut scale = 0;
    if characters.next_if(|character| *character == '.' || *character == '．').is_some() {
        for character in characters.by_ref() {
            whole.push(digit(character)?)?;
            scale += 1;
        }
        if scale == 0 {
            return None;
        }
    }
    if characters.next().is_some() {
        return None;
    }
    Some(Number::new(if negative { -whole.value } else { whole.value }, scale))
}

#[derive(Default)]
struct Digits {
    value: i64,
    count: u8,
    leading_zero: bool,
}

impl Digits {
    /// Takes one more digit; at most 15, so that sums of a table always fit.
    fn push(&mut self, digit: i64) -> Option<()> {
        if self.count == 0 {
            self.leading_zero = digit == 0;
        }
        self.count += 1;
        if self.count > 15 {
            return None;
        }
        self.value = self.value * 10 + digit;
        Some(())
    }
}

pub(super) fn digit(character: char) -> Option<i64> {
    match character {
        '0'..='9' => Some(i64::from(character as u32 - '0' as u32)),
        '０'..='９' => Some(i64::from(character as u32 - '０' as u32)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::read_value;
    use crate::report::{CellState, Number};

    fn number(words: &str) -> Option<f64> {
        read_value(words).1.map(Number::to_f64)
    }

    #[test]
    fn counts_as_people_write_them() {
        for (words, value) in [
            ("0", 0.0),
            ("０", 0.0),
            (" 12 ", 12.0),
            ("1,234", 1234.0),
            ("１２３", 123.0),
            ("12 件", 12.0),
            ("251000元", 251_000.0),
            ("+2", 2.0),
            ("-1", -1.0),
            ("7730.28", 7730.28),
            ("5.00", 5.0),
            ("05", 5.0),
        ] {
            assert_eq!(number(words), Some(value), "{words}");
        }
    }

    #[test]
    fn nothing_is_written_in_many_ways_and_is_never_zero() {
        for (words, state) in [
            ("", CellState::Blank),
            ("　", CellState::Blank),
            ("/", CellState::Slash),
            ("——", CellState::Dash),
            ("-", CellState::Dash),
            ("无", CellState::NotApplicable),
            ("N/A", CellState::NotApplicable),
        ] {
            assert_eq!(read_value(words), (state, None), "{words}");
        }
    }

    #[test]
    fn anything_else_stays_words() {
        for words in
            ["约5", "1O", "2 0", "0000000", "1,23", "12,3456", "5%", "1.2.3", "9999999999999999999", "1-2", "."]
        {
            assert_eq!(read_value(words).0, CellState::Text, "{words}");
        }
    }
}

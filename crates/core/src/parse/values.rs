//! What one cell says: a number with or without its unit, one of the ways of writing nothing, or other words.

use crate::lost_characters::LOST;
use crate::matching::without_space_around;
use crate::report::{CellState, Number};

/// State and value of a cell's words. White space around them does not count.
pub(super) fn read_value(words: &str) -> (CellState, Option<Number>) {
    // Most cells are one digit.
    if let [digit @ b'0'..=b'9'] = words.as_bytes() {
        return (CellState::Number, Some(Number::from_whole(i64::from(digit - b'0'))));
    }
    let words = without_note_mark(without_space_around(words));
    let state = match words {
        "" => CellState::Blank,
        "/" | "／" => CellState::Slash,
        "-" | "--" | "—" | "——" | "–" | "－" | "―" | "――" | "−" => CellState::Dash,
        "无" | "不适用" | "N/A" | "n/a" | "N／A" => CellState::NotApplicable,
        _ => match read_number(words) {
            Some(number) => return (CellState::Number, Some(number)),
            None if stands_for_number(words) => CellState::Unreadable,
            None => CellState::Text,
        },
    };
    (state, None)
}

/// A number without the mark of a note behind it, 312¹ or 312①.
fn without_note_mark(words: &str) -> &str {
    let is_mark = |character| matches!(character, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '①'..='⑳');
    let number = words.trim_end_matches(is_mark);
    if number.ends_with(|last| digit(last).is_some()) { number } else { words }
}

/// Whether characters were lost and nothing else than a number can have stood there.
fn stands_for_number(words: &str) -> bool {
    let is_of_number = |character| character == LOST || digit(character).is_some() || ",.，．+-/ ".contains(character);
    let figure = UNITS.iter().find_map(|unit| words.strip_suffix(unit)).unwrap_or(words);
    words.contains(LOST) && figure.chars().all(is_of_number)
}

/// Whether what words say cannot be known: a character was lost, or they are more digits than are read.
pub(super) fn is_unreadable(words: &str) -> bool {
    let is_of_number = |character| digit(character).is_some() || ",.，．+-".contains(character);
    let digits = || words.chars().filter(|character| digit(*character).is_some()).count();
    words.contains(LOST) || words.chars().all(is_of_number) && digits() > MOST_DIGITS
}

/// Sums of a table of such numbers always fit.
const MOST_DIGITS: usize = 15;

/// Units that may follow a count or an amount.
const UNITS: &[&str] = &["件", "条", "个", "项", "次", "份", "宗", "人", "元", "万元", "万"];

/// Whether these words are only a unit.
pub(super) fn is_unit(words: &str) -> bool {
    UNITS.contains(&words)
}

const DIGITS: &str = "0123456789０１２３４５６７８９";
const NUMERALS: &str = "〇零一二三四五六七八九十两";
/// Numerals as on a receipt, which no heading has.
const CAPITAL_NUMERALS: &str = "壹贰叁肆伍陆柒捌玖拾佰仟";
/// Letters that stand for 0 and 1 where a machine read the paper.
const LOOKALIKES: &str = "OoIl";
const VAGUE: &str = "约近余多数几超逾大不足至少若干";
const BESIDE: &str = ",.，．+-%百千万亿件条个项次份宗人元 ";

/// Whether words that are no number stand where one was meant: 若干, 约5, 3l2, 1O, 二十. A lone numeral, and a number with a
/// mark behind it, may be the numbering of a label, and are not; nor is a date.
pub(super) fn is_miswritten(words: &str) -> bool {
    const KNOWN: [&str; 6] = [DIGITS, NUMERALS, CAPITAL_NUMERALS, LOOKALIKES, VAGUE, BESIDE];
    const MARKS: &str = ".．,，-";
    let holds = |characters: &str| words.contains(|character| characters.contains(character));
    let is_known = |character| KNOWN.iter().any(|characters| characters.contains(character));
    if words.len() > 24 || !words.chars().all(is_known) || words.ends_with(|last| MARKS.contains(last)) {
        return false;
    }
    let is_figure = holds(DIGITS) && words.chars().filter(|mark| ".．-".contains(*mark)).count() < 2;
    let is_numeral = holds(CAPITAL_NUMERALS) || (holds(NUMERALS) && words.chars().nth(1).is_some());
    is_figure || is_numeral || words.contains("若干") || is_only(LOOKALIKES, words)
}

/// Whether words say no more than that the number behind them is not exact.
pub(super) fn is_vague(words: &str) -> bool {
    is_only(VAGUE, words)
}

fn is_only(characters: &str, words: &str) -> bool {
    !words.is_empty() && words.chars().all(|character| characters.contains(character))
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
    /// Takes one more digit, as long as sums of a table fit.
    fn push(&mut self, digit: i64) -> Option<()> {
        if self.count == 0 {
            self.leading_zero = digit == 0;
        }
        self.count += 1;
        if usize::from(self.count) > MOST_DIGITS {
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
    use super::{is_miswritten, read_value};
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
            ("312¹", 312.0),
            ("45②", 45.0),
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

    #[test]
    fn words_in_place_of_a_number_are_told_from_labels() {
        for words in ["若干", "约5", "5余", "3l2", "1O", "O", "二十", "叁", "叁佰", "三百", "数十件", "1-2", "5%"]
        {
            assert!(is_miswritten(words), "{words}");
        }
        for words in [
            "三",
            "总计",
            "其他",
            "（三）",
            "三、",
            "第二十条",
            "人",
            "大",
            "多数",
            "见附件",
            "不足",
            "1.",
            "12.",
            "一.",
            "万元",
            "1，",
            "2023-12-31",
            "1.2.3",
            "",
        ] {
            assert!(!is_miswritten(words), "{words}");
        }
    }
}

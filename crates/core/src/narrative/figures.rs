//! The numbers of the prose: counts, percentages, amounts of money, years. Dates, document numbers and numberings are none.

use crate::lost_characters::LOST;
use crate::report::{Number, Report};

use super::lexicon::Class;

/// A number with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// Where its digits begin in the folded text.
    pub start: usize,
    /// Where its unit ends.
    pub end: usize,
    /// Its value, 万 multiplied out.
    pub value: Number,
    /// What it counts.
    pub unit: Unit,
    /// Digits behind the point as printed.
    pub decimals: u8,
    /// Place of its clause in [`super::Prose::clauses`].
    pub clause: usize,
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// 件, 条, 次 and other counting words.
    Count(char),
    /// 元, 万 multiplied out.
    Yuan,
    /// %.
    Percent,
    /// 年 behind four digits.
    Year,
}

impl Unit {
    /// 次, 场, 期: what events are counted in.
    pub fn is_times(self) -> bool {
        matches!(self, Unit::Count('次' | '场' | '期'))
    }

    /// 件, 宗, 起: what cases are counted in.
    pub fn is_cases(self) -> bool {
        matches!(self, Unit::Count('件' | '宗' | '起'))
    }
}

impl Figure {
    /// Its value when it is a whole number of 元.
    pub fn yuan(&self) -> Option<i64> {
        if self.unit == Unit::Yuan { self.value.whole() } else { None }
    }

    /// The year, where it is one.
    pub fn year(&self) -> Option<i64> {
        if self.unit == Unit::Year { self.value.whole() } else { None }
    }

    /// Whether it is a year, and not the report's.
    pub fn is_another_year(&self, report: &Report) -> bool {
        self.unit == Unit::Year && self.year() != report.year.map(i64::from)
    }

    /// Its value when it is a whole count.
    pub fn count(&self) -> Option<i64> {
        if matches!(self.unit, Unit::Count(_)) { self.value.whole() } else { None }
    }
}

/// What the digits at `start..end` count; its clause is not known yet.
pub(super) fn figure(text: &str, start: usize, end: usize) -> Option<Figure> {
    let digits = &text[start..end];
    // 〔2020〕109号 and G2020 are names; behind a lost character the number may be longer.
    if text[..start]
        .ends_with(|before: char| before.is_ascii_alphabetic() || matches!(before, '-' | '/' | '.' | '_' | LOST))
    {
        return None;
    }
    let (number, decimals) = read(digits)?;
    let mut rest = text[end..].chars();
    let mut unit = rest.next()?;
    let mut length = unit.len_utf8();
    let mut value = number;
    if matches!(unit, '万' | '亿') {
        let zeros = if unit == '万' { 4 } else { 8 };
        value = shift(number, decimals, zeros)?;
        unit = rest.next()?;
        length += unit.len_utf8();
    } else if unit == '余' || unit == '多' {
        // A rounded number is tied to nothing.
        return None;
    }
    // 部门, 处理 and the like begin with a counting word and are none.
    let may_be_none = matches!(unit, '部' | '处' | '条' | '项' | '人' | '个' | '本' | '名');
    if may_be_none && Class::NoUnit.begins(&text[end..]) {
        return None;
    }
    let unit = match unit {
        '件' | '条' | '项' | '个' | '次' | '篇' | '份' | '期' | '人' | '场' | '宗' | '家' | '户' | '起' | '部'
        | '名' | '批' | '例' | '则' | '封' | '幅' | '本' | '张' | '辆' | '块' | '处' => Unit::Count(unit),
        '元' => Unit::Yuan,
        '%' | '％' => Unit::Percent,
        '年' if digits.len() == 4 && (digits.starts_with("19") || digits.starts_with("20")) => Unit::Year,
        _ => return None,
    };
    Some(Figure { start, end: end + length, value, unit, decimals, clause: 0 })
}

fn read(digits: &str) -> Option<(Number, u8)> {
    let (mut value, mut scale, mut count) = (0_i64, 0_u8, 0);
    let mut behind_point = false;
    for byte in digits.bytes() {
        match byte {
            b'.' if behind_point => return None,
            b'.' => behind_point = true,
            b',' => {}
            _ => {
                count += 1;
                if count > 15 {
                    return None;
                }
                value = value * 10 + i64::from(byte - b'0');
                scale += u8::from(behind_point);
            }
        }
    }
    Some((Number::new(value, scale), scale))
}

fn shift(number: Number, decimals: u8, zeros: u32) -> Option<Number> {
    let scaled = (number.to_f64() * 10f64.powi(zeros as i32)).round();
    (u32::from(decimals) <= zeros && scaled < 1e15).then(|| Number::from_whole(scaled as i64))
}

/// 二〇二三年: a year digit by digit, whose second is the zero at a place.
pub(super) fn year_in_words(text: &str, zero: usize) -> Option<Figure> {
    let start = zero.checked_sub("二".len()).filter(|start| text.is_char_boundary(*start))?;
    let mut year = 0;
    let mut end = start;
    for character in text[start..].chars().take(4) {
        let digit =
            if matches!(character, '〇' | '○') { 0 } else { numeral(character).filter(|digit| *digit < 10)? };
        year = year * 10 + digit;
        end += character.len_utf8();
    }
    let before = text[..start].chars().next_back();
    let is_longer = before.is_some_and(|before| numeral(before).is_some() || matches!(before, '〇' | '○'));
    if is_longer || !(2000..2100).contains(&year) || !text[end..].starts_with('年') {
        return None;
    }
    let end = end + '年'.len_utf8();
    Some(Figure { start, end, value: Number::from_whole(year), unit: Unit::Year, decimals: 0, clause: 0 })
}

/// 三件, 十二件: a count in Chinese numerals in front of 件, which begins at `unit`.
pub(super) fn cases_in_words(text: &str, unit: usize) -> Option<Figure> {
    let before = &text[..unit];
    let head = before.trim_end_matches(|character| numeral(character).is_some());
    let words = &before[head.len()..];
    // 文件, 案件 and 一件 as "one thing": no count, nor in 一件一卷.
    let one_each = words == "一" && text[unit..].starts_with("件一");
    let one_thing = head.ends_with(LOST) || Class::OneOf.ends(head);
    if words.is_empty() || words.len() > 15 || one_each || one_thing {
        return None;
    }
    let value = chinese_number(words)?;
    let start = head.len();
    let end = unit + '件'.len_utf8();
    Some(Figure { start, end, value: Number::from_whole(value), unit: Unit::Count('件'), decimals: 0, clause: 0 })
}

/// What a Chinese numeral by itself is worth: 三, 两, 百.
pub fn numeral(character: char) -> Option<i64> {
    Some(match character {
        '零' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '百' => 100,
        '千' => 1000,
        _ => return None,
    })
}

/// 一百二十三 → 123; `None` for what is no number.
fn chinese_number(words: &str) -> Option<i64> {
    let (mut sum, mut digit, mut largest) = (0, None, i64::MAX);
    for character in words.chars() {
        match numeral(character)? {
            0 if digit.is_none() && words.chars().count() > 1 => {}
            value @ 0..10 => {
                if digit.replace(value).is_some() {
                    return None;
                }
            }
            unit => {
                if unit >= largest {
                    return None;
                }
                sum += digit.take().unwrap_or(1) * unit;
                largest = unit;
            }
        }
    }
    Some(sum + digit.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::chinese_number;

    #[test]
    fn chinese_numerals() {
        for (words, value) in
            [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("一百零五", 105), ("两千三百一十", 2310), ("零", 0)]
        {
            assert_eq!(chinese_number(words), Some(value), "{words}");
        }
        for words in ["一二", "十百", "三三"] {
            assert_eq!(chinese_number(words), None, "{words}");
        }
    }
}

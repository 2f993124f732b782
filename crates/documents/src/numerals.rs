//! The numbers that word processors print before the items of a list.

/// A way to write a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numerals {
    /// 1, 2, 3
    Decimal,
    /// １, ２, ３
    FullWidth,
    /// 一, 二, 三
    Chinese,
    /// 壹, 贰, 叁
    Formal,
    /// 甲, 乙, 丙
    Stems,
    /// 子, 丑, 寅
    Branches,
    /// ①, ②, ③
    Circled,
    /// A, B, C
    UpperLetters,
    /// a, b, c
    LowerLetters,
    /// I, II, III
    UpperRoman,
    /// i, ii, iii
    LowerRoman,
}

impl Numerals {
    /// By what OpenDocument calls it: the first numbers themselves.
    pub fn of_example(example: &str) -> Option<Numerals> {
        Some(match example.chars().next()? {
            '１' => Numerals::FullWidth,
            '一' => Numerals::Chinese,
            '壹' => Numerals::Formal,
            '甲' => Numerals::Stems,
            '子' => Numerals::Branches,
            '①' => Numerals::Circled,
            'A' => Numerals::UpperLetters,
            'a' => Numerals::LowerLetters,
            'I' => Numerals::UpperRoman,
            'i' => Numerals::LowerRoman,
            _ => Numerals::Decimal,
        })
    }

    /// The number; one that this way cannot write is decimal.
    pub fn write(self, number: u32) -> String {
        let written = match self {
            Numerals::Decimal => None,
            Numerals::FullWidth => {
                Some(number.to_string().chars().filter_map(|it| char::from_u32(u32::from(it) + 0xfee0)).collect())
            }
            Numerals::Chinese => {
                chinese(number, ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"], ["", "十", "百", "千"])
            }
            Numerals::Formal => {
                chinese(number, ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"], ["", "拾", "佰", "仟"])
            }
            Numerals::Stems => one_of("甲乙丙丁戊己庚辛壬癸", number),
            Numerals::Branches => one_of("子丑寅卯辰巳午未申酉戌亥", number),
            Numerals::Circled => circled(number).map(String::from),
            Numerals::UpperLetters => letters(number, b'A'),
            Numerals::LowerLetters => letters(number, b'a'),
            Numerals::UpperRoman => roman(number),
            Numerals::LowerRoman => roman(number).map(|written| written.to_ascii_lowercase()),
        };
        written.unwrap_or_else(|| number.to_string())
    }
}

fn one_of(signs: &str, number: u32) -> Option<String> {
    signs.chars().nth(number.checked_sub(1)? as usize).map(String::from)
}

fn circled(number: u32) -> Option<char> {
    match number {
        1..=20 => char::from_u32(0x2460 - 1 + number),
        21..=35 => char::from_u32(0x3251 - 21 + number),
        36..=50 => char::from_u32(0x32b1 - 36 + number),
        _ => None,
    }
}

/// a … z, aa, bb … as word processors count.
fn letters(number: u32, first: u8) -> Option<String> {
    let number = number.checked_sub(1).filter(|number| *number < 26 * 8)?;
    let letter = char::from(first + (number % 26) as u8);
    Some(std::iter::repeat_n(letter, number as usize / 26 + 1).collect())
}

fn roman(number: u32) -> Option<String> {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..4000).contains(&number) {
        return None;
    }
    let mut rest = number;
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            written.push_str(sign);
            rest -= value;
        }
    }
    Some(written)
}

fn chinese(number: u32, digits: [&str; 10], units: [&str; 4]) -> Option<String> {
    if !(1..10_000).contains(&number) {
        return (number == 0).then(|| digits[0].to_owned());
    }
    let mut written = String::new();
    let mut gap = false;
    for (place, unit) in units.iter().enumerate().rev() {
        let digit = number / 10_u32.pow(place as u32) % 10;
        if digit == 0 {
            gap = !written.is_empty();
            continue;
        }
        if std::mem::take(&mut gap) {
            written.push_str(digits[0]);
        }
        // 十一, not 一十一.
        if !(digit == 1 && place == 1 && written.is_empty()) {
            written.push_str(digits[digit as usize]);
        }
        written.push_str(unit);
    }
    Some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_print_them() {
        let all = [
            (Numerals::Decimal, "1 10 104"),
            (Numerals::FullWidth, "１ １０ １０４"),
            (Numerals::Chinese, "一 十 一百零四"),
            (Numerals::Formal, "壹 拾 壹佰零肆"),
            (Numerals::Stems, "甲 癸 104"),
            (Numerals::Branches, "子 酉 104"),
            (Numerals::Circled, "① ⑩ 104"),
            (Numerals::UpperLetters, "A J ZZZZ"),
            (Numerals::LowerLetters, "a j zzzz"),
            (Numerals::UpperRoman, "I X CIV"),
            (Numerals::LowerRoman, "i x civ"),
        ];
        for (numerals, expected) in all {
            let written = [1, 10, 104].map(|number| numerals.write(number)).join(" ");
            assert_eq!(written, expected);
            assert_eq!(Numerals::of_example(expected), Some(numerals));
        }
        assert_eq!(Numerals::of_example(""), None);
        assert_eq!(
            [0, 12, 20, 35, 110, 1001, 1010, 10_000].map(|number| Numerals::Chinese.write(number)).join(" "),
            "零 十二 二十 三十五 一百一十 一千零一 一千零一十 10000"
        );
        assert_eq!([20, 21, 50].map(|number| Numerals::Circled.write(number)).concat(), "⑳㉑㊿");
    }
}

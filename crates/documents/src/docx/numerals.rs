//! How Word prints a number of a list.

/// The number in a format (`w:numFmt`); formats that no Chinese document has are decimal.
pub fn print(number: u32, format: &str) -> String {
    let special = match format {
        "none" | "bullet" => return String::new(),
        "chineseCounting"
        | "chineseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "taiwaneseCountingThousand"
        | "koreanCounting" => counting(number, &CHINESE, &["", "十", "百", "千"], false),
        "chineseLegalSimplified" => counting(number, &LEGAL, &["", "拾", "佰", "仟"], true),
        "ideographLegalTraditional" => counting(number, &LEGAL_TRADITIONAL, &["", "拾", "佰", "仟"], true),
        "ideographDigital" | "taiwaneseDigital" | "japaneseDigitalTenThousand" | "koreanDigital" => {
            Some(number.to_string().chars().map(|digit| digit_of(digit, &CHINESE)).collect())
        }
        "ideographTraditional" => within(number, "甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac" => within(number, "子丑寅卯辰巳午未申酉戌亥"),
        "ideographEnclosedCircle" => within(number, "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => within(number, "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        "decimalEnclosedParen" => within(number, "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        "decimalEnclosedFullstop" => within(number, "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        "decimalFullWidth" | "decimalFullWidth2" => {
            Some(number.to_string().chars().map(|digit| digit_of(digit, &FULL_WIDTH)).collect())
        }
        "decimalZero" => Some(format!("{number:02}")),
        "numberInDash" => Some(format!("- {number} -")),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).map(|it| it.to_ascii_lowercase()),
        "upperLetter" => letters(number, b'A'),
        "lowerLetter" => letters(number, b'a'),
        _ => None,
    };
    special.unwrap_or_else(|| number.to_string())
}

const CHINESE: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
const LEGAL: [char; 10] = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
const LEGAL_TRADITIONAL: [char; 10] = ['零', '壹', '貳', '參', '肆', '伍', '陸', '柒', '捌', '玖'];
const FULL_WIDTH: [char; 10] = ['０', '１', '２', '３', '４', '５', '６', '７', '８', '９'];

fn digit_of(digit: char, digits: &[char; 10]) -> char {
    digit.to_digit(10).and_then(|value| digits.get(value as usize)).copied().unwrap_or(digit)
}

/// Reads out a number below ten thousand; `full` says the one before ten.
fn counting(number: u32, digits: &[char; 10], units: &[&str; 4], full: bool) -> Option<String> {
    if !(1..10_000).contains(&number) {
        return None;
    }
    let mut words = String::new();
    let mut gap = false;
    for (unit, weight) in units.iter().zip([1, 10, 100, 1000]).rev() {
        let digit = number / weight % 10;
        if digit == 0 {
            gap = !words.is_empty();
            continue;
        }
        if gap {
            words.push('零');
            gap = false;
        }
        if full || !(digit == 1 && weight == 10 && words.is_empty()) {
            words.push(digits.get(digit as usize).copied()?);
        }
        words.push_str(unit);
    }
    Some(words)
}

fn within(number: u32, row: &str) -> Option<String> {
    row.chars().nth(number.checked_sub(1)? as usize).map(String::from)
}

fn roman(number: u32) -> Option<String> {
    const PARTS: [(u32, &str); 13] = [
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
    let mut words = String::new();
    for (value, letters) in PARTS {
        while rest >= value {
            words.push_str(letters);
            rest -= value;
        }
    }
    Some(words)
}

/// a … z, aa, bb … as Word goes on.
fn letters(number: u32, first: u8) -> Option<String> {
    let at = number.checked_sub(1)?;
    let letter = char::from(first + (at % 26) as u8);
    (at < 260).then(|| std::iter::repeat_n(letter, (at / 26 + 1) as usize).collect())
}

#[cfg(test)]
mod tests {
    use super::print;

    #[test]
    fn numbers_are_printed_as_word_prints_them() {
        let cases: [(u32, &str, &str); 31] = [
            (1, "chineseCounting", "一"),
            (10, "chineseCountingThousand", "十"),
            (11, "japaneseCounting", "十一"),
            (20, "taiwaneseCountingThousand", "二十"),
            (99, "chineseCounting", "九十九"),
            (105, "chineseCountingThousand", "一百零五"),
            (110, "chineseCountingThousand", "一百一十"),
            (1010, "chineseCountingThousand", "一千零一十"),
            (2000, "chineseCountingThousand", "二千"),
            (10_000, "chineseCountingThousand", "10000"),
            (10, "chineseLegalSimplified", "壹拾"),
            (2, "ideographLegalTraditional", "貳"),
            (10, "ideographDigital", "一〇"),
            (3, "ideographTraditional", "丙"),
            (11, "ideographTraditional", "11"),
            (12, "ideographZodiac", "亥"),
            (2, "ideographEnclosedCircle", "㊁"),
            (20, "decimalEnclosedCircle", "⑳"),
            (21, "decimalEnclosedCircle", "21"),
            (3, "decimalEnclosedCircleChinese", "③"),
            (1, "decimalEnclosedParen", "⑴"),
            (1, "decimalEnclosedFullstop", "⒈"),
            (12, "decimalFullWidth", "１２"),
            (7, "decimalZero", "07"),
            (4, "upperRoman", "IV"),
            (1994, "lowerRoman", "mcmxciv"),
            (27, "lowerLetter", "aa"),
            (26, "upperLetter", "Z"),
            (0, "upperRoman", "0"),
            (5, "decimal", "5"),
            (5, "none", ""),
        ];
        for (number, format, printed) in cases {
            assert_eq!(print(number, format), printed, "{number} as {format}");
        }
    }
}

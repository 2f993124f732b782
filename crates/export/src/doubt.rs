//! “这条提示不对”: a finding as its reader may tell it to those who keep the rules, without the report's numbers and names.

use std::ops::Range;

use gouji_core::contract::RULE_SET;
use gouji_core::divisions::Divisions;
use gouji_core::voice::Whereabouts;
use gouji_core::{CheckedReport, Finding};

/// Rule, rule set, place, and the sentence of the report around the finding, digits and names masked. It is shown before it
/// is copied: what is no digit and no name stays.
pub fn doubt(checked: &CheckedReport, finding: &Finding) -> String {
    let mask = Mask::of(checked);
    let message = mask.hide(&checked.words(finding).message);
    let place = Whereabouts::new(checked).of(finding.place, finding.span);
    let sentence = mask.hide(sentence_around(checked.source.text(), finding));
    format!(
        "这条提示不对\n规则：{}（{}）\n规则集：{RULE_SET}，程序 {}\n位置：{place}\n提示：{message}\n原文：{sentence}\n",
        finding.rule,
        finding.severity.name(),
        env!("CARGO_PKG_VERSION"),
    )
}

/// The sentence, or the row of a table, in which a finding stands; of a long one what is near.
fn sentence_around<'a>(text: &'a str, finding: &Finding) -> &'a str {
    /// So many characters on each side.
    const AROUND: usize = 80;
    const ENDS: [char; 6] = ['。', '！', '？', '；', '\n', '\r'];
    let (start, end) = (finding.span.start as usize, finding.span.end as usize);
    let (Some(before), Some(behind)) = (text.get(..start), text.get(end..)) else { return "" };
    // What ends here without words of its own belongs to the sentence before it.
    let before = if finding.span.is_empty() { before.trim_end_matches(ENDS) } else { before };
    let from = before.rfind(ENDS).map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let from = before.char_indices().rev().take(AROUND).last().map_or(before.len(), |(at, _)| at).max(from);
    let to = behind.find(ENDS).map_or(text.len(), |at| end + at);
    let to = behind.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| end + at).min(to);
    text.get(from..to).unwrap_or_default().trim()
}

/// What stands for a digit, and for a character of a name.
const DIGIT: char = '#';
const NAME: char = '×';

/// Numerals that are digits only among others or before what is counted: 一 is in 统一 too.
const NUMERALS: &str = "零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟廿卅";
const COUNTED: &str = "年月日号件条项个份次名人户家元篇场期起类批宗页天周季倍成％%";

/// What is in the names of many organs and in every report. Longer than this, what both have is a name.
const COMMON: [&str; 9] = ["政府", "人民", "人民政府", "公开", "信息", "信息公开", "政府信息公开", "工作", "政务"];

/// What a person's name stands behind.
const BEFORE_PERSONS: [&str; 8] = ["联系人", "负责人", "审核人", "经办人", "填报人", "姓名", "主任", "局长"];

/// What has to be hidden of one report.
struct Mask {
    /// The organ as the report and the person write it, without white space.
    organs: Vec<Vec<char>>,
}

impl Mask {
    fn of(checked: &CheckedReport) -> Self {
        let written = checked.report.organ_span.map(|span| span.of(checked.source.text()).to_owned());
        let organs = [checked.report.organ.clone(), checked.options.organ.clone(), written];
        let letters = |organ: String| organ.chars().filter(|letter| !letter.is_whitespace()).collect();
        Mask { organs: organs.into_iter().flatten().map(letters).collect() }
    }

    fn hide(&self, words: &str) -> String {
        // Names are looked for over white space, with which titles are spaced out.
        let all: Vec<char> = words.chars().collect();
        let places: Vec<usize> = (0..all.len()).filter(|at| !all[*at].is_whitespace()).collect();
        let letters: Vec<char> = places.iter().map(|at| all[*at]).collect();
        let mut masked = all.clone();
        let mut hide = |range: Range<usize>, with: char| {
            places[range].iter().for_each(|at| masked[*at] = with);
        };
        for organ in &self.organs {
            shared_parts(&letters, organ).into_iter().for_each(|range| hide(range, NAME));
        }
        divisions_in(&letters).into_iter().for_each(|range| hide(range, NAME));
        persons_in(&letters).into_iter().for_each(|range| hide(range, NAME));
        for at in 0..letters.len() {
            if is_digit(&letters, at) {
                hide(at..at + 1, DIGIT);
            } else if half_width(letters[at]).is_ascii_alphabetic() {
                // Of an address, an e-mail, a name in Latin script.
                hide(at..at + 1, 'x');
            }
        }
        masked.into_iter().map(|letter| if letter.is_whitespace() { ' ' } else { letter }).collect()
    }
}

/// What is also in a name, each part as long as it is in both, of two characters at least.
fn shared_parts(letters: &[char], name: &[char]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let lengths = (0..name.len()).map(|from| shared(&letters[at..], &name[from..]));
        let length = lengths.max().unwrap_or(0);
        let part: String = letters[at..at + length].iter().collect();
        if length >= 2 && !COMMON.contains(&part.as_str()) {
            parts.push(at..at + length);
        }
        at += length.max(1);
    }
    parts
}

/// How many characters two begin with alike.
fn shared(one: &[char], other: &[char]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// Names of divisions of China.
fn divisions_in(letters: &[char]) -> Vec<Range<usize>> {
    let mut before = String::new();
    let mut found = Vec::new();
    for (at, letter) in letters.iter().enumerate() {
        before.push(*letter);
        let longest = Divisions::get().ending(&before).map(|division| division.name.chars().count()).max();
        found.extend(longest.map(|length| at + 1 - length..at + 1));
    }
    found
}

/// What follows 联系人： and the like, up to four characters.
fn persons_in(letters: &[char]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for at in (0..letters.len()).filter(|at| matches!(letters[*at], '：' | ':')) {
        let before: String = letters[at.saturating_sub(3)..at].iter().collect();
        if BEFORE_PERSONS.iter().any(|word| before.ends_with(word)) {
            let is_name = |letter: &char| letter.is_alphabetic() || *letter == '·';
            let length = letters[at + 1..].iter().take(4).take_while(|letter| is_name(letter)).count();
            found.push(at + 1..at + 1 + length);
        }
    }
    found
}

fn is_digit(letters: &[char], at: usize) -> bool {
    let is_of_number = |letter: &char| NUMERALS.contains(*letter) || letter.is_numeric();
    let before = at.checked_sub(1).and_then(|before| letters.get(before));
    let behind = letters.get(at + 1);
    let is_number = before.is_some_and(|letter| is_of_number(letter) || *letter == '第')
        || behind.is_some_and(|letter| is_of_number(letter) || COUNTED.contains(*letter));
    letters[at].is_numeric() || NUMERALS.contains(letters[at]) && is_number
}

/// Letters as they stand in ASCII.
fn half_width(letter: char) -> char {
    match letter {
        '！'..='～' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hidden(organ: &str, words: &str) -> String {
        Mask { organs: vec![organ.chars().collect()] }.hide(words)
    }

    #[test]
    fn names_go_and_ordinary_words_stay() {
        let organ = "三门峡市信访局";
        assert_eq!(hidden(organ, "三门峡市信访局收到12件"), "×××××××收到##件");
        assert_eq!(hidden(organ, "三 门 峡 市 信 访 局"), "× × × × × × ×");
        assert_eq!(hidden(organ, "市信访局、信访部门、湖滨区"), "××××、××部门、×××");
        assert_eq!(hidden("甲县人民政府", "甲县人民政府公开政府信息"), "××××××公开政府信息");
    }

    #[test]
    fn digits_of_every_kind_go() {
        assert_eq!(
            hidden("甲局", "２０２３年①二十三件、两项，统一部署，进一步"),
            "####年####件、#项，统一部署，进一步"
        );
        assert_eq!(hidden("甲局", "二〇二三年十月，第三季"), "####年#月，第#季");
    }

    #[test]
    fn persons_and_addresses_go() {
        assert_eq!(hidden("甲局", "联系人：张三，邮箱 a.b@c.cn"), "联系人：××，邮箱 x.x@x.xx");
    }
}

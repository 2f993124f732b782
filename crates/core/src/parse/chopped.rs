//! Text chopped into a few characters a line, as crawlers leave it that put each run of words on a line of its own.

use crate::matching::is_space;

/// Whether a text is chopped: short lines again and again, twelve times and once in thirty lines, end where no line of a text
/// and no cell does, before a mark or between a number and its unit.
pub(super) fn is_chopped(text: &str) -> bool {
    let (mut lines, mut torn) = (0, 0);
    let mut before = "";
    for line in text.lines().map(|line| line.trim_matches(is_space)).filter(|line| !line.is_empty()) {
        lines += 1;
        let mark =
            line.starts_with(['，', '。', '、', '；', '：', '）', '》', '”']) || before.ends_with(['（', '《', '“']);
        let unit = before.ends_with(|last: char| last.is_ascii_digit())
            && line.starts_with(['年', '月', '日', '条', '件', '个', '次', '项', '期', '号', '至', '%']);
        torn += usize::from(before.len() <= SHORT && (mark && line.len() <= SHORT || unit));
        before = line;
    }
    torn >= 12 && torn * 30 >= lines
}

/// Twelve characters, in bytes.
const SHORT: usize = 36;

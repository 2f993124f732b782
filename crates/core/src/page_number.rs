//! The numbers of a file's pages, which stand between the lines of its text.

use crate::matching::{fold, without_space_around};

/// Whether a line is the number of a page: - 3 -, — 3 —, 第 3 页, 第 3 页 共 9 页, 3 / 9.
pub(crate) fn is_page_number(line: &str) -> bool {
    let words = without_space_around(line);
    let is_dash = |character: char| matches!(character, '-' | '－' | '—' | '–' | '―');
    if words.len() > LONGEST || !words.starts_with(|first| is_dash(first) || first == '第') {
        return false;
    }
    let words = fold(words);
    let is_number = |words: &str| (1..=3).contains(&words.len()) && words.bytes().all(|byte| byte.is_ascii_digit());
    let page = |words: &str| words.strip_prefix('第').and_then(|words| words.strip_suffix('页')).is_some_and(is_number);
    let of_pages =
        |words: &str| words.strip_prefix('共').and_then(|words| words.strip_suffix('页')).is_some_and(is_number);
    let inner = words.trim_matches(is_dash);
    let dashed = words.starts_with(is_dash) && words.ends_with(is_dash);
    let numbered = words.find('页').is_some_and(|at| {
        let (first, rest) = words.split_at(at + "页".len());
        let rest = rest.trim_start_matches([',', '/']);
        page(first) && (rest.is_empty() || of_pages(rest))
    });
    (dashed && is_number(inner)) || numbered || page(inner)
}

/// No such line is longer, in bytes.
const LONGEST: usize = 40;

#[cfg(test)]
mod tests {
    use super::is_page_number;

    #[test]
    fn numbers_of_pages_are_told_from_other_lines() {
        for line in ["- 2 -", "—3—", "－ 12 －", "第 3 页", "第3页 共9页", "第 3 页，共 9 页", "－第3页－"]
        {
            assert!(is_page_number(line), "{line}");
        }
        for line in ["3", "12", "-", "——", "第三部分", "- 2 项 -", "第3页的内容", "2024", "1-2", "— 2024年 —", ""]
        {
            assert!(!is_page_number(line), "{line}");
        }
    }
}

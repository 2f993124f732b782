//! The pages of the rules as they are shown: what a person reads, without the examples that the tests run.

/// What is shown of the page in a file beside the rule.
macro_rules! page {
    ($file:literal) => {{
        const PAGE: &str = include_str!($file);
        const SHOWN: &str = $crate::rules::page::shown(PAGE);
        SHOWN
    }};
}
pub(super) use page;

/// A page up to its examples.
pub(super) const fn shown(page: &str) -> &str {
    page.split_at(find(page, "\n## 会提示")).0
}

/// Where words stand in a page, or its end.
const fn find(page: &str, words: &str) -> usize {
    let (page, words) = (page.as_bytes(), words.as_bytes());
    let mut at = 0;
    while at + words.len() <= page.len() {
        let mut same = 0;
        while same < words.len() && page[at + same] == words[same] {
            same += 1;
        }
        if same == words.len() {
            return at;
        }
        at += 1;
    }
    page.len()
}

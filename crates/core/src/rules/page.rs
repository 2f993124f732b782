//! The pages of the rules as they are shown: what a person reads, without the examples that the tests run. A web page
//! shows less of them than a command line (feature `pages`): the rest would make it larger and help nobody there.

/// What is shown of the page in a file beside the rule.
macro_rules! page {
    ($file:literal) => {{
        const PAGE: &str = include_str!($file);
        const SHOWN: [u8; $crate::rules::page::shown_length(PAGE)] = $crate::rules::page::shown(PAGE);
        match std::str::from_utf8(&SHOWN) {
            Ok(page) => page,
            Err(_) => "",
        }
    }};
}
pub(super) use page;

/// How many bytes are shown.
pub(super) const fn shown_length(page: &str) -> usize {
    let [before, after] = parts(page);
    (before.1 - before.0) + (after.1 - after.0)
}

/// The bytes that are shown.
pub(super) const fn shown<const LENGTH: usize>(page: &str) -> [u8; LENGTH] {
    let [before, after] = parts(page);
    let mut shown = [0; LENGTH];
    let mut at = 0;
    while at < LENGTH {
        let before_length = before.1 - before.0;
        let from = if at < before_length { before.0 + at } else { after.0 + at - before_length };
        shown[at] = page.as_bytes()[from];
        at += 1;
    }
    shown
}

/// Two stretches of a page, one behind the other. Title, id and 依据 stand beside it on a web page already.
const fn parts(page: &str) -> [(usize, usize); 2] {
    let (basis, why, end) = (find(page, "\n## 依据"), find(page, "\n## 为什么"), find(page, "\n## 会提示"));
    if cfg!(feature = "pages") {
        [(0, end), (end, end)]
    } else {
        [(find(page, "\n## 检查什么"), basis), (why, end)]
    }
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

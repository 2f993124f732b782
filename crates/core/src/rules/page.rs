//! The pages of the rules as they are shown: what a person reads, without the examples that the tests run.
//!
//! A rule holds the title of its page only, and the pages stand in a list of their own, each as an array that was copied out
//! of its file: a program that shows no page carries none, and no program carries the examples. Of words that are a part of
//! others the compiler would keep the whole.

/// The page in a file beside the rule.
macro_rules! page {
    ($file:literal) => {
        $crate::rules::page::Page {
            title: $crate::rules::page::own_words!($crate::rules::page::title(include_str!($file))),
        }
    };
}
pub(super) use page;

/// Words that are a part of others, as words of their own.
macro_rules! own_words {
    ($part:expr) => {{
        const PART: &str = $part;
        const OWN: [u8; PART.len()] = $crate::rules::page::copied(PART);
        const WORDS: &str = $crate::rules::page::in_words(&OWN);
        WORDS
    }};
}
pub(super) use own_words;

/// What a rule holds of its page.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    /// What the rule is called: the first line.
    pub(crate) title: &'static str,
}

/// The first line of a page without its sign.
pub(super) const fn title(page: &str) -> &str {
    page.split_at(find(page, "\n")).0.split_at("# ".len()).1
}

/// A page up to its examples.
pub(super) const fn shown(page: &str) -> &str {
    page.split_at(find(page, "\n## 会提示")).0
}

/// A part of a page by its heading, 检查什么 for one; nothing where the page has no such heading.
pub(super) fn part<'a>(page: &'a str, heading: &str) -> &'a str {
    let mut at = 0;
    let mut start = None;
    for line in page.split_inclusive('\n') {
        if let Some(other) = line.strip_prefix("## ") {
            if let Some(start) = start {
                return page[start..at].trim();
            }
            start = (other.trim_end() == heading).then_some(at + line.len());
        }
        at += line.len();
    }
    start.map_or("", |start| page[start..].trim())
}

pub(super) const fn copied<const LENGTH: usize>(words: &str) -> [u8; LENGTH] {
    let mut own = [0; LENGTH];
    own.copy_from_slice(words.as_bytes());
    own
}

pub(super) const fn in_words(bytes: &[u8]) -> &str {
    match str::from_utf8(bytes) {
        Ok(words) => words,
        // Bytes that were words are words.
        Err(_) => "",
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

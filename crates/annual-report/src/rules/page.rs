//! The pages of the rules as they are shown: what a person reads, without the examples that the tests run.

/// The page in a file beside the rule, up to its examples, which would make the web page larger and help nobody there.
macro_rules! page {
    ($file:literal) => {{
        const PAGE: &str = include_str!($file);
        const SHOWN: [u8; $crate::rules::page::shown_length(PAGE)] = $crate::rules::page::beginning(PAGE);
        match std::str::from_utf8(&SHOWN) {
            Ok(page) => page,
            Err(_) => "",
        }
    }};
}
pub(super) use page;

/// Bytes in front of the first heading of examples.
pub(super) const fn shown_length(page: &str) -> usize {
    const EXAMPLES: &[u8] = "\n## 会提示".as_bytes();
    let page = page.as_bytes();
    let mut at = 0;
    while at + EXAMPLES.len() <= page.len() {
        let mut same = 0;
        while same < EXAMPLES.len() && page[at + same] == EXAMPLES[same] {
            same += 1;
        }
        if same == EXAMPLES.len() {
            return at;
        }
        at += 1;
    }
    page.len()
}

/// The first bytes of a page.
pub(super) const fn beginning<const LENGTH: usize>(page: &str) -> [u8; LENGTH] {
    let mut beginning = [0; LENGTH];
    let mut at = 0;
    while at < LENGTH {
        beginning[at] = page.as_bytes()[at];
        at += 1;
    }
    beginning
}

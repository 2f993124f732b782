//! Who signed the report: the last lines of the text.

use crate::matching::{Folded, fold, is_space};
use crate::page_number::is_page_number;
use crate::report::{Origin, Section};
use crate::source::Source;
use crate::span::Span;

use super::super::furniture::is_furniture;
use super::candidate::{Candidate, Weight};
use super::name::is_name;

/// So many lines from the end are looked at, what a page puts there left out.
const LAST_LINES: usize = 4;

/// The organ that signed, alone on a line or with the day behind it.
pub(super) fn organ(source: &Source, sections: &[Section]) -> Option<Candidate<String>> {
    let text = source.text();
    let from = sections.last().map_or(0, |section| section.heading.end);
    let lines: Vec<Span> = source.lines().spans().filter(|line| line.start >= from).collect();
    let last = lines.iter().rev().filter(|line| {
        let words = line.of(text);
        !words.chars().all(is_space) && !is_furniture(words) && !is_page_number(words)
    });
    for line in last.take(LAST_LINES) {
        let words = line.of(text);
        if words.contains(['。', '\t', '|']) || words.len() > 150 {
            return None;
        }
        let folded = fold(words);
        let name = without_seal(without_day(&folded));
        if is_name(name) {
            let start = line.start as usize + words.len() - words.trim_start_matches(is_space).len();
            let own = Folded::of(text, *line);
            let span = Span { start: start as u32, ..own.origin(0, name.len()) };
            return Some(Candidate {
                value: name.to_owned(),
                span,
                origin: Origin::Signature,
                weight: Weight::Signature,
            });
        }
    }
    None
}

/// 青石县水务局 for 青石县水务局2025年1月20日.
fn without_day(words: &str) -> &str {
    let is_of_day = |last: char| last.is_ascii_digit() || "年月日〇一二三四五六七八九十○零-./".contains(last);
    if words.ends_with(['日', '号']) || words.ends_with(|last: char| last.is_ascii_digit()) {
        words.trim_end_matches(is_of_day)
    } else {
        words
    }
}

fn without_seal(words: &str) -> &str {
    words.strip_suffix("(盖章)").or_else(|| words.strip_suffix("(章)")).unwrap_or(words)
}

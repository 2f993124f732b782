//! Whether a section says anything.

use crate::form::SectionId;
use crate::matching::fold;
use crate::narrative::date;
use crate::parse::furniture::is_furniture;
use crate::report::Section;
use crate::span::Span;

use super::vocabulary::Context;

/// Whether nothing stands under a section's heading but what is signed behind the last one.
pub(super) fn is_empty(context: &Context, section: &Section) -> bool {
    let body = Span { start: section.heading.end, end: section.span.end }.of(context.source.text());
    let has_words = |words: &str| words.chars().any(char::is_alphabetic);
    match section.id {
        SectionId::Other => {
            !body.lines().any(|line| has_words(line) && !is_signature(context, line) && !is_furniture(line))
        }
        _ => !has_words(body),
    }
}

/// The organ's name or a date, alone on its line.
fn is_signature(context: &Context, line: &str) -> bool {
    let words = fold(line);
    context.report.organ.as_deref().is_some_and(|organ| fold(organ) == words)
        || date(&words).is_some_and(|(_, length)| length == words.len())
}

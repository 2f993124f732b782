//! A paragraph that ends in mid-sentence.

use crate::finding::{Finding, Place, Severity};
use crate::form::SectionId;
use crate::matching::fold;
use crate::narrative::Paragraph;
use crate::span::Span;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "paragraph-broken",
    basis: Basis { kind: BasisKind::Practice, text: "一句话中间不应分段" },
    page: page!("paragraph-broken.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!("这一段到“{}”断开，下一段接着这句话。", finding.found.as_deref().unwrap_or("")),
        advice: "请接成一段。".to_owned(),
    },
};

/// More of them are a file that breaks its lines.
const MOST: usize = 3;

/// No page has so wide a line, in bytes.
const WIDEST: usize = 135;

/// A shorter paragraph may be a heading, in bytes.
const SHORTEST: usize = 60;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let (prose, text) = (context.prose, context.source.text());
    let account = |paragraph: &&Paragraph| {
        matches!(paragraph.section, Some(SectionId::Overview | SectionId::Problems | SectionId::Other))
    };
    // A file whose lines are broken has its paragraphs cut where it likes; none of its lines is wider than a page.
    if !prose.paragraphs.iter().filter(account).any(|paragraph| has_wide_line(paragraph.span.of(text))) {
        return;
    }
    let mut broken: Vec<Span> = Vec::new();
    for (at, paragraph) in prose.paragraphs.iter().enumerate().filter(|(_, paragraph)| account(paragraph)) {
        let next = prose.paragraphs.get(at + 1).filter(|next| next.section == paragraph.section);
        if let Some(next) = next
            && goes_on(prose.words_of(paragraph), prose.words_of(next))
        {
            broken.push(paragraph.span);
        }
        // Lines that go on in mid-sentence were read as one paragraph.
        if paragraph.lines == 1 {
            continue;
        }
        let lines = paragraph.span.of(text).match_indices('\n').take(MOST);
        broken.extend(lines.filter_map(|(line, _)| {
            let end = paragraph.span.start as usize + line;
            let (one, other) =
                (Span { end: end as u32, ..paragraph.span }, Span { start: end as u32, ..paragraph.span });
            goes_on(&fold(one.of(text)), &fold(other.of(text))).then_some(one)
        }));
    }
    if broken.len() > MOST {
        return;
    }
    for span in broken {
        let words = span.of(text).trim_end();
        let tail = words.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
        let span = Span::new(span.start as usize + tail, span.start as usize + words.len());
        let section = context.report.sections.iter().rfind(|section| section.heading.end <= span.start);
        let place = section.map_or(Place::Preamble, |section| Place::Section(section.id));
        let found = Some(span.of(text).to_owned());
        findings.push(Finding { found, ..Finding::new(RULE.id, Severity::Info, place, span) });
    }
}

/// Whether more than [`WIDEST`] bytes stand on one line.
fn has_wide_line(words: &str) -> bool {
    let mut rest = words.as_bytes();
    while let Some(head) = rest.get(..=WIDEST) {
        match head.iter().rposition(|byte| *byte == b'\n') {
            Some(end) => rest = &rest[end + 1..],
            None => return true,
        }
    }
    false
}

/// Whether a sentence breaks off at the end of the one and goes on in the other.
fn goes_on(words: &str, next: &str) -> bool {
    let han = |character: Option<char>| character.is_some_and(|character| matches!(character, '\u{4e00}'..='\u{9fff}'));
    // A heading has no full stop; one without numbering no comma either.
    let heading = || !words.contains('。') && (words.starts_with('(') || is_numbered(words) || !words.contains(','));
    words.len() >= SHORTEST
        && han(words.chars().next_back())
        && han(next.chars().next())
        && next.ends_with('。')
        && !is_numbered(next)
        && !heading()
}

/// 一、 1. 一是
fn is_numbered(words: &str) -> bool {
    let mut characters = words.char_indices().take_while(|(at, _)| *at <= 6).map(|(_, character)| character);
    characters.find(|character| matches!(character, '、' | '是' | '.' | ',')).is_some_and(|mark| mark != ',')
}

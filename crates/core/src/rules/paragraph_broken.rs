//! A paragraph that ends in mid-sentence.

use serde::Serialize;

use crate::finding::{Edit, Fix, Found, Place, Severity};
use crate::form::SectionId;
use crate::matching::fold;
use crate::narrative::Paragraph;
use crate::report::Report;
use crate::span::Span;

use super::line_ends::{goes_on, has_wide_line};
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A sentence that goes on in the next paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct ParagraphBroken {
    /// The last words before the break.
    pub last_words: String,
}

impl Slip for ParagraphBroken {
    const RULE: Rule = Rule {
        id: "paragraph-broken",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "一句话中间不应分段" },
        page: page!("paragraph-broken.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let text = context.source.text();
        let broken = broken_paragraphs(context);
        if broken.len() > MOST {
            return Vec::new();
        }
        let found = broken.into_iter().map(|Break { words: span, next }| {
            let words = span.of(text).trim_end();
            let tail = words.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
            let span = Span::new(span.start as usize + tail, span.start as usize + words.len());
            let section = context.report.sections.iter().rfind(|section| section.heading.end <= span.start);
            let place = section.map_or(Place::Preamble, |section| Place::Section(section.id));
            let fixes = joining(text, span.end as usize, next).into_iter().collect();
            Found { fixes, ..ParagraphBroken { last_words: span.of(text).to_owned() }.at(Severity::Info, place, span) }
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("这一段到“{}”断开，下一段像是接着这句话，请核对。", self.last_words),
            advice: "是一句话的，请接成一段。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.last_words.clone())
    }
}

/// More of them are a file that breaks its lines.
const MOST: usize = 3;

/// A paragraph, or a line within one, that ends in mid-sentence.
struct Break {
    words: Span,
    /// Where the sentence goes on.
    next: usize,
}

/// Takes out what parts the two halves of a sentence, where that is nothing but the end of a line.
fn joining(text: &str, end: usize, next: usize) -> Option<Fix> {
    let between = text.get(end..next)?;
    let edits = vec![Edit { span: Span::new(end, next), text: String::new() }];
    between.trim().is_empty().then(|| Fix { label: "与下一段接成一段".to_owned(), safe: false, edits })
}

fn broken_paragraphs(context: &Context) -> Vec<Break> {
    let (prose, text) = (context.prose, context.source.text());
    let account = |paragraph: &&Paragraph| {
        matches!(paragraph.section, Some(SectionId::Overview | SectionId::Problems | SectionId::Other))
    };
    // A file whose lines are broken has its paragraphs cut where it likes; none of its lines is wider than a page.
    if !prose.paragraphs.iter().filter(account).any(|paragraph| has_wide_line(paragraph.span.of(text))) {
        return Vec::new();
    }
    let mut broken: Vec<Break> = Vec::new();
    for (at, paragraph) in prose.paragraphs.iter().enumerate().filter(|(_, paragraph)| account(paragraph)) {
        let next = prose.paragraphs.get(at + 1).filter(|next| next.section == paragraph.section);
        if let Some(next) = next
            && goes_on(prose.words_of(paragraph), prose.words_of(next))
        {
            broken.push(Break { words: paragraph.span, next: next.span.start as usize });
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
            let next = text.len() - text[end..].trim_start().len();
            goes_on(&fold(one.of(text)), &fold(other.of(text))).then_some(Break { words: one, next })
        }));
    }
    broken
}

//! A paragraph whose last sentence has no mark at its end.

use serde::Serialize;

use crate::finding::{Edit, Fix, Found, Place, Severity};
use crate::form::SectionId;
use crate::narrative::{Class, Paragraph};
use crate::report::Report;
use crate::span::Span;

use super::line_ends::{goes_on, has_wide_line, is_numbered};
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A paragraph that ends without a mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct MarkMissing {
    /// Its last words.
    pub last_words: String,
}

impl Slip for MarkMissing {
    const RULE: Rule = Rule {
        id: "mark-missing",
        since: "2026.2",
        basis: Basis {
            kind: BasisKind::Practice, text: "GB/T 15834《标点符号用法》：句子末尾用句末点号"
        },
        page: page!("mark-missing.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let (prose, text) = (context.prose, context.source.text());
        // A file that breaks its lines has its paragraphs cut where it likes.
        if !prose.paragraphs.iter().any(|paragraph| has_wide_line(paragraph.span.of(text))) {
            return Vec::new();
        }
        let unended: Vec<&Paragraph> =
            (0..prose.paragraphs.len()).filter(|at| lacks_mark(context, *at)).map(|at| &prose.paragraphs[at]).collect();
        if unended.len() > MOST {
            return Vec::new();
        }
        let found = unended.into_iter().map(|paragraph| {
            let words = paragraph.span.of(text).trim_end();
            let end = paragraph.span.start as usize + words.len();
            let tail = words.char_indices().rev().nth(5).map_or(0, |(at, _)| at);
            let span = Span::new(paragraph.span.start as usize + tail, end);
            let fix = Fix {
                label: "末尾补上“。”".to_owned(),
                safe: false,
                edits: vec![Edit { span: Span::at(end), text: "。".to_owned() }],
            };
            let place = paragraph.section.map_or(Place::Preamble, Place::Section);
            let own = MarkMissing { last_words: span.of(text).to_owned() }.at(Severity::Info, place, span);
            Found { fixes: vec![fix], ..own }
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("这一段到“{}”结束，末尾没有标点。", self.last_words),
            advice: "一句话完了的，请补上句号。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.last_words.clone())
    }
}

/// More of them are the writer's way.
const MOST: usize = 3;

/// The last sentence of a paragraph is no shorter, in bytes.
const SHORTEST: usize = 18;

/// Whether a paragraph of the account has two sentences or more, the last without its mark, beside others that end properly.
fn lacks_mark(context: &Context, at: usize) -> bool {
    let prose = context.prose;
    let paragraph = &prose.paragraphs[at];
    let words = prose.words_of(paragraph);
    if !is_account(paragraph) || ends_properly(words) || !is_running(words) || is_list_item(words) {
        return false;
    }
    let last = words.rsplit(['。', '!', '?']).next().unwrap_or_default();
    let han = last.ends_with(|last: char| matches!(last, '\u{4e00}'..='\u{9fff}'));
    if !han || last.len() < SHORTEST || Class::NoSentence.is_in(last) || Class::PointsOn.ends(last) {
        return false;
    }
    let next = prose.paragraphs.get(at + 1).filter(|next| next.section == paragraph.section);
    // One sentence in two paragraphs is another slip.
    if next.is_some_and(|next| goes_on(words, prose.words_of(next))) {
        return false;
    }
    let own_part = |other: &&Paragraph| other.section == paragraph.section && other.start != paragraph.start;
    let mut neighbours = prose.paragraphs.iter().filter(own_part).map(|other| prose.words_of(other));
    let mut running = neighbours.by_ref().filter(|words| is_running(words)).peekable();
    running.peek().is_some() && running.all(ends_properly)
}

fn is_account(paragraph: &Paragraph) -> bool {
    !paragraph.is_section_heading
        && matches!(paragraph.section, Some(SectionId::Overview | SectionId::Problems | SectionId::Other))
}

/// Whether words are running text: a sentence that ended, and more behind it. What stands in front of a sub-heading's own
/// full stop, （一）主动公开。, is no sentence.
fn is_running(words: &str) -> bool {
    let body = match words.split_once('。') {
        Some((heading, body)) if heading.starts_with('(') && !heading.contains(',') => body,
        _ => words,
    };
    body.split_inclusive(['。', '!', '?']).nth(1).is_some()
}

fn ends_properly(words: &str) -> bool {
    words.trim_end_matches(['"', ')', '》']).ends_with(['。', '!', '?', ';', ':', '…'])
}

/// 1.…, 附件…, 注：….
fn is_list_item(words: &str) -> bool {
    let digits = words.starts_with(|first: char| first.is_ascii_digit()) && is_numbered(words);
    digits || Class::ListItem.begins(words)
}

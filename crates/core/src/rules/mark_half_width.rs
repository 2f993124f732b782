//! Half-width punctuation between Chinese characters.

use serde::Serialize;

use crate::finding::{Edit, Fix, Found, Severity};
use crate::report::Report;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// Half-width marks: one finding for the whole report, at the first of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct MarkHalfWidth {
    /// The first mark.
    pub mark: String,
    /// The same, full-width.
    pub full_width: String,
    /// How many there are.
    pub places: usize,
}

impl Slip for MarkHalfWidth {
    const RULE: Rule = Rule {
        id: "mark-half-width",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Practice, text: "GB/T 15834《标点符号用法》：中文里用全角标点"
        },
        page: page!("mark-half-width.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let mut marks = marks_between(context);
        marks.extend(quotes(context));
        marks.extend(stops(context));
        marks.sort_by_key(|(_, edit)| edit.span.start);
        marks.truncate(MOST);
        let Some((at, first)) = marks.first().cloned() else { return Vec::new() };
        let slip = MarkHalfWidth {
            mark: first.span.of(context.source.text()).to_owned(),
            full_width: first.text,
            places: marks.len(),
        };
        let label = match marks.len() {
            1 => format!("改为“{}”", slip.full_width),
            places => format!("{places} 处都改为全角"),
        };
        let edits = marks.into_iter().map(|(_, edit)| edit).collect();
        let found = slip.at(Severity::Info, context.place_in_prose(at), first.span);
        vec![Found { fixes: vec![Fix { label, safe: false, edits }], ..found }]
    }

    fn say(&self, _: &Report) -> Sentence {
        let all = if self.places > 1 { format!("，共 {} 处", self.places) } else { String::new() };
        Sentence {
            message: format!("中文之间用了半角标点“{}”{all}，通常用全角。", self.mark),
            advice: format!("请改为全角，如“{}”。", self.full_width),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.mark.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.full_width.clone())
    }
}

/// A text that is full of them is mended so far.
const MOST: usize = 200;

/// 发布信息,回应关切. With the place in the folded text.
fn marks_between(context: &Context) -> Vec<(usize, Edit)> {
    let (folded, text) = (context.prose.text(), context.source.text());
    // In most reports all were full-width before they were folded.
    if context.narrative.narrow_marks <= context.prose.narrowed_marks() {
        return Vec::new();
    }
    let marks = context.narrative.marks.iter().filter(|mark| full_width(mark.mark).is_some());
    let half = context.prose.unchanged(marks.map(|mark| mark.at)).filter(|at| stands_in_chinese(folded, *at));
    let half = half.map(|at| (at, context.prose.origin(at, at + 1)));
    let places = half.filter(|(_, span)| stands_in_chinese(text, span.start as usize)).take(MOST);
    let edits = places.filter_map(|(at, span)| {
        let full = full_width(span.of(text).chars().next()?)?;
        Some((at, Edit { span, text: full.to_string() }))
    });
    edits.collect()
}

/// 推进"一网通办": a pair with Chinese inside. One alone is another rule's, and 27" is an inch.
fn quotes<'a>(context: &'a Context) -> impl Iterator<Item = (usize, Edit)> + 'a {
    let text = context.prose.text();
    let marks = context.narrative.marks.split(|mark| mark.mark == '\n');
    let pairs = marks.flat_map(|paragraph| {
        let quotes: Vec<usize> = paragraph.iter().filter(|mark| mark.mark == '"').map(|mark| mark.at).collect();
        let even = if quotes.len().is_multiple_of(2) { quotes.len() } else { 0 };
        (0..even / 2).map(move |pair| (quotes[2 * pair], quotes[2 * pair + 1]))
    });
    let chinese = pairs.filter(move |(open, close)| {
        let inside = &text[open + 1..*close];
        inside.starts_with(is_chinese)
            && inside.ends_with(is_chinese)
            && !text[..*open].ends_with(|before: char| before.is_ascii())
    });
    chinese.flat_map(move |(open, close)| {
        let edit = |at: usize, full: &str| (at, Edit { span: context.prose.origin(at, at + 1), text: full.to_owned() });
        let both = [edit(open, "“"), edit(close, "”")];
        let half = both.iter().all(|(_, edit)| edit.span.of(context.source.text()) == "\"");
        both.into_iter().filter(move |_| half)
    })
}

/// （含解读）. at the end of a paragraph.
fn stops<'a>(context: &'a Context) -> impl Iterator<Item = (usize, Edit)> + 'a {
    let ends = context.prose.paragraphs.iter().filter(|paragraph| {
        let words = context.prose.words_of(paragraph).strip_suffix('.');
        // （1）. and 附件. are no sentences.
        words.is_some_and(|words| {
            words.len() > SHORTEST_SENTENCE && words.ends_with(|last| last == ')' || is_chinese(last))
        })
    });
    let spans = ends.map(|paragraph| (paragraph.end - 1, context.prose.origin(paragraph.end - 1, paragraph.end)));
    let half = spans.filter(|(_, span)| span.of(context.source.text()) == ".");
    half.map(|(at, span)| (at, Edit { span, text: "。".to_owned() }))
}

/// In bytes.
const SHORTEST_SENTENCE: usize = 24;

fn is_chinese(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}')
}

/// Whether the byte at `at` stands between two Chinese characters.
fn stands_in_chinese(text: &str, at: usize) -> bool {
    let begins = |at: usize| text.as_bytes().get(at).is_some_and(|byte| matches!(byte, 0xe4..=0xe9));
    at.checked_sub(3).is_some_and(begins) && begins(at + 1)
}

/// The mark as Chinese text has it.
fn full_width(mark: char) -> Option<char> {
    Some(match mark {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        _ => return None,
    })
}

//! Sentences taken over from last year's report.

use std::collections::HashSet;

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::form::SectionId;
use crate::narrative::{Class, Figure, Narrative, Paragraph, Prose, Unit};
use crate::report::Report;
use crate::span::Span;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// What was taken over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TextCopied {
    /// A large part of the text, new numbers in it or not.
    Text {
        /// How much of it, in percent.
        percent: usize,
    },
    /// One sentence with its numbers.
    Sentence {
        /// The sentence.
        written: String,
    },
}

impl Slip for TextCopied {
    const RULE: Rule = Rule {
        id: "text-copied",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Official,
            text: "年度报告应当反映本年度的情况；各地考核把与上年报告内容雷同（重复一半以上）列为扣分项",
        },
        page: page!("text-copied.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(previous) = context.previous else { return Vec::new() };
        let last = || sentences(&previous.prose).map(|(words, _)| words);
        let without_years: HashSet<String> = last().map(no_years).collect();
        let without_digits: HashSet<String> = last().map(no_digits).collect();
        let (mut all, mut shared) = (0, 0);
        let mut first: Option<usize> = None;
        let mut same = Vec::new();
        for (words, start) in sentences(context.prose) {
            all += words.len();
            if without_digits.contains(&no_digits(words)) {
                shared += words.len();
                first = first.or(Some(start));
            }
            if has_count(context, start, start + words.len()) && without_years.contains(&no_years(words)) {
                same.push((start, start + words.len()));
            }
        }
        let mut found = Vec::new();
        if let Some(start) = first
            && all >= SHORTEST_TEXT
            && shared * 100 >= all * MOST_SHARED
        {
            let span = context.prose.origin(start, start);
            let slip = TextCopied::Text { percent: shared * 100 / all };
            found.push(slip.at(Severity::Warning, context.place_in_prose(start), Span { end: span.start, ..span }));
        }
        found.extend(same.into_iter().take(MOST).map(|(start, end)| {
            let slip = TextCopied::Sentence { written: context.words_in_prose(start, end) };
            slip.at(Severity::Warning, context.place_in_prose(start), context.prose.origin(start, end))
        }));
        found
    }

    fn say(&self, _: &Report) -> Sentence {
        match self {
            TextCopied::Text { percent } => Sentence {
                message: format!("正文有 {percent}% 与上一年度报告相同（套话不计）。"),
                advice: "请按本年度的实际情况改写，写出做了什么、有什么变化。".to_owned(),
            },
            TextCopied::Sentence { written } => Sentence {
                message: format!(
                    "这一句连同数字与上一年度报告相同：“{}”。",
                    written.trim_end_matches(['。', '；', ';'])
                ),
                advice: "请核对数字是不是本年度的；碰巧相同的，可确认无误。".to_owned(),
            },
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            TextCopied::Text { percent } => Some(format!("{percent}%")),
            TextCopied::Sentence { written } => Some(written.clone()),
        }
    }
}

/// The share, in percent of the characters, from which graders call a text the same.
const MOST_SHARED: usize = 50;
/// A shorter sentence is anybody's, in bytes.
const SHORTEST: usize = 45;
/// A shorter text is not measured, in bytes.
const SHORTEST_TEXT: usize = 600;
/// Smaller numbers are the same by themselves: 3个工作日, 2名.
const SMALLEST_NUMBER: i64 = 10;
/// So many sentences are shown one by one.
const MOST: usize = 5;

/// The sentences of the sections that tell of the year, boilerplate left out, with their places.
fn sentences(prose: &Prose) -> impl Iterator<Item = (&str, usize)> {
    let tells = |paragraph: &&Paragraph| {
        matches!(paragraph.section, Some(SectionId::Overview | SectionId::Problems | SectionId::Other))
            && !paragraph.is_section_heading
    };
    prose.paragraphs.iter().filter(tells).flat_map(|paragraph| {
        let words = prose.words_of(paragraph);
        let mut start = paragraph.start;
        words.split_inclusive(['。', ';']).filter_map(move |sentence| {
            let at = start;
            start += sentence.len();
            (sentence.len() >= SHORTEST && !is_boilerplate(sentence)).then_some((sentence, at))
        })
    })
}

/// What every report of an organ says each year, and should.
fn is_boilerplate(sentence: &str) -> bool {
    Class::EveryYear.is_in(sentence)
}

fn no_digits(words: &str) -> String {
    words.chars().filter(|character| !character.is_ascii_digit()).collect()
}

/// Without the numbers of its years, which are brought up to date first of all.
fn no_years(words: &str) -> String {
    let year = |part: &str| part.len().checked_sub("2024".len()).filter(|at| part.as_bytes()[*at..].starts_with(b"20"));
    let parts = words.split('年').map(|part| year(part).map_or(part, |at| &part[..at]));
    parts.collect::<Vec<_>>().join("年")
}

/// Whether a sentence has a count that is not the same by itself, nor this year's own by the tables.
fn has_count(context: &Context, start: usize, end: usize) -> bool {
    let Narrative { figures, claims, .. } = context.narrative;
    let in_tables = |figure: &Figure| {
        let at = figures.partition_point(|other| other.start < figure.start);
        let claim = claims.binary_search_by_key(&at, |claim| claim.figure).ok().and_then(|claim| claims.get(claim));
        claim.is_some_and(|claim| claim.readings.iter().any(|reading| Some(reading.value) == figure.count()))
    };
    context.narrative.figures_in(start, end).iter().any(|figure| {
        matches!(figure.unit, Unit::Count('件' | '条' | '次' | '篇' | '期' | '人' | '份' | '场'))
            && figure.count().is_some_and(|count| count >= SMALLEST_NUMBER)
            && !in_tables(figure)
    })
}

//! Sentences taken over from last year's report.

use crate::finding::{Evidence, Finding, Severity};
use crate::form::SectionId;
use crate::narrative::{Figure, Narrative, Paragraph, Prose, Unit};
use crate::ordering::in_order;
use crate::searching::holds_any;
use crate::span::Span;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "text-copied",
    basis: Basis {
        kind: BasisKind::Official,
        text: "年度报告应当反映本年度的情况；各地考核把与上年报告内容雷同（重复一半以上）列为扣分项",
    },
    page: page!("text-copied.md"),
    needs: &[],
    find,
    say: |finding, _, _| match finding.evidence {
        Evidence::Numbers(ref numbers) if numbers.len() == 1 => Sentence {
            message: format!("正文有 {}% 与上一年度报告相同（套话不计）。", numbers[0]),
            advice: "请按本年度的实际情况改写，写出做了什么、有什么变化。".to_owned(),
        },
        _ => Sentence {
            message: format!("这一句连同数字与上一年度报告相同：“{}”。", finding.found.as_deref().unwrap_or("")),
            advice: "请核对数字是不是本年度的；碰巧相同的，可确认无误。".to_owned(),
        },
    },
};

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

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    let last = || sentences(&previous.prose).map(|(words, _)| words);
    let without_years = in_order(last().map(no_years).collect());
    let without_digits = in_order(last().map(no_digits).collect());
    let (mut all, mut shared) = (0, 0);
    let mut first: Option<usize> = None;
    let mut same = Vec::new();
    for (words, start) in sentences(context.prose) {
        all += words.len();
        if without_digits.binary_search(&no_digits(words)).is_ok() {
            shared += words.len();
            first = first.or(Some(start));
        }
        if has_count(context, start, start + words.len()) && without_years.binary_search(&no_years(words)).is_ok() {
            same.push((start, start + words.len()));
        }
    }
    if let Some(start) = first
        && all >= SHORTEST_TEXT
        && shared * 100 >= all * MOST_SHARED
    {
        let percent = shared * 100 / all;
        let span = context.prose.origin(start, start);
        findings.push(Finding {
            found: Some(format!("{percent}%")),
            evidence: Evidence::Numbers(vec![percent as i64]),
            ..Finding::new(RULE.id, Severity::Warning, context.place_in_prose(start), Span { end: span.start, ..span })
        });
    }
    for (start, end) in same.into_iter().take(MOST) {
        findings.push(Finding {
            found: Some(context.words_in_prose(start, end)),
            ..Finding::new(RULE.id, Severity::Warning, context.place_in_prose(start), context.prose.origin(start, end))
        });
    }
}

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
    holds_any(sentence, "条例》 统计期限 电话 地址 邮编 处理费 其他需要报告 部分组成")
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

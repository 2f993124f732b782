//! 「X件，占Y%」 where Y fits no sensible base.

use serde::Serialize;

use crate::finding::Found;
use crate::narrative::{Class, Figure, Unit, Word, has_any, request_totals};
use crate::report::Report;

use super::page::page;
use super::rounding::{is_share, percent_in_words};
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};
use super::{mending, share_bases};

/// A percentage that the numbers beside it contradict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct PercentageWrong {
    /// The number whose share is told.
    pub part: i64,
    /// What it is most likely a share of; it is above 0.
    pub whole: i64,
    /// The percentage as written.
    pub written: String,
    /// The share of the part in the whole, with as many digits: 42.4%.
    pub share: String,
    /// Whether it is the rate of what was done of all that came, 办结率.
    pub is_rate: bool,
}

impl Slip for PercentageWrong {
    const RULE: Rule = Rule {
        id: "percentage-wrong",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Implied, text: "百分比应当等于部分除以总数" },
        page: page!("percentage-wrong.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let narrative = context.narrative;
        let percentages = narrative.figures.iter().enumerate().filter(|(_, figure)| figure.unit == Unit::Percent);
        let found = percentages.filter_map(|(at, percent)| {
            let rate = rate_misfit(context, percent);
            let is_rate = rate.is_some();
            let (part, whole) = rate.or_else(|| misfit(context, at, percent))?;
            let span = narrative.span_of(percent);
            let written = span.of(context.source.text()).to_owned();
            let share = percent_in_words(part, whole, percent.decimals);
            let fixes = mending::replacing(context, span, share.clone()).into_iter().collect();
            let slip = PercentageWrong { part, whole, written, share, is_rate };
            Some(Found { fixes, ..slip.asked_of(context, percent) })
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        let PercentageWrong { part, whole, written, share, is_rate } = self;
        if *is_rate {
            return Sentence {
                message: format!("{whole} 件里办了 {part} 件，是 {share}，正文写的是 {written}，请核对。"),
                advice: "请核对件数和百分比；按期限计算的，请写明“按期”。".to_owned(),
            };
        }
        Sentence {
            message: format!("{part} 占 {whole} 的 {share}，正文写的是 {written}，按其他总数算也不相符，请核对。"),
            advice: "请核对部分、总数和百分比，三者应当相符。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.share.clone())
    }
}

/// 收到40件,办结38件,办结率100%: what was done and what came, where the rate is another and nothing says why.
fn rate_misfit(context: &Context, percent: &Figure) -> Option<(i64, i64)> {
    let (narrative, text) = (context.narrative, context.prose.text());
    let named = Class::BesideShare.stripped(context.prose.clause_before(percent.clause, percent.start));
    let (start, end) = narrative.sentence(percent.clause);
    let counts = context.statement_before(percent).figures().iter().filter(|figure| figure.unit != Unit::Year);
    let [came, done] = counts.take(3).collect::<Vec<_>>()[..] else { return None };
    if !Class::Rate.is(named) || came.unit != done.unit || !matches!(came.unit, Unit::Count(_)) {
        return None;
    }
    let has = |from: usize, to: usize, words: &[Word]| has_any(narrative.hits_in(from, to), words);
    // What was not due yet, or is left for the next year, may stand in the sentence behind.
    let next = narrative.prose.clauses.get(narrative.clause_at(end) + 1);
    let end = next.map_or(end, |next| narrative.sentence(narrative.clause_at(next.start)).1);
    let explained = Class::WithinTime.is_in(&text[start..end])
        || has(start, end, &[Word::Carry, Word::CarriedIn, Word::CarriedOut, Word::OtherTime, Word::Roughly])
        || has(start, percent.start, &[Word::AmongThem, Word::Except, Word::Wider]);
    let (came_count, done_count) = (came.count()?, done.count()?);
    let told = has(start, came.start, &[Word::Receive])
        && has(came.end, done.start, &[Word::Answer, Word::Finish])
        && (1..=came_count).contains(&done_count);
    (told && !explained && !is_share(percent, done_count, came_count)).then_some((done_count, came_count))
}

/// The part and the most likely whole of a percentage that fits no whole.
fn misfit(context: &Context, at: usize, percent: &Figure) -> Option<(i64, i64)> {
    let narrative = context.narrative;
    let (part, listed) = part_of(context, at)?;
    let (clause, own) = (&narrative.prose.clauses[percent.clause], &narrative.prose.clauses[part.clause]);
    let near = listed.is_some() || percent.start - part.end < 40;
    let near = near && clause.sentence == own.sentence;
    let count = part.count().filter(|count| *count > 0 && near)?;
    if listed.is_none() && names_other_base(&context.prose.text()[part.end..percent.start]) {
        return None;
    }
    let bases = share_bases::bases(context, part, listed);
    if bases.iter().any(|base| is_share(percent, count, *base)) {
        return None;
    }
    // The whole stands in front of its part; else shares of requests are taken of those answered.
    let same_unit = |figure: &&Figure| figure.unit == part.unit;
    let more = |base: &i64| *base > count;
    let in_front = |start: usize| {
        let figures = narrative.figures_in(start, part.start).iter().filter(same_unit).rev().take(share_bases::MOST);
        figures.filter_map(Figure::count).filter(more).max()
    };
    let answered = || {
        let [_, _, outcomes] = request_totals(context.report);
        outcomes.filter(|base| more(base) && part.unit.is_cases())
    };
    let paragraph = &narrative.prose.paragraphs[clause.paragraph];
    let beside = || in_front(narrative.sentence(part.clause).0);
    let whole = listed.or_else(beside).or_else(answered).or_else(|| in_front(paragraph.start))?;
    Some((count, whole))
}

/// The number whose share a percentage is: in 20件、12件、2件，分别占58.8%、35.3%、5.9% the one at its place in the list, and what
/// the list adds up to.
fn part_of<'a>(context: &Context<'a>, at: usize) -> Option<(&'a Figure, Option<i64>)> {
    let (figures, text) = (&context.narrative.figures, context.prose.text());
    let percent = &figures[at];
    let goes_on = |pair: [&Figure; 2]| {
        pair[0].unit == pair[1].unit && matches!(&text[pair[0].end..pair[1].start], "、" | "," | "和" | "及")
    };
    let is_listed = |first: usize| figures.get(first + 1).is_some_and(|next| goes_on([&figures[first], next]));
    let first = (0..at).rev().take_while(|before| is_listed(*before)).last().unwrap_or(at);
    let count = 1 + (first..).take_while(|place| is_listed(*place)).take(share_bases::MOST).count();
    let before = figures.get(first.checked_sub(count)?..first)?;
    let between = &text[before.last()?.end..figures[first].start];
    if count == 1 {
        // 占35%, or （35%） right behind the number. In 网站、微信分别占… the numbers stand elsewhere.
        let part = &before[0];
        let share = has_any(context.narrative.hits_in(part.end, percent.start), &[Word::Share]);
        let shared = share && !between.contains("分别") || (between == "(" && text[percent.end..].starts_with(')'));
        return shared.then_some((part, None));
    }
    let clause = |figure: &Figure| context.prose.clauses[figure.clause].sentence;
    let one_list = before.iter().all(|part| part.unit == before[0].unit && clause(part) == clause(percent));
    // 分别为186条、97条,合计283条,分别占….
    let last = before.last()?;
    let is_sum = Class::InAll.ends(&text[..last.start]);
    let named = !is_sum && between.contains("分别") && between.contains('占') && between.len() < 40;
    let parts: Option<Vec<i64>> = before.iter().map(Figure::count).collect();
    let sum = parts.filter(|_| one_list && named)?.iter().sum();
    Some((&before[at - first], Some(sum)))
}

/// Whether the words between a number and its share say of what it is a share, and that is not known here (占全县总量的), or
/// that another number's share it is (自然人占, 合计占).
fn names_other_base(between: &str) -> bool {
    let Some((before, base)) = between.rsplit_once('占') else { return false };
    let is_known = |words: &str| Class::BesideShare.skipped(words).is_empty();
    !is_known(base) || !is_known(before)
}

//! 「X件，占Y%」 where Y fits no sensible base.

use crate::finding::{Evidence, Finding, Severity};
use crate::narrative::{Figure, Unit, Word, request_totals};
use crate::searching::{behind_any, ends_with_any};

use super::count_differs_from_table::place_of;
use super::naming::percent_in_words;
use super::{Basis, BasisKind, Context, Rule, Sentence, page, share_bases};

pub(super) const RULE: Rule = Rule {
    id: "percentage-wrong",
    basis: Basis { kind: BasisKind::Implied, text: "百分比应当等于部分除以总数" },
    page: page!("percentage-wrong.md"),
    needs: &[],
    find,
    say: |finding, _, _| {
        let Evidence::Numbers(numbers) = &finding.evidence else { return Sentence::empty() };
        let [part, base] = numbers[..] else { return Sentence::empty() };
        let (found, expected) = (finding.found.as_deref().unwrap_or(""), finding.expected.as_deref().unwrap_or(""));
        Sentence {
            message: format!("{part} 占 {base} 的 {expected}，正文写的是 {found}，也不合其他总数，请核对。"),
            advice: "请核对部分、总数和百分比。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let narrative = context.narrative;
    for (at, percent) in narrative.figures.iter().enumerate().filter(|(_, figure)| figure.unit == Unit::Percent) {
        let Some((part, listed)) = part_of(context, at) else { continue };
        let (clause, own) = (&narrative.prose.clauses[percent.clause], &narrative.prose.clauses[part.clause]);
        let near = listed.is_some() || percent.start - part.end < 40;
        let near = near && clause.sentence == own.sentence;
        let Some(count) = part.count().filter(|count| *count > 0 && near) else { continue };
        if listed.is_none() && names_other_base(&context.prose.text()[part.end..percent.start]) {
            continue;
        }
        let bases = share_bases::bases(context, part, listed);
        let fits =
            |base: &i64| (count as f64 * 100.0 / *base as f64 - percent.value.to_f64()).abs() <= tolerance(percent);
        if bases.iter().any(fits) {
            continue;
        }
        // The whole stands in front of its part; else shares of requests are taken of those answered.
        let same_unit = |figure: &&Figure| figure.unit == part.unit;
        let more = |base: &i64| *base > count;
        let in_front = |start: usize| {
            let figures = narrative.figures_in(start, part.start).iter().filter(same_unit).rev().take(MOST_BASES);
            figures.filter_map(Figure::count).filter(more).max()
        };
        let answered = || {
            let [_, _, outcomes] = request_totals(context.report);
            outcomes.filter(|base| more(base) && part.unit.is_cases())
        };
        let paragraph = &narrative.prose.paragraphs[clause.paragraph];
        let beside = || in_front(narrative.sentence(part.clause).0);
        let Some(base) = listed.or_else(beside).or_else(answered).or_else(|| in_front(paragraph.start)) else {
            continue;
        };
        let span = narrative.span_of(percent);
        findings.push(Finding {
            found: Some(span.of(context.source.text()).to_owned()),
            expected: Some(percent_in_words(count, base, percent.decimals)),
            evidence: Evidence::Numbers(vec![count, base]),
            ..Finding::new(RULE.id, Severity::Warning, place_of(context, percent.clause), span)
        });
    }
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
    let count = 1 + (first..).take_while(|place| is_listed(*place)).take(MOST_BASES).count();
    let before = figures.get(first.checked_sub(count)?..first)?;
    let between = &text[before.last()?.end..figures[first].start];
    if count == 1 {
        // 占35%, or （35%） right behind the number. In 网站、微信分别占… the numbers stand elsewhere.
        let part = &before[0];
        let share = context.narrative.hits_in(part.end, percent.start).iter().any(|hit| hit.word == Word::Share);
        let shared = share && !between.contains("分别") || (between == "(" && text[percent.end..].starts_with(')'));
        return shared.then_some((part, None));
    }
    let clause = |figure: &Figure| context.prose.clauses[figure.clause].sentence;
    let one_list = before.iter().all(|part| part.unit == before[0].unit && clause(part) == clause(percent));
    // 分别为186条、97条,合计283条,分别占….
    let last = before.last()?;
    let is_sum = ends_with_any(&text[..last.start], "合计 共计 总计 共");
    let named = !is_sum && between.contains("分别") && between.contains('占') && between.len() < 40;
    let parts: Option<Vec<i64>> = before.iter().map(Figure::count).collect();
    let sum = parts.filter(|_| one_list && named)?.iter().sum();
    Some((&before[at - first], Some(sum)))
}

/// Whether the words between a number and its share say of what it is a share, and that is not known here (占全县总量的), or
/// that another number's share it is (自然人占, 合计占).
fn names_other_base(between: &str) -> bool {
    const KNOWN: &str = "、 , ( : 次 均 总数 总量 全部 总 申请 政府信息公开 信息公开 政府信息 信息 主动公开 发布 年度 全年 本年 新收 收到 受理 办结 答复 办理 件数 数 量 比例 比重 比 约 到 了 为 达 的 各类";
    let Some((before, base)) = between.rsplit_once('占') else { return false };
    let is_known = |mut words: &str| {
        while let Some(rest) = behind_any(words, KNOWN) {
            words = rest;
        }
        words.is_empty()
    };
    !is_known(base) || !is_known(before)
}

/// A paragraph that goes on without end has more numbers than anyone divides by.
const MOST_BASES: usize = 40;

/// One unit of the last printed digit.
pub(super) fn tolerance(percent: &Figure) -> f64 {
    10f64.powi(-i32::from(percent.decimals)) + 1e-9
}

//! A growth rate that its two printed figures contradict.

use crate::finding::{Evidence, Finding, Severity};
use crate::narrative::{Figure, Unit, Word};

use super::count_differs_from_table::place_of;
use super::naming::percent_in_words;
use super::percentage_wrong::tolerance;
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "growth-rate-wrong",
    basis: Basis { kind: BasisKind::Implied, text: "增长率应当等于两年之差除以上年数" },
    page: page!("growth-rate-wrong.md"),
    needs: &[],
    find,
    say: |finding, _, _| {
        let Evidence::Numbers(numbers) = &finding.evidence else { return Sentence::empty() };
        let [now, before] = numbers[..] else { return Sentence::empty() };
        let (found, expected) = (finding.found.as_deref().unwrap_or(""), finding.expected.as_deref().unwrap_or(""));
        Sentence {
            message: format!("由 {before} 到 {now}，{expected}，正文写的是 {found}，请核对。"),
            advice: "请核对两年的数和增长率。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let narrative = context.narrative;
    for percent in narrative.figures.iter().filter(|figure| figure.unit == Unit::Percent) {
        let (start, _) = narrative.sentence(percent.clause);
        let figures = narrative.figures_in(start, percent.start);
        let last_end = figures.last().map_or(start, |figure| figure.end);
        let direction = narrative.hits_in(last_end, percent.start).iter().rev();
        let Some(grows) = direction
            .filter_map(|hit| match hit.word {
                Word::Grow => Some(true),
                Word::Shrink => Some(false),
                _ => None,
            })
            .next()
        else {
            continue;
        };
        let Some((now, before)) = two_years(context, start, figures) else { continue };
        let change = (now - before) as f64 * 100.0 / before as f64;
        let printed = if grows { percent.value.to_f64() } else { -percent.value.to_f64() };
        if (change - printed).abs() <= tolerance(percent) {
            continue;
        }
        let span = narrative.span_of(percent);
        let word = if change < 0.0 { "下降" } else { "增长" };
        findings.push(Finding {
            found: Some(format!("{}{}", if grows { "增长" } else { "下降" }, span.of(context.source.text()))),
            expected: Some(format!("{word} {}", percent_in_words(now - before, before, percent.decimals))),
            evidence: Evidence::Numbers(vec![now, before]),
            ..Finding::new(RULE.id, Severity::Warning, place_of(context, percent.clause), span)
        });
    }
}

/// This year's number and last year's, where the sentence prints exactly these two in one unit.
fn two_years(context: &Context, start: usize, figures: &[Figure]) -> Option<(i64, i64)> {
    let mut counts = figures.iter().filter(|figure| !matches!(figure.unit, Unit::Year));
    let (Some(first), Some(second), None) = (counts.next(), counts.next(), counts.next()) else { return None };
    if first.unit != second.unit {
        return None;
    }
    let of_last_year = |from: usize, figure: &Figure| {
        let narrative = context.narrative;
        let last_year = context.report.year.map(|year| i64::from(year) - 1);
        let year = |other: &Figure| other.unit == Unit::Year && other.value.whole() == last_year;
        narrative.hits_in(from, figure.start).iter().any(|hit| hit.word == Word::OtherTime)
            || narrative.figures_in(from, figure.start).iter().any(year)
    };
    let (now, before) = match (of_last_year(start, first), of_last_year(first.end, second)) {
        (false, true) => (first, second),
        (true, false) => (second, first),
        _ => return None,
    };
    // 较上年减少6件 is no number of last year's.
    let words = context.prose.text()[..before.start].trim_end_matches('了');
    if ["增加", "减少", "增长", "下降", "上升", "多", "少"].iter().any(|change| words.ends_with(change)) {
        return None;
    }
    let (now, before) = (now.value.whole()?, before.value.whole().filter(|before| *before > 0)?);
    Some((now, before))
}

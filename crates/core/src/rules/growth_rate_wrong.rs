//! A growth rate that its two printed figures contradict.

use serde::Serialize;

use crate::finding::{Edit, Fix, Found};
use crate::narrative::{Class, Figure, Hit, Statement, Unit, Word, has_any};
use crate::report::Report;

use super::page::page;
use super::rounding::{is_share, percent_in_words};
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A rate of growth, or of shrinking, and the numbers of two years that contradict it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct GrowthRateWrong {
    /// The later year's number.
    pub now: i64,
    /// The earlier year's number; it is above 0.
    pub before: i64,
    /// The rate as written, with its way in front: 增长15.5%.
    pub written: String,
    /// The rate of the two numbers, with as many digits: 增长 13.3%.
    pub computed: String,
}

impl Slip for GrowthRateWrong {
    const RULE: Rule = Rule {
        id: "growth-rate-wrong",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Implied, text: "增长率应当等于两年之差除以上年数" },
        page: page!("growth-rate-wrong.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let narrative = context.narrative;
        let mut found = Vec::new();
        for percent in narrative.figures.iter().filter(|figure| figure.unit == Unit::Percent) {
            let statement = context.statement_before(percent);
            let last_end = statement.figures().last().map_or(0, |figure| figure.end);
            let is_way = |hit: &&Hit| matches!(hit.word, Word::Grow | Word::Shrink);
            let way = statement.hits().iter().rfind(is_way).filter(|way| way.start >= last_end);
            let Some(way) = way else { continue };
            let Some((now, before)) = two_years(context, &statement, percent) else { continue };
            // Both are 0 or what was said to be added is more than there is.
            if before <= 0 {
                continue;
            }
            let grows = way.word == Word::Grow;
            if is_share(percent, if grows { now - before } else { before - now }, before) {
                continue;
            }
            let share = percent_in_words(now - before, before, percent.decimals);
            let slip = GrowthRateWrong {
                now,
                before,
                written: format!("{}{}", in_words(grows), narrative.span_of(percent).of(context.source.text())),
                computed: format!("{} {share}", in_words(now >= before)),
            };
            let fix = fix(context, way, percent, now - before, share);
            found.push(Found { fixes: fix.into_iter().collect(), ..slip.asked_of(context, percent) });
        }
        found
    }

    fn say(&self, _: &Report) -> Sentence {
        let GrowthRateWrong { now, before, written, computed } = self;
        Sentence {
            message: format!("由 {before} 到 {now}，应为{computed}，正文写的是{written}，请核对。"),
            advice: "请核对两年的数和增长率，三者应当相符。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.computed.clone())
    }
}

fn in_words(grows: bool) -> &'static str {
    if grows { "增长" } else { "下降" }
}

/// The rate as the two numbers have it, and the way where the report has the other: that only where the percentage stands
/// right behind its word, 下降15%.
fn fix(context: &Context, way: &Hit, percent: &Figure, change: i64, share: String) -> Option<Fix> {
    let (narrative, text) = (context.narrative, context.source.text());
    let (way_span, span) = (narrative.prose.origin(way.start, way.end), narrative.span_of(percent));
    let mut edits = Vec::new();
    if (way.word == Word::Grow) != (change > 0) {
        let between = &narrative.prose.text()[way.end..percent.start];
        if change == 0 || !matches!(between, "" | "了" | "约") {
            return None;
        }
        edits.push(Edit { span: way_span, text: in_words(change > 0).to_owned() });
    }
    let label = match &edits[..] {
        [] => format!("改为“{share}”"),
        _ => format!("改为“{}{share}”", in_words(change > 0)),
    };
    if span.of(text) != share {
        edits.push(Edit { span, text: share });
    }
    let in_one_line = !way_span.join(span).of(text).contains(['\n', '\r']);
    (in_one_line && !edits.is_empty()).then_some(Fix { label, safe: false, edits })
}

/// This year's number and last year's, where the sentence prints these two, or one of them and their difference.
fn two_years(context: &Context, statement: &Statement, percent: &Figure) -> Option<(i64, i64)> {
    let (start, figures) = (statement.start_of_sentence(), statement.figures());
    let counts: Vec<&Figure> = figures.iter().filter(|figure| !matches!(figure.unit, Unit::Year)).take(4).collect();
    let text = context.prose.text();
    let now = counts.first()?;
    if counts.iter().any(|figure| figure.unit != now.unit || text[figure.start..figure.end].contains(['万', '亿'])) {
        return None;
    }
    let is_last_years = |from: usize, figure: &Figure| is_last_years(context, from, figure);
    // 2022年28件,2023年41件: of two years before the report year.
    let year = context.report.year.map(i64::from);
    let earlier = |other: &Figure| other.unit == Unit::Year && other.value.whole() < year.map(|year| year - 1);
    if figures.iter().any(earlier) {
        return None;
    }
    match counts[..] {
        [now] if !is_last_years(start, now) => {
            // 收到34件，同比下降15%（上年40件）
            let bracket = text[percent.end..].strip_prefix('(')?;
            let end = percent.end + 1 + bracket.find(')')?;
            let [before] = context.narrative.figures_in(percent.end, end) else { return None };
            let same = before.unit == now.unit && is_last_years(percent.end, before);
            Some((now.count()?, before.count().filter(|_| same)?))
        }
        // 收到34件，较上年减少6件
        [now, difference] if !is_last_years(start, now) => match change(&text[now.end..difference.start]) {
            Some(sign) => Some((now.count()?, now.count()? - sign * difference.count()?)),
            None if is_last_years(now.end, difference) && before_change(&text[..difference.start]).is_none() => {
                Some((now.count()?, difference.count()?))
            }
            None => None,
        },
        [before, now] if !is_last_years(before.end, now) && before_change(&text[..now.start]).is_none() => {
            Some((now.count()?, before.count()?))
        }
        // 收到34件，比上年的40件减少6件
        [now, before, difference]
            if !is_last_years(start, now)
                && is_last_years(now.end, before)
                && before_change(&text[before.end..difference.start]).is_some_and(|(rest, _)| rest.is_empty()) =>
        {
            Some((now.count()?, before.count()?))
        }
        _ => None,
    }
}

/// Whether a number is said to be last year's, in the words between `from` and it.
fn is_last_years(context: &Context, from: usize, figure: &Figure) -> bool {
    let narrative = context.narrative;
    let last_year = context.report.year.map(|year| i64::from(year) - 1);
    let year = |other: &Figure| other.year().is_some() && other.year() == last_year;
    has_any(narrative.hits_in(from, figure.start), &[Word::OtherTime])
        || narrative.figures_in(from, figure.start).iter().any(year)
}

/// What stands in front of the word by which a number is a difference from before, and the way of it: 1 or -1.
fn before_change(words: &str) -> Option<(&str, i64)> {
    let words = words.trim_end_matches('了');
    let less = || Class::Decrease.before(words).map(|before| (before, -1));
    Class::Increase.before(words).map(|before| (before, 1)).or_else(less)
}

/// ，较上年减少: the way of a difference from last year, where nothing but that is said.
fn change(words: &str) -> Option<i64> {
    let (compared, sign) = before_change(words)?;
    let year = Class::ComparedYear.skipped(compared);
    let rest = Class::ComparedYear.skipped(year.trim_start_matches(|character: char| character.is_ascii_digit()));
    (rest.is_empty() && compared.len() > 1).then_some(sign)
}

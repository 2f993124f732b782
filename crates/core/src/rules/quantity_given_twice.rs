//! The same quantity stated twice with different values: how much was published in all, how often there was training.

use serde::Serialize;

use crate::finding::{Edit, Fix, Found, Related, Severity};
use crate::narrative::{Class, Figure, Unit, Word, behind_own_name, has_any};
use crate::report::Report;

use super::mending;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// Two sentences that give the same count differently.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct QuantityGivenTwice {
    /// The words of the later one, up to its number.
    pub here: String,
    /// The words of the first one, up to its number.
    pub before: String,
    /// What both count: 公开信息的总数, 业务培训的次数.
    pub counted: String,
}

impl Slip for QuantityGivenTwice {
    const RULE: Rule = Rule {
        id: "quantity-given-twice",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "同一件事在正文里的数字应当前后一致" },
        page: page!("quantity-given-twice.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let narrative = context.narrative;
        let counted = narrative.figures.iter().filter(|figure| figure.unit == Unit::Count('条'));
        let published = counted.filter(|figure| is_all_published(context, figure));
        let published = first_two(published).map(|pair| (pair, "公开信息的总数".to_owned()));
        let Some(((earlier, figure), counted)) = published.or_else(|| events(context)) else { return Vec::new() };
        let (Some(known), Some(count)) = (earlier.count(), figure.count()) else { return Vec::new() };
        let words = |figure: &Figure| {
            let clause = &narrative.prose.clauses[figure.clause];
            narrative.prose.origin(clause.start, figure.end).of(context.source.text()).trim().to_owned()
        };
        let here = fix(context, figure, count, known, "这里");
        let there = fix(context, earlier, known, count, "前面");
        let slip = QuantityGivenTwice { here: words(figure), before: words(earlier), counted };
        vec![Found {
            related: vec![Related { span: narrative.span_of(earlier), message: words(earlier) }],
            fixes: here.into_iter().chain(there).collect(),
            ..slip.at(Severity::Warning, context.place_of_clause(figure.clause), narrative.span_of(figure))
        }]
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("{}，这里写“{}”，前面写“{}”，请核对。", self.counted, self.here, self.before),
            advice: "是同一个数的，请改为一致；口径不同的，请写明各指什么。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.here.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.before.clone())
    }
}

/// The first of some numbers, and the first behind it that is another.
fn first_two<'a>(mut numbers: impl Iterator<Item = &'a Figure>) -> Option<(&'a Figure, &'a Figure)> {
    let first = numbers.next()?;
    Some((first, numbers.find(|other| other.count() != first.count())?))
}

/// A text that goes on without end tells of no more events.
const MOST_EVENTS: usize = 40;

/// 全年组织业务培训3次 … 业务培训4次: how often the organ held one kind of event in the year.
fn events<'a>(context: &Context<'a>) -> Option<((&'a Figure, &'a Figure), String)> {
    let figures = context.narrative.figures.iter().filter(|figure| figure.unit.is_times());
    let events = figures.filter_map(|figure| Some((event_of_year(context, figure)?, figure)));
    let events: Vec<(&str, &Figure)> = events.take(MOST_EVENTS).collect();
    events.iter().find_map(|(event, first)| {
        let same = events.iter().filter(|(other, figure)| other == event && figure.unit == first.unit);
        let pair = first_two(same.map(|(_, figure)| *figure))?;
        Some((pair, format!("{event}的次数")))
    })
}

/// The kind of event that a number counts, where its clause says nothing but that the organ held it, and its sentence speaks of no
/// part of the year, of nobody else and of no part of them.
fn event_of_year<'a>(context: &Context<'a>, figure: &Figure) -> Option<&'a str> {
    let narrative = context.narrative;
    let organ = context.report.organ.as_deref().unwrap_or("");
    let mut words = context.prose.clause_before(figure.clause, figure.start);
    words = Class::InAll.before(words).unwrap_or(words);
    loop {
        let rest = words.trim_start_matches(|character: char| character.is_ascii_digit());
        let rest = Class::BeforePublished.behind(rest).or_else(|| behind_own_name(organ, rest));
        match rest.or_else(|| Class::Holds.behind(words)) {
            Some(rest) => words = rest,
            None => break,
        }
    }
    let statement = narrative.statement_until(context.report, figure.clause, figure.start);
    let apart = [Word::Wider, Word::AmongThem, Word::Grow, Word::Shrink];
    let said = statement.words_of_part();
    (Class::Event.is(words) && statement.is_of_all(said) && !has_any(said, &apart)).then_some(words)
}

/// One of the two numbers as the other has it.
fn fix(context: &Context, figure: &Figure, count: i64, other: i64, place: &str) -> Option<Fix> {
    let span = context.narrative.span_of(figure);
    let text = mending::with_count(span.of(context.source.text()), count, other)?;
    Some(Fix { label: format!("{place}改为 {text}"), safe: false, edits: vec![Edit { span, text }] })
}

/// So far back a channel is looked for, in bytes.
const LONGEST_SENTENCE: usize = 400;

/// Whether a number is of all that the organ published in the year, and of nothing besides: nothing but that stands in
/// front of it in its sentence.
fn is_all_published(context: &Context, figure: &Figure) -> bool {
    let narrative = context.narrative;
    let start = narrative.sentence(figure.clause).0;
    let sentence = &narrative.prose.text()[start..figure.start];
    // Most numbers have other words in front of them.
    let named = Class::InAll.before(sentence).unwrap_or(sentence);
    if !named.ends_with("信息") && !named.ends_with("信息发布") {
        return false;
    }
    let own_year = context.report.year.map(i64::from);
    if narrative.figures_in(start, figure.start).iter().any(|other| other.year().is_none() || other.year() != own_year)
    {
        return false;
    }
    // （一）主动公开情况：2024年我局……
    let mut words = sentence.rsplit(':').next().unwrap_or(sentence);
    // Without year or pronoun it may be of whatever the paragraph is about.
    let organ = context.report.organ.as_deref().filter(|organ| !organ.is_empty());
    let sentence = words;
    let own = || {
        sentence.starts_with("20")
            || sentence.contains(['我', '本'])
            || organ.is_some_and(|organ| sentence.contains(organ))
    };
    loop {
        words = words.trim_start_matches(|character: char| character.is_ascii_digit());
        if let Some(rest) = Class::AllPublished.behind(words) {
            let published = &words[..words.len() - rest.len()];
            let of_all = || {
                published.starts_with("主动公开")
                    && published.ends_with("政府信息")
                    && !follows_channel(context, figure)
            };
            return (rest.is_empty() || Class::InAll.is(rest)) && (own() || of_all());
        }
        // 全县 is a bureau's county, and a government's own.
        let region = || Class::OwnRegion.behind(words).filter(|_| context.report.level.is_government());
        match Class::BeforePublished.behind(words).or_else(|| words.strip_prefix(organ?)).or_else(region) {
            Some(rest) => words = rest,
            None => return false,
        }
    }
}

/// Whether the sentence before speaks of a channel, of which this one may go on to tell.
fn follows_channel(context: &Context, figure: &Figure) -> bool {
    let start = context.narrative.sentence(figure.clause).0;
    let (before, _) = context.prose.around(start, LONGEST_SENTENCE);
    let sentence = before.trim_end_matches('。').rsplit(['。', '\n']).next().unwrap_or(before);
    Class::Channel.is_in(sentence)
}

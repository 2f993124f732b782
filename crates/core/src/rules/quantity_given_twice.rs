//! The same quantity stated twice with different values: how much was published in all, how often there was training.

use serde::Serialize;

use crate::finding::{Found, Related};
use crate::narrative::{Class, Figure, Unit, Word, has_any};
use crate::report::Report;

use super::mending::recounted;
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
        let here = recounted(context, figure, known, "这里");
        let there = recounted(context, earlier, count, "前面");
        let slip = QuantityGivenTwice { here: words(figure), before: words(earlier), counted };
        vec![Found {
            related: vec![Related { span: narrative.span_of(earlier), message: words(earlier) }],
            fixes: here.into_iter().chain(there).collect(),
            ..slip.asked_of(context, figure)
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
    let statement = context.statement_before(figure);
    let words = context.prose.clause_before(figure.clause, figure.start);
    let counted = Class::InAll.before(words).unwrap_or(words);
    let event = statement.behind_subject(counted, &[Class::BeforePublished, Class::Holds]);
    let apart = [Word::Wider, Word::AmongThem, Word::Grow, Word::Shrink];
    let said = statement.words_of_part();
    (Class::Event.is(event) && statement.is_of_all(said) && !has_any(said, &apart)).then_some(event)
}

/// Whether a number is of all that the organ published in the year, and of nothing besides: nothing but that stands in
/// front of it in its sentence.
fn is_all_published(context: &Context, figure: &Figure) -> bool {
    let (statement, report) = (context.statement_before(figure), context.report);
    let sentence = statement.words();
    let counted = Class::InAll.before(sentence).unwrap_or(sentence);
    let of_other = |other: &Figure| other.unit != Unit::Year || other.is_another_year(report);
    // Most numbers have other words in front of them.
    if !(counted.ends_with("信息") || counted.ends_with("信息发布")) || statement.figures().iter().any(of_other) {
        return false;
    }
    // （一）主动公开情况：2024年我局……
    let words = counted.rsplit(':').next().unwrap_or(counted);
    // 全县 is a bureau's county, and a government's own.
    let passed = [Class::BeforePublished, Class::OwnRegion];
    let passed = if report.level.is_government() { &passed[..] } else { &passed[..1] };
    let published = statement.behind_subject(words, passed);
    // Without year or pronoun it may be of whatever the paragraph is about.
    let organ = report.organ.as_deref().filter(|organ| !organ.is_empty());
    let own =
        words.starts_with("20") || words.contains(['我', '本']) || organ.is_some_and(|organ| words.contains(organ));
    let of_all = || {
        published.starts_with("主动公开")
            && published.ends_with("政府信息")
            && !follows_channel(context, statement.start_of_sentence())
    };
    Class::AllPublished.is(published) && (own || of_all())
}

/// Whether the sentence before one that begins at a place speaks of a channel, of which this one may go on to tell.
fn follows_channel(context: &Context, start: usize) -> bool {
    let (narrative, clauses) = (context.narrative, &context.prose.clauses);
    let own = narrative.clause_at(start);
    let before = own.checked_sub(1).filter(|before| clauses[*before].paragraph == clauses[own].paragraph);
    before.is_some_and(|before| Class::Channel.is_in(narrative.sentence_words(before)))
}

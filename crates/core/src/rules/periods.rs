//! The statistical periods of the prose.

use crate::finding::Place;
use crate::narrative::{Class, Period};

use super::vocabulary::Context;

/// The periods that the prose gives for its figures.
pub(super) fn statistical_periods<'a>(context: &'a Context) -> impl Iterator<Item = &'a Period> {
    context.narrative.periods.iter().filter(|period| {
        let at = context.prose.clauses.partition_point(|clause| clause.end <= period.start);
        if at >= context.prose.clauses.len() {
            return false;
        }
        let words = context.narrative.sentence_words(at);
        // 上年（统计期限为…） is another's.
        Class::Statistical.is_in(words) && !Class::OtherPeriod.is_in(words)
    })
}

/// Where a period belongs in the form.
pub(super) fn place_of(context: &Context, period: &Period) -> Place {
    let at = context.prose.clauses.partition_point(|clause| clause.end <= period.start);
    let section = context.prose.clauses.get(at).and_then(|clause| context.prose.section_of(clause));
    section.map_or(Place::Preamble, Place::Section)
}

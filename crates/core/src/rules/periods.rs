//! The statistical periods of the prose.

use crate::finding::Place;
use crate::narrative::Period;
use crate::searching::holds_any;

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
        holds_any(words, "统计 期限 所列数据 数据时间") && !holds_any(words, "上年 上一年 去年 考核")
    })
}

/// Where a period belongs in the form.
pub(super) fn place_of(context: &Context, period: &Period) -> Place {
    let at = context.prose.clauses.partition_point(|clause| clause.end <= period.start);
    let section = context.prose.clauses.get(at).and_then(|clause| context.prose.section_of(clause));
    section.map_or(Place::Preamble, Place::Section)
}

//! What a number may be a share of: the numbers of its paragraph, what they add up to side by side, and the tables' totals.

use crate::form::TableNumber;
use crate::narrative::{Figure, Unit};
use crate::report::CellAddress;

use super::Context;

/// A paragraph that goes on without end has more numbers than anyone divides by.
const MOST: usize = 40;

/// So many numbers side by side are added up.
const SIDE_BY_SIDE: usize = 8;

/// Every whole that is at least as large as its part. `listed` is what the list that holds the part adds up to.
pub(super) fn bases(context: &Context, part: &Figure, listed: Option<i64>) -> Vec<i64> {
    let narrative = context.narrative;
    let paragraph = &context.prose.paragraphs[context.prose.clauses[part.clause].paragraph];
    let (start, end) = narrative.sentence(part.clause);
    let before = narrative.figures_in(paragraph.start, part.start);
    let behind = narrative.figures_in(part.end, end);
    // 办结33件。送达方式上,邮寄24份: the whole may be counted otherwise, where it stands near.
    let near = context.prose.clauses.partition_point(|clause| clause.end < start).saturating_sub(1);
    let near = narrative.sentence(near).0.max(paragraph.start);
    let is_whole = |figure: &&Figure| figure.unit == part.unit || figure.start >= near;
    let printed = before.iter().rev().filter(is_whole).take(MOST).chain(behind.iter().take(MOST));
    let mut bases: Vec<i64> = printed.filter_map(Figure::count).chain(listed).collect();
    bases.extend(sums_in_front(context, part));
    bases.extend(sums_of_shares(before, part, behind));
    if matches!(part.unit, Unit::Count('件' | '宗' | '起' | '人' | '名')) {
        bases.extend(of_requests(context));
        bases.extend(of_other_tables(context));
    }
    bases.retain(|base| Some(*base) >= part.count());
    bases
}

/// What numbers that stand side by side in front of another in its sentence add up to: 建议11件、提案9件,公开答复18件.
fn sums_in_front(context: &Context, part: &Figure) -> Vec<i64> {
    let (start, _) = context.narrative.sentence(part.clause);
    let before = context.narrative.figures_in(start, part.start).iter().rev();
    let counts: Vec<i64> = before.map_while(Figure::count).take(SIDE_BY_SIDE).collect();
    (0..counts.len()).flat_map(|first| sums_from(&counts[first..])).collect()
}

/// What a number adds up to with those beside it that have shares as well, and what those in front of it do by themselves:
/// 文字11篇,占61.1%;图解5篇,占27.8%;视频2个,占11.1%.
fn sums_of_shares(before: &[Figure], part: &Figure, behind: &[Figure]) -> Vec<i64> {
    let is_beside = |figure: &&Figure| figure.count().is_some() || figure.unit == Unit::Percent;
    let before = before.iter().rev().take_while(is_beside).filter_map(Figure::count).take(SIDE_BY_SIDE);
    let behind: Vec<i64> = behind.iter().take_while(is_beside).filter_map(Figure::count).take(SIDE_BY_SIDE).collect();
    let own = part.count().unwrap_or(0);
    let in_front: Vec<i64> = sums_from(&before.collect::<Vec<i64>>()).collect();
    let with_own = std::iter::once(own).chain(in_front.iter().map(|sum| own + sum));
    let whole = with_own.flat_map(|sum| std::iter::once(sum).chain(sums_from(&behind).map(move |more| sum + more)));
    whole.chain(in_front.iter().copied()).collect()
}

/// The sums of the first one, two, three numbers and so on.
fn sums_from(counts: &[i64]) -> impl Iterator<Item = i64> + '_ {
    counts.iter().scan(0, |sum, count| {
        *sum += count;
        Some(*sum)
    })
}

/// The totals that shares of requests are taken of, those answered last.
pub(super) fn of_requests(context: &Context) -> Vec<i64> {
    let count = |row| cell(context, TableNumber::Three, row, "total");
    let (received, carried_in, outcomes) = (count("received"), count("carried_in"), count("outcome_total"));
    let both = received.zip(carried_in).map(|(received, carried_in)| received + carried_in);
    [received, both, outcomes].into_iter().flatten().collect()
}

/// The decisions that table 2 counts, and the disputes of table 4.
fn of_other_tables(context: &Context) -> Vec<i64> {
    let decisions = ["licensing", "penalty", "compulsion"].map(|row| cell(context, TableNumber::Two, row, "decisions"));
    let disputes = ["reconsideration", "litigation_direct", "litigation_after"]
        .map(|row| cell(context, TableNumber::Four, row, "total"));
    decisions.into_iter().chain(disputes).flatten().collect()
}

fn cell(context: &Context, table: TableNumber, row: &'static str, column: &'static str) -> Option<i64> {
    context.report.cell(CellAddress { table, row, column }).and_then(|cell| cell.count())
}

//! What a number may be a share of: the numbers of its paragraph, what they add up to side by side, and the tables' totals.

use crate::form::{ColumnId, RowId};
use crate::narrative::{Figure, Unit, request_totals};
use crate::report::CellAddress;

use super::vocabulary::Context;

/// A paragraph that goes on without end has more numbers than anyone divides by.
pub(super) const MOST: usize = 40;

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
    let (near, _) = narrative.sentence(narrative.clause_at(start).saturating_sub(1));
    let mut bases: Vec<i64> = listed.into_iter().collect();
    for figure in before.iter().rev().take(MOST).chain(behind.iter().take(MOST)) {
        if figure.unit == part.unit || figure.start >= near {
            bases.extend(figure.count());
        }
    }
    add_sums(&mut bases, before, part, behind);
    if matches!(part.unit, Unit::Count('件' | '宗' | '起' | '人' | '名')) {
        bases.extend(request_totals(context.report).into_iter().flatten());
        bases.extend(of_other_tables(context));
    }
    bases.retain(|base| Some(*base) >= part.count());
    bases
}

/// What numbers that stand side by side add up to, with or without their shares: 建议11件、提案9件,公开答复18件;
/// 文字11篇,占61.1%;图解5篇,占27.8%;视频2个,占11.1%.
fn add_sums(bases: &mut Vec<i64>, before: &[Figure], part: &Figure, behind: &[Figure]) {
    let is_beside = |figure: &&Figure| figure.count().is_some() || figure.unit == Unit::Percent;
    let mut counts: Vec<i64> =
        before.iter().rev().take_while(is_beside).filter_map(Figure::count).take(SIDE_BY_SIDE).collect();
    counts.reverse();
    counts.extend(part.count());
    counts.extend(behind.iter().take_while(is_beside).filter_map(Figure::count).take(SIDE_BY_SIDE));
    for first in 0..counts.len() {
        let mut sum = 0;
        for count in &counts[first..] {
            sum += count;
            bases.push(sum);
        }
    }
}

/// The decisions that table 2 counts, and the disputes of table 4.
fn of_other_tables(context: &Context) -> Vec<i64> {
    let decisions = [RowId::Licensing, RowId::Penalty, RowId::Compulsion].map(|row| (row, ColumnId::Decisions));
    let disputes = [RowId::Reconsideration, RowId::LitigationDirect, RowId::LitigationAfter];
    let disputes = disputes.map(|row| (row, ColumnId::Total));
    let count = |(row, column)| context.count(CellAddress { row, column });
    decisions.into_iter().chain(disputes).filter_map(count).collect()
}

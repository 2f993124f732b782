//! Wholes of the prose and their parts: 共186条，其中文件24条、动态121条; 186条（文件24条、动态121条）; 文件24条、动态121条，共145条.

use crate::narrative::{Class, Clause, Figure, Hit, Unit, Word, has_any};

use super::vocabulary::Context;

/// A whole and its parts.
pub(super) struct Breakdown<'a> {
    pub total: &'a Figure,
    /// Two or more, in the order of the text.
    pub parts: Vec<Figure>,
    /// Whether the parts are outcomes of requests or disputes.
    pub of_outcomes: bool,
    pub naming: Naming,
}

/// How the parts are introduced.
#[derive(Clone, Copy)]
pub(super) enum Naming {
    /// 其中, 分别为, brackets: all of them, as a rule.
    All,
    /// 包括, 涵盖: perhaps some of them.
    Some,
    /// 共 behind them: exactly these.
    Sum,
}

/// All that the prose gives, in no order.
pub(super) fn breakdowns<'a>(context: &'a Context<'a>) -> impl Iterator<Item = Breakdown<'a>> {
    let narrative = context.narrative;
    let behind_among = narrative.every(&[Word::AmongThem]).filter_map(|hit| behind_among(context, hit));
    let beside = narrative.figures.iter().filter_map(|total| {
        in_brackets(context, total).or_else(|| behind_whole(context, total)).or_else(|| before_sum(context, total))
    });
    behind_among.chain(beside)
}

/// The whole in front of 其中 and its parts behind it.
fn behind_among<'a>(context: &Context<'a>, among: &Hit) -> Option<Breakdown<'a>> {
    let narrative = context.narrative;
    let text = narrative.prose.text();
    let start = whole_before(context, among);
    // What stands in brackets, 2023年为22件, or compares is not the whole.
    let in_bracket =
        |at: usize| text[start..at].rfind(['(', ')']).is_some_and(|mark| text[start + mark..].starts_with('('));
    let is_whole =
        |figure: &&Figure| figure.unit != Unit::Percent && !in_bracket(figure.start) && !is_difference(context, figure);
    let mut before = narrative.figures_in(start, among.start).iter().rev().filter(is_whole);
    let total = before.next()?;
    // 行政复议9件、行政诉讼3件,其中…: of both.
    let is_parallel = |other: &Figure| {
        other.unit == total.unit && other.clause == total.clause && text[other.end..total.start].starts_with('、')
    };
    if before.next().is_some_and(is_parallel) {
        return None;
    }
    // Brackets hold parts of parts.
    let list_end = end_of_parts(context, total, among.end, in_bracket(among.start))?;
    breakdown(context, total, among.end, list_end, Naming::All)
}

/// Where the parts behind a place end: a list ends where another begins, or with its bracket; what stands behind its last number
/// says something about all of them. None where 等 or a bracket leaves parts out.
fn end_of_parts(context: &Context, total: &Figure, start: usize, inside: bool) -> Option<usize> {
    let narrative = context.narrative;
    let (clauses, text) = (&narrative.prose.clauses, narrative.prose.text());
    let at = narrative.clause_at(start);
    let (_, end) = narrative.sentence(at);
    let ends = |clause: &&Clause| matches!(clause.mark, ';' | '。' | '\n') || (inside && clause.mark == ')');
    let first = clauses.get(at..)?.iter().find(ends);
    let mut list_end = first.map_or(end, |last| last.end).min(end);
    if first.is_some_and(|last| last.mark == ';') && is_one_each(context, total, start, end) {
        list_end = end;
    }
    let list_end = narrative.figures_in(start, list_end).last().map_or(start, |last| last.end);
    (!text[start..list_end].contains('(') && !text[list_end..].starts_with('等')).then_some(list_end)
}

/// 其中:政策文件24条;工作动态121条;公示公告41条: three parts or more, each between semicolons.
fn is_one_each(context: &Context, total: &Figure, start: usize, end: usize) -> bool {
    let (text, figures) = (context.prose.text(), context.narrative.figures_in(start, end));
    figures.len() > 2
        && figures.len() == 1 + text[start..end].matches(';').count()
        && figures.iter().all(|figure| figure.unit == total.unit)
        && figures.windows(2).all(|pair| text[pair[0].end..pair[1].start].contains(';'))
}

/// Where the sentence with the whole begins: 发布信息186条。其中,… goes on with the one before, where that has one number.
fn whole_before(context: &Context, among: &Hit) -> usize {
    let narrative = context.narrative;
    let clauses = &narrative.prose.clauses;
    let at = narrative.clause_at(among.start);
    let (start, _) = narrative.sentence(at);
    let Some(before) = at.checked_sub(1).filter(|_| among.start == start) else { return start };
    let (before_start, _) = narrative.sentence(before);
    let counts = narrative.figures_in(before_start, start).iter().filter(|figure| figure.unit != Unit::Year).count();
    if clauses[before].paragraph == clauses[at].paragraph && counts == 1 { before_start } else { start }
}

/// A whole right in front of a bracket and its parts in it, where it holds nothing else.
fn in_brackets<'a>(context: &Context<'a>, total: &'a Figure) -> Option<Breakdown<'a>> {
    let start = total.end + 1;
    // Behind a semicolon the same whole is parted otherwise.
    let behind = context.prose.text()[total.end..].strip_prefix('(')?;
    let inside = behind.split(['(', ')', ';', '\n']).next()?;
    // 含 and its like name some of the parts.
    let some = Class::SomeParts.begins(inside);
    (!some).then(|| breakdown(context, total, start, start + inside.len(), Naming::All)).flatten()
}

/// 发布信息186条,分别为…, or 包括…: the parts right behind their whole.
fn behind_whole<'a>(context: &Context<'a>, total: &'a Figure) -> Option<Breakdown<'a>> {
    let text = context.prose.text();
    let behind = text[total.end..].trim_start_matches(',');
    let (rest, naming) = Class::Namely
        .behind(behind)
        .map(|rest| (rest, Naming::All))
        .or_else(|| Class::Including.behind(behind).map(|rest| (rest, Naming::Some)))?;
    let start = text.len() - rest.len();
    let list_end = end_of_parts(context, total, start, false)?;
    breakdown(context, total, start, list_end, naming)
}

/// 政策文件40条、工作动态50条,共90条: the parts right in front of their sum, joined by 、.
fn before_sum<'a>(context: &Context<'a>, total: &'a Figure) -> Option<Breakdown<'a>> {
    let narrative = context.narrative;
    let (clauses, text) = (&narrative.prose.clauses, narrative.prose.text());
    let clause = &clauses[total.clause];
    if !Class::InAll.is(&text[clause.start..total.start]) || text[total.end..].starts_with(is_word) {
        return None;
    }
    let (start, _) = narrative.sentence(total.clause);
    let before = narrative.figures_in(start, clause.start);
    let last = before.last().filter(|last| &text[last.end..clause.start] == ",")?;
    let is_part = |figure: &&Figure| figure.unit == total.unit;
    // With the numbers in front of them they may be the parts: 县级6场,乡镇14场、村级26场,共46场.
    let mut sum = 0;
    let suffix = before.iter().rev().take_while(is_part).enumerate().any(|(at, figure)| {
        sum += figure.count().unwrap_or(0);
        at > 0 && Some(sum) == total.count()
    });
    let in_list = before.iter().rev().take_while(|part| is_part(part) && part.clause == last.clause).count();
    let parts = &before[before.len() - in_list..];
    let joined = parts.windows(2).all(|pair| text[pair[0].end..pair[1].start].starts_with('、'));
    if suffix || !joined {
        return None;
    }
    breakdown(context, total, parts.first()?.start, last.end, Naming::Sum)
}

/// Whether a character goes on with words.
fn is_word(next: char) -> bool {
    matches!(next, '\u{4e00}'..='\u{9fff}')
}

/// What makes a list with numbers no list of parts.
const OTHER_STORY: &[Word] = {
    use Word::{Altogether, AmongThem, Answer, CarriedIn, CarriedOut, Carry, Etc, Finish, Grow, OtherTime, Shrink};
    &[AmongThem, Answer, Carry, CarriedIn, CarriedOut, Altogether, Etc, Finish, Grow, OtherTime, Shrink]
};

/// The parts of a whole between two places, where they are a plain list in its unit.
fn breakdown<'a>(
    context: &Context<'a>,
    total: &'a Figure,
    start: usize,
    end: usize,
    naming: Naming,
) -> Option<Breakdown<'a>> {
    let narrative = context.narrative;
    let Unit::Count(_) = total.unit else { return None };
    let end = end_of_list(context, total, start, end);
    let figures = narrative.figures_in(start, end);
    let parts: Vec<Figure> = figures.iter().filter(|figure| figure.unit == total.unit).copied().collect();
    let other_unit = figures.iter().any(|figure| figure.unit != total.unit && figure.unit != Unit::Percent);
    let rounded = std::iter::once(total).chain(&parts).any(|figure| is_rounded(context, figure));
    let hits = narrative.hits_in(start, end);
    let words = &context.prose.text()[start..end];
    let apart = Class::Apart.is_in(words);
    let plain = parts.len() >= 2 && !other_unit && !rounded && !apart && !has_any(hits, OTHER_STORY);
    let of_outcomes = hits.iter().any(|hit| hit.word.is_outcome());
    plain.then_some(Breakdown { total, parts, of_outcomes, naming })
}

/// Where a list of parts ends: in front of the first clause that counts something else or compares, where no further part
/// stands behind it. 其中文件24条、动态121条、公告41条,同比增长10%,阅读量2万次.
fn end_of_list(context: &Context, total: &Figure, start: usize, end: usize) -> usize {
    let narrative = context.narrative;
    let is_part = |figure: &&Figure| figure.unit == total.unit;
    let Some(last) = narrative.figures_in(start, end).iter().rfind(is_part) else { return end };
    let compares = || has_any(narrative.hits_in(last.end, end), &[Word::Grow, Word::Shrink, Word::OtherTime]);
    // Right behind the last part, in its clause, an item in another unit belongs to the list.
    let next = narrative.figures_in(last.end, end).first();
    let other = next.is_some_and(|next| next.clause > last.clause);
    if other || compares() { last.end } else { end }
}

/// 1.2万条, 约300条.
fn is_rounded(context: &Context, figure: &Figure) -> bool {
    let text = context.prose.text();
    text[figure.start..figure.end].contains(['万', '亿']) || Class::Nearly.ends(&text[..figure.start])
}

/// 增加41条, 比上年多41条: how much more or less than before, no whole.
fn is_difference(context: &Context, figure: &Figure) -> bool {
    let prose = context.prose;
    let before = prose.text()[prose.clauses[figure.clause].start..figure.start].trim_end_matches('了');
    let compared = || Class::AgainstBefore.is_in(before);
    Class::Change.ends(before) || (Class::Increase.ends(before) || Class::Decrease.ends(before)) && compared()
}

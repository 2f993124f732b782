//! 「共X条，其中A a条、B b条…」 or 「X条（A a条、B b条）」 whose parts do not add up.

use serde::Serialize;

use crate::finding::{Edit, Fix, Found, Severity};
use crate::narrative::{Class, Clause, Figure, Hit, Unit, Word};
use crate::report::Report;

use super::mending;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A whole and parts that do not add up to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct BreakdownDoesNotAddUp {
    /// The whole as written.
    pub total: i64,
    /// Its parts as written, in the order of the text, two or more.
    pub parts: Vec<i64>,
}

impl Slip for BreakdownDoesNotAddUp {
    const RULE: Rule = Rule {
        id: "breakdown-does-not-add-up",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Implied, text: "各部分之和应当等于总数" },
        page: page!("breakdown-does-not-add-up.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let narrative = context.narrative;
        let behind_among = narrative.every(&[Word::AmongThem]).filter_map(|hit| behind_among(context, hit));
        let in_brackets = narrative.figures.iter().filter_map(|total| in_brackets(context, total));
        let found = behind_among.chain(in_brackets).filter_map(|breakdown| {
            let slip = misfit(context, &breakdown)?;
            let place = context.place_of_clause(breakdown.total.clause);
            let fixes = fix(context, breakdown.total, &slip).into_iter().collect();
            Some(Found { fixes, ..slip.at(Severity::Warning, place, narrative.span_of(breakdown.total)) })
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        let printed: Vec<String> = self.parts.iter().map(i64::to_string).collect();
        Sentence {
            message: format!(
                "各分项合计应当等于总数：分项 {}={}，前面写的总数是 {}，请核对。",
                printed.join("+"),
                self.sum(),
                self.total
            ),
            advice: "请核对总数和各项；没有列全的，请加“等”字。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.total.to_string())
    }

    fn expected(&self) -> Option<String> {
        Some(self.sum().to_string())
    }
}

impl BreakdownDoesNotAddUp {
    /// What the parts add up to.
    fn sum(&self) -> i64 {
        self.parts.iter().sum()
    }
}

/// The numbers of a breakdown, where nothing explains that its parts do not add up.
fn misfit(context: &Context, breakdown: &Breakdown) -> Option<BreakdownDoesNotAddUp> {
    let Breakdown { total, parts, of_outcomes } = breakdown;
    let whole = total.count()?;
    let counts: Vec<i64> = parts.iter().filter_map(Figure::count).collect();
    let sum: i64 = counts.iter().sum();
    // What is published on all sites is counted once for each.
    if sum == whole || counts.contains(&whole) || stands_before(context, total, sum) {
        return None;
    }
    // 其中专职2名、兼职13名,党员11名: the first of them make up the whole, the others part it otherwise or are none of it.
    let made_up = counts.iter().scan(0, |sum, count| {
        *sum += count;
        Some(*sum)
    });
    // Kinds that overlap come to much more than the whole, and none of them to more. 、 joins the parts of one list.
    let joined = parts.windows(2).all(|pair| pair[0].clause == pair[1].clause);
    let overlap = !joined && sum * 100 > whole * 115 && counts.iter().all(|count| *count <= whole);
    if made_up.into_iter().any(|sum| sum == whole) || overlap {
        return None;
    }
    // Far fewer parts than the whole are examples, and of outcomes the tables tell what is left.
    if sum < whole && (sum * 10 < whole * 8 || *of_outcomes) {
        return None;
    }
    Some(BreakdownDoesNotAddUp { total: whole, parts: counts })
}

/// The whole as its parts add up; not where the tables have the whole, since then it is a part that is wrong.
fn fix(context: &Context, total: &Figure, slip: &BreakdownDoesNotAddUp) -> Option<Fix> {
    let narrative = context.narrative;
    let in_tables = narrative.claims.iter().any(|claim| {
        narrative.figures[claim.figure].start == total.start
            && claim.readings.iter().any(|reading| reading.value == slip.total)
    });
    let span = narrative.span_of(total);
    let text = mending::with_count(span.of(context.source.text()), slip.total, slip.sum()).filter(|_| !in_tables)?;
    Some(Fix { label: format!("总数改为 {text}"), safe: false, edits: vec![Edit { span, text }] })
}

/// A whole and its parts.
struct Breakdown<'a> {
    total: &'a Figure,
    parts: Vec<Figure>,
    /// Whether the parts are outcomes of requests or disputes.
    of_outcomes: bool,
}

/// The whole in front of 其中 and its parts behind it.
fn behind_among<'a>(context: &Context<'a>, among: &Hit) -> Option<Breakdown<'a>> {
    let narrative = context.narrative;
    let clauses = &narrative.prose.clauses;
    let at = clauses.partition_point(|clause| clause.end <= among.start);
    let (sentence_start, end) = narrative.sentence(at);
    let text = narrative.prose.text();
    let start = whole_before(context, at, sentence_start, among);
    // What stands in brackets, 2023年为22件, or compares is not the whole.
    let bracketed = |figure: &Figure| {
        let before = &text[start..figure.start];
        before.rfind(['(', ')']).is_some_and(|at| before[at..].starts_with('('))
    };
    let is_whole =
        |figure: &&Figure| figure.unit != Unit::Percent && !bracketed(figure) && !is_difference(context, figure);
    let mut before = narrative.figures_in(start, among.start).iter().rev().filter(is_whole);
    let total = before.next()?;
    // 行政复议9件、行政诉讼3件,其中…: of both.
    let is_parallel = |other: &Figure| {
        other.unit == total.unit && other.clause == total.clause && text[other.end..total.start].starts_with('、')
    };
    if before.next().is_some_and(is_parallel) {
        return None;
    }
    // A list ends where another begins, or with its bracket.
    let inside = text[start..among.start].rfind(['(', ')']).is_some_and(|at| text[start + at..].starts_with('('));
    let ends = |clause: &&Clause| matches!(clause.mark, ';' | '。' | '\n') || (inside && clause.mark == ')');
    let list_end = clauses[at..].iter().find(ends).map_or(end, |last| last.end);
    // What stands behind the last number says something about all of them.
    let list_end = narrative.figures_in(among.end, list_end.min(end)).last().map_or(among.end, |last| last.end);
    // Brackets hold parts of parts, and 等 leaves parts out.
    let plain = !text[among.end..list_end].contains('(') && !text[list_end..].starts_with('等');
    plain.then(|| breakdown(context, total, among.end, list_end)).flatten()
}

/// Where the sentence with the whole begins: 发布信息186条。其中,… goes on with the one before, where that has one number.
fn whole_before(context: &Context, at: usize, start: usize, among: &Hit) -> usize {
    let narrative = context.narrative;
    let clauses = &narrative.prose.clauses;
    let own = || clauses[at].start == start && among.start == start;
    let Some(before) = at.checked_sub(1).filter(|_| own()) else { return start };
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
    (!some).then(|| breakdown(context, total, start, start + inside.len())).flatten()
}

/// The parts of a whole between two places, where they are a plain list in its unit.
fn breakdown<'a>(context: &Context<'a>, total: &'a Figure, start: usize, end: usize) -> Option<Breakdown<'a>> {
    let narrative = context.narrative;
    let Unit::Count(_) = total.unit else { return None };
    let other_story = |hit: &Hit| {
        matches!(
            hit.word,
            Word::Etc
                | Word::AmongThem
                | Word::Answer
                | Word::Carry
                | Word::CarriedIn
                | Word::CarriedOut
                | Word::Altogether
                | Word::OtherTime
                | Word::Grow
                | Word::Shrink
                | Word::Finish
        )
    };
    let end = end_of_list(context, total, start, end);
    let figures = narrative.figures_in(start, end);
    let parts: Vec<Figure> = figures.iter().filter(|figure| figure.unit == total.unit).copied().collect();
    let other_unit = figures.iter().any(|figure| figure.unit != total.unit && figure.unit != Unit::Percent);
    let rounded = std::iter::once(total).chain(&parts).any(|figure| is_rounded(context, figure));
    let hits = narrative.hits_in(start, end);
    let words = &context.prose.text()[start..end];
    let apart = Class::Apart.is_in(words);
    let plain = parts.len() >= 2 && !other_unit && !rounded && !apart && !hits.iter().any(other_story);
    let of_outcomes = hits.iter().any(|hit| hit.word.is_outcome());
    plain.then_some(Breakdown { total, parts, of_outcomes })
}

/// Where a list of parts ends: in front of the first clause that counts something else or compares, where no further part
/// stands behind it. 其中文件24条、动态121条、公告41条,同比增长10%,阅读量2万次.
fn end_of_list(context: &Context, total: &Figure, start: usize, end: usize) -> usize {
    let narrative = context.narrative;
    let is_part = |figure: &&Figure| figure.unit == total.unit;
    let Some(last) = narrative.figures_in(start, end).iter().rfind(is_part) else { return end };
    let compares = |hit: &Hit| matches!(hit.word, Word::Grow | Word::Shrink | Word::OtherTime);
    // Right behind the last part, in its clause, an item in another unit belongs to the list.
    let next = narrative.figures_in(last.end, end).first();
    let other = next.is_some_and(|next| next.clause > last.clause);
    if other || narrative.hits_in(last.end, end).iter().any(compares) { last.end } else { end }
}

/// 1.2万条, 约300条.
fn is_rounded(context: &Context, figure: &Figure) -> bool {
    let text = context.prose.text();
    text[figure.start..figure.end].contains(['万', '亿'])
        || text[..figure.start].ends_with(['约', '近', '超', '逾', '过'])
}

/// 增加41条, 比上年多41条: how much more or less than before, no whole.
fn is_difference(context: &Context, figure: &Figure) -> bool {
    let prose = context.prose;
    let before = prose.text()[prose.clauses[figure.clause].start..figure.start].trim_end_matches('了');
    let compared = || Class::AgainstBefore.is_in(before);
    Class::Change.ends(before) || before.ends_with(['多', '少', '增', '减']) && compared()
}

/// Whether the sum stands as another number of the sentence in front of the whole: the parts may be that one's.
fn stands_before(context: &Context, total: &Figure, sum: i64) -> bool {
    let (start, _) = context.narrative.sentence(total.clause);
    context.narrative.figures_in(start, total.start).iter().any(|figure| figure.count() == Some(sum))
}

//! 「共X条，其中A a条、B b条…」 whose parts do not add up.

use crate::finding::{Evidence, Finding, Severity};
use crate::narrative::{Figure, Hit, Unit, Word};

use super::count_differs_from_table::place_of;
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "breakdown-does-not-add-up",
    basis: Basis { kind: BasisKind::Implied, text: "各部分之和应当等于总数" },
    page: page!("breakdown-does-not-add-up.md"),
    needs: &[],
    find,
    say: |finding, _, _| {
        let Evidence::Numbers(numbers) = &finding.evidence else { return Sentence::empty() };
        let Some((total, parts)) = numbers.split_first() else { return Sentence::empty() };
        let printed: Vec<String> = parts.iter().map(i64::to_string).collect();
        Sentence {
            message: format!(
                "“其中”各项 {}={}，前面写的总数是 {total}，请核对。",
                printed.join("+"),
                parts.iter().sum::<i64>()
            ),
            advice: "请核对总数和各项；没有列全的，加“等”字。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let narrative = context.narrative;
    for hit in narrative.every(&[Word::AmongThem]) {
        let Some((total, parts)) = breakdown(context, hit) else { continue };
        let Some(whole) = total.count() else { continue };
        let counts: Vec<i64> = parts.iter().filter_map(Figure::count).collect();
        let sum: i64 = counts.iter().sum();
        // Far fewer parts than the whole are examples, not a breakdown.
        if sum == whole || sum * 10 < whole * 8 {
            continue;
        }
        let span = narrative.span_of(total);
        findings.push(Finding {
            found: Some(whole.to_string()),
            expected: Some(sum.to_string()),
            evidence: Evidence::Numbers([vec![whole], counts].concat()),
            ..Finding::new(RULE.id, Severity::Warning, place_of(context, total.clause), span)
        });
    }
}

/// The whole in front of 其中 and its parts behind it, where they are a plain list in one unit.
fn breakdown<'a>(context: &Context<'a>, among: &Hit) -> Option<(&'a Figure, Vec<Figure>)> {
    let narrative = context.narrative;
    let clauses = &narrative.prose.clauses;
    let at = clauses.partition_point(|clause| clause.end <= among.start);
    let (start, end) = narrative.sentence(at);
    let total = narrative.figures_in(start, among.start).last()?;
    let Unit::Count(_) = total.unit else { return None };
    // A list ends where another begins.
    let list_end =
        clauses[at..].iter().find(|clause| matches!(clause.mark, ';' | '。' | '\n')).map_or(end, |last| last.end);
    // What stands behind the last number says something about all of them.
    let list_end = narrative.figures_in(among.end, list_end.min(end)).last().map_or(among.end, |last| last.end);
    // Brackets hold parts of parts.
    if narrative.prose.text()[among.end..list_end].contains('(') {
        return None;
    }
    let hits = narrative.hits_in(among.end, list_end);
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
    let parts = narrative.figures_in(among.end, list_end);
    let counted: Vec<Figure> = parts.iter().filter(|figure| figure.unit == total.unit).copied().collect();
    let other_unit = parts.iter().any(|figure| figure.unit != total.unit && figure.unit != Unit::Percent);
    (counted.len() >= 2 && !other_unit && !hits.iter().any(other_story)).then_some((total, counted))
}

//! 「共X条，其中A a条、B b条…」 or 「X条（A a条、B b条）」 whose parts do not add up.

use serde::Serialize;

use crate::finding::{Fix, Found};
use crate::narrative::Figure;
use crate::report::Report;

use super::breakdowns::{Breakdown, Naming, breakdowns};
use super::mending::recounted;
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
    /// Whether the whole stands behind its parts.
    pub is_behind: bool,
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
        let found = breakdowns(context).filter_map(|breakdown| {
            let slip = misfit(context, &breakdown)?;
            let fixes = fix(context, breakdown.total, &slip).into_iter().collect();
            Some(Found { fixes, ..slip.asked_of(context, breakdown.total) })
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        let printed: Vec<String> = self.parts.iter().map(i64::to_string).collect();
        Sentence {
            message: format!(
                "各分项合计应当等于总数：分项 {}={}，{}写的总数是 {}，请核对。",
                printed.join("+"),
                self.sum(),
                if self.is_behind { "后面" } else { "前面" },
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
    let Breakdown { total, parts, of_outcomes, naming } = breakdown;
    let whole = total.count()?;
    let counts: Vec<i64> = parts.iter().filter_map(Figure::count).collect();
    let sum: i64 = counts.iter().sum();
    // What is published on all sites is counted once for each.
    if sum == whole || counts.contains(&whole) || stands_before(context, total, sum) {
        return None;
    }
    // Kinds that overlap come to much more than the whole, and none of them to more. 、 joins the parts of one list.
    let joined = parts.windows(2).all(|pair| pair[0].clause == pair[1].clause);
    let overlap = !joined && sum * 100 > whole * 115 && counts.iter().all(|count| *count <= whole);
    if is_parted_otherwise(context, parts, whole) || overlap {
        return None;
    }
    // Far fewer parts than the whole are examples, and of outcomes the tables tell what is left.
    let leaves_out = match naming {
        Naming::Some => true,
        Naming::Sum => false,
        Naming::All => sum * 10 < whole * 8 || *of_outcomes,
    };
    if sum < whole && leaves_out {
        return None;
    }
    Some(BreakdownDoesNotAddUp { total: whole, parts: counts, is_behind: matches!(naming, Naming::Sum) })
}

/// 其中专职2名、兼职13名,党员11名: the first of them make up the whole, and the others part it otherwise or are none of it. A
/// list that goes on behind them with 、 has one part too many.
fn is_parted_otherwise(context: &Context, parts: &[Figure], whole: i64) -> bool {
    let mut sum = 0;
    let made_up = parts.iter().position(|part| {
        sum += part.count().unwrap_or(0);
        sum == whole
    });
    let next = made_up.and_then(|last| Some((parts.get(last)?, parts.get(last + 1)?)));
    let goes_on = next.is_some_and(|(last, next)| {
        let between = &context.prose.text()[last.end..next.start];
        between.starts_with('、') && !between.contains(',')
    });
    made_up.is_some() && !goes_on
}

/// The whole as its parts add up; not where the tables have the whole, since then it is a part that is wrong.
fn fix(context: &Context, total: &Figure, slip: &BreakdownDoesNotAddUp) -> Option<Fix> {
    let narrative = context.narrative;
    let in_tables = narrative.claims.iter().any(|claim| {
        narrative.figures[claim.figure].start == total.start
            && claim.readings.iter().any(|reading| reading.value == slip.total)
    });
    recounted(context, total, slip.sum(), "总数").filter(|_| !in_tables)
}

/// Whether the sum stands as another number of the sentence in front of the whole: the parts may be that one's.
fn stands_before(context: &Context, total: &Figure, sum: i64) -> bool {
    context.statement_before(total).figures().iter().any(|figure| figure.count() == Some(sum))
}

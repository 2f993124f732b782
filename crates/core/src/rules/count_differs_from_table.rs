//! A number of the prose that agrees with no cell it may mean.

use serde::Serialize;

use crate::finding::Found;
use crate::narrative::{Claim, Class};
use crate::report::Report;

use super::claims::{self, Told};
use super::fees::is_in_yuan;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A number of the prose with what the tables say instead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct CountDiffersFromTable {
    /// The number, and the cells that it may mean.
    #[serde(flatten)]
    pub told: Told,
}

impl Slip for CountDiffersFromTable {
    const RULE: Rule = Rule {
        id: "count-differs-from-table",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Implied, text: "正文与统计表写的是同一件事，数字应当一致" },
        page: page!("count-differs-from-table.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let differs = |claim: &&Claim| {
            let figure = &context.narrative.figures[claim.figure];
            let value = figure.count().or(figure.yuan());
            !claim.readings.iter().any(|reading| Some(reading.value) == value)
                && !is_in_yuan(context, claim)
                && !is_told_beside(context, claim)
                && (value == Some(0) || claim.readings.iter().any(|reading| reading.value != 0))
        };
        let differing = context.narrative.claims.iter().filter(differs);
        differing.map(|claim| claims::finding(context, claim, |told| CountDiffersFromTable { told })).collect()
    }

    fn say(&self, report: &Report) -> Sentence {
        let Told { words, counts, readings } = &self.told;
        Sentence {
            message: format!("正文写“{words}”，{}，请核对。", claims::in_words(*counts, readings, report)),
            advice: "请对照办理台账，改正文或改表，使两处一致。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.told.words.clone())
    }

    fn expected(&self) -> Option<String> {
        self.told.expected()
    }
}

/// 我市共收到1286件,其中市政府34件: the sentence gives the organ's own number as well.
fn is_told_beside(context: &Context, claim: &Claim) -> bool {
    let narrative = context.narrative;
    let figure = &narrative.figures[claim.figure];
    let (start, end) = narrative.sentence(figure.clause);
    narrative.figures_in(start, end).iter().any(|other| {
        let words = narrative.prose.clause_before(other.clause, other.start);
        let is_own = Class::OwnLevel.ends(Class::Came.stripped(words));
        let is_reading = claim.readings.iter().any(|reading| other.count() == Some(reading.value));
        is_own && is_reading && other.start != figure.start
    })
}

//! The prose claims cases where the tables have none.

use serde::Serialize;

use crate::finding::Found;
use crate::report::Report;

use super::claims::{self, Told};
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A number of the prose where the tables have 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct ClaimedButZero {
    /// The number, and the cells that it may mean.
    #[serde(flatten)]
    pub told: Told,
}

impl Slip for ClaimedButZero {
    const RULE: Rule = Rule {
        id: "claimed-but-zero",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Implied, text: "正文与统计表写的是同一件事，数字应当一致" },
        page: page!("claimed-but-zero.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let zero = context.narrative.claims.iter().filter(|claim| {
            let figure = &context.narrative.figures[claim.figure];
            let claimed = figure.count().or(figure.yuan()).is_some_and(|count| count > 0);
            claimed && claim.readings.iter().all(|reading| reading.value == 0)
        });
        zero.map(|claim| claims::finding(context, claim, |told| ClaimedButZero { told })).collect()
    }

    fn say(&self, report: &Report) -> Sentence {
        let Told { words, counts, readings } = &self.told;
        Sentence {
            message: format!("正文写“{words}”，而{}，请核对。", claims::in_words(*counts, readings, report)),
            advice: "请对照办理台账：确有的，把表填上；没有的，改正文。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.told.words.clone())
    }

    fn expected(&self) -> Option<String> {
        self.told.expected()
    }
}

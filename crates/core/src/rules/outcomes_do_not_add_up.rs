//! A column of table 3 whose outcomes do not add up to （七）总计.

use serde::Serialize;

use crate::arithmetic::Diagnosis;
use crate::finding::Found;
use crate::form::EquationKind;
use crate::report::Report;

use super::failing_sums::{self, FailingSums};
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// Failing sums with one cause; the finding shows its equations and repairs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct OutcomesDoNotAddUp {
    /// The equations and what would mend them.
    #[serde(skip)]
    pub diagnosis: Diagnosis,
}

impl Slip for OutcomesDoNotAddUp {
    const RULE: Rule = Rule {
        id: "outcomes-do-not-add-up",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Implied, text: "表三“（七）总计”是各项办理结果的总计" },
        page: page!("outcomes-do-not-add-up.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        failing_sums::find(context)
    }

    fn say(&self, report: &Report) -> Sentence {
        failing_sums::say(&self.diagnosis, report)
    }

    fn found(&self) -> Option<String> {
        failing_sums::found(&self.diagnosis)
    }

    fn expected(&self) -> Option<String> {
        failing_sums::expected(&self.diagnosis)
    }

    fn sums(&self) -> Option<&Diagnosis> {
        Some(&self.diagnosis)
    }
}

impl FailingSums for OutcomesDoNotAddUp {
    const KIND: EquationKind = EquationKind::Outcomes;
}

impl From<Diagnosis> for OutcomesDoNotAddUp {
    fn from(diagnosis: Diagnosis) -> Self {
        OutcomesDoNotAddUp { diagnosis }
    }
}

//! A column of table 3 where received and carried in do not equal the outcomes and what is carried out.

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
pub struct RequestsOutOfBalance {
    /// The equations and what would mend them.
    #[serde(skip)]
    pub diagnosis: Diagnosis,
}

impl Slip for RequestsOutOfBalance {
    const RULE: Rule = Rule {
        id: "requests-out-of-balance",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Official,
            text: "表三表头：本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和",
        },
        page: page!("requests-out-of-balance.md"),
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

impl FailingSums for RequestsOutOfBalance {
    const KIND: EquationKind = EquationKind::Balance;
}

impl From<Diagnosis> for RequestsOutOfBalance {
    fn from(diagnosis: Diagnosis) -> Self {
        RequestsOutOfBalance { diagnosis }
    }
}

use serde::{Deserialize, Serialize};

use crate::check::{CheckedReport, Finding};

/// A finding of an earlier check, as its output has it; other fields of it are passed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Earlier {
    /// Rule id.
    pub rule: String,
    /// What was wrong.
    pub message: String,
    /// By which it is known again.
    pub fingerprint: String,
}

/// The findings of a check, for a later one to be held against.
pub fn earlier_of(checked: &CheckedReport) -> Vec<Earlier> {
    let of = |finding: &Finding| Earlier {
        rule: finding.rule.to_owned(),
        message: checked.words(finding).message,
        fingerprint: finding.fingerprint.clone(),
    };
    checked.findings.iter().map(of).collect()
}

use serde::{Deserialize, Serialize};

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

//! Reports that this project writes itself, and where the real ones lie.

use std::path::PathBuf;

pub mod accuracy;
pub mod beside;
pub mod catalogue;
pub mod contract;
pub mod examples;
pub mod formats;
pub mod generate;
pub mod mending;
pub mod modules;
pub mod rule_set;
pub mod sample;
pub mod settings;
pub mod verdicts;

/// The folder of real reports beside the checkout, where there is one.
pub fn corpus() -> Option<PathBuf> {
    beside::beside("corpus")
}

//! The core of Gouji 勾稽: one 政府信息公开工作年度报告 in, one typed report, its coverage and its findings out.
//!
//! ```text
//! Source ──parse──▶ Report ──arithmetic──▶ Sums ──rules──▶ Finding…
//! ```
//!
//! [`check`] never fails and never panics: any text gives a report (perhaps an empty one), a coverage that says what
//! was and what was not checked, and findings. This crate does no I/O, reads no clock and no environment, and knows
//! nothing of browsers: the same text gives the same findings everywhere.
//!
//! ```
//! use gouji_core::{check, Options, Source};
//!
//! let checked = check(Source::plain("甲县财政局2023年政府信息公开工作年度报告\n一、总体情况\n……"), &Options::default());
//! assert_eq!(checked.report.year, Some(2023));
//! assert_eq!(checked.report.organ.as_deref(), Some("甲县财政局"));
//! ```

pub mod arithmetic;
mod check;
pub mod compare;
pub mod contract;
pub mod divisions;
pub mod editing;
pub mod finding;
mod fingerprint;
pub mod form;
mod lost_characters;
pub mod matching;
pub mod narrative;
mod options;
mod page_number;
mod parse;
pub mod problem;
pub mod report;
pub mod rules;
pub mod searching;
pub mod since;
mod source;
mod span;
pub mod voice;

pub use check::{CheckedReport, Finding, MAX_TEXT_BYTES, check};
pub use options::Options;
pub use source::{Grid, GridCell, Source};
pub use span::{LineIndex, Span};

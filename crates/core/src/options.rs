//! What a person or a program may give beside the text.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::form::Level;
use crate::report::Day;
use crate::source::Source;

/// What a check is given beside the text; the default gives nothing. Fields may be added: build it with
/// `..Options::default()`.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The organ's name, where the text does not say it or says it wrongly.
    pub organ: Option<String>,
    /// Its level.
    pub level: Option<Level>,
    /// The report year.
    pub year: Option<u16>,
    /// The last day for publishing the report, where another than the law's holds.
    pub due: Option<Day>,
    /// Last year's report of the same organ, to check against.
    pub previous: Option<Arc<Source>>,
    /// Ids of rules whose questions and hints the person does not want. What is an error stays one.
    pub without: BTreeSet<String>,
    /// Findings that the author confirmed as right: fingerprint and reason.
    pub acknowledged: BTreeMap<String, String>,
}

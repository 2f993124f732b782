//! What became of the findings of the first check: mended, still there, or new. A finding is known again by its rule and its
//! place on the page, so that of two equal slips the right one counts as mended; else by its fingerprint.

use gouji_core::editing::moved;
use gouji_core::finding::Edit;
use gouji_core::{CheckedReport, Finding};

/// How the findings of now compare with those of the report as given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Since {
    pub mended: usize,
    pub remaining: usize,
    /// Findings that were not there at first.
    pub new: Vec<usize>,
}

impl Since {
    /// Compares a check of a text with that of the text before `edits`.
    pub fn of(first: &CheckedReport, now: &CheckedReport, edits: &[Edit]) -> Self {
        let known = matched(&first.findings, &now.findings, edits);
        let remaining = known.iter().flatten().count();
        let mut is_old = vec![false; now.findings.len()];
        known.iter().flatten().for_each(|at| is_old[*at] = true);
        let new = is_old.iter().enumerate().filter(|(_, is_old)| !**is_old).map(|(at, _)| at).collect();
        Since { mended: first.findings.len() - remaining, remaining, new }
    }
}

/// For each finding of an earlier check the place of the same one in a later check.
pub fn matched(earlier: &[Finding], later: &[Finding], edits: &[Edit]) -> Vec<Option<usize>> {
    let mut is_free = vec![true; later.len()];
    let mut take = |found: Option<usize>| found.inspect(|at| is_free[*at] = false);
    let by_place: Vec<Option<usize>> = earlier
        .iter()
        .map(|own| {
            let span = moved(own.span, edits)?;
            // Findings come by position.
            let from = later.partition_point(|other| other.span < span);
            let mut same = (from..later.len()).take_while(|at| later[*at].span == span);
            same.find(|at| later[*at].rule == own.rule)
        })
        .map(&mut take)
        .collect();
    let by_name = earlier.iter().zip(by_place).map(|(own, found)| {
        found.or_else(|| {
            let same = later.iter().position(|other| other.fingerprint == own.fingerprint);
            let same = same.filter(|at| is_free[*at]);
            same.inspect(|at| is_free[*at] = false)
        })
    });
    by_name.collect()
}

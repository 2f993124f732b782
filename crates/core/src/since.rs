//! The findings of an earlier check in a later one, where the changes between the two texts are known.

use crate::check::{CheckedReport, Finding};
use crate::contract::{Earlier, earlier_of};
use crate::editing::moved;
use crate::finding::Edit;

/// The findings of an earlier check, named so that they are known again in a check of the text after `edits`, in bytes of the
/// earlier text: one that is still there has the fingerprint that it has now.
pub fn known_again(earlier: &CheckedReport, later: &CheckedReport, edits: &[Edit]) -> Vec<Earlier> {
    let matched = matched(&earlier.findings, &later.findings, edits);
    let is_taken = |known: &Earlier| later.findings.iter().any(|finding| finding.fingerprint == known.fingerprint);
    let known = earlier_of(earlier).into_iter().zip(matched).map(|(mut known, now)| {
        match now.and_then(|at| later.findings.get(at)) {
            Some(now) => known.fingerprint.clone_from(&now.fingerprint),
            // Another finding has its name now.
            None if is_taken(&known) => known.fingerprint.clear(),
            None => {}
        }
        known
    });
    known.collect()
}

/// For each finding of an earlier check the place of the same one in a later check, among its findings. It is known by its rule
/// and its place in the text, so that of two equal slips the right one counts as mended; else by its fingerprint.
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

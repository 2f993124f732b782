//! What became of the findings of the first check: mended, still there, or new.

use gouji_core::CheckedReport;
use gouji_core::finding::Edit;
use gouji_core::since::matched;

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

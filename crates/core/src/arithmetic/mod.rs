//! The sums of the form: which hold, which do not, and the smallest change that would mend those that do not.
//!
//! The search runs once, before the rules, which only read its result.

mod diagnosis;
mod equation;
mod repair;

pub use diagnosis::{CellChange, Diagnosis, FailedEquation, Repair, RepairKind};

use crate::report::{CellAddress, Coverage, Report};

use equation::System;

/// The sums of a report, checked once for all rules.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// How many equations were checked.
    pub checked: u32,
    /// How many could not be, for want of a cell or of any number, or because glued digits were cut by them.
    pub unchecked: u32,
    /// How many failed.
    pub failed: u32,
    /// The failing ones by cause, in the order of the tables.
    pub diagnoses: Vec<Diagnosis>,
    /// Unfilled totals with the value that their parts give.
    pub computed: Vec<(CellAddress, i64)>,
}

impl Sums {
    pub(crate) fn cover(&self, coverage: &mut Coverage) {
        coverage.equations_checked = self.checked;
        coverage.equations_unchecked = self.unchecked;
        coverage.equations_failed = self.failed;
    }
}

/// Checks every equation of the three tables.
pub(crate) fn check_sums(report: &Report) -> Sums {
    let mut sums = Sums::default();
    for table in &report.tables {
        let system = System::of(table);
        // What glued digits were cut by holds in any case; it still says which repairs would break it.
        let assumed = table.assumed.len() as u32;
        sums.unchecked += system.unchecked + assumed;
        sums.checked += system.holding + system.equations.len() as u32 - assumed;
        sums.failed += system.equations.iter().filter(|equation| equation.residual != 0).count() as u32;
        sums.computed.extend(system.computed.iter().map(|(cell, value)| (table.cells[*cell].address, *value)));
        sums.diagnoses.extend(repair::diagnose(table, &system));
    }
    sums
}

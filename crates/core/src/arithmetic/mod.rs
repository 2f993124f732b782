//! The sums of the form: which hold, which do not, and the smallest change that would mend those that do not.
//!
//! The search runs once, before the rules, which only read its result.

mod equation;
mod repair;

use crate::form::{EquationName, LineId};
use crate::report::{CellAddress, Coverage, Report};

use equation::System;

/// Failing equations with one cause, and what would mend them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnosis {
    /// The failing equations, in the order of the form.
    pub equations: Vec<FailedEquation>,
    /// Equally small changes that mend all of them, best first, at most five; empty when nothing explains them.
    pub repairs: Vec<Repair>,
    /// How many further repairs there are.
    pub more_repairs: u32,
    /// The only number of a sum whose total says 0. That it is one too many is thinkable, but no repair is offered that
    /// would leave nothing but zeros: the first repair corrects the total.
    pub stray: Option<CellChange>,
    /// Where no repair of one or two cells is offered: the cells of a row whose kinds of applicants all count 0, with the
    /// numbers that mend every equation, or of each of two such rows. A row left unfilled is one slip, however many cells it
    /// has.
    pub unfilled_rows: Vec<Vec<CellChange>>,
}

/// An equation with its real numbers, which do not agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedEquation {
    /// Its name.
    pub name: EquationName,
    /// What the left cells add up to.
    pub left: i64,
    /// What the right cells add up to.
    pub right: i64,
    /// Every cell of the left side with its number; an unfilled one counts 0, an unfilled total its computed value.
    pub left_cells: Vec<(CellAddress, i64)>,
    /// The same for the right side.
    pub right_cells: Vec<(CellAddress, i64)>,
}

/// A set of one or two cell changes that mends every failing equation of its diagnosis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// What kind of slip it would explain.
    pub kind: RepairKind,
    /// The changes.
    pub cells: Vec<CellChange>,
    /// For cases booked in the wrong column (row): the other rows (columns) in which the same move would mend as well.
    pub elsewhere: Vec<LineId>,
}

/// One cell and the number it would have to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CellChange {
    /// The cell.
    pub cell: CellAddress,
    /// The number it counts for now.
    pub found: i64,
    /// The number that mends.
    pub value: i64,
}

/// Slips that have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RepairKind {
    /// Two digits of a number changed places, 12 for 21.
    Transposed,
    /// A total taken from the neighbouring row or column.
    NeighbourTotal,
    /// One wrong number.
    OneCell,
    /// A number cut in two, 2 | 0 in neighbouring cells.
    SplitNumber,
    /// A number that stands one cell beside its place.
    Shifted,
    /// Cases booked under the wrong kind of applicant.
    WrongColumn,
    /// Cases booked under the wrong outcome.
    WrongRow,
    /// Two wrong numbers.
    TwoCells,
}

impl RepairKind {
    /// Name in the machine output.
    pub fn id(self) -> &'static str {
        match self {
            RepairKind::Transposed => "transposed",
            RepairKind::NeighbourTotal => "neighbour_total",
            RepairKind::OneCell => "one_cell",
            RepairKind::SplitNumber => "split_number",
            RepairKind::Shifted => "shifted",
            RepairKind::WrongColumn => "wrong_column",
            RepairKind::WrongRow => "wrong_row",
            RepairKind::TwoCells => "two_cells",
        }
    }
}

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

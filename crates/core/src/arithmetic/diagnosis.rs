//! What fails, and what would mend it.

use serde::Serialize;

use crate::form::{EquationName, LineId, TableNumber};
use crate::report::CellAddress;

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

impl Diagnosis {
    /// Every change that is offered, that of the best repair first.
    pub fn changes(&self) -> impl Iterator<Item = &CellChange> {
        self.repairs.iter().flat_map(|repair| &repair.cells).chain(self.unfilled_rows.iter().flatten())
    }

    /// The table that it is about.
    pub fn table(&self) -> Option<TableNumber> {
        self.equations.first().map(|equation| equation.name.table())
    }
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
    /// Whether nothing is filled in now, so that the number it counts for is nobody's writing.
    pub unfilled: bool,
}

/// Slips that have a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
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

use std::sync::LazyLock;

use super::{ColumnId, Edition, Layout, RowId, RowRole, TableNumber, layout};

/// The four kinds of equations that the form's figures must satisfy; tolerance 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EquationKind {
    /// A column of table 3: 第一项加第二项之和，等于第三项加第四项之和 (printed in the form).
    Balance,
    /// A column of table 3: the outcomes add up to （七）总计 (implied by the label 总计).
    Outcomes,
    /// A row of table 3: the six kinds of applicants add up to 总计 (implied by the label 总计).
    Applicants,
    /// A group of table 4: the four results add up to 总计 (implied by the label 总计).
    Disputes,
}

/// One equation of the form by its name: its kind, and the column or row in which it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EquationName {
    /// [`EquationKind::Balance`] of a column.
    Balance(ColumnId),
    /// [`EquationKind::Outcomes`] of a column.
    Outcomes(ColumnId),
    /// [`EquationKind::Applicants`] of a row.
    Applicants(RowId),
    /// [`EquationKind::Disputes`] of a group.
    Disputes(RowId),
}

impl EquationName {
    /// Which kind.
    pub fn kind(self) -> EquationKind {
        match self {
            EquationName::Balance(_) => EquationKind::Balance,
            EquationName::Outcomes(_) => EquationKind::Outcomes,
            EquationName::Applicants(_) => EquationKind::Applicants,
            EquationName::Disputes(_) => EquationKind::Disputes,
        }
    }

    /// The row, for an equation along one.
    pub fn row(self) -> Option<RowId> {
        match self {
            EquationName::Applicants(row) | EquationName::Disputes(row) => Some(row),
            EquationName::Balance(_) | EquationName::Outcomes(_) => None,
        }
    }

    /// The column, for an equation down one.
    pub fn column(self) -> Option<ColumnId> {
        match self {
            EquationName::Balance(column) | EquationName::Outcomes(column) => Some(column),
            EquationName::Applicants(_) | EquationName::Disputes(_) => None,
        }
    }

    /// The table that it is about.
    pub fn table(self) -> TableNumber {
        match self {
            EquationName::Balance(_) | EquationName::Outcomes(_) => TableNumber::Three,
            EquationName::Applicants(row) | EquationName::Disputes(row) => row.table(),
        }
    }
}

/// One equation over the cells of a layout, by their place in [`crate::report::Table::cells`]: the left cells add up to
/// the right ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EquationForm {
    /// Its name.
    pub name: EquationName,
    /// Cells whose sum is the left side.
    pub left: Vec<u16>,
    /// Cells whose sum is the right side.
    pub right: Vec<u16>,
}

impl EquationForm {
    /// The cell that is the sum of the others, where the equation has one ([`EquationKind::Balance`] has none).
    pub fn total(&self) -> Option<u16> {
        match self.name {
            EquationName::Balance(_) => None,
            _ => self.right.first().copied(),
        }
    }
}

/// The equations of a layout: 39 for table 3 of 2021, 37 for 2019, 3 for table 4, none for table 2.
pub fn equations_of(of: &Layout) -> &'static [EquationForm] {
    static THREE_2021: LazyLock<Vec<EquationForm>> =
        LazyLock::new(|| table_three(layout(TableNumber::Three, Edition::E2021)));
    static THREE_2019: LazyLock<Vec<EquationForm>> =
        LazyLock::new(|| table_three(layout(TableNumber::Three, Edition::E2019)));
    static FOUR: LazyLock<Vec<EquationForm>> = LazyLock::new(|| table_four(layout(TableNumber::Four, Edition::E2021)));
    match (of.table, of.edition) {
        (TableNumber::Two, _) => &[],
        (TableNumber::Three, Edition::E2019) => &THREE_2019,
        (TableNumber::Three, _) => &THREE_2021,
        // Both editions have the same table 4.
        (TableNumber::Four, _) => &FOUR,
    }
}

fn table_four(layout: &Layout) -> Vec<EquationForm> {
    (0..layout.rows.len()).map(|row| across(layout, row, EquationName::Disputes)).collect()
}

fn table_three(layout: &Layout) -> Vec<EquationForm> {
    let columns = layout.rows[0].columns;
    let width = columns.len();
    let cells = |column: usize, role: RowRole| {
        let rows = layout.rows.iter().enumerate().filter(move |(_, row)| row.role == role);
        rows.map(|(row, _)| (row * width + column) as u16).collect::<Vec<_>>()
    };
    let both = |column, first, second| [cells(column, first), cells(column, second)].concat();
    let mut equations = Vec::with_capacity(2 * width + layout.rows.len());
    for (at, column) in columns.iter().enumerate() {
        equations.push(EquationForm {
            name: EquationName::Balance(column.id),
            left: both(at, RowRole::Received, RowRole::CarriedIn),
            right: both(at, RowRole::OutcomeTotal, RowRole::CarriedOut),
        });
    }
    for (at, column) in columns.iter().enumerate() {
        equations.push(EquationForm {
            name: EquationName::Outcomes(column.id),
            left: cells(at, RowRole::Outcome),
            right: cells(at, RowRole::OutcomeTotal),
        });
    }
    equations.extend((0..layout.rows.len()).map(|row| across(layout, row, EquationName::Applicants)));
    equations
}

/// The equation along a row: all columns but the last add up to the last.
fn across(layout: &Layout, row: usize, name: fn(RowId) -> EquationName) -> EquationForm {
    let before: usize = layout.rows[..row].iter().map(|row| row.columns.len()).sum();
    let last = (before + layout.rows[row].columns.len() - 1) as u16;
    EquationForm { name: name(layout.rows[row].id), left: (before as u16..last).collect(), right: vec![last] }
}

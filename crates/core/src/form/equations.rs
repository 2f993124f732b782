use std::sync::LazyLock;

use super::{Edition, Layout, RowRole, TableNumber, layout};

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

/// One equation over the cells of a layout, by their place in [`crate::report::Table::cells`]: the left cells add up to
/// the right ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EquationForm {
    /// Which kind.
    pub kind: EquationKind,
    /// Cells whose sum is the left side.
    pub left: Vec<u16>,
    /// Cells whose sum is the right side.
    pub right: Vec<u16>,
    /// Row id, for an equation along a row.
    pub row: Option<&'static str>,
    /// Column id, for an equation down a column.
    pub column: Option<&'static str>,
}

impl EquationForm {
    /// The cell that is the sum of the others, where the equation has one ([`EquationKind::Balance`] has none).
    pub fn total(&self) -> Option<u16> {
        match self.kind {
            EquationKind::Balance => None,
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
    (0..layout.rows.len()).map(|row| across(layout, row, EquationKind::Disputes)).collect()
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
            kind: EquationKind::Balance,
            left: both(at, RowRole::Received, RowRole::CarriedIn),
            right: both(at, RowRole::OutcomeTotal, RowRole::CarriedOut),
            row: None,
            column: Some(column.id),
        });
    }
    for (at, column) in columns.iter().enumerate() {
        equations.push(EquationForm {
            kind: EquationKind::Outcomes,
            left: cells(at, RowRole::Outcome),
            right: cells(at, RowRole::OutcomeTotal),
            row: None,
            column: Some(column.id),
        });
    }
    equations.extend((0..layout.rows.len()).map(|row| across(layout, row, EquationKind::Applicants)));
    equations
}

/// The equation along a row: all columns but the last add up to the last.
fn across(layout: &Layout, row: usize, kind: EquationKind) -> EquationForm {
    let before: usize = layout.rows[..row].iter().map(|row| row.columns.len()).sum();
    let last = (before + layout.rows[row].columns.len() - 1) as u16;
    EquationForm {
        kind,
        left: (before as u16..last).collect(),
        right: vec![last],
        row: Some(layout.rows[row].id),
        column: None,
    }
}

//! The equations of one table with the numbers it holds.

use std::ops::Range;

use crate::form::{EquationForm, RowRole, equations_of};
use crate::report::{CellState, Table};

/// The equations of a table that can be checked, as linear equations over its cells.
#[derive(Debug, Default)]
pub(super) struct System {
    /// Equations that hold and that nothing further is asked of.
    pub holding: u32,
    pub equations: Vec<Equation>,
    /// The terms of all equations, one equation behind the other.
    terms: Vec<Term>,
    pub unchecked: u32,
    /// What each cell counts for; `None` when that is not known.
    pub values: Vec<Option<i64>>,
    /// Unfilled totals with the value that their parts give.
    pub computed: Vec<(usize, i64)>,
}

#[derive(Debug)]
pub(super) struct Equation {
    pub form: &'static EquationForm,
    terms: Range<usize>,
    /// Left minus right: 0 when the equation holds.
    pub residual: i64,
}

/// Cell and coefficient; an unfilled total is replaced by its parts. Left cells count up, right cells down.
pub(super) type Term = (usize, i64);

impl System {
    pub fn of(table: &Table) -> Self {
        let forms = equations_of(table.layout);
        if table.cells.is_empty() || forms.is_empty() {
            return System::default();
        }
        if all_hold(table, forms) {
            return System { holding: forms.len() as u32, ..System::default() };
        }
        let mut system = System { values: values(table), ..System::default() };
        let parts = Parts::of(table, forms, &system.values);
        system.equations.reserve(forms.len());
        for form in forms {
            let totals_nothing = form.total().is_some_and(|total| parts.unfilled_totals[usize::from(total)]);
            let start = system.terms.len();
            let known = !totals_nothing && parts.add_terms(form, &mut system.terms);
            let own = &system.terms[start..];
            if known && has_number(table, own) {
                let residual = sum(own, &system.values);
                system.equations.push(Equation { form, terms: start..system.terms.len(), residual });
            } else {
                system.terms.truncate(start);
                system.unchecked += 1;
            }
        }
        let mut terms = Vec::new();
        for cell in (0..table.cells.len()).filter(|cell| parts.unfilled_totals[*cell]) {
            terms.clear();
            if parts.expand(cell, 1, &mut terms) && has_number(table, &terms) {
                system.computed.push((cell, sum(&terms, &system.values)));
            }
        }
        system
    }

    /// The terms of an equation, given by its place.
    pub fn terms(&self, equation: usize) -> &[Term] {
        &self.terms[self.equations[equation].terms.clone()]
    }

    /// The cell's coefficient, 0 where it has no part in the equation.
    pub fn coefficient(&self, equation: usize, cell: usize) -> i64 {
        self.terms(equation).iter().find(|(term, _)| *term == cell).map_or(0, |(_, coefficient)| *coefficient)
    }

    /// What a cell of an equation counts for, an unfilled total its computed value.
    pub fn value(&self, cell: usize) -> i64 {
        let computed = self.computed.iter().find(|(known, _)| *known == cell).map(|(_, value)| *value);
        computed.or(self.values[cell]).unwrap_or(0)
    }
}

/// Whether every cell holds a whole number and every equation holds, as in most tables: nothing is to be searched there.
fn all_hold(table: &Table, forms: &[EquationForm]) -> bool {
    let mut counts = Vec::with_capacity(table.cells.len());
    for cell in &table.cells {
        let Some(count) = cell.count() else { return false };
        counts.push(count);
    }
    let sum = |cells: &[u16]| cells.iter().map(|cell| counts[usize::from(*cell)]).sum::<i64>();
    forms.iter().all(|form| sum(&form.left) == sum(&form.right))
}

/// A whole number counts for itself, an unfilled cell for 0; words, fractions and absent cells are unknown.
fn values(table: &Table) -> Vec<Option<i64>> {
    let value = |cell: &crate::report::Cell| match cell.state {
        CellState::Number => cell.count(),
        _ if cell.is_unfilled() => Some(0),
        _ => None,
    };
    table.cells.iter().map(value).collect()
}

fn has_number(table: &Table, terms: &[Term]) -> bool {
    terms.iter().any(|(cell, _)| table.cells[*cell].state == CellState::Number)
}

fn sum(terms: &[Term], values: &[Option<i64>]) -> i64 {
    terms.iter().map(|(cell, coefficient)| coefficient * values[*cell].unwrap_or(0)).sum()
}

/// Puts the parts of unfilled totals in their place.
struct Parts<'a> {
    values: &'a [Option<i64>],
    /// For each cell whether it is a total that nobody filled in.
    unfilled_totals: Vec<bool>,
    /// For each cell the equation that gives it as a total.
    sums: Vec<Option<&'static EquationForm>>,
}

impl<'a> Parts<'a> {
    fn of(table: &Table, forms: &'static [EquationForm], values: &'a [Option<i64>]) -> Self {
        let mut sums = vec![None; values.len()];
        // The sum along the row comes last among the equations and is the nearer one: 总计 of 总计 is taken from it.
        for (total, form) in forms.iter().filter_map(|form| Some((form.total()?, form))) {
            sums[usize::from(total)] = Some(form);
        }
        Parts { values, unfilled_totals: unfilled_totals(table), sums }
    }

    /// Adds the terms of an equation; false when a value is unknown.
    fn add_terms(&self, form: &EquationForm, terms: &mut Vec<Term>) -> bool {
        let sides = form.left.iter().map(|cell| (*cell, 1)).chain(form.right.iter().map(|cell| (*cell, -1)));
        sides.into_iter().all(|(cell, coefficient)| self.expand(usize::from(cell), coefficient, terms))
    }

    /// Adds a cell, or the parts of an unfilled total, to `terms`; false when a value is unknown.
    fn expand(&self, cell: usize, coefficient: i64, terms: &mut Vec<Term>) -> bool {
        if !self.unfilled_totals[cell] {
            terms.push((cell, coefficient));
            return self.values[cell].is_some();
        }
        self.sums[cell]
            .is_some_and(|form| form.left.iter().all(|part| self.expand(usize::from(*part), coefficient, terms)))
    }
}

fn unfilled_totals(table: &Table) -> Vec<bool> {
    let totals = table
        .layout
        .rows
        .iter()
        .flat_map(|row| row.columns.iter().map(|column| column.is_total || row.role == RowRole::OutcomeTotal));
    table.cells.iter().zip(totals).map(|(cell, total)| total && cell.is_unfilled()).collect()
}

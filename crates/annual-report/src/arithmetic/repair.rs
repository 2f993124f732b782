//! The smallest change that mends what fails: root causes, not consequences.
//!
//! Failing equations that share a cell form a group. For each group every single cell, then every pair of cells, is
//! tried: the change must mend all equations of the group, break none that holds, and leave no number below 0. Groups that
//! nothing mends alone are tried together: a case booked under the wrong outcome breaks two rows that share no cell.

use crate::form::{EquationKind, RowRole};
use crate::ordering::{in_order, in_order_by};
use crate::report::{CellState, Table};

use super::equation::{Equation, System};
use super::{CellChange, Diagnosis, FailedEquation, Repair, RepairKind};

/// How many repairs a finding offers.
const OFFERED: usize = 5;

pub(super) fn diagnose(table: &Table, system: &System) -> Vec<Diagnosis> {
    if system.equations.iter().all(|equation| equation.residual == 0) {
        return Vec::new();
    }
    let search = Search { table, system, by_cell: equations_by_cell(table, system) };
    let mut solved = Vec::new();
    let mut unsolved: Vec<Vec<usize>> = Vec::new();
    for group in groups(system) {
        let offers = search.offers(&group);
        if offers.repairs.is_empty() { unsolved.push(group) } else { solved.push((group, offers)) }
    }
    while let Some(group) = (!unsolved.is_empty()).then(|| unsolved.remove(0)) {
        let together = unsolved.iter().enumerate().find_map(|(at, other)| {
            let both = [&group[..], &other[..]].concat();
            let offers = search.offers(&both);
            (!offers.repairs.is_empty()).then_some((at, both, offers))
        });
        match together {
            Some((at, both, offers)) => {
                unsolved.remove(at);
                solved.push((both, offers));
            }
            None => solved.push((group, Offers::default())),
        }
    }
    let diagnoses: Vec<(Vec<usize>, Diagnosis)> =
        solved.into_iter().map(|(group, offers)| search.diagnosis(group, offers)).collect();
    in_order_by(diagnoses, |(group, _)| group.clone()).into_iter().map(|(_, diagnosis)| diagnosis).collect()
}

/// Groups of failing equations, connected by the cells they share.
fn groups(system: &System) -> Vec<Vec<usize>> {
    let failing: Vec<usize> = (0..system.equations.len()).filter(|at| system.equations[*at].residual != 0).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in failing {
        let shares = |other: &usize| {
            let equation = &system.equations[*other];
            system.equations[at].terms.iter().any(|(cell, _)| equation.coefficient(*cell) != 0)
        };
        let (mut joined, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.iter().any(shares));
        let mut group: Vec<usize> = joined.drain(..).flatten().collect();
        group.push(at);
        groups = rest;
        groups.push(group);
    }
    in_order(groups.into_iter().map(in_order).collect())
}

fn equations_by_cell(table: &Table, system: &System) -> Vec<Vec<usize>> {
    let mut by_cell = vec![Vec::new(); table.cells.len()];
    for (at, equation) in system.equations.iter().enumerate() {
        equation.terms.iter().for_each(|(cell, _)| by_cell[*cell].push(at));
    }
    by_cell
}

struct Search<'a> {
    table: &'a Table,
    system: &'a System,
    by_cell: Vec<Vec<usize>>,
}

/// A cell and by how much it changes.
type Change = (usize, i64);

/// What would mend a group.
#[derive(Default)]
struct Offers {
    /// The smallest repairs, best first.
    repairs: Vec<Repair>,
    stray: Option<CellChange>,
}

impl Search<'_> {
    fn offers(&self, group: &[usize]) -> Offers {
        let Some(first) = group.first() else { return Offers::default() };
        let cells: Vec<usize> = self.system.equations[*first].terms.iter().map(|(cell, _)| *cell).collect();
        let mut found: Vec<Vec<Change>> =
            cells.iter().filter_map(|cell| Some(vec![self.single(group, *cell)?])).collect();
        if found.is_empty() {
            found = self.pairs(group, &cells);
        }
        let stray = self.set_erasing_apart(&mut found);
        let repairs: Vec<(_, Repair)> = found.into_iter().map(|changes| self.repair(&changes)).collect();
        let mut families: Vec<Repair> = Vec::new();
        for (_, repair) in in_order_by(repairs, |(rank, _)| *rank) {
            match families.iter_mut().find_map(|first| Some((same_move(first, &repair)?, first))) {
                Some((line, first)) => first.elsewhere.push(line),
                None => families.push(repair),
            }
        }
        Offers { repairs: families, stray }
    }

    fn single(&self, group: &[usize], cell: usize) -> Option<Change> {
        let equations = &self.by_cell[cell];
        if equations.len() != group.len() || !group.iter().all(|at| equations.contains(at)) {
            return None;
        }
        let change = self.change_for(group[0], cell)?;
        (self.mends(&[(cell, change)], equations) && self.allowed(cell, change)).then_some((cell, change))
    }

    fn pairs(&self, group: &[usize], firsts: &[usize]) -> Vec<Vec<Change>> {
        // A cell stands in three equations at most.
        if group.len() > 6 {
            return Vec::new();
        }
        // Thousands of pairs come up, nearly all of which fall out by which equations their cells stand in: those that hold
        // the two must share.
        let bits = |equations: &mut dyn Iterator<Item = usize>| equations.fold(0_u64, |bits, at| bits | 1 << at);
        let of_cell: Vec<u64> = self.by_cell.iter().map(|equations| bits(&mut equations.iter().copied())).collect();
        let all = &self.system.equations;
        let holding = bits(&mut (0..all.len()).filter(|at| all[*at].residual == 0));
        let wanted = bits(&mut group.iter().copied());
        // An equation that fails elsewhere is another group's: were it mended too, the two belong together and are tried so.
        let own = |cell: usize| of_cell[cell] != 0 && of_cell[cell] & !holding & !wanted == 0;
        let mut found: Vec<Vec<Change>> = Vec::new();
        for &first in firsts.iter().filter(|first| own(**first)) {
            // One that has only one of the two would not hold any more.
            let shared = of_cell[first] & holding;
            let alike = |second: usize| of_cell[second] & holding == shared && own(second);
            let other = |second: usize| second > first || !firsts.contains(&second);
            let mut seconds: Vec<usize> = match shared {
                0 => (0..self.table.cells.len()).collect(),
                _ => all[shared.trailing_zeros() as usize].terms.iter().map(|(cell, _)| *cell).collect(),
            };
            seconds.retain(|second| alike(*second) && other(*second));
            let mut seconds = in_order(seconds);
            seconds.dedup();
            found.extend(seconds.into_iter().filter_map(|second| self.pair(group, first, second)));
        }
        found
    }

    fn pair(&self, group: &[usize], first: usize, second: usize) -> Option<Vec<Change>> {
        let (of_first, of_second) = (&self.by_cell[first], &self.by_cell[second]);
        if !group.iter().all(|at| of_first.contains(at) || of_second.contains(at)) {
            return None;
        }
        // An equation with only one of the two tells that one's change; a shared equation then tells the other's.
        let only_first = of_first.iter().find(|at| !of_second.contains(at));
        let only_second = of_second.iter().find(|at| !of_first.contains(at));
        let (change_first, change_second) = match (only_first, only_second) {
            (Some(a), Some(b)) => (self.change_for(*a, first)?, self.change_for(*b, second)?),
            (Some(a), None) => {
                let change = self.change_for(*a, first)?;
                (change, self.rest(*of_second.first()?, (first, change), second)?)
            }
            (None, Some(b)) => {
                let change = self.change_for(*b, second)?;
                (self.rest(*of_first.first()?, (second, change), first)?, change)
            }
            (None, None) => return None,
        };
        let changes = vec![(first, change_first), (second, change_second)];
        let touched: Vec<usize> = of_first.iter().chain(of_second).copied().collect();
        let real = change_first != 0 && change_second != 0;
        let allowed = real && changes.iter().all(|(cell, change)| self.allowed(*cell, *change));
        (allowed && self.mends(&changes, &touched)).then_some(changes)
    }

    /// The change of `cell` that makes an equation hold.
    fn change_for(&self, equation: usize, cell: usize) -> Option<i64> {
        solve(&self.system.equations[equation], 0, cell)
    }

    fn rest(&self, equation: usize, done: Change, cell: usize) -> Option<i64> {
        let equation = &self.system.equations[equation];
        solve(equation, equation.coefficient(done.0) * done.1, cell)
    }

    fn mends(&self, changes: &[Change], equations: &[usize]) -> bool {
        equations.iter().all(|at| {
            let equation = &self.system.equations[*at];
            let moved: i64 = changes.iter().map(|(cell, change)| equation.coefficient(*cell) * change).sum();
            equation.residual + moved == 0
        })
    }

    fn allowed(&self, cell: usize, change: i64) -> bool {
        self.found(cell) + change >= 0
    }

    fn found(&self, cell: usize) -> i64 {
        self.system.values[cell].unwrap_or(0)
    }

    /// Where a total of 0 stands against a number, the number was written by someone: a change that leaves nothing but
    /// zeros is not offered beside one that corrects the total, and told apart from the offers.
    fn set_erasing_apart(&self, found: &mut Vec<Vec<Change>>) -> Option<CellChange> {
        let corrects_total = found.iter().any(
            |changes| matches!(changes[..], [(cell, change)] if self.is_total(cell) && self.found(cell) + change != 0),
        );
        if !corrects_total {
            return None;
        }
        let erases = |changes: &[Change]| {
            let [(cell, change)] = *changes else { return false };
            let others_zero = self.by_cell[cell].iter().all(|at| {
                self.system.equations[*at].terms.iter().all(|(term, _)| *term == cell || self.found(*term) == 0)
            });
            !self.is_total(cell) && self.found(cell) + change == 0 && others_zero
        };
        // One at most, for all others are 0.
        let at = found.iter().position(|changes| erases(changes))?;
        found.remove(at).first().map(|change| self.cell_change(*change))
    }

    fn cell_change(&self, (cell, change): Change) -> CellChange {
        let found = self.found(cell);
        CellChange { cell: self.table.cells[cell].address, found, value: found + change }
    }

    fn is_total(&self, cell: usize) -> bool {
        let address = self.table.cells[cell].address;
        self.table.layout.row(address.row).is_some_and(|row| {
            let total = row.columns.iter().any(|column| column.id == address.column && column.is_total);
            total || row.role == RowRole::OutcomeTotal
        })
    }

    /// The repair with its rank: totals first among single cells, then kinds, then what touches no total, then a number that
    /// stands wholly in the wrong place before a part of one, then the form's order.
    fn repair(&self, changes: &[Change]) -> ((u8, RepairKind, u8, bool, i64, usize), Repair) {
        let kind = match changes {
            [change] => self.kind_of_one(*change),
            [first, second] => self.kind_of_two(*first, *second),
            _ => RepairKind::TwoCells,
        };
        let totals = changes.iter().filter(|(cell, _)| self.is_total(*cell)).count() as u8;
        let total_last = if changes.len() == 1 { 1 - totals } else { 0 };
        // Of several places for one number, the one that holds more already is the likelier.
        let swapped = matches!(changes, [(a, by_a), (b, by_b)]
            if self.found(*a) + by_a == self.found(*b) && self.found(*b) + by_b == self.found(*a));
        let weight: i64 = changes.iter().map(|(cell, _)| self.found(*cell)).sum();
        let cells = changes.iter().map(|change| self.cell_change(*change)).collect();
        let repair = Repair { kind, cells, elsewhere: Vec::new() };
        ((total_last, kind, totals, !swapped, -weight, changes[0].0), repair)
    }

    fn kind_of_one(&self, (cell, change): Change) -> RepairKind {
        let found = self.found(cell);
        if is_transposed(found, found + change) {
            return RepairKind::Transposed;
        }
        let width = self.width();
        let neighbours = [
            cell.checked_sub(1).filter(|_| cell % width != 0),
            Some(cell + 1).filter(|next| next % width != 0),
            cell.checked_sub(width),
            Some(cell + width),
        ];
        let copied = neighbours.into_iter().flatten().any(|other| {
            let filled = self.table.cells.get(other).is_some_and(|cell| cell.state == CellState::Number);
            filled && self.is_total(other) && self.found(other) == found
        });
        if self.is_total(cell) && found != 0 && copied { RepairKind::NeighbourTotal } else { RepairKind::OneCell }
    }

    fn kind_of_two(&self, first: Change, second: Change) -> RepairKind {
        let (first, second) = if first.0 < second.0 { (first, second) } else { (second, first) };
        let width = self.width();
        let same_row = first.0 / width == second.0 / width;
        let same_column = first.0 % width == second.0 % width;
        let (found, value) = (|(cell, _): Change| self.found(cell), |(cell, change): Change| self.found(cell) + change);
        let beside = same_row && second.0 - first.0 == 1;
        if beside && found(first) > 0 {
            let joined = format!("{}{}", found(first), found(second)).parse::<i64>().ok();
            let values = [value(first), value(second)];
            if joined.is_some_and(|joined| values == [joined, 0] || values == [0, joined]) {
                return RepairKind::SplitNumber;
            }
        }
        if first.1 != -second.1 {
            return RepairKind::TwoCells;
        }
        if same_row {
            let start = first.0 / width * width;
            let alone =
                (start..start + width - 1).all(|cell| cell == first.0 || cell == second.0 || self.found(cell) == 0);
            let moved = (found(first) == 0) != (found(second) == 0) && (value(first) == 0) != (value(second) == 0);
            return if beside && alone && moved { RepairKind::Shifted } else { RepairKind::WrongColumn };
        }
        if same_column { RepairKind::WrongRow } else { RepairKind::TwoCells }
    }

    fn width(&self) -> usize {
        self.table.layout.rows[0].columns.len()
    }

    fn diagnosis(&self, group: Vec<usize>, Offers { mut repairs, stray }: Offers) -> (Vec<usize>, Diagnosis) {
        let group = in_order(group);
        let equations = group.iter().map(|at| self.failed(&self.system.equations[*at])).collect();
        let more_repairs = repairs.len().saturating_sub(OFFERED) as u32;
        repairs.truncate(OFFERED);
        (group, Diagnosis { equations, repairs, more_repairs, stray })
    }

    fn failed(&self, equation: &Equation) -> FailedEquation {
        let side = |cells: &[u16]| {
            let cells = cells.iter().map(|cell| usize::from(*cell));
            cells.map(|cell| (self.table.cells[cell].address, self.system.value(cell))).collect::<Vec<_>>()
        };
        let (left_cells, right_cells) = (side(&equation.form.left), side(&equation.form.right));
        let kind: EquationKind = equation.form.kind;
        FailedEquation {
            kind,
            row: equation.form.row,
            column: equation.form.column,
            left: left_cells.iter().map(|(_, value)| value).sum(),
            right: right_cells.iter().map(|(_, value)| value).sum(),
            left_cells,
            right_cells,
        }
    }
}

/// Which row (column) another repair changes, when it moves as many cases between the same columns (rows) as this one.
fn same_move(first: &Repair, other: &Repair) -> Option<&'static str> {
    let ([a, b], [c, d]) = (&first.cells[..], &other.cells[..]) else { return None };
    let moved = |change: &CellChange| change.value - change.found;
    let alike = |across: fn(&CellChange) -> &'static str| {
        (across(a), across(b), moved(a)) == (across(c), across(d), moved(c))
            || (across(a), across(b), moved(a)) == (across(d), across(c), moved(d))
    };
    match (first.kind, other.kind) {
        (RepairKind::WrongColumn, RepairKind::WrongColumn) if alike(|it| it.cell.column) => Some(c.cell.row),
        (RepairKind::WrongRow, RepairKind::WrongRow) if alike(|it| it.cell.row) => Some(c.cell.column),
        _ => None,
    }
}

fn solve(equation: &Equation, already: i64, cell: usize) -> Option<i64> {
    let coefficient = equation.coefficient(cell);
    let rest = -(equation.residual + already);
    (coefficient != 0 && rest % coefficient == 0).then(|| rest / coefficient)
}

/// 12 for 21: the same digits with two neighbours changed over.
fn is_transposed(found: i64, value: i64) -> bool {
    let (found, value) = (found.to_string().into_bytes(), value.to_string().into_bytes());
    if found.len() != value.len() {
        return false;
    }
    let differing: Vec<usize> = (0..found.len()).filter(|at| found[*at] != value[*at]).collect();
    matches!(differing[..], [first, second] if second == first + 1 && found[first] == value[second] && found[second] == value[first])
}

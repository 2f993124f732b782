//! The smallest change that mends what fails: root causes, not consequences.
//!
//! Failing equations that share a cell form a group. For each group every single cell, then every pair of cells, is
//! tried: the change must mend all equations of the group, break none that holds, and leave no number below 0. Groups that
//! nothing mends alone are tried together: a case booked under the wrong outcome breaks two rows that share no cell.

use crate::form::{EquationKind, LineId, RowRole};
use crate::report::{CellState, Table};

use super::diagnosis::{CellChange, Diagnosis, FailedEquation, Repair, RepairKind};
use super::equation::{Equation, System};

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
    let rows = search.unfilled_rows(&unsolved);
    if !rows.is_empty() {
        let all = unsolved.drain(..).flatten().collect();
        solved.push((all, Offers { rows, ..Offers::default() }));
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
    let mut diagnoses: Vec<(Vec<usize>, Diagnosis)> =
        solved.into_iter().map(|(group, offers)| search.diagnosis(group, offers)).collect();
    diagnoses.sort_by(|(one, _), (other, _)| one.cmp(other));
    diagnoses.into_iter().map(|(_, diagnosis)| diagnosis).collect()
}

/// Groups of failing equations, connected by the cells they share.
fn groups(system: &System) -> Vec<Vec<usize>> {
    let failing: Vec<usize> = (0..system.equations.len()).filter(|at| system.equations[*at].residual != 0).collect();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for at in failing {
        let shares = |other: &usize| system.terms(at).iter().any(|(cell, _)| system.coefficient(*other, *cell) != 0);
        let (mut joined, rest): (Vec<_>, Vec<_>) = groups.into_iter().partition(|group| group.iter().any(shares));
        let mut group: Vec<usize> = joined.drain(..).flatten().collect();
        group.push(at);
        groups = rest;
        groups.push(group);
    }
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

fn equations_by_cell(table: &Table, system: &System) -> Vec<EquationSet> {
    let mut by_cell = vec![0; table.cells.len()];
    for at in 0..system.equations.len() {
        system.terms(at).iter().for_each(|(cell, _)| by_cell[*cell] |= 1 << at);
    }
    by_cell
}

/// Equations of a table by their places, as bits: no table has more than 39.
type EquationSet = u64;

fn set_of(equations: impl Iterator<Item = usize>) -> EquationSet {
    equations.fold(0, |set, at| set | 1 << at)
}

/// The place of the first equation of a set.
fn first_of(set: EquationSet) -> Option<usize> {
    members(set).next()
}

/// The places of the equations of a set, in order.
fn members(set: EquationSet) -> impl Iterator<Item = usize> {
    (0..EquationSet::BITS as usize).filter(move |at| set >> at & 1 == 1)
}

struct Search<'a> {
    table: &'a Table,
    system: &'a System,
    /// For each cell the equations in which it stands.
    by_cell: Vec<EquationSet>,
}

/// A cell and by how much it changes.
type Change = (usize, i64);

/// One change, or two.
#[derive(Clone, Copy)]
struct Changes(Change, Option<Change>);

impl Changes {
    fn each(self) -> impl Iterator<Item = Change> {
        std::iter::once(self.0).chain(self.1)
    }
}

/// What would mend a group.
#[derive(Default)]
struct Offers {
    /// The smallest repairs, best first.
    repairs: Vec<Repair>,
    stray: Option<CellChange>,
    rows: Vec<Vec<CellChange>>,
}

impl Search<'_> {
    fn offers(&self, group: &[usize]) -> Offers {
        let Some(first) = group.first() else { return Offers::default() };
        let wanted = set_of(group.iter().copied());
        let cells: Vec<usize> = self.system.terms(*first).iter().map(|(cell, _)| *cell).collect();
        let mut found: Vec<Changes> = cells.iter().filter_map(|cell| self.single(wanted, *cell)).collect();
        if found.is_empty() {
            found = self.pairs(wanted, &cells);
        }
        let stray = self.set_erasing_apart(&mut found);
        let mut repairs: Vec<(_, Repair)> = found.into_iter().map(|changes| self.repair(changes)).collect();
        let mut families: Vec<Repair> = Vec::new();
        repairs.sort_by_key(|(rank, _)| *rank);
        for (_, repair) in repairs {
            match families.iter_mut().find_map(|first| Some((same_move(first, &repair)?, first))) {
                Some((line, first)) => first.elsewhere.push(line),
                None => families.push(repair),
            }
        }
        Offers { repairs: families, stray, rows: Vec::new() }
    }

    fn single(&self, wanted: EquationSet, cell: usize) -> Option<Changes> {
        if self.by_cell[cell] != wanted {
            return None;
        }
        let change = (cell, self.change_for(first_of(wanted)?, cell)?);
        let changes = Changes(change, None);
        (self.allowed(change) && self.mends(changes, wanted)).then_some(changes)
    }

    fn pairs(&self, wanted: EquationSet, firsts: &[usize]) -> Vec<Changes> {
        // A cell stands in three equations at most.
        if wanted.count_ones() > 6 {
            return Vec::new();
        }
        // Thousands of pairs come up, nearly all of which fall out by which equations their cells stand in: those that hold
        // the two must share.
        let all = &self.system.equations;
        let holding = set_of((0..all.len()).filter(|at| all[*at].residual == 0));
        // An equation that fails elsewhere is another group's: were it mended too, the two belong together and are tried so.
        let own = |cell: usize| self.by_cell[cell] != 0 && self.by_cell[cell] & !holding & !wanted == 0;
        let mut found = Vec::new();
        let mut seconds = Vec::new();
        for &first in firsts.iter().filter(|first| own(**first)) {
            // One that has only one of the two would not hold any more.
            let shared = self.by_cell[first] & holding;
            let alike = |second: &usize| self.by_cell[*second] & holding == shared && own(*second);
            let other = |second: &usize| *second > first || !firsts.contains(second);
            let wanted_one = |second: &usize| alike(second) && other(second);
            seconds.clear();
            match first_of(shared) {
                None => seconds.extend((0..self.table.cells.len()).filter(wanted_one)),
                Some(at) => seconds.extend(self.system.terms(at).iter().map(|(cell, _)| *cell).filter(wanted_one)),
            }
            seconds.sort_unstable();
            seconds.dedup();
            found.extend(seconds.iter().filter_map(|second| self.pair(wanted, first, *second)));
        }
        found
    }

    fn pair(&self, wanted: EquationSet, first: usize, second: usize) -> Option<Changes> {
        let (of_first, of_second) = (self.by_cell[first], self.by_cell[second]);
        if wanted & !(of_first | of_second) != 0 {
            return None;
        }
        // An equation with only one of the two tells that one's change; a shared equation then tells the other's.
        let (change_first, change_second) = match (first_of(of_first & !of_second), first_of(of_second & !of_first)) {
            (Some(a), Some(b)) => (self.change_for(a, first)?, self.change_for(b, second)?),
            (Some(a), None) => {
                let change = self.change_for(a, first)?;
                (change, self.rest(first_of(of_second)?, (first, change), second)?)
            }
            (None, Some(b)) => {
                let change = self.change_for(b, second)?;
                (self.rest(first_of(of_first)?, (second, change), first)?, change)
            }
            (None, None) => return None,
        };
        let changes = Changes((first, change_first), Some((second, change_second)));
        let allowed = changes.each().all(|change| change.1 != 0 && self.allowed(change));
        (allowed && self.mends(changes, of_first | of_second)).then_some(changes)
    }

    /// The change of `cell` that makes an equation hold.
    fn change_for(&self, equation: usize, cell: usize) -> Option<i64> {
        self.change_besides(equation, 0, cell)
    }

    fn rest(&self, equation: usize, done: Change, cell: usize) -> Option<i64> {
        self.change_besides(equation, self.system.coefficient(equation, done.0) * done.1, cell)
    }

    /// The change of `cell` that makes an equation hold whose two sides `already` differ by so much more.
    fn change_besides(&self, equation: usize, already: i64, cell: usize) -> Option<i64> {
        let coefficient = self.system.coefficient(equation, cell);
        let rest = -(self.system.equations[equation].residual + already);
        (coefficient != 0 && rest % coefficient == 0).then(|| rest / coefficient)
    }

    fn mends(&self, changes: Changes, equations: EquationSet) -> bool {
        members(equations).all(|at| {
            let moved: i64 = changes.each().map(|(cell, change)| self.system.coefficient(at, cell) * change).sum();
            self.system.equations[at].residual + moved == 0
        })
    }

    fn allowed(&self, (cell, change): Change) -> bool {
        self.found(cell) + change >= 0
    }

    fn found(&self, cell: usize) -> i64 {
        self.system.values[cell].unwrap_or(0)
    }

    /// Where a total of 0 stands against a number, the number was written by someone: a change that leaves nothing but
    /// zeros is not offered beside one that corrects the total, and told apart from the offers.
    fn set_erasing_apart(&self, found: &mut Vec<Changes>) -> Option<CellChange> {
        let left = |(cell, change): Change| self.found(cell) + change;
        let corrects_total =
            |changes: &Changes| changes.1.is_none() && self.is_total(changes.0.0) && left(changes.0) != 0;
        if !found.iter().any(corrects_total) {
            return None;
        }
        let others_zero = |cell: usize| {
            let mut own = members(self.by_cell[cell]).flat_map(|at| self.system.terms(at));
            own.all(|(term, _)| *term == cell || self.found(*term) == 0)
        };
        let erases = |Changes(change, second): &Changes| {
            second.is_none() && !self.is_total(change.0) && left(*change) == 0 && others_zero(change.0)
        };
        // One at most, for all others are 0.
        let at = found.iter().position(erases)?;
        Some(self.cell_change(found.remove(at).0))
    }

    /// The rows of 0 in every column but the total's that would mend all the groups: one that was left out, as 上年结转 often is.
    fn unfilled_rows(&self, groups: &[Vec<usize>]) -> Vec<Vec<CellChange>> {
        let wanted = set_of(groups.iter().flatten().copied());
        // What fails in two columns is mended by two cells.
        if wanted.count_ones() < 3 {
            return Vec::new();
        }
        let is_input = |role| matches!(role, RowRole::Received | RowRole::CarriedIn | RowRole::CarriedOut);
        let rows = self.table.layout.rows.iter().enumerate().filter(|(_, row)| is_input(row.role));
        let mending = rows.filter_map(|(row, _)| self.filling(wanted, row * self.width()..(row + 1) * self.width()));
        let changed = |row: Vec<Change>| row.into_iter().filter(|change| change.1 != 0);
        mending.map(|row| changed(row).map(|change| self.cell_change(change)).collect()).collect()
    }

    /// What the cells of an empty row change to, when that mends the wanted equations and breaks none.
    fn filling(&self, wanted: EquationSet, row: std::ops::Range<usize>) -> Option<Vec<Change>> {
        let balance = |cell: usize| {
            members(self.by_cell[cell]).find(|at| self.system.equations[*at].form.name.kind() == EquationKind::Balance)
        };
        let filled = |cell: usize| Some((cell, self.change_for(balance(cell)?, cell)?));
        let changes = row.clone().map(filled).collect::<Option<Vec<Change>>>()?;
        let is_empty = row.clone().all(|cell| self.is_total(cell) || self.found(cell) == 0);
        let touched = row.fold(0, |set, cell| set | self.by_cell[cell]);
        let holds = |at: usize| {
            let moved: i64 = changes.iter().map(|(cell, change)| self.system.coefficient(at, *cell) * change).sum();
            self.system.equations[at].residual + moved == 0
        };
        let mends = members(touched).all(holds);
        let allowed = changes.iter().all(|change| self.allowed(*change));
        (is_empty && mends && allowed && wanted & !touched == 0).then_some(changes)
    }

    fn cell_change(&self, (cell, change): Change) -> CellChange {
        let found = self.found(cell);
        let own = &self.table.cells[cell];
        CellChange { cell: own.address, found, value: found + change, unfilled: own.is_unfilled() }
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
    fn repair(&self, changes: Changes) -> ((u8, RepairKind, u8, bool, i64, usize), Repair) {
        let Changes(first, second) = changes;
        let kind = second.map_or_else(|| self.kind_of_one(first), |second| self.kind_of_two(first, second));
        let totals = changes.each().filter(|(cell, _)| self.is_total(*cell)).count() as u8;
        let total_last = if second.is_none() { 1 - totals } else { 0 };
        // Of several places for one number, the one that holds more already is the likelier.
        let swapped = second.is_some_and(|second| {
            self.found(first.0) + first.1 == self.found(second.0)
                && self.found(second.0) + second.1 == self.found(first.0)
        });
        let weight: i64 = changes.each().map(|(cell, _)| self.found(cell)).sum();
        let cells = changes.each().map(|change| self.cell_change(change)).collect();
        let repair = Repair { kind, cells, elsewhere: Vec::new() };
        ((total_last, kind, totals, !swapped, -weight, first.0), repair)
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

    fn diagnosis(&self, mut group: Vec<usize>, Offers { mut repairs, stray, rows }: Offers) -> (Vec<usize>, Diagnosis) {
        group.sort_unstable();
        let equations = group.iter().map(|at| self.failed(&self.system.equations[*at])).collect();
        let more_repairs = repairs.len().saturating_sub(OFFERED) as u32;
        repairs.truncate(OFFERED);
        (group, Diagnosis { equations, repairs, more_repairs, stray, unfilled_rows: rows })
    }

    fn failed(&self, equation: &Equation) -> FailedEquation {
        let side = |cells: &[u16]| {
            let cells = cells.iter().map(|cell| usize::from(*cell));
            cells.map(|cell| (self.table.cells[cell].address, self.system.value(cell))).collect::<Vec<_>>()
        };
        let (left_cells, right_cells) = (side(&equation.form.left), side(&equation.form.right));
        FailedEquation {
            name: equation.form.name,
            left: left_cells.iter().map(|(_, value)| value).sum(),
            right: right_cells.iter().map(|(_, value)| value).sum(),
            left_cells,
            right_cells,
        }
    }
}

/// Which row (column) another repair changes, when it moves as many cases between the same columns (rows) as this one.
fn same_move(first: &Repair, other: &Repair) -> Option<LineId> {
    let ([a, b], [c, d]) = (&first.cells[..], &other.cells[..]) else { return None };
    let moved = |change: &CellChange| change.value - change.found;
    let alike = |across: fn(&CellChange) -> LineId| {
        (across(a), across(b), moved(a)) == (across(c), across(d), moved(c))
            || (across(a), across(b), moved(a)) == (across(d), across(c), moved(d))
    };
    let row = |change: &CellChange| LineId::Row(change.cell.row);
    let column = |change: &CellChange| LineId::Column(change.cell.column);
    match (first.kind, other.kind) {
        (RepairKind::WrongColumn, RepairKind::WrongColumn) if alike(column) => Some(row(c)),
        (RepairKind::WrongRow, RepairKind::WrongRow) if alike(row) => Some(column(c)),
        _ => None,
    }
}

/// 12 for 21: the same digits with two neighbours changed over.
fn is_transposed(found: i64, value: i64) -> bool {
    let (mut found, mut value) = (found, value);
    while found > 0 && value > 0 && found % 10 == value % 10 {
        (found, value) = (found / 10, value / 10);
    }
    // The last two that differ, what stands before them being the same. A number does not begin with 0.
    let (last, other) = (found % 100, value % 100);
    found / 10 > 0
        && value / 10 > 0
        && last != other
        && last % 10 == other / 10
        && last / 10 == other % 10
        && found / 100 == value / 100
}

#[cfg(test)]
mod tests {
    use super::{EquationSet, is_transposed};
    use crate::form::{Edition, TableNumber, equations_of, layout};

    #[test]
    fn two_neighbouring_digits_changed_over() {
        for (found, value) in [(12, 21), (1203, 1230), (1203, 2103), (310, 130), (100, 10)] {
            let expected = (found, value) != (100, 10);
            assert_eq!(is_transposed(found, value), expected, "{found} for {value}");
            assert_eq!(is_transposed(value, found), expected, "{value} for {found}");
        }
        for (found, value) in
            [(0, 0), (11, 11), (0, 10), (1, 10), (12, 12), (123, 321), (1221, 2112), (12, 121), (-12, -21)]
        {
            assert!(!is_transposed(found, value), "{found} for {value}");
        }
    }

    #[test]
    fn a_set_holds_all_equations_of_a_table() {
        for number in TableNumber::ALL {
            for edition in [Edition::E2019, Edition::E2021] {
                assert!(equations_of(layout(number, edition)).len() <= EquationSet::BITS as usize);
            }
        }
    }
}

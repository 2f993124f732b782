//! Generated reports: what holds is found to hold, and a single wrong number is named.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::arithmetic::{CellChange, Diagnosis};
use gouji_core::form::{ColumnId, Edition, LineId, TableNumber};
use gouji_core::report::CellState;
use gouji_core::{CheckedReport, Options, check};
use gouji_tests::generate::{Kind, Random, ReportData, Shape, render};
use proptest::prelude::*;

fn diagnoses(checked: &CheckedReport) -> Vec<&Diagnosis> {
    checked.findings.iter().filter_map(|finding| finding.slip.sums()).collect()
}

fn data() -> impl Strategy<Value = ReportData> {
    let editions = prop_oneof![3 => Just(Edition::E2021), 1 => Just(Edition::E2019)];
    let kinds =
        prop_oneof![4 => Just(Kind::Usual), 2 => Just(Kind::Sparse), 1 => Just(Kind::Empty), 1 => Just(Kind::Large)];
    (any::<u64>(), kinds, editions).prop_map(|(seed, kind, edition)| ReportData::new(seed, kind, edition))
}

fn shape() -> impl Strategy<Value = Shape> {
    prop::sample::select(&Shape::ALL[..])
}

/// Compares every cell with the data; `Err` names the first that differs.
fn compare(checked: &CheckedReport, data: &ReportData, shape: Shape) -> Result<(), TestCaseError> {
    for table in &checked.report.tables {
        for (cell, value) in table.cells.iter().zip(&data.values[table.number.index()]) {
            let place = format!(
                "{shape:?}: table {} {}.{}",
                table.number.number(),
                cell.address.row.id(),
                cell.address.column.id()
            );
            prop_assert!(cell.state != CellState::Absent, "{place} is absent, {:?}", checked.coverage.not_checked);
            prop_assert_eq!(cell.count(), Some(*value), "{}", place);
        }
        prop_assert_eq!(table.cells.len(), data.values[table.number.index()].len());
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_valid_report_is_read_whole_and_has_no_wrong_sum(data in data(), shape in shape()) {
        let checked = check(render(&data, shape), &Options::default());
        compare(&checked, &data, shape)?;
        prop_assert_eq!(diagnoses(&checked).len(), 0);
        prop_assert_eq!(checked.coverage.equations_unchecked, 0);
        prop_assert_eq!(checked.coverage.equations_checked, if data.edition == Edition::E2019 { 40 } else { 42 });
        prop_assert_eq!(checked.report.year, Some(data.year));
        prop_assert_eq!(checked.report.organ.as_deref(), Some(data.organ));
        let errors: Vec<_> = checked.findings.iter().filter(|finding| finding.severity == gouji_core::finding::Severity::Error).collect();
        prop_assert!(errors.is_empty(), "{:?}: {:?}", shape, errors);
    }

    #[test]
    fn one_wrong_number_in_table_three_is_named(data in data(), shape in shape(), place in any::<prop::sample::Index>(), wrong in 0_i64..12_000) {
        let mut slipped = data.clone();
        let values = &mut slipped.values[TableNumber::Three.index()];
        let at = place.index(values.len());
        let right = values[at];
        prop_assume!(wrong != right);
        values[at] = wrong;
        let checked = check(render(&slipped, shape), &Options::default());
        let diagnoses = diagnoses(&checked);
        prop_assert_eq!(diagnoses.len(), 1, "{:?}", shape);
        let cell = checked.report.table(TableNumber::Three).cells[at].address;
        let changes: Vec<_> = diagnoses[0].repairs.iter().map(|repair| repair.cells.clone()).collect();
        prop_assert_eq!(changes.len(), 1, "{:?} {:?} {:?}", shape, cell, changes);
        prop_assert_eq!(changes[0].len(), 1);
        prop_assert_eq!((changes[0][0].cell, changes[0][0].found, changes[0][0].value), (cell, wrong, right));
    }

    #[test]
    fn one_wrong_number_in_table_four_offers_the_total_first(data in data(), shape in shape(), place in 0_usize..15, wrong in 0_i64..400) {
        let mut slipped = data.clone();
        let values = &mut slipped.values[TableNumber::Four.index()];
        prop_assume!(wrong != values[place]);
        values[place] = wrong;
        let group = place / 5 * 5;
        let results: Vec<i64> = values[group..group + 4].to_vec();
        let total = values[group + 4];
        let sum: i64 = results.iter().sum();
        let checked = check(render(&slipped, shape), &Options::default());
        let diagnoses = diagnoses(&checked);
        prop_assert_eq!(diagnoses.len(), 1);
        let offered: Vec<(ColumnId, i64)> = diagnoses[0].repairs.iter().map(|repair| (repair.cells[0].cell.column, repair.cells[0].value)).collect();
        prop_assert_eq!(offered[0], (ColumnId::Total, sum));
        let columns = [ColumnId::Upheld, ColumnId::Corrected, ColumnId::OtherResult, ColumnId::Pending];
        let mut others: Vec<(ColumnId, i64)> = offered[1..].to_vec();
        others.sort_unstable();
        let mut expected: Vec<(ColumnId, i64)> = (0..4)
            .map(|at| (columns[at], results[at] + total - sum))
            .filter(|(_, value)| *value >= 0)
            // What was written is not erased where the total, 0, can be corrected instead; it is named apart.
            .filter(|(_, value)| !(total == 0 && *value == 0 && sum > 0))
            .collect();
        expected.sort_unstable();
        prop_assert_eq!(others, expected);
        let only = results.iter().zip(columns).find(|(value, _)| total == 0 && **value == sum && sum > 0);
        let stray = diagnoses[0].stray.map(|change| (change.cell.column, change.found, change.value));
        prop_assert_eq!(stray, only.map(|(value, column)| (column, *value, 0)));
    }
}

/// A row that was left out, all of it or all but its total, is one slip; its true numbers are what would be filled in.
#[test]
fn a_row_left_at_zero_is_named_with_its_numbers() {
    let mut named = 0;
    for seed in 0..4000 {
        let data = ReportData::new(seed, Kind::Usual, Edition::E2021);
        let values = &data.values[TableNumber::Three.index()];
        let width = 7;
        let rows = values.len() / width;
        let row = [0, 1, rows - 1][seed as usize % 3];
        let own: Vec<usize> = (row * width..(row + 1) * width).filter(|at| values[*at] != 0).collect();
        // Fewer are mended by two cells.
        if own.len() < 3 {
            continue;
        }
        let keeps_total = seed % 2 == 0 && own.len() > 3;
        let left_out = if keeps_total { &own[..own.len() - 1] } else { &own[..] };
        let mut slipped = data.clone();
        left_out.iter().for_each(|at| slipped.values[TableNumber::Three.index()][*at] = 0);
        let checked = check(render(&slipped, Shape::TabPaste), &Options::default());
        let found = diagnoses(&checked);
        assert_eq!(found.len(), 1, "seed {seed}: {found:?}");
        let cells = &checked.report.table(TableNumber::Three).cells;
        let expected: Vec<_> = left_out.iter().map(|at| (cells[*at].address, 0, values[*at])).collect();
        let offered = |row: &Vec<CellChange>| row.iter().map(|it| (it.cell, it.found, it.value)).collect::<Vec<_>>();
        let offered: Vec<_> = found[0].unfilled_rows.iter().map(offered).collect();
        // The only other row that could have been left out as well is the other one on the same side, where it is all 0.
        let other = if row < 2 { 1 - row } else { row };
        let other = &slipped.values[TableNumber::Three.index()][other * width..(other + 1) * width];
        let both = row < 2 && other.iter().all(|value| *value == 0);
        assert!(offered.contains(&expected), "seed {seed}: {offered:?}");
        assert_eq!(offered.len(), if both && !keeps_total { 2 } else { 1 }, "seed {seed}");
        assert!(found[0].repairs.is_empty(), "seed {seed}");
        named += 1;
    }
    assert!(named > 200, "{named}");
}

/// A number booked in the wrong row or column: the true cells are among the offered repairs in at least 95 of 100.
#[test]
fn numbers_booked_in_the_wrong_place_are_found() {
    let mut named = 0;
    let mut all = 0;
    for seed in 0..2000 {
        let kind = if seed % 4 < 2 { Kind::Usual } else { Kind::Sparse };
        let data = ReportData::new(seed, kind, Edition::E2021);
        let mut random = Random::new(seed);
        let three = TableNumber::Three.index();
        let (row, column) = (2 + random.below(21), random.below(6));
        let (other_row, other_column) =
            if seed % 2 == 0 { (2 + random.below(21), column) } else { (row, random.below(6)) };
        let (from, to) = (row * 7 + column, other_row * 7 + other_column);
        let values = &data.values[three];
        if from == to || values[from] == 0 || values[to] != 0 {
            continue;
        }
        let mut slipped = data.clone();
        slipped.values[three].swap(from, to);
        let checked = check(render(&slipped, Shape::TabPaste), &Options::default());
        let found = diagnoses(&checked);
        assert_eq!(found.len(), 1, "seed {seed}: {from} to {to}: {found:?}");
        let cells = &checked.report.table(TableNumber::Three).cells;
        let true_cells = [cells[from].address, cells[to].address];
        all += 1;
        named += usize::from(found[0].repairs.iter().any(|repair| {
            let across = |line: LineId| {
                repair.cells.iter().all(|change| {
                    let cell = change.cell;
                    true_cells.iter().any(|own| match line {
                        LineId::Row(row) => own.row == row && own.column == cell.column,
                        LineId::Column(column) => own.column == column && own.row == cell.row,
                    })
                })
            };
            let here = repair.cells.iter().all(|change| true_cells.contains(&change.cell));
            repair.cells.len() == 2 && (here || repair.elsewhere.iter().any(|line| across(*line)))
        }));
    }
    assert!(all > 200, "only {all} slips were made");
    println!("true cells offered in {named} of {all}");
    assert!(named * 100 >= all * 95, "true cells offered in {named} of {all}");
}

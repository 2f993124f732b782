//! Tables whose cells ran into one another: what is cut out of the digits is right or absent, and said to be cut.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::contract::{Output, Wanted};
use gouji_core::finding::Severity;
use gouji_core::form::{Edition, EquationForm, RowId, TableNumber, equations_of};
use gouji_core::report::{CellState, Table, TableState};
use gouji_core::{CheckedReport, Options, Source, check};
use gouji_tests::generate::{Kind, Random, ReportData, Shape, render};

/// How a copy glued its cells.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Glue {
    /// The whole report on one line.
    OneLine,
    /// The same, white space left between some of the cells and labels.
    SomeSpaces,
    /// Each label on a line of its own with its digits.
    Rows,
}

/// The report as a crawler leaves it.
fn glued(data: &ReportData, glue: Glue, random: &mut Random) -> String {
    let text = render(data, Shape::OneCellALine).text().to_owned();
    let lines: Vec<&str> = text.split('\n').collect();
    let is_number = |line: &str| !line.is_empty() && line.bytes().all(|byte| byte.is_ascii_digit());
    let mut glued = String::new();
    for (at, line) in lines.iter().enumerate() {
        glued.push_str(line);
        let next = lines.get(at + 1).copied().unwrap_or("");
        match glue {
            Glue::SomeSpaces if random.below(3) == 0 => glued.push(' '),
            Glue::Rows if !is_number(next) => glued.push('\n'),
            _ => {}
        }
    }
    glued
}

fn checked(text: &str) -> CheckedReport {
    check(Source::plain(text), &Options::default())
}

const GLUES: [Glue; 3] = [Glue::OneLine, Glue::SomeSpaces, Glue::Rows];

/// Whether an equation holds with these numbers.
fn holds(form: &EquationForm, values: &[i64]) -> bool {
    let sum = |cells: &[u16]| cells.iter().map(|cell| values[usize::from(*cell)]).sum::<i64>();
    sum(&form.left) == sum(&form.right)
}

#[test]
fn what_is_cut_is_right_or_absent_and_most_of_it_is_cut() {
    for kind in Kind::ALL {
        let (mut read, mut all, mut chosen) = (0, 0, 0);
        for seed in 0..200 {
            for glue in GLUES {
                let edition = if seed % 4 == 0 { Edition::E2019 } else { Edition::E2021 };
                let data = ReportData::new(seed, kind, edition);
                let text = glued(&data, glue, &mut Random::new(seed));
                let checked = checked(&text);
                for number in [TableNumber::Three, TableNumber::Four] {
                    let table = checked.report.table(number);
                    assert_eq!(table.layout.edition, edition, "{text}");
                    for (cell, value) in table.cells.iter().zip(&data.values[number.index()]) {
                        all += 1;
                        if cell.state == CellState::Absent {
                            continue;
                        }
                        read += 1;
                        let right = cell.count() == Some(*value) && cell.span.unwrap().of(&text) == value.to_string();
                        assert!(
                            right,
                            "{kind:?} {glue:?} {seed}: {:?} should be {value}, {:?}",
                            cell.address, cell.value
                        );
                        assert!(cell.inferred || glue == Glue::SomeSpaces);
                    }
                    chosen += usize::from(down_columns(table) > 0);
                    let what = ["table-2", "table-3", "table-4"][number.index()];
                    let said = checked.coverage.not_checked.iter().any(|unchecked| unchecked.what == what);
                    assert!(said || !table.cells.iter().any(|cell| cell.inferred), "{kind:?} {glue:?} {seed}");
                }
                let errors = checked.findings.iter().filter(|finding| finding.rule.ends_with("add-up")).count();
                assert_eq!(errors, 0, "{kind:?} {glue:?} {seed}: {:?}", checked.findings);
            }
        }
        println!("{kind:?}: {read} of {all} cells, {chosen} tables with help of the columns");
        assert!(read * 100 >= all * 97, "{kind:?}: {read} of {all}");
    }
}

#[test]
fn a_changed_number_is_never_shown_as_clean() {
    let (mut failing, mut absent, mut assumed_away) = (0, 0, 0);
    for seed in 0..1500 {
        let mut random = Random::new(seed * 7 + 1);
        let kind = *random.pick(&Kind::ALL);
        let edition = if seed % 4 == 0 { Edition::E2019 } else { Edition::E2021 };
        let mut data = ReportData::new(seed, kind, edition);
        let cells = &mut data.values[TableNumber::Three.index()];
        let at = random.below(cells.len());
        let most = *random.pick(&[3, 12, 130]);
        let before = cells[at];
        cells[at] = (before + 1 + random.below(most) as i64) % *random.pick(&[10, 100, 100_000]);
        if random.below(3) > 0 && at % 7 < 6 {
            // Booked wrongly and added up along the row all the same: only the columns show it.
            cells[at / 7 * 7 + 6] += cells[at] - before;
        }
        let forms = equations_of(data.layout(TableNumber::Three));
        let wrong = |at: &usize| forms[*at].name.column().is_some() && !holds(&forms[*at], &data.values[1]);
        let text = glued(&data, *random.pick(&GLUES), &mut random);
        let checked = checked(&text);
        let table = checked.report.table(TableNumber::Three);
        let fails = (0..forms.len()).any(|at| wrong(&at) && !table.assumed.contains(&forms[at].name));
        if !fails {
            assumed_away += usize::from((0..forms.len()).any(|at| wrong(&at)));
            continue;
        }
        let sums = checked
            .findings
            .iter()
            .filter(|finding| finding.rule.contains("add-up") || finding.rule.contains("balance"));
        let severities: Vec<Severity> = sums.map(|finding| finding.severity).collect();
        assert!(severities.iter().all(|severity| *severity == Severity::Warning), "{seed}: {:?}", checked.findings);
        if severities.is_empty() {
            assert_ne!(table.state, TableState::Read, "{seed}: every cell was read and nothing is said\n{text}");
            absent += 1;
        } else {
            failing += 1;
        }
    }
    println!(
        "{failing} found, {absent} with absent cells, {assumed_away} where only equations fail that chose the cut"
    );
    assert!(failing + absent > 1000);
}

/// How many of the equations that cut a table go down a column.
fn down_columns(table: &Table) -> usize {
    table.assumed.iter().filter(|equation| equation.column().is_some()).count()
}

/// A report without requests but those that `rows` of table 3 give.
fn with_rows(rows: &[(RowId, [i64; 7])]) -> ReportData {
    let mut data = ReportData::new(3, Kind::Empty, Edition::E2021);
    let layout = data.layout(TableNumber::Three);
    for (id, values) in rows {
        let row = layout.rows.iter().position(|row| row.id == *id).unwrap();
        data.values[1][row * 7..row * 7 + 7].copy_from_slice(values);
    }
    data
}

fn row_of(checked: &CheckedReport, id: RowId) -> Vec<Option<i64>> {
    let cells = checked.report.table(TableNumber::Three).cells.iter();
    cells.filter(|cell| cell.address.row == id).map(|cell| cell.count()).collect()
}

#[test]
fn a_row_that_can_be_cut_in_two_ways_is_read_only_where_the_columns_decide() {
    // 270020130 is 27+0+0+2+0+1=30 and 2+7+0+0+20+1=30.
    let (first, second) = ([27, 0, 0, 2, 0, 1, 30], [2, 7, 0, 0, 20, 1, 30]);
    let decided = with_rows(&[(RowId::Received, first), (RowId::Granted, first), (RowId::OutcomeTotal, first)]);
    let same = checked(&glued(&decided, Glue::OneLine, &mut Random::new(1)));
    assert_eq!(row_of(&same, RowId::Granted), [None; 7], "either way all columns hold");

    let more = [30, 0, 0, 2, 0, 1, 33];
    let decided = with_rows(&[
        (RowId::Received, more),
        (RowId::Granted, first),
        (RowId::Partial, [3, 0, 0, 0, 0, 0, 3]),
        (RowId::OutcomeTotal, more),
    ]);
    let text = glued(&decided, Glue::OneLine, &mut Random::new(1));
    let decided = checked(&text);
    assert_eq!(row_of(&decided, RowId::Granted), first.map(Some), "{text}");
    let table = decided.report.table(TableNumber::Three);
    assert_eq!(table.state, TableState::Read);
    // Four columns have told the cuts apart; the rest of the column equations was checked.
    assert_eq!((table.assumed.len(), down_columns(table)), (25 + 4, 4));

    let sum = [29, 7, 0, 2, 20, 2, 60];
    let exchanged = with_rows(&[
        (RowId::Received, sum),
        (RowId::Granted, first),
        (RowId::Partial, second),
        (RowId::OutcomeTotal, sum),
    ]);
    let exchanged = checked(&glued(&exchanged, Glue::OneLine, &mut Random::new(1)));
    assert_eq!(row_of(&exchanged, RowId::Granted), [None; 7], "the one row may be the other");
    let said = exchanged.coverage.not_checked.iter().filter(|unchecked| unchecked.what == "table-3");
    let said: Vec<&str> = said.map(|unchecked| unchecked.why.as_str()).collect();
    assert!(said.len() == 2 && said[1].contains("有的行不止一种拆法"), "{said:?}");
}

#[test]
fn what_was_cut_says_so_and_its_sums_prove_nothing() {
    let data = with_rows(&[(RowId::Received, [3, 1, 0, 0, 0, 0, 4]), (RowId::CarriedOut, [3, 0, 0, 0, 0, 0, 3])]);
    let text = glued(&data, Glue::OneLine, &mut Random::new(1));
    let source = Source::plain(text.as_str());
    let checked = check(source.clone(), &Options::default());
    let coverage = &checked.coverage;
    // Table 2 stays unread; of tables 3 and 4 every cell was cut out, and only the columns of table 3 could be checked.
    assert_eq!((coverage.cells_read, coverage.cells_expected), (190, 200));
    assert_eq!((coverage.equations_checked, coverage.equations_unchecked, coverage.equations_failed), (14, 28, 2));
    let lost: Vec<_> = checked.findings.iter().filter(|finding| finding.rule == "table-lost-in-copying").collect();
    assert_eq!(lost.len(), 1);
    let sums: Vec<_> = checked.findings.iter().filter(|finding| finding.rule == "requests-out-of-balance").collect();
    assert_eq!(sums.len(), 1);
    assert_eq!(sums[0].severity, Severity::Warning);
    let output = serde_json::to_value(Output::new(&checked, Wanted { cells: true, ..Wanted::default() })).unwrap();
    let cells = output["report"]["cells"].as_array().unwrap();
    assert_eq!(cells.iter().filter(|cell| cell["inferred"] == true).count(), 190);
    assert!(cells.iter().filter(|cell| cell["table"] == 2).all(|cell| cell.get("inferred").is_none()));
    for what in ["table-3", "table-4"] {
        let said = coverage.not_checked.iter().find(|unchecked| unchecked.what == what).unwrap();
        assert!(said.why.ends_with("的等式没有算作核对过"), "{}", said.why);
    }
}

#[test]
fn what_prose_says_against_cut_cells_is_a_question() {
    let data = with_rows(&[(RowId::Received, [3, 1, 0, 0, 0, 0, 4]), (RowId::CarriedOut, [3, 1, 0, 0, 0, 0, 4])]);
    let denial = |text: &str| {
        let text =
            text.replacen("二、主动公开政府信息情况", "本年度未收到政府信息公开申请。\n二、主动公开政府信息情况", 1);
        let found = checked(&text).findings.into_iter().find(|finding| finding.rule == "denied-but-counted");
        found.unwrap().severity
    };
    assert_eq!(denial(render(&data, Shape::TabPaste).text()), Severity::Error);
    assert_eq!(denial(&glued(&data, Glue::OneLine, &mut Random::new(1))), Severity::Warning);
}

#[test]
fn nothing_is_cut_where_blank_cells_are_not_seen() {
    let data = with_rows(&[(RowId::Received, [12, 0, 0, 0, 0, 3, 15]), (RowId::OutcomeTotal, [12, 0, 0, 0, 0, 3, 15])]);
    let text = glued(&data, Glue::OneLine, &mut Random::new(1));
    assert_eq!(checked(&text).report.table(TableNumber::Three).state, TableState::Read);
    for (with, without) in
        [("予以公开0000000", "予以公开"), ("予以公开0000000", "予以公开00"), ("继续办理0000000", "继续办理")]
    {
        assert!(text.contains(with));
        let checked = checked(&text.replacen(with, without, 1));
        let table = checked.report.table(TableNumber::Three);
        assert_eq!(table.state, TableState::LostInCopying, "{without}");
        assert!(table.cells.iter().all(|cell| cell.state == CellState::Absent));
    }
}

#[test]
fn only_the_row_that_has_its_place_twice_or_stands_unclear_is_left_out() {
    let data = ReportData::new(3, Kind::Sparse, Edition::E2021);
    let text = glued(&data, Glue::OneLine, &mut Random::new(1));
    let absent = |text: &str| {
        let rows = checked(text)
            .report
            .table(TableNumber::Three)
            .cells
            .iter()
            .filter(|cell| cell.state == CellState::Absent)
            .map(|cell| cell.address.row)
            .collect::<Vec<_>>();
        let mut rows = rows;
        rows.dedup();
        rows
    };
    assert!(absent(&text).is_empty());
    // A stray number, a fraction, a slash, a lost label, a repeated one, a row that does not add up.
    for (with, without, rows) in [
        ("8.属于行政查询事项0000000", "8.属于行政查询事项0000000第3页", &[RowId::RefusedLookup][..]),
        ("8.属于行政查询事项0000000", "8.属于行政查询事项0/00000", &[RowId::RefusedLookup]),
        ("8.属于行政查询事项0000000", "8.属于行政查询事项1000000", &[RowId::RefusedLookup]),
        ("8.属于行政查询事项0000000", "8.属于行政查询事项00000000", &[RowId::RefusedLookup]),
        ("8.属于行政查询事项0000000", "0000000", &[RowId::RefusedCaseFile, RowId::RefusedLookup]),
        ("8.属于行政查询事项", "7.属于行政执法案卷0000000（四）8.属于行政查询事项", &[RowId::RefusedCaseFile]),
        ("3.危及", "7.属于行政执法案卷1000001\n3.危及", &[RowId::RefusedCaseFile]),
        // A blank cell may have stood at a tab.
        ("8.属于行政查询事项0000000", "8.属于行政查询事项000\t0000", &[RowId::RefusedLookup]),
        ("8.属于行政查询事项", "属于行政查询事项", &[]),
    ] {
        assert!(text.contains(with), "{with}\n{text}");
        assert_eq!(absent(&text.replacen(with, without, 1)), rows, "{without}");
    }
    // A label's numbering without its dot is not taken for a cell: 0+0+0+0+1+11=12 is not 0+0+0+0+11+11=22.
    let data = with_rows(&[(RowId::RefusedStateSecret, [0, 0, 0, 0, 1, 11, 12])]);
    let text = glued(&data, Glue::OneLine, &mut Random::new(1));
    let without_dot = text.replacen("2.其他法律", "2其他法律", 1);
    assert_eq!(absent(&without_dot), [RowId::RefusedStateSecret]);
}

#[test]
fn hostile_digits_are_given_up_quickly() {
    let data = ReportData::new(3, Kind::Empty, Edition::E2021);
    let text = glued(&data, Glue::OneLine, &mut Random::new(1));
    let zeros = ["000000000000000", "0000000"];
    let runs =
        ["1".repeat(40), "12".repeat(30), "1234567890".repeat(6), "9".repeat(100), "10".repeat(45), "1".repeat(19_000)];
    for run in runs {
        let hostile = zeros.iter().fold(text.clone(), |text, zeros| text.replace(zeros, &run));
        let start = std::time::Instant::now();
        let checked = checked(&hostile);
        let time = start.elapsed().as_secs_f64();
        assert!(checked.coverage.cells_read < 190, "{run}");
        assert!(time < 1.5, "{time:.2} s for {}", &run[..20]);
    }
}

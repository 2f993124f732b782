//! The real reports: every cell, every equation, every error.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::finding::Severity;
use gouji_core::form::{ColumnId, Edition, RowId, TableNumber};
use gouji_core::report::{CellState, TableState};
use gouji_core::{CheckedReport, Options, Source, check};
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;
use gouji_tests::corpus;

fn checked(name: &str) -> Option<CheckedReport> {
    let path = corpus()?.join("reports").join(name);
    let source = if name == IN_A_SCRIPT {
        read(&std::fs::read(path).unwrap(), TOOLS).unwrap()
    } else {
        Source::plain(std::fs::read_to_string(path).unwrap())
    };
    Some(check(source.clone(), &Options::default()))
}

/// A portal's page inside a string of JavaScript, and what copying that page gives.
const IN_A_SCRIPT: &str = "shanghai-office-2019.js.txt";
const COPIED: &str = "shanghai-office-2019.browser-copy.txt";

const HONGZE: [&str; 4] = [
    "huaian-hongze-2023.pdftotext.txt",
    "huaian-hongze-2023.pdftotext-layout.txt",
    "huaian-hongze-2023.pdftotext-raw.txt",
    "huaian-hongze-2023.pdfplumber.txt",
];

/// Crawlers glued every cell of these to the next.
const PINGTAN: [&str; 4] = ["pingtan-2019.txt", "pingtan-2020.txt", "pingtan-2021.txt", "pingtan-2022.txt"];

#[test]
fn every_cell_is_the_one_that_stands_there() {
    let Some(folder) = corpus() else { return };
    let known: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("cells.json")).unwrap()).unwrap();
    let others = ["sanmenxia-xinfang-2023.txt", "shanghai-kewei-2024.md", COPIED, IN_A_SCRIPT];
    for name in HONGZE.into_iter().chain(others) {
        let checked = checked(name).unwrap();
        let mut compared = 0;
        for table in &checked.report.tables {
            let expected = &known[name][format!("table{}", table.number.number())];
            for (row, columns) in expected.as_object().unwrap() {
                for (column, value) in columns.as_object().unwrap() {
                    let cell = RowId::from_id(row).zip(ColumnId::from_id(column));
                    let at = cell.and_then(|(row, column)| table.index_of(row, column));
                    let at = at.unwrap_or_else(|| panic!("{name}: no cell {row}.{column}"));
                    let cell = &table.cells[at];
                    let read = cell.value.map(|number| number.to_f64());
                    assert_eq!(read, value.as_f64(), "{name}: {row}.{column}");
                    assert_eq!(cell.state == CellState::Blank, value.is_null(), "{name}: {row}.{column}");
                    compared += 1;
                }
            }
        }
        assert_eq!(compared, checked.coverage.cells_expected, "{name}: cells in cells.json and in the layouts");
    }
    for name in PINGTAN {
        let checked = checked(name).unwrap();
        for table in &checked.report.tables[1..] {
            let expected = &known[name][format!("table{}", table.number.number())];
            for cell in &table.cells {
                let value = &expected[cell.address.row.id()][cell.address.column.id()];
                assert_eq!(cell.value.map(|number| number.to_f64()), value.as_f64(), "{name}: {:?}", cell.address);
                // In the text of 2022 the cells of table 4, and of no other, are still apart.
                let apart = name == "pingtan-2022.txt" && table.number == TableNumber::Four;
                assert_eq!(cell.inferred, !apart, "{name}: {:?}", cell.address);
            }
        }
    }
}

#[test]
fn equations_checked_and_failing() {
    let mut expected = vec![
        ("sanmenxia-xinfang-2023.txt", 42, 0),
        ("shanghai-kewei-2024.md", 41, 0),
        (COPIED, 16, 0),
        (IN_A_SCRIPT, 16, 0),
    ];
    // The columns of table 3 but for the four that tell two ways to cut a row of 2021 apart, and table 4 of 2022: of the
    // other sums each was used for the cutting.
    expected.extend([("pingtan-2019.txt", 14, 0), ("pingtan-2020.txt", 14, 2)]);
    expected.extend([("pingtan-2021.txt", 10, 0), ("pingtan-2022.txt", 17, 0)]);
    expected.extend(HONGZE.map(|name| (name, 40, 2)));
    for (name, equations, failing) in expected {
        let Some(checked) = checked(name) else { return };
        assert_eq!(
            (checked.coverage.equations_checked, checked.coverage.equations_failed),
            (equations, failing),
            "{name}"
        );
    }
}

#[test]
fn a_page_in_a_script_has_the_findings_of_its_copy() {
    let Some(copied) = checked(COPIED) else { return };
    let in_a_script = checked(IN_A_SCRIPT).unwrap();
    let found = |checked: &CheckedReport| -> Vec<_> {
        let finding = |finding: &gouji_core::Finding| {
            (finding.rule, finding.severity, finding.slip.found(), finding.slip.expected())
        };
        checked.findings.iter().map(finding).collect()
    };
    assert_eq!(found(&in_a_script), found(&copied));
    let counts = in_a_script.findings.iter().filter(|finding| finding.rule == "count-differs-from-table");
    let counts: Vec<_> = counts.filter_map(|it| Some((it.slip.found()?, it.slip.expected()?))).collect();
    let expected = [("予以公开及部分公开258件", "275"), ("因本机关不掌握等原因无法提供265件", "337")];
    assert_eq!(counts, expected.map(|(found, expected)| (found.to_owned(), expected.to_owned())));
}

#[test]
fn the_sample_has_its_slips_and_no_others() {
    let Some(checked) = checked("sanmenxia-xinfang-2023.txt") else { return };
    assert_eq!((checked.coverage.cells_read, checked.coverage.cells_expected), (200, 200));
    let found: Vec<(&str, Severity)> =
        checked.findings.iter().map(|finding| (finding.rule, finding.severity)).collect();
    let expected = [
        ("stray-line", Severity::Warning),
        ("short-name-undefined", Severity::Info),
        ("mark-between-titles", Severity::Info),
        ("year-without-unit", Severity::Warning),
        ("quantity-given-twice", Severity::Warning),
        ("claimed-but-zero", Severity::Warning),
        ("paragraph-broken", Severity::Info),
        ("organ-name-varies", Severity::Warning),
        ("plan-in-the-past", Severity::Error),
        ("term-wrong", Severity::Warning),
    ];
    assert_eq!(found, expected);
}

#[test]
fn two_wrong_totals_and_an_old_table_three_in_every_shape() {
    for name in HONGZE {
        let Some(checked) = checked(name) else { return };
        assert_eq!((checked.coverage.cells_read, checked.coverage.cells_expected), (186, 186), "{name}");
        let errors: Vec<_> = checked.findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
        let rules: Vec<&str> = errors.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["wrong-edition", "disputes-do-not-add-up", "disputes-do-not-add-up"], "{name}");
        let repairs: Vec<_> = errors
            .iter()
            .filter_map(|finding| finding.slip.sums())
            .map(|diagnosis| {
                assert_eq!((diagnosis.equations.len(), diagnosis.repairs.len(), diagnosis.more_repairs), (1, 1, 0));
                let change = diagnosis.repairs[0].cells[0];
                // The only number of a group may itself be one too many: that is said beside the repair.
                let stray = diagnosis.stray.map(|change| (change.cell.column, change.found));
                (change.cell.row, change.cell.column, change.found, change.value, stray)
            })
            .collect();
        let expected = [
            (RowId::Reconsideration, ColumnId::Total, 0, 11, None),
            (RowId::LitigationAfter, ColumnId::Total, 0, 5, Some((ColumnId::Upheld, 5))),
        ];
        assert_eq!(repairs, expected, "{name}");
        assert!(!checked.findings.iter().any(|finding| finding.rule == "row-missing"), "{name}");
    }
}

#[test]
fn the_pdf_itself_gives_what_its_texts_give() {
    let Some(folder) = corpus() else { return };
    let bytes = std::fs::read(folder.join("reports/huaian-hongze-2023.pdf")).unwrap();
    let source = gouji_documents::read::read(&bytes, gouji_documents::native::TOOLS).unwrap();
    let own = check(source.clone(), &Options::default());
    let cells = |checked: &CheckedReport| {
        let tables = checked.report.tables.iter();
        tables.flat_map(|table| table.cells.iter().map(|cell| (cell.state, cell.value))).collect::<Vec<_>>()
    };
    let findings = |checked: &CheckedReport| {
        let findings = checked.findings.iter();
        // One text shape has words more where a label is wrapped; the place is the same in all.
        findings.map(|finding| (finding.rule, finding.severity, finding.place)).collect::<Vec<_>>()
    };
    let text = checked("huaian-hongze-2023.pdftotext-layout.txt").unwrap();
    assert_eq!((own.coverage.cells_read, own.coverage.cells_expected), (186, 186));
    assert_eq!(cells(&own), cells(&text));
    assert_eq!(findings(&own), findings(&text));
    let rules: Vec<&str> = own.findings.iter().map(|finding| finding.rule).collect();
    let expected = [
        "government-items-missing",
        "wrong-edition",
        "label-changed",
        "disputes-do-not-add-up",
        "disputes-do-not-add-up",
    ];
    assert_eq!(rules, expected);
    for finding in &own.findings {
        if let Some(diagnosis) = finding.slip.sums() {
            assert_eq!((diagnosis.repairs.len(), diagnosis.repairs[0].cells[0].cell.column), (1, ColumnId::Total));
        }
    }
}

#[test]
fn glued_cells_are_cut_where_sums_tell_and_otherwise_not_read() {
    for name in PINGTAN {
        let Some(checked) = checked(name) else { return };
        let states = checked.report.tables.each_ref().map(|table| table.state);
        assert_eq!(states, [TableState::LostInCopying, TableState::Read, TableState::Read], "{name}");
        assert!(checked.report.tables[0].cells.iter().all(|cell| cell.state == CellState::Absent), "{name}");
        let said = checked.findings.iter().filter(|finding| finding.rule == "table-lost-in-copying").count();
        assert_eq!(said, 1, "{name}");
        let why = checked.coverage.not_checked.iter().find(|unchecked| unchecked.what == "table-3").unwrap();
        assert!(why.why.contains("连在一起") && why.why.contains("没有算作核对过"), "{name}: {}", why.why);
        assert!(
            checked.findings.iter().all(|finding| finding.severity != Severity::Error),
            "{name}: {:?}",
            checked.findings
        );
    }
}

#[test]
fn two_sums_that_fail_in_glued_cells_are_asked_about() {
    let Some(report) = checked("pingtan-2020.txt") else { return };
    let failing: Vec<_> = report.findings.iter().filter(|finding| finding.rule.ends_with("do-not-add-up")).collect();
    let sums = failing.iter().find_map(|finding| Some((finding.rule, finding.severity, finding.slip.sums()?)));
    let (rule, severity, diagnosis) = sums.unwrap();
    assert_eq!((rule, severity), ("outcomes-do-not-add-up", Severity::Warning));
    let equations: Vec<_> = diagnosis.equations.iter().map(|sum| (sum.name.column(), sum.left, sum.right)).collect();
    assert_eq!(equations, [(Some(ColumnId::NaturalPerson), 26, 20), (Some(ColumnId::Total), 27, 21)]);
    for name in ["pingtan-2019.txt", "pingtan-2021.txt", "pingtan-2022.txt"] {
        let other = checked(name).unwrap();
        assert!(other.findings.iter().all(|finding| finding.slip.sums().is_none()), "{name}");
    }
}

#[test]
fn a_heading_with_a_slip_is_found_within_a_line() {
    let Some(checked) = checked("pingtan-2022.txt") else { return };
    assert_eq!(checked.report.sections.len(), 6);
    let rules: Vec<&str> = checked.findings.iter().map(|finding| finding.rule).collect();
    for rule in ["table-lost-in-copying", "section-title-changed", "words-doubled"] {
        assert!(rules.contains(&rule), "{rules:?}");
    }
    assert!(!rules.contains(&"section-missing"), "{rules:?}");
    assert_eq!((checked.coverage.equations_checked, checked.coverage.equations_failed), (17, 0));
}

#[test]
fn reports_older_than_the_form_are_said_to_be_so() {
    let Some(checked) = checked("pingtan-dishui-2013.txt") else { return };
    assert_eq!(checked.report.edition, Edition::Older);
    // The wording is looked at, the form is not.
    let wording = |rule: &str| rule.starts_with("mark-") || rule == "short-name-undefined";
    assert!(checked.findings.iter().all(|finding| wording(finding.rule)), "{:?}", checked.findings);
    assert!(checked.coverage.not_checked.iter().any(|unchecked| unchecked.what == "table-3"));
}

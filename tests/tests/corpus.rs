//! The real reports: every cell, every equation, every error.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use annual_report::finding::{Evidence, Severity};
use annual_report::form::Edition;
use annual_report::report::{CellState, TableState};
use annual_report::{Checked, Options, Source, check};
use gouji_tests::corpus;

fn checked(name: &str) -> Option<Checked> {
    let path = corpus()?.join("reports").join(name);
    let text = std::fs::read_to_string(path).unwrap();
    Some(check(&Source::plain(text), &Options::default()))
}

const HONGZE: [&str; 4] = [
    "huaian-hongze-2023.pdftotext.txt",
    "huaian-hongze-2023.pdftotext-layout.txt",
    "huaian-hongze-2023.pdftotext-raw.txt",
    "huaian-hongze-2023.pdfplumber.txt",
];

#[test]
fn every_cell_is_the_one_that_stands_there() {
    let Some(folder) = corpus() else { return };
    let known: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(folder.join("cells.json")).unwrap()).unwrap();
    let others = ["sanmenxia-xinfang-2023.txt", "shanghai-kewei-2024.md", "shanghai-office-2019.browser-copy.txt"];
    for name in HONGZE.into_iter().chain(others) {
        let checked = checked(name).unwrap();
        let mut compared = 0;
        for table in &checked.report.tables {
            let expected = &known[name][format!("table{}", table.number.number())];
            for (row, columns) in expected.as_object().unwrap() {
                for (column, value) in columns.as_object().unwrap() {
                    let at = table.index_of(row, column).unwrap_or_else(|| panic!("{name}: no cell {row}.{column}"));
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
    let table_four = checked("pingtan-2022.txt").unwrap().report.tables[2].clone();
    for (row, columns) in known["pingtan-2022.txt"]["table4"].as_object().unwrap() {
        for (column, value) in columns.as_object().unwrap() {
            let cell = &table_four.cells[table_four.index_of(row, column).unwrap()];
            assert_eq!(cell.value.map(|number| number.to_f64()), value.as_f64(), "pingtan-2022: {row}.{column}");
        }
    }
}

#[test]
fn equations_checked_and_failing() {
    let mut expected = vec![
        ("sanmenxia-xinfang-2023.txt", 42, 0),
        ("shanghai-kewei-2024.md", 41, 0),
        ("shanghai-office-2019.browser-copy.txt", 16, 0),
    ];
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
            .filter_map(|finding| match &finding.evidence {
                Evidence::Sums(diagnosis) => Some(diagnosis),
                _ => None,
            })
            .map(|diagnosis| {
                assert_eq!((diagnosis.equations.len(), diagnosis.repairs.len(), diagnosis.more_repairs), (1, 1, 0));
                let change = diagnosis.repairs[0].cells[0];
                (change.cell.row, change.cell.column, change.found, change.value)
            })
            .collect();
        assert_eq!(repairs, [("reconsideration", "total", 0, 11), ("litigation_after", "total", 0, 5)], "{name}");
        assert!(!checked.findings.iter().any(|finding| finding.rule == "row-missing"), "{name}");
    }
}

#[test]
fn the_pdf_itself_gives_what_its_texts_give() {
    let Some(folder) = corpus() else { return };
    let bytes = std::fs::read(folder.join("reports/huaian-hongze-2023.pdf")).unwrap();
    let source = documents::read::read(&bytes, documents::native::TOOLS).unwrap();
    let own = check(&source, &Options::default());
    let cells = |checked: &Checked| {
        let tables = checked.report.tables.iter();
        tables.flat_map(|table| table.cells.iter().map(|cell| (cell.state, cell.value))).collect::<Vec<_>>()
    };
    let findings = |checked: &Checked| {
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
        if let Evidence::Sums(diagnosis) = &finding.evidence {
            assert_eq!((diagnosis.repairs.len(), diagnosis.repairs[0].cells[0].cell.column), (1, "total"));
        }
    }
}

#[test]
fn glued_cells_are_never_read() {
    for name in ["pingtan-2019.txt", "pingtan-2020.txt", "pingtan-2021.txt", "pingtan-2022.txt"] {
        let Some(checked) = checked(name) else { return };
        // In the text of 2022 the cells of table 4, and of no other, are still apart.
        let readable = if name == "pingtan-2022.txt" { 15 } else { 0 };
        assert_eq!(checked.coverage.cells_read, readable, "{name}");
        let lost = checked.report.tables.iter().filter(|table| table.state == TableState::LostInCopying).count();
        let said = checked.findings.iter().filter(|finding| finding.rule == "table-lost-in-copying").count();
        assert_eq!((lost, said), if readable == 0 { (3, 3) } else { (2, 2) }, "{name}");
        assert!(
            checked.findings.iter().all(|finding| finding.severity != Severity::Error),
            "{name}: {:?}",
            checked.findings
        );
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
    assert_eq!((checked.coverage.equations_checked, checked.coverage.equations_failed), (3, 0));
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

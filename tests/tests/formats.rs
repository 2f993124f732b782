//! One report in every format gives the same cells and the same findings.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use std::collections::BTreeSet;
use std::fs;

use gouji_core::{CheckedReport, Finding, Options, check};
use gouji_documents::native::TOOLS;
use gouji_documents::notes::{notes_of, safe_edits_of};
use gouji_documents::read::{open, read};
use gouji_tests::formats;

/// Every cell with its state and number.
fn cells(checked: &CheckedReport) -> Vec<String> {
    let tables = checked.report.tables.iter();
    tables
        .flat_map(|table| &table.cells)
        .map(|cell| format!("{:?} {:?} {:?}", cell.address, cell.state, cell.value))
        .collect()
}

/// Every finding in its words.
fn findings(checked: &CheckedReport) -> BTreeSet<String> {
    let said = |finding: &Finding| checked.words(finding).message;
    checked.findings.iter().map(|finding| format!("{} {}", finding.rule, said(finding))).collect()
}

#[test]
fn every_format_gives_the_same_cells_and_findings() {
    let source = formats::report();
    let checked = check(source.clone(), &Options::default());
    let expected = (cells(&checked), findings(&checked));
    assert_eq!(checked.coverage.cells_read, 200);
    assert!(expected.1.len() >= 2, "{:?}", expected.1);
    let Some(files) = formats::write().unwrap() else {
        gouji_tests::beside::skipped("LibreOffice");
        return;
    };
    let mut wrong = Vec::new();
    for file in &files {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        match read(&fs::read(file).unwrap(), TOOLS) {
            Err(problem) => wrong.push(format!("{name}: {}", problem.message)),
            Ok(source) => {
                let checked = check(source.clone(), &Options::default());
                let (cells, findings) = (cells(&checked), findings(&checked));
                if cells != expected.0 {
                    let differ = expected.0.iter().zip(&cells).find(|(one, other)| one != other);
                    wrong.push(format!("{name}: other cells, first {differ:?}"));
                }
                if findings != expected.1 {
                    let only = |one: &BTreeSet<String>, other| one.difference(other).cloned().collect::<Vec<_>>();
                    wrong.push(format!(
                        "{name}: findings: lacks {:?}, has besides {:?}",
                        only(&expected.1, &findings),
                        only(&findings, &expected.1)
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    the_annotated_word_file_opens_in_libreoffice(&files);
}

/// As many comments as findings, the safe fixes as tracked changes; the words around them are the same.
fn the_annotated_word_file_opens_in_libreoffice(files: &[std::path::PathBuf]) {
    let file = files.iter().find(|file| file.extension().is_some_and(|ending| ending == "docx")).unwrap();
    let bytes = fs::read(file).unwrap();
    let document = open(&bytes, TOOLS).unwrap();
    let source = document.source();
    let checked = check(source.clone(), &Options::default());
    let (notes, edits) = (notes_of(&checked, &[]), safe_edits_of(&checked));
    assert!(!edits.is_empty(), "one of the two slips has a safe fix");
    let annotated = document.annotate(&notes, &edits).unwrap();
    assert_eq!(annotated.left, []);
    let copy = file.with_file_name("annotated.docx");
    fs::write(&copy, &annotated.file).unwrap();
    let flat = formats::convert(&copy, "fodt", "OpenDocument Text Flat XML", &formats::folder()).unwrap().unwrap();
    let flat = fs::read_to_string(flat).unwrap();
    assert_eq!(flat.matches("<office:annotation ").count(), checked.findings.len());
    assert_eq!(flat.matches("<dc:creator>勾稽</dc:creator>").count(), checked.findings.len() + 2 * edits.len());
    let again = read(&annotated.file, TOOLS).unwrap();
    let mended = edits.iter().rev().fold(source.text().to_owned(), |mut text, edit| {
        text.replace_range(edit.span.start as usize..edit.span.end as usize, &edit.text);
        text
    });
    assert_eq!(again.text(), mended, "what counts in the annotated file is the text with the fixes");
}

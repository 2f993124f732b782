//! One report in every format gives the same cells and the same findings.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use std::collections::BTreeSet;
use std::fs;

use gouji_core::contract::Remark;
use gouji_core::{CheckedReport, Finding, Options, Source, Span, check};
use gouji_documents::native::TOOLS;
use gouji_documents::notes::{Author, Change, notes_of, over_given, safe_changes_of};
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

/// As many comments as findings and remarks, the safe fix and what a person edited as tracked changes, each by its author; the
/// words around them are the same.
fn the_annotated_word_file_opens_in_libreoffice(files: &[std::path::PathBuf]) {
    let file = files.iter().find(|file| file.extension().is_some_and(|ending| ending == "docx")).unwrap();
    let bytes = fs::read(file).unwrap();
    let document = open(&bytes, TOOLS).unwrap();
    let source = document.source();
    let given = check(source.clone(), &Options::default());
    let person = Author::Person("张三".to_owned());
    let mut changes = safe_changes_of(&given);
    assert!(!changes.is_empty(), "one of the two slips has a safe fix");
    let cell = given.report.cells().find(|cell| cell.count().is_some_and(|count| count > 0)).unwrap();
    let title = given.report.organ_span.unwrap();
    for (span, now) in [(cell.span.unwrap(), "77"), (Span { start: title.end, ..title }, "（本级）")] {
        let was = span.of(source.text()).to_owned();
        changes.push(Change { span, was, now: now.to_owned(), by: person.clone() });
    }
    changes.sort_by_key(|change| change.span);
    let edited = changes.iter().rev().fold(source.text().to_owned(), |mut text, change| {
        text.replace_range(change.span.start as usize..change.span.end as usize, &change.now);
        text
    });
    let checked = check(Source::plain(edited.clone()), &Options::default());
    let remarks = [Remark { span: Span::new(0, 3), text: "请补充。".to_owned() }];
    let notes = over_given(notes_of(&checked, &remarks, None, &person), &changes);
    let annotated = document.annotate(&notes, &changes).unwrap();
    assert_eq!(annotated.unwritten, []);
    let copy = file.with_file_name("annotated.docx");
    fs::write(&copy, &annotated.file).unwrap();
    let flat = formats::convert(&copy, "fodt", "OpenDocument Text Flat XML", &formats::folder()).unwrap().unwrap();
    let flat = fs::read_to_string(flat).unwrap();
    assert_eq!(flat.matches("<office:annotation ").count(), checked.findings.len() + 1);
    let regions: Vec<&str> = flat.split("<text:changed-region ").skip(1).collect();
    let by = |name: &str, kind: &str| {
        let creator = format!("<dc:creator>{name}</dc:creator>");
        regions.iter().filter(|region| region.contains(&creator) && region.contains(kind)).count()
    };
    let safe = changes.len() - 2;
    assert_eq!((by("勾稽", "<text:deletion>"), by("勾稽", "<text:insertion>")), (safe, safe));
    // LibreOffice cuts an insertion in two where a comment stands in it.
    assert!(by("张三", "<text:deletion>") == 1 && by("张三", "<text:insertion>") >= 2, "{regions:?}");
    let again = read(&annotated.file, TOOLS).unwrap();
    assert_eq!(again.text(), edited, "what counts in the annotated file is the text with the changes");
}

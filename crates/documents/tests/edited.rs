//! One cell changed on the page, in the same report as a Word file, a web page and a spreadsheet: what is checked then is
//! what a file says that has that cell.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use std::io::{Cursor, Read};

use gouji_core::finding::Edit;
use gouji_core::{GridCell, Options, Source, Span, check};
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;
use proptest::prelude::*;

#[allow(dead_code, reason = "other tests use the rest of it")]
mod word;

fn sheet() -> Vec<u8> {
    std::fs::read(format!("{}/tests/sheets/report.xlsx", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn source(bytes: &[u8]) -> Source {
    read(bytes, TOOLS).unwrap()
}

/// The report of the spreadsheet, in its words: what the other two files are made of.
fn report() -> Source {
    source(&sheet())
}

/// The cells that hold a number, by their place among all cells.
fn counts(source: &Source) -> Vec<usize> {
    let is_count = |span: Span| {
        !span.is_empty() && span.of(source.text()).bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
    };
    cells(source).enumerate().filter(|(_, cell)| is_count(cell.span)).map(|(at, _)| at).collect()
}

fn cells(source: &Source) -> impl Iterator<Item = &GridCell> {
    source.grids().iter().flat_map(|grid| &grid.cells)
}

/// A Word file of the report in which the cell at `changed` has other words.
fn word_file(report: &Source, changed: usize, words: &str) -> Vec<u8> {
    let written = |span: Span, at: usize| if at == changed { words } else { span.of(report.text()) }.to_owned();
    let (mut body, mut place, mut at) = (String::new(), 0, 0);
    let paragraphs = |from: u32, to: u32| -> String {
        Span { start: from, end: to }.of(report.text()).lines().filter(|line| !line.is_empty()).map(word::p).collect()
    };
    for grid in report.grids() {
        body += &paragraphs(place, grid.span.start);
        let mut row = u32::MAX;
        body += "<w:tbl><w:tblPr/><w:tblGrid/>";
        for cell in &grid.cells {
            if cell.row != row {
                body += if row == u32::MAX { "<w:tr>" } else { "</w:tr><w:tr>" };
                row = cell.row;
            }
            let content = word::p(&written(cell.span, at));
            body += &format!("<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/></w:tcPr>{content}</w:tc>", cell.column_span);
            at += 1;
        }
        body += "</w:tr></w:tbl>";
        place = grid.span.end;
    }
    word::docx(&(body + &paragraphs(place, report.text().len() as u32)))
}

/// The same as a web page.
fn web_page(report: &Source, changed: usize, words: &str) -> Vec<u8> {
    let written = |span: Span, at: usize| if at == changed { words } else { span.of(report.text()) }.to_owned();
    let (mut html, mut place, mut at) = ("<meta charset=utf-8>".to_owned(), 0, 0);
    let paragraphs = |from: u32, to: u32| -> String {
        let lines = Span { start: from, end: to }.of(report.text()).lines().filter(|line| !line.is_empty());
        lines.map(|line| format!("<p>{line}</p>")).collect()
    };
    for grid in report.grids() {
        html += &(paragraphs(place, grid.span.start) + "<table>");
        let mut row = u32::MAX;
        for GridCell { row: own, row_span, column_span, span, .. } in &grid.cells {
            if *own != row {
                html += "<tr>";
                row = *own;
            }
            html += &format!("<td rowspan={row_span} colspan={column_span}>{}</td>", written(*span, at));
            at += 1;
        }
        html += "</table>";
        place = grid.span.end;
    }
    (html + &paragraphs(place, report.text().len() as u32)).into_bytes()
}

/// The spreadsheet with other words in the cell that holds the number at `count` among its numbers.
fn sheet_with(count: usize, words: &str) -> Vec<u8> {
    let bytes = sheet();
    let mut archive = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut parts = Vec::new();
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let mut part = Vec::new();
        file.read_to_end(&mut part).unwrap();
        parts.push((file.name().unwrap().into_owned(), part));
    }
    let part = &mut parts.iter_mut().find(|(name, _)| name.ends_with("sheet1.xml")).unwrap().1;
    let xml = String::from_utf8(part.clone()).unwrap();
    let (start, _) =
        xml.match_indices("<c r=").filter(|(at, _)| xml[*at..].starts_with_cell_of_number()).nth(count).unwrap();
    let end = start + xml[start..].find("</c>").unwrap();
    let reference = xml[start..].split('"').nth(1).unwrap();
    let cell = format!("<c r=\"{reference}\" t=\"inlineStr\"><is><t>{words}</t></is>");
    *part = format!("{}{cell}{}", &xml[..start], &xml[end..]).into_bytes();
    word::zipped(&parts.iter().map(|(name, part)| (name.as_str(), &part[..])).collect::<Vec<_>>())
}

trait CellOfNumber {
    fn starts_with_cell_of_number(&self) -> bool;
}

impl CellOfNumber for str {
    fn starts_with_cell_of_number(&self) -> bool {
        let tag = self.split_once('>').map_or("", |(tag, _)| tag);
        !tag.ends_with('/') && !tag.contains("t=\"s\"")
    }
}

/// What a person makes of a cell: another number, nothing, words, space around it.
fn typed() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,4}",
        Just(String::new()),
        Just("  7　".to_owned()),
        Just("约5".to_owned()),
        Just("/".to_owned())
    ]
}

fn assert_same(changed_on_page: &Source, file: &Source) {
    assert_eq!(changed_on_page.text().trim_end(), file.text().trim_end());
    let options = Options::default();
    let (page, file) = (check(changed_on_page.clone(), &options), check(file.clone(), &options));
    assert!(page.report.cells().eq(file.report.cells()));
    assert_eq!(format!("{:?}", page.findings), format!("{:?}", file.findings));
    assert_eq!(format!("{:?}", page.coverage), format!("{:?}", file.coverage));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn a_cell_changed_on_the_page_is_the_cell_of_a_file_that_says_so(pick in any::<prop::sample::Index>(), words in typed()) {
        let report = report();
        let counts = counts(&report);
        let count = pick.index(counts.len());
        let changed = counts[count];
        let trimmed = words.trim();
        for (name, given, wanted) in [
            ("docx", word_file(&report, usize::MAX, ""), word_file(&report, changed, &words)),
            ("html", web_page(&report, usize::MAX, ""), web_page(&report, changed, &words)),
            ("xlsx", sheet(), sheet_with(count, trimmed)),
        ] {
            let given = source(&given);
            prop_assert_eq!(cells(&given).count(), cells(&report).count(), "{}", name);
            let span = cells(&given).nth(changed).unwrap().span;
            let text = if name == "xlsx" { trimmed } else { &words };
            let edited = given.edited(&[Edit { span, text: text.to_owned() }]).unwrap();
            let wanted = source(&wanted);
            // A reader may leave out the space around words; the cell's own are the same.
            let words_of = |source: &Source| cells(source).map(|cell| cell.span.of(source.text()).to_owned()).collect::<Vec<_>>();
            prop_assert_eq!(words_of(&edited), words_of(&wanted), "{}", name);
            if text == trimmed {
                prop_assert_eq!(edited.grids(), wanted.grids(), "{}", name);
                assert_same(&edited, &wanted);
            }
        }
    }
}

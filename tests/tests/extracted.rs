//! One report as some thirty extractors and converters give it: no cell is wrong, nothing false is found, and what cannot be
//! told is said. `tests/extracted/` has their texts, so that none of them is needed; README.md there tells how they were made.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use gouji_core::finding::Severity;
use gouji_core::form::{RowId, TableNumber};
use gouji_core::report::{Cell, CellState};
use gouji_core::{CheckedReport, Options, Source, check};
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;
use gouji_tests::generate::Random;
use gouji_tests::sample::mended_sample;

/// The texts, with the report that each is of.
fn texts() -> Vec<(String, String, Vec<u8>)> {
    let folder = folder();
    let mut files: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|kind| kind == "txt"));
    files.sort();
    let text = |file: PathBuf| {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let (_, report) = name.rsplit_once('.').unwrap();
        (name.clone(), report.to_owned(), fs::read(&file).unwrap())
    };
    files.into_iter().map(text).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("extracted")
}

/// The numbers of the three tables of each report, in the order of the form.
fn numbers(report: &str) -> Vec<f64> {
    let file = folder().join(format!("{report}.numbers"));
    let text = fs::read_to_string(file).unwrap();
    text.split_whitespace().map(|number| number.parse().unwrap()).collect()
}

fn checked(bytes: &[u8]) -> CheckedReport {
    check(read(bytes, TOOLS).unwrap(), &Options::default())
}

fn told(checked: &CheckedReport, severity: Severity) -> Vec<&'static str> {
    checked.findings.iter().filter(|finding| finding.severity == severity).map(|finding| finding.rule).collect()
}

#[test]
fn no_cell_is_wrong_and_every_unread_one_is_said() {
    let texts = texts();
    let extractors: BTreeMap<&str, usize> = texts.iter().fold(BTreeMap::new(), |mut known, (name, ..)| {
        *known.entry(name.rsplit_once('.').unwrap().0).or_default() += 1;
        known
    });
    assert!(extractors.len() >= 30, "{extractors:?}");
    let (mut read, mut all) = (0, 0);
    let mut wrong = Vec::new();
    for (name, report, bytes) in &texts {
        let checked = checked(bytes);
        let numbers = numbers(report);
        let mut unread = [false; 3];
        for (cell, number) in checked.report.cells().zip(&numbers) {
            all += 1;
            match cell.state {
                CellState::Absent | CellState::Unreadable => unread[cell.address.table().index()] = true,
                CellState::Number if cell.value.unwrap().to_f64() == *number => read += 1,
                _ => wrong.push(format!("{name}: {:?} is {number}, read as {:?}", cell.address, cell.value)),
            }
        }
        let is_said = |what: &str| checked.coverage.not_checked.iter().any(|unchecked| unchecked.what == what);
        for (at, what) in ["table-2", "table-3", "table-4"].into_iter().enumerate() {
            assert!(!unread[at] || is_said(what) || !checked.was_read, "{name}: {what} is not said to be unread");
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    println!("read: {} % of {all} cells", read * 100 / all);
    assert!(read * 100 >= all * 75, "only {read} of {all}");
}

/// That a table fell apart is true of these texts.
const TRUE: [&str; 1] = ["table-lost-in-copying"];

#[test]
fn nothing_false_is_found() {
    let texts = texts();
    let mut asked = Vec::new();
    for (name, _, bytes) in &texts {
        let checked = checked(bytes);
        assert_eq!(told(&checked, Severity::Error), Vec::<&str>::new(), "{name}");
        let mut questions = told(&checked, Severity::Warning);
        questions.retain(|rule| !TRUE.contains(rule));
        if !questions.is_empty() {
            asked.push(format!("{name}: {questions:?}"));
        }
    }
    assert!(asked.len() * 50 <= texts.len(), "{} of {}:\n{}", asked.len(), texts.len(), asked.join("\n"));
}

/// Wording and structure of a text that came in pieces say nothing, which is said.
#[test]
fn a_chopped_text_is_known_and_no_other() {
    for (name, _, bytes) in &texts() {
        let checked = checked(bytes);
        let is_said = checked.coverage.not_checked.iter().any(|unchecked| unchecked.what == "text")
            || checked.problems.iter().any(|problem| problem.message.contains("短行"));
        let is_chopped = name.contains("chopped") || name.starts_with("pymupdf-words");
        assert_eq!(is_said, is_chopped, "{name}");
    }
}

/// The sample's table 3 as a drawing: of each row how many lines its label takes and beside which of them its numbers stand.
fn drawn(ruled: bool, mut row: impl FnMut() -> (usize, usize)) -> String {
    let sample = mended_sample();
    let end = sample.find("四、政府").unwrap();
    let rule = format!("+{}{}+\n", "-".repeat(20), "+----".repeat(7));
    let mut text = String::new();
    for line in sample.split_inclusive('\n') {
        let cells: Vec<&str> = line.trim_end_matches('\n').split('\t').collect();
        let is_row = cells.len() >= 8 && line.as_ptr() as usize - sample.as_ptr() as usize + line.len() <= end;
        if !is_row {
            text.push_str(line);
            continue;
        }
        let (label, numbers) = (cells[cells.len() - 8], &cells[cells.len() - 7..]);
        let letters: Vec<char> = label.chars().collect();
        let (beside, lines) = row();
        if ruled {
            text.push_str(&rule);
        }
        for at in 0..lines {
            let words: String = letters[letters.len() * at / lines..letters.len() * (at + 1) / lines].iter().collect();
            let numbers = if at == beside { numbers.join(" | ") } else { [" "; 7].join(" | ") };
            text.push_str(&format!("| {words} | {numbers} |\n"));
        }
    }
    text
}

#[test]
fn a_row_of_a_drawn_table_is_what_stands_between_two_rules() {
    let whole = check(Source::plain(mended_sample()), &Options::default());
    let cells = |checked: &CheckedReport| {
        let cells = checked.report.table(TableNumber::Three).cells.iter();
        cells.map(|cell| (cell.state, cell.value)).collect::<Vec<_>>()
    };
    for (beside, lines) in [(0, 1), (0, 3), (1, 3), (2, 3), (1, 2)] {
        let text = drawn(true, || (beside, lines));
        let checked = check(Source::plain(text.clone()), &Options::default());
        assert_eq!(cells(&checked), cells(&whole), "{beside} of {lines}\n{text}");
        assert!(checked.findings.is_empty(), "{beside} of {lines}: {:?}", checked.findings);
    }
}

/// The true neighbours: what is wrong or blank in a drawn table is the author's, and a number on two lines is no number.
#[test]
fn what_is_wrong_in_a_drawn_table_is_found() {
    let drawn = drawn(true, || (1, 3));
    let row = drawn.lines().find(|line| line.contains("| 30 |")).unwrap().to_owned();
    let with = |other: &str| check(Source::plain(drawn.replacen(&row, other, 1)), &Options::default());
    let wrong = with(&row.replacen("| 30 |", "| 31 |", 1));
    assert!(!told(&wrong, Severity::Error).is_empty(), "{:?}", wrong.findings);
    let (label, _) = row.split_once("| 30").unwrap();
    let blank = with(&format!("{label}{}|", "|    ".repeat(7)));
    let is_blank = |cell: &Cell| cell.state == CellState::Blank;
    assert!(blank.report.table(TableNumber::Three).row(RowId::Received).iter().all(is_blank));
    assert!(told(&blank, Severity::Warning).contains(&"cells-left-blank"), "{:?}", blank.findings);
    let torn = with(&format!("{row}\n|   | 1 |   |   |   |   |   |   |"));
    let received = torn.report.table(TableNumber::Three).row(RowId::Received);
    assert!(received.iter().all(|cell| cell.state == CellState::Absent), "{received:?}");
    assert!(torn.coverage.not_checked.iter().any(|unchecked| unchecked.what == "table-3"));
}

/// Whatever way the labels are broken, and whether rules or bars alone show the cells: a cell is right or unread.
#[test]
fn no_drawing_gives_a_wrong_cell() {
    let whole = check(Source::plain(mended_sample()), &Options::default());
    for seed in 0..600 {
        let random = &mut Random::new(seed);
        let (ruled, most) = (random.below(2) == 0, 1 + random.below(4));
        let text = drawn(ruled, || {
            let lines = 1 + random.below(most);
            (random.below(lines), lines)
        });
        let checked = check(Source::plain(text.clone()), &Options::default());
        let cells = checked.report.table(TableNumber::Three).cells.iter();
        for (cell, right) in cells.zip(&whole.report.table(TableNumber::Three).cells) {
            let is_right = (cell.state, cell.value) == (right.state, right.value);
            assert!(is_right || !ruled && cell.state == CellState::Absent, "{seed}: {:?}\n{text}", cell.address);
        }
        assert!(told(&checked, Severity::Error).is_empty(), "{seed}: {:?}\n{text}", checked.findings);
    }
}

fn read_text(text: &str) -> String {
    read(text.as_bytes(), TOOLS).unwrap().text().to_owned()
}

#[test]
fn markup_in_markdown_is_none_of_its_words() {
    for (markdown, words) in [
        ("[一、总体情况]{lang=\"zh-CN\"}\n\n2024[年]{lang=\"zh-CN\"\nstyle=\"x\"}公开", "一、总体情况\n\n2024年公开"),
        ("::: {.section}\n一、总体情况\n:::\n1\\.属于国家秘密", "一、总体情况\n1.属于国家秘密"),
        (
            "| [规章]{lang=\"ZH-CN\"   | [0]{lang=\"EN-US\"  |\n| style=\"a\"}[制度]{.x} | style=\"b\"} |",
            "| 规章| 0|\n|制度 | |",
        ),
        ("[]{#_Toc1 .anchor}一、总体情况（[条例]{.underline}）", "一、总体情况（条例）"),
    ] {
        assert_eq!(read_text(markdown), words);
    }
    let page = "一、总体情况\n\n<span lang=\"EN-US\"\nstyle=\"x\">2024</span>年\n\n<table>\n<tr>\n<td>规章</td>\n<td>3</td>\n</tr>\n</table>\n\n六、其他";
    assert_eq!(
        read_text(page).lines().filter(|line| !line.is_empty()).collect::<Vec<_>>(),
        ["一、总体情况", "2024年", "规章\t3", "六、其他"]
    );
}

/// The true neighbours: brackets, braces and angle brackets that are the author's stay.
#[test]
fn signs_that_are_no_markup_stay() {
    for text in [
        "国办函〔2024〕1号[摘要]，\\u{a0}收费<30元>的，{详见}附件",
        "详见[政府网站](http://www.x.gov.cn)。",
        "[1] 一、总体情况\n（3<5）",
    ] {
        assert_eq!(read_text(text), text);
    }
}

/// The true neighbours of a chopped text: many short lines that end where a line may end.
#[test]
fn short_lines_alone_are_not_chopped() {
    let cells: String = (0..200).map(|number| format!("政务服务事项\n{number}\n")).collect();
    let list: String = (0..60).map(|number| format!("（{number}）公开栏目，\n")).collect();
    for more in [cells, list] {
        let checked = check(Source::plain(format!("{}\n{more}", mended_sample())), &Options::default());
        assert!(!checked.report.chopped);
    }
}

/// Where words are chopped numbers may be too: only sums that all hold show that they are not.
#[test]
fn numbers_of_a_chopped_text_count_where_all_sums_hold() {
    let text = fs::read_to_string(folder().join("chopped-numbers.usual.txt")).unwrap();
    let read = check(Source::plain(text.clone()), &Options::default());
    assert_eq!(read.coverage.cells_read, 200);
    // 142 of its first row was chopped into 14 and 2 where a blank cell had been left out.
    let torn = check(Source::plain(text.replacen("\n142\n158\n196\n", "\n14\n2\n158\n", 1)), &Options::default());
    assert_eq!(torn.coverage.cells_read, 0);
    assert!(told(&torn, Severity::Error).is_empty(), "{:?}", torn.findings);
}

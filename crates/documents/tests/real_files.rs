//! Files as other people's programs make them, each of a kind that was read wrongly once: the whole report with the right
//! numbers, or one sentence that names the cause and a way that works.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use std::fs;
use std::path::Path;

use gouji_core::form::{ColumnId, RowId};
use gouji_core::problem::ProblemKind;
use gouji_core::report::{CellAddress, CellState};
use gouji_core::{CheckedReport, Options, check};
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;

/// What is right for a file.
enum Right {
    /// All 200 cells as in the base, and nothing found.
    Whole,
    /// The same, and a problem of this kind whose sentence holds these words.
    Said(ProblemKind, &'static [&'static str]),
    /// Refused with a problem of this kind whose sentence holds these words.
    Refused(ProblemKind, &'static [&'static str]),
    /// As the base but for these cells, which are unreadable; a problem of this kind says so.
    Unreadable(&'static [(RowId, ColumnId)], ProblemKind, &'static [&'static str]),
    /// What a function of its own looks at.
    Own(fn(&CheckedReport) -> Result<(), String>),
}

use ProblemKind::{Encoding, LostCharacters, NoText, SeveralReports, UnreadablePart};
use Right::{Own, Refused, Said, Unreadable, Whole};

const FILES: &[(&str, Right)] = &[
    ("00-base-valid.txt", Whole),
    ("altchunk-docx.docx", Whole),
    ("altchunk-html.docx", Whole),
    ("annotate-deletes-right-words.docx", Whole),
    ("blank-row-called-zero.txt", Own(nothing_is_called_zero)),
    ("clipboard-excel.html", Whole),
    ("clipboard-excel.txt", Whole),
    ("clipboard-picture.png", Refused(NoText, &["图片"])),
    ("docx-eq-circle.docx", Whole),
    ("docx-strike.docx", Whole),
    ("docx-super-note.docx", Whole),
    ("doubled-guifan-guifanxing.txt", Whole),
    ("doubled-weile-liaojie.txt", Whole),
    ("enc-big5.txt", Refused(Encoding, &["Big5", "另存"])),
    ("enc-cr-only.txt", Whole),
    ("enc-mojibake-latin1.txt", Refused(Encoding, &["乱码"])),
    ("enc-nfd-compat.txt", Whole),
    ("enc-utf8-badbyte.txt", Said(LostCharacters, &["1 个字"])),
    ("enc-utf8-nul.txt", Said(LostCharacters, &["1 个字"])),
    ("enc-vt.txt", Whole),
    ("excel-clip-accounting.html", Whole),
    ("lo-footnotes.pdf", Whole),
    ("lo2-vanish-charstyle-off.doc", Whole),
    ("lock.docx", Refused(UnreadablePart, &["临时文件"])),
    ("miss-half-width-quotes.txt", Own(|checked| only_finding(checked, "mark-half-width"))),
    ("paste-ruby.html", Whole),
    ("pdf-freetext-numbers.pdf", Whole),
    ("pdf-holes-rare.pdf", Own(lost_words_are_said)),
    ("pdf-tounicode-holes.pdf", Own(lost_digits_are_said)),
    ("pdf-tounicode-pua.pdf", Refused(NoText, &["编码"])),
    ("pdf-watermark.pdf", Whole),
    ("report.ofd", Own(only_the_title_is_there)),
    ("table3-picture.docx", Own(table_three_is_a_picture)),
    ("table3-picture.html", Own(table_three_is_a_picture)),
    ("word2003-xml.doc", Whole),
    ("word2003-xml.wps", Whole),
    ("xls-embedded-word.xls", Whole),
    ("xls-stream-WORKBOOK.xls", Whole),
    ("xlsx-backslash.xlsx", Whole),
    (
        "xlsx-formula-nocache.xlsx",
        Unreadable(
            &[
                (RowId::Received, ColumnId::Total),
                (RowId::Granted, ColumnId::Total),
                (RowId::OutcomeTotal, ColumnId::Total),
            ],
            UnreadablePart,
            &["3 个公式", "保存"],
        ),
    ),
    ("xlsx-super-note.xlsx", Whole),
    ("xlsx-two-sheets.xlsx", Said(SeveralReports, &["2024", "2023", "另存为单独的文件"])),
    ("zip-prefixed-junk.docx", Whole),
];

#[test]
fn every_file_comes_out_as_it_should() {
    let base = read_file("00-base-valid.txt").unwrap();
    let mut wrong = Vec::new();
    for (name, right) in FILES {
        if let Err(why) = judge(name, right, &base) {
            wrong.push(format!("{name}: {why}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), FILES.len(), wrong.join("\n"));
}

#[test]
fn every_file_has_a_line() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/real");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(FILES.iter().any(|(known, _)| *known == name), "{name}");
    }
}

fn read_file(name: &str) -> Result<CheckedReport, gouji_core::problem::Problem> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/real").join(name);
    read(&fs::read(path).unwrap(), TOOLS).map(|source| check(source, &Options::default()))
}

fn judge(name: &str, right: &Right, base: &CheckedReport) -> Result<(), String> {
    let checked = match (read_file(name), right) {
        (Err(problem), Refused(kind, words)) => return sentence(&[(problem.kind, problem.message)], *kind, words),
        (Err(problem), _) => return Err(format!("refused: {}", problem.message)),
        (Ok(checked), _) => checked,
    };
    let said: Vec<(ProblemKind, String)> =
        checked.problems.iter().map(|problem| (problem.kind, problem.message.clone())).collect();
    match right {
        Refused(kind, words) => {
            expect(checked.findings.is_empty() && !checked.was_read, || "read".to_owned())?;
            sentence(&said, *kind, words)
        }
        Whole => {
            expect(said.is_empty(), || format!("said {said:?}"))?;
            same_cells(&checked, base, &[])?;
            no_findings(&checked)
        }
        Said(kind, words) => {
            sentence(&said, *kind, words)?;
            same_cells(&checked, base, &[])?;
            no_findings(&checked)
        }
        Unreadable(cells, kind, words) => {
            sentence(&said, *kind, words)?;
            same_cells(&checked, base, cells)?;
            no_findings(&checked)
        }
        Own(judge) => judge(&checked),
    }
}

fn expect(holds: bool, why: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(why()) }
}

fn sentence(said: &[(ProblemKind, String)], kind: ProblemKind, words: &[&str]) -> Result<(), String> {
    let holds =
        |(own, message): &(ProblemKind, String)| *own == kind && words.iter().all(|word| message.contains(word));
    expect(said.iter().any(holds), || format!("no {kind:?} with {words:?}, but {said:?}"))
}

fn no_findings(checked: &CheckedReport) -> Result<(), String> {
    let said: Vec<String> =
        checked.findings.iter().map(|finding| format!("{} {}", finding.rule, checked.words(finding).message)).collect();
    expect(said.is_empty(), || format!("found {said:?}"))
}

fn only_finding(checked: &CheckedReport, rule: &str) -> Result<(), String> {
    let found: Vec<&str> = checked.findings.iter().map(|finding| finding.rule).collect();
    expect(!found.is_empty() && found.iter().all(|found| *found == rule), || format!("found {found:?}"))
}

/// The cells of the base, but for those that are named, which are unreadable.
fn same_cells(checked: &CheckedReport, base: &CheckedReport, lost: &[(RowId, ColumnId)]) -> Result<(), String> {
    let mut differ = Vec::new();
    for (cell, known) in checked.report.cells().zip(base.report.cells()) {
        let CellAddress { row, column } = cell.address;
        let state = if lost.contains(&(row, column)) { CellState::Unreadable } else { known.state };
        let value = if state == CellState::Unreadable { None } else { known.value };
        if (cell.state, cell.value) != (state, value) {
            differ.push(format!("{row:?} {column:?}: {:?} {:?}, not {:?}", cell.state, cell.value, known.value));
        }
    }
    differ.truncate(4);
    expect(differ.is_empty() && checked.report.cells().count() == 200, || differ.join("; "))?;
    let read = 200 - lost.len() as u32;
    expect(checked.coverage.cells_read == read, || format!("{} cells read", checked.coverage.cells_read))
}

/// No cell says another number than the base.
fn no_other_number(checked: &CheckedReport) -> Result<(), String> {
    let base = read_file("00-base-valid.txt").unwrap();
    for (cell, known) in checked.report.cells().zip(base.report.cells()) {
        if cell.value.is_some() && cell.value != known.value {
            return Err(format!("{:?} is {:?}, not {:?}", cell.address, cell.value, known.value));
        }
        expect(cell.state != CellState::Blank, || format!("{:?} is blank", cell.address))?;
    }
    Ok(())
}

fn lost_digits_are_said(checked: &CheckedReport) -> Result<(), String> {
    no_other_number(checked)?;
    let lost = checked.report.cells().filter(|cell| cell.state == CellState::Unreadable).count();
    expect(lost > 0, || "no cell is unreadable".to_owned())?;
    lost_words_are_said(checked)
}

fn lost_words_are_said(checked: &CheckedReport) -> Result<(), String> {
    no_other_number(checked)?;
    let said: Vec<_> = checked.problems.iter().map(|problem| (problem.kind, problem.message.clone())).collect();
    sentence(&said, LostCharacters, &["PDF", "请"])?;
    expect(checked.source.text().contains('\u{fffd}'), || "nothing stands in the place".to_owned())?;
    no_findings(checked)
}

fn table_three_is_a_picture(checked: &CheckedReport) -> Result<(), String> {
    let said: Vec<_> = checked.problems.iter().map(|problem| (problem.kind, problem.message.clone())).collect();
    sentence(&said, UnreadablePart, &["表三", "图片"])?;
    for unchecked in &checked.coverage.not_checked {
        expect(!unchecked.why.contains("复制"), || format!("says {}", unchecked.why))?;
    }
    no_findings(checked)
}

fn only_the_title_is_there(checked: &CheckedReport) -> Result<(), String> {
    let read = (checked.report.organ.as_deref(), checked.report.year);
    expect(read == (Some("清溪县农业农村局"), Some(2024)), || format!("{read:?}"))?;
    let unchecked = |table: &str| checked.coverage.not_checked.iter().any(|unchecked| unchecked.what == table);
    expect(["table-2", "table-3", "table-4"].into_iter().all(unchecked), || "missing tables are not said".to_owned())
}

fn nothing_is_called_zero(checked: &CheckedReport) -> Result<(), String> {
    expect(!checked.findings.is_empty(), || "nothing found".to_owned())?;
    for finding in &checked.findings {
        let words = checked.words(finding);
        for said in [&words.message, &words.advice] {
            expect(!said.contains("列为 0") && !said.contains("为 0，"), || format!("{}: {said}", finding.rule))?;
        }
    }
    let filled = checked.findings.iter().any(|finding| checked.words(finding).message.contains("没有填"));
    expect(filled, || "no sentence says 没有填".to_owned())
}

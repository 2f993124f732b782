//! A number is never lost in silence: in every format the meaning of one digit is taken away, and the result says so. The
//! cell is unreadable, a problem names it, and no other cell and no finding changes.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

#[allow(dead_code, reason = "not every test needs every helper")]
#[path = "doc/mod.rs"]
mod doc;
#[allow(dead_code, reason = "not every test needs every helper")]
#[path = "ofd/writer.rs"]
mod ofd_writer;
#[allow(dead_code, reason = "not every test needs every helper")]
mod word;

use std::collections::BTreeSet;
use std::fmt::Write;

use gouji_core::report::{CellAddress, CellState, Number};
use gouji_core::{CheckedReport, Options, check};
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;

const TITLE: &str = "清溪县农业农村局2024年政府信息公开工作年度报告";
const HEADING: &str = "二、主动公开政府信息情况";

/// Table 2, a row a line, its cells between bars.
const TABLE: [&str; 13] = [
    "第二十条第（一）项",
    "信息内容|本年制发件数|本年废止件数|现行有效件数",
    "规章|0|0|0",
    "行政规范性文件|312|145|926",
    "第二十条第（五）项",
    "信息内容|本年处理决定数量",
    "行政许可|1387",
    "第二十条第（六）项",
    "信息内容|本年处理决定数量",
    "行政处罚|45",
    "行政强制|7",
    "第二十条第（八）项",
    "信息内容|本年收费金额（单位：万元）",
];
const FEES: &str = "行政事业性收费|6.8";

/// The digit that is lost: row and cell of the table, and which of its characters.
#[derive(Clone, Copy, PartialEq)]
struct Lost {
    row: usize,
    cell: usize,
    digit: usize,
}

fn rows() -> Vec<Vec<&'static str>> {
    TABLE.iter().chain([&FEES]).map(|row| row.split('|').collect()).collect()
}

/// Every digit of the table.
fn digits() -> Vec<Lost> {
    let mut all = Vec::new();
    for (row, cells) in rows().iter().enumerate() {
        for (cell, words) in cells.iter().enumerate().skip(1) {
            let digits = words.char_indices().filter(|(_, it)| it.is_ascii_digit());
            let is_number = words.chars().all(|it| it.is_ascii_digit() || it == '.');
            all.extend(digits.filter(|_| is_number).map(|(digit, _)| Lost { row, cell, digit }));
        }
    }
    assert!(all.len() > 20);
    all
}

/// The words of a cell, in front of the lost digit and behind it, where it is lost.
fn parts(words: &'static str, place: (usize, usize), lost: Option<Lost>) -> (&'static str, Option<&'static str>) {
    match lost.filter(|lost| (lost.row, lost.cell) == place) {
        Some(lost) => (&words[..lost.digit], Some(&words[lost.digit + 1..])),
        None => (words, None),
    }
}

/// The table, each cell written with the sign of a lost digit, and put into a row.
fn written(lost: Option<Lost>, sign: &str, cell: impl Fn(&str) -> String, row: impl Fn(String) -> String) -> String {
    let mut table = String::new();
    for (at, cells) in rows().into_iter().enumerate() {
        let mut own = String::new();
        for (column, words) in cells.into_iter().enumerate() {
            own += &match parts(words, (at, column), lost) {
                (words, None) => cell(words),
                (before, Some(behind)) => cell(&format!("{before}{sign}{behind}")),
            };
        }
        table += &row(own);
    }
    table
}

fn txt(lost: Option<Lost>) -> Vec<u8> {
    let table = written(lost, "\u{1}", |words| format!("{words}\t"), |row| format!("{}\n", row.trim_end_matches('\t')));
    let mut bytes = format!("{TITLE}\n{HEADING}\n{table}").into_bytes();
    bytes.iter_mut().filter(|byte| **byte == 1).for_each(|byte| *byte = 0xff);
    bytes
}

fn html(lost: Option<Lost>) -> Vec<u8> {
    let table = written(lost, "<img src=a.png>", |words| format!("<td>{words}</td>"), |row| format!("<tr>{row}</tr>"));
    format!("<html><body><p>{TITLE}</p><p>{HEADING}</p><table>{table}</table></body></html>").into_bytes()
}

fn docx(lost: Option<Lost>) -> Vec<u8> {
    let picture = "</w:t></w:r><w:r><w:drawing><wp:inline><a:graphic><a:graphicData><a:blip/></a:graphicData></a:graphic>\
                   </wp:inline></w:drawing></w:r><w:r><w:t>";
    let table = written(
        lost,
        picture,
        |words| format!("<w:tc><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:tc>"),
        |row| format!("<w:tr>{row}</w:tr>"),
    );
    word::docx(&format!("{}{}<w:tbl>{table}</w:tbl>", word::p(TITLE), word::p(HEADING)))
}

fn odt(lost: Option<Lost>) -> Vec<u8> {
    let picture = "<draw:frame text:anchor-type=\"as-char\"><draw:image/></draw:frame>";
    let table = written(
        lost,
        picture,
        |words| format!("<table:table-cell><text:p>{words}</text:p></table:table-cell>"),
        |row| format!("<table:table-row>{row}</table:table-row>"),
    );
    let names = [("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing")];
    let names: String = names
        .iter()
        .map(|(prefix, name)| format!(" xmlns:{prefix}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .collect();
    format!(
        "<office:document{names} office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:body><office:text>\
         <text:p>{TITLE}</text:p><text:p>{HEADING}</text:p><table:table>{table}</table:table>\
         </office:text></office:body></office:document>"
    )
    .into_bytes()
}

fn rtf(lost: Option<Lost>) -> Vec<u8> {
    let words = |words: &str| {
        words
            .chars()
            .map(|it| if it.is_ascii() { it.to_string() } else { format!("\\u{} ?", it as u32 as u16 as i16) })
            .collect::<String>()
    };
    let picture = "{\\object\\objemb{\\*\\objdata 00}{\\result {\\pict\\pngblip 00}}}";
    let mut table = String::new();
    for (at, cells) in rows().into_iter().enumerate() {
        table += "\\trowd";
        (1..=cells.len()).for_each(|edge| write!(table, "\\cellx{}", edge * 1000).unwrap());
        table += "\\pard\\intbl ";
        for (column, cell) in cells.into_iter().enumerate() {
            let (before, behind) = parts(cell, (at, column), lost);
            table += &words(before);
            table += &behind.map_or(String::new(), |behind| format!("{picture}{}", words(behind)));
            table += "\\cell ";
        }
        table += "\\row\n";
    }
    format!("{{\\rtf1\\ansi\\uc1 {}\\par {}\\par\n{table}\\pard }}", words(TITLE), words(HEADING)).into_bytes()
}

fn old_word(lost: Option<Lost>) -> Vec<u8> {
    let (title, heading) = (format!("{TITLE}\r"), format!("{HEADING}\r"));
    let ends: Vec<Vec<(String, Option<String>)>> = rows()
        .into_iter()
        .enumerate()
        .map(|(at, cells)| {
            let cell = |(column, words)| {
                let (before, behind) = parts(words, (at, column), lost);
                match behind {
                    None => (format!("{before}\u{7}"), None),
                    Some(behind) => (before.to_owned(), Some(format!("{behind}\u{7}"))),
                }
            };
            cells.into_iter().enumerate().map(cell).collect()
        })
        .collect();
    let mut made = vec![doc::p(&title), doc::p(&heading)];
    for cells in &ends {
        for (before, behind) in cells {
            if !before.is_empty() {
                made.push(doc::cell(before));
            }
            if let Some(behind) = behind {
                // A character that stands for an object.
                made.push(doc::Made { characters: vec![0x55, 0x08, 1], ..doc::cell("\u{1}") });
                made.push(doc::cell(behind));
            }
        }
        let edges: Vec<(i16, u16)> = (1..=cells.len() as i16).map(|edge| (edge * 1000, 0)).collect();
        made.push(doc::row(0, &edges, &[]));
    }
    doc::file(&made, &[], &[])
}

fn xlsx(lost: Option<Lost>) -> Vec<u8> {
    let mut rows_of_sheet =
        format!("<row r=\"1\">{0}</row><row r=\"2\">{1}</row>", inline("A1", TITLE), inline("A2", HEADING));
    for (at, cells) in rows().into_iter().enumerate() {
        write!(rows_of_sheet, "<row r=\"{}\">", at + 3).unwrap();
        for (column, words) in cells.into_iter().enumerate() {
            let place = format!("{}{}", char::from(b'A' + column as u8), at + 3);
            rows_of_sheet += &match parts(words, (at, column), lost) {
                (_, Some(_)) => format!("<c r=\"{place}\"><f>SUM(X1:X9)</f></c>"),
                (words, None) if words.parse::<f64>().is_ok() => {
                    format!("<c r=\"{place}\"><f>1+1</f><v>{words}</v></c>")
                }
                (words, None) => inline(&place, words),
            };
        }
        rows_of_sheet += "</row>";
    }
    word::zipped(&[
        ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"a\" r:id=\"a\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/a.xml\"/></Relationships>",
        ),
        ("xl/worksheets/a.xml", format!("<worksheet><sheetData>{rows_of_sheet}</sheetData></worksheet>").as_bytes()),
    ])
}

fn inline(place: &str, words: &str) -> String {
    format!("<c r=\"{place}\" t=\"inlineStr\"><is><t>{words}</t></is></c>")
}

fn ods(lost: Option<Lost>) -> Vec<u8> {
    let line =
        |words: &str| format!("<table-row><table-cell value-type=\"string\"><p>{words}</p></table-cell></table-row>");
    let table = written(
        lost,
        "\u{1}",
        |words| match words {
            lost if lost.contains('\u{1}') => "<table-cell formula=\"of:=SUM([.X1:.X9])\"/>".to_owned(),
            words => format!("<table-cell><p>{words}</p></table-cell>"),
        },
        |row| format!("<table-row>{row}</table-row>"),
    );
    let content = format!(
        "<document-content><body><spreadsheet><table>{}{}{table}</table></spreadsheet></body></document-content>",
        line(TITLE),
        line(HEADING)
    );
    word::zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ])
}

fn xls(lost: Option<Lost>) -> Vec<u8> {
    let record =
        |kind: u16, content: &[u8]| [&kind.to_le_bytes()[..], &(content.len() as u16).to_le_bytes(), content].concat();
    let numbers = |numbers: &[u16]| numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<u8>>();
    let label = |row: u16, column: u16, words: &str| {
        let units: Vec<u16> = words.encode_utf16().collect();
        let head = numbers(&[row, column, 0, units.len() as u16]);
        record(0x0204, &[&head[..], &[1], &numbers(&units)].concat())
    };
    let formula = |row: u16, column: u16, result: [u8; 8]| {
        // The sum of an area.
        let expression = [0x25, 0, 0, 9, 0, 0, 0, 0, 0, 0x19, 0x10, 0, 0];
        record(0x0006, &[&numbers(&[row, column, 0])[..], &result, &[0; 6], &[13, 0], &expression].concat())
    };
    let mut cells = vec![label(0, 0, TITLE), label(1, 0, HEADING)];
    for (at, line) in rows().into_iter().enumerate() {
        for (column, words) in line.into_iter().enumerate() {
            let (row, own) = (at as u16 + 2, column as u16);
            cells.push(match (parts(words, (at, column), lost), words.parse::<f64>()) {
                // What programs write that do not reckon: an empty text.
                ((_, Some(_)), _) => formula(row, own, [3, 0, 0, 0, 0, 0, 0xff, 0xff]),
                (_, Ok(number)) => formula(row, own, number.to_le_bytes()),
                (_, Err(_)) => label(row, own, words),
            });
        }
    }
    let begin = |kind| record(0x0809, &numbers(&[0x0600, kind, 0, 0, 0, 0, 0, 0]));
    let mut stream = begin(5);
    let start = (stream.len() + 4 + 10 + 4) as u32;
    stream.extend(record(0x0085, &[&start.to_le_bytes()[..], &[0, 0], b"\x02\x00ab"].concat()));
    stream.extend(record(0x000a, &[]));
    stream.extend([vec![begin(0x10)], cells, vec![record(0x000a, &[])]].concat().concat());
    doc::compound(&[("Workbook", &stream)])
}

/// A page with the table drawn by lines. Each character has a code of its own; of the lost digit the file does not say what
/// its code means.
fn pdf(lost: Option<Lost>) -> Vec<u8> {
    let mut known: Vec<char> = Vec::new();
    let mut content = String::new();
    let mut put = |x: f64, y: f64, words: &str, lost: Option<usize>| {
        let mut codes = String::new();
        for (at, character) in words.char_indices() {
            let code = if lost == Some(at) {
                0x7777
            } else {
                let known_at = known.iter().position(|known| *known == character);
                known_at.unwrap_or_else(|| {
                    known.push(character);
                    known.len() - 1
                }) + 1
            };
            write!(codes, "{code:04x}").unwrap();
        }
        writeln!(content, "BT /F 9 Tf {x} {y} Td <{codes}> Tj ET").unwrap();
    };
    put(120.0, 800.0, TITLE, None);
    put(60.0, 770.0, HEADING, None);
    let mut lines = String::new();
    let mut y = 750.0;
    for (at, cells) in rows().into_iter().enumerate() {
        let width = 480.0 / cells.len() as f64;
        for (column, words) in cells.iter().enumerate() {
            let lost = lost.filter(|lost| (lost.row, lost.cell) == (at, column)).map(|lost| lost.digit);
            let left = 60.0 + column as f64 * width;
            put(left + 5.0, y - 14.0, words, lost);
            writeln!(lines, "{left} {} {width} 20 re S", y - 20.0).unwrap();
        }
        y -= 20.0;
    }
    let content = format!("0.5 w {lines}{content}");
    let mut map = String::new();
    for chunk in known.iter().enumerate().collect::<Vec<_>>().chunks(100) {
        writeln!(map, "{} beginbfchar", chunk.len()).unwrap();
        for (at, character) in chunk {
            writeln!(map, "<{:04x}> <{:04x}>", at + 1, **character as u32).unwrap();
        }
        writeln!(map, "endbfchar").unwrap();
    }
    let map = format!(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {map} endcmap end"
    );
    let stream = |data: &str| format!("<</Length {}>>stream\n{data}\nendstream", data.len());
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>".to_owned(),
        stream(&content),
        "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[<</Subtype/CIDFontType2\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>"
            .to_owned(),
        stream(&map),
    ];
    let mut bytes = "%PDF-1.7\n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        write!(bytes, "{} 0 obj\n{object}\nendobj\n", at + 1).unwrap();
    }
    write!(bytes, "trailer\n<</Size 7/Root 1 0 R>>\n%%EOF\n").unwrap();
    bytes.into_bytes()
}

/// One object a glyph; the lost one has a code that only its font knows.
fn ofd(lost: Option<Lost>) -> Vec<u8> {
    let table = written(lost, "\u{e123}", |words| format!("<td>{words}</td>"), |row| format!("<tr>{row}</tr>"));
    let page = format!("<html><body><p>{TITLE}</p><p>{HEADING}</p><table>{table}</table></body></html>");
    ofd_writer::written(&read(page.as_bytes(), TOOLS).unwrap(), ofd_writer::Habit::OneGlyph).bytes()
}

/// A format, and what writes the report in it.
type Writer = (&'static str, fn(Option<Lost>) -> Vec<u8>);

const FORMATS: [Writer; 11] = [
    ("txt", txt),
    ("html", html),
    ("docx", docx),
    ("odt", odt),
    ("rtf", rtf),
    ("doc", old_word),
    ("xlsx", xlsx),
    ("ods", ods),
    ("xls", xls),
    ("pdf", pdf),
    ("ofd", ofd),
];

fn checked(bytes: &[u8], what: &str) -> CheckedReport {
    let source = read(bytes, TOOLS).unwrap_or_else(|problem| panic!("{what}: {}", problem.message));
    check(source, &Options::default())
}

fn numbers(checked: &CheckedReport) -> Vec<(CellAddress, CellState, Option<Number>)> {
    let two = &checked.report.tables[0];
    two.cells.iter().map(|cell| (cell.address, cell.state, cell.value)).collect()
}

fn findings(checked: &CheckedReport) -> BTreeSet<String> {
    checked.findings.iter().map(|finding| format!("{} {}", finding.rule, checked.words(finding).message)).collect()
}

#[test]
fn a_number_is_never_lost_in_silence() {
    for (format, write) in FORMATS {
        let whole = checked(&write(None), format);
        let known = numbers(&whole);
        let said: Vec<_> = known.iter().map(|(_, state, value)| (*state, value.map(Number::to_f64))).collect();
        let right = [0.0, 0.0, 0.0, 312.0, 145.0, 926.0, 1387.0, 45.0, 7.0, 6.8];
        assert_eq!(said, right.map(|value| (CellState::Number, Some(value))), "{format}: {}", whole.source.text());
        assert_eq!(whole.problems, [], "{format}");
        for (at, lost) in digits().into_iter().enumerate() {
            let name = format!("{format}, digit {at}");
            let checked = checked(&write(Some(lost)), &name);
            let own = numbers(&checked);
            let differ: Vec<_> =
                own.iter().zip(&known).filter(|(own, known)| own != known).map(|(own, _)| own).collect();
            assert_eq!(differ.len(), 1, "{name}: {differ:?}\n{}", checked.source.text());
            assert_eq!((differ[0].1, differ[0].2), (CellState::Unreadable, None), "{name}: {}", checked.source.text());
            assert!(checked.was_read && !checked.problems.is_empty(), "{name}: nothing is said");
            assert!(checked.coverage.not_checked.iter().any(|unchecked| unchecked.what == "table-2"), "{name}");
            assert_eq!(checked.coverage.cells_read + 1, whole.coverage.cells_read, "{name}");
            let more: Vec<_> = findings(&checked).difference(&findings(&whole)).cloned().collect();
            assert_eq!(more, Vec::<String>::new(), "{name}");
        }
    }
}

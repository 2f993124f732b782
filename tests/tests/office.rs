//! The files that people get, opened by an office program.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use std::fs;

use gouji_core::{CheckedReport, Options, Source, check};
use gouji_export::workbook::Value;
use gouji_export::{Beside, Statement, Workbook, docx, xlsx};
use gouji_tests::beside::skipped;
use gouji_tests::formats;
use gouji_tests::verdicts::sample;

/// The sample with many different slips.
fn checked() -> CheckedReport {
    let slips = include_str!("../false-sentences.txt").lines().filter(|line| !line.starts_with('#'));
    let slips = slips.filter_map(|line| line.split_once(": ")).map(|(_, sentence)| sentence.replace("\\n", "\n"));
    let sentences: Vec<String> = slips.take(40).collect();
    let heading = "五、存在的主要问题及改进情况\n";
    let text = sample().replacen(heading, &format!("{heading}\n{}\n", sentences.join("\n")), 1);
    check(Source::plain(text), &Options::default())
}

/// What LibreOffice makes of a file; nothing where it is not here.
fn opened(name: &str, bytes: &[u8], to: &str, filter: &str) -> Option<String> {
    // Two conversions at a time need a folder, and in it a profile, each.
    let folder = formats::folder().join(name);
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(name);
    fs::write(&file, bytes).unwrap();
    let Some(made) = formats::convert(&file, to, filter, &folder).unwrap() else {
        skipped("LibreOffice");
        return None;
    };
    Some(fs::read_to_string(made).unwrap())
}

const FILE: Beside =
    Beside { file: "报告.docx", file_sha256: None, remarks: &[], since: None, reviewer: "张三", date: "" };

#[test]
fn an_office_program_opens_the_statement_with_its_margins_repeated_heads_and_page_numbers() {
    let checked = checked();
    assert!(checked.findings.len() > 20, "{}", checked.findings.len());
    let statement = Statement::of(&checked, &FILE);
    let file = docx(&statement).unwrap();
    let Some(opened) = opened("statement.docx", &file, "fodt", "OpenDocument Text Flat XML") else { return };
    let tables = opened.matches("<table:table ").count();
    assert_eq!(tables, statement.groups.len());
    assert_eq!(opened.matches("<table:table-header-rows>").count(), tables);
    assert!(opened.contains("<text:page-number") && opened.contains("<text:page-count"));
    let sheet =
        [("page-width", 210), ("page-height", 297), ("margin-top", 37), ("margin-left", 28), ("margin-right", 26)];
    for (name, length) in sheet {
        assert!(millimetres(&opened, name).contains(&length), "{name}: {:?}", millimetres(&opened, name));
    }
    for style in ["核对对象", "表格文字", "表格依据", "表格标题行"] {
        assert!(opened.contains(&format!("style:name=\"{style}\"")), "{style}");
    }
    for opinion in statement.groups.iter().flat_map(|group| &group.opinions) {
        let first = opinion.what.split(['<', '&', '"', '\'', ' ']).next().unwrap();
        assert!(opened.contains(first), "{first}");
    }
    assert!(opened.contains("张三") && opened.contains("＿＿＿＿年＿＿月＿＿日"));
}

/// Every length of this name in an OpenDocument file, in whole millimetres.
fn millimetres(opened: &str, name: &str) -> Vec<u32> {
    let attribute = format!("fo:{name}=\"");
    let values = opened.split(&attribute).skip(1).filter_map(|rest| rest.split('"').next());
    let length = |value: &str| match (value.strip_suffix("in"), value.strip_suffix("cm")) {
        (Some(inches), _) => inches.parse::<f64>().ok().map(|inches| inches * 25.4),
        (_, Some(centimetres)) => centimetres.parse::<f64>().ok().map(|centimetres| centimetres * 10.0),
        _ => None,
    };
    values.filter_map(length).map(|length| length.round() as u32).collect()
}

#[test]
fn an_office_program_opens_the_sheets_with_every_value() {
    let checked = checked();
    let book = Workbook::of(&checked, &FILE);
    let filter = "OpenDocument Spreadsheet Flat XML";
    let Some(opened) = opened("sheets.xlsx", &xlsx(&book).unwrap(), "fods", filter) else { return };
    for sheet in &book.sheets {
        let begin = format!("<table:table table:name=\"{}\"", sheet.name);
        let table = opened.split(&begin).nth(1).unwrap().split("</table:table>").next().unwrap();
        let (mut words, mut numbers) = (0, 0);
        for value in sheet.rows.iter().flatten() {
            match value {
                Value::Words(own) => {
                    let own = own.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                    let first = own.split(['"', '\'', '\n', ' ']).next().unwrap();
                    assert!(table.contains(first), "{}: {own}", sheet.name);
                    words += 1;
                }
                Value::Number(own) => {
                    assert!(table.contains(&format!("office:value=\"{own}\"")), "{}: {own}", sheet.name);
                    numbers += 1;
                }
                Value::Blank => {}
            }
        }
        assert!(words > 10 && numbers > 10, "{}: {words} {numbers}", sheet.name);
        assert!(opened.contains("database-range") && opened.contains("display-filter-buttons=\"true\""), "a filter");
    }
}

//! Spreadsheets as Excel, WPS and LibreOffice write them, and as hostile and damaged files are. The files in `sheets/` were
//! written by LibreOffice: `report` from the HTML beside them, the others from tables with borders, in all three formats.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use gouji_core::form::{ColumnId, RowId, TableNumber};
use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::report::{CellAddress, CellState};
use gouji_core::{Options, Source, check};
use gouji_documents::format::Format;
use gouji_documents::native::TOOLS;
use gouji_documents::read::{Opened, open_as, read};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const FORMATS: [&str; 3] = ["xlsx", "xls", "ods"];

fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/sheets/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn source(bytes: &[u8]) -> Source {
    read(bytes, TOOLS).unwrap()
}

fn opened(bytes: &[u8]) -> Result<Source, Problem> {
    open_as(bytes, Format::Sheets, TOOLS.gb18030, &mut |_, _| {}).map(|opened| match opened {
        Opened::Document(document) => document.into_source(),
        _ => panic!("a spreadsheet is no page"),
    })
}

fn refused(bytes: &[u8], kind: ProblemKind, words: &str) {
    let problem = read(bytes, TOOLS).unwrap_err();
    assert_eq!(problem.kind, kind, "{}", problem.message);
    assert!(problem.message.contains(words) && problem.message.ends_with('。'), "{}", problem.message);
    assert!(!problem.message.contains("Word"), "{}", problem.message);
}

#[test]
fn every_format_gives_what_the_same_tables_give_in_html() {
    let html = source(&file("report.html"));
    let expected = check(html.clone(), &Options::default());
    assert!(
        expected.findings.iter().any(|finding| finding.rule == "outcomes-do-not-add-up"),
        "{:?}",
        expected.findings
    );
    for format in FORMATS {
        let sheets = source(&file(&format!("report.{format}")));
        assert_eq!(sheets.text(), html.text(), "{format}");
        assert_eq!(sheets.grids().len(), 3);
        let checked = check(sheets.clone(), &Options::default());
        assert!(checked.report.cells().eq(expected.report.cells()), "{format}");
        assert_eq!(checked.report.cells().filter(|cell| cell.state == CellState::Absent).count(), 0);
        assert_eq!(format!("{:?}", checked.findings), format!("{:?}", expected.findings), "{format}");
    }
}

#[test]
fn several_sheets_are_one_report_and_what_is_hidden_is_left_out() {
    for format in FORMATS {
        let source = source(&file(&format!("several.{format}")));
        let text = source.text();
        assert!(!text.contains('藏'), "{format}: {text}");
        let head = "青云市水务局2023年政府信息公开工作年度报告\n一、总体情况\n第一段。\n第二段。\n\
                    填报日期：\t2024年1月30日\t办结率\t97.5%\n二、主动公开政府信息情况\n第二十条第（一）项\n";
        assert!(text.starts_with(head), "{format}: {text}");
        assert_eq!(source.grids().len(), 5);
        // Formulas by what they gave, rounded numbers as they are shown.
        assert!(text.contains("行政事业性收费\t12.35\n"));
        assert!(text.contains("（七）总计\t15\t2\t0\t0\t0\t1\t18\n"));
        let numbers =
            "三分之一\t0.333333333333333\n和\t0.3\n整数\t1\n错误\t#DIV/0!\n真\tTRUE\n字\t甲乙\n文本\t007\n千位";
        assert!(text.contains(numbers), "{format}: {text}");
        assert!(text.ends_with("\n负\t-3"));
    }
}

#[test]
fn three_tables_one_below_the_other_are_three_tables() {
    for format in FORMATS {
        let source = source(&file(&format!("stacked.{format}")));
        assert_eq!(source.grids().len(), 3, "{format}: {}", source.text());
        let first_words = ["第二十条第（一）项", "（本列数据的勾稽关系为", "行政复议\t行政诉讼"];
        for (grid, words) in source.grids().iter().zip(first_words) {
            assert!(grid.span.of(source.text()).starts_with(words));
        }
        let report = check(source.clone(), &Options::default()).report;
        let value = |row, column| report.cell(CellAddress { row, column }).unwrap().count();
        assert_eq!(value(RowId::NormativeDocuments, ColumnId::InForce), Some(12));
        assert_eq!(value(RowId::Licensing, ColumnId::Decisions), Some(1286));
        assert_eq!(value(RowId::OutcomeTotal, ColumnId::Total), Some(18));
        assert_eq!(value(RowId::LitigationDirect, ColumnId::Total), Some(1));
    }
}

#[test]
fn cells_that_only_their_border_shows_are_blank_cells() {
    for format in FORMATS {
        let source = source(&file(&format!("blank.{format}")));
        let report = check(source.clone(), &Options::default()).report;
        for table in [TableNumber::Three, TableNumber::Four] {
            let cells = &report.table(table).cells;
            assert!(cells.iter().all(|cell| cell.state == CellState::Blank), "{format} {table:?}: {}", source.text());
        }
        let two = report.table(TableNumber::Two);
        assert_eq!(two.cells[two.index_of(RowId::Rules, ColumnId::Issued).unwrap()].state, CellState::Blank);
    }
}

/// A zip archive of parts.
fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, words) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(words.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const STYLES: &str = r##"<styleSheet><numFmts count="4"><numFmt numFmtId="164" formatCode="0.0%"/>
<numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/>
<numFmt numFmtId="166" formatCode="[$-804]yyyy\-mm\-dd\ hh:mm"/><numFmt numFmtId="167" formatCode="[DBNum1]yyyy/m/d\ aaaa"/>
<numFmt numFmtId="168" formatCode="0&quot;件&quot;"/><numFmt numFmtId="169" formatCode="#,##0.00_ "/>
<numFmt numFmtId="170" formatCode="_ * #,##0_ ;_ * \-#,##0_ ;_ * &quot;-&quot;_ ;_ @_ "/></numFmts>
<borders><border><left/></border><border><left style="thin"/></border></borders>
<cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="165"/>
<xf numFmtId="166"/><xf numFmtId="167"/><xf numFmtId="168"/><xf numFmtId="169"/><xf numFmtId="170"/><xf numFmtId="14"/>
<xf numFmtId="31"/><xf numFmtId="9"/><xf numFmtId="1"/><xf numFmtId="0" borderId="1"/></cellXfs></styleSheet>"##;

/// A workbook of sheets, each with its state and what stands in its part.
fn workbook(sheets: &[(&str, &str)]) -> Vec<u8> {
    let mut list = String::new();
    let mut relations = r#"<Relationship Id="s" Type="x/styles" Target="styles.xml"/>"#.to_owned();
    let mut parts = vec![("xl/styles.xml".to_owned(), STYLES.to_owned())];
    for (at, (state, content)) in sheets.iter().enumerate() {
        list += &format!(r#"<sheet name="{at}" sheetId="{at}" state="{state}" r:id="r{at}"/>"#);
        relations += &format!(r#"<Relationship Id="r{at}" Type="x/worksheet" Target="/xl/worksheets/{at}.xml"/>"#);
        parts.push((format!("xl/worksheets/{at}.xml"), format!("<worksheet>{content}</worksheet>")));
    }
    parts.push(("xl/workbook.xml".to_owned(), format!("<workbook><sheets>{list}</sheets></workbook>")));
    parts.push(("xl/_rels/workbook.xml.rels".to_owned(), format!("<Relationships>{relations}</Relationships>")));
    zipped(&parts.iter().map(|(name, words)| (name.as_str(), words.as_str())).collect::<Vec<_>>())
}

/// The part of a sheet: rows of cells between `|`, a blank one without a cell, and merged regions.
fn rows(rows: &[&str], merged: &[&str]) -> String {
    let mut content = "<sheetData>".to_owned();
    for (row, cells) in rows.iter().enumerate() {
        content += &format!(r#"<row r="{}">"#, row + 1);
        for (column, words) in cells.split('|').enumerate().filter(|(_, words)| !words.is_empty()) {
            let place = format!("{}{}", char::from(b'A' + column as u8), row + 1);
            content += &match words.parse::<f64>() {
                Ok(_) => format!(r#"<c r="{place}"><v>{words}</v></c>"#),
                Err(_) => format!(r#"<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>"#),
            };
        }
        content += "</row>";
    }
    let merged: String = merged.iter().map(|area| format!(r#"<mergeCell ref="{area}"/>"#)).collect();
    format!("{content}</sheetData><mergeCells>{merged}</mergeCells>")
}

fn sheet(lines: &[&str], merged: &[&str]) -> Source {
    source(&workbook(&[("visible", &rows(lines, merged))]))
}

/// The words of each grid.
fn grids(source: &Source) -> Vec<&str> {
    source.grids().iter().map(|grid| grid.span.of(source.text())).collect()
}

#[test]
fn a_report_with_one_paragraph_a_row_has_no_table() {
    let source = sheet(&["标题", "", "一、总体情况", "|缩进一列。", "2023"], &["A1:H1"]);
    assert_eq!(source.text(), "标题\n一、总体情况\n缩进一列。\n2023");
    assert!(source.grids().is_empty());
}

#[test]
fn sub_headings_stay_in_table_two_and_headings_of_sections_end_a_table() {
    let lines = [
        "第二十条第（一）项",
        "信息内容|本年制发件数|本年废止件数|现行有效件数",
        "规章|0|0|0",
        "行政规范性文件",
        "",
        "第二十条第（五）项",
        "信息内容|本年处理决定数量",
        "行政许可|12",
        "三、收到和处理政府信息公开申请情况",
        "甲|1",
    ];
    // Without merged cells and without borders.
    let source = sheet(&lines, &[]);
    let two = "第二十条第（一）项\t\t\t\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n行政规范性文件\t\t\t\n\
               第二十条第（五）项\t\t\t\n信息内容\t本年处理决定数量\t\t\n行政许可\t12\t\t";
    assert_eq!(grids(&source), [two, "甲\t1"]);
    let report = check(source.clone(), &Options::default()).report;
    let two = report.table(TableNumber::Two);
    assert_eq!(two.cells[two.index_of(RowId::Licensing, ColumnId::Decisions).unwrap()].count(), Some(12));
    assert_eq!(two.cells[two.index_of(RowId::NormativeDocuments, ColumnId::Issued).unwrap()].state, CellState::Blank);
}

#[test]
fn prose_about_the_form_is_no_row_of_it() {
    let source =
        sheet(&["甲|1", "第二十条第（一）项规定的信息已经全部公开。", "本年新收政府信息公开申请3件。", "乙|2"], &[]);
    assert_eq!(grids(&source), ["甲\t1", "乙\t2"]);
}

#[test]
fn headings_and_prose_with_a_border_around_their_row_are_lines() {
    let row = |row: u32, words: &str| {
        let frames: String = ["B", "C"].map(|column| format!(r#"<c r="{column}{row}" s="12"/>"#)).concat();
        format!(r#"<row r="{row}"><c r="A{row}" t="str" s="12"><v>{words}</v></c>{frames}</row>"#)
    };
    let words = ["规章", "四、政府信息公开行政复议、行政诉讼情况", "申请人", "本年度没有收费。", "甲"];
    let rows: String = words.iter().zip(1..).map(|(words, at)| row(at, words)).collect();
    let source = source(&workbook(&[("visible", &format!("<sheetData>{rows}</sheetData>"))]));
    assert_eq!(grids(&source), ["规章", "申请人", "甲"]);
}

#[test]
fn a_merged_title_that_covers_old_words_is_a_line() {
    assert!(sheet(&["标题|旧|旧", "一、总体情况"], &["A1:C1"]).grids().is_empty());
}

/// A limit that only time shows.
fn quickly(work: impl FnOnce()) {
    let begun = Instant::now();
    work();
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn an_empty_row_ends_a_table_unless_rows_of_the_form_follow() {
    let source = sheet(&["甲|1", "乙|2", "", "丙|3", "（一）予以公开|4", "", "（二）部分公开|5", "", "7|8"], &[]);
    assert_eq!(grids(&source), ["甲\t1\n乙\t2", "丙\t3\n（一）予以公开\t4\n（二）部分公开\t5\n7\t8"]);
}

#[test]
fn merged_cells_stand_once_where_they_begin() {
    let source = sheet(&["甲|乙||丙", "|1|2|3", "|x|4|5"], &["A1:A3", "B1:C1", "B2:B3", "B3:C3"]);
    let cells: Vec<_> = source.grids()[0]
        .cells
        .iter()
        .map(|cell| (cell.row, cell.column, cell.row_span, cell.column_span, cell.span.of(source.text())))
        .collect();
    // What a merged cell covers is not seen; of regions that overlap the first counts.
    let expected = [
        (0, 0, 3, 1, "甲"),
        (0, 1, 1, 2, "乙"),
        (0, 3, 1, 1, "丙"),
        (1, 1, 2, 1, "1"),
        (1, 2, 1, 1, "2"),
        (1, 3, 1, 1, "3"),
        (2, 2, 1, 1, "4"),
        (2, 3, 1, 1, "5"),
    ];
    assert_eq!(cells, expected);
}

#[test]
fn a_merged_cell_whose_beginning_is_hidden_keeps_its_words() {
    let content = rows(&["甲|乙|丙", "|1|2", "藏|3|4", "丁|5|6"], &["A1:A2", "B1:C1"]);
    let content = content.replace(r#"<row r="1">"#, r#"<row r="1" hidden="1">"#);
    let content = content.replace(r#"<row r="3">"#, r#"<row r="3" hidden="true">"#);
    let content = format!(r#"<cols><col min="2" max="2" hidden="1"/></cols>{content}"#);
    assert_eq!(source(&workbook(&[("visible", &content)])).text(), "甲\t2\n丁\t6");
}

#[test]
fn hidden_sheets_are_left_out() {
    let cells = |words: &str| rows(&[words], &[]);
    let (shown, hidden, very) = (cells("甲|1"), cells("藏|2"), cells("深|3"));
    let bytes = workbook(&[("hidden", &hidden), ("visible", &shown), ("veryHidden", &very)]);
    assert_eq!(source(&bytes).text(), "甲\t1");
    refused(&workbook(&[("hidden", &hidden)]), ProblemKind::Empty, "隐藏");
}

#[test]
fn numbers_are_written_as_they_are_shown() {
    let cases = [
        ("0", "1", "1"),
        ("0", "1.0", "1"),
        ("0", "-0", "0"),
        ("0", "0.30000000000000004", "0.3"),
        ("0", "12.349999999999999", "12.35"),
        ("0", "1E3", "1000"),
        ("0", "123456789012345678", "123456789012346000"),
        ("0", "1.5E-12", "1.5e-12"),
        ("1", "0.975", "97.5%"),
        ("1", "1", "100.0%"),
        ("10", "0.565", "57%"),
        ("2", "45321", "2024年1月30日"),
        ("3", "45321.5", "2024-01-30 12:00"),
        ("4", "45321", "2024-01-30"),
        ("8", "45321", "2024/1/30"),
        ("9", "60", "1900年2月28日"),
        ("9", "1", "1900年1月1日"),
        ("2", "-1", "-1"),
        ("5", "12", "12"),
        ("6", "1234.5", "1234.50"),
        ("6", "2.675", "2.68"),
        ("7", "0", "0"),
        ("11", "2.5", "3"),
        ("11", "99.5", "100"),
        ("11", "-0.4", "0"),
        ("99", "7", "7"),
        ("0", "1e999", "#NUM!"),
        ("0", "不是数", "不是数"),
    ];
    let cells: String = cases
        .iter()
        .enumerate()
        .map(|(at, (style, value, _))| {
            format!(r#"<row r="{0}"><c r="A{0}" s="{style}"><f>X</f><v>{value}</v></c></row>"#, at + 1)
        })
        .collect();
    let source = source(&workbook(&[("visible", &format!("<sheetData>{cells}</sheetData>"))]));
    for (line, (style, value, shown)) in source.text().lines().zip(cases) {
        assert_eq!(line, shown, "{value} in style {style}");
    }
    assert_eq!(source.text().lines().count(), cases.len());
}

#[test]
fn words_of_a_cell_come_without_pronunciation_and_with_escaped_characters() {
    let parts = [
        ("xl/workbook.xml", r#"<workbook><sheets><sheet name="a" r:id="a"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/a.xml"/>
               <Relationship Id="b" Type="x/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#,
        ),
        (
            "xl/sharedStrings.xml",
            "<sst><si><r><t>总</t></r><r><t>计</t></r><rPh><t>zongji</t></rPh></si><si><t>a_x000D_\nb_x5f_</t></si></sst>",
        ),
        (
            "xl/worksheets/a.xml",
            r#"<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="b"><v>0</v></c>
               <c t="e"><v>#REF!</v></c><c t="str"><f>A1</f><v>x</v></c><c t="d"><v>2024-01-30</v></c><c t="s"><v>9</v></c>
               <c><f>A1</f></c></row></sheetData></worksheet>"#,
        ),
    ];
    assert_eq!(source(&zipped(&parts)).text(), "总计\ta  b_x5f_\tFALSE\t#REF!\tx\t2024-01-30\t\t\u{fffd}");
}

#[test]
fn pictures_are_told_with_their_place() {
    let parts = [
        ("xl/workbook.xml", r#"<workbook><sheets><sheet name="a" r:id="a"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/a.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/a.xml", &format!("<worksheet>{}</worksheet>", rows(&["甲", "", "乙"], &[]))),
        (
            "xl/worksheets/_rels/a.xml.rels",
            r#"<Relationships><Relationship Id="d" Type="x/drawing" Target="../drawings/d.xml"/></Relationships>"#,
        ),
        (
            "xl/drawings/d.xml",
            "<wsDr><twoCellAnchor><from><col>3</col><row>1</row></from><to><row>9</row></to><pic/></twoCellAnchor></wsDr>",
        ),
    ];
    let source = source(&zipped(&parts));
    let places: Vec<u32> = source.pictures().iter().map(|at| at.start).collect();
    assert_eq!((source.text(), places), ("甲\n乙", vec![4]));
}

#[test]
fn cells_far_apart_and_millions_of_blank_ones_take_no_room() {
    let content = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"XFD1\"><v>2</v></c></row>\
                   <row r=\"1048576\"><c r=\"A1048576\"><v>3</v></c><c r=\"XFD1048576\"><v>4</v></c></row></sheetData>\
                   <mergeCells><mergeCell ref=\"B2:XFC1048575\"/></mergeCells>";
    assert_eq!(source(&workbook(&[("visible", content)])).text(), "1\t2\n3\t4");

    let begun = Instant::now();
    let blank: String =
        (1..=60_000).map(|row| format!("<row r=\"{row}\">{}</row>", "<c s=\"12\"/>".repeat(9))).collect();
    let content = format!("<sheetData>{blank}<row><c><v>1</v></c><c><v>2</v></c></row></sheetData>");
    assert_eq!(source(&workbook(&[("visible", &content)])).text(), "1\t2");
    let lines: String = (0..150_000).map(|row| format!("<row><c><v>{row}</v></c></row>")).collect();
    let source = source(&workbook(&[("visible", &format!("<sheetData>{lines}</sheetData>"))]));
    assert_eq!(source.text().lines().count(), 150_000);
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
}

/// The part of an .ods with these rows.
fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<document-content><automatic-styles><style name=\"b\"><table-cell-properties border=\"1pt solid\"/></style>\
         </automatic-styles><body><spreadsheet><table>{rows}</table></spreadsheet></body></document-content>"
    );
    zipped(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

#[test]
fn repeated_cells_of_ods_are_counted_and_bounded() {
    let two = r#"<table-row><table-cell value-type="float" value="0" number-columns-repeated="3"><p>0</p></table-cell>
        <table-cell number-columns-repeated="16000"/></table-row><table-row number-rows-repeated="2"><table-cell><p>甲</p>
        </table-cell><table-cell><p>1</p></table-cell></table-row><table-row number-rows-repeated="1048000"><table-cell
        style-name="b" number-columns-repeated="16384"/></table-row>"#;
    assert_eq!(source(&ods(two)).text(), "0\t0\t0\n甲\t1\t\n甲\t1\t\n\t\t");
    let bomb = r#"<table-row number-rows-repeated="1048576"><table-cell number-columns-repeated="16384"><p>1</p>
        </table-cell></table-row>"#;
    quickly(|| refused(&ods(bomb), ProblemKind::TooLarge, "另存"));
    let merged = r#"<table-row number-rows-repeated="1048576"><table-cell number-columns-spanned="2"><p/></table-cell>
        </table-row>"#;
    refused(&ods(merged), ProblemKind::TooLarge, "另存");
}

#[test]
fn cells_of_ods_without_words_show_their_value() {
    let row = r##"<table-row><table-cell value-type="float" value="0"><p>-</p></table-cell><table-cell value-type="float"
        value="2.50"/><table-cell value-type="percentage" value="0.125"/><table-cell value-type="date" date-value="2024-01-30"/>
        <table-cell value-type="string"><annotation><p>批注</p></annotation><p>甲<s c="2"/>乙</p><p>丙</p></table-cell>
        <table-cell value-type="float" value="0"><p>#N/A</p></table-cell></table-row>"##;
    assert_eq!(source(&ods(row)).text(), "0\t2.5\t12.5%\t2024-01-30\t甲  乙 丙\t#N/A");
}

#[test]
fn each_fault_of_a_package_has_its_sentence() {
    let encrypted = zipped(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest:encryption-data/>"),
        ("content.xml", "\u{1}\u{2}"),
    ]);
    refused(&encrypted, ProblemKind::Password, "密码");
    refused(&zipped(&[("xl/workbook.bin", "")]), ProblemKind::UnreadablePart, ".xlsx");
    refused(&workbook(&[("visible", "<sheetData><row>")]), ProblemKind::UnreadablePart, "Excel");
    refused(&workbook(&[("visible", "")]), ProblemKind::Empty, "没有内容");
    let bomb = format!("<sheetData>{}</sheetData>", " ".repeat(20 << 20));
    refused(&workbook(&[("visible", &bomb)]), ProblemKind::UnreadablePart, "压缩比例");
    let whole = file("report.xlsx");
    refused(&whole[..whole.len() / 2], ProblemKind::Truncated, "重新下载");
    let shared = format!("<si><t>{}</t></si>", "长".repeat(100_000));
    let cells = r#"<c t="s"><v>0</v></c>"#.repeat(1_000);
    let parts = [
        ("xl/workbook.xml", r#"<workbook><sheets><sheet r:id="a"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="a.xml"/>
               <Relationship Id="b" Type="x/sharedStrings" Target="b.xml"/></Relationships>"#,
        ),
        ("xl/a.xml", &format!("<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>")),
        ("xl/b.xml", &format!("<sst>{shared}</sst>")),
    ];
    refused(&zipped(&parts), ProblemKind::TooLarge, "内容太多");
}

/// One record of an .xls.
fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes()[..], &(content.len() as u16).to_le_bytes(), content].concat()
}

fn numbers(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A compound file with one stream.
fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut stream = stream.to_vec();
    stream.resize(stream.len().max(4096).next_multiple_of(512), 0);
    let sectors = stream.len() / 512;
    assert!(sectors < 120);
    let mut header = vec![0; 512];
    header[..8].copy_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    header[24..34].copy_from_slice(&numbers(&[0x3e, 3, 0xfffe, 9, 6]));
    header[44] = 1;
    header[48] = 1;
    header[56..60].copy_from_slice(&4096_u32.to_le_bytes());
    header[60..64].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    header[68..72].copy_from_slice(&0xffff_fffe_u32.to_le_bytes());
    header[76..].fill(0xff);
    header[76..80].fill(0);
    let mut table = vec![0xffff_ffff_u32; 128];
    (table[0], table[1]) = (0xffff_fffd, 0xffff_fffe);
    for (at, next) in table.iter_mut().enumerate().skip(2).take(sectors) {
        *next = if at == 1 + sectors { 0xffff_fffe } else { at as u32 + 1 };
    }
    let mut directory = vec![0; 512];
    let entries = [("Root Entry", 5_u8, 1_u32, 0xffff_fffe_u32, 0_u32), (name, 2, u32::MAX, 2, stream.len() as u32)];
    for ((name, kind, child, start, size), entry) in entries.into_iter().zip(directory.chunks_mut(128)) {
        let words = numbers(&name.encode_utf16().collect::<Vec<_>>());
        entry[..words.len()].copy_from_slice(&words);
        entry[64] = words.len() as u8 + 2;
        (entry[66], entry[67]) = (kind, 1);
        entry[68..76].fill(0xff);
        entry[76..80].copy_from_slice(&child.to_le_bytes());
        entry[116..120].copy_from_slice(&start.to_le_bytes());
        entry[120..124].copy_from_slice(&size.to_le_bytes());
    }
    [header, table.into_iter().flat_map(u32::to_le_bytes).collect(), directory, stream].concat()
}

const BOF: u16 = 0x0809;
const EOF: u16 = 0x000a;

/// The stream of a workbook of one sheet.
fn biff(version: u16, globals: &[Vec<u8>], state: u8, cells: &[Vec<u8>]) -> Vec<u8> {
    let begin = |kind| record(BOF, &numbers(&[version, kind, 0, 0, 0, 0, 0, 0]));
    let mut stream = [vec![begin(5)], globals.to_vec()].concat().concat();
    let start = (stream.len() + 4 + 10 + 4) as u32;
    let name = if version == 0x0600 { b"\x02\x00ab" } else { b"\x03abc" };
    stream.extend(record(0x0085, &[&start.to_le_bytes()[..], &[state, 0], name].concat()));
    stream.extend(record(EOF, &[]));
    stream.extend([vec![begin(0x10)], cells.to_vec(), vec![record(EOF, &[])]].concat().concat());
    stream
}

fn gbk(words: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(words).0.into_owned()
}

fn label_5(row: u16, column: u16, words: &str) -> Vec<u8> {
    let words = gbk(words);
    record(0x0204, &[numbers(&[row, column, 0, words.len() as u16]), words].concat())
}

#[test]
fn workbooks_of_the_fifth_version_are_read() {
    let percent = [&numbers(&[0, 9])[..], &[0; 12]].concat();
    let globals = [record(0x0042, &numbers(&[936])), record(0x00e0, &[0; 16]), record(0x00e0, &percent)];
    let cells = [
        label_5(0, 0, "青云市水务局2023年政府信息公开工作年度报告"),
        label_5(1, 0, "规章"),
        record(0x027e, &[&numbers(&[1, 1, 0])[..], &(7_u32 << 2 | 2).to_le_bytes()].concat()),
        record(0x0203, &[&numbers(&[1, 2, 1])[..], &0.25_f64.to_le_bytes()].concat()),
        record(0x0006, &[&numbers(&[1, 3, 0])[..], &[0, 0, 0, 0, 0, 0, 0xff, 0xff], &[0; 8]].concat()),
        record(0x0207, &[numbers(&[4]), gbk("甲乙")].concat()),
    ];
    let bytes = compound("Book", &biff(0x0500, &globals, 0, &cells));
    assert_eq!(source(&bytes).text(), "青云市水务局2023年政府信息公开工作年度报告\n规章\t7\t25%\t甲乙");
}

#[test]
fn texts_that_go_on_in_another_record_are_whole() {
    // 甲 and 乙 in two bytes, then, in the next record, Latin ones.
    let strings =
        [&2_u32.to_le_bytes()[..], &2_u32.to_le_bytes(), &numbers(&[4]), &[1], &numbers(&[0x7532, 0x4e59])].concat();
    let globals = [record(0x00fc, &strings), record(0x003c, b"\x00ab\x01\x00\x00c")];
    let label = |column: u16, at: u32| record(0x00fd, &[&numbers(&[0, column, 0])[..], &at.to_le_bytes()].concat());
    let cells = [label(0, 0), label(1, 1), label(2, 9)];
    assert_eq!(source(&compound("Workbook", &biff(0x0600, &globals, 0, &cells))).text(), "甲乙ab\tc");
}

#[test]
fn each_fault_of_an_xls_has_its_sentence() {
    let cells = [record(0x0203, &[&numbers(&[0, 0, 0])[..], &1_f64.to_le_bytes()].concat())];
    let whole = |globals: &[Vec<u8>], state| compound("Workbook", &biff(0x0600, globals, state, &cells));
    assert_eq!(source(&whole(&[], 0)).text(), "1");
    refused(&whole(&[record(0x002f, &[0; 54])], 0), ProblemKind::Password, "密码");
    refused(&whole(&[], 2), ProblemKind::Empty, "隐藏");
    let bytes = whole(&[], 0);
    refused(&bytes[..bytes.len() - 3000], ProblemKind::Truncated, "重新下载");
    refused(&compound("Workbook", &[0; 600]), ProblemKind::UnreadablePart, "工作表");
    let mut stream = biff(0x0600, &[], 0, &cells);
    stream.truncate(30);
    refused(&compound("Workbook", &stream), ProblemKind::Truncated, "重新下载");
    // A chain in a circle ends.
    let mut circle = bytes;
    circle[512 + 4..512 + 8].copy_from_slice(&1_u32.to_le_bytes());
    quickly(|| refused(&circle, ProblemKind::Truncated, "重新下载"));
}

#[test]
fn a_file_of_another_kind_is_refused_with_a_sentence() {
    for bytes in [&b""[..], b"PK", b"%PDF-1.7", b"\xd0\xcf\x11\xe0", "年度报告".as_bytes(), &file("report.html")] {
        let problem = opened(bytes).unwrap_err();
        assert!(problem.message.ends_with('。'), "{}", problem.message);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Cut or altered anywhere, a file is read or refused with a sentence, and its grids are sound.
    #[test]
    fn damaged_files_are_read_or_refused(
        name in prop_oneof!["(report|several|blank)\\.xls", Just("several.xlsx".to_owned()), Just("stacked.ods".to_owned())],
        cut in proptest::option::of(0.0..1.0),
        changes in proptest::collection::vec((0.0..1.0, any::<u8>()), 0..6),
    ) {
        let mut bytes = file(&name);
        for (place, byte) in changes {
            let at = (place * bytes.len() as f64) as usize;
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate((cut * bytes.len() as f64) as usize);
        }
        match opened(&bytes) {
            Err(problem) => prop_assert!(problem.message.ends_with('。'), "{}", problem.message),
            Ok(source) => sound(&source)?,
        }
    }

    /// However regions lie, every cell has its own place, and the grids stand in the order of the text.
    #[test]
    fn grids_are_sound(
        cells in proptest::collection::vec((0_u8..12, 1_u32..12, "[一二三1-9]{1,2}"), 0..60),
        merged in proptest::collection::vec((0_u8..12, 1_u32..12, 0_u8..6, 0_u32..6), 0..12),
        hidden in proptest::collection::vec((1_u32..14, any::<bool>()), 0..3),
    ) {
        let letter = |column: u8| char::from(b'A' + column);
        let rows: String = cells
            .iter()
            .map(|(column, row, words)| {
                format!(r#"<row r="{row}"><c r="{}{row}" t="str"><v>{words}</v></c></row>"#, letter(*column))
            })
            .collect();
        let merged: String = merged
            .iter()
            .map(|(column, row, across, down)| {
                format!(r#"<mergeCell ref="{}{row}:{}{}"/>"#, letter(*column), letter(column + across), row + down)
            })
            .collect();
        let hidden: String = hidden
            .iter()
            .map(|(at, is_row)| match is_row {
                true => format!(r#"<row r="{at}" hidden="1"/>"#),
                false => format!(r#"<col min="{at}" max="{at}" hidden="1"/>"#),
            })
            .collect();
        let content = format!("{hidden}<sheetData>{rows}</sheetData>{merged}");
        if let Ok(source) = opened(&workbook(&[("visible", &content)])) {
            sound(&source)?;
        }
    }
}

fn sound(source: &Source) -> Result<(), TestCaseError> {
    let text = source.text();
    let mut end = 0;
    for grid in source.grids() {
        prop_assert!(grid.span.start >= end && grid.span.end as usize <= text.len());
        end = grid.span.end;
        let mut at = grid.span.start;
        let mut places = std::collections::HashSet::new();
        for cell in &grid.cells {
            prop_assert!(cell.span.start >= at && cell.span.end <= grid.span.end);
            prop_assert!(!cell.span.of(text).contains(['\t', '\n']));
            at = cell.span.end;
            for row in cell.row..cell.row + cell.row_span {
                for column in cell.column..cell.column + cell.column_span.min(100) {
                    prop_assert!(places.insert((row, column)), "{row} {column} {text}");
                }
            }
        }
    }
    Ok(())
}

//! Text of OpenDocument as LibreOffice writes it, and what is left of it after accidents.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use std::io::{Cursor, Write};

use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::{Grid, Source};
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn source(file: &[u8]) -> Source {
    read(file, TOOLS).unwrap_or_else(|problem| panic!("{}", problem.message))
}

fn problem(file: &[u8]) -> Problem {
    read(file, TOOLS).map(|source| source.text().to_owned()).unwrap_err()
}

/// Row, column, rows, columns and words of every cell.
fn cells<'a>(source: &'a Source, grid: &Grid) -> Vec<(u32, u32, u32, u32, &'a str)> {
    let cell = |cell: &gouji_core::GridCell| {
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.span.of(source.text()))
    };
    grid.cells.iter().map(cell).collect()
}

/// A document in one file.
fn flat(styles: &str, body: &str) -> String {
    const NAMESPACES: [(&str, &str); 7] = [
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("svg", "svg-compatible"),
        ("fo", "xsl-fo-compatible"),
    ];
    let namespaces: String = NAMESPACES
        .iter()
        .map(|(prefix, name)| format!(" xmlns:{prefix}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\n<office:document{namespaces} \
office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:styles>{styles}</office:styles>\
<office:master-styles><style:master-page><style:header><text:p>页眉</text:p></style:header></style:master-page></office:master-styles>\
<office:body><office:text>{body}</office:text></office:body></office:document>"
    )
}

fn text(body: &str) -> String {
    source(flat("", body).as_bytes()).text().to_owned()
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        let method = match *name {
            "mimetype" => zip::CompressionMethod::Stored,
            _ => zip::CompressionMethod::Deflated,
        };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const MIME: (&str, &[u8]) = ("mimetype", b"application/vnd.oasis.opendocument.text");

#[test]
fn a_report_of_libreoffice_is_the_same_as_its_page() {
    let page = source(include_bytes!("files/report.html"));
    let document = source(include_bytes!("files/report.odt"));
    assert_eq!(document.text(), page.text());
    assert_eq!(document.grids().len(), 3);
    for (grid, page_grid) in document.grids().iter().zip(page.grids()) {
        assert_eq!(cells(&document, grid), cells(&page, page_grid));
    }
}

#[test]
fn lists_changes_notes_and_boxes_are_read_as_they_are_printed() {
    let expected = "\
某县财政局2023年政府信息 公开工作年度报告
一、总体情况
（一）主动公开
    甲乙丙丁\t戊
己
（二）依申请公开
1.子
子二
1.1 丑
1.2 寅
第3项卯
2.辰
间
2.1 巳
3.午
无号
9.未
间
①申
酉
间
①戌
二、主动公开政府信息情况
（一）亥
框前框后
框里
外
规章\t本年 制发件数
1\t
末";
    for file in [&include_bytes!("files/lists.odt")[..], include_bytes!("files/lists.rtf")] {
        let source = source(file);
        assert_eq!(source.text(), expected);
        let expected = [(0, 0, 2, 1, "规章"), (0, 1, 1, 2, "本年 制发件数"), (1, 1, 1, 1, "1"), (1, 2, 1, 1, "")];
        assert_eq!(cells(&source, &source.grids()[0]), expected);
    }
}

#[test]
fn numbers_of_lists_follow_their_style() {
    let level = |level: u32, rest: &str| format!("<text:list-level-style-number text:level=\"{level}\" {rest}/>");
    let styles = format!(
        "<text:list-style style:name=\"L\">{}{}{}</text:list-style>\
<text:list-style style:name=\"M\">{}</text:list-style>\
<style:style style:name=\"P\" style:family=\"paragraph\" style:list-style-name=\"M\"/>\
<style:style style:name=\"H\" style:family=\"paragraph\" style:parent-style-name=\"N\"/>\
<style:style style:name=\"N\" style:family=\"paragraph\" style:list-style-name=\"\"/>\
<text:outline-style><text:outline-level-style text:level=\"1\" style:num-format=\"１, ２, ３, ...\" style:num-suffix=\"．\"/></text:outline-style>",
        level(
            1,
            "style:num-format=\"一, 二, 三, ...\" style:num-prefix=\"（\" style:num-suffix=\"）\" text:start-value=\"9\""
        ),
        level(2, "style:num-format=\"1\" text:display-levels=\"2\" style:num-list-format=\"%1%-%2%、\""),
        level(3, "style:num-format=\"\""),
        level(1, "style:num-format=\"甲, 乙, 丙, ...\""),
    );
    let list = |attributes: &str, items: &str| format!("<text:list {attributes}>{items}</text:list>");
    let item = |words: &str| format!("<text:list-item><text:p>{words}</text:p></text:list-item>");
    let named = "text:style-name=\"L\"";
    let body = [
        list(&format!("xml:id=\"a\" {named}"), &[item("A"), item("B"), item("C")].concat()),
        "<text:p>D</text:p>".to_owned(),
        list(named, &item("E")),
        list(&format!("{named} text:continue-numbering=\"true\""), &item("F")),
        list(&format!("{named} text:continue-list=\"a\""), &item("G")),
        list(named, &format!("<text:list-item><text:p>H</text:p>{}</text:list-item>", list("", &list_item_of_third(&item("I"))))),
        list("", "<text:list-item><text:p text:style-name=\"P\">J</text:p></text:list-item>"),
        list(named, "<text:list-item><text:number>【壹】</text:number><text:p>K</text:p></text:list-item>"),
        "<text:h text:outline-level=\"1\">L</text:h><text:h text:outline-level=\"1\" text:is-list-header=\"true\">M</text:h>".to_owned(),
        "<text:h text:style-name=\"H\">N</text:h><text:h text:outline-level=\"1\" text:restart-numbering=\"true\" text:start-value=\"5\">O</text:h>".to_owned(),
        "<text:h text:outline-level=\"1\"><text:number>第六</text:number>P</text:h>".to_owned(),
    ];
    assert_eq!(
        source(flat(&styles, &body.concat()).as_bytes()).text(),
        "（九）A\n（十）B\n（十一）C\nD\n（九）E\n（十）F\n（十二）G\n（九）H\n九-1、I\nQ\n甲J\n【壹】K\n１．L\nM\nN\n５．O\n第六P"
    );
}

/// An item, and one of a third level that has no number.
fn list_item_of_third(item: &str) -> String {
    format!(
        "{item}<text:list-item><text:list><text:list-item><text:p>Q</text:p></text:list-item></text:list></text:list-item>"
    )
}

#[test]
fn spaces_are_those_that_are_printed() {
    let body = "\n <text:p>\n  a  b<text:span> \n c</text:span><text:s/><text:s text:c=\"2\"/>d&amp;&#x4e00;<text:tab/><text:line-break/> e \
</text:p>\n<text:p><text:s text:c=\"2\"/>f</text:p><text:p/>";
    assert_eq!(text(body), "a b c   d&一\t\ne\n  f");
}

#[test]
fn what_is_not_printed_is_left_out() {
    let styles = "<style:style style:name=\"T\" style:family=\"text\"><style:text-properties text:display=\"none\"/></style:style>\
<style:style style:name=\"U\" style:family=\"text\"><style:text-properties text:display=\"true\"/></style:style>\
<style:style style:name=\"Q\" style:family=\"paragraph\" style:parent-style-name=\"P\"/>\
<style:style style:name=\"P\" style:family=\"paragraph\" style:parent-style-name=\"Q\"><style:text-properties text:display=\"none\"/></style:style>\
<style:style style:name=\"X\" style:family=\"text\" style:parent-style-name=\"Y\"/>\
<style:style style:name=\"Y\" style:family=\"text\" style:parent-style-name=\"X\"/>";
    let body = "<text:tracked-changes><text:changed-region><text:deletion><text:p>x</text:p></text:deletion></text:changed-region></text:tracked-changes>\
<text:p>a<text:span text:style-name=\"T\">x<text:span text:style-name=\"X\">x</text:span><text:span text:style-name=\"U\">b</text:span>x</text:span>c\
<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>x</text:p></text:note-body></text:note>\
<office:annotation><text:p>x</text:p></office:annotation><text:ruby><text:ruby-base>d</text:ruby-base><text:ruby-text>x</text:ruby-text></text:ruby>\
<text:hidden-text text:is-hidden=\"true\">x</text:hidden-text><draw:frame><draw:object><text:p>x</text:p></draw:object><svg:desc>x</svg:desc></draw:frame></text:p>\
<text:p text:style-name=\"Q\">x</text:p><text:section text:display=\"none\"><text:p>x</text:p></text:section>\
<text:p>x<text:hidden-paragraph text:is-hidden=\"true\"/>x</text:p>\
<text:table-of-content><text:table-of-content-source><text:index-title-template>x</text:index-title-template></text:table-of-content-source>\
<text:index-body><text:p>e</text:p></text:index-body></text:table-of-content>";
    assert_eq!(source(flat(styles, body).as_bytes()).text(), "abcd\ne");
}

#[test]
fn pictures_and_boxes_are_found_wherever_they_stand() {
    let picture =
        "<draw:frame><draw:image><office:binary-data>AAAA</office:binary-data></draw:image><draw:image/></draw:frame>";
    let shape = "<draw:custom-shape><text:p>c</text:p><draw:enhanced-geometry/></draw:custom-shape>";
    let source = source(flat("", &format!("{picture}<text:p>a{picture}{shape}b</text:p>{shape}")).as_bytes());
    assert_eq!(source.text(), "ab\nc\nc");
    assert_eq!(source.pictures().len(), 2);
}

#[test]
fn repeated_cells_and_rows_stand_as_often_as_they_are_printed() {
    let cell = "<table:table-cell table:number-columns-repeated=\"2\"><text:p>1</text:p></table:table-cell>";
    let source = source(flat("", &format!(
        "<table:table><table:table-header-rows><table:table-row table:number-rows-repeated=\"2\">{cell}</table:table-row></table:table-header-rows>\
<table:table-row><table:table-cell/></table:table-row></table:table>"
    )).as_bytes());
    let expected = [(0, 0, 1, 1, "1"), (0, 1, 1, 1, "1"), (1, 0, 1, 1, "1"), (1, 1, 1, 1, "1"), (2, 0, 1, 1, "")];
    assert_eq!(cells(&source, &source.grids()[0]), expected);
}

#[test]
fn accidents_are_said() {
    let whole = include_bytes!("files/report.odt");
    assert_eq!(problem(&whole[..whole.len() / 2]).kind, ProblemKind::Truncated);
    let manifest = b"<manifest:file-entry><manifest:encryption-data manifest:checksum=\"\"/></manifest:file-entry>";
    let encrypted = zipped(&[MIME, ("content.xml", b"\x01\x02"), ("META-INF/manifest.xml", manifest)]);
    assert_eq!(problem(&encrypted).kind, ProblemKind::Password);
    assert_eq!(problem(&zipped(&[MIME])).kind, ProblemKind::UnreadablePart);
    assert_eq!(
        problem(&zipped(&[MIME, ("content.xml", b"<office:document-content")])).kind,
        ProblemKind::UnreadablePart
    );
    let sheet = flat("", "").replace("office:text", "office:spreadsheet");
    assert_eq!(problem(&zipped(&[MIME, ("content.xml", sheet.as_bytes())])).kind, ProblemKind::UnreadablePart);
    assert_eq!(problem(flat("", "<text:p/>").as_bytes()).kind, ProblemKind::Empty);
    assert_eq!(problem(flat("", "<text:p><draw:image/></text:p>").as_bytes()).kind, ProblemKind::NoText);
    let flat = flat("", "<text:p>一</text:p>");
    assert_eq!(problem(&flat.as_bytes()[..flat.len() - 40]).kind, ProblemKind::UnreadablePart);
}

#[test]
fn hostile_documents_are_refused_in_time() {
    let started = std::time::Instant::now();
    let deep = "<table:table><table:table-row><table:table-cell>".repeat(100_000);
    assert_eq!(problem(flat("", &deep).as_bytes()).kind, ProblemKind::UnreadablePart);
    let deep = format!(
        "{}<text:p>一</text:p>{}",
        "<table:table><table:table-row><table:table-cell>".repeat(130),
        "</table:table-cell></table:table-row></table:table>".repeat(130)
    );
    assert_eq!(text(&deep), "一");
    let repeated = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\">\
<text:p>一</text:p></table:table-cell></table:table-row>";
    assert_eq!(
        problem(flat("", &format!("<table:table>{repeated}</table:table>")).as_bytes()).kind,
        ProblemKind::TooLarge
    );
    let spaces = format!("<text:p>一{}二</text:p>", "<text:s text:c=\"999999999\"/>".repeat(100_000));
    assert_eq!(problem(flat("", &spaces).as_bytes()).kind, ProblemKind::TooLarge);
    let rows = "<table:table-row table:number-rows-repeated=\"1000\"/>".repeat(10_000);
    assert_eq!(problem(flat("", &format!("<table:table>{rows}</table:table>")).as_bytes()).kind, ProblemKind::TooLarge);
    let lists = "<text:list/>".repeat(200_000);
    assert_eq!(problem(flat("", &lists).as_bytes()).kind, ProblemKind::Empty);
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

fn body() -> impl Strategy<Value = String> {
    let words = "[一二三总计0-9 ]{0,6}".prop_map(|words| format!("<text:p>{words}</text:p>"));
    words.prop_recursive(5, 60, 6, |inner| {
        let inner = proptest::collection::vec(inner, 0..5).prop_map(|parts| parts.concat());
        prop_oneof![
            (inner.clone(), 0_u32..5).prop_map(|(inner, rows)| format!(
                "<table:table><table:table-row table:number-rows-repeated=\"{rows}\">{inner}</table:table-row><table:table-row>{inner}</table:table-row></table:table>"
            )),
            (inner.clone(), 0_u32..5, 0_u32..5, 0_u32..3).prop_map(|(inner, rows, columns, again)| format!(
                "<table:table-cell table:number-rows-spanned=\"{rows}\" table:number-columns-spanned=\"{columns}\" \
table:number-columns-repeated=\"{again}\">{inner}</table:table-cell><table:covered-table-cell/>"
            )),
            inner.clone().prop_map(|inner| format!("<text:list><text:list-item>{inner}</text:list-item></text:list>")),
            inner.clone().prop_map(|inner| format!("<text:p>一<draw:frame><draw:text-box>{inner}</draw:text-box></draw:frame>二</text:p>")),
            inner.prop_map(|inner| format!("<text:p>{inner}</text:p>")),
        ]
    })
}

proptest! {
    /// Whatever the markup: grids stand in the order of the text, their cells inside them in reading order, on character
    /// boundaries, and no two cells of a grid share a place.
    #[test]
    fn grids_are_sound(body in body()) {
        let Ok(source) = read(flat("", &format!("<text:p>一</text:p>{body}")).as_bytes(), TOOLS) else { return Ok(()) };
        let text = source.text();
        let mut end = 0;
        for grid in source.grids() {
            prop_assert!(grid.span.start >= end && grid.span.end as usize <= text.len());
            end = grid.span.end;
            let mut places = std::collections::HashSet::new();
            let mut at = grid.span.start;
            for cell in &grid.cells {
                prop_assert!(cell.span.start >= at && cell.span.end <= grid.span.end, "{body}");
                prop_assert!(text.get(cell.span.start as usize..cell.span.end as usize).is_some());
                prop_assert!(!cell.span.of(text).contains(['\t', '\n']));
                at = cell.span.end;
                prop_assert!(places.insert((cell.row, cell.column)), "{body}");
            }
        }
    }
}

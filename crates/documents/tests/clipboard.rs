//! What programs put on the clipboard, and what LibreOffice saves as HTML: hidden, deleted and padded words are not read.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use std::path::Path;

use gouji_core::{Options, Source, check};
use gouji_documents::native::TOOLS;
use gouji_documents::read::{page, words};

/// What the page hears from the clipboard, which is also what it reads when the same words come as a text.
fn source(name: &str) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clipboard").join(name);
    let html = std::fs::read_to_string(path).unwrap();
    let source = page(&html, TOOLS).unwrap_or_else(|problem| panic!("{name}: {}", problem.message));
    assert_eq!(words(html, TOOLS).unwrap().text(), source.text());
    source
}

/// Row, column, rows, columns and words of every cell.
fn cells(source: &Source, grid: usize) -> Vec<(u32, u32, u32, u32, &str)> {
    let cells = source.grids()[grid].cells.iter();
    cells.map(|it| (it.row, it.column, it.row_span, it.column_span, it.span.of(source.text()))).collect()
}

#[test]
fn word() {
    let source = source("word.html");
    assert_eq!(
        source.text(),
        "某县财政局2023年政府信息公开工作\n年度报告\n一、总体情况\n1. 2023年公开信息12条。\n\
         三、本年度办理结果\t（一）予以公开\t3\n（二）部分公开 （区分处理的，只计这一情形）\t\u{a0}"
    );
    let expected = [
        (0, 0, 2, 1, "三、本年度办理结果"),
        (0, 1, 1, 1, "（一）予以公开"),
        (0, 2, 1, 1, "3"),
        (1, 1, 1, 1, "（二）部分公开 （区分处理的，只计这一情形）"),
        (1, 2, 1, 1, ""),
    ];
    assert_eq!(cells(&source, 0), expected);
}

#[test]
fn wps_writer() {
    let source = source("wps.html");
    assert_eq!(
        source.text(),
        "某县财政局2023年政府信息公开工作年度报告\n一、总体情况\n公开信息 12条。\n行政复议\n结果 维持\t0"
    );
    assert_eq!(cells(&source, 0), [(0, 0, 1, 2, "行政复议"), (1, 0, 1, 1, "结果 维持"), (1, 1, 1, 1, "0")]);
}

#[test]
fn excel_without_hidden_rows_and_columns_and_with_every_blank_cell() {
    let source = source("excel.html");
    let expected = [
        (0, 0, 1, 1, "表三 申请"),
        (0, 1, 1, 2, "自然人 及法人"),
        (0, 3, 1, 1, "其他"),
        (0, 4, 1, 1, "总计"),
        (1, 0, 1, 1, "一、本年新收 申请数量"),
        (1, 1, 1, 1, "1,234"),
        (1, 2, 1, 1, "50%"),
        (1, 3, 1, 1, "3"),
        (1, 4, 1, 1, "4"),
        (2, 0, 1, 1, "二、上年结转"),
        (2, 1, 1, 1, ""),
        (2, 2, 1, 1, ""),
        (2, 3, 1, 1, ""),
        (2, 4, 1, 1, ""),
        (3, 0, 1, 1, "三、本年度办理结果（写出格）"),
        (3, 1, 1, 1, ""),
        (3, 2, 1, 1, ""),
        (3, 3, 1, 1, ""),
        (3, 4, 1, 1, "7"),
    ];
    assert_eq!(cells(&source, 0), expected);
    assert_eq!(source.text().lines().nth(2), Some("二、上年结转\t\t\t\t"));
}

#[test]
fn wps_sheet() {
    let source = source("wps-sheet.html");
    let expected = [(0, 0, 2, 1, "结果 维持"), (0, 1, 1, 2, "行政诉讼"), (1, 1, 1, 1, "8"), (1, 2, 1, 1, "")];
    assert_eq!(cells(&source, 0), expected);
}

#[test]
fn a_browser() {
    let source = source("browser.html");
    assert_eq!(
        source.text(),
        "某县财政局2023年政府信息公开工作年度报告\n发布时间：2024-01-20\u{a0}来源：财政局\n一、总体情况\n规章\t\n六、其他"
    );
    assert_eq!(cells(&source, 0), [(0, 0, 1, 1, "规章"), (0, 1, 1, 1, "")]);
}

#[test]
fn libreoffice() {
    let table = |row: u32| {
        [
            (row, 0, 2, 3, "（本列数据的勾稽关系为：第一项加第二项之和， 等于第三项加第四项之和）"),
            (row, 3, 1, 2, "申请人情况"),
            (row + 1, 3, 1, 1, "自然人"),
            (row + 1, 4, 1, 1, "总计"),
            (row + 2, 0, 1, 3, "一、本年新收政府信息公开申请数量"),
            (row + 2, 3, 1, 1, "3"),
            (row + 2, 4, 1, 1, "3"),
            (row + 3, 0, 3, 1, "三、本年度办理结果"),
            (row + 3, 1, 1, 2, "（一）予以公开"),
            (row + 3, 3, 1, 1, "2"),
            (row + 3, 4, 1, 1, ""),
            (row + 4, 1, 2, 1, "（三）不予公开"),
            (row + 4, 2, 1, 1, "1.属于国家秘密"),
            (row + 4, 3, 1, 1, "1"),
            (row + 4, 4, 1, 1, "1"),
            (row + 5, 2, 1, 1, "2.其他法律行政法规禁止公开"),
            (row + 5, 3, 1, 1, "0"),
            (row + 5, 4, 1, 1, "0"),
        ]
    };
    let writer = source("libreoffice-writer.html");
    assert_eq!(cells(&writer, 0), table(0));
    let lines: Vec<&str> = writer.text().lines().collect();
    assert_eq!(
        lines[..5],
        [
            "某县财政局2023年政府信息公开工作年度报告",
            "一、总体情况",
            "公开信息12条。",
            "无申请。",
            "三、收到和处理政府信息公开申请情况"
        ]
    );
    assert_eq!(lines[11..], ["六、其他需要报告的事项", "某县财政局"]);
    // A sheet is one table, its headings are cells.
    let calc = source("libreoffice-calc.html");
    let of_table: Vec<_> = cells(&calc, 0).into_iter().filter(|cell| (5..11).contains(&cell.0)).collect();
    assert_eq!(of_table, table(5));
    // Its sections begin and end inside of that table.
    let sections = |source: &Source| {
        check(source.clone(), &Options::default()).report.sections.iter().map(|it| it.id).collect::<Vec<_>>()
    };
    assert_eq!(sections(&calc), sections(&writer));
}

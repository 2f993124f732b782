//! HTML as it comes from Word, from portals and from hostile hands: its lines, and its tables as grids.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::{Grid, Source};
use gouji_documents::html::source_of;
use gouji_documents::native::TOOLS;
use proptest::prelude::*;

fn source(html: &str) -> Source {
    source_of(&(TOOLS.parse_html)(html))
}

/// Row, column, rows, columns and words of every cell.
fn cells<'a>(source: &'a Source, grid: &Grid) -> Vec<(u32, u32, u32, u32, &'a str)> {
    let cell = |cell: &gouji_core::GridCell| {
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.span.of(source.text()))
    };
    grid.cells.iter().map(cell).collect()
}

#[test]
fn merged_cells_stand_once_and_push_the_others_aside() {
    let source = source(
        "<table><tr><td rowspan=2>三、本年度办理结果</td><td colspan=2>（一）予以公开</td><td>1</td></tr>\
         <tr><td>2</td><td>3</td><td></td></tr></table>",
    );
    assert_eq!(source.text(), "三、本年度办理结果\t（一）予以公开\t1\n2\t3\t");
    let expected = [
        (0, 0, 2, 1, "三、本年度办理结果"),
        (0, 1, 1, 2, "（一）予以公开"),
        (0, 3, 1, 1, "1"),
        (1, 1, 1, 1, "2"),
        (1, 2, 1, 1, "3"),
        (1, 3, 1, 1, ""),
    ];
    assert_eq!(cells(&source, &source.grids()[0]), expected);
}

#[test]
fn rowspan_0_goes_to_the_end_and_no_span_leaves_the_table() {
    let source = source(
        "<table><tr><td rowspan=0>甲</td><td>1</td></tr><tr><td>2</td></tr><tr><td rowspan=9>3</td></tr></table>",
    );
    let expected = [(0, 0, 3, 1, "甲"), (0, 1, 1, 1, "1"), (1, 1, 1, 1, "2"), (2, 1, 1, 1, "3")];
    assert_eq!(cells(&source, &source.grids()[0]), expected);
}

#[test]
fn words_of_a_cell_are_one_line() {
    let source = source(
        "<table><tr><td><p class=MsoNormal>法人或其他<br>组织</p>\n<p>\u{a0}</p></td><td> <o:p>&nbsp;</o:p></td></tr></table>",
    );
    assert_eq!(cells(&source, &source.grids()[0]), [(0, 0, 1, 1, "法人或其他 组织"), (0, 1, 1, 1, "")]);
    assert_eq!(source.text().lines().count(), 1);
}

#[test]
fn a_table_that_arranges_the_page_is_no_grid_but_the_one_inside_is() {
    let source = source(
        "<table><tr><td>导航</td><td><h1>某局2023年政府信息公开工作年度报告</h1>\
         <table><tr><td>规章</td><td>0</td></tr></table></td></tr></table>",
    );
    assert_eq!(source.grids().len(), 1);
    assert_eq!(source.text(), "导航\n某局2023年政府信息公开工作年度报告\n规章\t0");
}

#[test]
fn what_no_reader_sees_is_left_out() {
    let source = source(
        "<head><title>题</title><style>p{}</style></head><body><script>x</script><p>一、总体情况</p>\
         <p style='display: none'>藏</p><p hidden>藏</p><p style='mso-hide:all'>藏</p><select><option>年</select></body>",
    );
    assert_eq!(source.text(), "一、总体情况");
}

#[test]
fn preformatted_text_keeps_its_tabs_and_columns() {
    let source = source("<pre>规章\t0\t1\n行政许可   12</pre><p>a   b</p>");
    assert_eq!(source.text(), "规章\t0\t1\n行政许可   12\na b");
}

#[test]
fn deep_nesting_is_read() {
    let deep = format!("{}一、总体情况{}", "<div>".repeat(2_000), "</div>".repeat(2_000));
    assert_eq!(source(&deep).text(), "一、总体情况");
    let tables = format!("{}总计{}", "<table><tr><td>".repeat(2_000), "</td></tr></table>".repeat(2_000));
    assert_eq!(source(&tables).text(), "总计");
}

fn html() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[一二三总计0-9 ]{0,6}",
        Just("<table>".to_owned()),
        Just("</table>".to_owned()),
        Just("<tr>".to_owned()),
        Just("</tr>".to_owned()),
        (0_u32..2000, 0_u32..2000).prop_map(|(down, across)| format!("<td rowspan={down} colspan={across}>")),
        "<(td|th|p|br|div|pre|/td|/p|/div|/pre|caption|img)>",
        "\\PC{0,8}",
    ];
    proptest::collection::vec(part, 0..80).prop_map(|parts| parts.concat())
}

proptest! {
    /// Whatever the markup: grids stand in the order of the text, their cells inside them in reading order, on character
    /// boundaries, and no two cells of a grid share a place.
    #[test]
    fn grids_are_sound(html in html()) {
        let source = source(&html);
        let text = source.text();
        let mut end = 0;
        for grid in source.grids() {
            prop_assert!(grid.span.start >= end && grid.span.end as usize <= text.len());
            end = grid.span.end;
            let mut places = std::collections::HashSet::new();
            let mut at = grid.span.start;
            for cell in &grid.cells {
                prop_assert!(cell.span.start >= at && cell.span.end <= grid.span.end, "{html}");
                prop_assert!(text.get(cell.span.start as usize..cell.span.end as usize).is_some());
                prop_assert!(!cell.span.of(text).contains(['\t', '\n']));
                at = cell.span.end;
                prop_assert!(places.insert((cell.row, cell.column)), "{html}");
            }
        }
    }
}

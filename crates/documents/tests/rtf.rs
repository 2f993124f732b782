//! Rich text as LibreOffice, Word and WPS write it, and what is left of it after accidents.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::{Grid, Source};
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;
use proptest::prelude::*;

fn source(rtf: &[u8]) -> Source {
    read(rtf, TOOLS).unwrap_or_else(|problem| panic!("{}", problem.message))
}

fn text(body: &str) -> String {
    source(format!("{HEAD}{body}}}").as_bytes()).text().to_owned()
}

fn problem(rtf: &[u8]) -> Problem {
    read(rtf, TOOLS).map(|source| source.text().to_owned()).unwrap_err()
}

/// A head as Word in Chinese writes it.
const HEAD: &str = r"{\rtf1\adeflang1025\ansi\ansicpg936\uc2\adeff0\deff0\stshfdbch13
{\fonttbl{\f0\froman\fcharset0\fprq2{\*\panose 02020603050405020304}Times New Roman;}
{\f3\froman\fcharset2\fprq2 Symbol;}{\f10\fnil\fcharset2\fprq2 Wingdings;}
{\f13\fnil\fcharset134\fprq2{\*\panose 02010600030101010101}\'cb\'ce\'cc\'e5{\*\falt SimSun};}
{\f40\fswiss\fcharset128 MS Gothic;}}
{\colortbl;\red0\green0\blue0;}{\stylesheet{\ql \fs21 \snext0 Normal;}{\*\cs10 \additive Default Paragraph Font;}}
{\*\rsidtbl \rsid1}{\info{\title \'b1\'a8\'b8\'e6}{\author x}}
{\header \pard\plain {\f13 \'d2\'b3\'c3\'bc}\par}{\footer \pard 1\par}\sectd ";

/// Row, column, rows, columns and words of every cell.
fn cells<'a>(source: &'a Source, grid: &Grid) -> Vec<(u32, u32, u32, u32, &'a str)> {
    let cell = |cell: &gouji_core::GridCell| {
        (cell.row, cell.column, cell.row_span, cell.column_span, cell.span.of(source.text()))
    };
    grid.cells.iter().map(cell).collect()
}

fn gbk(text: &str) -> String {
    let bytes = encoding_rs::GBK.encode(text).0.into_owned();
    bytes
        .iter()
        .map(|byte| if byte.is_ascii() { char::from(*byte).to_string() } else { format!("\\'{byte:02x}") })
        .collect()
}

#[test]
fn a_report_of_libreoffice_is_the_same_as_its_page() {
    let page = source(include_bytes!("files/report.html"));
    let rich = source(include_bytes!("files/report.rtf"));
    assert_eq!(rich.text(), page.text());
    assert_eq!(rich.grids().len(), 3);
    for (rich_grid, page_grid) in rich.grids().iter().zip(page.grids()) {
        assert_eq!(cells(&rich, rich_grid), cells(&page, page_grid));
    }
}

/// A source as Word in Chinese writes it: bytes of GBK, every cell of the grid with its own edge, merged ones marked.
fn as_word(source: &Source) -> String {
    let mut body = String::new();
    let mut at = 0;
    for grid in source.grids() {
        let before = &source.text()[at..grid.span.start as usize];
        body.extend(before.lines().map(|line| format!("\\pard\\plain {{\\f13 {}}}\\par\n", gbk(line))));
        at = grid.span.end as usize;
        let height = grid.cells.iter().map(|cell| cell.row + cell.row_span).max().unwrap();
        let width = grid.cells.iter().map(|cell| cell.column + cell.column_span).max().unwrap();
        for row in 0..height {
            let (mut shape, mut words) = ("\\trowd\\irow0\\trgaph108\\trleft-108".to_owned(), String::new());
            for column in 0..width {
                let covers = |cell: &&gouji_core::GridCell| {
                    (cell.row..cell.row + cell.row_span).contains(&row)
                        && (cell.column..cell.column + cell.column_span).contains(&column)
                };
                let cell = grid.cells.iter().find(covers).unwrap();
                let merge = |first: bool, span: u32, words: [&'static str; 2]| match (span, first) {
                    (1, _) => "",
                    (_, true) => words[0],
                    (_, false) => words[1],
                };
                shape.push_str(merge(cell.row == row, cell.row_span, ["\\clvmgf", "\\clvmrg"]));
                shape.push_str(merge(cell.column == column, cell.column_span, ["\\clmgf", "\\clmrg"]));
                // Word rounds.
                shape.push_str(&format!(
                    "\\clbrdrt\\brdrs\\brdrw10 \\cltxlrtb\\clftsWidth3\\clwWidth600\\clshdrawnil \\cellx{}",
                    600 * (column + 1) + row % 7
                ));
                let is_first = (cell.row, cell.column) == (row, column);
                let text = if is_first { gbk(cell.span.of(source.text())) } else { String::new() };
                words.push_str(&format!(
                    "{{\\rtlch\\fcs1 \\af0 \\ltrch\\fcs0 \\kerning0\\loch\\af0\\hich\\af0\\dbch\\f13 {text}\\cell }}\n"
                ));
            }
            body.push_str(&format!(
                "{shape}\\pard\\plain \\ltrpar\\qc \\intbl\\pararsid1 {words}\\pard\\plain \\intbl{{\\rtlch\\fcs1 \\af0 {shape}\\row }}\n"
            ));
        }
    }
    body.extend(source.text()[at..].lines().map(|line| format!("\\pard\\plain {{\\f13 {}}}\\par\n", gbk(line))));
    format!("{HEAD}{body}}}")
}

#[test]
fn a_report_of_word_is_the_same_as_its_page() {
    let page = source(include_bytes!("files/report.html"));
    let rich = source(as_word(&page).as_bytes());
    assert_eq!(rich.text(), page.text());
    assert_eq!(rich.grids(), page.grids());
}

#[test]
fn word_writes_bytes_of_gbk_and_numbers_of_unicode() {
    let body = format!(
        r"\pard\plain \ltrpar\qc {{\rtlch\fcs1 \af0 \ltrch\fcs0 \b\fs44\dbch\af13\loch\f13 {}}}{{\f0 2023}}{{\f13 \'c4
\'ea}}\par \pard\plain {{\f13 \u-26220\'d5\'fe\u24220\'b8\'ae}}{{\uc1\u20449?\u24687 ?}}{{\uc0\u20844\u24320}}\par }}",
        gbk("某县财政局")
    );
    // \u-26220 is U+9994; its stand-in is not read.
    assert_eq!(text(&body[..body.len() - 1]), "某县财政局2023年\n\u{9994}府信息公开");
}

#[test]
fn characters_beyond_the_first_plane_are_two_numbers() {
    assert_eq!(text(r"\uc1\u-10187?\u-9216?\u-10187 ?x\u-9216 ?"), "\u{1d400}\u{fffd}x\u{fffd}");
}

#[test]
fn bytes_are_of_the_code_page_of_their_font() {
    // A font of the West in a Chinese document; WPS also gives such a font to Chinese words.
    assert_eq!(text(r"\f0 \'93abc\'94 \'b7 caf\'e9 \f13 \'a1\'b7"), "“abc” · café 》");
    assert_eq!(text(r"\f0 \'d5\'fe\'b8\'ae"), "政府");
    assert_eq!(text(r"\f99 \'d5\'fe"), "政");
    assert_eq!(text(r"\f40 \'8e\'86"), "\u{fffd}\u{fffd}");
    // A byte is missing: the others are kept.
    assert_eq!(text(r"\f13 \'d5\'fe\'ff\'b8\'ae"), "政\u{fffd}府");
    // The second byte stands as it is, or looks like a sign of rich text.
    assert_eq!(text("\\f13 \\'81@\\'81\\'5c"), "丂乗");
    let mut raw = HEAD.as_bytes().to_vec();
    raw.extend(b"\\f13 \xd5\xfe\xb8\xae\x81\\\x81}\x81{}");
    assert_eq!(source(&raw).text(), "政府乗亇亄");
    assert_eq!(source(b"{\\rtf1\\ansi\\'d5\\'fe\\'b8\\'ae \\'b7}").text(), "政府 ·".replace(" ·", " \u{fffd}"));
}

#[test]
fn text_that_was_written_as_utf_8_is_read_as_such() {
    let body = "\\f13 政府{信息}公开\\uc1\\u19968一二\\'d5\\'fe";
    assert_eq!(text(body), "政府信息公开一二政");
}

#[test]
fn signs_have_names() {
    assert_eq!(
        text(r"\emdash\endash\lquote\rquote\ldblquote\rdblquote\bullet\~a\_b\-c\{\}\\ d\tab e\line f"),
        "—–‘’“”•\u{a0}a-bc{}\\ d\te\nf"
    );
    // A named sign as the stand-in of a number, and a number without one.
    assert_eq!(text(r"\uc1\u8212\emdash x\u8212\par y"), "—x—\ny");
}

#[test]
fn what_is_not_printed_is_left_out() {
    let body = r"\pard {\v hidden}a{\deleted gone\par }b{\*\atnid x}{\chatn{\*\annotation\pard note}}{\footnote \pard n}
{\*\bkmkstart t}c{\field{\*\fldinst PAGE}{\fldrslt 7}}{\*\unknown {deep} x}{\xe{\v index}}\bin7 }}}\\\\d{\upr{?}{\*\ud{e}}}
{\*\themedata 504b}{\object{\*\objdata 01}{\result f}}\plain\v g\plain h\par";
    assert_eq!(text(body), "abc7defh");
}

#[test]
fn printed_numbers_of_lists_are_words() {
    let body = format!(
        r"\pard{{\listtext\pard\plain\f13 {}\tab}}\ls1 {{\f13 {}}}\par
{{\pntext\pard\plain\f13 1\tab}}{{\*\pn\pnlvlbody{{\pntxta .}}}}x\par{{\listtext\f10 \'6c\tab}}y\par{{\listtext\f3\uc1\u-3913 ?\tab}}z\par",
        gbk("一、"),
        gbk("总体情况")
    );
    assert_eq!(text(&body), "一、总体情况\n1 x\ny\nz");
}

#[test]
fn merged_cells_are_marked_or_told_by_their_width() {
    let body = r"\pard a\par
\trowd\trgaph108\trleft-108\clvmgf\cellx1000\clmgf\cellx2000\clmrg\cellx3000\cellx4000
\pard\intbl A\cell B\cell\cell 1\cell\row
\trowd\trgaph108\trleft-108\clvmrg\cellx1010\cellx1990\cellx3005\cellx4000
\pard\intbl\cell C\cell D\line d\par dd\cell 2\cell\row
\trowd\trleft-108\cellx2003\cellx4000
\pard\intbl E\cell\cell\row\pard b\par";
    let source = source(format!("{HEAD}{body}}}").as_bytes());
    assert_eq!(source.text(), "a\nA\tB\t1\nC\tD d dd\t2\nE\t\nb");
    let expected = [
        (0, 0, 2, 1, "A"),
        (0, 1, 1, 2, "B"),
        (0, 3, 1, 1, "1"),
        (1, 1, 1, 1, "C"),
        (1, 2, 1, 1, "D d dd"),
        (1, 3, 1, 1, "2"),
        (2, 0, 1, 2, "E"),
        (2, 2, 1, 2, ""),
    ];
    assert_eq!(cells(&source, &source.grids()[0]), expected);
}

#[test]
fn rows_keep_their_shape_until_another_comes_and_may_name_it_twice() {
    let body = r"{\trowd\cellx100\cellx200\pard\intbl 1\cell 2\cell{\trowd\cellx1000\cellx3000\row}}
\pard\intbl 3\cell 4\cell\row\cellx1000\cellx2000\cellx3000\pard\intbl 5\cell 6\cell 7\cell\row
\pard\par\trowd\cellx1000\cellx2000 8\cell 9\cell\row";
    let source = source(format!("{HEAD}{body}}}").as_bytes());
    assert_eq!(source.text(), "1\t2\n3\t4\n5\t6\t7\n8\t9");
    let spans: Vec<u32> = source.grids()[0].cells.iter().map(|cell| cell.column_span).collect();
    assert_eq!(spans, [1, 2, 1, 2, 1, 1, 1]);
    assert_eq!(source.grids().len(), 2);
}

#[test]
fn a_row_that_begins_further_right_keeps_its_columns() {
    let body = r"\trowd\trleft0\cellx1000\cellx2000\pard\intbl 1\cell 2\cell\row
\trowd\trleft1000\cellx2000\pard\intbl 3\cell\row";
    let source = source(format!("{HEAD}{body}}}").as_bytes());
    assert_eq!(source.text(), "1\t2\n3");
    assert_eq!(cells(&source, &source.grids()[0])[2..], [(1, 1, 1, 1, "3")]);
}

#[test]
fn a_table_that_arranges_the_page_is_no_grid_but_the_one_inside_is() {
    let body = r"\trowd\cellx9000\pard\intbl title\par
\pard\intbl\itap2 1\nestcell{\nonesttables\par}2\nestcell
{\*\nesttableprops\trowd\cellx1000\cellx2000\nestrow}{\nonesttables\par}
\pard\intbl\itap2 3\nestcell{\*\nesttableprops\trowd\cellx2000\nestrow}{\nonesttables\par}
\pard\intbl end\cell\row\pard after\par";
    let source = source(format!("{HEAD}{body}}}").as_bytes());
    assert_eq!(source.text(), "title\n1\t2\n3\nend\nafter");
    assert_eq!(cells(&source, &source.grids()[0]), [(0, 0, 1, 1, "1"), (0, 1, 1, 1, "2"), (1, 0, 1, 2, "3")]);
}

#[test]
fn text_boxes_are_paragraphs_and_pictures_are_counted() {
    let body = r"\pard a{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict ffd8}}}{\shptxt\pard\plain box\par}}
{\shprslt{\*\do\dptxbx{\dptxbxtext\pard box\par}}}}b\par
{\*\shppict{\pict\pngblip 8950}}{\nonshppict{\pict\wmetafile8 01}}c\par";
    let source = source(format!("{HEAD}{body}}}").as_bytes());
    assert_eq!(source.text(), "ab\nbox\nc");
    assert_eq!(source.pictures().len(), 2);
}

#[test]
fn accidents_are_said() {
    let whole = include_bytes!("files/report.rtf");
    for length in [7, whole.len() / 2, whole.len() - 3] {
        assert_eq!(problem(&whole[..length]).kind, ProblemKind::Truncated);
    }
    assert_eq!(problem(b"{\\rtf1\\ansi\\ansicpg936\\pard\\par}").kind, ProblemKind::Empty);
    assert_eq!(problem(b"{\\rtf1{\\*\\shppict{\\pict 00}}\\par}").kind, ProblemKind::NoText);
    let deep = [b"{\\rtf1 ", "{".repeat(1_000_000).as_bytes()].concat();
    assert_eq!(problem(&deep).kind, ProblemKind::UnreadablePart);
}

#[test]
fn hostile_tables_are_read_in_time() {
    let head = "{\\rtf1 ";
    let cell = "\\cellx1\\cellx2\\cellx3";
    let started = std::time::Instant::now();
    for body in [
        format!("\\trowd{}\\pard\\intbl x\\cell\\row{}}}", cell.repeat(100_000), "\\intbl\\cell\\row".repeat(200_000)),
        format!(
            "x{}}}",
            "\\trowd\\clvmgf\\cellx2147483647\\clvmrg\\cellx-2147483647\\intbl\\cell\\cell\\row".repeat(50_000)
        ),
        format!("x{}}}", "\\intbl\\itap99999999\\nestcell\\nestrow".repeat(100_000)),
        format!("x{}}}", "\\intbl\\itap2\\nestcell\\nestrow\\itap1\\cell\\row".repeat(100_000)),
        format!("x\\bin2147483647 {}", "}".repeat(1000)),
        format!("x{}{}}}", "{\\shptxt y".repeat(1000), "}".repeat(1000)),
    ] {
        let _ = read(format!("{head}{body}").as_bytes(), TOOLS).map(|_| ());
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

fn rich_text() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[一二三总计0-9 ]{0,6}",
        "\\\\(par|cell|row|trowd|nestcell|nestrow|pard|intbl|itap[0-3]|clmgf|clmrg|clvmgf|clvmrg|line|tab|v|v0|plain) ",
        "\\\\cellx[0-9]{1,3}\n",
        "\\\\trleft[0-9]{1,3}\n",
        "\\\\u-?[0-9]{1,5} ?",
        "\\\\uc[0-9] ",
        "\\\\'[0-9a-f]{2}",
        "(\\{|\\}|\\{\\\\shptxt |\\{\\\\listtext |\\{\\\\\\*\\\\nesttableprops |\\{\\\\pict)",
    ];
    proptest::collection::vec(part, 0..80).prop_map(|parts| parts.concat())
}

proptest! {
    /// Whatever the markup: grids stand in the order of the text, their cells inside them in reading order, on character
    /// boundaries, and no two cells of a grid share a place.
    #[test]
    fn grids_are_sound(body in rich_text()) {
        let closing = "}".repeat(100);
        let Ok(source) = read(format!("{{\\rtf1\\ansicpg936 x{body}{closing}").as_bytes(), TOOLS) else { return Ok(()) };
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

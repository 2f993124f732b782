//! Word 97 documents: files of LibreOffice, and hand-made ones for what it does not write.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

#[path = "doc/mod.rs"]
mod made;

use gouji_core::Source;
use gouji_core::problem::{Problem, ProblemKind};
use gouji_documents::format::Format;
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;
use made::{Made, cell, compound, definition, file, p, row};

const REPORT: &[u8] = include_bytes!("files/report.doc");
const WORDS: &[u8] = include_bytes!("files/words.doc");
const NUMBERS: &[u8] = include_bytes!("files/numbers.doc");
const TABLES: &[u8] = include_bytes!("files/tables.doc");

fn source(bytes: &[u8]) -> Source {
    assert_eq!(Format::of(bytes).unwrap(), Format::Doc);
    read(bytes, TOOLS).unwrap()
}

fn problem(bytes: &[u8]) -> Problem {
    let problem = read(bytes, TOOLS).unwrap_err();
    assert!(problem.message.ends_with('。'), "{}", problem.message);
    problem
}

/// The cells of a grid: row, column, rows, columns and words.
fn cells(source: &Source, grid: usize) -> Vec<(u32, u32, u32, u32, String)> {
    let words = |cell: &gouji_core::GridCell| cell.span.of(source.text()).split_whitespace().collect();
    let cells = source.grids()[grid].cells.iter();
    cells.map(|it| (it.row, it.column, it.row_span, it.column_span, words(it))).collect()
}

/// The cells with more than one column or row, and the others' words.
fn drawn(source: &Source, grid: usize) -> Vec<String> {
    let cell = |(row, column, rows, columns, words)| format!("{row},{column} {rows}x{columns} {words}");
    cells(source, grid).into_iter().map(cell).collect()
}

#[test]
fn a_report_reads_like_the_web_page_that_it_was_made_of() {
    let page = read(include_bytes!("files/report.html"), TOOLS).unwrap();
    let report = source(REPORT);
    assert!(report.is_structured());
    let without_space = |source: &Source| source.text().replace([' ', '\u{3000}'], "");
    assert_eq!(without_space(&report), without_space(&page));
    assert_eq!(report.grids().len(), 3);
    for grid in 0..3 {
        assert_eq!(cells(&report, grid), cells(&page, grid), "table {grid}");
    }
}

#[test]
fn words_are_those_that_are_printed() {
    let words = source(WORDS);
    let lines: Vec<&str> = words.text().lines().collect();
    assert_eq!(
        lines,
        [
            "题目",
            "留下插入的字",
            "看得见的字",
            "之后",
            "全年共7件，见网址。",
            "脚注之后",
            "一行",
            "又一行\t制表",
            "连-字",
            "图前图后",
            "框前框后",
            "前半后半",
            "表前",
            "甲\t乙 丙",
            // LibreOffice keeps a row whose words are all deleted.
            "\t\t",
            "\t1\t",
            "表后",
            "框中文字",
        ]
    );
    let picture = words.pictures().first().unwrap();
    assert!(words.text()[..picture.start as usize].ends_with("图前"));
}

#[test]
fn numbers_before_paragraphs_are_those_that_word_prints() {
    let numbers = source(NUMBERS);
    assert_eq!(
        numbers.text().lines().collect::<Vec<_>>(),
        [
            "一、总体情况",
            "（一）主动公开",
            "（二）依申请公开",
            "1.第一件",
            "2.第二件",
            "（三）监督保障",
            "1.又一件",
            "二、申请情况",
            "（一）下级重来",
            "①圈",
            "②圈圈",
            "②.1 小节",
            "②.2 小节",
            "I.罗马",
            "II.罗马",
            "IV.另起",
            "点",
            "玖：大写",
            "壹拾：大写",
            "不编号的标题",
            "三、其他事项",
            "③格中\t5",
            "完",
        ]
    );
}

#[test]
fn all_edges_of_a_table_are_its_columns() {
    let tables = source(TABLES);
    assert_eq!(drawn(&tables, 0)[..3], ["0,0 1x2 甲", "0,2 1x3 乙", "1,0 1x1 1"]);
    assert_eq!(drawn(&tables, 1).last().unwrap(), "1,0 1x30 宽");
    // A table that only frames another is no table.
    assert_eq!(drawn(&tables, 2), ["0,0 1x1 内甲", "0,1 1x1 内乙"]);
    assert!(tables.text().contains("框内前\n内甲\t内乙\n框内后\n四"));
}

#[test]
fn merged_cells_are_read_by_their_marks() {
    let marked = file(
        &[
            p("前\r"),
            cell("甲\u{7}"),
            cell("乙\u{7}"),
            cell("丙\u{7}"),
            row(-108, &[(1000, 0x60), (2000, 1), (3000, 2)], &[]),
            cell("\u{7}"),
            cell("1\u{7}"),
            cell("2\u{7}"),
            row(0, &[(1010, 0x20), (1990, 0), (3000, 0)], &[]),
            // The same by later properties: two cells side by side, one with that above.
            cell("丁\u{7}"),
            cell("\u{7}"),
            cell("3\u{7}"),
            row(0, &[(1000, 0), (2000, 0), (3000, 0)], &[0x24, 0x56, 0, 2, 0x2b, 0xd6, 2, 2, 3]),
            cell("4\u{7}"),
            cell("5\u{7}"),
            cell("6\u{7}"),
            row(0, &[(1000, 0), (2000, 0), (3000, 0)], &[0x2b, 0xd6, 2, 2, 1]),
            p("后\r"),
        ],
        &[],
        &[],
    );
    let marked = source(&marked);
    assert_eq!(marked.text(), "前\n甲\t乙\n1\t2\n丁\t3\n4\t5\n后");
    assert_eq!(
        drawn(&marked, 0),
        ["0,0 2x1 甲", "0,1 1x2 乙", "1,1 1x1 1", "1,2 1x1 2", "2,0 1x2 丁", "2,2 2x1 3", "3,0 1x1 4", "3,1 1x1 5"]
    );
}

#[test]
fn rows_whose_properties_need_more_room_are_read_from_their_own_stream() {
    let edges: Vec<(i16, u16)> = (1..=40).map(|at| (at * 200, 0)).collect();
    let mut list = vec![0x16, 0x24, 1, 0x17, 0x24, 1];
    list.extend(definition(0, &edges));
    let mut data = vec![0; 16];
    data.extend((list.len() as u16).to_le_bytes());
    data.extend(&list);
    let end = Made { paragraph: vec![0x46, 0x66, 16, 0, 0, 0], ..p("\u{7}") };
    let mut paragraphs: Vec<Made> = (0..40).map(|_| cell("1\u{7}")).collect();
    paragraphs.push(end);
    let wide = source(&file(&paragraphs, &[], &data));
    assert_eq!(wide.grids()[0].cells.len(), 40);
    // Without the stream the row is no row: words only.
    let lost = source(&file(&paragraphs, &[], &[]));
    assert!(!lost.is_structured());
    assert!(lost.grids().is_empty());
}

#[test]
fn quickly_saved_pieces_are_read_with_their_changes() {
    let quick = file(
        &[
            Made { is_narrow: true, ..p("2023 \u{95}\r") },
            Made { change: 1, ..p("删去") },
            Made { change: 0x0100 | 0x41 << 1, ..p("也删去") },
            Made { change: 0x0100 | 0x5c << 1, ..p("隐藏") },
            Made { change: 3, ..p("\u{7}") },
            Made { change: 3, ..p("2\u{7}") },
            Made { change: 5, ..p("\u{7}") },
        ],
        &[
            &[0x00, 0x08, 1],
            &[0x16, 0x24, 1],
            &[&[0x16, 0x24, 1, 0x17, 0x24, 1], definition(0, &[(900, 0), (1800, 0)]).as_slice()].concat(),
        ],
        &[],
    );
    assert_eq!(source(&quick).text(), "2023 •\n\t2");
}

#[test]
fn fields_show_what_they_show() {
    let field = source(&file(
        &[
            p("共\u{13} = \u{13} PAGE \u{14}1\u{15}+2 \u{14}3\u{15}件\u{13} XE 索引 \u{15}。\r"),
            // Never ended, never begun: nothing is swallowed.
            p("甲\u{13}乙\r"),
            p("丙\u{15}丁\r"),
        ],
        &[],
        &[],
    ));
    assert_eq!(field.text(), "共3件。\n甲乙\n丙丁");
}

#[test]
fn a_table_that_is_not_certain_is_given_as_words() {
    let cells = |row: Made<'static>| [p("前\r"), cell("甲\u{7}"), cell("1\u{7}"), row, p("后\r")];
    let words = |row: Made<'static>| {
        let source = source(&file(&cells(row), &[], &[]));
        assert!(!source.is_structured() && source.grids().is_empty());
        source.text().to_owned()
    };
    let right = source(&file(&cells(row(0, &[(1000, 0), (2000, 0)], &[])), &[], &[]));
    assert_eq!((right.text(), right.is_structured()), ("前\n甲\t1\n后", true));
    // More or fewer cells than the row says, edges that go back, a cell with words without room, no definition.
    for row in [
        row(0, &[(1000, 0), (2000, 0), (3000, 0)], &[]),
        row(0, &[(1000, 0)], &[]),
        row(0, &[(1000, 0), (500, 0)], &[]),
        row(0, &[(1000, 0), (1010, 0)], &[]),
        Made { paragraph: vec![0x16, 0x24, 1, 0x17, 0x24, 1], ..p("\u{7}") },
    ] {
        assert_eq!(words(row).trim_end(), "前\n甲\t1\t\n后");
    }
    // Cells that no row ends, and a row that the text breaks off in.
    let open = source(&file(&[cell("甲\u{7}"), cell("1\u{7}"), p("后\r")], &[], &[]));
    assert!(!open.is_structured());
    let broken = source(&file(&[p("前\r"), cell("甲\u{7}")], &[], &[]));
    assert!(!broken.is_structured());
}

#[test]
fn damaged_properties_leave_the_words() {
    let mut damaged = REPORT.to_vec();
    // The pages with the properties of paragraphs: those that name a row's end.
    let mut pages = 0;
    for page in damaged[512..].chunks_exact_mut(512) {
        if page.windows(6).any(|it| it == [0x16, 0x24, 1, 0x17, 0x24, 1]) {
            page.fill(0);
            pages += 1;
        }
    }
    assert!(pages > 3);
    let words = source(&damaged);
    assert!(!words.is_structured() && words.grids().is_empty());
    for line in source(REPORT).text().split(['\n', '\t']) {
        assert!(words.text().contains(line), "{line}");
    }
}

#[test]
fn a_paragraph_of_which_nothing_is_known_leaves_the_words() {
    let whole = file(&[p("前\r"), cell("甲\u{7}"), row(0, &[(1000, 0)], &[]), p("后\r")], &[], &[]);
    assert!(source(&whole).is_structured());
    // The pages of the properties of all paragraphs, or only of those in the table.
    for (mark, text) in [([0, 1, 0, 0].as_slice(), "前\n甲\t\n后"), (&[0x16, 0x24, 1], "前\n甲\n\n后")] {
        let mut damaged = whole.clone();
        for page in damaged[1024..].chunks_exact_mut(512).filter(|page| page[511] == 1 && page[8] > 0) {
            if page.windows(mark.len()).any(|it| it == mark) {
                page.fill(0);
            }
        }
        let words = source(&damaged);
        assert_eq!((words.text().trim_end(), words.is_structured()), (text, false));
    }
}

#[test]
fn what_cannot_be_read_says_so() {
    assert_eq!(problem(include_bytes!("files/password.doc")).kind, ProblemKind::Password);

    let mut old = file(&[p("正文\r")], &[], &[]);
    old[1024 + 2] = 101;
    let old = problem(&old);
    assert_eq!(old.kind, ProblemKind::UnreadablePart);
    assert!(old.message.contains("Word 95") && old.message.contains(".docx"));

    assert_eq!(problem(&file(&[p("\r")], &[], &[])).kind, ProblemKind::Empty);
    let picture = Made { characters: vec![0x55, 0x08, 1], ..p("\u{1}\r") };
    assert_eq!(problem(&file(&[picture], &[], &[])).kind, ProblemKind::NoText);

    let mut lost = file(&[p("正文\r")], &[], &[]);
    let piece = [0, 0, 0, 8, 0, 0, 0, 0];
    let at = lost.windows(8).rposition(|it| it == piece).unwrap();
    lost[at + 4] = 0xff;
    assert_eq!(problem(&lost).kind, ProblemKind::Truncated);

    let empty = compound(&[("WordDocument", &[]), ("1Table", &[])]);
    assert_eq!(problem(&empty).kind, ProblemKind::UnreadablePart);
    let no_table = compound(&[("WordDocument", &file(&[p("正文\r")], &[], &[])[1024..4096])]);
    assert_eq!(problem(&no_table).kind, ProblemKind::Truncated);
    for tiny in [&b"\xd0\xcf\x11\xe0"[..], b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", &REPORT[..40]] {
        problem(tiny);
    }
}

#[test]
fn a_file_that_is_cut_off_is_refused_or_read_whole() {
    let whole = source(REPORT);
    let mut refused = 0;
    for length in (0..REPORT.len()).step_by(512).skip(1) {
        match read(&REPORT[..length], TOOLS) {
            Ok(source) => assert_eq!(source.text(), whole.text(), "{length}"),
            Err(problem) => {
                assert!(problem.message.ends_with('。'));
                refused += 1;
            }
        }
    }
    assert!(refused > 90);
}

#[test]
fn sectors_that_go_in_circles_come_to_an_end() {
    let mut circle = file(&[p("正文\r")], &[], &[]);
    let (start, other) = (1_u32, 2_u32);
    for (from, to) in [(start, other), (other, start)] {
        let at = 512 + from as usize * 4;
        circle[at..at + 4].copy_from_slice(&to.to_le_bytes());
    }
    problem_or_words(&circle);
    for at in (512..1024).step_by(4) {
        let mut circle = REPORT.to_vec();
        circle[at..at + 4].copy_from_slice(&((at as u32 - 512) / 4).to_le_bytes());
        problem_or_words(&circle);
    }
}

#[test]
fn no_damage_makes_a_reader_fail() {
    let mut state = 7_u64;
    let mut random = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) as usize % below
    };
    for bytes in [WORDS, NUMBERS, TABLES] {
        for _ in 0..400 {
            let mut damaged = bytes.to_vec();
            for _ in 0..1 + random(6) {
                let at = random(damaged.len());
                damaged[at] = random(256) as u8;
            }
            problem_or_words(&damaged);
        }
    }
}

fn problem_or_words(bytes: &[u8]) {
    if let Err(problem) = read(bytes, TOOLS) {
        assert!(problem.message.ends_with('。'), "{}", problem.message);
    }
}

//! PDF files: the same report as its HTML, tables and paragraphs found again, and what cannot be read said in a sentence.
//!
//! `files/pdf/report-*.pdf` are LibreOffice's own, of the report in `report.html` with a head and numbered pages, the programs
//! of their fonts taken out; the small files are built here.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use std::fmt::Write;
use std::fs;
use std::path::Path;

use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::{Options, Source, check};
use gouji_documents::native::TOOLS;
use gouji_documents::read::{Opened, open_as, read};

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files/pdf").join(name)).unwrap()
}

/// What the core makes of a source: every cell, and every finding with its place and its words.
fn outcome(source: &Source) -> (Vec<String>, Vec<String>) {
    let checked = check(source.clone(), &Options::default());
    let cells = checked.report.tables.iter().flat_map(|table| {
        let cell = |cell: &gouji_core::report::Cell| {
            format!("{:?} {:?} {:?}", table.number, cell.state, cell.value.map(|it| it.to_f64()))
        };
        table.cells.iter().map(cell).collect::<Vec<_>>()
    });
    let findings = checked.findings.iter().map(|finding| {
        let words: String = finding.span.of(source.text()).split_whitespace().collect();
        format!("{} {:?} {:?} {words}", finding.rule, finding.severity, finding.place)
    });
    (cells.collect(), findings.collect())
}

#[test]
fn a_printed_report_gives_what_its_page_gives() {
    let html = read(&file("report.html"), TOOLS).unwrap();
    let expected = outcome(&html);
    assert!(expected.1.iter().any(|finding| finding.starts_with("requests-out-of-balance Error")), "{:?}", expected.1);
    let ruled = read(&file("report-ruled.pdf"), TOOLS).unwrap();
    assert_eq!(ruled.text(), html.text());
    assert_eq!(ruled.grids(), html.grids());
    assert!(!ruled.is_structured());
    assert_eq!(outcome(&ruled), expected);
    let unruled = read(&file("report-unruled.pdf"), TOOLS).unwrap();
    assert_eq!(outcome(&unruled), expected);
}

#[test]
fn a_file_that_opens_without_a_password_is_read_and_another_is_named() {
    assert_eq!(read(&file("permissions.pdf"), TOOLS).unwrap().text(), "一、总体情况 2023");
    let problem = problem(&file("open-password.pdf"));
    assert_eq!(problem.kind, ProblemKind::Password, "{}", problem.message);
}

/// A file as it is built: objects by number, pages by their contents.
struct File {
    objects: Vec<Vec<u8>>,
    pages: Vec<String>,
}

const FONTS: usize = 3;

impl File {
    /// Font /F: Chinese, the codes are UTF-16, half width for western letters.
    fn new() -> Self {
        let font = "<</F<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font\
                    /Subtype/CIDFontType2/BaseFont/SimSun/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>\
                    /DW 1000/W[1 95 500]>>]>>>>";
        File { objects: vec![Vec::new(), Vec::new(), font.into()], pages: Vec::new() }
    }

    fn with_fonts(fonts: &str) -> Self {
        let mut file = File::new();
        file.objects[FONTS - 1] = fonts.into();
        file
    }

    fn add(&mut self, object: impl Into<Vec<u8>>) -> usize {
        self.objects.push(object.into());
        self.objects.len()
    }

    fn add_stream(&mut self, entries: &str, data: &[u8]) -> usize {
        let mut object = format!("<<{entries}/Length {}>>stream\n", data.len()).into_bytes();
        object.extend_from_slice(data);
        object.extend_from_slice(b"\nendstream");
        self.add(object)
    }

    fn page(&mut self, content: &str) {
        self.page_with(content, "");
    }

    fn page_with(&mut self, content: &str, entries: &str) {
        let content = self.add_stream("", content.as_bytes());
        let resources = if entries.contains("/Resources") { "" } else { "/Resources<</Font 3 0 R>>" };
        self.pages.push(format!("<</Type/Page/Parent 2 0 R/Contents {content} 0 R{resources}{entries}>>"));
    }

    fn bytes(mut self) -> Vec<u8> {
        let mut kids = String::new();
        for page in std::mem::take(&mut self.pages) {
            write!(kids, "{} 0 R ", self.add(page)).unwrap();
        }
        self.objects[0] = b"<</Type/Catalog/Pages 2 0 R>>".to_vec();
        let count = kids.matches('R').count();
        self.objects[1] = format!("<</Type/Pages/Count {count}/Kids[{kids}]/MediaBox[0 0 595 842]>>").into_bytes();
        let mut bytes = b"%PDF-1.7\n".to_vec();
        let mut table = String::new();
        for (at, object) in self.objects.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", bytes.len()).unwrap();
            bytes.extend_from_slice(format!("{} 0 obj\n", at + 1).as_bytes());
            bytes.extend_from_slice(object);
            bytes.extend_from_slice(b"\nendobj\n");
        }
        let size = self.objects.len() + 1;
        let start = bytes.len();
        bytes.extend_from_slice(
            format!("xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n")
                .as_bytes(),
        );
        bytes
    }
}

/// Words at a place, y from the lower edge of the page.
fn at(x: f64, y: f64, words: &str) -> String {
    let hex: String = words.encode_utf16().map(|unit| format!("{unit:04x}")).collect();
    format!("BT /F 12 Tf {x} {y} Td <{hex}> Tj ET\n")
}

fn line(x0: f64, y0: f64, x1: f64, y1: f64) -> String {
    format!("{x0} {y0} m {x1} {y1} l S\n")
}

/// A table of cells 100 wide and 30 high whose upper left corner is at 100 and `top`; all its lines are drawn.
fn ruled(top: f64, rows: &[&[&str]]) -> String {
    let mut content = String::new();
    let width = rows[0].len() as f64 * 100.0;
    let height = rows.len() as f64 * 30.0;
    for row in 0..=rows.len() {
        content += &line(100.0, top - row as f64 * 30.0, 100.0 + width, top - row as f64 * 30.0);
    }
    for column in 0..=rows[0].len() {
        let x = 100.0 + column as f64 * 100.0;
        content += &line(x, top, x, top - height);
    }
    for (row, cells) in rows.iter().enumerate() {
        for (column, words) in cells.iter().enumerate() {
            content += &at(105.0 + column as f64 * 100.0, top - 20.0 - row as f64 * 30.0, words);
        }
    }
    content
}

fn text(file: File) -> String {
    read(&file.bytes(), TOOLS).unwrap_or_else(|problem| panic!("{}", problem.message)).text().to_owned()
}

fn problem(bytes: &[u8]) -> Problem {
    let problem = read(bytes, TOOLS).map(|source| source.text().to_owned()).unwrap_err();
    assert!(problem.message.ends_with('。'), "{}", problem.message);
    problem
}

#[test]
fn lines_become_paragraphs() {
    let full = "我县坚持以公开为常态不公开为例外把政府信息公开作为改进作风服务群众们";
    let mut file = File::new();
    let mut content = at(220.0, 780.0, "二〇二三年报告");
    content += &at(114.0, 750.0, &full[..32 * 3]);
    content += &at(90.0, 730.0, &full[..34 * 3]);
    content += &at(90.0, 710.0, "的抓手。");
    content += &at(114.0, 690.0, &full[..32 * 3]);
    content += &at(90.0, 670.0, "（一）主动公开");
    content += &at(90.0, 650.0, "如下：");
    file.page(&content);
    let expected = format!(
        "二〇二三年报告\n{}{}的抓手。\n{}\n（一）主动公开\n如下：",
        &full[..32 * 3],
        &full[..34 * 3],
        &full[..32 * 3]
    );
    assert_eq!(text(file), expected);
}

#[test]
fn what_every_page_repeats_is_left_out() {
    let mut file = File::new();
    for (page, words) in ["一、总体情况", "二、主动公开", "三、依申请公开"].iter().enumerate() {
        let head = at(200.0, 805.0, "某县财政局文件");
        let foot = at(290.0, 30.0, ["— 1 —", "第2页 共3页", "3/3"][page]);
        file.page(&(head + &at(90.0, 600.0, words) + &at(90.0, 580.0, "12") + &foot));
    }
    assert_eq!(text(file), "一、总体情况\n12\n二、主动公开\n12\n三、依申请公开\n12");
}

#[test]
fn numbers_at_the_edges_of_pages_stay_when_they_are_no_page_numbers() {
    let mut file = File::new();
    for words in ["1.项目 0", "2.项目 0"] {
        file.page(&(at(90.0, 790.0, words) + &at(300.0, 770.0, "7") + &at(90.0, 400.0, "正文")));
    }
    assert_eq!(text(file), "1.项目 0\n7\n正文\n2.项目 0\n7\n正文");
}

#[test]
fn missing_lines_are_merged_cells_and_wrapped_words_one_text() {
    let mut content = line(100.0, 700.0, 400.0, 700.0) + &line(100.0, 640.0, 400.0, 640.0);
    content += &line(200.0, 670.0, 400.0, 670.0);
    // The left and right sides as thin rectangles, the inner line as dashes, one column open at its right side above.
    content += "100 640 0.5 60 re f 399.5 640 0.5 60 re f 200 640 1 60 re f\n";
    for dash in 0..10 {
        content += &line(300.0, 640.0 + f64::from(dash) * 3.0, 300.0, 641.5 + f64::from(dash) * 3.0);
    }
    content += &at(105.0, 680.0, "（三）不予");
    content += &at(105.0, 665.0, "公开");
    content += &(at(205.0, 680.0, "合计") + &at(205.0, 650.0, "12") + &at(305.0, 650.0, "3.5"));
    let mut file = File::new();
    file.page(&content);
    let source = read(&file.bytes(), TOOLS).unwrap();
    assert_eq!(source.text(), "（三）不予公开\t合计\n12\t3.5");
    let spans: Vec<_> =
        source.grids()[0].cells.iter().map(|it| (it.row, it.column, it.row_span, it.column_span)).collect();
    assert_eq!(spans, [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]);
}

#[test]
fn a_table_over_pages_is_one_and_its_head_stands_once() {
    let mut file = File::new();
    file.page(&ruled(200.0, &[&["项目", "件数"], &["1.受理", "5"], &["2.要求行政机关", ""]]));
    file.page(&ruled(800.0, &[&["项目", "件数"], &["重新出具", "7"], &["3.其他", "0"]]));
    let source = read(&file.bytes(), TOOLS).unwrap();
    assert_eq!(source.text(), "项目\t件数\n1.受理\t5\n2.要求行政机关重新出具\t7\n3.其他\t0");
    assert_eq!(source.grids().len(), 1);
    // A row that is like the first one is no head when it has numbers.
    let mut file = File::new();
    file.page(&ruled(200.0, &[&["规章", "0"], &["文件", "5"]]));
    file.page(&ruled(800.0, &[&["规章", "0"], &["文件", "6"]]));
    assert_eq!(text(file), "规章\t0\n文件\t5\n规章\t0\n文件\t6");
}

#[test]
fn blank_rows_at_a_page_break_stay_rows() {
    let mut file = File::new();
    file.page(&ruled(200.0, &[&["规章", "0"], &["行政规范性文件", ""]]));
    file.page(&ruled(800.0, &[&["行政许可", "5"], &["行政处罚", ""]]));
    assert_eq!(text(file), "规章\t0\n行政规范性文件\t\n行政许可\t5\n行政处罚\t");
}

#[test]
fn two_numbers_below_each_other_never_become_one() {
    let mut content = ruled(700.0, &[&["甲", "12"], &["乙", ""]]);
    content += &at(205.0, 683.0, "34");
    let mut file = File::new();
    file.page(&content);
    let words = text(file);
    assert!(!words.contains("1234") && !words.contains("3412"), "{words}");
}

#[test]
fn a_frame_around_prose_is_no_table() {
    let mut content = line(80.0, 800.0, 520.0, 800.0) + &line(80.0, 40.0, 520.0, 40.0);
    content += &(line(80.0, 800.0, 80.0, 40.0) + &line(520.0, 800.0, 520.0, 40.0));
    content += &at(90.0, 700.0, "一、总体情况");
    let mut file = File::new();
    file.page(&content);
    let source = read(&file.bytes(), TOOLS).unwrap();
    assert_eq!((source.text(), source.grids().len()), ("一、总体情况", 0));
}

#[test]
fn pages_on_their_side_are_turned() {
    // By the page's own mark, and by the matrix of everything on it.
    let table: &[&[&str]] = &[&["规章", "3"], &["文件", "5"]];
    let mut file = File::new();
    file.page_with(&format!("0 1 -1 0 595 0 cm {}", ruled(500.0, table)), "/Rotate 90");
    assert_eq!(text(file), "规章\t3\n文件\t5");
    let mut file = File::new();
    file.page(&format!("0 1 -1 0 595 0 cm {}", ruled(500.0, table)));
    assert_eq!(text(file), "规章\t3\n文件\t5");
    // A watermark across the page is none of its words.
    let mut file = File::new();
    file.page(&format!("{}q 0.7 0.7 -0.7 0.7 200 200 cm {}Q", at(90.0, 700.0, "正文"), at(0.0, 0.0, "内部资料")));
    assert_eq!(text(file), "正文");
}

#[test]
fn what_lies_outside_the_visible_part_is_not_read() {
    let mut file = File::new();
    file.page_with(&(at(100.0, 820.0, "裁掉") + &at(100.0, 400.0, "留下")), "/CropBox[50 50 500 700]");
    assert_eq!(text(file), "留下");
}

#[test]
fn every_operator_that_shows_text_moves_on() {
    let mut file = File::new();
    let words = |words: &str| -> String { words.encode_utf16().map(|unit| format!("{unit:04x}")).collect() };
    file.page(&format!(
        "BT /F 12 Tf 20 TL 1 0 0 1 90 700 Tm [<{}> -200 <{}>] TJ <{}> ' 1 2 <{}> \" 0 -20 TD <{}> Tj T* <{}> Tj ET",
        words("甲"),
        words("乙"),
        words("丙"),
        words("丁"),
        words("戊"),
        words("己"),
    ));
    assert_eq!(text(file), "甲乙\n丙\n丁\n戊\n己");
}

#[test]
fn parts_that_are_drawn_by_name_are_read_and_endless_ones_end() {
    let mut file = File::new();
    let next = file.objects.len() + 1;
    let entries = format!(
        "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Matrix[1 0 0 1 0 100]/Resources<</Font 3 0 R/XObject<</X {next} 0 R>>>>"
    );
    let form = file.add_stream(&entries, format!("{}/X Do", at(90.0, 500.0, "内")).as_bytes());
    assert_eq!(form, next);
    file.page_with("/X Do", &format!("/Resources<</XObject<</X {form} 0 R>>>>"));
    let words = text(file);
    assert!(words.starts_with("内") && words.chars().count() < 40, "{words}");
}

/// A page that shows these bytes in the only font.
fn shown(font: &str, hex: &str) -> Result<String, Problem> {
    let mut file = File::with_fonts(&format!("<</F {font}>>"));
    file.page(&format!("BT /F 12 Tf 90 700 Td <{hex}> Tj ET"));
    read(&file.bytes(), TOOLS).map(|source| source.text().to_owned())
}

#[test]
fn fonts_name_their_characters_in_many_ways() {
    let composite = |encoding: &str| {
        format!(
            "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/{encoding}/DescendantFonts[<</Subtype/CIDFontType0/CIDSystemInfo\
             <</Registry(Adobe)/Ordering(GB1)/Supplement 0>>>>]>>"
        )
    };
    let shown =
        |font: &str, hex: &str| shown(font, hex).unwrap_or_else(|problem| panic!("{font}: {}", problem.message));
    // 公开 12
    for encoding in ["GBK-EUC-H", "GB-EUC-H", "GBKp-EUC-H", "GBK2K-H"] {
        assert_eq!(shown(&composite(encoding), "b9abbfaa203132"), "公开 12", "{encoding}");
    }
    for encoding in ["UniGB-UCS2-H", "UniGB-UTF16-H"] {
        assert_eq!(shown(&composite(encoding), "516c5f00002000310032"), "公开 12", "{encoding}");
    }
    let simple = |entries: &str| format!("<</Type/Font/Subtype/TrueType/BaseFont/Arial{entries}>>");
    assert_eq!(shown(&simple("/Encoding/WinAnsiEncoding"), "31329361944080"), "12“a”@€");
    let named = "/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[1/one/two/percent/uni516C]>>";
    assert_eq!(shown(&simple(named), "01020304"), "12%公");
    let drawn = "<</Type/Font/Subtype/Type3/FontMatrix[0.01 0 0 0.01 0 0]/FontBBox[0 0 50 50]/FirstChar 1/Widths[50 50]\
                 /CharProcs<<>>/Encoding<</Differences[1/seven/eight]>>>>";
    assert_eq!(shown(drawn, "0102"), "78");
}

fn with_map(map: &str) -> File {
    let mut file = File::with_fonts(
        "<</F<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/ToUnicode 4 0 R/DescendantFonts[<</Subtype\
         /CIDFontType2/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>>>",
    );
    let map = format!(
        "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange {map} endcmap end"
    );
    assert_eq!(file.add_stream("", map.as_bytes()), 4);
    file
}

#[test]
fn radicals_stay_as_the_file_has_them_and_are_understood() {
    // ⼀、总体情况: the first is a Kangxi radical, as some programs write it.
    let mut file = with_map("3 beginbfchar <0001> <2F00> <0002> <3001> <0003> <603B4F5360C551B5> endbfchar");
    file.page("BT /F 12 Tf 90 700 Td <000100020003> Tj ET");
    let source = read(&file.bytes(), TOOLS).unwrap();
    assert_eq!(source.text(), "⼀、总体情况");
    let checked = check(source.clone(), &Options::default());
    assert_eq!(checked.report.sections.len(), 1, "{:?}", checked.report.sections);
}

#[test]
fn letters_that_nothing_names_are_no_text() {
    let mut file = with_map("1 beginbfchar <0001> <5E74> endbfchar");
    file.page("BT /F 12 Tf 90 700 Td <000100020003000400050006> Tj ET");
    let problem = problem(&file.bytes());
    assert_eq!(problem.kind, ProblemKind::NoText);
    assert!(problem.message.contains("乱码"), "{}", problem.message);
}

/// The collection Adobe-GB1 numbers its glyphs; without its table nobody knows which they are. A few of them are gaps, a text
/// of them is none.
#[test]
fn glyphs_that_only_the_collection_numbers_are_said_to_be_unread() {
    const FONT: &str = "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[<</Subtype/CIDFontType0\
                        /CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 5>>>>]>>";
    let refused = shown(FONT, "0dfe10d4061a05f8").unwrap_err();
    assert_eq!(refused.kind, ProblemKind::NoText);
    assert!(refused.message.contains("没有编码信息"), "{}", refused.message);
    let mut file = File::with_fonts(&format!("<</G {FONT}/F {}>>", FONT.replace("Identity-H", "UniGB-UTF16-H")));
    file.page("BT /F 12 Tf 90 700 Td <516c5f004fe1606f> Tj /G 12 Tf <0dfe> Tj ET");
    let source = read(&file.bytes(), TOOLS).unwrap();
    assert_eq!(source.text(), "公开信息\u{fffd}");
    assert_eq!(source.problems()[0].kind, ProblemKind::LostCharacters);
}

#[test]
fn a_scan_is_named_and_a_scanned_page_is_a_picture() {
    let scanned = |file: &mut File| {
        let image = file
            .add_stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", b"x");
        file.page_with("595 0 0 842 0 0 cm /I Do", &format!("/Resources<</XObject<</I {image} 0 R>>>>"));
    };
    let mut file = File::new();
    scanned(&mut file);
    let problem = problem(&file.bytes());
    assert_eq!(problem.kind, ProblemKind::NoText);
    assert!(problem.message.contains("扫描件"), "{}", problem.message);
    let mut file = File::new();
    file.page(&at(90.0, 700.0, "一、总体情况"));
    scanned(&mut file);
    file.page(&at(90.0, 700.0, "六、其他"));
    let source = read(&file.bytes(), TOOLS).unwrap();
    assert_eq!(source.text(), "一、总体情况\n六、其他");
    let pictures: Vec<_> = source.pictures().iter().map(|picture| picture.start as usize).collect();
    assert_eq!(pictures, ["一、总体情况".len()]);
}

#[test]
fn damaged_files_are_read_as_far_as_they_go() {
    let mut file = File::new();
    file.page(&at(90.0, 700.0, "一、总体情况"));
    let bytes = file.bytes();
    let lost = String::from_utf8(bytes.clone()).unwrap().replace("startxref\n", "startxref\n9");
    assert_eq!(read(lost.as_bytes(), TOOLS).unwrap().text(), "一、总体情况");
    let cut = problem(&bytes[..40]);
    assert_eq!(cut.kind, ProblemKind::Truncated, "{}", cut.message);
    let empty = problem(b"%PDF-1.4\n%%EOF\n");
    assert_eq!(empty.kind, ProblemKind::UnreadablePart, "{}", empty.message);
}

#[test]
fn nesting_without_end_is_no_danger() {
    for nested in ["[", "<<", "<</A ", "(", "q ", "[<<"] {
        let mut file = File::new();
        file.page(&format!("{} {}", at(90.0, 700.0, "文"), nested.repeat(200_000)));
        file.add(nested.repeat(200_000));
        let small = std::thread::Builder::new().stack_size(1 << 20);
        let bytes = file.bytes();
        let words = small.spawn(move || read(&bytes, TOOLS).map(|source| source.text().to_owned())).unwrap().join();
        assert_eq!(words.unwrap().unwrap_or_else(|problem| panic!("{nested}: {}", problem.message)), "文", "{nested}");
    }
}

#[test]
fn a_small_file_that_inflates_without_end_is_refused() {
    let zeros = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; 60 << 20], 9);
    let mut file = File::new();
    let content = file.add_stream("/Filter/FlateDecode", &zeros);
    file.pages.push(format!("<</Type/Page/Parent 2 0 R/Contents {content} 0 R>>"));
    assert_eq!(problem(&file.bytes()).kind, ProblemKind::TooLarge);
    // The same in a stream that holds objects, which is inflated before anything else.
    let mut file = File::new();
    file.page(&at(90.0, 700.0, "文"));
    file.add_stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &zeros);
    assert_eq!(problem(&file.bytes()).kind, ProblemKind::TooLarge);
}

#[test]
fn pages_are_counted_for_the_reader_and_too_many_are_refused() {
    let mut file = File::new();
    for _ in 0..3 {
        file.page(&at(90.0, 700.0, "文"));
    }
    let mut seen = Vec::new();
    let format = gouji_documents::format::Format::Pdf;
    let opened = open_as(&file.bytes(), format, TOOLS.gb18030, &mut |page, pages| seen.push((page, pages))).unwrap();
    assert!(matches!(opened, Opened::Document(_)));
    assert_eq!(seen, [(0, 3), (1, 3), (2, 3), (3, 3)]);
    let mut file = File::new();
    file.pages = vec!["<</Type/Page/Parent 2 0 R>>".to_owned(); 2001];
    let problem = problem(&file.bytes());
    assert_eq!(problem.kind, ProblemKind::TooLarge);
    assert!(problem.message.contains("2001"), "{}", problem.message);
}

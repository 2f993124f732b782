//! Word documents: what is printed is read, with the tables as they are.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

#[allow(dead_code, reason = "not every test needs every helper")]
mod word;

#[path = "../../../tests/src/beside.rs"]
mod beside;

use std::fs;
use std::process::Command;

use beside::{beside, skipped};
use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::{Options, Source, check};
use gouji_documents::format::Format;
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;
use proptest::prelude::*;
use word::{KINDS, docx, docx_with, main_part, p, r, relations_part, table, zipped};

fn source(bytes: &[u8]) -> Source {
    assert_eq!(Format::of(bytes), Ok(Format::Docx));
    read(bytes, TOOLS).unwrap_or_else(|problem| panic!("{}", problem.message))
}

fn text(body: &str) -> String {
    source(&docx(body)).text().to_owned()
}

fn refused(bytes: &[u8]) -> Problem {
    let problem = read(bytes, TOOLS).map(|source| source.text().to_owned()).unwrap_err();
    assert!(problem.message.ends_with('。'), "{}", problem.message);
    problem
}

/// Row, column, rows, columns and words of each cell.
fn cells(source: &Source, grid: usize) -> Vec<(u32, u32, u32, u32, &str)> {
    let cells = source.grids()[grid].cells.iter();
    cells.map(|it| (it.row, it.column, it.row_span, it.column_span, it.span.of(source.text()))).collect()
}

#[test]
fn the_official_blank_form_reads_as_the_blank_form() {
    let Some(path) = beside("corpus/reports/official-template-2021-format.docx") else { return };
    let source = source(&fs::read(path).unwrap());
    let checked = check(source.clone(), &Options::default());
    let coverage = &checked.coverage;
    assert_eq!((coverage.cells_expected, coverage.cells_read, coverage.cells_blank), (200, 200, 200));
    assert!(coverage.not_checked.is_empty(), "{:?}", coverage.not_checked);
    assert_eq!(checked.findings.iter().map(|it| it.rule).collect::<Vec<_>>(), ["not-filled-in"]);
    assert_eq!(source.grids().len(), 3);
}

#[test]
fn what_a_run_shows_is_read() {
    let body = format!(
        "{}<w:p/><w:p><w:r><w:t>甲</w:t><w:tab/><w:t xml:space=\"preserve\"> 乙 </w:t><w:br/><w:t> 丙 </w:t><w:cr/></w:r><w:r><w:noBreakHyphen/><w:softHyphen/><w:sym w:font=\"宋体\" w:char=\"2116\"/><w:lastRenderedPageBreak/><w:t>a&lt;b\n&amp;<![CDATA[c]]></w:t></w:r></w:p>",
        p("标题")
    );
    assert_eq!(text(&body), "标题\n甲\t 乙 \n丙\n-№a<b &c");
}

#[test]
fn merged_cells_are_laid_out() {
    let restart = "<w:vMerge w:val=\"restart\"/>";
    let body = table(&[
        &[("<w:gridSpan w:val=\"2\"/>", &p("申请人")), (restart, &p("总计")), ("", &p("备注"))],
        &[(restart, &p("一")), ("", &(p("自然人") + &p("个"))), ("<w:vMerge/>", "<w:p/>"), ("", &p("3"))],
        &[("<w:vMerge w:val=\"continue\"/>", "<w:p/>"), ("", ""), ("<w:vMerge/>", "<w:p/>"), ("<w:vMerge/>", &p("独"))],
    ]);
    let source = source(&docx(&(p("前") + &body + &p("后"))));
    assert_eq!(source.text(), "前\n申请人\t总计\t备注\n一\t自然人 个\t3\n\t独\n后");
    assert_eq!(
        cells(&source, 0),
        [
            (0, 0, 1, 2, "申请人"),
            (0, 2, 3, 1, "总计"),
            (0, 3, 1, 1, "备注"),
            (1, 0, 2, 1, "一"),
            (1, 1, 1, 1, "自然人 个"),
            (1, 3, 1, 1, "3"),
            (2, 1, 1, 1, ""),
            (2, 3, 1, 1, "独"),
        ]
    );
}

#[test]
fn columns_without_a_cell_and_sideways_merges_keep_their_place() {
    let body = format!(
        "<w:tbl><w:tr><w:tc>{0}</w:tc><w:tc><w:tcPr><w:hMerge w:val=\"restart\"/></w:tcPr>{0}</w:tc><w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc></w:tr><w:tr><w:trPr><w:gridBefore w:val=\"1\"/><w:gridAfter w:val=\"1\"/></w:trPr><w:sdt><w:sdtContent><w:tc>{1}</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>",
        p("甲"),
        p("乙")
    );
    let source = source(&docx(&body));
    assert_eq!(source.text(), "甲\t甲\n乙");
    assert_eq!(cells(&source, 0), [(0, 0, 1, 1, "甲"), (0, 1, 1, 2, "甲"), (1, 1, 1, 1, "乙")]);
}

#[test]
fn tables_that_arrange_the_page_are_opened_and_small_ones_inside_cells_are_words() {
    let data = table(&[&[("", &p("规章")), ("", &p("3"))], &[("", &p("文件")), ("", &p("4"))]]);
    let page = table(&[&[("", &(p("一、总体情况") + &data))], &[("", &p("尾"))]]);
    let read = source(&docx(&page));
    assert_eq!(read.text(), "一、总体情况\n规章\t3\n文件\t4\n尾");
    assert_eq!(read.grids().len(), 1);

    let long = format!("{}。{}。", "工作".repeat(60), "公开".repeat(60));
    assert_eq!(text(&table(&[&[("", &(p(&long) + &p("二")))]])), format!("{long}\n二"));

    let small = table(&[&[("", &p("3")), ("", &p("件"))]]);
    let cell: (&str, &str) = ("", &p("甲"));
    let outer = table(&[&[cell, ("", &(p("共") + &small + "<w:p/>")), cell], &[cell; 3], &[cell; 3]]);
    let read = source(&docx(&outer));
    assert_eq!(read.text(), "甲\t共 3 件\t甲\n甲\t甲\t甲\n甲\t甲\t甲");
    assert_eq!(read.grids().len(), 1);
}

const NUMBERING: &str = r#"<w:root><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:pStyle w:val="heading"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:start w:val="3"/><w:numFmt w:val="decimalEnclosedCircle"/><w:lvlRestart w:val="0"/><w:lvlText w:val="%4"/></w:lvl>
<w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:numStyleLink w:val="list"/></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="8"/><w:lvlOverride w:ilvl="1"><w:lvl w:ilvl="1"><w:start w:val="2"/><w:numFmt w:val="upperRoman"/><w:suff w:val="space"/><w:lvlText w:val="%2)"/></w:lvl></w:lvlOverride></w:num></w:root>"#;

const STYLES: &str = r#"<w:root><w:style w:type="paragraph" w:styleId="heading"><w:basedOn w:val="parent"/></w:style>
<w:style w:type="paragraph" w:styleId="parent"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="plain"><w:basedOn w:val="parent"/><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>
<w:style w:type="numbering" w:styleId="list"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="character" w:styleId="secret"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="ring"><w:basedOn w:val="ring"/></w:style></w:root>"#;

fn numbered(list: u32, level: u32, words: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
        r(words)
    )
}

fn styled(style: &str, content: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{content}</w:p>")
}

#[test]
fn numbers_that_word_makes_are_part_of_the_text() {
    let body = [
        styled("heading", &r("总体情况")),
        numbered(1, 1, "主动公开"),
        numbered(1, 1, "依申请公开"),
        numbered(1, 2, "2023年"),
        numbered(1, 3, "甲"),
        styled("heading", &r("主动公开政府信息情况")),
        styled("plain", &r("没有编号")),
        numbered(1, 1, "重新开始"),
        numbered(1, 3, "不重新开始"),
        numbered(1, 4, "圆点"),
        numbered(0, 0, "取消编号"),
        numbered(2, 0, "另起"),
        numbered(2, 0, "继续"),
        numbered(3, 1, "别的样子"),
        styled("ring", &r("循环")),
        numbered(9, 0, "没有这个列表"),
    ]
    .concat();
    let read = source(&docx_with(&body, &[("numbering.xml", NUMBERING), ("styles.xml", STYLES)]));
    let expected = [
        "一、总体情况",
        "（一）主动公开",
        "（二）依申请公开",
        "1.1 2023年",
        "③甲",
        "二、主动公开政府信息情况",
        "没有编号",
        "（一）重新开始",
        "④不重新开始",
        "圆点",
        "取消编号",
        "五、另起",
        "六、继续",
        "II) 别的样子",
        "循环",
        "没有这个列表",
    ];
    assert_eq!(read.text().lines().collect::<Vec<_>>(), expected);
}

#[test]
fn tracked_changes_are_read_as_accepted() {
    let body = [
        format!(
            "<w:p>{}<w:ins w:id=\"1\" w:author=\"a\">{}</w:ins><w:del w:id=\"2\" w:author=\"a\"><w:r><w:delText>旧</w:delText></w:r><w:r><w:t>旧</w:t></w:r></w:del><w:moveFrom w:id=\"3\">{}</w:moveFrom><w:moveTo w:id=\"4\">{}</w:moveTo></w:p>",
            r("甲"),
            r("新"),
            r("走"),
            r("来")
        ),
        format!("<w:p><w:pPr><w:rPr><w:del w:id=\"5\"/></w:rPr></w:pPr>{}</w:p>{}", r("前半"), p("后半")),
        format!(
            "<w:tbl><w:tr><w:trPr><w:del w:id=\"6\"/></w:trPr><w:tc>{0}</w:tc></w:tr><w:tr><w:trPr><w:ins w:id=\"7\"/></w:trPr><w:tc>{1}</w:tc><w:tc><w:tcPr><w:cellDel w:id=\"8\"/></w:tcPr>{0}</w:tc></w:tr></w:tbl>",
            p("删"),
            p("留")
        ),
        "<w:p><w:pPr><w:pPrChange w:id=\"9\"><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:pPrChange></w:pPr><w:r><w:rPr><w:rPrChange w:id=\"10\"><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>尾</w:t></w:r></w:p>".to_owned(),
    ]
    .concat();
    let read = source(&docx_with(&body, &[("numbering.xml", NUMBERING)]));
    assert_eq!(read.text(), "甲新来\n前半后半\n留\n尾");
}

#[test]
fn text_boxes_are_read_once_after_their_paragraph() {
    let content = format!("<w:txbxContent>{}{}</w:txbxContent>", p("框一"), p("框二"));
    let body = format!(
        "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>{content}</wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>{}<w:p><w:r><w:pict><v:shape><v:textbox>{content}</v:textbox></v:shape></w:pict></w:r></w:p><mc:AlternateContent><mc:Fallback>{}</mc:Fallback></mc:AlternateContent>",
        r("前"),
        r("后"),
        p("次"),
        p("退")
    );
    assert_eq!(text(&body), "前后\n框一\n框二\n次\n框一\n框二\n退");
}

#[test]
fn hidden_words_and_what_stands_outside_the_body_are_left_out() {
    let body = format!(
        "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>显</w:t></w:r><w:r><w:rPr><w:rStyle w:val=\"secret\"/></w:rPr><w:t>隐</w:t></w:r><w:commentRangeStart w:id=\"0\"/>{}<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p><w:altChunk r:id=\"rId9\"/><w:sectPr><w:headerReference r:id=\"rId8\"/></w:sectPr>",
        r("文")
    );
    let comments = format!("<w:root><w:comment w:id=\"0\" w:author=\"b\">{}</w:comment></w:root>", p("批注"));
    let header = format!("<w:root>{}</w:root>", p("页眉"));
    let parts = [
        ("styles.xml", STYLES),
        ("comments.xml", comments.as_str()),
        ("header.xml", header.as_str()),
        ("footnotes.xml", header.as_str()),
    ];
    assert_eq!(source(&docx_with(&body, &parts)).text(), "显文");
}

#[test]
fn fields_show_their_result() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let (begin, separate, end) = (field("begin"), field("separate"), field("end"));
    let instruction = "<w:r><w:instrText>TOC \\o</w:instrText></w:r><w:r><w:t>不读</w:t></w:r>";
    let body = [
        format!("<w:p>{begin}{instruction}{separate}{}</w:p>", r("一、总体情况")),
        format!("<w:p>{}{begin}{instruction}{separate}{}{end}</w:p>", r("二、"), r("1")),
        format!("<w:p>{end}</w:p>"),
        format!(
            "<w:p><w:hyperlink r:id=\"x\">{}</w:hyperlink><w:fldSimple w:instr=\"DATE\">{}</w:fldSimple><w:smartTag>{}</w:smartTag><w:sdt><w:sdtPr><w:alias w:val=\"不读\"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>",
            r("链"),
            r("日"),
            r("标"),
            r("控")
        ),
        // Broken: never closed.
        format!("<w:p>{}{begin}{instruction}</w:p>{}", r("断"), p("续")),
    ]
    .concat();
    assert_eq!(text(&body), "一、总体情况\n二、1\n链日标控\n断\n续");
}

#[test]
fn formulas_and_words_with_readings_are_read() {
    let body = format!(
        "<w:p>{}<m:oMath><m:r><m:t>1+2</m:t></m:r></m:oMath><w:r><w:ruby><w:rt>{}</w:rt><w:rubyBase>{}</w:rubyBase></w:ruby></w:r></w:p>",
        r("式"),
        r("yin"),
        r("音")
    );
    assert_eq!(text(&body), "式1+2音");
}

#[test]
fn the_place_of_pictures_is_kept() {
    let drawing = "<w:r><w:drawing><a:blip r:embed=\"x\"/></w:drawing></w:r>";
    let old = "<w:r><w:object><v:shape><v:imagedata r:id=\"x\"/></v:shape></w:object></w:r>";
    let read = source(&docx(&format!("{}<w:p>{drawing}</w:p>{}<w:p>{old}</w:p>", p("前"), p("后"))));
    assert_eq!(read.text(), "前\n后");
    assert_eq!(read.pictures().iter().map(|it| it.start).collect::<Vec<_>>(), [4, 7]);
    assert_eq!(refused(&docx(&format!("<w:p>{drawing}</w:p>"))).kind, ProblemKind::NoText);
    assert_eq!(refused(&docx("<w:p/>")).kind, ProblemKind::Empty);
}

#[test]
fn other_prefixes_the_strict_form_and_other_encodings_are_the_same() {
    let body = "<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>甲</w:t></w:r></w:p>";
    let whole = main_part(body);
    let strict = whole.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    );
    let prefixed = whole.replace("w:", "ns0:").replace("xmlns:w=", "xmlns:ns0=");
    let unprefixed = whole.replace("xmlns:w=", "xmlns=").replace("<w:", "<").replace("</w:", "</");
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(whole.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [strict.as_bytes(), prefixed.as_bytes(), unprefixed.as_bytes(), &utf16] {
        assert_eq!(source(&zipped(&[("word/document.xml", bytes)])).text(), "甲");
    }
    let relation = format!("<Relationship Type=\"{KINDS}/officeDocument\" Target=\"/a/main.xml\"/>");
    let elsewhere = zipped(&[
        ("[Content_Types].xml", b""),
        ("_rels/.rels", relations_part(&relation).as_bytes()),
        ("a/main.xml", whole.as_bytes()),
    ]);
    assert_eq!(source(&elsewhere).text(), "甲");
}

#[test]
fn files_that_are_no_document_or_do_harm_are_refused() {
    let word = |text: &str| zipped(&[("word/document.xml", text.as_bytes())]);
    let bomb = format!(
        "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>{}",
        main_part(&p("&b;")).split_once('\n').unwrap().1
    );
    let whole = docx(&p(&"甲乙丙丁".repeat(500)));
    let deep = format!("{}{}", "<w:tbl><w:tr><w:tc>".repeat(5000), "</w:tc></w:tr></w:tbl>".repeat(5000));
    let much = " ".repeat(20 << 20);
    let cases: [(Vec<u8>, ProblemKind, &str); 8] = [
        (whole[..whole.len() * 2 / 3].to_vec(), ProblemKind::Truncated, "不完整"),
        (word(&bomb), ProblemKind::UnreadablePart, "自行定义"),
        (word("<w:document"), ProblemKind::UnreadablePart, "格式有错误"),
        (word("<a/>"), ProblemKind::UnreadablePart, "不是 Word"),
        (zipped(&[("[Content_Types].xml", b"<a/>")]), ProblemKind::UnreadablePart, "不是 Word"),
        (docx(&deep), ProblemKind::UnreadablePart, "嵌套"),
        (zipped(&[("word/document.xml", &vec![b' '; 20 << 20])]), ProblemKind::UnreadablePart, "压缩比例"),
        (docx(&much), ProblemKind::UnreadablePart, "压缩比例"),
    ];
    for (bytes, kind, words) in cases {
        let problem = refused(&bytes);
        assert_eq!(problem.kind, kind, "{}", problem.message);
        assert!(problem.message.contains(words), "{}", problem.message);
    }
}

#[test]
fn only_what_is_needed_is_inflated() {
    let mut state = 1_u32;
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    let noise: Vec<u8> = (0..20 << 20).map(|_| noise()).collect();
    let body = main_part(&p("甲"));
    let bytes = zipped(&[("word/media/image1.png", &noise), ("word/document.xml", body.as_bytes())]);
    assert!(bytes.len() > 20 << 20);
    let start = std::time::Instant::now();
    assert_eq!(source(&bytes).text(), "甲");
    assert!(start.elapsed().as_millis() < 1000, "{:?}", start.elapsed());
}

#[test]
fn a_report_that_libreoffice_made_reads_as_the_page_it_was_made_from() {
    let page = format!(
        "<!doctype html><meta charset=utf-8><h1>某县财政局2023年政府信息公开工作年度报告</h1><h2>一、总体情况</h2><p>全年公开信息12条。</p>{}<p>尾</p>",
        "<table border=1><tr><td rowspan=2>信息内容</td><td colspan=2>本年制发件数</td></tr><tr><td>废止</td><td>有效</td></tr><tr><td>规章</td><td>0</td><td></td></tr><tr><td>文件</td><td colspan=2 rowspan=2>3</td></tr><tr><td>许可</td></tr></table>"
    );
    let Some(bytes) = libreoffice(page.as_bytes(), "html", "docx:MS Word 2007 XML", "page") else { return };
    let (made, from) = (source(&bytes), read(page.as_bytes(), TOOLS).unwrap());
    assert_eq!(made.text(), from.text());
    assert_eq!(cells(&made, 0), cells(&from, 0));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_tree_of_words_elements_is_read_or_refused(shape in "[ptrcTRCbBix<]{0,40}") {
        let mut body = String::new();
        let mut open = Vec::new();
        for letter in shape.chars() {
            let name = match letter {
                'p' => "w:p",
                't' => "w:t",
                'r' => "w:r",
                'c' => "w:ins",
                'T' => "w:tbl",
                'R' => "w:tr",
                'C' => "w:tc",
                'b' => "mc:AlternateContent",
                'B' => "mc:Choice",
                'i' => "w:txbxContent",
                'x' => { body.push('字'); continue }
                _ => {
                    if let Some(name) = open.pop() { body.push_str(&format!("</{name}>")); }
                    continue
                }
            };
            body.push_str(&format!("<{name}>"));
            open.push(name);
        }
        while let Some(name) = open.pop() { body.push_str(&format!("</{name}>")); }
        let _ = read(&docx(&body), TOOLS);
    }
}

/// The file as LibreOffice converts it; nothing, where it is not installed.
fn libreoffice(bytes: &[u8], from: &str, to: &str, name: &str) -> Option<Vec<u8>> {
    let folder = std::env::temp_dir().join(format!("gouji-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let file = folder.join(format!("{name}.{from}"));
    fs::write(&file, bytes).unwrap();
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let out = folder.join("out");
    let status = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", to, "--outdir"])
        .arg(&out)
        .arg(&file)
        .output();
    let made = status.ok().and_then(|_| fs::read(out.join(format!("{name}.{}", to.split(':').next()?))).ok());
    let _ = fs::remove_dir_all(&folder);
    if made.is_none() {
        skipped("LibreOffice");
    }
    made
}

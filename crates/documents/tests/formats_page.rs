//! `docs/formats.md` says what is read of each format and what the program says of files that it does not read: each of
//! its rows is held against what the readers do.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

#[allow(dead_code, reason = "not every test needs every helper")]
#[path = "doc/mod.rs"]
mod doc;
#[allow(dead_code, reason = "not every test needs every helper")]
mod word;

use std::fs;
use std::path::Path;

use gouji_core::{Options, check};
use gouji_documents::format::Format;
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;

fn page() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/formats.md");
    fs::read_to_string(path).unwrap_or_default()
}

/// What stands behind the number 312 in a file: nothing, or what is no part of it, with the digit 9.
#[derive(Clone, Copy, PartialEq)]
enum Behind {
    Nothing,
    Hidden,
    Struck,
    Raised,
    Deleted,
}

const BEHIND: [Behind; 4] = [Behind::Hidden, Behind::Struck, Behind::Raised, Behind::Deleted];

/// A file with 312; nothing where the format has no such thing.
type Writer = fn(Behind) -> Option<Vec<u8>>;

const FORMATS: [(&str, Writer); 9] = [
    (".docx", docx),
    ("单个 XML 的 Word 文件", word_xml),
    (".doc、.wps", old_word),
    (".rtf", rtf),
    (".odt", odt),
    (".html、.mht、粘贴的网页", html),
    (".xlsx", xlsx),
    (".ods", ods),
    (".pdf", pdf),
];

fn runs(behind: Behind) -> Option<String> {
    let properties = match behind {
        Behind::Nothing => return Some(word::p("312")),
        Behind::Hidden => "<w:vanish/>",
        Behind::Struck => "<w:strike/>",
        Behind::Raised => "<w:vertAlign w:val=\"superscript\"/>",
        Behind::Deleted => {
            return Some(format!("<w:p>{}<w:del><w:r><w:delText>9</w:delText></w:r></w:del></w:p>", word::r("312")));
        }
    };
    Some(format!("<w:p>{}<w:r><w:rPr>{properties}</w:rPr><w:t>9</w:t></w:r></w:p>", word::r("312")))
}

fn docx(behind: Behind) -> Option<Vec<u8>> {
    Some(word::docx(&runs(behind)?))
}

fn word_xml(behind: Behind) -> Option<Vec<u8>> {
    let body = match behind {
        Behind::Deleted => format!(
            "<w:p>{}<aml:annotation aml:type=\"Word.Deletion\"><aml:content><w:r><w:delText>9</w:delText></w:r></aml:content>\
             </aml:annotation></w:p>",
            word::r("312")
        ),
        _ => runs(behind)?,
    };
    let names = "xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\" xmlns:aml=\"http://schemas.microsoft.com/aml/2001/core\"";
    Some(
        format!("<?xml version=\"1.0\"?><w:wordDocument {names}><w:body>{body}</w:body></w:wordDocument>").into_bytes(),
    )
}

fn old_word(behind: Behind) -> Option<Vec<u8>> {
    let characters = match behind {
        Behind::Nothing => return Some(doc::file(&[doc::p("312\r")], &[], &[])),
        Behind::Hidden => vec![0x3c, 0x08, 1],
        Behind::Struck => vec![0x37, 0x08, 1],
        Behind::Raised => vec![0x48, 0x2a, 1],
        Behind::Deleted => vec![0x00, 0x08, 1],
    };
    let behind = doc::Made { characters, ..doc::p("9") };
    Some(doc::file(&[doc::p("312"), behind, doc::p("\r")], &[], &[]))
}

fn rtf(behind: Behind) -> Option<Vec<u8>> {
    let behind = match behind {
        Behind::Nothing => "",
        Behind::Hidden => "{\\v 9}",
        Behind::Struck => "{\\strike 9}",
        Behind::Raised => "{\\super 9}",
        Behind::Deleted => "{\\deleted 9}",
    };
    Some(format!("{{\\rtf1\\ansi 312{behind}\\par }}").into_bytes())
}

fn odt(behind: Behind) -> Option<Vec<u8>> {
    let properties = match behind {
        Behind::Nothing | Behind::Deleted => "",
        Behind::Hidden => "text:display=\"none\"",
        Behind::Struck => "style:text-line-through-style=\"solid\"",
        Behind::Raised => "style:text-position=\"super 58%\"",
    };
    let names = [("office", "office"), ("text", "text"), ("style", "style")];
    let names: String = names
        .iter()
        .map(|(prefix, name)| format!(" xmlns:{prefix}=\"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0\""))
        .collect();
    let (changes, words) = match behind {
        Behind::Nothing => ("", ""),
        Behind::Deleted => ("<text:tracked-changes><text:p>9</text:p></text:tracked-changes>", ""),
        _ => ("", "<text:span text:style-name=\"T\">9</text:span>"),
    };
    Some(
        format!(
            "<office:document{names} office:mimetype=\"application/vnd.oasis.opendocument.text\"><office:styles>\
             <style:style style:name=\"T\" style:family=\"text\"><style:text-properties {properties}/></style:style></office:styles>\
             <office:body><office:text>{changes}<text:p>312{words}</text:p></office:text></office:body></office:document>"
        )
        .into_bytes(),
    )
}

fn html(behind: Behind) -> Option<Vec<u8>> {
    let behind = match behind {
        Behind::Nothing => "",
        Behind::Hidden => "<span style='display: none'>9</span>",
        Behind::Struck => "<span style='text-decoration: line-through'>9</span><s>9</s>",
        Behind::Raised => "<sup>9</sup>",
        Behind::Deleted => "<del>9</del>",
    };
    Some(format!("<html><body><p>312{behind}</p></body></html>").into_bytes())
}

fn xlsx(behind: Behind) -> Option<Vec<u8>> {
    let properties = match behind {
        Behind::Nothing => "",
        Behind::Struck => "<strike/>",
        Behind::Raised => "<vertAlign val=\"superscript\"/>",
        Behind::Hidden | Behind::Deleted => return None,
    };
    let behind = if properties.is_empty() { String::new() } else { format!("<r><rPr>{properties}</rPr><t>9</t></r>") };
    let sheet = format!(
        "<worksheet><sheetData><row><c t=\"inlineStr\"><is><r><t>312</t></r>{behind}</is></c></row></sheetData></worksheet>"
    );
    Some(word::zipped(&[
        ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"a\" r:id=\"a\"/></sheets></workbook>"),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"worksheets/a.xml\"/></Relationships>",
        ),
        ("xl/worksheets/a.xml", sheet.as_bytes()),
    ]))
}

fn ods(behind: Behind) -> Option<Vec<u8>> {
    let properties = match behind {
        Behind::Nothing => "",
        Behind::Struck => "text-line-through-style=\"solid\"",
        Behind::Raised => "text-position=\"33% 58%\"",
        Behind::Hidden | Behind::Deleted => return None,
    };
    let behind = if properties.is_empty() { "" } else { "<span style-name=\"T\">9</span>" };
    let content = format!(
        "<document-content><automatic-styles><style name=\"T\"><text-properties {properties}/></style></automatic-styles><body>\
         <spreadsheet><table><table-row><table-cell value-type=\"string\"><p>312{behind}</p></table-cell></table-row></table>\
         </spreadsheet></body></document-content>"
    );
    Some(word::zipped(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content.as_bytes()),
    ]))
}

/// A page with a line of words in Helvetica: 312 and what stands behind it.
fn pdf(behind: Behind) -> Option<Vec<u8>> {
    let content = match behind {
        Behind::Nothing => "",
        // Neither filled nor stroked, or outside of what is seen.
        Behind::Hidden => "BT /F 12 Tf 720 700 Td (9) Tj ET",
        Behind::Struck => "BT /F 12 Tf 120 700 Td (9) Tj ET 120 704.3 6.7 0.6 re f",
        Behind::Raised => "BT /F 7 Tf 120.3 704.5 Td (9) Tj ET",
        Behind::Deleted => return None,
    };
    let content = format!(
        "BT /F 12 Tf 60 720 Td (Words of usual size stand here, and more) Tj ET BT /F 12 Tf 100 700 Td (312) Tj ET {content}"
    );
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 595 842]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>".to_owned(),
        format!("<</Length {}>>stream\n{content}\nendstream", content.len()),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/FirstChar 48/Widths[556 556 556 556 556 556 556 556 556 556]>>".to_owned(),
    ];
    let mut bytes = "%PDF-1.7\n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        bytes += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    bytes += "trailer\n<</Size 6/Root 1 0 R>>\n%%EOF\n";
    Some(bytes.into_bytes())
}

#[test]
fn what_is_no_part_of_a_number_is_not_read_and_the_page_says_so() {
    let page = page();
    let mut missing = Vec::new();
    for (format, write) in FORMATS {
        let text = |behind| {
            let bytes = write(behind)?;
            let source = read(&bytes, TOOLS).unwrap_or_else(|problem| panic!("{format}: {}", problem.message));
            assert!(source.text().contains("312"), "{format}: {}", source.text());
            Some(source.text().contains('9'))
        };
        assert_eq!(text(Behind::Nothing), Some(false), "{format}");
        let said = BEHIND.map(|behind| match text(behind) {
            None => "—",
            Some(false) => "不读",
            Some(true) => "读",
        });
        assert!(!said.contains(&"读"), "{format}: {said:?}");
        let row = format!("| {format} | {} |", said.join(" | "));
        if !page.contains(&row) {
            missing.push(row);
        }
    }
    assert!(missing.is_empty(), "docs/formats.md lacks:\n{}", missing.join("\n"));
}

/// What a person may choose by mistake, or what cannot be read, and a file of the kind.
fn refused() -> Vec<(&'static str, Vec<u8>)> {
    let zip = |parts: &[(&str, &[u8])]| word::zipped(parts);
    let lock: Vec<u8> = [&b"\x04user"[..], &[b' '; 49], &[4, 0], &[b' ', 0].repeat(53)].concat();
    let big5 = b"\xac\xfb\xb5\xa6\xae\xd1\xab\xd8\xa4\xbd\xb6\x7d\xa7\x40\xa6\x7e\xab\xd7\xb3\xf8\xa7\x69".repeat(4);
    vec![
        ("图片（.png、.jpg、.heic 等）", b"\0\0\0\x18ftypheic\0\0\0\0".to_vec()),
        ("压缩文件（.zip、.rar、.7z）", zip(&[("a/报告.docx", b"PK")])),
        ("压缩文件里的压缩文件", zip(&[("a/报告.zip", b"PK"), ("a/附件.rar", b"Rar!")])),
        ("Word、Excel 的临时文件（~$ 开头）", lock),
        ("标文通、CEB", b"<?xml version=\"1.0\"?><uof:UOF xmlns:uof=\"http://schemas.uof.org/cn/2003/uof\"/>".to_vec()),
        ("有密码的 .docx、.xlsx", doc::compound(&[("EncryptedPackage", b"x")])),
        ("Big5 编码的文本", big5),
        ("打开时认错了编码的文本（乱码）", "æ”¿åºœä¿¡æ¯å…¬å¼€å·¥ä½œ".repeat(12).into_bytes()),
        ("混用几种编码的文本", [&b"\xff\xff\x80\xfa"[..]; 40].concat()),
        ("演示文稿等别的文件", doc::compound(&[("PowerPoint Document", b"x")])),
        ("下载不完整的 .docx", word::docx(&word::p("甲"))[..900].to_vec()),
    ]
}

#[test]
fn the_page_has_the_sentence_for_every_file_that_is_refused() {
    let page = page();
    let mut missing = Vec::new();
    for (what, bytes) in refused() {
        let Err(problem) = read(&bytes, TOOLS) else { panic!("{what} is read") };
        let row = format!("| {what} | {} |", problem.message);
        if !page.contains(&row) {
            missing.push(row);
        }
    }
    assert!(missing.is_empty(), "docs/formats.md lacks:\n{}", missing.join("\n"));
}

fn real(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/real").join(name)).unwrap()
}

/// The rows of the table under a heading, as cells.
fn rows_under(page: &str, heading: &str) -> Vec<Vec<String>> {
    let (_, behind) = page.split_once(&format!("## {heading}\n")).unwrap();
    let part = behind.split("\n## ").next().unwrap_or(behind);
    let rows = part.lines().filter(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// A row of 读什么 for each format: exhaustive, so that a new one does not compile without.
fn row_of(format: Format) -> &'static str {
    match format {
        Format::Docx => ".docx、.docm、.dotx",
        Format::WordXml => "单个 XML 的 Word 文件",
        Format::Doc => ".doc、.wps",
        Format::Rtf => ".rtf",
        Format::Odt => ".odt、.fodt",
        Format::Web | Format::Mht => ".html、.mht、粘贴的网页",
        Format::Sheets => ".xlsx、.xls、.et、.ods",
        Format::Pdf => ".pdf（有文字的）",
        Format::Ofd => ".ofd（有文字的）",
        Format::Text => ".txt、.md、粘贴的文字",
        other => panic!("no row for {other:?}"),
    }
}

/// What the page says of a format, and a file that is read so, with the words that come of it.
const READ: [(&str, &str, &str); 17] = [
    ("EQ 域里的字", "docx-eq-circle.docx", "第二十条第（一）项"),
    ("altChunk：网页", "altchunk-html.docx", "（七）总计"),
    ("altChunk：网页、.mht、.docx", "altchunk-docx.docx", "（七）总计"),
    ("Word 2003 XML", "word2003-xml.doc", "（七）总计"),
    ("名字常是 .doc、.wps、.xml", "word2003-xml.wps", "（七）总计"),
    ("段落、自动编号、文本框", "lo2-vanish-charstyle-off.doc", "（七）总计"),
    ("注音只读正字", "paste-ruby.html", "第二十条第（一）项"),
    ("正文", "clipboard-excel.html", "（七）总计"),
    ("会计格式里显示为“-”的 0 读作 0", "excel-clip-accounting.html", "（七）总计"),
    ("按报告的样子分段", "xlsx-backslash.xlsx", "（七）总计"),
    (".xls、.et", "xls-stream-WORKBOOK.xls", "（七）总计"),
    ("PDF 编辑器添加的文字、表单里填的数也读", "pdf-freetext-numbers.pdf", "（七）总计"),
    ("水印不读", "pdf-watermark.pdf", "（七）总计"),
    ("按画的线或者位置找出", "lo-footnotes.pdf", "（七）总计"),
    ("签过章的文件照样能读", "report.ofd", "清溪县农业农村局"),
    ("行尾不论哪一种", "enc-cr-only.txt", "（七）总计"),
    ("制表符、竖线、空格分开的", "00-base-valid.txt", "（七）总计"),
];

#[test]
fn the_page_has_a_row_for_every_format_and_a_file_for_what_it_says() {
    let page = page();
    let rows = rows_under(&page, "读什么");
    let mut shown = Vec::new();
    for (said, file, words) in READ {
        let bytes = real(file);
        let format = Format::of(&bytes).unwrap();
        let source = read(&bytes, TOOLS).unwrap();
        let row = rows.iter().find(|row| row[0] == row_of(format)).unwrap_or_else(|| panic!("no row for {format:?}"));
        let is_said = row.iter().any(|cell| cell.contains(said)) || page.contains(said);
        assert!(is_said, "{file}: the page does not say {said}");
        assert!(source.text().contains(words), "{file}: {}", source.text());
        shown.push(row_of(format));
    }
    // Read by the tests of their own readers.
    let others = [row_of(Format::Rtf), row_of(Format::Odt)];
    for row in &rows {
        assert!(shown.contains(&row[0].as_str()) || others.contains(&row[0].as_str()), "{}: no file shows it", row[0]);
    }
}

/// What the page says of what cannot be made out: a file with it, and what the program says of it.
const NOT_MADE_OUT: [(&str, &str, &str); 5] = [
    (
        "PDF、OFD 里没有写明是什么字的字",
        "pdf-tounicode-holes.pdf",
        "请选择报告的 Word 或 WPS 文件；没有的，请对照 PDF 补上",
    ),
    ("文本里个别损坏的字节", "enc-utf8-badbyte.txt", "1 个字"),
    ("公式没有保存结果", "xlsx-formula-nocache.xlsx", "保存"),
    ("整张表是图片或嵌入的表格", "table3-picture.docx", "表三"),
    ("一个文件里有两份报告", "xlsx-two-sheets.xlsx", "另存为单独的文件"),
];

#[test]
fn what_cannot_be_made_out_is_shown_and_said_as_the_page_has_it() {
    let rows = rows_under(&page(), "认不出的数");
    let shown =
        |what: &str| rows.iter().find(|row| row[0].starts_with(what)).unwrap_or_else(|| panic!("no row {what}"));
    for (what, file, message) in NOT_MADE_OUT {
        let checked = check(read(&real(file), TOOLS).unwrap(), &Options::default());
        let said = checked.problems.iter().any(|problem| problem.message.contains(message));
        assert!(said, "{what}: {:?}", checked.problems);
        assert_eq!(shown(what)[1].contains('\u{fffd}'), checked.source.text().contains('\u{fffd}'), "{what}");
    }
    // A picture in a number's place.
    let page = "<html><table><tr><td>规章</td><td>3<img src=x></td></tr></table>";
    assert!(read(page.as_bytes(), TOOLS).unwrap().text().contains('\u{fffd}'));
    assert!(shown("数字处是图片")[1].contains('\u{fffd}'));
    assert_eq!(rows.len(), NOT_MADE_OUT.len() + 1);
}

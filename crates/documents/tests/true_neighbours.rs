//! What looks like something that is left out or refused, and is not: it is read as it stands.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

#[allow(dead_code, reason = "not every test needs every helper")]
mod word;

use gouji_core::problem::ProblemKind;
use gouji_core::{Options, check};
use gouji_documents::format::Format;
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;

fn text(bytes: &[u8]) -> String {
    read(bytes, TOOLS).unwrap_or_else(|problem| panic!("{}", problem.message)).text().to_owned()
}

fn html(body: &str) -> String {
    text(format!("<html><head></head><body>{body}</body></html>").as_bytes())
}

#[test]
fn raised_words_that_are_no_mark_are_read() {
    let raised =
        |words: &str| format!("<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>{words}</w:t></w:r>");
    let docx = |body: &str| text(&word::docx(&format!("<w:p>{body}</w:p>")));
    assert_eq!(docx(&format!("{}{}", word::r("12m"), raised("2"))), "12m2");
    assert_eq!(docx(&raised("312")), "312");
    assert_eq!(docx(&format!("{}{}", word::r("第"), raised("十一条办法"))), "第十一条办法");
    assert_eq!(docx(&format!("{}{}", word::r("312"), raised("[1]"))), "312");
    assert_eq!(html("<p>12m<sup>2</sup></p><p><sup>312</sup></p><p>公开<sup>①</sup>12件</p>"), "12m2\n312\n公开12件");
    // Lowered words are no marks.
    assert_eq!(html("<p>CO<sub>2</sub></p>"), "CO2");
}

#[test]
fn a_dash_that_was_typed_is_no_zero() {
    let sheet = |class: &str| {
        format!(
            "<html><head><style>.a {{mso-number-format:\"_ * \\#\\,\\#\\#0_ \\;_ * \\\\-\\#\\,\\#\\#0_ \\;_ * \\0022-\\0022_ \\;_ \\@_ \";}} \
             .b {{mso-number-format:\"\\@\";}} .c {{mso-number-format:\"0_ \\;\\[Red\\]\\\\-0\\\\ \";}}</style></head><body><table><tr>\
             <td>规章</td><td class={class}> - </td></tr><tr><td class={class}>12</td><td>-</td></tr></table></body></html>"
        )
    };
    assert_eq!(text(sheet("a").as_bytes()), "规章\t0\n12\t-");
    for class in ["b", "c", "d"] {
        assert_eq!(text(sheet(class).as_bytes()), "规章\t-\n12\t-", "{class}");
    }
}

/// Pages of a PDF with words in Helvetica.
fn pdf(pages: &[&str]) -> Vec<u8> {
    let font = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {}/Kids[{}]/MediaBox[0 0 595 842]>>", pages.len(), kids.join(" ")),
        font.to_owned(),
    ];
    for (at, content) in pages.iter().enumerate() {
        objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R/Resources<</Font<</F 3 0 R>>>>>>", 5 + 2 * at));
        objects.push(format!("<</Length {}>>stream\n{content}\nendstream", content.len()));
    }
    let mut bytes = "%PDF-1.7\n".to_owned();
    for (at, object) in objects.iter().enumerate() {
        bytes += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    bytes += &format!("trailer\n<</Size {}/Root 1 0 R>>\n%%EOF\n", objects.len() + 1);
    bytes.into_bytes()
}

#[test]
fn titles_and_underlined_numbers_of_a_pdf_are_read_and_a_watermark_is_not() {
    let body = "BT /F 10 Tf 60 500 Td (Words of the usual size stand here in a line) Tj ET BT /F 10 Tf 60 480 Td (and more of them) Tj ET ";
    let title = "BT /F 26 Tf 100 700 Td (Title) Tj ET 60 690 m 500 690 l S ";
    let underlined = "BT /F 10 Tf 60 460 Td (312) Tj ET 60 458.6 m 76.7 458.6 l S ";
    let mark = "BT /F 48 Tf 150 300 Td (SECRET) Tj ET ";
    let first = format!("{title}{body}{underlined}{mark}");
    let second = format!("{body}{mark}");
    let read = text(&pdf(&[&first, &second]));
    assert!(read.contains("Title") && read.contains("312"), "{read}");
    assert!(!read.contains("SECRET"), "{read}");
    // Once, and across nothing: it may be anything.
    assert!(text(&pdf(&[&first])).contains("SECRET"));
}

#[test]
fn a_star_inside_of_a_group_of_rich_text_skips_nothing() {
    assert_eq!(text(br"{\rtf1\ansi before {\b bold \* behind} after\par }"), "before bold  behind after");
    assert_eq!(text(br"{\rtf1\ansi before {\*\unknown gone} after\par }"), "before  after");
}

#[test]
fn the_parts_of_a_word_document_in_one_file_are_read() {
    let flat = format!(
        "<?xml version=\"1.0\"?><?mso-application progid=\"Word.Document\"?><pkg:package \
         xmlns:pkg=\"http://schemas.microsoft.com/office/2006/xmlPackage\"><pkg:part pkg:name=\"/_rels/.rels\"><pkg:xmlData/></pkg:part>\
         <pkg:part pkg:name=\"/word/document.xml\"><pkg:xmlData><w:document {}><w:body>{}{}</w:body></w:document></pkg:xmlData></pkg:part>\
         </pkg:package>",
        word::SPACES,
        word::p("甲"),
        word::table(&[&[("", &word::p("规章")), ("", &word::p("3"))]])
    );
    assert_eq!(Format::of(flat.as_bytes()), Ok(Format::WordXml));
    assert_eq!(text(flat.as_bytes()), "甲\n规章\t3");
}

#[test]
fn what_was_put_into_a_document_stands_in_its_place() {
    let body = format!("{}<w:altChunk r:id=\"c\"/>{}", word::p("前"), word::p("后"));
    let kind = format!("{}/aFChunk", word::KINDS);
    let relations = word::relations_part(&format!("<Relationship Id=\"c\" Type=\"{kind}\" Target=\"c.bin\"/>"));
    let main = word::main_part(&body);
    let with = |chunk: &[u8]| {
        text(&word::zipped(&[
            ("word/document.xml", main.as_bytes()),
            ("word/_rels/document.xml.rels", relations.as_bytes()),
            ("word/c.bin", chunk),
        ]))
    };
    for chunk in [
        b"<html><body><p>12</p></body></html>".to_vec(),
        br"{\rtf1\ansi 12\par }".to_vec(),
        word::docx(&word::p("12")),
        b"12".to_vec(),
    ] {
        assert_eq!(with(&chunk), "前\n12\n后");
    }
}

#[test]
fn bytes_before_an_archive_do_not_hide_it_and_words_about_one_are_none() {
    let docx = word::docx(&word::p("甲"));
    assert_eq!(text(&[&b"\r\n\r\n"[..], &docx].concat()), "甲");
    assert_eq!(text(&[&b"Content: x\n\n"[..], &docx].concat()), "甲");
    assert_eq!(text("压缩文件以 PK\u{3}\u{4} 开头。".as_bytes()), "压缩文件以 PK\u{3}\u{4} 开头。");
}

#[test]
fn a_cover_and_a_title_are_one_report() {
    let report = include_str!("real/00-base-valid.txt");
    let with_cover = format!("2024年度政府信息公开工作年度报告\n清溪县农业农村局\n{report}");
    let checked = check(read(with_cover.as_bytes(), TOOLS).unwrap(), &Options::default());
    assert_eq!((checked.problems, checked.coverage.cells_read), (Vec::new(), 200));
    // Last year's figures in an annex are no report of their own.
    let annexed = format!("{report}\n附件：清溪县农业农村局2023年政府信息公开工作年度报告\n（略）\n");
    let checked = check(read(annexed.as_bytes(), TOOLS).unwrap(), &Options::default());
    assert!(!checked.problems.iter().any(|problem| problem.kind == ProblemKind::SeveralReports));
    let two = format!("{report}\n{}", report.replace("2024", "2023").replace("2025", "2024"));
    let checked = check(read(two.as_bytes(), TOOLS).unwrap(), &Options::default());
    assert!(checked.problems.iter().any(|problem| problem.kind == ProblemKind::SeveralReports));
    assert_eq!((checked.report.year, checked.findings.len()), (Some(2024), 0));
}

#[test]
fn a_lost_character_silences_only_what_it_touches() {
    let report = include_str!("real/00-base-valid.txt");
    let found = |text: &str| -> Vec<&'static str> {
        let checked = check(read(text.as_bytes(), TOOLS).unwrap(), &Options::default());
        checked.findings.iter().map(|finding| finding.rule).collect()
    };
    // The number is another one now; with a digit lost nobody knows.
    assert_eq!(found(&report.replace("申请34件", "申请35件")), ["count-differs-from-table"]);
    assert_eq!(found(&report.replace("申请34件", "申请3\u{fffd}件")), Vec::<&str>::new());
    assert_eq!(found(&report.replace("申请34件", "申请\u{fffd}4件")), Vec::<&str>::new());
    // Elsewhere it silences nothing.
    let elsewhere = report.replace("申请34件", "申请35件").replace("惠农政策", "惠\u{fffd}政策");
    assert_eq!(found(&elsewhere), ["count-differs-from-table"]);
    // A heading, the organ, the year: nothing is called missing.
    for (words, lost) in [
        ("一、总体情况", "一、总\u{fffd}情况"),
        ("清溪县农业", "清\u{fffd}县农业"),
        ("2024年政府", "202\u{fffd}年政府"),
    ] {
        assert_eq!(found(&report.replacen(words, lost, 1)), Vec::<&str>::new(), "{lost}");
    }
}

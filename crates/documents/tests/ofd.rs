//! OFD files as several producers write them: the whole report comes out cell by cell as from other formats.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

#[path = "../../../tests/src/beside.rs"]
mod beside;
#[path = "ofd/writer.rs"]
mod writer;

use std::fs;
use std::path::Path;

use gouji_core::problem::ProblemKind;
use gouji_core::{CheckedReport, Options, Source, check};
use gouji_documents::format::Format;
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;
use writer::{Habit, Ofd, written};

fn real(name: &str) -> Source {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/real").join(name);
    read(&fs::read(path).unwrap(), TOOLS).unwrap_or_else(|problem| panic!("{name}: {}", problem.message))
}

fn cells(checked: &CheckedReport) -> Vec<String> {
    let cells = checked.report.cells();
    cells.map(|cell| format!("{:?} {:?} {:?}", cell.address, cell.state, cell.value)).collect()
}

fn checked(bytes: &[u8], what: &str) -> CheckedReport {
    assert_eq!(Format::of(bytes), Ok(Format::Ofd), "{what}");
    let source = read(bytes, TOOLS).unwrap_or_else(|problem| panic!("{what}: {}", problem.message));
    check(source, &Options::default())
}

fn text(ofd: &Ofd) -> String {
    read(&ofd.bytes(), TOOLS).unwrap_or_else(|problem| panic!("{}", problem.message)).text().to_owned()
}

#[test]
fn the_whole_report_comes_out_as_from_other_formats_whoever_wrote_it() {
    let report = real("clipboard-excel.html");
    let base = check(report.clone(), &Options::default());
    for other in ["docx-super-note.docx", "lo-footnotes.pdf"] {
        assert_eq!(cells(&check(real(other), &Options::default())), cells(&base), "{other}");
    }
    for habit in Habit::ALL {
        let ofd = written(&report, habit);
        assert!(ofd.pages.len() >= 2, "{habit:?}");
        let checked = checked(&ofd.bytes(), &format!("{habit:?}"));
        assert_eq!(cells(&checked), cells(&base), "{habit:?}: {}", checked.source.text());
        let found: Vec<_> = checked.findings.iter().map(|finding| checked.words(finding).message).collect();
        assert_eq!((found, &checked.problems[..]), (Vec::new(), &[][..]), "{habit:?}");
        assert_eq!(checked.report.organ.as_deref(), Some("清溪县农业农村局"));
    }
}

#[test]
fn a_character_that_the_file_does_not_tell_is_said() {
    let report = real("clipboard-excel.html");
    for lost in ["\u{e123}", ""] {
        let mut ofd = written(&report, Habit::OneGlyph);
        let page = ofd.pages.iter_mut().find(|page| page.contains(">9</")).unwrap();
        *page = page.replacen(">9</", &format!(">{lost}</"), 1);
        let checked = checked(&ofd.bytes(), lost);
        let kinds: Vec<_> = checked.problems.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [ProblemKind::LostCharacters]);
        assert!(checked.source.text().contains('\u{fffd}'));
    }
}

#[test]
fn names_and_places_are_followed_as_the_standard_has_them() {
    let words = "<ofd:TextObject Boundary=\"20 20 100 5\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\">甲乙</ofd:TextCode></ofd:TextObject>";
    let layer = |inside: &str| format!("<ofd:Content><ofd:Layer>{inside}</ofd:Layer></ofd:Content>");
    let one = Ofd { pages: vec![layer(words)], ..Ofd::default() };
    assert_eq!(text(&one), "甲乙");
    // Nested blocks, objects that nobody sees, clips that draw nothing.
    let nested = format!(
        "<ofd:PageBlock><ofd:PageBlock>{words}</ofd:PageBlock></ofd:PageBlock><ofd:TextObject Visible=\"false\" \
         Boundary=\"20 40 100 5\"><ofd:TextCode Y=\"4\">丙</ofd:TextCode></ofd:TextObject>"
    );
    assert_eq!(text(&Ofd { pages: vec![layer(&nested)], ..Ofd::default() }), "甲乙");
    // A template, and annotations of which a watermark is none.
    let template = "<ofd:TextObject Boundary=\"20 40 100 5\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\">丙</ofd:TextCode></ofd:TextObject>";
    let annotation = |kind: &str, words: &str| {
        format!(
            "<ofd:Annot Type=\"{kind}\"><ofd:Appearance Boundary=\"20 60 100 10\"><ofd:TextObject Boundary=\"0 0 100 5\" Size=\"4\">\
             <ofd:TextCode X=\"0\" Y=\"4\">{words}</ofd:TextCode></ofd:TextObject></ofd:Appearance></ofd:Annot>"
        )
    };
    let ofd = Ofd {
        pages: vec![format!("<ofd:Template TemplateID=\"7\"/>{}", layer(words))],
        template: Some(layer(template)),
        annotations: Some(annotation("Watermark", "密") + &annotation("Text", "丁")),
        ..Ofd::default()
    };
    assert_eq!(text(&ofd), "甲乙\n丙\n丁");
    // Names from the root or from the folder of who names, another prefix, attachments beside.
    for (absolute, prefix) in [(true, "ofd"), (false, "o"), (true, "")] {
        let ofd = Ofd { pages: vec![layer(words)], absolute, ..Ofd::default() };
        let bytes = ofd.with_prefix(prefix);
        assert_eq!(read(&bytes, TOOLS).unwrap().text(), "甲乙", "{prefix}");
    }
}

#[test]
fn text_across_the_page_is_a_watermark_and_pictures_only_are_said() {
    let slanted = "<ofd:Content><ofd:Layer><ofd:TextObject Boundary=\"0 0 210 297\" CTM=\"0.7 0.7 -0.7 0.7 50 50\" Size=\"8\">\
                   <ofd:TextCode X=\"10\" Y=\"10\">保密</ofd:TextCode></ofd:TextObject>\
                   <ofd:TextObject Boundary=\"20 20 100 5\" Size=\"4\"><ofd:TextCode X=\"0\" Y=\"4\">甲乙</ofd:TextCode></ofd:TextObject>\
                   </ofd:Layer></ofd:Content>";
    assert_eq!(text(&Ofd { pages: vec![slanted.to_owned()], ..Ofd::default() }), "甲乙");
    let scan = "<ofd:Content><ofd:Layer><ofd:ImageObject Boundary=\"0 0 210 297\"/></ofd:Layer></ofd:Content>";
    let problem = read(&Ofd { pages: vec![scan.to_owned()], ..Ofd::default() }.bytes(), TOOLS).unwrap_err();
    assert_eq!(problem.kind, ProblemKind::NoText);
    assert!(problem.message.contains("OFD") && problem.message.contains("扫描件"), "{}", problem.message);
}

#[test]
fn a_broken_file_is_refused_with_a_sentence() {
    let whole = written(&real("clipboard-excel.html"), Habit::Lines).bytes();
    for cut in (0..whole.len()).step_by(whole.len() / 40) {
        if let Err(problem) = read(&whole[..cut], TOOLS) {
            assert!(problem.message.ends_with('。'), "{}", problem.message);
        }
    }
    let lacks = Ofd { pages: vec![String::new()], missing: true, ..Ofd::default() };
    let problem = read(&lacks.bytes(), TOOLS).unwrap_err();
    assert!(problem.message.contains("OFD"), "{}", problem.message);
}

#[test]
fn files_of_other_producers_are_read() {
    let hello = "你好呀，OFD Reader&Writer！";
    for (name, words) in [
        ("helloworld_with_pageblock.ofd", hello),
        ("hello_watermark.ofd", hello),
        ("chineseDir.ofd", hello),
        ("namespace_no_std.ofd", hello),
        ("multiKeywordInTextCode.ofd", "打发打发打发打发打发哈哈打发哈哈哈哈哈哈哈哈哈打发"),
    ] {
        let Some(path) = beside::beside(&format!("findings/ofd/{name}")) else { return };
        assert_eq!(read(&fs::read(path).unwrap(), TOOLS).unwrap().text(), words, "{name}");
    }
    let Some(path) = beside::beside("findings/ofd/AddWatermarkAnnot.ofd") else { return };
    let source = read(&fs::read(path).unwrap(), TOOLS).unwrap();
    assert!(source.text().contains("中华民国十五年三月二十五日，就是国立北京女子师范大学"), "{}", source.text());
}

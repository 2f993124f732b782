//! Findings as comments and fixes as tracked changes in the Word document itself.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

#[allow(dead_code, reason = "not every test needs every helper")]
mod word;

#[path = "../../../tests/src/sample.rs"]
mod sample;

#[path = "../../../tests/src/verdicts.rs"]
#[allow(dead_code, reason = "not every test needs every helper")]
mod verdicts;

use std::io::{Cursor, Read};

use gouji_core::Span;
use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::{Options, check};
use gouji_documents::handover::WorkerMessage;
use gouji_documents::native::TOOLS;
use gouji_documents::notes::{Author, Change, Obstacle, Unwritten, notes_of};
use gouji_documents::read::{open, read};
use gouji_documents::{Annotated, Note, WordFile};
use proptest::prelude::*;
use word::{SPACES, docx, docx_with, main_part, p, part, r, table, zipped};
use zip::ZipArchive;

fn text(bytes: &[u8]) -> String {
    read(bytes, TOOLS).unwrap_or_else(|problem| panic!("{}", problem.message)).text().to_owned()
}

/// The place of these words in the checked text of a document.
fn span(bytes: &[u8], words: &str) -> Span {
    let text = text(bytes);
    let at = text.find(words).unwrap_or_else(|| panic!("{words} in {text}"));
    Span::new(at, at + words.len())
}

/// A file with notes and changes; opened here once.
fn annotate(bytes: &[u8], notes: &[Note], changes: &[Change]) -> Result<Annotated, Problem> {
    open(bytes, TOOLS)?.annotate(notes, changes)
}

fn note(span: Span) -> Note {
    Note { span, lines: vec!["错 & 漏".to_owned(), "为什么".to_owned()], by: Author::Program }
}

fn change(span: Span, now: &str) -> Change {
    Change { span, was: String::new(), now: now.to_owned(), by: Author::Program }
}

/// The body of the main part.
fn body(file: &[u8]) -> String {
    let main = part(file, "word/document.xml").unwrap();
    main.split_once("<w:body>").unwrap().1.split_once("</w:body>").unwrap().0.to_owned()
}

/// A document with this body, annotated; its body again.
fn noted(content: &str, words: &[&str], edits: &[(&str, &str)]) -> (String, Annotated) {
    let bytes = docx(content);
    let notes: Vec<Note> = words.iter().map(|words| note(span(&bytes, words))).collect();
    let edits: Vec<Change> = edits.iter().map(|(words, new)| change(span(&bytes, words), new)).collect();
    let annotated = annotate(&bytes, &notes, &edits).unwrap();
    (body(&annotated.file), annotated)
}

const BEGIN: &str = "<w:commentRangeStart w:id=\"1\"/>";
const END: &str = "<w:commentRangeEnd w:id=\"1\"/><w:r><w:commentReference w:id=\"1\"/></w:r>";

#[test]
fn a_comment_stands_exactly_around_its_characters() {
    let run = "<w:r w:rsidR=\"00A1\"><w:rPr><w:b/></w:rPr><w:t>共收到12件</w:t></w:r>";
    let (body, annotated) = noted(&format!("<w:p>{run}</w:p>"), &["12"], &[]);
    assert_eq!(
        body,
        format!(
            "<w:p><w:r w:rsidR=\"00A1\"><w:rPr><w:b/></w:rPr><w:t>共收到</w:t></w:r>{BEGIN}<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">12</w:t></w:r>{END}<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">件</w:t></w:r></w:p>"
        )
    );
    assert_eq!(text(&annotated.file), "共收到12件");
    let comments = part(&annotated.file, "word/comments.xml").unwrap();
    assert!(comments.contains("<w:comment w:id=\"1\" w:author=\"勾稽\" w:initials=\"勾\">"), "{comments}");
    let lines: Vec<&str> =
        comments.split("<w:t xml:space=\"preserve\">").skip(1).map(|it| &it[..it.find('<').unwrap()]).collect();
    assert_eq!(lines, ["错 &amp; 漏", "为什么"]);
    let types = part(&annotated.file, "[Content_Types].xml").unwrap();
    assert_eq!(types.matches("/word/comments.xml").count(), 1);
    assert!(part(&annotated.file, "word/_rels/document.xml.rels").unwrap().contains("Target=\"comments.xml\""));
}

#[test]
fn runs_are_not_cut_where_they_begin_and_end() {
    let content = format!("<w:p><w:pPr/>{}{}{}</w:p>", r("甲"), r("乙"), r("丙"));
    assert_eq!(
        noted(&content, &["乙"], &[]).0,
        format!("<w:p><w:pPr/>{}{BEGIN}{}{END}{}</w:p>", r("甲"), r("乙"), r("丙"))
    );
    // Over two runs, one of them in a link, and around a tab.
    let content = format!("<w:p>{}<w:hyperlink>{}</w:hyperlink></w:p>", r("甲乙"), r("丙丁"));
    let expected = format!(
        "<w:p><w:r><w:t xml:space=\"preserve\">甲</w:t></w:r>{BEGIN}{}<w:hyperlink><w:r><w:t xml:space=\"preserve\">丙</w:t></w:r>{END}{}</w:hyperlink></w:p>",
        r("乙"),
        r("丁")
    );
    assert_eq!(noted(&content, &["乙丙"], &[]).0, expected);
    let content = "<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>";
    let expected =
        format!("<w:p><w:r><w:t>甲</w:t></w:r>{BEGIN}<w:r><w:tab/></w:r>{END}<w:r><w:t>乙</w:t></w:r></w:p>");
    assert_eq!(noted(content, &["\t"], &[]).0, expected);
}

#[test]
fn space_that_a_cut_leaves_at_an_end_still_counts() {
    let (body, annotated) = noted("<w:p><w:r><w:t>a bc</w:t></w:r></w:p>", &["bc"], &[]);
    assert!(body.starts_with("<w:p><w:r><w:t xml:space=\"preserve\">a </w:t></w:r>"), "{body}");
    assert_eq!(text(&annotated.file), "a bc");
}

#[test]
fn findings_without_words_stand_at_the_nearest_paragraph() {
    let blank = "<w:tc><w:tcPr/><w:p w:rsidR=\"1\"/></w:tc>";
    let content = format!(
        "{}<w:tbl><w:tr><w:tc>{}</w:tc>{blank}<w:tc><w:p><w:pPr/></w:p></w:tc></w:tr></w:tbl>{}",
        p("前"),
        p("规章"),
        p("后")
    );
    let bytes = docx(&content);
    assert_eq!(text(&bytes), "前\n规章\t\t\n后");
    let place = |at: usize| {
        let annotated = annotate(&bytes, &[note(Span::at(at))], &[]).unwrap();
        assert_eq!(text(&annotated.file), text(&bytes));
        body(&annotated.file)
    };
    let around = |paragraph: &str| {
        content.replace(paragraph, &format!("<w:p>{BEGIN}{}{END}</w:p>", &paragraph[5..paragraph.len() - 6]))
    };
    assert_eq!(place("前".len()), around(&p("前")));
    assert_eq!(place("前\n规章".len()), around(&p("规章")));
    assert_eq!(
        place("前\n规章\t".len()),
        content.replace("<w:p w:rsidR=\"1\"/>", &format!("<w:p w:rsidR=\"1\">{BEGIN}{END}</w:p>"))
    );
    assert_eq!(
        place("前\n规章\t\t".len()),
        content.replace("<w:p><w:pPr/></w:p>", &format!("<w:p><w:pPr/>{BEGIN}{END}</w:p>"))
    );
    assert_eq!(place(text(&bytes).len()), around(&p("后")));
    // Beyond the text; a document that has none is not opened.
    assert_eq!(place(10_000), around(&p("后")));
    assert_eq!(open(&docx("<w:sectPr/>"), TOOLS).unwrap_err().kind, ProblemKind::Empty);
}

#[test]
fn a_finding_on_a_number_that_word_makes_stands_at_its_paragraph() {
    let numbering = "<w:root><w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:lvlText w:val=\"%1、\"/></w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:root>";
    let properties = "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
    let content = format!("{}<w:p>{properties}{}</w:p>", p("前"), r("甲"));
    let bytes = docx_with(&content, &[("numbering.xml", numbering)]);
    assert_eq!(text(&bytes), "前\n1、甲");
    for words in ["1", "1、甲"] {
        let annotated = annotate(&bytes, &[note(span(&bytes, words))], &[]).unwrap();
        assert_eq!(body(&annotated.file), format!("{}<w:p>{properties}{BEGIN}{}{END}</w:p>", p("前"), r("甲")));
    }
    assert_eq!(annotate(&bytes, &[], &[change(span(&bytes, "1、甲"), "2、甲")]).unwrap().unwritten.len(), 1);
}

#[test]
fn a_comment_does_not_reach_into_another_cell_and_not_into_a_text_box() {
    let content = table(&[&[("", &p("甲")), ("", &p("乙"))]]);
    assert_eq!(noted(&content, &["甲\t乙"], &[]).0, content.replace(&r("甲"), &format!("{BEGIN}{}{END}", r("甲"))));
    let drawing = format!(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>{0}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{0}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        p("框")
    );
    let content = format!("<w:p><w:pPr/>{drawing}</w:p>");
    let (body, _) = noted(&content, &["框"], &[]);
    assert_eq!(body, format!("<w:p><w:pPr/>{BEGIN}{drawing}{END}</w:p>"));
    let (body, annotated) = noted(&content, &[], &[("框", "匡")]);
    assert_eq!(body, format!("<w:p><w:pPr/>{BEGIN}{drawing}{END}</w:p>"), "what cannot be changed gets a comment");
    assert_eq!(annotated.unwritten[0].why, Obstacle::TextBox);
}

#[test]
fn a_word_file_that_went_to_the_page_and_back_is_written_into_as_before() {
    let content = format!("{}{}", p("甲乙丙"), table(&[&[("", &p("丁")), ("", "<w:p/>")]]));
    let bytes = docx(&content);
    let (source, word) = open(&bytes, TOOLS).unwrap().into_parts();
    assert_eq!(source.text(), "甲乙丙\n丁\t");
    let handed = WorkerMessage::new(word.unwrap()).to_bytes();
    let again: WordFile = WorkerMessage::content_of(&handed).unwrap();
    let notes = [note(span(&bytes, "丙")), note(Span::at(source.text().len()))];
    let edits = [change(span(&bytes, "甲"), "己")];
    let annotated = again.annotate(&notes, &edits).unwrap();
    assert_eq!(annotated, annotate(&bytes, &notes, &edits).unwrap());
    assert_eq!(text(&annotated.file), "己乙丙\n丁\t");
    assert!(WorkerMessage::<WordFile>::content_of(&handed[..handed.len() / 2]).is_err());
}

#[test]
fn into_a_file_of_another_kind_nothing_is_written() {
    let document = open("一、总体情况".as_bytes(), TOOLS).unwrap();
    assert!(document.word_file().is_none());
    assert!(document.annotate(&[], &[]).unwrap_err().message.contains("只有 .docx 文件"));
}

#[test]
fn a_fix_is_a_tracked_change() {
    let run = "<w:r><w:rPr><w:b/><w:rPrChange w:id=\"4\"/></w:rPr><w:t>公开。。信息</w:t></w:r>";
    let (body, annotated) = noted(&format!("<w:p>{run}</w:p>"), &[], &[("。。", "。")]);
    let looks = "<w:rPr><w:b/></w:rPr>";
    assert_eq!(
        body,
        format!(
            "<w:p><w:r><w:rPr><w:b/><w:rPrChange w:id=\"4\"/></w:rPr><w:t>公开</w:t></w:r><w:del w:id=\"5\" w:author=\"勾稽\"><w:r>{looks}<w:delText xml:space=\"preserve\">。。</w:delText></w:r></w:del><w:ins w:id=\"6\" w:author=\"勾稽\"><w:r>{looks}<w:t xml:space=\"preserve\">。</w:t></w:r></w:ins><w:r>{looks}<w:t xml:space=\"preserve\">信息</w:t></w:r></w:p>"
        )
    );
    assert_eq!(text(&annotated.file), "公开。信息");
    assert_eq!(text(&rejected(&annotated.file)), "公开。。信息");
    assert!(part(&annotated.file, "word/comments.xml").is_none());
}

#[test]
fn fixes_over_several_runs_and_beside_comments_can_be_taken_or_refused() {
    let content = format!(
        "<w:p>{}<w:hyperlink>{}</w:hyperlink><w:r><w:t>丙&amp;丁</w:t><w:tab/><w:t>戊</w:t></w:r></w:p>{}",
        r("甲乙"),
        r("子"),
        p("尾")
    );
    let old = text(&docx(&content));
    for (from, to) in
        [("乙子丙&丁\t", "新"), ("子", ""), ("&", "和"), ("\t", ""), ("甲乙子丙&丁\t戊", "全"), ("尾", "<尾>")]
    {
        for words in [&[][..], &["子丙"], &["乙子", "丁\t戊"], &["甲乙子丙&丁\t戊"], &["\t"]] {
            let (body, annotated) = noted(&content, words, &[(from, to)]);
            assert!(annotated.unwritten.is_empty());
            assert_eq!(text(&annotated.file), old.replace(from, to), "{body}");
            assert_eq!(text(&rejected(&annotated.file)), old, "{body}");
            well_formed(&annotated.file);
        }
    }
    let bytes = docx(&content);
    for at in [0, "甲".len(), "甲乙".len(), old.len()] {
        let annotated = annotate(&bytes, &[], &[change(Span::at(at), "新")]).unwrap();
        let (before, after) = old.split_at(at);
        assert_eq!(text(&annotated.file), format!("{before}新{after}"));
        assert_eq!(text(&rejected(&annotated.file)), old);
    }
}

/// What is in the way of a change in a document.
fn obstacle(bytes: &[u8], from: &str, to: &str) -> Option<Obstacle> {
    let changes = [Change { was: from.to_owned(), ..change(span(bytes, from), to) }];
    let document = open(bytes, TOOLS).unwrap();
    let told = document.word_file().unwrap().unwritten(&changes);
    let annotated = document.annotate(&[], &changes).unwrap();
    assert_eq!(told, annotated.unwritten, "what is told before is what happens");
    let old = text(bytes);
    if told.is_empty() {
        assert_eq!(text(&annotated.file), old.replacen(from, to, 1));
        return None;
    }
    assert_eq!(text(&annotated.file), old);
    let comments = comments_of(&annotated.file);
    assert_eq!(comments.len(), 1, "it stands as a comment");
    assert!(
        comments[0][0].starts_with("没有写进文件的改动：")
            && comments[0][0].contains(&format!("“{}”", from.replace(['\n', '\t'], " "))),
        "{comments:?}"
    );
    assert!(comments[0][1].contains(told[0].why.in_words()), "{comments:?}");
    Some(told[0].why)
}

#[test]
fn what_cannot_be_changed_is_told_before_and_stands_as_a_comment() {
    let field = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let ruby = "<w:r><w:ruby><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    let content = format!(
        "<w:p>{}<w:ins w:id=\"1\" w:author=\"a\">{}</w:ins><m:oMath><m:r><m:t>式</m:t></m:r></m:oMath>{ruby}</w:p>{}<w:p>{}<w:r><w:instrText>PAGE</w:instrText></w:r>{}{}{}{}<w:fldSimple w:instr=\"DATE\">{}</w:fldSimple></w:p>",
        r("甲"),
        r("乙"),
        p("丙"),
        field("begin"),
        field("separate"),
        r("页"),
        field("end"),
        r("丁"),
        r("日"),
    );
    let bytes = docx(&content);
    assert_eq!(text(&bytes), "甲乙式拼\n丙\n页丁日");
    let cases = [
        ("乙", "己", Some(Obstacle::OthersInsertion)),
        ("甲乙", "己", Some(Obstacle::OthersInsertion)),
        ("式", "己", Some(Obstacle::Formula)),
        ("拼", "己", Some(Obstacle::UnusualSetting)),
        ("丙\n页", "己", Some(Obstacle::SeveralParagraphs)),
        ("丙", "行\n行", Some(Obstacle::LineEnd)),
        ("页", "己", Some(Obstacle::MadeByWord)),
        ("页丁", "己", Some(Obstacle::MadeByWord)),
        ("日", "己", Some(Obstacle::MadeByWord)),
        ("甲", "己", None),
        ("丁", "己", None),
    ];
    for (from, to, why) in cases {
        assert_eq!(obstacle(&bytes, from, to), why, "{from}");
    }
    let table = docx(&table(&[&[("", &p("甲")), ("", &p("乙"))], &[("", &format!("{}{}", p("丙"), p("丁")))]]));
    assert_eq!(obstacle(&table, "甲\t乙", "己"), Some(Obstacle::SeveralParagraphs));
    assert_eq!(obstacle(&table, "丙 丁", "己"), Some(Obstacle::SeveralParagraphs), "two paragraphs of a cell");
    // Of two changes of the same words the first is written.
    let bytes = docx(&p("甲乙丙"));
    let changes = [change(span(&bytes, "乙丙"), "二"), change(span(&bytes, "甲乙"), "一")];
    let annotated = annotate(&bytes, &[], &changes).unwrap();
    assert_eq!(text(&annotated.file), "一丙");
    assert_eq!((&annotated.unwritten[0].change, annotated.unwritten[0].why), (&changes[0], Obstacle::Overlapping));
}

#[test]
fn a_blank_cell_and_a_blank_line_can_be_filled() {
    let looks = "<w:rPr><w:sz w:val=\"21\"/></w:rPr>";
    let blank = format!("<w:tc><w:p><w:pPr><w:jc w:val=\"center\"/>{looks}</w:pPr></w:p></w:tc>");
    let content = format!(
        "<w:tbl><w:tr><w:tc>{}</w:tc>{blank}<w:tc><w:p w:rsidR=\"1\"/></w:tc></w:tr></w:tbl>{}",
        p("规章"),
        p("后")
    );
    let bytes = docx(&content);
    assert_eq!(text(&bytes), "规章\t\t\n后");
    let filled = |at: usize| {
        let annotated = annotate(&bytes, &[], &[change(Span::at(at), "0")]).unwrap();
        assert_eq!(annotated.unwritten, []);
        assert_eq!(text(&rejected(&annotated.file)), text(&bytes));
        well_formed(&annotated.file);
        annotated.file
    };
    let first = filled("规章\t".len());
    assert_eq!(text(&first), "规章\t0\t\n后");
    let inserted = format!("<w:r>{looks}<w:t xml:space=\"preserve\">0</w:t></w:r></w:ins></w:p>");
    assert!(body(&first).contains(&inserted), "it looks as the cell was meant to: {}", body(&first));
    assert_eq!(text(&filled("规章\t\t".len())), "规章\t\t0\n后");
}

#[test]
fn every_change_and_comment_names_who_made_it() {
    let bytes = docx(&p("甲乙丙丁"));
    let by = |name: &str| Author::Person(name.to_owned());
    let changes = [
        Change { by: by("张 <三>"), ..change(span(&bytes, "甲"), "一") },
        Change { by: by(" "), ..change(span(&bytes, "乙"), "") },
        change(span(&bytes, "丙"), "三"),
    ];
    let remark = Note { by: by("张 <三>"), ..note(span(&bytes, "丁")) };
    let annotated = annotate(&bytes, &[remark, note(span(&bytes, "丙"))], &changes).unwrap();
    assert_eq!(text(&annotated.file), "一三丁");
    let body = body(&annotated.file);
    let authors = |tag: &str| -> Vec<String> {
        let begin = format!("<w:{tag} ");
        body.split(&begin).skip(1).map(|rest| rest.split('"').nth(3).unwrap().to_owned()).collect()
    };
    assert_eq!(authors("ins"), ["张 &lt;三&gt;", "勾稽"]);
    assert_eq!(authors("del"), ["张 &lt;三&gt;", "使用者", "勾稽"]);
    assert!(!body.contains("w:date"), "no clock is in the file");
    let comments = part(&annotated.file, "word/comments.xml").unwrap();
    for tag in ["w:author=\"勾稽\" w:initials=\"勾\"", "w:author=\"张 &lt;三&gt;\" w:initials=\"张\""] {
        assert_eq!(comments.matches(tag).count(), 1, "{comments}");
    }
    well_formed(&annotated.file);
}

#[test]
fn of_an_edited_paragraph_only_what_changed_is_tracked_and_numbers_whole() {
    let words = "全年共收到申请112件，办结100件。";
    let bytes = docx(&p(words));
    let edited = |now: &str| {
        let whole =
            Change { was: words.to_owned(), by: Author::Person(String::new()), ..change(span(&bytes, words), now) };
        let annotated = annotate(&bytes, &[], &[whole]).unwrap();
        assert_eq!(text(&annotated.file), now);
        let deleted = body(&annotated.file);
        let deleted = deleted.split("<w:delText xml:space=\"preserve\">").skip(1);
        deleted.map(|rest| rest.split('<').next().unwrap().to_owned()).collect::<Vec<String>>()
    };
    assert_eq!(edited("全年共收到申请121件，办结100件。"), ["112"]);
    assert_eq!(edited("全年共收到申请112件，办结10件。"), ["100"]);
    assert_eq!(edited("全年收到申请112件，办结100件。"), ["共"]);
    assert_eq!(edited("全年共收到申请112件，全部办结100件。"), Vec::<String>::new());
    assert_eq!(edited(words), Vec::<String>::new());
}

#[test]
fn comments_and_parts_that_were_there_stay() {
    let comments = format!("<w:root><w:comment w:id=\"7\" w:author=\"b\">{}</w:comment></w:root>", p("旧"));
    let comments =
        comments.replace("w:root", "w:comments").replacen("<w:comments", &format!("<w:comments {SPACES}"), 1);
    let content = format!(
        "<w:p><w:commentRangeStart w:id=\"7\"/>{}<w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r><w:bookmarkStart w:id=\"12\" w:name=\"x\"/></w:p>",
        r("甲乙")
    );
    let bytes =
        docx_with(&content, &[("comments.xml", &comments), ("settings.xml", "<w:root/>"), ("vbaProject.bin", "x")]);
    let annotated = annotate(&bytes, &[note(span(&bytes, "乙"))], &[]).unwrap().file;
    let made = part(&annotated, "word/comments.xml").unwrap();
    assert!(made.starts_with(comments.trim_end_matches("</w:comments>")) && made.contains("w:id=\"13\""), "{made}");
    assert_eq!(entries(&bytes).len(), entries(&annotated).len());
    for (before, after) in entries(&bytes).into_iter().zip(entries(&annotated)) {
        assert_eq!(before.0, after.0);
        let changed = ["word/document.xml", "word/comments.xml"].contains(&before.0.as_str());
        assert_eq!(before.1 == after.1, !changed, "{}", before.0);
    }
    // A file of that name which the document does not know stays as it is.
    let stray = zipped(&[("word/document.xml", main_part(&p("甲")).as_bytes()), ("word/comments.xml", b"x")]);
    let annotated = annotate(&stray, &[note(Span::new(0, 3))], &[]).unwrap().file;
    assert_eq!(part(&annotated, "word/comments.xml").unwrap(), "x");
    assert!(part(&annotated, "word/comments2.xml").is_some());
    assert!(part(&annotated, "word/_rels/document.xml.rels").unwrap().contains("comments2.xml"));
    // Twice: the numbers go on.
    let twice = annotate(&annotated, &[note(Span::new(0, 3))], &[]).unwrap().file;
    assert_eq!(part(&twice, "word/comments2.xml").unwrap().matches("<w:comment ").count(), 2);
    assert_eq!(text(&twice), "甲");
}

#[test]
fn documents_of_other_forms_are_annotated_in_their_own_form() {
    let whole = main_part(&p("甲乙"));
    let strict = whole.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    );
    let unprefixed = whole.replace("xmlns:w=", "xmlns=").replace("<w:", "<").replace("</w:", "</");
    let utf16: Vec<u8> = [0xfeff].into_iter().chain(whole.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [strict.as_bytes(), unprefixed.as_bytes(), &utf16] {
        let bytes = zipped(&[("word/document.xml", bytes)]);
        let annotated = annotate(&bytes, &[note(Span::new(3, 6))], &[change(Span::new(0, 3), "丙")]).unwrap().file;
        assert_eq!(text(&annotated), "丙乙");
    }
}

/// A paragraph as its runs: what each holds, and whether it has looks of its own.
fn content() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[甲乙12 ]{1,4}".prop_map(|words| format!("<w:t xml:space=\"preserve\">{words}</w:t>")),
        1 => "[甲&<]{1,3}".prop_map(|words| {
            let words = words.replace('&', "&amp;").replace('<', "&lt;");
            format!("<w:t xml:space=\"preserve\">{words}</w:t>")
        }),
        1 => Just("<w:tab/>".to_owned()),
        1 => Just("<w:br/>".to_owned()),
        1 => Just("<w:sym w:char=\"2116\"/>".to_owned()),
    ];
    let run = (prop::collection::vec(piece, 0..4), any::<bool>()).prop_map(|(pieces, bold)| {
        let looks = if bold { "<w:rPr><w:b/></w:rPr>" } else { "" };
        format!("<w:r w:rsidR=\"1\">{looks}{}</w:r>", pieces.concat())
    });
    let paragraph = (prop::collection::vec(run, 0..4), any::<bool>()).prop_map(|(runs, link)| match link {
        true if !runs.is_empty() => format!("<w:p><w:pPr/><w:hyperlink>{}</w:hyperlink></w:p>", runs.concat()),
        _ if runs.is_empty() => "<w:p/>".to_owned(),
        _ => format!("<w:p>{}</w:p>", runs.concat()),
    });
    let cell = paragraph.clone().prop_map(|it| format!("<w:tc>{it}</w:tc>"));
    let row = prop::collection::vec(cell, 1..4).prop_map(|cells| format!("<w:tr>{}</w:tr>", cells.concat()));
    let table = prop::collection::vec(row, 1..3).prop_map(|rows| format!("<w:tbl>{}</w:tbl>", rows.concat()));
    prop::collection::vec(prop_oneof![3 => paragraph, 1 => table], 1..6).prop_map(|blocks| blocks.concat())
}

proptest! {
    #[test]
    fn without_what_was_put_in_the_document_is_what_it_was(
        content in content(),
        marks in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..4), 0..5),
        fixes in prop::collection::vec((any::<prop::sample::Index>(), 0_usize..3, "[新&甲1]{0,2}", any::<bool>()), 0..3),
    ) {
        let bytes = docx(&(content.clone() + &p("尾")));
        let old = text(&bytes);
        let edges: Vec<usize> = old.char_indices().map(|(at, _)| at).chain([old.len()]).collect();
        let stretch = |index: &prop::sample::Index, length: usize| {
            let first = index.index(edges.len());
            Span::new(edges[first], edges[(first + length).min(edges.len() - 1)])
        };
        let notes: Vec<Note> = marks.iter().map(|(at, length)| note(stretch(at, *length))).collect();
        let author = |person: bool| if person { Author::Person("张".to_owned()) } else { Author::Program };
        let change = |(at, length, new, person): &(prop::sample::Index, usize, String, bool)| {
            let span = stretch(at, *length);
            Change { span, was: span.of(&old).to_owned(), now: new.clone(), by: author(*person) }
        };
        let changes: Vec<Change> = fixes.iter().map(change).collect();

        let commented = annotate(&bytes, &notes, &[]).unwrap().file;
        prop_assert_eq!(text(&commented), old.clone());
        prop_assert_eq!(without_insertions(&body(&commented)), joined(&body(&bytes)));

        let changed = annotate(&bytes, &notes, &changes).unwrap();
        prop_assert_eq!(without_insertions(&body(&changed.file)), joined(&body(&bytes)));
        prop_assert_eq!(text(&rejected(&changed.file)), old.clone());
        let foreseen = open(&bytes, TOOLS).unwrap().word_file().unwrap().unwritten(&changes);
        prop_assert_eq!(&foreseen, &changed.unwritten);
        // Once all are accepted, the text is the changed one but for what was told.
        let mut written = changes.clone();
        for Unwritten { change, .. } in &changed.unwritten {
            let at = written.iter().position(|known| known == change).unwrap();
            written.remove(at);
        }
        written.sort_by_key(|change| change.span);
        let mut new = old;
        for Change { span, now, .. } in written.iter().rev() {
            new.replace_range(span.start as usize..span.end as usize, now);
        }
        let kept = |text: &str| text.split(['\n', '\t', ' ']).collect::<String>();
        // A document without any words left is refused by the reader.
        let again = read(&changed.file, TOOLS).map(|it| it.text().to_owned()).unwrap_or_default();
        prop_assert_eq!(kept(&again), kept(&new));
        // Every other part is the same, byte for byte.
        let ours = ["word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"];
        let others = |file: &[u8]| -> Vec<(String, Vec<u8>)> {
            entries(file).into_iter().filter(|(name, _)| !ours.contains(&name.as_str())).collect()
        };
        prop_assert_eq!(others(&changed.file), others(&bytes));
        well_formed(&changed.file);
    }
}

/// The body with all that was put in taken out again. Only cuts put in runs without attributes.
fn without_insertions(body: &str) -> String {
    let mut body = body.to_owned();
    let mut mark = |from: &str, to: &str, with: &str| {
        while let Some(start) = body.find(from) {
            let end = start + body[start..].find(to).unwrap() + to.len();
            body.replace_range(start..end, with);
        }
    };
    mark("<w:commentRangeStart", "/>", "|");
    mark("<w:commentRangeEnd", "</w:r>", "|");
    mark("<w:ins ", "</w:ins>", "|");
    mark("<w:del ", ">", "|");
    mark("</w:del>", ">", "|");
    let mut body = body.replace("delText", "t");
    while body.contains("||") {
        body = body.replace("||", "|");
    }
    let looks = ["<w:rPr><w:b/></w:rPr>", ""];
    for looks in looks {
        body = body.replace(&format!("</w:r>|<w:r>{looks}"), "");
    }
    joined(&body.replace('|', "").replace("<w:p></w:p>", "<w:p/>"))
}

/// Words cut in two within a run and two that stood beside each other look alike: both as one.
fn joined(body: &str) -> String {
    body.replace("</w:t><w:t xml:space=\"preserve\">", "")
}

/// The document with all tracked changes refused: what was put in goes, what was taken out is there again.
fn rejected(file: &[u8]) -> Vec<u8> {
    let main = part(file, "word/document.xml").unwrap();
    let main = main.replace("<w:ins ", "<w:x ").replace("</w:ins>", "</w:x>");
    let main = main.replace("<w:del ", "<w:ins ").replace("</w:del>", "</w:ins>").replace("delText", "t");
    let main = main.replace("<w:x ", "<w:del ").replace("</w:x>", "</w:del>");
    zipped(&[("word/document.xml", main.as_bytes())])
}

/// What Word asks of a document beyond what is read here.
fn well_formed(file: &[u8]) {
    let body = body(file);
    let mut ids = Vec::new();
    for tag in ["<w:ins ", "<w:del ", "<w:commentRangeStart "] {
        ids.extend(body.split(tag).skip(1).map(|rest| rest.split('"').nth(1).unwrap().to_owned()));
    }
    let all = ids.len();
    ids.sort();
    ids.dedup();
    assert_eq!(all, ids.len(), "{body}");
    for tag in ["<w:commentRangeEnd ", "<w:commentReference "] {
        assert_eq!(body.matches("<w:commentRangeStart ").count(), body.matches(tag).count());
    }
    for deleted in body.split("<w:del ").skip(1) {
        assert!(!deleted.split_once("</w:del>").unwrap().0.contains("<w:t "), "{body}");
    }
    for (at, _) in body.match_indices("<w:commentRange") {
        let before = &body[..at];
        assert_eq!(before.matches("<w:r>").count() + before.matches("<w:r ").count(), before.matches("</w:r>").count());
    }
}

/// Name and packed bytes of each entry.
fn entries(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let entry = |at| {
        let mut entry = archive.by_index_raw(at).unwrap();
        let mut raw = Vec::new();
        entry.read_to_end(&mut raw).unwrap();
        (entry.name().unwrap().into_owned(), raw)
    };
    (0..ZipArchive::new(Cursor::new(bytes)).unwrap().len()).map(entry).collect()
}

/// A text as a document: lines with tabs are tables, each other line is a paragraph.
fn document_of(text: &str) -> Vec<u8> {
    let mut body = String::new();
    let mut lines = text.lines().filter(|line| !line.is_empty()).peekable();
    while let Some(line) = lines.next() {
        if !line.contains('\t') {
            body.push_str(&p(line));
            continue;
        }
        let mut rows = vec![line];
        while let Some(row) = lines.next_if(|line| line.contains('\t')) {
            rows.push(row);
        }
        let cells = |row: &str| row.split('\t').map(|cell| format!("<w:tc>{}</w:tc>", p(cell))).collect::<String>();
        let rows: String = rows.iter().map(|row| format!("<w:tr>{}</w:tr>", cells(row))).collect();
        body.push_str(&format!("<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl>"));
    }
    docx(&body)
}

/// The comments of a file, each as its paragraphs.
fn comments_of(file: &[u8]) -> Vec<Vec<String>> {
    let comments = part(file, "word/comments.xml").unwrap_or_default();
    let words = |paragraph: &str| {
        let runs = paragraph.split("<w:t xml:space=\"preserve\">").skip(1);
        let words: String = runs.map(|run| run.split_once("</w:t>").unwrap().0).collect();
        words.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
    };
    let comments = comments.split("<w:comment ").skip(1);
    comments.map(|comment| comment.split("</w:p>").map(words).filter(|words| !words.is_empty()).collect()).collect()
}

#[test]
fn a_comment_says_what_every_face_says_gravity_first_and_the_rule_last() {
    let mut written = 0;
    for case in verdicts::cases() {
        let bytes = document_of(&case.text);
        let checked = check(open(&bytes, TOOLS).unwrap().into_source(), &Options::default());
        let file = annotate(&bytes, &notes_of(&checked, &[], None, &Author::Program), &[]).unwrap().file;
        let comments = comments_of(&file);
        assert_eq!(comments.len(), checked.findings.len(), "{}", case.name);
        for finding in &checked.findings {
            let words = checked.words(finding);
            let own = comments.iter().find(|comment| comment.first().unwrap().ends_with(&words.message)).unwrap();
            let begins = ["必须改正：", "请核对：", "提示："];
            assert!(begins.iter().any(|word| own[0] == format!("{word}{}", words.message)), "{own:?}");
            assert!(own[0].starts_with(finding.severity.name()), "{own:?}");
            assert_eq!(own.last().unwrap(), finding.rule);
            assert!(own.contains(&words.advice), "{own:?}");
            written += 1;
        }
    }
    assert!(written > 10, "only {written} comments");
}

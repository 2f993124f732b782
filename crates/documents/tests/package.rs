//! Packages and their XML: read within limits, refused with a sentence beyond them.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use std::io::{Cursor, Read, Write};

use gouji_core::finding::{Problem, ProblemKind};
use gouji_documents::package::{MAX_ENTRIES, MAX_PART, Package};
use gouji_documents::xml::{Encoding, Event, Reader, decode, encode, escape};
use proptest::prelude::*;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, (name, bytes)) in parts.iter().enumerate() {
        let method = if at % 2 == 0 { CompressionMethod::Deflated } else { CompressionMethod::Stored };
        writer.start_file(*name, SimpleFileOptions::default().compression_method(method)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

fn part(bytes: &[u8], name: &str) -> Result<Option<Vec<u8>>, Problem> {
    Package::open(bytes)?.part(name)
}

fn refused(bytes: &[u8], kind: ProblemKind, words: &str) {
    let problem = part(bytes, "a.xml").unwrap_err();
    assert_eq!(problem.kind, kind, "{}", problem.message);
    assert!(problem.message.contains(words) && problem.message.ends_with('。'), "{}", problem.message);
}

#[test]
fn parts_are_found_by_name_however_it_is_written() {
    let bytes = zipped(&[("word\\Document.xml", b"1"), ("a.xml", b"2")]);
    assert_eq!(part(&bytes, "/word/document.xml").unwrap().unwrap(), b"1");
    assert_eq!(part(&bytes, "a.xml").unwrap().unwrap(), b"2");
    assert!(part(&bytes, "b.xml").unwrap().is_none());
}

#[test]
fn each_limit_and_fault_has_its_sentence() {
    let whole = zipped(&[("a.xml", "文字".repeat(100).as_bytes())]);
    refused(&whole[..whole.len() / 2], ProblemKind::Truncated, "重新下载");
    refused(b"PK\x03\x04", ProblemKind::Truncated, "重新下载");

    let mut damaged = whole.clone();
    damaged[40] ^= 0xff;
    refused(&damaged, ProblemKind::UnreadablePart, "损坏");

    let mut encrypted = whole.clone();
    let directory = whole.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    encrypted[6] |= 1;
    encrypted[directory + 8] |= 1;
    refused(&encrypted, ProblemKind::Password, "密码");

    let mut unknown = whole.clone();
    (unknown[8], unknown[directory + 10]) = (12, 12);
    refused(&unknown, ProblemKind::UnreadablePart, "压缩方式");

    refused(&zipped(&[("a.xml", &vec![b'1'; 8 << 20])]), ProblemKind::UnreadablePart, "压缩比例");
    refused(&zipped(&[("b", b""), ("a.xml", &vec![b'1'; MAX_PART + 1])]), ProblemKind::TooLarge, "50 MB");

    let names: Vec<String> = (0..=MAX_ENTRIES).map(|number| number.to_string()).collect();
    let entries: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
    refused(&zipped(&entries), ProblemKind::TooLarge, "部件");
}

#[test]
fn sizes_that_the_archive_lies_about_do_not_get_past_the_limits() {
    let mut bytes = zipped(&[("a.xml", &vec![b'1'; 8 << 20])]);
    let directory = bytes.windows(4).rposition(|window| window == b"PK\x01\x02").unwrap();
    for at in [22, directory + 24] {
        bytes[at..at + 4].copy_from_slice(&100_u32.to_le_bytes());
    }
    assert!(part(&bytes, "a.xml").is_err());
}

#[test]
fn all_parts_together_have_a_limit() {
    let large = vec![b'1'; 40 << 20];
    let bytes = zipped(&[("0", b""), ("a", &large), ("1", b""), ("b", &large), ("2", b""), ("c", &large)]);
    let mut package = Package::open(&bytes).unwrap();
    assert_eq!(package.part("a").unwrap().unwrap().len(), large.len());
    assert_eq!(package.part("b").unwrap().unwrap().len(), large.len());
    assert_eq!(package.part("c").unwrap_err().kind, ProblemKind::TooLarge);
}

#[test]
fn a_package_written_again_keeps_what_was_not_changed() {
    let picture: Vec<u8> = (0..=255).cycle().take(5000).collect();
    let bytes = zipped(&[("a.xml", b"old"), ("picture.png", &picture), ("z.xml", b"last")]);
    let written =
        Package::open(&bytes).unwrap().with_parts(&[("A.xml".into(), b"new".into()), ("b.xml".into(), b"more".into())]);
    let written = written.unwrap();
    let (mut before, mut after) =
        (ZipArchive::new(Cursor::new(&bytes)).unwrap(), ZipArchive::new(Cursor::new(&written)).unwrap());
    let names: Vec<String> = after.file_names().map(|name| name.unwrap().into_owned()).collect();
    assert_eq!(names, ["a.xml", "picture.png", "z.xml", "b.xml"]);
    for at in [1, 2] {
        let raw = |archive: &mut ZipArchive<Cursor<&Vec<u8>>>| {
            let mut raw = Vec::new();
            archive.by_index_raw(at).unwrap().read_to_end(&mut raw).unwrap();
            raw
        };
        assert_eq!(raw(&mut before), raw(&mut after));
    }
    assert_eq!(part(&written, "a.xml").unwrap().unwrap(), b"new");
    assert_eq!(part(&written, "b.xml").unwrap().unwrap(), b"more");
}

/// Names, words and ends of an XML text.
fn events(text: &str) -> Result<String, Problem> {
    let mut reader = Reader::new(text, "a.xml");
    let mut told = String::new();
    while let Some(event) = reader.next()? {
        match event {
            Event::Open(tag) => {
                told.push_str(&format!("<{}|{}", tag.namespace, tag.name));
                tag.attributes().for_each(|(_, name, value)| told.push_str(&format!(" {name}={value}")));
                told.push('>');
            }
            Event::Close => told.push('/'),
            Event::Words(words) => {
                assert!(!words.exact || text[reader.range()] == *words.text);
                told.push_str(&words.text);
            }
        }
    }
    Ok(told)
}

#[test]
fn names_are_resolved_and_references_replaced() {
    let told = events(
        "<?xml version='1.0'?><!--x--><w:a xmlns:w='W' xmlns='D'><b w:c='1&amp;2'/>甲&lt;乙&#x4e09;<![CDATA[<&]]><w:d xmlns:w='V'><w:e/></w:d><w:e/></w:a>",
    );
    assert_eq!(told.unwrap(), "<W|a w=W xmlns=D><D|b c=1&2>/甲<乙三<&<V|d w=V><V|e>//<W|e>//");
}

#[test]
fn references_that_mean_nothing_stay_as_they_are() {
    assert_eq!(events("<a>甲&nothing;乙 & 丙&</a>").unwrap(), "<|a>甲&nothing;乙 & 丙&/");
}

#[test]
fn xml_that_is_broken_or_plays_tricks_is_refused() {
    let deep = "<a>".repeat(100_000);
    let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
    let spaces: String = (0..1000).map(|number| format!(" xmlns:n{number}='n'")).collect();
    for (text, words) in [
        ("<a><b></a>", "格式有错误"),
        ("<a><b>", "格式有错误"),
        ("<a", "格式有错误"),
        (&deep, "嵌套"),
        (bomb, "自行定义"),
        (&format!("<a{spaces}/>"), "格式有错误"),
    ] {
        let problem = events(text).unwrap_err();
        assert_eq!(problem.kind, ProblemKind::UnreadablePart);
        assert!(problem.message.contains(words) && problem.message.ends_with('。'), "{}", problem.message);
    }
    assert_eq!(events("<!DOCTYPE a PUBLIC '-//x' 'x.dtd'><a/>").unwrap(), "<|a>/");
}

#[test]
fn encodings_come_back_as_they_were() {
    let text = "<?xml version=\"1.0\"?><甲>乙</甲>";
    for encoding in
        [Encoding::Utf8 { mark: false }, Encoding::Utf8 { mark: true }, Encoding::Utf16Low, Encoding::Utf16High]
    {
        let bytes = encode(text.to_owned(), encoding);
        let (decoded, found) = decode(&bytes, "a.xml").unwrap();
        assert_eq!((decoded.as_ref(), found), (text, encoding));
    }
    assert!(decode(b"\xff\xfe<", "a.xml").is_err());
    assert!(decode(b"<a>\xb0\xa1</a>", "a.xml").is_err());
}

proptest! {
    #[test]
    fn escaped_words_come_back(words in "[ -~甲乙　\\n\\t]*") {
        let told = events(&format!("<a>{}</a>", escape(&words))).unwrap();
        prop_assert_eq!(told, format!("<|a>{words}/"));
    }

    #[test]
    fn any_text_is_read_or_refused(text in "[<>/a!\\[\\]&;#x\"'= :-]{0,60}") {
        let _ = events(&text);
    }
}

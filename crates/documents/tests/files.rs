//! Files in every encoding, and what is no text at all: read, or refused in a sentence that says what to do.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::problem::ProblemKind;
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;
use proptest::prelude::*;

const WORDS: &str = "某县财政局2023年政府信息公开工作年度报告\n一、总体情况\n全年公开信息12条。\n";

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn gb18030(text: &str) -> Vec<u8> {
    encoding_rs::GB18030.encode(text).0.into_owned()
}

#[test]
fn every_encoding_gives_the_same_text() {
    let files = [
        WORDS.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", WORDS.as_bytes()].concat(),
        [&b"\xff\xfe"[..], &utf16(WORDS, u16::to_le_bytes)].concat(),
        [&b"\xfe\xff"[..], &utf16(WORDS, u16::to_be_bytes)].concat(),
        utf16(WORDS, u16::to_le_bytes),
        utf16(WORDS, u16::to_be_bytes),
        gb18030(WORDS),
        gb18030(&format!("{WORDS}㐀𠀀")),
    ];
    for (at, file) in files.iter().enumerate() {
        let source = read(file, TOOLS).unwrap_or_else(|problem| panic!("{at}: {}", problem.message));
        assert_eq!(source.text().trim_end_matches("㐀𠀀"), WORDS, "{at}");
    }
}

#[test]
fn a_page_that_names_the_wrong_encoding_is_read_by_its_bytes() {
    let page = format!("<!doctype html><meta charset=gbk><p>{}</p>", WORDS.trim());
    assert!(read(page.as_bytes(), TOOLS).unwrap().text().starts_with("某县财政局"));
    let page = page.replace("gbk", "utf-8");
    assert!(read(&gb18030(&page), TOOLS).unwrap().text().starts_with("某县财政局"));
    for units in [utf16(&page, u16::to_le_bytes), utf16(&page, u16::to_be_bytes)] {
        assert!(read(&units, TOOLS).unwrap().text().starts_with("某县财政局"));
        assert!(read(&units, TOOLS).unwrap().is_structured());
    }
}

#[test]
fn other_files_are_named_and_the_way_out_is_said() {
    let mut mixed = WORDS.as_bytes().to_vec();
    mixed.extend(gb18030("二、主动公开政府信息情况"));
    mixed.extend("\u{20ac}\u{20ac}三".as_bytes());
    mixed.extend(b"\xff\xff\x80");
    let files: [(&[u8], ProblemKind, &str); 6] = [
        (b"PK\x03\x04\x14\0", ProblemKind::UnreadablePart, "解压"),
        (b"PK\x05\x06\0\0", ProblemKind::Empty, "重新选择"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ProblemKind::UnreadablePart, "另存为 .docx"),
        (b"\x89PNG\r\n\x1a\n", ProblemKind::NoText, "图片"),
        (b"abc\0\x01\x02def", ProblemKind::Binary, "复制"),
        (&mixed, ProblemKind::Encoding, "另存为"),
    ];
    for (bytes, kind, words) in files {
        let problem = read(bytes, TOOLS).map(|source| source.text().to_owned()).unwrap_err();
        assert_eq!(problem.kind, kind, "{}", problem.message);
        assert!(problem.message.contains(words), "{}", problem.message);
    }
}

#[test]
fn what_is_too_large_is_refused_before_it_is_decoded() {
    let bytes = vec![b'1'; 200 << 20];
    let problem = read(&bytes, TOOLS).map(|_| ()).unwrap_err();
    assert_eq!(problem.kind, ProblemKind::TooLarge);
    assert!(problem.message.contains("200 MB"), "{}", problem.message);
}

#[test]
fn a_page_nested_without_end_is_refused_at_once() {
    for tag in ["<div>", "<font>", "<table><tr><td>"] {
        let page = format!("<html>{}", tag.repeat(2_000_000));
        let problem = read(page.as_bytes(), TOOLS).map(|_| ()).unwrap_err();
        assert!(problem.message.contains("粘贴"), "{}", problem.message);
    }
    // Tags that need not be closed are no nesting.
    let page = format!("<html>{}", "<p>一<br>".repeat(20_000));
    assert_eq!(read(page.as_bytes(), TOOLS).unwrap().text().lines().count(), 20_000);
}

proptest! {
    /// No bytes break the reader: they give a text or a problem with a sentence.
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400), text in "\\PC{0,60}") {
        for file in [bytes.clone(), [text.as_bytes(), &bytes].concat(), [b"<html>", &bytes[..]].concat()] {
            if let Err(problem) = read(&file, TOOLS) {
                prop_assert!(problem.message.ends_with('。'), "{}", problem.message);
            }
        }
    }

    /// Any text that is a text comes through byte for byte.
    #[test]
    fn valid_utf8_is_never_changed(text in "[一-龥a-z0-9，。\n\t ]{0,200}") {
        let source = read(text.as_bytes(), TOOLS).unwrap();
        prop_assert_eq!(source.text(), text);
    }
}

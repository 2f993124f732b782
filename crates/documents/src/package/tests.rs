#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use std::io::{Cursor, Read, Write};

use gouji_core::problem::{Problem, ProblemKind};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{MAX_ENTRIES, MAX_PART, Package};

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

//! Web pages saved as one file, as Word, WPS and Chromium write them.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::problem::{Problem, ProblemKind};
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;
use proptest::prelude::*;

const PAGE: &str = "<html><head><title>题</title></head><body><p>某县财政局2023年政府信息公开工作年度报告</p>\
<table><tr><td rowspan=2>规章</td><td>本年制发件数</td></tr><tr><td>3</td></tr></table></body></html>";
const TEXT: &str = "某县财政局2023年政府信息公开工作年度报告\n规章\t本年制发件数\n3";

fn text(file: &[u8]) -> String {
    read(file, TOOLS).unwrap_or_else(|problem| panic!("{}", problem.message)).text().to_owned()
}

fn problem(file: &[u8]) -> Problem {
    read(file, TOOLS).map(|source| source.text().to_owned()).unwrap_err()
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

fn quoted_printable(bytes: &[u8]) -> String {
    let mut text = String::new();
    let mut width = 0;
    for byte in bytes {
        let one = match byte {
            b'=' | 128.. => format!("={byte:02X}"),
            _ => char::from(*byte).to_string(),
        };
        if width + one.len() > 75 {
            text.push_str("=\r\n");
            width = 0;
        }
        width += one.len();
        text.push_str(&one);
    }
    text
}

fn base64(bytes: &[u8]) -> String {
    const SIGNS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (at, three) in bytes.chunks(3).enumerate() {
        if at > 0 && at % 19 == 0 {
            text.push_str("\r\n");
        }
        let bits = three.iter().fold(0, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            text.push(if place > three.len() { '=' } else { SIGNS[(bits >> (18 - 6 * place) & 63) as usize].into() });
        }
    }
    text
}

/// As Word in Chinese saves "单个文件网页": a preamble in its own encoding, more pages for the headers, pictures.
fn word(encoding: &str, label: &str, page: &[u8]) -> Vec<u8> {
    let mut file =
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"----=_NextPart_01DA.5B\"\r\n\r\n".to_vec();
    file.extend(gbk("本文档是“单个文件网页”，也称为“Web 档案”文件。\r\n\r\n"));
    let head = "------=_NextPart_01DA.5B\r\nContent-Location: file:///C:/0AB1/report.htm\r\n";
    file.extend(
        format!("{head}Content-Transfer-Encoding: {encoding}\r\nContent-Type: text/html; charset=\"{label}\"\r\n\r\n")
            .bytes(),
    );
    file.extend(page);
    file.extend(
        b"\r\n------=_NextPart_01DA.5B\r\nContent-Location: file:///C:/0AB1/report.files/header.htm\r\n\
Content-Transfer-Encoding: quoted-printable\r\nContent-Type: text/html; charset=\"us-ascii\"\r\n\r\n<html><body>header</body></html>\r\n\
------=_NextPart_01DA.5B\r\nContent-Location: x.png\r\nContent-Transfer-Encoding: base64\r\nContent-Type: image/png\r\n\r\niVBORw0KGgo=\r\n\
------=_NextPart_01DA.5B--\r\n",
    );
    file
}

/// As Chromium saves a page; its boundary ends in hyphens.
fn chromium(page: &str) -> String {
    format!(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.gov.cn/report.html\r\n\
Subject: =?utf-8?Q?=E6=8A=A5=E5=91=8A?=\r\nDate: Tue, 1 Nov 2022 09:00:00 +0800\r\nMIME-Version: 1.0\r\n\
Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"----MultipartBoundary--q9X7----\"\r\n\r\n\r\n\
------MultipartBoundary--q9X7----\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n\
Content-Transfer-Encoding: quoted-printable\r\nContent-Location: http://example.gov.cn/report.html\r\n\r\n{page}\r\n\
------MultipartBoundary--q9X7----\r\nContent-Type: text/css\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\np {{ }}\r\n\
------MultipartBoundary--q9X7------\r\n"
    )
}

#[test]
fn pages_of_word_are_read_by_their_bytes_whatever_the_label_says() {
    for label in ["gb2312", "utf-8", "unicode", "x-none"] {
        for page in [PAGE.as_bytes().to_vec(), gbk(PAGE)] {
            assert_eq!(text(&word("quoted-printable", label, quoted_printable(&page).as_bytes())), TEXT);
            assert_eq!(text(&word("base64", label, base64(&page).as_bytes())), TEXT);
            assert_eq!(text(&word("8bit", label, &page)), TEXT);
        }
    }
    let utf16: Vec<u8> = PAGE.encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(text(&word("base64", "unicode", base64(&[b"\xff\xfe", &utf16[..]].concat()).as_bytes())), TEXT);
}

#[test]
fn pages_of_chromium_are_read() {
    assert_eq!(text(chromium(&quoted_printable(PAGE.as_bytes())).as_bytes()), TEXT);
}

#[test]
fn the_page_is_the_part_that_is_said_to_be_the_start() {
    let file = format!(
        "MIME-Version: 1.0\nContent-Type: Multipart/Mixed; boundary=outer\n\n--outer\n\
Content-Type: multipart/related; start=\"<2>\"; boundary=\"inner\"\n\n--inner\nContent-Type: text/html\n\n<p>frame\n\
--inner\nContent-ID: <2>\nContent-Type: multipart/alternative; boundary=in\n\n--in\nContent-Type: text/plain\n\nplain\n--in\n\
Content-Type: TEXT/HTML\n\n{PAGE}\n--in--\n--inner--\n--outer--\n"
    );
    assert_eq!(text(file.as_bytes()), TEXT);
    let single = format!("MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n{PAGE}");
    assert_eq!(text(single.as_bytes()), TEXT);
}

#[test]
fn broken_characters_do_not_hide_a_page_that_names_its_encoding() {
    for (label, page) in [("gb2312", gbk(PAGE)), ("utf-8", PAGE.as_bytes().to_vec())] {
        let page = [&page[..], b"\xff<p>\xff", "二".as_bytes(), &gbk("二二二")].concat();
        let text = text(&word("8bit", label, &page));
        assert!(text.starts_with(TEXT), "{text}");
        assert!(text.contains('\u{fffd}'), "{text}");
    }
}

#[test]
fn accidents_are_said() {
    let whole = chromium(&quoted_printable(PAGE.as_bytes()));
    let at = whole.find("rowspan").unwrap();
    assert_eq!(problem(&whole.as_bytes()[..at]).kind, ProblemKind::Truncated);
    // Only a picture or a style is missing.
    assert_eq!(text(&whole.as_bytes()[..whole.len() - 60]), TEXT);
    for file in [
        &whole.as_bytes()[..300],
        b"MIME-Version: 1.0\nContent-Type: multipart/related",
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"\"\n\n--\n--\n",
        b"MIME-Version: 1.0\nContent-Type: text/plain\n\nwords",
    ] {
        assert_eq!(problem(file).kind, ProblemKind::UnreadablePart, "{}", String::from_utf8_lossy(file));
    }
}

#[test]
fn hostile_files_are_read_in_time() {
    let started = std::time::Instant::now();
    let part = "Content-Type: multipart/related; boundary=a\n\n--a\n";
    for file in [
        format!("MIME-Version: 1.0\n{}", part.repeat(200_000)),
        format!("MIME-Version: 1.0\n{part}{}", "--a\n\n".repeat(2_000_000)),
        format!("MIME-Version: 1.0\nContent-Type: text/html;{}\n\n", "a=b;".repeat(1_000_000)),
        format!("MIME-Version: 1.0\nContent-Type: text/html{}\n\n", "\n x".repeat(1_000_000)),
    ] {
        let _ = read(file.as_bytes(), TOOLS).map(|_| ());
    }
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}

proptest! {
    /// Whatever stands in the file, it is read or refused.
    #[test]
    fn any_letter_is_read_or_refused(parts in proptest::collection::vec("(--a|--|a|=|=3D|Content-Type: |multipart/related; |boundary=a|text/html|\"|;|\n|\n\n|\\PC)", 0..60)) {
        let file = format!("MIME-Version: 1.0\nContent-Type: {}", parts.concat());
        if let Err(problem) = read(file.as_bytes(), TOOLS) {
            prop_assert!(problem.message.ends_with('。'), "{}", problem.message);
        }
    }
}

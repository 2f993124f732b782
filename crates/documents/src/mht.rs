//! A web page saved as one file (.mht, .mhtml): a letter in the form of MIME whose first part is the page.
//!
//! The reader is home-made: the kept library, `mail-parser`, adds 54 KB gzip to the page and decodes text by the name of
//! its encoding, which Word and portals often write wrongly; here the bytes decide.

use gouji_core::problem::{Problem, ProblemKind};

use crate::encoding::{decode, decode_with_gaps};
use crate::tools::Gb18030;

/// The page in the file.
///
/// # Errors
/// A file without a page in it, cut off inside the page, or in an encoding that is not known.
pub fn read(bytes: &[u8], gb18030: Gb18030) -> Result<String, Problem> {
    let whole = Part::of(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes), true);
    let page = whole.page(0).ok_or_else(no_page)?;
    if !page.is_whole {
        return Err(cut_off());
    }
    let content = page.content();
    match (decode(&content, gb18030), page.parameter("charset")) {
        // Broken characters are no reason to refuse a page that says what it is.
        (Err(_), Some(name)) if name.eq_ignore_ascii_case("utf-8") => {
            Ok(String::from_utf8_lossy(&content).into_owned())
        }
        (Err(_), Some(name)) if name.to_ascii_lowercase().starts_with("gb") => Ok(decode_with_gaps(&content, gb18030)),
        (decoded, _) => decoded,
    }
}

/// Parts in parts: deeper ones are none of a saved page.
const MAX_DEPTH: usize = 8;

fn no_page() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "这个文件里没有找到网页正文。请用浏览器、Word 或 WPS 打开它，全选后复制，再粘贴到这里。".to_owned(),
    }
}

fn cut_off() -> Problem {
    Problem {
        kind: ProblemKind::Truncated,
        message: "这个网页文件不完整，后面的内容缺失。请重新保存网页或重新复制原文件；或用浏览器打开，全选后复制，再粘贴到这里。".to_owned(),
    }
}

/// A part of the letter, or all of it.
struct Part<'a> {
    headers: Vec<(String, String)>,
    body: &'a [u8],
    /// Its end was found.
    is_whole: bool,
}

impl<'a> Part<'a> {
    fn of(bytes: &'a [u8], is_whole: bool) -> Part<'a> {
        let mut headers: Vec<(String, String)> = Vec::new();
        let mut lines = Lines { rest: bytes };
        for line in lines.by_ref() {
            let line = String::from_utf8_lossy(line);
            if line.trim().is_empty() {
                if headers.is_empty() {
                    continue;
                }
                break;
            }
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = headers.last_mut() {
                    value.push_str(line.trim_end());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Part { headers, body: lines.rest, is_whole }
    }

    fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// `text/html` or another, in small letters.
    fn kind(&self) -> String {
        let value = self.header("content-type");
        value.split(';').next().unwrap_or(value).trim().to_ascii_lowercase()
    }

    /// A parameter of the content type.
    fn parameter(&self, name: &str) -> Option<&str> {
        let mut rest = self.header("content-type").split_once(';')?.1;
        loop {
            let (found, after) = rest.split_once('=')?;
            let after = after.trim_start();
            let (value, after) = match after.strip_prefix('"') {
                Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
                None => after.split_once(';').unwrap_or((after, "")),
            };
            if found.trim_matches([';', ' ', '\t']).eq_ignore_ascii_case(name) {
                return Some(value.trim());
            }
            rest = after;
        }
    }

    /// The page: the part that is said to be the start, else the first page of all.
    fn page(self, depth: usize) -> Option<Part<'a>> {
        let kind = self.kind();
        if matches!(kind.as_str(), "text/html" | "application/xhtml+xml") {
            return Some(self);
        }
        if !kind.starts_with("multipart/") || depth >= MAX_DEPTH {
            return None;
        }
        let start = self.parameter("start").map(str::to_owned);
        let mut parts = self.parts();
        let is_start = |part: &Part| start.as_deref().is_some_and(|start| part.header("content-id") == start);
        if let Some(at) = parts.iter().position(is_start) {
            parts[..=at].rotate_right(1);
        }
        parts.into_iter().find_map(|part| part.page(depth + 1))
    }

    /// What stands between the lines of the boundary.
    fn parts(&self) -> Vec<Part<'a>> {
        let Some(boundary) = self.parameter("boundary").filter(|boundary| !boundary.is_empty()) else {
            return Vec::new();
        };
        let mut parts = Vec::new();
        let mut start = None;
        let mut lines = Lines { rest: self.body };
        loop {
            let at = self.body.len() - lines.rest.len();
            let Some(line) = lines.next() else { break };
            let Some(end) = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary.as_bytes())) else {
                continue;
            };
            let is_last = end.starts_with(b"--");
            if !is_last && !end.trim_ascii().is_empty() {
                continue;
            }
            if let Some(start) = start {
                parts.push(Part::of(&self.body[start..at], true));
            }
            start = Some(self.body.len() - lines.rest.len());
            if is_last {
                return parts;
            }
        }
        if let Some(start) = start {
            parts.push(Part::of(&self.body[start..], false));
        }
        parts
    }

    fn content(&self) -> Vec<u8> {
        match self.header("content-transfer-encoding").to_ascii_lowercase().as_str() {
            "quoted-printable" => quoted_printable(self.body),
            "base64" => base64(self.body),
            _ => self.body.to_vec(),
        }
    }
}

/// Lines with their ends.
struct Lines<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a [u8];

    fn next(&mut self) -> Option<&'a [u8]> {
        if self.rest.is_empty() {
            return None;
        }
        let end = self.rest.iter().position(|byte| *byte == b'\n').map_or(self.rest.len(), |at| at + 1);
        let (line, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(line)
    }
}

fn quoted_printable(bytes: &[u8]) -> Vec<u8> {
    let digit = |byte: &u8| char::from(*byte).to_digit(16).map(|digit| digit as u8);
    let mut content = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        rest = match rest {
            [] => return content,
            [b'=', b'\n', after @ ..] | [b'=', b'\r', b'\n', after @ ..] => after,
            [b'=', high, low, after @ ..] if digit(high).is_some() && digit(low).is_some() => {
                content.push(digit(high).unwrap_or(0) << 4 | digit(low).unwrap_or(0));
                after
            }
            [byte, after @ ..] => {
                content.push(*byte);
                after
            }
        };
    }
}

fn base64(bytes: &[u8]) -> Vec<u8> {
    let mut content = Vec::with_capacity(bytes.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for byte in bytes {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            content.push((bits >> count) as u8);
        }
    }
    content
}

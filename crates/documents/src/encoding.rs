//! Bytes → text: byte-order mark, then valid UTF-8, then UTF-16, then GB18030. What a file says of its own encoding is
//! not trusted: portals often say it wrongly.

use gouji_core::problem::{Problem, ProblemKind};

use crate::tools::Gb18030;

/// The text of a file, without its byte-order mark.
///
/// # Errors
/// Bytes that are of none of these encodings, or of several in one file.
pub fn decode(bytes: &[u8], gb18030: Gb18030) -> Result<String, Problem> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return utf8_with_gaps(rest).ok_or_else(mixed);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return Ok(utf16_with_gaps(rest, u16::from_le_bytes));
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return Ok(utf16_with_gaps(rest, u16::from_be_bytes));
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Ok(text.to_owned());
    }
    for read in [u16::from_le_bytes as fn([u8; 2]) -> u16, u16::from_be_bytes] {
        if let Some(text) = utf16(bytes, read).filter(|text| reads_like_chinese(text)) {
            return Ok(text);
        }
    }
    let decoded = gb18030(bytes).filter(|text| !text.contains('\0'));
    if is_big5(bytes) {
        return Err(big5());
    }
    if let Some(text) = decoded.or_else(|| utf8_with_gaps(bytes)) {
        return Ok(text);
    }
    let text = decode_with_gaps(bytes, gb18030).replace('\0', LOST);
    if has_few_gaps(&text) && reads_like_chinese(&text) {
        return Ok(text);
    }
    // What is no text at all is told by its zeros.
    gb18030(bytes).ok_or_else(mixed)
}

/// What stands in the place of a character that cannot be told.
const LOST: &str = "\u{fffd}";

/// A text of which a few bytes are broken: those become U+FFFD, and so does NUL.
fn utf8_with_gaps(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes).replace('\0', LOST);
    has_few_gaps(&text).then_some(text)
}

/// Whether a text has so few gaps that its encoding was the right one.
fn has_few_gaps(text: &str) -> bool {
    let gaps = text.matches(LOST).count();
    let wide = text.chars().filter(|character| matches!(character, '\u{4e00}'..='\u{9fff}')).count();
    gaps * MOST_GAPS <= wide
}

/// One character of so many may be lost.
const MOST_GAPS: usize = 20;

/// Whether bytes are Big5: its most common characters come first in it, from A4 on, and in GB18030 they would be rare ones.
fn is_big5(bytes: &[u8]) -> bool {
    let (mut pairs, mut common, mut outside) = (0_usize, 0_usize, 0_usize);
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        match (first, after.first()) {
            (0x81..=0xfe, Some(second @ (0x40..=0x7e | 0xa1..=0xfe))) => {
                pairs += 1;
                // Marks stand in A1 and A2, the 5401 common characters in A4 to C6.
                common += usize::from(matches!(first, 0xa1 | 0xa2 | 0xa4..=0xc6));
                outside += usize::from(*second < 0xa1);
                rest = &after[1..];
            }
            (0x81..=0xfe, _) => return false,
            _ => rest = after,
        }
    }
    // GB2312 has no second byte below A1, and a third of Big5's have one.
    pairs >= 20 && common * 10 >= pairs * 9 && outside * 5 >= pairs
}

fn big5() -> Problem {
    Problem {
        kind: ProblemKind::Encoding,
        message: "这个文件像是 Big5（繁体中文）编码，这里不能读取。请用 Word 或 WPS 打开，核对文字无误后另存为 UTF-8 文本或 .docx 文件，再选择。".to_owned(),
    }
}

/// The text of bytes that are known to be GB18030, though some may be broken: those become U+FFFD.
pub(crate) fn decode_with_gaps(bytes: &[u8], gb18030: Gb18030) -> String {
    if let Some(text) = gb18030(bytes) {
        return text;
    }
    // Something among them is broken: one character at a time, so that the others are kept.
    let mut text = String::new();
    let mut rest = bytes;
    while let Some((first, after)) = rest.split_first() {
        if first.is_ascii() {
            text.push(char::from(*first));
            rest = after;
            continue;
        }
        let decoded = [2, 4].into_iter().find_map(|length| {
            let (character, after) = rest.split_at_checked(length)?;
            Some((gb18030(character).filter(|text| text.chars().count() == 1)?, after))
        });
        rest = match decoded {
            Some((character, after)) => {
                text.push_str(&character);
                after
            }
            None => {
                text.push(char::REPLACEMENT_CHARACTER);
                after
            }
        };
    }
    text
}

fn mixed() -> Problem {
    Problem {
        kind: ProblemKind::Encoding,
        message: "文字编码不认识，或一个文件里混用了几种编码。请用记事本、Word 或 WPS 打开，另存为 UTF-8 文本，或全选复制后粘贴到这里。".to_owned(),
    }
}

fn utf16(bytes: &[u8], read: fn([u8; 2]) -> u16) -> Option<String> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let units = bytes.chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    char::decode_utf16(units).collect::<Result<String, _>>().ok()
}

/// The same of bytes that say that they are of it: what is broken or cut off becomes U+FFFD.
fn utf16_with_gaps(bytes: &[u8], read: fn([u8; 2]) -> u16) -> String {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| read(*pair));
    let mut text: String =
        char::decode_utf16(units).map(|it| it.ok().filter(|it| *it != '\0').unwrap_or('\u{fffd}')).collect();
    if !rest.is_empty() {
        text.push_str(LOST);
    }
    text
}

/// Nearly all characters are of the kinds a Chinese report is made of.
fn reads_like_chinese(text: &str) -> bool {
    let mut all = 0;
    let mut usual = 0;
    let mut ascii = 0;
    for character in text.chars().filter(|it| *it != '\u{fffd}').take(4000) {
        all += 1;
        let plain = character.is_ascii_graphic() || character.is_ascii_whitespace();
        ascii += usize::from(plain);
        usual += usize::from(
            plain
                || matches!(character, '\u{4e00}'..='\u{9fff}' | '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '\u{2010}'..='\u{2030}'),
        );
    }
    all > 0 && usual * 10 >= all * 9 && (ascii > 0 || all > 8)
}

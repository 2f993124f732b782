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
        return std::str::from_utf8(rest).map(str::to_owned).map_err(|_| mixed());
    }
    if let Some(rest) = bytes.strip_prefix(b"\xff\xfe") {
        return utf16(rest, u16::from_le_bytes).ok_or_else(mixed);
    }
    if let Some(rest) = bytes.strip_prefix(b"\xfe\xff") {
        return utf16(rest, u16::from_be_bytes).ok_or_else(mixed);
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
    match gb18030(bytes) {
        Some(text) => Ok(text),
        None => Err(mixed()),
    }
}

/// The text of bytes that are known to be GB18030, though some may be broken: those become U+FFFD.
#[cfg(feature = "word")]
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

/// Nearly all characters are of the kinds a Chinese report is made of.
fn reads_like_chinese(text: &str) -> bool {
    let mut all = 0;
    let mut usual = 0;
    let mut ascii = 0;
    for character in text.chars().take(4000) {
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

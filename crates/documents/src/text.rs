//! Text that is already decoded.

use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::{MAX_TEXT_BYTES, Source};

/// A pasted or decoded text as a source: the byte-order mark goes, and signs that end a line become line feeds; CR with LF
/// stays.
///
/// # Errors
/// A text that is too long, or that is no text (NUL or many control characters), gives the problem to show instead.
pub fn source_from_text(text: String) -> Result<Source, Problem> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(too_large(text.len()));
    }
    if is_misdecoded(&text) {
        return Err(Problem {
            kind: ProblemKind::Encoding,
            message: "这些文字是乱码：中文被当作别的编码打开又保存了，认不出原来的字。请用报告的原文件，或在网页、Word、WPS 里打开，看到中文正常后全选复制，再粘贴到这里。".to_owned(),
        });
    }
    if is_binary(&text) {
        return Err(Problem {
            kind: ProblemKind::Binary,
            message: "这不是文字内容，无法检查。请打开报告文件，全选后复制，再粘贴到这里。".to_owned(),
        });
    }
    let text = match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    };
    Ok(Source::plain(with_line_feeds(text)))
}

/// The text with line feeds where other signs end its lines: those of old Macs, of Word and of Unicode.
fn with_line_feeds(text: String) -> String {
    let is_other = |character| matches!(character, '\r' | '\u{b}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    if !text.contains(is_other) {
        return text;
    }
    let mut plain = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let ends = is_other(character) && !(character == '\r' && characters.peek() == Some(&'\n'));
        plain.push(if ends { '\n' } else { character });
    }
    plain
}

/// Whether the bytes of Chinese words were taken for those of western ones: æ”¿åºœ for 政府.
fn is_misdecoded(text: &str) -> bool {
    let (mut western, mut wide) = (0, 0);
    for character in text.chars().take(20_000) {
        match character {
            '\u{80}'..='\u{ff}'
            | '\u{152}'..='\u{17e}'
            | '\u{192}'
            | '\u{2c6}'
            | '\u{2dc}'
            | '\u{20ac}'
            | '\u{2122}' => {
                western += 1;
            }
            '\u{4e00}'..='\u{9fff}' => wide += 1,
            _ => {}
        }
    }
    western > 40 && western > 4 * wide
}

/// The problem of a file or text with this many bytes.
pub fn too_large(bytes: usize) -> Problem {
    Problem {
        kind: ProblemKind::TooLarge,
        message: format!(
            "内容太大（{} MB），超出可检查的 {} MB。请只保留这一份年度报告的内容再试。",
            bytes >> 20,
            MAX_TEXT_BYTES >> 20
        ),
    }
}

/// Whether a text is HTML source.
pub fn looks_like_html(text: &str) -> bool {
    let start = without_clipboard_header(text.trim_start_matches('\u{feff}').trim_start());
    let start: String = start.chars().take(600).collect();
    let start = start.to_ascii_lowercase();
    if !start.starts_with('<') {
        return false;
    }
    ["<!doctype html", "<html", "<head", "<body", "<table", "<div", "<p>", "<p ", "<meta"]
        .iter()
        .any(|tag| start.contains(tag))
}

/// HTML without the table of offsets that Windows puts before it on the clipboard.
pub(crate) fn without_clipboard_header(html: &str) -> &str {
    match html.find('<') {
        Some(start) if html.starts_with("Version:") => &html[start..],
        _ => html,
    }
}

fn is_binary(text: &str) -> bool {
    let mut controls = 0;
    for byte in text.bytes() {
        match byte {
            0 => return true,
            b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => {}
            0x01..=0x1f | 0x7f => controls += 1,
            _ => {}
        }
    }
    controls > 8 && controls * 100 > text.len()
}

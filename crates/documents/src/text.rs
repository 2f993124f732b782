//! Text that is already decoded.

use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::{MAX_TEXT_BYTES, Source};

/// A pasted or decoded text as a source: the byte-order mark goes, nothing else changes.
///
/// # Errors
/// A text that is too long, or that is no text (NUL or many control characters), gives the problem to show instead.
pub fn source_from_text(text: String) -> Result<Source, Problem> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(too_large(text.len()));
    }
    if is_binary(&text) {
        return Err(Problem {
            kind: ProblemKind::Binary,
            message: "这不是文字内容，无法检查。请打开报告文件，全选后复制，再粘贴到这里。".to_owned(),
        });
    }
    Ok(Source::plain(match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }))
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

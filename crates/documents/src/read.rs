//! A file → a source. Its content decides what it is, not its name.

use annual_report::finding::{Problem, ProblemKind};
use annual_report::{MAX_TEXT_BYTES, Source};

use crate::encoding::{Gb18030, decode};
use crate::html::source_of;
use crate::text::{looks_like_html, source_from_text, too_large};
use crate::tree::Node;

/// What the surroundings bring: a browser has both, `native` brings both.
#[derive(Clone, Copy, Debug)]
pub struct Tools {
    /// Decoder.
    pub gb18030: Gb18030,
    /// Parser of HTML.
    pub parse_html: fn(&str) -> Node,
}

/// Reads a text, Markdown or HTML file.
///
/// # Errors
/// What cannot be read gives the problem to show: what the file is, and what to do instead.
pub fn read(bytes: &[u8], tools: Tools) -> Result<Source, Problem> {
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(too_large(bytes.len()));
    }
    if let Some(kind) = other_format(bytes) {
        return Err(Problem {
            kind: ProblemKind::UnreadablePart,
            message: format!(
                "这是{kind}，本版本还不能直接读取。请打开它，全选后复制，再粘贴到这里，表格会保留下来。可直接读取的文件：.txt、.md、.html。"
            ),
        });
    }
    let text = decode(bytes, tools.gb18030)?;
    if looks_like_html(&text) {
        return Ok(source_of(&(tools.parse_html)(&text)));
    }
    source_from_text(text)
}

fn other_format(bytes: &[u8]) -> Option<&'static str> {
    const FORMATS: &[(&[u8], &str)] = &[
        (b"PK\x03\x04", " Word（.docx）、WPS 或压缩文件"),
        (b"PK\x05\x06", "空的压缩文件"),
        (b"\xd0\xcf\x11\xe0", " Word（.doc）或 WPS 文件"),
        (b"%PDF", " PDF 文件"),
        (b"{\\rtf", " RTF 文件"),
        (b"\x89PNG", "图片"),
        (b"\xff\xd8\xff", "图片"),
        (b"GIF8", "图片"),
        (b"BM", "图片"),
        (b"Rar!", "压缩文件"),
        (b"7z\xbc\xaf", "压缩文件"),
        (b"\x1f\x8b", "压缩文件"),
    ];
    let found = FORMATS.iter().find(|(magic, _)| bytes.starts_with(magic));
    found.map(|(_, name)| *name).filter(|_| std::str::from_utf8(bytes).is_err() || !bytes.starts_with(b"BM"))
}

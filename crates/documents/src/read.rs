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
        if nesting(&text) > MAX_NESTING {
            return Err(Problem {
                kind: ProblemKind::UnreadablePart,
                message: "这个网页的标签嵌套异常，无法读取。请在浏览器里打开它，全选后复制，再粘贴到这里。".to_owned(),
            });
        }
        return Ok(source_of(&(tools.parse_html)(&text)));
    }
    source_from_text(text)
}

/// The time that parsers take grows with the square of the depth; pages that people read stay far below this.
const MAX_NESTING: usize = 3000;

/// How deep the tags of a page go at most, by those that must be closed.
fn nesting(html: &str) -> usize {
    const NOT_CLOSED: &[&str] = &[
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr", "p", "li", "dt",
        "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "param",
    ];
    let (mut depth, mut deepest) = (0_usize, 0);
    for tag in html.split('<').skip(1) {
        let closes = tag.starts_with('/');
        let name = tag.trim_start_matches('/');
        let name = &name[..name.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(name.len())];
        if name.is_empty() || NOT_CLOSED.iter().any(|known| known.eq_ignore_ascii_case(name)) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    deepest
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

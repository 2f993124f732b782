//! What the surroundings of a reader bring along: a decoder, a parser of HTML, someone who is told how far it is.

use gouji_core::problem::{Problem, ProblemKind};

use crate::text::without_clipboard_header;
use crate::tree::Node;

/// Decodes GB18030, of which GBK and GB2312 are parts; `None` where the bytes are not of it. A browser has one, and
/// `native` brings one: the tables are too large for the page.
pub type Gb18030 = fn(&[u8]) -> Option<String>;

/// What the surroundings bring: a browser has both, `native` brings both.
#[derive(Clone, Copy, Debug)]
pub struct Tools {
    /// Decoder.
    pub gb18030: Gb18030,
    /// Parser of HTML.
    pub parse_html: fn(&str) -> Node,
}

impl Tools {
    /// The tree of a page.
    ///
    /// # Errors
    /// A page that is nested without end.
    pub(crate) fn parsed(self, html: &str) -> Result<Node, Problem> {
        let html = without_clipboard_header(html);
        if nesting(html) > MAX_NESTING {
            return Err(Problem {
                kind: ProblemKind::UnreadablePart,
                message: "这个网页的标签嵌套异常，无法读取。请在浏览器里打开它，全选后复制，再粘贴到这里。".to_owned(),
            });
        }
        Ok((self.parse_html)(html))
    }
}

/// Is told how far the reading is: so many of so many steps (pages, sheets, parts).
pub type Progress<'a> = &'a mut dyn FnMut(u32, u32);

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

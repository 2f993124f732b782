//! What a browser has by itself, from crates: an HTML parser and a GB18030 decoder.

use ego_tree::iter::Edge;
use scraper::{Html, Node as Parsed};

use crate::read::Tools;
use crate::tree::{Builder, Node};

/// Both tools.
pub const TOOLS: Tools = Tools { gb18030, parse_html };

fn gb18030(bytes: &[u8]) -> Option<String> {
    let (text, errors) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    (!errors).then(|| text.into_owned())
}

fn parse_html(html: &str) -> Node {
    let document = Html::parse_document(html);
    let mut builder = Builder::new();
    // Edges instead of recursion, for pages nested without end.
    for edge in document.tree.root().traverse() {
        match edge {
            Edge::Open(node) => match node.value() {
                Parsed::Text(text) => builder.text(text),
                Parsed::Element(element) => {
                    let attributes = element.attrs().map(|(name, value)| (name.to_owned(), value.to_owned()));
                    builder.open(element.name().to_owned(), attributes.collect());
                }
                _ => {}
            },
            Edge::Close(node) if node.value().is_element() => builder.close(),
            Edge::Close(_) => {}
        }
    }
    builder.finish()
}

//! HTML as a tree, where there is no browser to parse it.

use ego_tree::iter::Edge;
use scraper::{Html, Node as Parsed};

use crate::tree::{Builder, Node};

/// Parses a page.
pub fn parse_html(html: &str) -> Node {
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

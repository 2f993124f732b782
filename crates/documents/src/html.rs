//! HTML as a text with cell grids. Nothing of it is ever executed or shown as markup.

use annual_report::Source;

use crate::composer::Composer;
use crate::tree::{Element, Node};

/// The text and the tables of a page, or of what a clipboard holds.
///
/// ```
/// use documents::tree::Builder;
///
/// let mut tree = Builder::new();
/// tree.open("p".to_owned(), Vec::new());
/// tree.text("一、总体情况");
/// tree.close();
/// assert_eq!(documents::html::source_of(&tree.finish()).text(), "一、总体情况");
/// ```
pub fn source_of(root: &Node) -> Source {
    let mut writer = Writer::default();
    writer.node(root);
    writer.composer.finish()
}

#[derive(Default)]
struct Writer {
    composer: Composer,
    preformatted: bool,
}

impl Writer {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Text(words) => self.words(words),
            Node::Element(element) => self.element(element),
        }
    }

    fn element(&mut self, element: &Element) {
        if is_left_out(element) {
            return;
        }
        let in_cell = self.composer.in_cell();
        match element.name.as_str() {
            "br" => self.composer.break_line(),
            "img" | "image" | "v:imagedata" | "canvas" => self.composer.picture(),
            "table" if !in_cell && !is_layout(element) => self.table(element),
            "pre" if !in_cell => {
                self.composer.end_line();
                self.preformatted = true;
                self.children(element);
                self.preformatted = false;
                self.composer.end_line();
            }
            name if is_block(name) => {
                self.composer.end_line();
                self.children(element);
                self.composer.end_line();
            }
            _ => self.children(element),
        }
    }

    fn children(&mut self, element: &Element) {
        element.children.iter().for_each(|child| self.node(child));
    }

    fn words(&mut self, words: &str) {
        if self.preformatted {
            // Tabs and columns by spaces are what a preformatted table is made of.
            self.composer.write(&words.replace(['\r', '\x0c'], ""));
            return;
        }
        let is_blank = |character| matches!(character, ' ' | '\t' | '\n' | '\r' | '\x0c');
        for (at, word) in words.split(is_blank).enumerate() {
            if at > 0 {
                self.composer.space();
            }
            self.composer.write(word);
        }
    }

    fn table(&mut self, table: &Element) {
        self.composer.end_line();
        let mut parts = Parts::default();
        collect(table, &mut parts);
        for caption in parts.captions {
            self.children(caption);
            self.composer.end_line();
        }
        self.composer.begin_table();
        let height = parts.rows.len();
        for (row, element) in parts.rows.iter().enumerate() {
            self.composer.begin_row();
            for cell in element.elements().filter(|cell| matches!(cell.name.as_str(), "td" | "th")) {
                let down = match attribute_number(cell, "rowspan") {
                    0 => height - row,
                    rows => rows.min(height - row),
                };
                self.composer.begin_cell(attribute_number(cell, "colspan"), down);
                if !is_left_out(cell) {
                    self.children(cell);
                }
                self.composer.end_cell();
            }
            self.composer.end_row();
        }
        self.composer.end_table();
    }
}

#[derive(Default)]
struct Parts<'a> {
    captions: Vec<&'a Element>,
    rows: Vec<&'a Element>,
}

fn collect<'a>(element: &'a Element, parts: &mut Parts<'a>) {
    for child in element.elements() {
        match child.name.as_str() {
            "tr" if !is_left_out(child) => parts.rows.push(child),
            "caption" => parts.captions.push(child),
            "thead" | "tbody" | "tfoot" => collect(child, parts),
            _ => {}
        }
    }
}

fn attribute_number(element: &Element, name: &str) -> usize {
    element.attribute(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1)
}

/// A table that only arranges a page: it holds another table, whole paragraphs of prose, or words outside of cells.
fn is_layout(table: &Element) -> bool {
    let mut parts = Parts::default();
    collect(table, &mut parts);
    let is_words = |node: &Node| matches!(node, Node::Text(words) if !words.trim().is_empty());
    if parts.rows.is_empty() || parts.rows.iter().any(|row| row.children.iter().any(is_words)) {
        return true;
    }
    let mut cells = parts.rows.iter().flat_map(|row| row.elements());
    cells.any(|cell| {
        let mut words = 0;
        let mut sentences = 0;
        holds_table(cell, &mut words, &mut sentences) || (sentences >= 2 && words > 600)
    })
}

fn holds_table(element: &Element, words: &mut usize, sentences: &mut usize) -> bool {
    element.children.iter().any(|child| match child {
        Node::Text(text) => {
            *words += text.len();
            *sentences += text.matches('。').count();
            false
        }
        Node::Element(inner) => inner.name == "table" || holds_table(inner, words, sentences),
    })
}

fn is_left_out(element: &Element) -> bool {
    const NAMES: &[&str] = &[
        "script", "style", "head", "title", "template", "noscript", "iframe", "object", "select", "option", "button",
        "textarea", "input", "svg", "math", "xml",
    ];
    let hidden = |style: &str| {
        let style: String = style.to_ascii_lowercase().split_ascii_whitespace().collect();
        style.contains("display:none") || style.contains("mso-hide:all")
    };
    NAMES.contains(&element.name.as_str())
        || element.attribute("hidden").is_some()
        || element.attribute("style").is_some_and(hidden)
}

fn is_block(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "p",
        "div",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "nav",
        "aside",
        "blockquote",
        "center",
        "form",
        "fieldset",
        "figure",
        "figcaption",
        "hr",
        "address",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "body",
        "html",
    ];
    NAMES.contains(&name)
}

//! HTML as a text with cell grids. Nothing of it is ever executed or shown as markup.

use gouji_core::Source;

use crate::accounting::Formats;
use crate::composer::{Columns, Composer, MAX_SPAN};
use crate::elements::{is_block, is_left_out, is_raised, style};
use crate::note_marks::is_mark;
use crate::portal::kept;
use crate::tree::{Element, Node};

/// The text and the tables of a page, or of what a clipboard holds.
///
/// ```
/// use gouji_documents::tree::Builder;
///
/// let mut tree = Builder::new();
/// tree.open("p".to_owned(), Vec::new());
/// tree.text("一、总体情况");
/// tree.close();
/// assert_eq!(gouji_documents::html::source_of(&tree.finish()).text(), "一、总体情况");
/// ```
pub fn source_of(root: &Node) -> Source {
    source_with(root, &Formats::default())
}

/// The same, where the page's style sheet says how numbers are shown.
pub(crate) fn source_with(root: &Node, formats: &Formats) -> Source {
    let mut writer =
        Writer { composer: Composer::default(), preformatted: false, has_plain: Vec::new(), last: None, formats };
    writer.node(root);
    writer.end_line();
    writer.composer.finish()
}

struct Writer<'a> {
    composer: Composer,
    preformatted: bool,
    /// For each open block whether it has words that are not raised.
    has_plain: Vec<bool>,
    /// The last character that was written.
    last: Option<char>,
    formats: &'a Formats,
}

impl Writer<'_> {
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
            "br" => {
                self.cut_tools();
                self.composer.break_line();
            }
            "img" | "image" | "v:imagedata" | "canvas" => self.composer.picture(),
            "table" if !in_cell && !is_layout(element) => self.table(element),
            "pre" if !in_cell => {
                self.end_line();
                self.preformatted = true;
                self.children(element);
                self.preformatted = false;
                self.end_line();
            }
            name if is_block(name) => {
                self.end_line();
                self.block(element);
                self.end_line();
            }
            _ if is_raised(element) && self.is_mark(element) => {}
            _ => self.children(element),
        }
    }

    /// Whether a raised element is the mark of a note: a sign beside other words, which is not part of them.
    fn is_mark(&self, element: &Element) -> bool {
        let mut words = String::new();
        collect_words(element, &mut words);
        self.has_plain.last() == Some(&true)
            && is_mark(words.trim())
            && !self.last.is_some_and(|last| last.is_ascii_alphabetic())
    }

    /// The content of a block or a cell.
    fn block(&mut self, element: &Element) {
        self.has_plain.push(has_plain_words(element));
        self.last = None;
        self.children(element);
        self.has_plain.pop();
    }

    fn children(&mut self, element: &Element) {
        element.children.iter().for_each(|child| self.node(child));
    }

    fn end_line(&mut self) {
        self.cut_tools();
        self.composer.end_line();
    }

    /// Lines of the portal leave nothing.
    fn cut_tools(&mut self) {
        if !self.composer.in_cell() && !self.preformatted {
            let kept = kept(self.composer.line());
            self.composer.cut_line(kept);
        }
    }

    fn words(&mut self, words: &str) {
        self.last = words.trim_end().chars().last().or(self.last);
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
        self.end_line();
        let mut parts = Parts::default();
        collect(table, &mut parts);
        for caption in parts.captions {
            self.children(caption);
            self.end_line();
        }
        self.composer.begin_table();
        let height = parts.rows.len();
        // Excel hides a column by its <col> and writes its cells all the same.
        let has_hidden = parts.hidden.contains(&true);
        let mut columns = Columns::default();
        for (row, element) in parts.rows.iter().enumerate() {
            self.composer.begin_row();
            // Editors hide the cells that a merged one covers.
            let cells = element.elements().filter(|cell| matches!(cell.name.as_str(), "td" | "th"));
            for cell in cells.filter(|cell| !is_left_out(cell)) {
                let down = match attribute_number(cell, "rowspan") {
                    0 => height - row,
                    rows => rows.clamp(1, height - row),
                };
                let mut across = attribute_number(cell, "colspan").clamp(1, MAX_SPAN);
                if has_hidden {
                    let column = columns.place(across, down);
                    across -= parts.hidden.iter().skip(column).take(across).filter(|hidden| **hidden).count();
                }
                // Excel writes blank cells side by side as one, which is no merged cell.
                let apart = across < 30 && style(cell).contains("mso-ignore:colspan");
                let (pieces, across) = if apart { (across, 1) } else { (across.min(1), across) };
                for piece in 0..pieces {
                    self.composer.begin_cell(across, down);
                    if piece == 0 && self.formats.shows_zero(cell) {
                        self.composer.write("0");
                    } else if piece == 0 {
                        self.block(cell);
                    }
                    self.composer.end_cell();
                }
            }
            columns.next_row();
            self.composer.end_row();
        }
        self.composer.end_table();
    }
}

#[derive(Default)]
struct Parts<'a> {
    captions: Vec<&'a Element>,
    rows: Vec<&'a Element>,
    /// Of the columns that are described, which are hidden.
    hidden: Vec<bool>,
}

fn collect<'a>(element: &'a Element, parts: &mut Parts<'a>) {
    for child in element.elements() {
        match child.name.as_str() {
            "tr" if !is_left_out(child) => parts.rows.push(child),
            "caption" => parts.captions.push(child),
            "col" if parts.hidden.len() <= MAX_SPAN => {
                let columns = attribute_number(child, "span").min(MAX_SPAN);
                parts.hidden.extend(std::iter::repeat_n(style(child).contains("display:none"), columns));
            }
            "thead" | "tbody" | "tfoot" | "colgroup" => collect(child, parts),
            _ => {}
        }
    }
}

/// Whether words stand in an element that are not raised and not of a block inside of it.
fn has_plain_words(element: &Element) -> bool {
    element.children.iter().any(|child| match child {
        Node::Text(words) => !words.trim().is_empty(),
        Node::Element(inner) => {
            !is_left_out(inner) && !is_raised(inner) && !is_block(&inner.name) && has_plain_words(inner)
        }
    })
}

fn collect_words(element: &Element, words: &mut String) {
    for child in &element.children {
        match child {
            Node::Text(own) => words.push_str(own),
            Node::Element(inner) => collect_words(inner, words),
        }
    }
}

fn attribute_number(element: &Element, name: &str) -> usize {
    element.attribute(name).and_then(|value| value.trim().parse().ok()).unwrap_or(1)
}

/// A table that only arranges a page: it has one column, holds another table, whole paragraphs of prose, or words outside of
/// cells.
fn is_layout(table: &Element) -> bool {
    let mut parts = Parts::default();
    collect(table, &mut parts);
    let is_words = |node: &Node| matches!(node, Node::Text(words) if !words.trim().is_empty());
    if parts.rows.is_empty() || parts.rows.iter().any(|row| row.children.iter().any(is_words)) {
        return true;
    }
    let mut cells = parts.rows.iter().flat_map(|row| row.elements());
    parts.rows.iter().all(|row| row.elements().nth(1).is_none())
        || cells.any(|cell| {
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

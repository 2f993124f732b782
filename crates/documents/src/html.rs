//! HTML as a text with cell grids: a paragraph is a line, a table row is a line with its cells between tabs, a break
//! inside a cell is a space, a merged cell is written once. Nothing of it is ever executed or shown as markup.

use annual_report::{Grid, GridCell, Source, Span};

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
    writer.end_line();
    // A grid that ends in blank cells keeps its place.
    let kept = writer.grids.last().map_or(0, |grid| grid.span.end as usize);
    while writer.text.len() > kept && writer.text.ends_with('\n') {
        writer.text.pop();
    }
    Source::structured(writer.text, writer.grids, writer.pictures)
}

#[derive(Default)]
struct Writer {
    text: String,
    grids: Vec<Grid>,
    pictures: Vec<Span>,
    /// White space seen since the last word; written only between words of one line.
    space: bool,
    /// Inside a cell, where lines become spaces.
    in_cell: bool,
    preformatted: bool,
    /// Where the line or cell began: no space is written there.
    start: usize,
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
        match element.name.as_str() {
            "br" if self.in_cell => self.space = true,
            "br" => {
                self.text.push('\n');
                self.begin();
            }
            "img" | "image" | "v:imagedata" | "canvas" => self.pictures.push(Span::at(self.text.len())),
            "table" if !self.in_cell && !is_layout(element) => self.table(element),
            "pre" if !self.in_cell => {
                self.end_line();
                self.preformatted = true;
                self.children(element);
                self.preformatted = false;
                self.end_line();
            }
            name if is_block(name) => {
                self.end_line();
                self.children(element);
                self.end_line();
            }
            _ => self.children(element),
        }
    }

    fn children(&mut self, element: &Element) {
        element.children.iter().for_each(|child| self.node(child));
    }

    fn words(&mut self, words: &str) {
        for character in words.chars() {
            match character {
                '\n' if self.preformatted => {
                    self.text.push('\n');
                    self.begin();
                }
                // Tabs and columns by spaces are what a preformatted table is made of.
                ' ' | '\t' if self.preformatted => self.text.push(character),
                ' ' | '\t' | '\n' | '\r' | '\x0c' => self.space = true,
                _ => {
                    if self.space && self.text.len() > self.start {
                        self.text.push(' ');
                    }
                    self.space = false;
                    self.text.push(character);
                }
            }
        }
    }

    fn end_line(&mut self) {
        if self.in_cell {
            self.space = true;
            return;
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        self.begin();
    }

    fn begin(&mut self) {
        self.space = false;
        self.start = self.text.len();
    }

    fn table(&mut self, table: &Element) {
        self.end_line();
        let mut parts = Parts::default();
        collect(table, &mut parts);
        for caption in parts.captions {
            self.children(caption);
            self.end_line();
        }
        let first = self.text.len();
        let mut grid = Grid::default();
        let mut columns = Columns::default();
        let height = parts.rows.len();
        for (row, element) in parts.rows.iter().enumerate() {
            let before = grid.cells.len();
            for cell in element.elements().filter(|cell| matches!(cell.name.as_str(), "td" | "th")) {
                if grid.cells.len() > before {
                    self.text.push('\t');
                }
                let span = self.cell(cell);
                let across = attribute_number(cell, "colspan").clamp(1, 1000);
                let down = match attribute_number(cell, "rowspan") {
                    0 => height - row,
                    rows => rows.min(height - row),
                };
                let column = columns.place(across, down);
                grid.cells.push(GridCell {
                    row: row as u32,
                    column: column as u32,
                    row_span: down as u32,
                    column_span: across as u32,
                    span,
                });
            }
            columns.next_row();
            if grid.cells.len() > before {
                self.text.push('\n');
                self.begin();
            }
        }
        if !grid.cells.is_empty() {
            grid.span = Span::new(first, self.text.len() - 1);
            self.grids.push(grid);
        }
    }

    /// Writes a cell; its place without the space around its words.
    fn cell(&mut self, cell: &Element) -> Span {
        self.begin();
        let first = self.text.len();
        self.in_cell = true;
        if !is_left_out(cell) {
            self.children(cell);
        }
        self.in_cell = false;
        self.space = false;
        let words = &self.text[first..];
        let inner = words.trim_start_matches(annual_report::matching::is_space);
        let start = self.text.len() - inner.len();
        Span::new(start, start + inner.trim_end_matches(annual_report::matching::is_space).len())
    }
}

/// Which columns cells of earlier rows still cover.
#[derive(Default)]
struct Columns {
    /// Rows still covered below this one, by column.
    covered: Vec<usize>,
    /// The same for cells placed in this row.
    placed: Vec<(usize, usize, usize)>,
    at: usize,
}

/// A row wider than this is no table of a report; further cells are laid out without regard to merged ones.
const MAX_COLUMNS: usize = 4096;

impl Columns {
    /// The column of the next cell, `across` columns wide and `down` rows high.
    fn place(&mut self, across: usize, down: usize) -> usize {
        while self.covered.get(self.at).is_some_and(|rows| *rows > 0) {
            self.at += 1;
        }
        let column = self.at;
        self.at += across;
        if self.at <= MAX_COLUMNS {
            self.placed.push((column, across, down));
        }
        column
    }

    fn next_row(&mut self) {
        self.covered.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        for (column, across, down) in self.placed.drain(..) {
            if self.covered.len() < column + across {
                self.covered.resize(column + across, 0);
            }
            self.covered[column..column + across].fill(down - 1);
        }
        self.at = 0;
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

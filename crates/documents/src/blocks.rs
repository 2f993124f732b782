//! A document as paragraphs and tables: what every reader of a document fills, and [`crate::composed`] writes down.

use crate::note_marks::is_mark;

/// A part of a document, or of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
    /// Another file that was put in here, by the name that the document gives it.
    Chunk(String),
    /// A web page that was put in here.
    Page(String),
}

/// What a paragraph shows, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    parts: Vec<Part>,
}

/// Something that a paragraph shows.
///
/// A reader that has to find its way back into the file numbers the places from which words came (origins) and the
/// paragraphs of the file; a paragraph here is one line and may be several in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words, and the number of their origin.
    Words(String, Option<usize>),
    /// A space, if words stand before it and follow it on this line.
    Space,
    /// The end of a line inside the paragraph, and the number of its origin.
    Break(Option<usize>),
    /// Raised words, as the mark of a note is, and the number of their origin.
    Raised(String, Option<usize>),
    /// A picture stands here, among the words.
    Picture,
    /// A picture hangs here beside the words.
    Floating,
    /// The paragraph of the file with this number begins.
    Begin(usize),
}

/// Rows of cells; a cell that covers others stands in the first row and column that it covers, the covered ones nowhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The rows from top to bottom.
    pub rows: Vec<Row>,
}

/// A row of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// So many columns stand free before the first cell.
    pub before: usize,
    /// The cells from left to right.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// How many columns it covers, at least one.
    pub columns: usize,
    /// How many rows it covers, at least one.
    pub rows: usize,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// Tables in tables in tables: deeper ones are read as if they stood at this depth.
pub const MAX_TABLE_NESTING: usize = 16;

impl Paragraph {
    /// What it shows, in order.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Adds words.
    pub fn write(&mut self, words: &str) {
        match self.parts.last_mut() {
            _ if words.is_empty() => {}
            Some(Part::Words(last, None)) => last.push_str(words),
            _ => self.parts.push(Part::Words(words.to_owned(), None)),
        }
    }

    /// Adds raised words.
    pub fn write_raised(&mut self, words: &str) {
        match self.parts.last_mut() {
            _ if words.is_empty() => {}
            Some(Part::Raised(last, None)) => last.push_str(words),
            _ => self.parts.push(Part::Raised(words.to_owned(), None)),
        }
    }

    /// What it shows as words, without the marks of notes: raised signs beside other words. All that is raised is kept where
    /// nothing else stands, and behind a letter, as in m².
    pub fn shown(&self) -> impl Iterator<Item = &Part> {
        let is_plain =
            |part: &Part| matches!(part, Part::Words(words, _) if words.contains(|it: char| !it.is_whitespace()));
        let has_plain = self.parts.iter().any(is_plain);
        let mut last = None;
        self.parts.iter().filter(move |part| match part {
            Part::Words(words, _) => {
                last = words.chars().last().or(last);
                true
            }
            Part::Raised(words, _) => !has_plain || !is_mark(words) || last.is_some_and(|it| it.is_ascii_alphabetic()),
            _ => true,
        })
    }

    /// The printed number of an item, before its words: 「一、」 as it is, a bare number with a space behind, a dot or
    /// another sign not at all.
    pub fn number(&mut self, number: &str) {
        let number = number.trim();
        // Word's hollow dot is the letter o of another font.
        if !number.contains(char::is_alphanumeric) || number == "o" {
            return;
        }
        self.write(number);
        if number.ends_with(|end: char| end.is_ascii_alphanumeric()) {
            self.space();
        }
    }

    /// All of another paragraph.
    pub fn append(&mut self, other: Paragraph) {
        if self.parts.is_empty() { self.parts = other.parts } else { self.parts.extend(other.parts) }
    }

    /// A space, if words stand before it and follow it on this line.
    pub fn space(&mut self) {
        self.parts.push(Part::Space);
    }

    /// Ends a line inside the paragraph.
    pub fn break_line(&mut self) {
        self.parts.push(Part::Break(None));
    }

    /// A picture stands here, among the words.
    pub fn picture(&mut self) {
        self.parts.push(Part::Picture);
    }

    /// A picture hangs here beside the words.
    pub fn floating_picture(&mut self) {
        self.parts.push(Part::Floating);
    }

    /// Whether nothing was put into it.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

/// What only a reader with a way back into the file needs.
#[cfg(feature = "word")]
impl Paragraph {
    /// Adds words that have an origin.
    pub fn write_from(&mut self, words: String, origin: usize) {
        self.parts.push(Part::Words(words, Some(origin)));
    }

    /// Adds raised words that have an origin.
    pub fn write_raised_from(&mut self, words: String, origin: usize) {
        self.parts.push(Part::Raised(words, Some(origin)));
    }

    /// Ends a line inside the paragraph; what ends it has an origin.
    pub fn break_line_from(&mut self, origin: usize) {
        self.parts.push(Part::Break(Some(origin)));
    }

    /// The paragraph of the file with this number begins.
    pub fn begin(&mut self, number: usize) {
        self.parts.push(Part::Begin(number));
    }

    /// Words before all others, within the first paragraph of the file that stands in this one.
    pub fn write_first(&mut self, words: String) {
        let at = usize::from(matches!(self.parts.first(), Some(Part::Begin(_))));
        self.parts.insert(at, Part::Words(words, None));
    }

    /// The same words without their places in a file.
    pub fn forget_origins(&mut self) {
        self.parts.retain(|part| !matches!(part, Part::Begin(_)));
        for part in &mut self.parts {
            if let Part::Words(_, origin) | Part::Raised(_, origin) | Part::Break(origin) = part {
                *origin = None;
            }
        }
    }

    /// The number of the last paragraph of the file that stands in this one.
    pub fn last_begun(&self) -> Option<usize> {
        let begun = |part: &Part| if let Part::Begin(number) = part { Some(*number) } else { None };
        self.parts.iter().rev().find_map(begun)
    }
}

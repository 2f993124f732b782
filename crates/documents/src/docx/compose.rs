//! Paragraphs and tables of a document as the checked text, with the place of each stretch of it in the part.

use std::collections::BTreeMap;
use std::ops::Range;

use gouji_core::{Source, Span};

use super::body::{Block, Body, Cell, Merge, Paragraph, Piece, PieceKind, Place, Row, Table};
use super::numbering::Numbering;
use super::styles::Styles;
use crate::composer::Composer;

/// The checked text of a document, and where it stands in the part.
#[derive(Debug, Default)]
pub struct Composed<'a> {
    pub source: Source,
    /// In the order of the text, not overlapping; what the document does not hold as words has none.
    pub origins: Vec<Origin>,
    /// Paragraphs in the order of the text.
    pub paragraphs: Vec<ComposedParagraph<'a>>,
}

/// A stretch of checked text and its place in the part.
#[derive(Clone, Debug)]
pub struct Origin {
    pub span: Span,
    /// Its bytes in the part: of its words, or of an element that stands for it.
    pub at: Range<usize>,
    /// Whether each byte of the text is one byte of the part.
    pub linear: bool,
    /// Number of the run.
    pub run: usize,
    /// Number of the element of words.
    pub text: Option<usize>,
    /// Number of the paragraph.
    pub paragraph: usize,
}

/// A paragraph of the checked text and its place in the part.
#[derive(Clone, Debug)]
pub struct ComposedParagraph<'a> {
    pub span: Span,
    /// Where a remark on it can stand: in itself, or in the paragraph to which its text box is anchored.
    pub place: Place<'a>,
    /// It stands in a text box.
    pub in_box: bool,
    /// The cell it stands in, by number; 0 outside of tables.
    pub cell: usize,
}

/// Writes a document.
pub fn compose<'a>(body: &Body<'a>, styles: &Styles, numbering: Numbering) -> Composed<'a> {
    let mut writer = Writer {
        composer: Composer::default(),
        styles,
        numbering,
        origins: Vec::new(),
        paragraphs: Vec::new(),
        host: None,
        cells: 0,
    };
    writer.blocks(&body.blocks);
    Composed { source: writer.composer.finish(), origins: writer.origins, paragraphs: writer.paragraphs }
}

struct Writer<'a, 's> {
    composer: Composer,
    styles: &'s Styles,
    numbering: Numbering,
    origins: Vec<Origin>,
    paragraphs: Vec<ComposedParagraph<'a>>,
    /// The paragraph to which the text box is anchored that is being written.
    host: Option<Place<'a>>,
    /// Cells begun so far.
    cells: usize,
}

impl<'a> Writer<'a, '_> {
    fn blocks(&mut self, blocks: &[Block<'a>]) {
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            at += 1;
            match block {
                Block::Table(table) if self.composer.in_cell() || !is_layout(table) => self.table(table),
                Block::Table(table) => self.layout(table),
                Block::Paragraph(first) => {
                    // Paragraphs that run into each other are one line; its number is that of the last.
                    let mut line = vec![first];
                    while let Some(Block::Paragraph(next)) = blocks.get(at)
                        && line.last().is_some_and(|it| it.joins_next)
                    {
                        line.push(next);
                        at += 1;
                    }
                    self.line(&line);
                }
            }
        }
    }

    fn line(&mut self, line: &[&Paragraph<'a>]) {
        // The number that Word makes belongs to the paragraph it stands at.
        let mut start = self.composer.position();
        if let Some(last) = line.last().filter(|last| !last.joins_next) {
            let label = self.numbering.label(last.list, last.level, last.style.as_deref(), self.styles);
            if let Some(label) = label {
                self.composer.write(&label);
            }
        }
        for paragraph in line {
            self.paragraph(paragraph, start);
            start = self.composer.position();
        }
        self.composer.end_line();
        for paragraph in line.iter().filter(|it| !it.boxes.is_empty()) {
            let outer = self.host.clone();
            self.host.get_or_insert_with(|| paragraph.place.clone());
            self.blocks(&paragraph.boxes);
            self.composer.end_line();
            self.host = outer;
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph<'a>, start: usize) {
        let number = self.paragraphs.len();
        self.paragraphs.push(ComposedParagraph {
            span: Span::at(start),
            place: self.host.as_ref().unwrap_or(&paragraph.place).clone(),
            in_box: self.host.is_some(),
            cell: if self.composer.in_cell() { self.cells } else { 0 },
        });
        for piece in &paragraph.pieces {
            self.piece(piece, number);
        }
        let end = self.composer.position();
        if let Some(composed) = self.paragraphs.last_mut() {
            composed.span = Span::new(start, end);
        }
    }

    fn piece(&mut self, piece: &Piece<'a>, paragraph: usize) {
        let (span, linear) = match &piece.kind {
            PieceKind::Words { words, linear } => (self.composer.write(words), *linear),
            PieceKind::Picture => return self.composer.picture(),
            PieceKind::Break => {
                let start = self.composer.position();
                self.composer.break_line();
                (Span::new(start, self.composer.position()), false)
            }
        };
        if !span.is_empty() {
            let (at, run, text) = (piece.at.clone(), piece.run, piece.text);
            self.origins.push(Origin { span, at, linear, run, text, paragraph });
        }
    }

    fn layout(&mut self, table: &Table<'a>) {
        for cell in table.rows.iter().flat_map(|row| &row.cells) {
            self.composer.end_line();
            self.blocks(&cell.blocks);
        }
        self.composer.end_line();
    }

    fn table(&mut self, table: &Table<'a>) {
        let heights = heights(table);
        self.composer.begin_table();
        for (at, row) in table.rows.iter().enumerate() {
            self.composer.begin_row();
            self.composer.skip_columns(row.before);
            for (column, cell) in placed(row) {
                let Some(rows) = heights.get(&(at, column)) else { continue };
                self.composer.begin_cell(cell.columns, *rows);
                self.cells += 1;
                self.blocks(&cell.blocks);
                self.composer.end_cell();
            }
            self.composer.end_row();
        }
        self.composer.end_table();
    }
}

/// The cells of a row with the columns in which they begin.
fn placed<'r, 'a>(row: &'r Row<'a>) -> impl Iterator<Item = (usize, &'r Cell<'a>)> {
    row.cells.iter().scan(row.before, |column, cell| {
        let begins = *column;
        *column += cell.columns;
        Some((begins, cell))
    })
}

/// How many rows each cell covers, by row and column; cells that go on one above are not among them.
fn heights(table: &Table) -> BTreeMap<(usize, usize), usize> {
    let mut heights = BTreeMap::new();
    // Cells that may go on in the next row: by column, how wide they are and in which row they begin.
    let mut open: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (at, row) in table.rows.iter().enumerate() {
        let mut next = BTreeMap::new();
        for (column, cell) in placed(row) {
            let above = open.get(&column).filter(|(columns, _)| *columns == cell.columns);
            match (cell.merge, above) {
                (Merge::GoesOn, Some((columns, begins))) => {
                    heights.entry((*begins, column)).and_modify(|rows| *rows += 1);
                    next.insert(column, (*columns, *begins));
                }
                (merge, _) => {
                    heights.insert((at, column), 1);
                    if merge != Merge::None {
                        next.insert(column, (cell.columns, at));
                    }
                }
            }
        }
        open = next;
    }
    heights
}

/// A table that only arranges a page: it holds another table that is not small beside it, or whole paragraphs of prose.
fn is_layout(table: &Table) -> bool {
    let cells: usize = table.rows.iter().map(|row| row.cells.len()).sum();
    table.rows.iter().flat_map(|row| &row.cells).any(|cell| {
        let mut held = Held::default();
        held.look(&cell.blocks);
        held.cells * 4 > cells || (held.sentences >= 2 && held.words > 600)
    })
}

/// What a cell holds.
#[derive(Default)]
struct Held {
    words: usize,
    sentences: usize,
    /// Cells of tables inside.
    cells: usize,
}

impl Held {
    fn look(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    for piece in &paragraph.pieces {
                        if let PieceKind::Words { words, .. } = &piece.kind {
                            self.words += words.len();
                            self.sentences += words.matches('。').count();
                        }
                    }
                    self.look(&paragraph.boxes);
                }
                Block::Table(table) => {
                    for cell in table.rows.iter().flat_map(|row| &row.cells) {
                        self.cells += 1;
                        self.look(&cell.blocks);
                    }
                }
            }
        }
    }
}

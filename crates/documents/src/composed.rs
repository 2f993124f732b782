//! A document as its checked text: paragraphs and tables written into a [`Composer`] in one go, and for readers that
//! number where their words come from, what became of each number.

use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::{Source, Span};

use crate::blocks::{Block, Cell, Paragraph, Part, Table};
use crate::composer::Composer;

/// The checked text of a document.
#[derive(Debug, Default)]
pub struct Composed {
    /// The text with its tables.
    pub source: Source,
    /// The stretches of the text that have an origin, in their order, not overlapping.
    pub stretches: Vec<Stretch>,
    /// The paragraphs of the file that have a number, in the order of the text.
    pub paragraphs: Vec<ComposedParagraph>,
}

/// A stretch of the text that has an origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it stands in the text.
    pub span: Span,
    /// The number of its origin.
    pub origin: usize,
    /// Which of [`Composed::paragraphs`] it stands in.
    pub paragraph: usize,
}

/// A paragraph of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComposedParagraph {
    /// Where it stands in the text.
    pub span: Span,
    /// Its number.
    pub number: usize,
    /// The cell it stands in, counted from 1; 0 outside of tables.
    pub cell: usize,
}

/// Writes a document.
///
/// # Errors
/// A document without words: nothing is in it, or pictures only.
pub fn compose(blocks: &[Block]) -> Result<Composed, Problem> {
    let mut writer = Writer::default();
    writer.blocks(blocks);
    let source = writer.composer.finish();
    if !source.text().trim().is_empty() {
        return Ok(Composed { source, stretches: writer.stretches, paragraphs: writer.paragraphs });
    }
    let (kind, message) = if source.pictures().is_empty() {
        (ProblemKind::Empty, "这个文件里没有文字。请确认选对了文件；或打开它，全选后复制，再粘贴到这里。")
    } else {
        (
            ProblemKind::NoText,
            "这个文件里只有图片，没有文字，无法检查。请选择报告的文字版；只有扫描件的，请先用文字识别软件转成文字。",
        )
    };
    Err(Problem { kind, message: message.to_owned() })
}

/// The document as a source.
///
/// # Errors
/// As [`compose`].
pub fn source_of(blocks: &[Block]) -> Result<Source, Problem> {
    compose(blocks).map(|composed| composed.source)
}

#[derive(Default)]
struct Writer {
    composer: Composer,
    stretches: Vec<Stretch>,
    paragraphs: Vec<ComposedParagraph>,
    /// Cells begun so far.
    cells: usize,
    /// The innermost open cell; 0 outside of tables.
    cell: usize,
}

impl Writer {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => self.paragraph(paragraph),
                // A table in a cell becomes words of the cell, whatever it is.
                Block::Table(table) if !self.composer.in_cell() && is_layout(table) => {
                    for cell in cells(table) {
                        self.composer.end_line();
                        self.blocks(&cell.blocks);
                    }
                    self.composer.end_line();
                }
                Block::Table(table) => self.table(table),
                // What was put in is put in its place before, or cannot be read.
                Block::Chunk(_) | Block::Page(_) => self.composer.floating_picture(),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &Paragraph) {
        // A printed number belongs to the first paragraph of the file that stands in this line.
        let mut open = None;
        for part in paragraph.shown() {
            match part {
                Part::Words(words, origin) | Part::Raised(words, origin) => {
                    let span = self.composer.write(words);
                    self.stretch(span, *origin);
                }
                Part::Space => self.composer.space(),
                Part::Break(origin) => {
                    let start = self.composer.position();
                    self.composer.break_line();
                    self.stretch(Span::new(start, self.composer.position()), *origin);
                }
                Part::Picture => self.composer.picture(),
                Part::Floating => self.composer.floating_picture(),
                Part::Begin(number) => {
                    self.end_paragraph(open.replace(*number));
                    let span = Span::at(self.composer.position());
                    self.paragraphs.push(ComposedParagraph { span, number: *number, cell: self.cell });
                }
            }
        }
        self.end_paragraph(open);
        self.composer.end_line();
    }

    fn stretch(&mut self, span: Span, origin: Option<usize>) {
        if let (Some(origin), Some(paragraph)) = (origin, self.paragraphs.len().checked_sub(1))
            && !span.is_empty()
        {
            self.stretches.push(Stretch { span, origin, paragraph });
        }
    }

    /// Ends the paragraph of the file, if one is open.
    fn end_paragraph(&mut self, open: Option<usize>) {
        if let (Some(_), Some(paragraph)) = (open, self.paragraphs.last_mut()) {
            paragraph.span.end = Span::at(self.composer.position()).end;
        }
    }

    fn table(&mut self, table: &Table) {
        self.composer.begin_table();
        for row in &table.rows {
            self.composer.begin_row();
            self.composer.skip_columns(row.before);
            for cell in &row.cells {
                self.composer.begin_cell(cell.columns, cell.rows);
                self.cells += 1;
                let around = std::mem::replace(&mut self.cell, self.cells);
                self.blocks(&cell.blocks);
                self.cell = around;
                self.composer.end_cell();
            }
            self.composer.end_row();
        }
        self.composer.end_table();
    }
}

fn cells(table: &Table) -> impl Iterator<Item = &Cell> {
    table.rows.iter().flat_map(|row| &row.cells)
}

/// A table that only arranges a page: it holds another table that is not small beside it, or whole paragraphs of prose.
fn is_layout(table: &Table) -> bool {
    let count = cells(table).count();
    cells(table).any(|cell| {
        let mut held = Held::default();
        held.look(&cell.blocks);
        held.cells * 4 > count || (held.sentences >= 2 && held.words > 600)
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
                    for part in paragraph.parts() {
                        if let Part::Words(words, _) = part {
                            self.words += words.len();
                            self.sentences += words.matches('。').count();
                        }
                    }
                }
                Block::Table(table) => {
                    for cell in cells(table) {
                        self.cells += 1;
                        self.look(&cell.blocks);
                    }
                }
                Block::Chunk(_) | Block::Page(_) => {}
            }
        }
    }
}

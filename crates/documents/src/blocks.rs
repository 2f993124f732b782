//! A document as paragraphs and tables, for formats whose cells are known only when the table ends, or whose tables may
//! hold tables. It is written into a [`Composer`] in one go.

use gouji_core::Source;
use gouji_core::finding::{Problem, ProblemKind};

use crate::composer::Composer;

/// A part of a document, or of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A table.
    Table(Table),
}

/// What a paragraph shows, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paragraph {
    parts: Vec<Part>,
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

/// The document as a source.
///
/// # Errors
/// A document without words: nothing is in it, or pictures only.
pub fn source_of(blocks: &[Block]) -> Result<Source, Problem> {
    let mut composer = Composer::default();
    write(blocks, &mut composer);
    let source = composer.finish();
    if !source.text().trim().is_empty() {
        return Ok(source);
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

impl Paragraph {
    /// Adds words.
    pub fn write(&mut self, words: &str) {
        match self.parts.last_mut() {
            _ if words.is_empty() => {}
            Some(Part::Words(last)) => last.push_str(words),
            _ => self.parts.push(Part::Words(words.to_owned())),
        }
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
        self.parts.push(Part::Break);
    }

    /// A picture stands here.
    pub fn picture(&mut self) {
        self.parts.push(Part::Picture);
    }

    /// Whether nothing was put into it.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Words(String),
    Space,
    Break,
    Picture,
}

fn write(blocks: &[Block], composer: &mut Composer) {
    for block in blocks {
        match block {
            Block::Paragraph(paragraph) => {
                for part in &paragraph.parts {
                    match part {
                        Part::Words(words) => {
                            composer.write(words);
                        }
                        Part::Space => composer.space(),
                        Part::Break => composer.break_line(),
                        Part::Picture => composer.picture(),
                    }
                }
                composer.end_line();
            }
            Block::Table(table) if table.is_layout() => {
                table.cells().for_each(|cell| write(&cell.blocks, composer));
            }
            Block::Table(table) => {
                composer.begin_table();
                for row in &table.rows {
                    composer.begin_row();
                    composer.skip_columns(row.before);
                    for cell in &row.cells {
                        composer.begin_cell(cell.columns, cell.rows);
                        write(&cell.blocks, composer);
                        composer.end_cell();
                    }
                    composer.end_row();
                }
                composer.end_table();
            }
        }
    }
}

impl Table {
    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|row| &row.cells)
    }

    /// A table that only arranges a page: it holds another table that is not small beside it, or whole paragraphs of
    /// prose.
    fn is_layout(&self) -> bool {
        let cells = self.cells().count();
        self.cells().any(|cell| {
            let mut held = Held::default();
            held.look(&cell.blocks);
            held.cells * 4 > cells || (held.sentences >= 2 && held.words > 600)
        })
    }
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
                    for part in &paragraph.parts {
                        if let Part::Words(words) = part {
                            self.words += words.len();
                            self.sentences += words.matches('。').count();
                        }
                    }
                }
                Block::Table(table) => {
                    for cell in table.cells() {
                        self.cells += 1;
                        self.look(&cell.blocks);
                    }
                }
            }
        }
    }
}

//! The main part of a Word document (`document.xml`) as paragraphs and tables, each word with its place in the part.

use std::borrow::Cow;
use std::ops::Range;

use gouji_core::finding::{Problem, ProblemKind};

use super::names::{Space, is_on, number, space, word};
use super::no_document;
use super::styles::Styles;
use crate::xml::{Event, Reader, Tag};

/// What stands in a document, in its order.
#[derive(Debug, Default)]
pub struct Body<'a> {
    pub blocks: Vec<Block<'a>>,
    /// Every run with something that can be seen.
    pub runs: Vec<Run<'a>>,
    /// Every element of words in them.
    pub texts: Vec<TextElement<'a>>,
    /// The name of its root.
    pub name: &'a str,
    /// The name space of its elements, the usual or the strict one.
    pub namespace: &'a str,
}

/// A paragraph or a table.
#[derive(Debug)]
pub enum Block<'a> {
    Paragraph(Paragraph<'a>),
    Table(Table<'a>),
}

/// A paragraph.
#[derive(Debug, Default)]
pub struct Paragraph<'a> {
    pub pieces: Vec<Piece<'a>>,
    /// What its text boxes hold.
    pub boxes: Vec<Block<'a>>,
    pub style: Option<Cow<'a, str>>,
    pub list: Option<u32>,
    pub level: Option<u32>,
    /// Its end is deleted or hidden: the next paragraph goes on in the same line.
    pub joins_next: bool,
    pub place: Place<'a>,
}

/// Where in the part a remark on a paragraph can stand.
#[derive(Clone, Debug, Default)]
pub struct Place<'a> {
    /// From behind its properties to before its end tag.
    pub content: Range<usize>,
    /// `<w:p/>`: there is nothing between its tags, because there is one only.
    pub is_empty: bool,
    /// The name of its tag.
    pub name: &'a str,
}

/// Something that a run shows.
#[derive(Debug)]
pub struct Piece<'a> {
    pub kind: PieceKind<'a>,
    /// Its place in the part: words without their tags, anything else as an element.
    pub at: Range<usize>,
    /// The run it stands in, by number.
    pub run: usize,
    /// The element of words it stands in, by number.
    pub text: Option<usize>,
}

/// What a run shows.
#[derive(Debug)]
pub enum PieceKind<'a> {
    /// Words, as long as their place in the part when `linear`.
    Words {
        words: Cow<'a, str>,
        linear: bool,
    },
    Break,
    Picture,
}

/// The place of a run.
#[derive(Clone, Debug, Default)]
pub struct Run<'a> {
    pub element: Range<usize>,
    /// Its begin tag.
    pub tag: Range<usize>,
    /// From behind its properties to before its end tag.
    pub content: Range<usize>,
    /// Its properties (`w:rPr`), empty without.
    pub properties: Range<usize>,
    /// A record of older properties in them.
    pub old_properties: Range<usize>,
    pub name: &'a str,
    /// It declares a name space of its own.
    pub declares: bool,
    /// Someone's tracked insertion.
    pub inserted: bool,
    /// It can be cut in two: it stands directly in a paragraph, and holds nothing but what is written here.
    pub divisible: bool,
}

/// The place of an element of words (`w:t`).
#[derive(Clone, Debug, Default)]
pub struct TextElement<'a> {
    pub element: Range<usize>,
    /// Its words as they stand in the part.
    pub content: Range<usize>,
    pub name: &'a str,
    /// It says that space at its ends counts.
    pub keeps_space: bool,
}

/// A table.
#[derive(Debug, Default)]
pub struct Table<'a> {
    pub rows: Vec<Row<'a>>,
}

/// A row of a table.
#[derive(Debug, Default)]
pub struct Row<'a> {
    /// Columns without a cell before the first one.
    pub before: usize,
    pub cells: Vec<Cell<'a>>,
}

/// A cell of a table.
#[derive(Debug)]
pub struct Cell<'a> {
    /// Columns it covers.
    pub columns: usize,
    /// It goes on in the rows below, or goes on the one above.
    pub merge: Merge,
    pub blocks: Vec<Block<'a>>,
}

/// How a cell is merged with those above and below.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Merge {
    #[default]
    None,
    Begins,
    GoesOn,
}

/// Reads the main part.
pub fn read<'a>(text: &'a str, part: &'a str, styles: &'a Styles) -> Result<Body<'a>, Problem> {
    let mut parser = Parser {
        reader: Reader::new(text, part),
        styles,
        body: Body::default(),
        fields: Vec::new(),
        inserted: 0,
        things: 0,
        in_box: 0,
    };
    let mut blocks = Vec::new();
    while let Some(event) = parser.reader.next()? {
        match event {
            Event::Open(tag) if word(&tag) == "document" && parser.reader.depth() == 1 => {
                (parser.body.name, parser.body.namespace) = (tag.full_name(), tag.namespace);
            }
            Event::Open(tag) if word(&tag) == "body" => {}
            Event::Open(_) if parser.reader.depth() == 1 => return Err(no_document()),
            Event::Open(tag) => parser.block(&tag, &mut blocks)?,
            Event::Close | Event::Words(_) => {}
        }
    }
    Ok(Body { blocks, ..parser.body })
}

/// More paragraphs, cells and runs than this has no document that people made.
const MAX_THINGS: usize = 1_000_000;

/// No table of a report is wider.
const MAX_COLUMNS: u32 = 1_000;

/// How a child of a run is shown.
#[derive(Clone, Copy)]
struct Shown {
    run: usize,
    hidden: bool,
    /// It stands in the run itself, so that the run can be cut there.
    directly: bool,
}

struct Parser<'a> {
    reader: Reader<'a>,
    styles: &'a Styles,
    body: Body<'a>,
    /// Open fields: whether their instruction is being given, which is not read.
    fields: Vec<bool>,
    /// Tracked insertions around this place.
    inserted: usize,
    things: usize,
    /// Text boxes around this place.
    in_box: usize,
}

impl<'a> Parser<'a> {
    /// What comes next inside of an element that was open at `depth`; `None` at its end.
    fn child(&mut self, depth: usize) -> Result<Option<Event<'a>>, Problem> {
        let event = self.reader.next()?;
        Ok(event.filter(|_| self.reader.depth() >= depth))
    }

    fn count(&mut self) -> Result<(), Problem> {
        self.things += 1;
        if self.things > MAX_THINGS { Err(too_much()) } else { Ok(()) }
    }

    /// A child of a body, a cell or a text box.
    fn block(&mut self, tag: &Tag<'a>, blocks: &mut Vec<Block<'a>>) -> Result<(), Problem> {
        match word(tag) {
            "p" => {
                let paragraph = self.paragraph(tag)?;
                blocks.push(Block::Paragraph(paragraph));
                Ok(())
            }
            "tbl" => {
                let table = self.table()?;
                blocks.push(Block::Table(table));
                Ok(())
            }
            "ins" | "moveTo" => {
                self.inserted += 1;
                let read = self.blocks(blocks);
                self.inserted -= 1;
                read
            }
            "sdt" | "sdtContent" | "customXml" | "smartTag" | "body" | "document" => self.blocks(blocks),
            "" if is_alternatives(tag) => self.alternatives(&mut |parser, tag| parser.block(tag, blocks)),
            _ => self.reader.skip(),
        }
    }

    fn blocks(&mut self, blocks: &mut Vec<Block<'a>>) -> Result<(), Problem> {
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            if let Event::Open(tag) = event {
                self.block(&tag, blocks)?;
            }
        }
        Ok(())
    }

    /// The first choice of what is offered, or else the fallback.
    fn alternatives(
        &mut self,
        read: &mut dyn FnMut(&mut Self, &Tag<'a>) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let mut chosen = false;
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            let Event::Open(tag) = event else { continue };
            if chosen || space(&tag) != Space::Compatibility || !matches!(tag.name, "Choice" | "Fallback") {
                self.reader.skip()?;
                continue;
            }
            chosen = true;
            let depth = self.reader.depth();
            while let Some(event) = self.child(depth)? {
                if let Event::Open(tag) = event {
                    read(self, &tag)?;
                }
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, tag: &Tag<'a>) -> Result<Paragraph<'a>, Problem> {
        self.count()?;
        let start = self.reader.range().end;
        let place = Place { content: start..start, is_empty: tag.is_empty, name: tag.full_name() };
        let mut paragraph = Paragraph { place, ..Paragraph::default() };
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            match event {
                Event::Open(tag) if word(&tag) == "pPr" => {
                    self.paragraph_properties(&mut paragraph)?;
                    if paragraph.pieces.is_empty() {
                        paragraph.place.content = self.reader.range().end..self.reader.range().end;
                    }
                }
                Event::Open(tag) => self.inline(&tag, &mut paragraph)?,
                Event::Close | Event::Words(_) => {}
            }
        }
        paragraph.place.content.end = paragraph.place.content.start.max(self.reader.range().start);
        // An instruction that is never closed must not swallow the rest of the document.
        self.fields.fill(false);
        Ok(paragraph)
    }

    fn paragraph_properties(&mut self, paragraph: &mut Paragraph<'a>) -> Result<(), Problem> {
        let depth = self.reader.depth();
        let mut in_mark = false;
        while let Some(event) = self.child(depth)? {
            match event {
                Event::Open(tag) => match word(&tag) {
                    "pStyle" => paragraph.style = tag.attribute("val"),
                    "numId" => paragraph.list = number(&tag, "val"),
                    "ilvl" => paragraph.level = number(&tag, "val"),
                    "numPr" => {}
                    "rPr" => in_mark = true,
                    "del" | "moveFrom" if in_mark => paragraph.joins_next = true,
                    "vanish" | "specVanish" if in_mark && is_on(&tag) => paragraph.joins_next = true,
                    _ => self.reader.skip()?,
                },
                Event::Close | Event::Words(_) => {}
            }
        }
        Ok(())
    }

    /// A child of a paragraph, or of something inside it that holds runs.
    fn inline(&mut self, tag: &Tag<'a>, paragraph: &mut Paragraph<'a>) -> Result<(), Problem> {
        match word(tag) {
            "r" => self.run(tag, paragraph),
            "ins" | "moveTo" => {
                self.inserted += 1;
                let read = self.inlines(paragraph);
                self.inserted -= 1;
                read
            }
            "hyperlink" | "sdt" | "sdtContent" | "smartTag" | "customXml" | "fldSimple" | "dir" | "bdo" => {
                self.inlines(paragraph)
            }
            "" if is_alternatives(tag) => self.alternatives(&mut |parser, tag| parser.inline(tag, paragraph)),
            "" if space(tag) == Space::Math => self.math(paragraph),
            _ => self.reader.skip(),
        }
    }

    fn inlines(&mut self, paragraph: &mut Paragraph<'a>) -> Result<(), Problem> {
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            if let Event::Open(tag) = event {
                self.inline(&tag, paragraph)?;
            }
        }
        Ok(())
    }

    /// The characters of a formula.
    fn math(&mut self, paragraph: &mut Paragraph<'a>) -> Result<(), Problem> {
        self.count()?;
        let start = self.reader.range().start;
        let run = self.body.runs.len();
        self.body.runs.push(Run::default());
        let depth = self.reader.depth();
        let mut in_words = 0;
        while let Some(event) = self.child(depth)? {
            match event {
                Event::Open(tag) if space(&tag) == Space::Math && tag.name == "t" => in_words = self.reader.depth(),
                Event::Close if self.reader.depth() < in_words => in_words = 0,
                Event::Words(words) if in_words == self.reader.depth() => {
                    let kind = PieceKind::Words { words: plain(words.text), linear: false };
                    paragraph.pieces.push(Piece { kind, at: self.reader.range(), run, text: None });
                    self.count()?;
                }
                _ => {}
            }
        }
        let element = start..self.reader.range().end;
        if let Some(run) = self.body.runs.get_mut(run) {
            *run = Run { element, ..Run::default() };
        }
        Ok(())
    }

    fn run(&mut self, tag: &Tag<'a>, paragraph: &mut Paragraph<'a>) -> Result<(), Problem> {
        let tag_range = self.reader.range();
        let mut run = Run {
            element: tag_range.clone(),
            content: tag_range.end..tag_range.end,
            properties: tag_range.end..tag_range.end,
            name: tag.full_name(),
            declares: declares(tag),
            inserted: self.inserted > 0,
            tag: tag_range,
            ..Run::default()
        };
        let number = self.body.runs.len();
        self.body.runs.push(Run { divisible: true, ..Run::default() });
        let pieces = paragraph.pieces.len();
        let mut hidden = self.styles.hides(paragraph.style.as_deref()).unwrap_or(false);
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            match event {
                Event::Open(tag) if word(&tag) == "rPr" => {
                    let start = self.reader.range().start;
                    hidden = self.run_properties(&mut run.old_properties)?.unwrap_or(hidden);
                    run.properties = start..self.reader.range().end;
                    run.content = run.properties.end..run.properties.end;
                }
                Event::Open(tag) => self.shown(&tag, Shown { run: number, hidden, directly: true }, paragraph)?,
                Event::Close | Event::Words(_) => {}
            }
        }
        run.content.end = run.content.start.max(self.reader.range().start);
        run.element.end = self.reader.range().end;
        if paragraph.pieces.len() == pieces && self.body.runs.len() == number + 1 {
            self.body.runs.pop();
        } else if let Some(place) = self.body.runs.get_mut(number) {
            run.divisible = place.divisible && self.in_box == 0;
            *place = run;
        }
        Ok(())
    }

    /// Whether the properties of a run hide its words.
    fn run_properties(&mut self, old: &mut Range<usize>) -> Result<Option<bool>, Problem> {
        let depth = self.reader.depth();
        let mut hidden = None;
        while let Some(event) = self.child(depth)? {
            let Event::Open(tag) = event else { continue };
            match word(&tag) {
                "vanish" => hidden = Some(is_on(&tag)),
                "rStyle" => hidden = hidden.or(self.styles.hides(tag.attribute("val").as_deref())),
                "rPrChange" => {
                    let start = self.reader.range().start;
                    self.reader.skip()?;
                    *old = start..self.reader.range().end;
                }
                _ => {}
            }
        }
        Ok(hidden)
    }

    /// A child of a run.
    fn shown(&mut self, tag: &Tag<'a>, how: Shown, paragraph: &mut Paragraph<'a>) -> Result<(), Problem> {
        let Shown { run, hidden, .. } = how;
        let name = word(tag);
        if name == "fldChar" {
            match tag.attribute("fldCharType").as_deref() {
                Some("begin") => self.fields.push(true),
                Some("separate") => self.fields.last_mut().into_iter().for_each(|instructs| *instructs = false),
                Some("end") => drop(self.fields.pop()),
                _ => {}
            }
            return self.reader.skip();
        }
        if hidden || self.fields.iter().any(|instructs| *instructs) {
            return self.reader.skip();
        }
        let words = match name {
            "t" => return self.words(tag, how, paragraph),
            "tab" | "ptab" => Cow::Borrowed("\t"),
            "noBreakHyphen" => Cow::Borrowed("-"),
            "sym" => match tag.attribute("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok()) {
                Some(code) => {
                    char::from_u32(code).filter(|it| *it >= ' ').map_or("".into(), |it| it.to_string().into())
                }
                None => Cow::Borrowed(""),
            },
            "br" | "cr" => return self.element(PieceKind::Break, run, paragraph),
            "drawing" | "pict" | "object" => return self.drawing(run, paragraph),
            "ruby" => return self.ruby(run, paragraph),
            "" if is_alternatives(tag) => {
                let how = Shown { directly: false, ..how };
                return self.alternatives(&mut |parser, tag| parser.shown(tag, how, paragraph));
            }
            _ => return self.reader.skip(),
        };
        self.element(PieceKind::Words { words, linear: false }, run, paragraph)
    }

    fn element(&mut self, kind: PieceKind<'a>, run: usize, paragraph: &mut Paragraph<'a>) -> Result<(), Problem> {
        self.count()?;
        let start = self.reader.range().start;
        self.reader.skip()?;
        paragraph.pieces.push(Piece { kind, at: start..self.reader.range().end, run, text: None });
        Ok(())
    }

    fn words(&mut self, tag: &Tag<'a>, how: Shown, paragraph: &mut Paragraph<'a>) -> Result<(), Problem> {
        let run = how.run;
        let number = self.body.texts.len();
        let element = self.reader.range();
        let keeps_space = tag.attribute("space").is_some_and(|it| it == "preserve");
        let first = paragraph.pieces.len();
        let mut content = element.end..element.end;
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            match event {
                Event::Words(words) => {
                    self.count()?;
                    let kind = PieceKind::Words { words: plain(words.text), linear: words.exact };
                    let at = self.reader.range();
                    content.end = at.end;
                    paragraph.pieces.push(Piece { kind, at, run, text: Some(number) });
                }
                Event::Open(_) => self.reader.skip()?,
                Event::Close => {}
            }
        }
        content.end = content.end.max(self.reader.range().start);
        let trimmed = !keeps_space && trim(&mut paragraph.pieces, first);
        if !how.directly || declares(tag) || trimmed || (!keeps_space && tag.attribute("space").is_some()) {
            self.keep_whole(run);
        }
        let element = element.start..self.reader.range().end;
        self.body.texts.push(TextElement { element, content, name: tag.full_name(), keeps_space });
        Ok(())
    }

    /// Pictures and text boxes.
    fn drawing(&mut self, run: usize, paragraph: &mut Paragraph<'a>) -> Result<(), Problem> {
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            if let Event::Open(tag) = event {
                self.in_drawing(&tag, run, paragraph)?;
            }
        }
        Ok(())
    }

    fn in_drawing(&mut self, tag: &Tag<'a>, run: usize, paragraph: &mut Paragraph<'a>) -> Result<(), Problem> {
        match (space(tag), tag.name) {
            (Space::Word, "txbxContent") => {
                self.in_box += 1;
                // A field outside goes on around the box, not through it.
                let fields = std::mem::take(&mut self.fields);
                let read = self.blocks(&mut paragraph.boxes);
                self.fields = fields;
                self.in_box -= 1;
                read
            }
            (Space::Drawing, "blip") | (Space::Vml, "imagedata") => self.element(PieceKind::Picture, run, paragraph),
            (Space::Compatibility, "AlternateContent") => {
                self.alternatives(&mut |parser, tag| parser.in_drawing(tag, run, paragraph))
            }
            _ => self.drawing(run, paragraph),
        }
    }

    /// Words with their reading above them: the reading is not read.
    fn ruby(&mut self, run: usize, paragraph: &mut Paragraph<'a>) -> Result<(), Problem> {
        self.keep_whole(run);
        let first = paragraph.pieces.len();
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            let Event::Open(tag) = event else { continue };
            match word(&tag) {
                "rubyBase" => self.inlines(paragraph)?,
                _ => self.reader.skip()?,
            }
        }
        // The runs inside belong to the outer one, which stands in the paragraph.
        for piece in paragraph.pieces.iter_mut().skip(first) {
            (piece.run, piece.text) = (run, None);
        }
        Ok(())
    }

    fn keep_whole(&mut self, run: usize) {
        if let Some(run) = self.body.runs.get_mut(run) {
            run.divisible = false;
        }
    }

    fn table(&mut self) -> Result<Table<'a>, Problem> {
        let mut table = Table::default();
        self.rows(&mut table)?;
        Ok(table)
    }

    fn rows(&mut self, table: &mut Table<'a>) -> Result<(), Problem> {
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            if let Event::Open(tag) = event {
                self.in_table(&tag, table)?;
            }
        }
        Ok(())
    }

    fn in_table(&mut self, tag: &Tag<'a>, table: &mut Table<'a>) -> Result<(), Problem> {
        match word(tag) {
            "tr" => {
                if let Some(row) = self.row()? {
                    table.rows.push(row);
                }
                Ok(())
            }
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => self.rows(table),
            "" if is_alternatives(tag) => self.alternatives(&mut |parser, tag| parser.in_table(tag, table)),
            _ => self.reader.skip(),
        }
    }

    /// A row; nothing, when it is deleted or hidden.
    fn row(&mut self) -> Result<Option<Row<'a>>, Problem> {
        self.count()?;
        let mut row = Row::default();
        let mut left_out = false;
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            match event {
                Event::Open(tag) if word(&tag) == "trPr" => left_out = self.row_properties(&mut row)?,
                Event::Open(tag) => self.in_row(&tag, &mut row)?,
                Event::Close | Event::Words(_) => {}
            }
        }
        Ok((!left_out).then_some(row))
    }

    fn row_properties(&mut self, row: &mut Row<'a>) -> Result<bool, Problem> {
        let mut left_out = false;
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            let Event::Open(tag) = event else { continue };
            match word(&tag) {
                "gridBefore" => row.before = number(&tag, "val").unwrap_or(0).min(MAX_COLUMNS) as usize,
                "del" => left_out = true,
                "hidden" if is_on(&tag) => left_out = true,
                _ => self.reader.skip()?,
            }
        }
        Ok(left_out)
    }

    fn in_row(&mut self, tag: &Tag<'a>, row: &mut Row<'a>) -> Result<(), Problem> {
        match word(tag) {
            "tc" => self.cell(row),
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => {
                let depth = self.reader.depth();
                while let Some(event) = self.child(depth)? {
                    if let Event::Open(tag) = event {
                        self.in_row(&tag, row)?;
                    }
                }
                Ok(())
            }
            "" if is_alternatives(tag) => self.alternatives(&mut |parser, tag| parser.in_row(tag, row)),
            _ => self.reader.skip(),
        }
    }

    fn cell(&mut self, row: &mut Row<'a>) -> Result<(), Problem> {
        self.count()?;
        let mut cell = Cell { columns: 1, merge: Merge::None, blocks: Vec::new() };
        let (mut goes_on_left, mut deleted) = (false, false);
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            match event {
                Event::Open(tag) if word(&tag) == "tcPr" => {
                    let depth = self.reader.depth();
                    while let Some(event) = self.child(depth)? {
                        let Event::Open(tag) = event else { continue };
                        match word(&tag) {
                            "gridSpan" => {
                                cell.columns = number(&tag, "val").unwrap_or(1).clamp(1, MAX_COLUMNS) as usize;
                            }
                            "vMerge" => {
                                let begins = tag.attribute("val").is_some_and(|it| it == "restart");
                                cell.merge = if begins { Merge::Begins } else { Merge::GoesOn };
                            }
                            "hMerge" => goes_on_left = tag.attribute("val").is_none_or(|it| it != "restart"),
                            "cellDel" => deleted = true,
                            _ => self.reader.skip()?,
                        }
                    }
                }
                Event::Open(tag) => self.block(&tag, &mut cell.blocks)?,
                Event::Close | Event::Words(_) => {}
            }
        }
        if deleted {
            return Ok(());
        }
        match row.cells.last_mut() {
            Some(left) if goes_on_left => {
                left.columns += cell.columns;
                left.blocks.append(&mut cell.blocks);
            }
            _ => row.cells.push(cell),
        }
        Ok(())
    }
}

/// Whether a tag declares a name space.
fn declares(tag: &Tag) -> bool {
    tag.attributes().any(|(prefix, name, _)| prefix == "xmlns" || name == "xmlns")
}

fn is_alternatives(tag: &Tag) -> bool {
    space(tag) == Space::Compatibility && tag.name == "AlternateContent"
}

/// Ends of lines and tabs inside an element of words are space. Their length does not change.
fn plain(words: Cow<str>) -> Cow<str> {
    let is_end = |byte: u8| matches!(byte, b'\n' | b'\r' | b'\t');
    if words.bytes().any(is_end) { Cow::Owned(words.replace(['\n', '\r', '\t'], " ")) } else { words }
}

/// Takes away the space around the words of an element, from piece `first` on; whether there was any.
fn trim(pieces: &mut Vec<Piece>, first: usize) -> bool {
    let mut trimmed = false;
    while let Some(Piece { kind: PieceKind::Words { words, linear: true }, at, .. }) =
        pieces.get_mut(first..).and_then(<[_]>::last_mut)
    {
        let length = words.trim_end_matches(' ').len();
        trimmed |= length < words.len();
        at.end -= words.len() - length;
        match words {
            Cow::Borrowed(words) => *words = words.get(..length).unwrap_or(""),
            Cow::Owned(words) => words.truncate(length),
        }
        if length > 0 {
            break;
        }
        pieces.pop();
    }
    if let Some(Piece { kind: PieceKind::Words { words, linear: true }, at, .. }) = pieces.get_mut(first) {
        let before = words.len() - words.trim_start_matches(' ').len();
        trimmed |= before > 0;
        at.start += before;
        match words {
            Cow::Borrowed(words) => *words = words.get(before..).unwrap_or(""),
            Cow::Owned(words) => drop(words.drain(..before)),
        }
    }
    trimmed
}

fn too_much() -> Problem {
    Problem {
        kind: ProblemKind::TooLarge,
        message: "文件里的段落和表格太多，超出可检查的范围。请只保留这一份年度报告，另存为新文件再选择。".to_owned(),
    }
}

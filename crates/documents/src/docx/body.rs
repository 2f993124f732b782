//! The main part of a Word document (`document.xml`) as paragraphs and tables, each word with its place in the part.

use std::borrow::Cow;
use std::ops::Range;

use gouji_core::problem::{Problem, ProblemKind};

use super::equation::words_of_equation;
use super::names::{HINTS_2003, NOTES_2003, Space, is_on, number, space, word};
use super::places::{Numbered, NumberedParagraph, ParagraphPlace, PiecePlace, Run, TextElement};
use super::problems::no_document;
use super::styles::{Look, Styles};
use crate::blocks::{Block, Paragraph, Table};
use crate::merging::{Merge, MergedCell, MergedRow, table_of};
use crate::notes::Obstacle;
use crate::xml::{Event, Reader, Tag};

/// What stands in a document, in its order, and where each number in it stands.
#[derive(Debug, Default)]
pub struct Body {
    pub blocks: Vec<Block>,
    pub numbered: Numbered,
}

/// Reads the main part.
pub fn read(text: &str, part: &str, styles: &Styles) -> Result<Body, Problem> {
    let mut parser = Parser {
        reader: Reader::new(text, part),
        styles,
        numbered: Numbered::default(),
        fields: Vec::new(),
        inserted: 0,
        simple_fields: 0,
        things: 0,
        host: None,
        floats: false,
    };
    let mut flow = Flow::default();
    while let Some(event) = parser.reader.next()? {
        match event {
            Event::Open(tag) if matches!(word(&tag), "document" | "wordDocument") && parser.reader.depth() == 1 => {
                parser.numbered.root = tag.full_name().to_owned();
                parser.numbered.namespace = tag.namespace.to_owned();
            }
            Event::Open(tag) if word(&tag) == "body" => {}
            Event::Open(_) if parser.reader.depth() == 1 => return Err(no_document()),
            Event::Open(tag) => parser.block(&tag, &mut flow)?,
            Event::Close | Event::Words(_) => {}
        }
    }
    Ok(Body { blocks: flow.finish(), numbered: parser.numbered })
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
    raised: bool,
    /// It stands in the run itself, so that the run can be cut there.
    directly: bool,
}

/// What stands in the body, in a cell or in a text box.
#[derive(Default)]
struct Flow {
    blocks: Vec<Block>,
    /// A line whose last paragraph goes on in the next.
    open: Option<Line>,
}

/// A line of the document: a paragraph, or several that run into each other.
#[derive(Default)]
struct Line {
    paragraph: Paragraph,
    /// What its text boxes hold; it stands behind the line.
    boxes: Vec<Block>,
    /// The paragraph of the file that is being read, by number.
    number: usize,
    /// How many words, breaks and pictures were put into it.
    pieces: usize,
}

impl Flow {
    fn end_line(&mut self, line: Option<Line>) {
        if let Some(line) = line {
            self.blocks.push(Block::Paragraph(line.paragraph));
            self.blocks.extend(line.boxes);
        }
    }

    fn table(&mut self, table: Table) {
        let open = self.open.take();
        self.end_line(open);
        self.blocks.push(Block::Table(table));
    }

    fn finish(mut self) -> Vec<Block> {
        let open = self.open.take();
        self.end_line(open);
        self.blocks
    }
}

struct Parser<'a> {
    reader: Reader<'a>,
    styles: &'a Styles,
    numbered: Numbered,
    fields: Vec<Field>,
    /// Tracked insertions around this place.
    inserted: usize,
    /// Fields around this place that are elements of their own.
    simple_fields: usize,
    things: usize,
    /// The paragraph, by number, to which the outermost text box around this place is anchored.
    host: Option<usize>,
    /// The picture around this place hangs beside the words.
    floats: bool,
}

/// An open field.
#[derive(Default)]
struct Field {
    /// What it shows has begun.
    shows: bool,
    instruction: String,
}

/// Instructions that show words by themselves are short.
const LONGEST_INSTRUCTION: usize = 2_000;

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
    fn block(&mut self, tag: &Tag<'a>, flow: &mut Flow) -> Result<(), Problem> {
        match word(tag) {
            "p" => {
                let mut line = flow.open.take().unwrap_or_default();
                let joins_next = self.paragraph(tag, &mut line)?;
                if joins_next {
                    flow.open = Some(line)
                } else {
                    flow.end_line(Some(line))
                }
                Ok(())
            }
            "tbl" => {
                let mut rows = Vec::new();
                self.rows(&mut rows)?;
                flow.table(table_of(rows));
                Ok(())
            }
            "ins" | "moveTo" => {
                self.inserted += 1;
                let read = self.blocks(flow);
                self.inserted -= 1;
                read
            }
            "sdt" | "sdtContent" | "customXml" | "smartTag" | "body" | "document" => self.blocks(flow),
            "altChunk" => {
                let open = flow.open.take();
                flow.end_line(open);
                flow.blocks.push(Block::Chunk(tag.attribute("id").unwrap_or_default().into_owned()));
                self.reader.skip()
            }
            "" if tag.namespace == HINTS_2003 => self.blocks(flow),
            "" if tag.namespace == NOTES_2003 => self.marked_2003(tag, &mut |parser, tag| parser.block(tag, flow)),
            "" if is_alternatives(tag) => self.alternatives(&mut |parser, tag| parser.block(tag, flow)),
            _ => self.reader.skip(),
        }
    }

    fn blocks(&mut self, flow: &mut Flow) -> Result<(), Problem> {
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            if let Event::Open(tag) = event {
                self.block(&tag, flow)?;
            }
        }
        Ok(())
    }

    /// What Word 2003 marks: words that were deleted are not read, nor are remarks.
    fn marked_2003(
        &mut self,
        tag: &Tag<'a>,
        read: &mut dyn FnMut(&mut Self, &Tag<'a>) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        let is_inserted = tag.attribute("type").is_some_and(|kind| kind == "Word.Insertion");
        if tag.name != "content" && !is_inserted {
            return self.reader.skip();
        }
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            if let Event::Open(tag) = event {
                read(self, &tag)?;
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

    /// Reads a paragraph into a line; whether the next one goes on in it.
    fn paragraph(&mut self, tag: &Tag<'a>, line: &mut Line) -> Result<bool, Problem> {
        self.count()?;
        let range = self.reader.range();
        let mut place = ParagraphPlace { tag: range.start, content: range.end..range.end, is_empty: tag.is_empty };
        let number = self.numbered.paragraphs.len();
        self.numbered.paragraphs.push(NumberedParagraph { host: self.host, ..NumberedParagraph::default() });
        line.paragraph.begin(number);
        line.number = number;
        let pieces = line.pieces;
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            match event {
                Event::Open(tag) if word(&tag) == "pPr" => {
                    self.paragraph_properties(number)?;
                    if line.pieces == pieces {
                        place.content = self.reader.range().end..self.reader.range().end;
                    }
                }
                Event::Open(tag) => self.inline(&tag, line)?,
                Event::Close | Event::Words(_) => {}
            }
        }
        place.content.end = place.content.start.max(self.reader.range().start);
        // An instruction that is never closed must not swallow the rest of the document.
        self.fields.iter_mut().for_each(|field| field.shows = true);
        let Some(paragraph) = self.numbered.paragraphs.get_mut(number) else { return Ok(false) };
        paragraph.place = place;
        Ok(paragraph.joins_next)
    }

    fn paragraph_properties(&mut self, paragraph: usize) -> Result<(), Problem> {
        let depth = self.reader.depth();
        let mut in_mark = false;
        while let Some(event) = self.child(depth)? {
            let (Event::Open(tag), Some(paragraph)) = (event, self.numbered.paragraphs.get_mut(paragraph)) else {
                continue;
            };
            match word(&tag) {
                "pStyle" => paragraph.style = tag.attribute("val").map(Cow::into_owned),
                "numId" => paragraph.list = number(&tag, "val"),
                "ilvl" => paragraph.level = number(&tag, "val"),
                "numPr" | "listPr" => {}
                "" if tag.namespace == HINTS_2003 && tag.name == "t" => {
                    paragraph.printed = tag.attribute("val").map(Cow::into_owned);
                }
                "rPr" => in_mark = true,
                "del" | "moveFrom" if in_mark => paragraph.joins_next = true,
                "vanish" | "specVanish" if in_mark && is_on(&tag) => paragraph.joins_next = true,
                _ => self.reader.skip()?,
            }
        }
        Ok(())
    }

    /// Adds words, a break or a picture to a line.
    fn show(&mut self, kind: PieceKind, place: PiecePlace, line: &mut Line) -> Result<(), Problem> {
        self.count()?;
        line.pieces += 1;
        let origin = self.numbered.pieces.len();
        match kind {
            PieceKind::Words(words) => line.paragraph.write_from(words.into_owned(), origin),
            PieceKind::Raised(words) => line.paragraph.write_raised_from(words.into_owned(), origin),
            PieceKind::Break => line.paragraph.break_line_from(origin),
            PieceKind::Picture => {
                match self.floats {
                    true => line.paragraph.floating_picture(),
                    false => line.paragraph.picture(),
                }
                return Ok(());
            }
        }
        self.numbered.pieces.push(place);
        Ok(())
    }

    /// A child of a paragraph, or of something inside it that holds runs.
    fn inline(&mut self, tag: &Tag<'a>, line: &mut Line) -> Result<(), Problem> {
        match word(tag) {
            "r" => self.run(tag, line),
            "ins" | "moveTo" => {
                self.inserted += 1;
                let read = self.inlines(line);
                self.inserted -= 1;
                read
            }
            "fldSimple" => {
                self.simple_fields += 1;
                let read = self.inlines(line);
                self.simple_fields -= 1;
                read
            }
            "hyperlink" | "sdt" | "sdtContent" | "smartTag" | "customXml" | "dir" | "bdo" => self.inlines(line),
            "" if is_alternatives(tag) => self.alternatives(&mut |parser, tag| parser.inline(tag, line)),
            "" if tag.namespace == NOTES_2003 => self.marked_2003(tag, &mut |parser, tag| parser.inline(tag, line)),
            "" if space(tag) == Space::Math => self.math(line),
            _ => self.reader.skip(),
        }
    }

    fn inlines(&mut self, line: &mut Line) -> Result<(), Problem> {
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            if let Event::Open(tag) = event {
                self.inline(&tag, line)?;
            }
        }
        Ok(())
    }

    /// The characters of a formula.
    fn math(&mut self, line: &mut Line) -> Result<(), Problem> {
        self.count()?;
        let start = self.reader.range().start;
        let run = self.numbered.runs.len();
        self.numbered.runs.push(Run::default());
        let depth = self.reader.depth();
        let mut in_words = 0;
        while let Some(event) = self.child(depth)? {
            match event {
                Event::Open(tag) if space(&tag) == Space::Math && tag.name == "t" => in_words = self.reader.depth(),
                Event::Close if self.reader.depth() < in_words => in_words = 0,
                Event::Words(words) if in_words == self.reader.depth() => {
                    let place = PiecePlace { at: self.reader.range(), linear: false, run, text: None };
                    self.show(PieceKind::Words(plain(words.text)), place, line)?;
                }
                _ => {}
            }
        }
        let element = start..self.reader.range().end;
        if let Some(run) = self.numbered.runs.get_mut(run) {
            *run = Run { element, fixed: Some(Obstacle::Formula), ..Run::default() };
        }
        Ok(())
    }

    fn run(&mut self, tag: &Tag<'a>, line: &mut Line) -> Result<(), Problem> {
        let tag_range = self.reader.range();
        let mut run = Run {
            element: tag_range.clone(),
            content: tag_range.end..tag_range.end,
            properties: tag_range.end..tag_range.end,
            declares: declares(tag),
            fixed: (self.inserted > 0).then_some(Obstacle::OthersInsertion),
            tag: tag_range,
            ..Run::default()
        };
        let number = self.numbered.runs.len();
        self.numbered.runs.push(Run { divisible: true, ..Run::default() });
        let pieces = line.pieces;
        let style = self.numbered.paragraphs.get(line.number).and_then(|paragraph| paragraph.style.as_deref());
        let of_paragraph = self.styles.look(style);
        let mut look = of_paragraph;
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            match event {
                Event::Open(tag) if word(&tag) == "rPr" => {
                    let start = self.reader.range().start;
                    look = self.run_properties(&mut run.old_properties)?.or(of_paragraph);
                    run.properties = start..self.reader.range().end;
                    run.content = run.properties.end..run.properties.end;
                }
                Event::Open(tag) => {
                    let (hidden, raised) = (look.is_left_out(), look.raised == Some(true));
                    self.shown(&tag, Shown { run: number, hidden, raised, directly: true }, line)?;
                }
                Event::Close | Event::Words(_) => {}
            }
        }
        run.content.end = run.content.start.max(self.reader.range().start);
        run.element.end = self.reader.range().end;
        if line.pieces == pieces && self.numbered.runs.len() == number + 1 {
            self.numbered.runs.pop();
        } else if let Some(place) = self.numbered.runs.get_mut(number) {
            run.divisible = place.divisible && self.host.is_none();
            run.fixed = place.fixed.or(run.fixed);
            *place = run;
        }
        Ok(())
    }

    /// How the properties of a run make its words look.
    fn run_properties(&mut self, old: &mut Range<usize>) -> Result<Look, Problem> {
        let depth = self.reader.depth();
        let (mut own, mut of_style) = (Look::default(), Look::default());
        while let Some(event) = self.child(depth)? {
            let Event::Open(tag) = event else { continue };
            match word(&tag) {
                "rStyle" => of_style = self.styles.look(tag.attribute("val").as_deref()),
                "rPrChange" => {
                    let start = self.reader.range().start;
                    self.reader.skip()?;
                    *old = start..self.reader.range().end;
                }
                _ => {
                    own.take(&tag);
                }
            }
        }
        Ok(own.or(of_style))
    }

    /// A child of a run.
    fn shown(&mut self, tag: &Tag<'a>, how: Shown, line: &mut Line) -> Result<(), Problem> {
        let Shown { run, hidden, .. } = how;
        let name = word(tag);
        if name == "fldChar" {
            return self.field_mark(tag, how, line);
        }
        if name == "instrText" && !hidden {
            return self.instruction();
        }
        if hidden || self.fields.iter().any(|field| !field.shows) {
            return self.reader.skip();
        }
        self.note_field(run);
        let words = match name {
            "t" => return self.words(tag, how, line),
            "tab" | "ptab" => Cow::Borrowed("\t"),
            "noBreakHyphen" => Cow::Borrowed("-"),
            "sym" => match tag.attribute("char").and_then(|code| u32::from_str_radix(code.trim(), 16).ok()) {
                Some(code) => {
                    char::from_u32(code).filter(|it| *it >= ' ').map_or("".into(), |it| it.to_string().into())
                }
                None => Cow::Borrowed(""),
            },
            "br" | "cr" => return self.element(PieceKind::Break, run, line),
            "drawing" | "pict" | "object" => return self.drawing(run, line),
            "ruby" => return self.ruby(run, line),
            "" if is_alternatives(tag) => {
                let how = Shown { directly: false, ..how };
                return self.alternatives(&mut |parser, tag| parser.shown(tag, how, line));
            }
            _ => return self.reader.skip(),
        };
        self.element(PieceKind::Words(words), run, line)
    }

    /// The beginning, the middle or the end of a field. One that only instructs may show the words of its instruction.
    fn field_mark(&mut self, tag: &Tag<'a>, how: Shown, line: &mut Line) -> Result<(), Problem> {
        match tag.attribute("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => self.fields.last_mut().into_iter().for_each(|field| field.shows = true),
            Some("end") => {
                let words = self
                    .fields
                    .pop()
                    .filter(|field| !field.shows)
                    .and_then(|field| words_of_equation(&field.instruction));
                if let Some(words) = words.filter(|_| !how.hidden && self.fields.iter().all(|field| field.shows)) {
                    self.keep_whole(how.run);
                    return self.element(PieceKind::Words(Cow::Owned(words)), how.run, line);
                }
            }
            _ => {}
        }
        self.reader.skip()
    }

    fn instruction(&mut self) -> Result<(), Problem> {
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            if let (Event::Words(words), Some(field)) = (event, self.fields.last_mut())
                && field.instruction.len() < LONGEST_INSTRUCTION
            {
                field.instruction.push_str(&words.text);
            }
        }
        Ok(())
    }

    fn element(&mut self, kind: PieceKind, run: usize, line: &mut Line) -> Result<(), Problem> {
        let start = self.reader.range().start;
        self.reader.skip()?;
        self.show(kind, PiecePlace { at: start..self.reader.range().end, linear: false, run, text: None }, line)
    }

    fn words(&mut self, tag: &Tag<'a>, how: Shown, line: &mut Line) -> Result<(), Problem> {
        let run = how.run;
        let number = self.numbered.texts.len();
        let element = self.reader.range();
        let keeps_space = tag.attribute("space").is_some_and(|it| it == "preserve");
        let mut pieces = Vec::new();
        let mut content = element.end..element.end;
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            match event {
                Event::Words(words) => {
                    let at = self.reader.range();
                    content.end = at.end;
                    pieces.push(Words { words: plain(words.text), at, linear: words.exact });
                }
                Event::Open(_) => self.reader.skip()?,
                Event::Close => {}
            }
        }
        content.end = content.end.max(self.reader.range().start);
        let trimmed = !keeps_space && trim(&mut pieces);
        for Words { words, at, linear } in pieces {
            let kind = if how.raised { PieceKind::Raised(words) } else { PieceKind::Words(words) };
            self.show(kind, PiecePlace { at, linear, run, text: Some(number) }, line)?;
        }
        if !how.directly || declares(tag) || trimmed || (!keeps_space && tag.attribute("space").is_some()) {
            self.keep_whole(run);
        }
        let element = element.start..self.reader.range().end;
        self.numbered.texts.push(TextElement { element, content, keeps_space });
        Ok(())
    }

    /// Pictures and text boxes.
    fn drawing(&mut self, run: usize, line: &mut Line) -> Result<(), Problem> {
        let depth = self.reader.depth();
        let around = self.floats;
        while let Some(event) = self.child(depth)? {
            if let Event::Open(tag) = event {
                let style = tag.attribute("style");
                self.floats |= tag.name == "anchor" || style.is_some_and(|style| style.contains("position:absolute"));
                self.in_drawing(&tag, run, line)?;
                self.floats = around;
            }
        }
        Ok(())
    }

    fn in_drawing(&mut self, tag: &Tag<'a>, run: usize, line: &mut Line) -> Result<(), Problem> {
        match (space(tag), tag.name) {
            (Space::Word, "txbxContent") => {
                let mut flow = Flow::default();
                let around = self.host;
                self.host = around.or(Some(line.number));
                // A field outside goes on around the box, not through it.
                let fields = std::mem::take(&mut self.fields);
                let read = self.blocks(&mut flow);
                self.fields = fields;
                self.host = around;
                line.boxes.extend(flow.finish());
                read
            }
            (Space::Drawing, "blip") | (Space::Vml, "imagedata") => self.element(PieceKind::Picture, run, line),
            // An embedded sheet, of which the picture may be missing, or a chart.
            (_, "OLEObject" | "chart") => self.element(PieceKind::Picture, run, line),
            (Space::Compatibility, "AlternateContent") => {
                self.alternatives(&mut |parser, tag| parser.in_drawing(tag, run, line))
            }
            _ => self.drawing(run, line),
        }
    }

    /// Words with their reading above them: the reading is not read.
    fn ruby(&mut self, run: usize, line: &mut Line) -> Result<(), Problem> {
        self.keep_whole(run);
        let first = self.numbered.pieces.len();
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            let Event::Open(tag) = event else { continue };
            match word(&tag) {
                "rubyBase" => self.inlines(line)?,
                _ => self.reader.skip()?,
            }
        }
        // The runs inside belong to the outer one, which stands in the paragraph.
        for piece in self.numbered.pieces.iter_mut().skip(first) {
            (piece.run, piece.text) = (run, None);
        }
        Ok(())
    }

    /// Words of a field are made by Word, and made again when it likes.
    fn note_field(&mut self, run: usize) {
        let is_in_field = self.simple_fields > 0 || !self.fields.is_empty();
        if let (true, Some(run)) = (is_in_field, self.numbered.runs.get_mut(run)) {
            run.fixed = Some(Obstacle::MadeByWord);
        }
    }

    fn keep_whole(&mut self, run: usize) {
        if let Some(run) = self.numbered.runs.get_mut(run) {
            run.divisible = false;
        }
    }

    fn rows(&mut self, rows: &mut Vec<MergedRow>) -> Result<(), Problem> {
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            if let Event::Open(tag) = event {
                self.in_table(&tag, rows)?;
            }
        }
        Ok(())
    }

    fn in_table(&mut self, tag: &Tag<'a>, rows: &mut Vec<MergedRow>) -> Result<(), Problem> {
        match word(tag) {
            "tr" => {
                rows.extend(self.row()?);
                Ok(())
            }
            "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" => self.rows(rows),
            "" if is_alternatives(tag) => self.alternatives(&mut |parser, tag| parser.in_table(tag, rows)),
            "" if tag.namespace == NOTES_2003 => self.marked_2003(tag, &mut |parser, tag| parser.in_table(tag, rows)),
            _ => self.reader.skip(),
        }
    }

    /// A row; nothing, when it is deleted or hidden.
    fn row(&mut self) -> Result<Option<MergedRow>, Problem> {
        self.count()?;
        let mut row = MergedRow::default();
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

    fn row_properties(&mut self, row: &mut MergedRow) -> Result<bool, Problem> {
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

    fn in_row(&mut self, tag: &Tag<'a>, row: &mut MergedRow) -> Result<(), Problem> {
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

    fn cell(&mut self, row: &mut MergedRow) -> Result<(), Problem> {
        self.count()?;
        let mut properties = CellProperties { columns: 1, ..CellProperties::default() };
        let mut flow = Flow::default();
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            match event {
                Event::Open(tag) if word(&tag) == "tcPr" => self.cell_properties(&mut properties)?,
                Event::Open(tag) => self.block(&tag, &mut flow)?,
                Event::Close | Event::Words(_) => {}
            }
        }
        let CellProperties { columns, down, goes_on_left, deleted } = properties;
        if deleted {
            return Ok(());
        }
        let blocks = flow.finish();
        match row.cells.last_mut() {
            Some(left) if goes_on_left => {
                left.columns += columns;
                left.blocks.extend(blocks);
            }
            _ => row.cells.push(MergedCell { columns, down, blocks }),
        }
        Ok(())
    }

    fn cell_properties(&mut self, properties: &mut CellProperties) -> Result<(), Problem> {
        let depth = self.reader.depth();
        while let Some(event) = self.child(depth)? {
            let Event::Open(tag) = event else { continue };
            match word(&tag) {
                "gridSpan" => properties.columns = number(&tag, "val").unwrap_or(1).clamp(1, MAX_COLUMNS) as usize,
                "vMerge" | "vmerge" => {
                    let begins = tag.attribute("val").is_some_and(|it| it == "restart");
                    properties.down = if begins { Merge::First } else { Merge::Covered };
                }
                "hMerge" | "hmerge" => properties.goes_on_left = tag.attribute("val").is_none_or(|it| it != "restart"),
                "cellDel" => properties.deleted = true,
                _ => self.reader.skip()?,
            }
        }
        Ok(())
    }
}

/// What the properties of a cell say.
#[derive(Default)]
struct CellProperties {
    columns: usize,
    down: Merge,
    /// It belongs to the cell to its left.
    goes_on_left: bool,
    deleted: bool,
}

/// What a run shows.
enum PieceKind<'a> {
    Words(Cow<'a, str>),
    Raised(Cow<'a, str>),
    Break,
    Picture,
}

/// Words of an element, as long as their place in the part when `linear`.
struct Words<'a> {
    words: Cow<'a, str>,
    at: Range<usize>,
    linear: bool,
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

/// Takes away the space around the words of an element; whether there was any.
fn trim(pieces: &mut Vec<Words>) -> bool {
    let mut trimmed = false;
    while let Some(Words { words, at, linear: true }) = pieces.last_mut() {
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
    if let Some(Words { words, at, linear: true }) = pieces.first_mut() {
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

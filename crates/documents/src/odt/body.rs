//! The body of a text: its paragraphs with their printed numbers, and its tables.

use std::collections::HashMap;

use gouji_core::MAX_TEXT_BYTES;
use gouji_core::problem::{Problem, ProblemKind};

use super::names::kind;
use super::styles::{Counters, LEVELS, ListStyle, Styles, next_number};
use crate::blocks::{Block, Cell, MAX_TABLE_NESTING, Paragraph, Row, Table};
use crate::text::too_large;
use crate::xml::{Event, Reader, Tag};

/// Reads the body that has just begun, to its end.
///
/// # Errors
/// XML that cannot be read, and repeated cells without end.
pub fn read(reader: &mut Reader, styles: &Styles) -> Result<Vec<Block>, Problem> {
    let outside = reader.depth().saturating_sub(1);
    let mut body = Body::new(styles);
    while reader.depth() > outside
        && let Some(event) = reader.next()?
    {
        match event {
            Event::Open(tag) => match body.open(&tag)? {
                Some(open) => body.open.push(open),
                None => reader.skip()?,
            },
            Event::Close => body.close()?,
            Event::Words(words) => body.words(&words.text)?,
        }
    }
    Ok(body.places.pop().map(Place::finish).unwrap_or_default())
}

/// A cell or a row that is repeated more often than this is none of a text.
const MAX_REPEATED: usize = 1000;

/// More cells than this have no text.
const MAX_CELLS: usize = 200_000;

/// Spaces in a row that one element may stand for.
const MAX_SPACES: usize = 1000;

/// Lists beyond these are numbered as one.
const MAX_LISTS: usize = 10_000;

fn too_many_cells() -> Problem {
    Problem {
        kind: ProblemKind::TooLarge,
        message: format!(
            "文件里的表格超过 {MAX_CELLS} 个单元格，不像一份报告。请打开它，只留下报告，另存为新文件再选择；或全选后复制，再粘贴到这里。"
        ),
    }
}

struct Body<'a> {
    styles: &'a Styles,
    /// What each open element is.
    open: Vec<Open>,
    /// The document, then cells and text boxes, the innermost last.
    places: Vec<Place>,
    tables: Vec<OpenTable>,
    /// Open tables inside of too many others: their words are words of the cell around them.
    too_deep: usize,
    hidden: bool,
    /// Words are raised, as the mark of a note is.
    raised: bool,
    /// A number that the program printed itself is being read.
    printed: Option<String>,
    headings: Counters,
    lists: Vec<Counters>,
    list_by_id: HashMap<String, usize>,
    list_by_style: HashMap<String, usize>,
    /// What was read, repeated cells as often as they stand there.
    cells: usize,
    bytes: usize,
}

enum Open {
    Plain,
    Paragraph { was_hidden: bool },
    Words { was_hidden: bool, was_raised: bool },
    Number,
    List,
    Item,
    Table,
    DeepTable,
    Row { repeated: usize, cells: usize, bytes: usize },
    Cell { cell: Cell, repeated: usize, bytes: usize },
    Frame { has_picture: bool, floats: bool },
    Box,
}

/// Where paragraphs and tables stand.
#[derive(Default)]
struct Place {
    blocks: Vec<Block>,
    paragraph: Option<Paragraph>,
    /// What is printed before the words of the paragraph.
    number: String,
    /// What stands in text boxes, till the paragraph that holds them ends.
    boxes: Vec<Block>,
    lists: Vec<OpenList>,
}

struct OpenList {
    style: Option<String>,
    counters: usize,
    item: Item,
}

#[derive(Default)]
struct Item {
    /// It has its number, or gets none.
    is_numbered: bool,
    number: Option<u32>,
    printed: Option<String>,
}

#[derive(Default)]
struct OpenTable {
    rows: Vec<Row>,
    row: Vec<Cell>,
}

impl Place {
    fn end_paragraph(&mut self) {
        let number = std::mem::take(&mut self.number);
        if let Some(words) = self.paragraph.take() {
            let mut paragraph = Paragraph::default();
            paragraph.number(&number);
            paragraph.append(words);
            if !paragraph.is_empty() {
                self.blocks.push(Block::Paragraph(paragraph));
            }
        }
        self.blocks.append(&mut self.boxes);
    }

    fn finish(mut self) -> Vec<Block> {
        self.end_paragraph();
        self.blocks
    }
}

impl<'a> Body<'a> {
    fn new(styles: &'a Styles) -> Self {
        Body {
            styles,
            open: Vec::new(),
            places: vec![Place::default()],
            tables: Vec::new(),
            too_deep: 0,
            hidden: false,
            raised: false,
            printed: None,
            headings: Counters::default(),
            lists: Vec::new(),
            list_by_id: HashMap::new(),
            list_by_style: HashMap::new(),
            cells: 0,
            bytes: 0,
        }
    }

    fn place(&mut self) -> &mut Place {
        // There is always the document.
        if self.places.is_empty() {
            self.places.push(Place::default());
        }
        let last = self.places.len() - 1;
        &mut self.places[last]
    }

    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        if self.hidden { None } else { self.place().paragraph.as_mut() }
    }

    /// What the element is; `None` where it is left out with all it holds.
    fn open(&mut self, tag: &Tag) -> Result<Option<Open>, Problem> {
        let is_hidden = || tag.attribute("is-hidden").as_deref() == Some("true");
        Ok(Some(match (kind(tag), tag.name) {
            ("text", "p" | "h") => self.begin_paragraph(tag),
            ("text", "span") => {
                let (was_hidden, was_raised) = (self.hidden, self.raised);
                if let Some(name) = tag.attribute("style-name") {
                    let hides = self.styles.hides_words(&name).unwrap_or(self.hidden);
                    self.hidden = hides || self.styles.strikes(&name).unwrap_or(false);
                    self.raised = self.styles.raises(&name).unwrap_or(self.raised);
                }
                Open::Words { was_hidden, was_raised }
            }
            ("text", "s") => {
                let spaces = number(tag, "c").unwrap_or(1).min(MAX_SPACES);
                self.write(&" ".repeat(spaces))?;
                Open::Plain
            }
            ("text", "tab") => {
                self.write("\t")?;
                Open::Plain
            }
            ("text", "line-break") => {
                if let Some(paragraph) = self.paragraph() {
                    paragraph.break_line();
                }
                Open::Plain
            }
            ("text", "number") => {
                self.printed = Some(String::new());
                Open::Number
            }
            ("text", "list") => {
                self.begin_list(tag);
                Open::List
            }
            ("text", "list-item" | "list-header") => {
                let item = Item {
                    is_numbered: tag.name == "list-header",
                    number: number(tag, "start-value").map(|number| number as u32),
                    printed: None,
                };
                if let Some(list) = self.place().lists.last_mut() {
                    list.item = item;
                }
                Open::Item
            }
            ("text", "section") if is_hidden() || tag.attribute("display").as_deref() == Some("none") => {
                return Ok(None);
            }
            ("text", "hidden-text") if is_hidden() => return Ok(None),
            ("text", "hidden-paragraph") if is_hidden() => {
                // Till the end of the paragraph, and what was read of it.
                self.hidden = true;
                let place = self.place();
                place.number.clear();
                place.paragraph = Some(Paragraph::default());
                Open::Plain
            }
            ("text", "note" | "tracked-changes" | "ruby-text") => return Ok(None),
            ("text", name) if name.ends_with("-source") => return Ok(None),
            ("office", "annotation" | "forms" | "event-listeners" | "scripts" | "binary-data") => return Ok(None),
            ("table", "table") if self.tables.len() >= MAX_TABLE_NESTING => {
                self.too_deep += 1;
                Open::DeepTable
            }
            ("table", "table-row" | "table-cell") if self.too_deep > 0 => Open::Plain,
            ("table", "table") => {
                let place = self.place();
                place.end_paragraph();
                self.tables.push(OpenTable::default());
                Open::Table
            }
            ("table", "table-row") if !self.tables.is_empty() => Open::Row {
                repeated: number(tag, "number-rows-repeated").unwrap_or(1).clamp(1, MAX_REPEATED),
                cells: self.cells,
                bytes: self.bytes,
            },
            ("table", "table-cell") if !self.tables.is_empty() => {
                let span = |name| number(tag, name).unwrap_or(1).max(1);
                let cell = Cell {
                    columns: span("number-columns-spanned"),
                    rows: span("number-rows-spanned"),
                    blocks: Vec::new(),
                };
                self.places.push(Place::default());
                let repeated = number(tag, "number-columns-repeated").unwrap_or(1).clamp(1, MAX_REPEATED);
                Open::Cell { cell, repeated, bytes: self.bytes }
            }
            ("table", "covered-table-cell" | "shapes" | "table-source" | "title" | "desc") => return Ok(None),
            ("drawing", "frame") => {
                // Only what is anchored as a character stands among the words.
                let floats = tag.attribute("anchor-type").is_none_or(|it| it != "as-char");
                Open::Frame { has_picture: false, floats }
            }
            ("drawing", "image") => {
                // A frame may hold the same picture in several formats.
                let mut hangs = false;
                if let Some(Open::Frame { has_picture, floats }) = self.open.last_mut() {
                    hangs = *floats;
                    if std::mem::replace(has_picture, true) {
                        // The same picture in another format.
                        return Ok(None);
                    }
                }
                if let Some(paragraph) = self.paragraph() {
                    if hangs { paragraph.floating_picture() } else { paragraph.picture() }
                } else if !self.hidden {
                    let mut paragraph = Paragraph::default();
                    paragraph.picture();
                    self.place().blocks.push(Block::Paragraph(paragraph));
                }
                return Ok(None);
            }
            ("drawing", "object" | "object-ole") if self.hidden => return Ok(None),
            ("drawing", "object" | "object-ole") => {
                // What it shows is a picture beside it, which may be missing.
                if let Some(Open::Frame { has_picture: false, .. }) = self.open.last()
                    && let Some(paragraph) = self.paragraph()
                {
                    paragraph.floating_picture();
                }
                return Ok(None);
            }
            ("drawing", "plugin" | "applet" | "floating-frame") => return Ok(None),
            ("drawing", "a" | "g") => Open::Plain,
            ("drawing", _) => {
                self.places.push(Place::default());
                Open::Box
            }
            ("svg-compatible", _) => return Ok(None),
            _ => Open::Plain,
        }))
    }

    fn close(&mut self) -> Result<(), Problem> {
        match self.open.pop() {
            None | Some(Open::Plain | Open::Frame { .. }) => {}
            Some(Open::Words { was_hidden, was_raised }) => {
                (self.hidden, self.raised) = (was_hidden, was_raised);
            }
            Some(Open::Paragraph { was_hidden }) => {
                self.hidden = was_hidden;
                self.place().end_paragraph();
            }
            Some(Open::DeepTable) => self.too_deep -= 1,
            Some(Open::Number) => self.end_number(),
            Some(Open::List) => {
                self.place().lists.pop();
            }
            Some(Open::Item) => {
                if let Some(list) = self.place().lists.last_mut() {
                    list.item = Item { is_numbered: true, ..Item::default() };
                }
            }
            Some(Open::Box) => {
                let blocks = self.places.pop().map(Place::finish).unwrap_or_default();
                let place = self.place();
                if place.paragraph.is_some() { place.boxes.extend(blocks) } else { place.blocks.extend(blocks) }
            }
            Some(Open::Cell { mut cell, repeated, bytes }) => {
                cell.blocks = self.places.pop().map(Place::finish).unwrap_or_default();
                self.count(repeated, 1, self.bytes - bytes)?;
                if let Some(table) = self.tables.last_mut() {
                    table.row.extend(std::iter::repeat_n(cell, repeated));
                }
            }
            Some(Open::Row { repeated, cells, bytes }) => {
                self.cells += 1;
                self.count(repeated, self.cells - cells, self.bytes - bytes)?;
                if let Some(table) = self.tables.last_mut() {
                    let row = Row { before: 0, cells: std::mem::take(&mut table.row) };
                    table.rows.extend(std::iter::repeat_n(row, repeated));
                }
            }
            Some(Open::Table) => {
                if let Some(table) = self.tables.pop() {
                    self.place().blocks.push(Block::Table(Table { rows: table.rows }));
                }
            }
        }
        Ok(())
    }

    /// Counts what repeated cells add to what was counted once.
    fn count(&mut self, repeated: usize, cells: usize, bytes: usize) -> Result<(), Problem> {
        let again = repeated.saturating_sub(1);
        self.cells = self.cells.saturating_add(cells.saturating_mul(again));
        self.bytes = self.bytes.saturating_add(bytes.saturating_mul(again));
        if self.cells > MAX_CELLS {
            return Err(too_many_cells());
        }
        if self.bytes > MAX_TEXT_BYTES { Err(too_large(self.bytes)) } else { Ok(()) }
    }

    fn write(&mut self, words: &str) -> Result<(), Problem> {
        let raised = self.raised;
        if let Some(paragraph) = self.paragraph() {
            if raised {
                paragraph.write_raised(words)
            } else {
                paragraph.write(words)
            }
            self.bytes += words.len();
        }
        if self.bytes > MAX_TEXT_BYTES { Err(too_large(self.bytes)) } else { Ok(()) }
    }

    fn words(&mut self, words: &str) -> Result<(), Problem> {
        if let Some(printed) = &mut self.printed {
            printed.push_str(words);
            return Ok(());
        }
        // Ends of lines and spaces in a row are one space; real ones have elements.
        for (at, word) in words.split(['\n', '\r', '\t', ' ']).enumerate() {
            if at > 0
                && let Some(paragraph) = self.paragraph()
            {
                paragraph.space();
            }
            self.write(word)?;
        }
        Ok(())
    }

    fn begin_paragraph(&mut self, tag: &Tag) -> Open {
        let was_hidden = self.hidden;
        let style = tag.attribute("style-name").unwrap_or_default();
        self.hidden |= self.styles.hides_paragraph(&style);
        self.place().end_paragraph();
        if !self.hidden {
            let number = self.number(tag, &style);
            let place = self.place();
            place.number = number;
            place.paragraph = Some(Paragraph::default());
        }
        Open::Paragraph { was_hidden }
    }

    /// What is printed before a paragraph.
    fn number(&mut self, tag: &Tag, style: &str) -> String {
        let Body { styles, places, lists, headings, .. } = self;
        let place = places.last_mut();
        if let Some(place) = place
            && let level = place.lists.len().saturating_sub(1)
            && let Some(OpenList { style: list, counters, item }) = place.lists.last_mut()
        {
            if std::mem::replace(&mut item.is_numbered, true) {
                return String::new();
            }
            let list = list.as_deref().or_else(|| styles.list_of_paragraph(style)).and_then(|name| styles.list(name));
            let (Some(list), Some(counters)) = (list, lists.get_mut(*counters)) else { return String::new() };
            let number = next_number(list, level, counters, item.number);
            return item.printed.take().unwrap_or(number);
        }
        // A heading whose style names another list, or none on purpose, is not numbered as headings are.
        let is_outline = matches!(styles.list_of_paragraph(style), None | Some("Outline"));
        if tag.name == "h" && is_outline && tag.attribute("is-list-header").as_deref() != Some("true") {
            let level = number(tag, "outline-level").unwrap_or(1).saturating_sub(1);
            let restarts = tag.attribute("restart-numbering").as_deref() == Some("true");
            let outline: &ListStyle = styles.outline();
            let start = outline[level.min(LEVELS - 1)].start;
            let set = restarts.then(|| number(tag, "start-value").map_or(start, |number| number as u32));
            return next_number(outline, level, headings, set);
        }
        String::new()
    }

    /// A number that stands in the file as it was printed holds.
    fn end_number(&mut self) {
        let Some(printed) = self.printed.take().filter(|printed| !printed.trim().is_empty()) else { return };
        let place = self.place();
        if place.paragraph.is_some() {
            place.number = printed;
        } else if let Some(list) = place.lists.last_mut() {
            list.item.printed = Some(printed);
        }
    }

    fn begin_list(&mut self, tag: &Tag) {
        let value = |name| tag.attribute(name).map(|value| value.into_owned());
        let continues = value("continue-list").and_then(|id| self.list_by_id.get(&id).copied());
        let own = value("style-name");
        let outer = self.place().lists.last().map(|outer| (outer.style.clone(), outer.counters));
        let style = own.or_else(|| outer.as_ref().and_then(|(style, _)| style.clone()));
        let same = style.as_ref().and_then(|style| self.list_by_style.get(style).copied());
        let counters = match outer {
            Some((outer, counters)) if outer == style => counters,
            _ if continues.is_some() => continues.unwrap_or(0),
            _ => match same {
                Some(same) if value("continue-numbering").as_deref() == Some("true") => same,
                _ => {
                    if self.lists.len() < MAX_LISTS {
                        self.lists.push(Counters::default());
                    }
                    self.lists.len() - 1
                }
            },
        };
        if let Some(id) = value("id") {
            self.list_by_id.insert(id, counters);
        }
        if let Some(style) = &style {
            self.list_by_style.insert(style.clone(), counters);
        }
        self.place().lists.push(OpenList { style, counters, item: Item { is_numbered: true, ..Item::default() } });
    }
}

fn number(tag: &Tag, name: &str) -> Option<usize> {
    tag.attribute(name)?.trim().parse().ok()
}

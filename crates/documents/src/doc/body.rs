//! Characters with their properties → paragraphs and tables.

use std::iter::Peekable;

use super::lists::Lists;
use super::pieces::{Character, Text};
use super::properties::{CharacterProperties, ParagraphProperties, Properties};
use super::styles::Styles;
use super::table::Definition;
use crate::blocks::{Block, MAX_TABLE_NESTING, Paragraph};
use crate::rows::{Row, table_of};

/// A document.
pub enum Body {
    /// With its structure.
    Blocks(Vec<Block>),
    /// The structure cannot be told for certain: a line for each paragraph and cell.
    Plain(String),
}

/// Ends of paragraphs and cells.
const PARAGRAPH: char = '\r';
const CELL: char = '\u{7}';
/// Ends a page, and the last paragraph of a section.
const PAGE: char = '\u{c}';

/// A field: what it is to do, then what it shows.
const FIELD: char = '\u{13}';
const FIELD_SHOWS: char = '\u{14}';
const FIELD_END: char = '\u{15}';

impl Body {
    /// Reads the characters one by one.
    pub fn read(text: &Text, properties: &Properties, styles: &Styles, lists: Lists) -> Body {
        let mut reader = Reader {
            properties,
            styles,
            lists,
            paragraph: Paragraph::default(),
            levels: vec![Level::default()],
            text: 0,
            plain: String::new(),
            plain_start: 0,
            is_certain: true,
        };
        let mut instructions = instructions(text).into_iter().peekable();
        let mut characters = text.characters().enumerate().peekable();
        while let Some((at, character)) = characters.next() {
            while instructions.next_if(|(_, end)| *end <= at).is_some() {}
            if instructions.peek().is_some_and(|(start, _)| *start <= at) {
                continue;
            }
            reader.character(character, &mut characters);
        }
        reader.end_text();
        match reader.is_certain {
            true => Body::Blocks(reader.level(0).blocks.split_off(0)),
            false => Body::Plain(reader.plain),
        }
    }
}

struct Reader<'a> {
    properties: &'a Properties,
    styles: &'a Styles,
    lists: Lists,
    paragraph: Paragraph,
    /// The body, then the tables in tables.
    levels: Vec<Level>,
    text: usize,
    /// The same words without structure, for the case that the structure turns out to be damaged.
    plain: String,
    /// Where the paragraph begins in them.
    plain_start: usize,
    is_certain: bool,
}

#[derive(Default)]
struct Level {
    rows: Vec<Row>,
    cells: Vec<Vec<Block>>,
    blocks: Vec<Block>,
}

impl Reader<'_> {
    fn character<'a>(
        &mut self,
        character: Character<'a>,
        next: &mut Peekable<impl Iterator<Item = (usize, Character<'a>)>>,
    ) {
        if character.text != self.text {
            self.end_text();
            self.text = character.text;
        }
        let mut look = self.properties.character(character.at);
        look.change_by(character.changes);
        let is_shown = !look.is_deleted.unwrap_or(false) && !self.is_hidden(&look, character.at);
        let is_read = is_shown && !self.is_struck(&look, character.at);
        match character.character {
            CELL => self.end_paragraph(character, is_shown),
            PARAGRAPH if is_shown || !self.runs_on(character, next.peek().map(|(_, next)| *next)) => {
                self.end_paragraph(character, is_shown);
            }
            PAGE if self.properties.paragraph(character.at).is_none_or(|(run, _)| run.end == character.end) => {
                self.end_paragraph(character, is_shown);
            }
            _ if !is_read => {}
            '\u{b}' | '\u{e}' | PAGE => {
                self.paragraph.break_line();
                self.plain.push('\n');
            }
            '\u{1}' if look.is_special && !look.is_data => self.paragraph.picture(),
            '\u{8}' if look.is_special => self.paragraph.floating_picture(),
            '(' if look.is_special && look.sign.is_some() => {
                // Signs of fonts have their own numbers; others are characters.
                let sign = look.sign.and_then(|sign| char::from_u32(sign.into()));
                if let Some(sign) = sign.filter(|sign| !matches!(sign, '\0'..='\u{1f}' | '\u{f000}'..='\u{f0ff}')) {
                    self.write(sign);
                }
            }
            '\u{1e}' => self.write('-'),
            '\t' => self.write('\t'),
            '\0'..='\u{1f}' => {}
            other if self.is_raised(&look, character.at) => {
                // Without structure the mark of a note cannot be told from a number.
                self.paragraph.write_raised(other.encode_utf8(&mut [0; 4]));
                self.plain.push(' ');
            }
            other => self.write(other),
        }
    }

    fn write(&mut self, character: char) {
        self.paragraph.write(character.encode_utf8(&mut [0; 4]));
        self.plain.push(character);
    }

    fn is_struck(&self, look: &CharacterProperties, at: u32) -> bool {
        let strikes = |style: Option<u16>| style.is_some_and(|it| self.styles.strikes(it));
        let of_paragraph = self.properties.paragraph(at).map(|(_, paragraph)| paragraph.style);
        let by_style = strikes(of_paragraph) != strikes(look.style);
        look.is_struck.into_iter().any(|struck| match struck {
            Some(129) => !by_style,
            Some(128) => by_style,
            Some(struck) => struck != 0,
            None => false,
        }) || by_style && look.is_struck == [None; 2]
    }

    fn is_raised(&self, look: &CharacterProperties, at: u32) -> bool {
        let raises = |style: Option<u16>| style.and_then(|it| self.styles.raises(it));
        let of_paragraph = || self.properties.paragraph(at).map(|(_, paragraph)| paragraph.style);
        look.is_raised.or_else(|| raises(look.style)).or_else(|| raises(of_paragraph())).unwrap_or(false)
    }

    fn is_hidden(&self, look: &CharacterProperties, at: u32) -> bool {
        if matches!(look.is_hidden, Some(0 | 1)) {
            return look.is_hidden == Some(1);
        }
        let hides = |style: Option<u16>| style.is_some_and(|it| self.styles.hides(it));
        let of_paragraph = self.properties.paragraph(at).map(|(_, paragraph)| paragraph.style);
        let by_style = hides(of_paragraph) != hides(look.style);
        if look.is_hidden == Some(129) { !by_style } else { by_style }
    }

    /// Whether a paragraph whose end is not shown goes on in the next one: not from or into a cell.
    fn runs_on(&self, end: Character, next: Option<Character>) -> bool {
        let Some(next) = next.filter(|next| next.text == end.text) else { return false };
        let known = |at| self.properties.paragraph(at).map(|(_, paragraph)| paragraph);
        match (known(end.at), known(next.at)) {
            (Some(this), Some(next)) => this.depth() == next.depth() && !this.ends_row() && !this.ends_inner_cell(),
            _ => false,
        }
    }

    fn end_paragraph(&mut self, end: Character, is_shown: bool) {
        let Some((_, properties)) = self.properties.paragraph(end.at) else {
            self.is_certain = false;
            self.end_plain('\n');
            return;
        };
        let mut properties = properties.clone();
        properties.change_by(end.changes);
        let depth = properties.depth();
        // Deeper tables have lost their rows.
        self.is_certain &= depth <= MAX_TABLE_NESTING && (depth > 0 || end.character != CELL);
        let depth = depth.min(MAX_TABLE_NESTING);
        if properties.ends_row() && depth > 0 {
            self.end_row(depth, properties.row.as_ref(), is_shown);
            self.end_plain('\n');
            return;
        }
        let has_label = is_shown || !self.paragraph.is_empty();
        if let Some(label) = has_label.then(|| self.label(&properties)).flatten() {
            let words = std::mem::take(&mut self.paragraph);
            self.paragraph.number(&label);
            self.paragraph.append(words);
            self.plain.insert_str(self.plain_start, &label);
        }
        let ends_cell = end.character == CELL || (properties.ends_inner_cell() && depth > 1);
        let paragraph = std::mem::take(&mut self.paragraph);
        let level = self.level(depth);
        if !paragraph.is_empty() {
            level.blocks.push(Block::Paragraph(paragraph));
        }
        if ends_cell {
            level.cells.push(std::mem::take(&mut level.blocks));
            self.end_plain('\t');
        } else {
            self.end_plain(if depth > 0 { ' ' } else { '\n' });
        }
    }

    fn label(&mut self, properties: &ParagraphProperties) -> Option<String> {
        let style = self.styles.get(properties.style);
        let list = properties.list.or(style?.list)?;
        let level = properties.level.or_else(|| style?.level);
        self.lists.label(list, level, properties.style)
    }

    fn end_row(&mut self, depth: usize, row: Option<&Definition>, is_shown: bool) {
        self.paragraph = Paragraph::default();
        let level = self.level(depth);
        let blocks = std::mem::take(&mut level.blocks);
        let cells = std::mem::take(&mut level.cells);
        let has_words: Vec<bool> = cells.iter().map(|cell| !cell.is_empty()).collect();
        let shape = row.and_then(|row| row.shape(&has_words));
        // LibreOffice marks the end of the row before a deleted one; words that are shown count more than the mark.
        if !is_shown && blocks.is_empty() && !has_words.contains(&true) {
            return;
        }
        match shape {
            Some(shape) if blocks.is_empty() => level.rows.push(Row { shape, cells }),
            _ => self.is_certain = false,
        }
    }

    fn end_plain(&mut self, sign: char) {
        self.plain.push(sign);
        self.plain_start = self.plain.len();
    }

    /// The end of the main text, and of the text boxes.
    fn end_text(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let level = self.level(0);
        if !paragraph.is_empty() {
            level.blocks.push(Block::Paragraph(paragraph));
        }
        self.end_plain('\n');
    }

    /// The body (0), or a table in tables; those inside of it are at an end.
    fn level(&mut self, level: usize) -> &mut Level {
        while self.levels.len() > level + 1 {
            let inner = self.levels.pop().unwrap_or_default();
            // A row was never ended.
            self.is_certain &= inner.cells.is_empty();
            if let Some(outer) = self.levels.last_mut() {
                if !inner.rows.is_empty() {
                    outer.blocks.push(Block::Table(table_of(inner.rows)));
                }
                outer.blocks.extend(inner.blocks);
            }
        }
        while self.levels.len() <= level {
            self.levels.push(Level::default());
        }
        &mut self.levels[level]
    }
}

/// Where fields say what they are to do, by numbers of characters, in order; only what they show is text.
fn instructions(text: &Text) -> Vec<(usize, usize)> {
    let mut open: Vec<(usize, bool)> = Vec::new();
    let mut instructions: Vec<(usize, usize)> = Vec::new();
    for (at, character) in text.characters().enumerate() {
        match character.character {
            FIELD if open.len() < MAX_FIELDS => open.push((at, false)),
            FIELD_SHOWS => {
                if let Some((start, shows)) = open.last_mut().filter(|(_, shows)| !*shows) {
                    *shows = true;
                    instructions.push((*start, at + 1));
                }
            }
            FIELD_END => {
                if let Some((start, false)) = open.pop() {
                    instructions.push((start, at + 1));
                }
            }
            // What goes on over the end of a paragraph is no instruction: damage must not swallow words.
            CELL | PARAGRAPH => open.retain(|(_, shows)| *shows),
            _ => {}
        }
    }
    // A field in the instruction of another is hidden with it.
    instructions.sort_unstable();
    instructions.dedup_by(|later, earlier| {
        let overlaps = later.0 < earlier.1;
        if overlaps {
            earlier.1 = earlier.1.max(later.1);
        }
        overlaps
    });
    instructions
}

/// Fields in fields: more are none of a report.
const MAX_FIELDS: usize = 100;

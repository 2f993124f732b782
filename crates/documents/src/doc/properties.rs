//! Properties of paragraphs and characters: pages of the `WordDocument` stream that give, for each stretch of it, a list of
//! what differs from the style.

use super::bytes::{between_positions, part, u16_at, u32_at};
use super::header::{self, Header};
use super::pieces::Changes;
use super::table::{Definition, TABLE_DEFINITION};

/// The properties of all places.
#[derive(Debug)]
pub struct Properties {
    paragraphs: Vec<Run<Option<ParagraphProperties>>>,
    characters: Vec<Run<CharacterProperties>>,
}

/// A stretch of the document.
#[derive(Debug)]
pub struct Run<T> {
    /// Its first place.
    pub start: u32,
    /// The place behind it.
    pub end: u32,
    /// Its properties.
    pub properties: T,
}

/// What a paragraph says of itself.
#[derive(Clone, Debug, Default)]
pub struct ParagraphProperties {
    /// The number of its style.
    pub style: u16,
    /// How deep in tables it is; 0 is outside.
    depth: Option<u32>,
    in_table: bool,
    ends_row: bool,
    ends_inner_cell: bool,
    ends_inner_row: bool,
    /// Its use of a list; 0 is none.
    pub list: Option<u16>,
    /// Its level in the list.
    pub level: Option<u8>,
    /// The cells of the row that ends with it.
    pub row: Option<Definition>,
}

/// What characters say of themselves.
#[derive(Clone, Copy, Debug, Default)]
pub struct CharacterProperties {
    /// Deleted, and the deletion is not yet accepted.
    pub is_deleted: Option<bool>,
    /// Not shown: 0 or 1, or 128 and 129 for as in the style and not as in the style.
    pub is_hidden: Option<u8>,
    /// Struck through, once or twice, with the same numbers.
    pub is_struck: [Option<u8>; 2],
    /// Raised, as the mark of a note.
    pub is_raised: Option<bool>,
    /// Stands for something else than its letter.
    pub is_special: bool,
    /// Stands for data that are no picture.
    pub is_data: bool,
    /// A sign of a font, in place of the letter.
    pub sign: Option<u16>,
    /// The number of its style.
    pub style: Option<u16>,
}

/// Pages have this size.
const PAGE: usize = 512;

impl Properties {
    /// Reads all pages. What is damaged is left out: the places that it described have no properties.
    pub fn read(document: &[u8], table: &[u8], data: &[u8], header: &Header) -> Properties {
        // Properties for which a page has no room are read as often as they are named: no longer than all of them.
        let mut budget = data.len().saturating_mul(2);
        let mut paragraphs = Vec::new();
        for page in pages(document, header.part(table, header::PARAGRAPH_PAGES)) {
            for (start, end, entry) in runs(page, 13) {
                let properties = match entry.first() {
                    None => None,
                    Some(0) => Some(ParagraphProperties::default()),
                    Some(at) => paragraph(page, usize::from(*at) * 2, data, &mut budget),
                };
                paragraphs.push(Run { start, end, properties });
            }
        }
        let mut characters = Vec::new();
        for page in pages(document, header.part(table, header::CHARACTER_PAGES)) {
            for (start, end, entry) in runs(page, 1) {
                let at = entry.first().map_or(0, |at| usize::from(*at) * 2);
                let list = page.get(at).filter(|_| at > 0).and_then(|length| part(page, at + 1, usize::from(*length)));
                let mut properties = CharacterProperties::default();
                properties.change(list.unwrap_or_default());
                characters.push(Run { start, end, properties });
            }
        }
        paragraphs.sort_by_key(|run| run.start);
        characters.sort_by_key(|run| run.start);
        Properties { paragraphs, characters }
    }

    /// The stretch of the paragraph at this place; `None` where nothing is known of it.
    pub fn paragraph(&self, at: u32) -> Option<(&Run<Option<ParagraphProperties>>, &ParagraphProperties)> {
        let run = run_at(&self.paragraphs, at)?;
        Some((run, run.properties.as_ref()?))
    }

    /// The properties of the character at this place.
    pub fn character(&self, at: u32) -> CharacterProperties {
        run_at(&self.characters, at).map(|run| run.properties).unwrap_or_default()
    }
}

impl ParagraphProperties {
    /// How deep in tables the paragraph is; 0 is outside.
    pub fn depth(&self) -> usize {
        self.depth.unwrap_or(0).max(u32::from(self.in_table)) as usize
    }

    /// Whether it only ends a row.
    pub fn ends_row(&self) -> bool {
        self.ends_row || self.ends_inner_row
    }

    /// Whether it ends a cell of a table in a table; others end with a character of their own.
    pub fn ends_inner_cell(&self) -> bool {
        self.ends_inner_cell
    }

    /// Applies what a piece changed.
    pub fn change_by(&mut self, changes: Changes) {
        match changes {
            Changes::None => {}
            Changes::One(0x0c, value) => self.level = Some(value),
            Changes::One(0x18, value) => self.in_table = value != 0,
            Changes::One(0x19, value) => self.ends_row = value != 0,
            Changes::One(..) => {}
            Changes::Many(list) => self.change(list),
        }
    }

    /// Applies a list of properties.
    pub fn change(&mut self, list: &[u8]) {
        for (property, value) in each(list) {
            let byte = value.first().copied().unwrap_or(0);
            match property {
                0x2416 => self.in_table = byte != 0,
                0x2417 => self.ends_row = byte != 0,
                0x244b => self.ends_inner_cell = byte != 0,
                0x244c => self.ends_inner_row = byte != 0,
                0x6649 => self.depth = u32_at(value, 0),
                0x664a => {
                    let more = u32_at(value, 0).unwrap_or(0).cast_signed();
                    self.depth = self.depth.unwrap_or(0).checked_add_signed(more);
                }
                0x260a => self.level = Some(byte),
                0x460b => self.list = u16_at(value, 0),
                TABLE_DEFINITION => self.row = Definition::read(value),
                _ => {
                    if let Some(row) = &mut self.row {
                        row.change(property, value);
                    }
                }
            }
        }
    }
}

impl CharacterProperties {
    /// Applies what a piece changed.
    pub fn change_by(&mut self, changes: Changes) {
        match changes {
            Changes::None => {}
            Changes::One(0x41, value) => self.is_deleted = Some(value != 0),
            Changes::One(0x5c, value) => self.is_hidden = Some(value),
            Changes::One(..) => {}
            Changes::Many(list) => self.change(list),
        }
    }

    /// Applies a list of properties.
    pub fn change(&mut self, list: &[u8]) {
        for (property, value) in each(list) {
            let byte = value.first().copied().unwrap_or(0);
            match property {
                0x0800 => self.is_deleted = Some(byte != 0),
                0x0837 => self.is_struck[0] = Some(byte),
                0x2a53 => self.is_struck[1] = Some(byte),
                0x2a48 => self.is_raised = Some(byte == 1),
                0x083c => self.is_hidden = Some(byte),
                0x0855 => self.is_special = byte != 0,
                0x0806 => self.is_data = byte != 0,
                0x6a09 => self.sign = u16_at(value, 2),
                0x4a30 => self.style = u16_at(value, 0),
                _ => {}
            }
        }
    }
}

/// Each property of a list with its value; a list that breaks off ends there.
pub fn each(mut list: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let property = u16_at(list, 0)?;
        let (start, length) = match property {
            // The length stands in two bytes, one of them counted along.
            0xd606 | TABLE_DEFINITION => (4, usize::from(u16_at(list, 2)?).checked_sub(1)?),
            // So many stops of tabs that the length does not fit.
            0xc615 if *list.get(2)? == 255 => {
                let removed = usize::from(*list.get(3)?) * 4;
                let added = usize::from(*list.get(4 + removed)?) * 3;
                (3, 2 + removed + added)
            }
            _ => match property >> 13 {
                0 | 1 => (2, 1),
                2 | 4 | 5 => (2, 2),
                3 => (2, 4),
                7 => (2, 3),
                _ => (3, usize::from(*list.get(2)?)),
            },
        };
        let value = part(list, start, length)?;
        list = list.get(start + length..)?;
        Some((property, value))
    })
}

/// The properties of a paragraph; `None` where they cannot be read.
fn paragraph(page: &[u8], at: usize, data: &[u8], budget: &mut usize) -> Option<ParagraphProperties> {
    // The length counts pairs; a zero before it says that it is even.
    let (start, length) = match usize::from(*page.get(at)?) {
        0 => (at + 2, usize::from(*page.get(at + 1)?) * 2),
        pairs => (at + 1, pairs * 2 - 1),
    };
    let list = part(page, start, length)?;
    let mut properties = ParagraphProperties { style: u16_at(list, 0)?, ..ParagraphProperties::default() };
    let list = list.get(2..)?;
    properties.change(list);
    for (property, value) in each(list) {
        // No room in the page: all properties stand in another stream.
        if matches!(property, 0x6645 | 0x6646) {
            let at = u32_at(value, 0)? as usize;
            let length = usize::from(u16_at(data, at)?);
            *budget = budget.checked_sub(length)?;
            properties.change(part(data, at + 2, length)?);
        }
    }
    Some(properties)
}

/// The pages that a list names; never more than there are.
fn pages<'a>(document: &'a [u8], list: &'a [u8]) -> impl Iterator<Item = &'a [u8]> {
    let most = document.len() / PAGE;
    between_positions(list, 4).take(most).filter_map(move |(_, _, number)| {
        let number = u32_at(number, 0)? & 0x003f_ffff;
        part(document, (number as usize).checked_mul(PAGE)?, PAGE)
    })
}

/// The stretches of a page, each with its entry.
fn runs(page: &[u8], size: usize) -> impl Iterator<Item = (u32, u32, &[u8])> {
    let count = page.last().map_or(0, |count| usize::from(*count));
    let length = 4 * (count + 1) + size * count;
    between_positions(page.get(..length).filter(|_| length < PAGE).unwrap_or_default(), size)
        .filter(|(start, end, _)| start < end)
}

fn run_at<T>(runs: &[Run<T>], at: u32) -> Option<&Run<T>> {
    let behind = runs.partition_point(|run| run.start <= at);
    runs.get(behind.checked_sub(1)?).filter(|run| at < run.end)
}

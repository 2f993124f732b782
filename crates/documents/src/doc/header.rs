//! The head of the `WordDocument` stream (`FIB`): which kind of document it is, and where its parts are.

use std::ops::Range;

use gouji_core::problem::{Problem, ProblemKind};

use super::bytes::{part, u16_at, u32_at};
use crate::compound::{cut_off, damaged};
use crate::format::password;

/// The head.
#[derive(Debug)]
pub struct Header {
    flags: u16,
    /// How many characters the main text and the texts behind it have.
    lengths: Vec<u32>,
    /// Where the parts begin in the table stream, and how many bytes they have.
    parts: Vec<(u32, u32)>,
}

/// A part of the table stream, by its number in the head.
pub type Part = usize;

/// The style sheet.
pub const STYLES: Part = 1;
/// Where the properties of characters stand.
pub const CHARACTER_PAGES: Part = 12;
/// Where the properties of paragraphs stand.
pub const PARAGRAPH_PAGES: Part = 13;
/// The pieces of the text.
pub const PIECES: Part = 33;
/// The lists that number paragraphs.
pub const LISTS: Part = 73;
/// The uses of lists.
pub const LIST_USES: Part = 74;

const ENCRYPTED: u16 = 0x0100;
const SECOND_TABLE: u16 = 0x0200;

/// Word 97, and the oldest format numbered after Word 95's.
const WORD: u16 = 0xa5ec;
const OLDEST: u16 = 106;

/// In the list of lengths: the main text, then notes, headers, macros, remarks, end notes, text boxes.
const MAIN_TEXT: usize = 3;
const TEXT_BOXES: usize = 9;

impl Header {
    /// Reads the head.
    pub fn read(document: &[u8]) -> Result<Self, Problem> {
        let number = |at: usize| u16_at(document, at).ok_or_else(cut_off);
        let (kind, version, flags) = (number(0)?, number(2)?, number(10)?);
        // Word 6 and 95 had several, one for each region.
        let is_older = matches!(kind, 0xa5db..=0xa5dc | 0xa697..=0xa699) || (kind == WORD && version < OLDEST);
        if !is_older && kind != WORD {
            return Err(damaged());
        }
        if flags & ENCRYPTED != 0 {
            return Err(password());
        }
        if is_older {
            return Err(too_old());
        }
        // Three lists, each behind its length.
        let lengths = 32 + 2 + usize::from(number(32)?) * 2;
        let parts = lengths + 2 + usize::from(number(lengths)?) * 4;
        let count = usize::from(number(parts)?);
        let lengths = document.get(lengths + 2..parts).ok_or_else(cut_off)?;
        let parts = part(document, parts + 2, count * 8).ok_or_else(cut_off)?;
        let header = Header {
            flags,
            lengths: lengths.as_chunks().0.iter().map(|four| u32::from_le_bytes(*four)).collect(),
            parts: parts.chunks_exact(8).filter_map(|pair| Some((u32_at(pair, 0)?, u32_at(pair, 4)?))).collect(),
        };
        if header.lengths.len() <= MAIN_TEXT || header.parts.len() <= PIECES {
            return Err(damaged());
        }
        Ok(header)
    }

    /// The stream that holds the parts.
    pub fn table_stream(&self) -> &'static str {
        if self.flags & SECOND_TABLE == 0 { "0Table" } else { "1Table" }
    }

    /// The stream that an earlier saving left.
    pub fn other_table_stream(&self) -> &'static str {
        if self.flags & SECOND_TABLE == 0 { "1Table" } else { "0Table" }
    }

    /// A part; empty where there is none or it is out of place.
    pub fn part<'a>(&self, table: &'a [u8], number: Part) -> &'a [u8] {
        let length = self.parts.get(number).map_or(0, |(_, length)| *length as usize);
        self.part_to_end(table, number).get(..length).unwrap_or_default()
    }

    /// A part and all behind it: some hold more than their length says.
    pub fn part_to_end<'a>(&self, table: &'a [u8], number: Part) -> &'a [u8] {
        let place = self.parts.get(number).filter(|(_, length)| *length > 0);
        place.and_then(|(start, _)| table.get(*start as usize..)).unwrap_or_default()
    }

    /// The texts to read, by their characters: the main text, then the text boxes. Notes, headers, footers and remarks are
    /// left out.
    pub fn texts(&self) -> [Range<u32>; 2] {
        let length = |at: usize| self.lengths.get(at).copied().unwrap_or(0);
        let main = length(MAIN_TEXT);
        let boxes = (MAIN_TEXT..TEXT_BOXES).fold(0, |sum: u32, at| sum.saturating_add(length(at)));
        [0..main, boxes..boxes.saturating_add(length(TEXT_BOXES))]
    }
}

fn too_old() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "这是 Word 95 或更早版本的文件，不能直接读取。请用 Word 或 WPS 打开，另存为 .docx 文件，再选择。"
            .to_owned(),
    }
}

//! The text of a document: pieces of the `WordDocument` stream in the order of a table, each in one of two encodings.

use std::ops::Range;

use gouji_core::problem::Problem;

use super::bytes::{between_positions, part, u16_at, u32_at};
use super::header::{self, Header};
use crate::compound::{cut_off, damaged};
use crate::western::western;

/// The pieces of the text that is read.
pub struct Text<'a> {
    document: &'a [u8],
    pieces: Vec<Piece<'a>>,
}

/// A stretch of text.
struct Piece<'a> {
    /// Its bytes in the document.
    bytes: Range<usize>,
    /// One byte a character, of the Western code page; otherwise UTF-16.
    is_narrow: bool,
    changes: Changes<'a>,
    /// The number of the text that it is of.
    text: usize,
}

/// What a quick saving changed in the properties of a piece.
#[derive(Clone, Copy, Default)]
pub enum Changes<'a> {
    /// Nothing.
    #[default]
    None,
    /// One property, by its short number, with its value.
    One(u8, u8),
    /// These.
    Many(&'a [u8]),
}

/// A character with its place.
#[derive(Clone, Copy)]
pub struct Character<'a> {
    /// Itself.
    pub character: char,
    /// The place of its first byte in the document: properties are given by places.
    pub at: u32,
    /// The place behind its last byte.
    pub end: u32,
    /// Changed properties.
    pub changes: Changes<'a>,
    /// 0 for the main text, 1 for the text boxes.
    pub text: usize,
}

impl<'a> Text<'a> {
    /// Finds the pieces.
    pub fn read(document: &'a [u8], table: &'a [u8], header: &Header) -> Result<Self, Problem> {
        let (list, changes) = parts(header.part(table, header::PIECES)).ok_or_else(damaged)?;
        let mut pieces = Vec::new();
        for (number, text) in header.texts().into_iter().enumerate() {
            for (start, end, piece) in between_positions(list, 8) {
                let (from, to) = (start.max(text.start), end.min(text.end));
                if from >= to {
                    continue;
                }
                let place = u32_at(piece, 2).ok_or_else(damaged)?;
                let is_narrow = place & 0x4000_0000 != 0;
                let place = (place & 0x3fff_ffff) as usize;
                let (place, width) = if is_narrow { (place / 2, 1) } else { (place, 2) };
                let first = place.saturating_add((from - start) as usize * width);
                let bytes = first..first.saturating_add((to - from) as usize * width);
                if document.get(bytes.clone()).is_none() {
                    return Err(cut_off());
                }
                let changes = changes_of(u16_at(piece, 6).unwrap_or(0), &changes);
                pieces.push(Piece { bytes, is_narrow, changes, text: number });
            }
        }
        Ok(Text { document, pieces })
    }

    /// How many characters it has at most.
    pub fn length(&self) -> usize {
        self.pieces.iter().fold(0, |sum, piece| sum.saturating_add(piece.bytes.len()))
    }

    /// Its characters.
    pub fn characters(&self) -> impl Iterator<Item = Character<'a>> {
        let document = self.document;
        self.pieces.iter().flat_map(move |piece| {
            let mut at = piece.bytes.start;
            std::iter::from_fn(move || {
                let rest = document.get(at..piece.bytes.end).filter(|rest| !rest.is_empty())?;
                let (character, width) = if piece.is_narrow { (western(*rest.first()?), 1) } else { wide(rest)? };
                let first = at;
                at += width;
                Some(Character {
                    character,
                    at: first as u32,
                    end: at as u32,
                    changes: piece.changes,
                    text: piece.text,
                })
            })
        })
    }
}

/// The next character of UTF-16, and its width.
fn wide(bytes: &[u8]) -> Option<(char, usize)> {
    let unit = u16_at(bytes, 0)?;
    let pair = [unit, u16_at(bytes, 2).unwrap_or(0)];
    Some(match char::decode_utf16(pair).next()? {
        Ok(character) => (character, character.len_utf16() * 2),
        Err(_) => (char::REPLACEMENT_CHARACTER, 2),
    })
}

/// The list of pieces, and the changes that they name.
fn parts(mut pieces: &[u8]) -> Option<(&[u8], Vec<&[u8]>)> {
    let mut changes = Vec::new();
    loop {
        match pieces.first()? {
            1 => {
                let length = usize::from(u16_at(pieces, 1)?);
                changes.push(part(pieces, 3, length)?);
                pieces = pieces.get(3 + length..)?;
            }
            2 => return Some((part(pieces, 5, u32_at(pieces, 1)? as usize)?, changes)),
            _ => return None,
        }
    }
}

fn changes_of<'a>(number: u16, changes: &[&'a [u8]]) -> Changes<'a> {
    if number & 1 == 0 {
        let [low, value] = number.to_le_bytes();
        if number == 0 { Changes::None } else { Changes::One(low >> 1, value) }
    } else {
        changes.get(usize::from(number >> 1)).map_or(Changes::None, |changes| Changes::Many(changes))
    }
}

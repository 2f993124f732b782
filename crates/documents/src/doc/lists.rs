//! Numbers that Word prints before paragraphs and keeps outside of their text.

use std::collections::HashMap;

use super::bytes::{part, u16_at, u32_at};
use crate::numerals::print;

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub struct Lists {
    lists: HashMap<u32, List>,
    uses: Vec<Use>,
}

const LEVELS: usize = 9;

/// No label of a list is longer.
const MAX_LABEL: usize = 64;

#[derive(Debug)]
struct List {
    levels: Vec<Level>,
    /// The style that each level is made for.
    styles: [u16; LEVELS],
    counts: [Option<u32>; LEVELS],
}

/// A use of a list, with its own starts.
#[derive(Debug, Default)]
struct Use {
    list: u32,
    starts: [Option<u32>; LEVELS],
    /// Levels that look different here.
    levels: HashMap<usize, Level>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: u8,
    /// Values below nine stand for the numbers of levels.
    text: Vec<u16>,
    /// All numbers in the label are decimal.
    is_legal: bool,
    /// It begins again behind a level before this one.
    restarts_behind: usize,
}

impl Lists {
    /// Reads the lists, and their uses; what is damaged prints nothing.
    pub fn read(lists: &[u8], uses: &[u8]) -> Lists {
        let mut read = Lists::default();
        read.lists(lists);
        read.uses(uses);
        read
    }

    /// Counts a paragraph, and gives what is printed before it. Without a level of its own it is at the one that is made
    /// for its style.
    pub fn label(&mut self, number: u16, level: Option<u8>, style: u16) -> Option<String> {
        let this = self.uses.get_mut(usize::from(number).checked_sub(1)?)?;
        let list = self.lists.get_mut(&this.list)?;
        let made_for = || list.styles.iter().position(|it| *it == style);
        let at = level.map(usize::from).or_else(made_for).unwrap_or(0);
        let level = |at: usize| this.levels.get(&at).or_else(|| list.levels.get(at));
        let shown = level(at)?.clone();
        let restarts: [usize; LEVELS] = std::array::from_fn(|deep| level(deep).map_or(deep, |it| it.restarts_behind));
        let own_start = this.starts.get_mut(at)?.take();
        let count = list.counts.get_mut(at)?;
        *count = Some(own_start.unwrap_or_else(|| count.map_or(shown.start, |count| count.saturating_add(1))));
        for (deep, count) in list.counts.iter_mut().enumerate().skip(at + 1) {
            if restarts.get(deep).is_some_and(|behind| at < *behind) {
                *count = None;
            }
        }
        let mut label = String::new();
        let level = |at: usize| this.levels.get(&at).or_else(|| list.levels.get(at));
        for unit in char::decode_utf16(shown.text.iter().copied()) {
            let character = unit.unwrap_or(char::REPLACEMENT_CHARACTER);
            let named = u32::from(character) as usize;
            if named >= LEVELS {
                label.push(character);
                continue;
            }
            let known = level(named);
            let count = list.counts.get(named).copied().flatten();
            let count = count.unwrap_or_else(|| known.map_or(1, |it| it.start));
            let format = if shown.is_legal { "decimal" } else { known.map_or("decimal", |it| format_name(it.format)) };
            label.push_str(&print(count, format));
        }
        let is_bullet = format_name(shown.format) == "bullet";
        (!is_bullet && !label.trim().is_empty()).then_some(label)
    }

    fn lists(&mut self, bytes: &[u8]) -> Option<()> {
        let count = usize::from(u16_at(bytes, 0)?);
        let heads = part(bytes, 2, count * LIST)?;
        let mut at = 2 + heads.len();
        for head in heads.chunks_exact(LIST) {
            let is_simple = head.get(26)? & 1 != 0;
            let mut levels = Vec::new();
            for number in 0..if is_simple { 1 } else { LEVELS } {
                let (level, length) = Level::read(bytes.get(at..)?, number)?;
                levels.push(level);
                at += length;
            }
            let styles = std::array::from_fn(|level| u16_at(head, 8 + level * 2).unwrap_or(u16::MAX));
            self.lists.insert(u32_at(head, 0)?, List { levels, styles, counts: [None; LEVELS] });
        }
        Some(())
    }

    fn uses(&mut self, bytes: &[u8]) -> Option<()> {
        let count = u32_at(bytes, 0)? as usize;
        let heads = part(bytes, 4, count.checked_mul(USE)?)?;
        self.uses =
            heads.chunks_exact(USE).map(|head| Use { list: u32_at(head, 0).unwrap_or(0), ..Use::default() }).collect();
        let mut at = 4 + heads.len();
        for (head, this) in heads.chunks_exact(USE).zip(&mut self.uses) {
            let changed = *head.get(12)?;
            // A position that means nothing comes first.
            at += 4;
            for _ in 0..changed {
                let (start, flags) = (u32_at(bytes, at)?, u32_at(bytes, at + 4)?);
                at += 8;
                let number = (flags & 15) as usize;
                let mut start = (flags & 16 != 0).then_some(start);
                if flags & 32 != 0 {
                    let (level, length) = Level::read(bytes.get(at..)?, number)?;
                    at += length;
                    start = start.map(|_| level.start);
                    this.levels.insert(number, level);
                }
                if let Some(place) = this.starts.get_mut(number) {
                    *place = start;
                }
            }
        }
        Some(())
    }
}

/// Sizes of a list's head, of a use's and of a level's.
const LIST: usize = 28;
const USE: usize = 16;
const LEVEL: usize = 28;

impl Level {
    /// Reads a level, and says how long it is.
    fn read(bytes: &[u8], number: usize) -> Option<(Level, usize)> {
        let flags = *bytes.get(5)?;
        let (no_restart, behind) = (flags & 8 != 0, usize::from(*bytes.get(26)?));
        let properties = usize::from(*bytes.get(24)?) + usize::from(*bytes.get(25)?);
        let at = LEVEL + properties;
        let length = usize::from(u16_at(bytes, at)?) * 2;
        let text = part(bytes, at + 2, length)?.as_chunks().0.iter().take(MAX_LABEL);
        let level = Level {
            start: u32_at(bytes, 0)?,
            format: *bytes.get(4)?,
            text: text.map(|unit| u16::from_le_bytes(*unit)).collect(),
            is_legal: flags & 4 != 0,
            restarts_behind: if no_restart { behind } else { number },
        };
        Some((level, at + 2 + length))
    }
}

/// What newer files call a number format.
fn format_name(format: u8) -> &'static str {
    match format {
        1 => "upperRoman",
        2 => "lowerRoman",
        3 => "upperLetter",
        4 => "lowerLetter",
        10 => "ideographDigital",
        11 => "japaneseCounting",
        14 => "decimalFullWidth",
        17 => "japaneseDigitalTenThousand",
        18 => "decimalEnclosedCircle",
        19 => "decimalFullWidth2",
        22 => "decimalZero",
        23 => "bullet",
        26 => "decimalEnclosedFullstop",
        27 => "decimalEnclosedParen",
        28 => "decimalEnclosedCircleChinese",
        29 => "ideographEnclosedCircle",
        30 => "ideographTraditional",
        31 => "ideographZodiac",
        33 => "taiwaneseCounting",
        34 => "ideographLegalTraditional",
        35 => "taiwaneseCountingThousand",
        36 => "taiwaneseDigital",
        37 => "chineseCounting",
        38 => "chineseLegalSimplified",
        39 => "chineseCountingThousand",
        57 => "numberInDash",
        255 => "none",
        _ => "decimal",
    }
}

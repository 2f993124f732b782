//! .xls and .et: one stream of records (BIFF8 since 1997, BIFF5 before). The first part of it describes the workbook, then
//! each sheet has a part of its own.

use gouji_core::problem::{Problem, ProblemKind};

use crate::compound::{Compound, cut_off};
use crate::format::password;
use crate::note_marks::without_marks;
use crate::tools::Gb18030;
use crate::tools::Progress;

use super::number::Styles;
use super::problems::{NO_RESULT, no_spreadsheet, too_many_cells};
use super::sheet::{MAX_SHEETS, Region, Room, Sheet};

/// Kinds of records, by the names that Microsoft gives them.
mod kind {
    pub const FORMULA: u16 = 0x0006;
    pub const EOF: u16 = 0x000a;
    pub const DATE_1904: u16 = 0x0022;
    pub const FILE_PASS: u16 = 0x002f;
    pub const FONT: u16 = 0x0031;
    pub const CONTINUE: u16 = 0x003c;
    pub const OBJ: u16 = 0x005d;
    pub const COL_INFO: u16 = 0x007d;
    pub const BOUND_SHEET: u16 = 0x0085;
    pub const MUL_RK: u16 = 0x00bd;
    pub const MUL_BLANK: u16 = 0x00be;
    pub const R_STRING: u16 = 0x00d6;
    pub const XF: u16 = 0x00e0;
    pub const MERGE_CELLS: u16 = 0x00e5;
    pub const MSO_DRAWING: u16 = 0x00ec;
    pub const SST: u16 = 0x00fc;
    pub const LABEL_SST: u16 = 0x00fd;
    pub const BLANK: u16 = 0x0201;
    pub const NUMBER: u16 = 0x0203;
    pub const LABEL: u16 = 0x0204;
    pub const BOOL_ERR: u16 = 0x0205;
    pub const STRING: u16 = 0x0207;
    pub const ROW: u16 = 0x0208;
    pub const RK: u16 = 0x027e;
    pub const FORMAT: u16 = 0x041e;
    pub const BOF: u16 = 0x0809;
}

/// The visible sheets of a workbook.
pub fn read(bytes: &[u8], gb18030: Gb18030, progress: Progress) -> Result<Vec<Sheet>, Problem> {
    let file = Compound::open(bytes)?;
    // A file for both versions has both streams.
    let stream = match file.stream("Workbook")? {
        Some(stream) => stream,
        None => file.stream("Book")?.ok_or_else(no_spreadsheet)?,
    };
    drop(file);
    let book = Book::read(&stream, gb18030)?;
    let mut room = Room::default();
    let mut sheets = Vec::new();
    let count = book.sheets.len() as u32;
    // The parts of several sheets may overlap in a damaged file: none is read over and over.
    let mut left = 2 * stream.len();
    for (number, bound) in book.sheets.iter().enumerate() {
        progress(number as u32, count);
        if bound.is_visible {
            let mut records = Records::new(stream.get(bound.start..).ok_or_else(cut_off)?);
            let length = records.rest.len();
            sheets.push(book.sheet(&mut records, &mut room)?);
            left = left.checked_sub(length - records.rest.len()).ok_or_else(broken)?;
        }
    }
    if book.sheets.is_empty() { Err(no_spreadsheet()) } else { Ok(sheets) }
}

/// What the cells of all sheets refer to.
struct Book {
    is_8: bool,
    gb18030: Gb18030,
    strings: Vec<String>,
    styles: Styles,
    since_1904: bool,
    sheets: Vec<BoundSheet>,
}

struct BoundSheet {
    start: usize,
    is_visible: bool,
}

impl Book {
    fn read(stream: &[u8], gb18030: Gb18030) -> Result<Self, Problem> {
        let mut records = Records::new(stream);
        let first = records.next().ok_or_else(no_spreadsheet)?;
        // Versions before the fifth had no workbook and other numbers.
        let is_8 = match (first.kind, first.number(0)) {
            (kind::BOF, Some(0x0600)) => true,
            (kind::BOF, Some(0x0500)) => false,
            _ => return Err(no_spreadsheet()),
        };
        let mut book = Book {
            is_8,
            gb18030,
            strings: Vec::new(),
            styles: Styles::default(),
            since_1904: false,
            sheets: Vec::new(),
        };
        let mut is_ended = false;
        let mut fonts: Vec<Font> = Vec::new();
        while let Some(record) = records.next() {
            match record.kind {
                kind::EOF => {
                    is_ended = true;
                    break;
                }
                kind::FILE_PASS => return Err(password()),
                kind::DATE_1904 => book.since_1904 = record.number(0) == Some(1),
                kind::BOUND_SHEET => {
                    // Sheets that are a chart or a macro hold no cells.
                    let is_of_cells = record.byte(5) == Some(0);
                    if let (Some(start), Some(state), true) = (record.long(0), record.byte(4), is_of_cells) {
                        book.sheets.push(BoundSheet { start: start as usize, is_visible: state & 3 == 0 });
                    }
                    if book.sheets.len() > MAX_SHEETS {
                        return Err(too_many_cells());
                    }
                }
                kind::FORMAT => {
                    let code = if is_8 { Text::new(&record, 2).long() } else { book.short_bytes(&record, 2) };
                    if let (Some(number), Some(code)) = (record.number(0), code) {
                        book.styles.add_format(number, &code);
                    }
                }
                kind::FONT => fonts.push(Font {
                    is_struck: record.number(2).is_some_and(|options| options & 8 != 0),
                    is_raised: record.number(8) == Some(1),
                }),
                kind::XF => {
                    let lines = |at, mask| record.long(at).is_some_and(|lines| lines & mask != 0);
                    let has_border = if is_8 { lines(10, 0xffff) } else { lines(8, 0x01c0_0000) || lines(12, 0x01ff) };
                    let is_struck = font_of(&fonts, record.number(0).unwrap_or(0)).is_struck;
                    book.styles.add_style(record.number(2).unwrap_or(0), has_border, is_struck);
                }
                kind::SST => book.strings = shared_strings(&record, &fonts),
                _ => {}
            }
        }
        if is_ended { Ok(book) } else { Err(cut_off()) }
    }

    fn sheet(&self, records: &mut Records, room: &mut Room) -> Result<Sheet, Problem> {
        match records.next() {
            Some(first) if first.kind == kind::BOF => {}
            _ => return Err(broken()),
        }
        let mut sheet = Sheet::default();
        // Charts inside of a sheet have parts of their own.
        let mut depth = 1;
        let mut formula = None;
        let mut anchor = None;
        while let Some(record) = records.next() {
            match record.kind {
                kind::BOF => depth += 1,
                kind::EOF => {
                    depth -= 1;
                    if depth == 0 {
                        return Ok(sheet);
                    }
                }
                kind::FILE_PASS => return Err(password()),
                _ if depth > 1 => {}
                kind::STRING => {
                    let words = if self.is_8 { Text::new(&record, 0).long() } else { self.long_bytes(&record, 0) };
                    if let (Some((row, column)), Some(words)) = (formula.take(), words) {
                        sheet.put(row, column, words, room)?;
                    }
                }
                kind::ROW => {
                    if let (Some(row), Some(options)) = (record.number(0), record.number(12))
                        && options & 0x20 != 0
                    {
                        sheet.hide_rows(u32::from(row), u32::from(row))?;
                    }
                }
                kind::COL_INFO => {
                    if let (Some(first), Some(last), Some(options)) =
                        (record.number(0), record.number(2), record.number(8))
                        && options & 1 != 0
                    {
                        sheet.hide_columns(u32::from(first), u32::from(last))?;
                    }
                }
                kind::MERGE_CELLS => {
                    for area in record.whole().get(2..).unwrap_or_default().as_chunks::<8>().0 {
                        let [top, bottom, left, right] = numbers_of(*area);
                        sheet.merge(Region { top, left, bottom, right })?;
                    }
                }
                kind::MSO_DRAWING => anchor = anchor_row(record.whole()).or(anchor),
                kind::OBJ => {
                    // This kind of object is a picture.
                    if record.number(4) == Some(8) {
                        sheet.pictures.push(anchor.take().unwrap_or(u32::MAX));
                    }
                }
                _ => {
                    let (Some(row), Some(column)) = (record.number(0), record.number(2)) else { continue };
                    let place = (u32::from(row), u32::from(column));
                    self.cell(&record, place, &mut sheet, &mut formula, room)?;
                }
            }
        }
        // Some programs do not write the last record.
        if records.rest.is_empty() { Ok(sheet) } else { Err(cut_off()) }
    }

    fn cell(
        &self,
        record: &Record,
        (row, column): (u32, u32),
        sheet: &mut Sheet,
        formula: &mut Option<(u32, u32)>,
        room: &mut Room,
    ) -> Result<(), Problem> {
        let style = usize::from(record.number(4).unwrap_or(0));
        let shown = |number: f64, style| self.styles.format(style).show(number, self.since_1904);
        let words = match record.kind {
            kind::NUMBER => record.float(6).map(|number| shown(number, style)),
            kind::RK => record.long(6).map(|number| shown(compact(number), style)),
            kind::MUL_RK => {
                let cells = record.whole().get(4..).unwrap_or_default();
                for ([low, high, number @ ..], column) in cells.as_chunks::<6>().0.iter().zip(column..) {
                    let style = usize::from(u16::from_le_bytes([*low, *high]));
                    sheet.put(row, column, shown(compact(u32::from_le_bytes(*number)), style), room)?;
                }
                None
            }
            kind::LABEL_SST => record.long(6).and_then(|at| self.strings.get(at as usize)).cloned(),
            kind::LABEL | kind::R_STRING if self.is_8 => Text::new(record, 6).long(),
            kind::LABEL | kind::R_STRING => self.long_bytes(record, 6),
            kind::BOOL_ERR => match (record.byte(6), record.byte(7)) {
                (Some(value), Some(0)) => Some(truth(value)),
                (Some(error), Some(_)) => Some(error_words(error)),
                _ => None,
            },
            kind::FORMULA => match (record.number(12), record.byte(6), record.byte(8)) {
                // The words follow in a record of their own.
                (Some(0xffff), Some(0), _) => {
                    *formula = Some((row, column));
                    None
                }
                (Some(0xffff), Some(1), Some(value)) => Some(truth(value)),
                (Some(0xffff), Some(2), Some(error)) => Some(error_words(error)),
                // An empty text, which a formula without words gives only where it was never reckoned.
                (Some(0xffff), Some(3), _) if !has_empty_words(record) => Some(NO_RESULT.to_owned()),
                (Some(0xffff), _, _) => None,
                _ => record.float(6).map(|number| shown(number, style)),
            },
            kind::BLANK => {
                if self.styles.has_border(style) {
                    sheet.frame(row, column, column);
                }
                None
            }
            kind::MUL_BLANK => {
                let whole = record.whole();
                let styles = whole.get(4..whole.len().saturating_sub(2)).unwrap_or_default();
                for (style, column) in styles.as_chunks::<2>().0.iter().zip(column..) {
                    if self.styles.has_border(usize::from(u16::from_le_bytes(*style))) {
                        sheet.frame(row, column, column);
                    }
                }
                None
            }
            _ => None,
        };
        match words.filter(|_| !self.styles.is_struck(style)) {
            Some(words) => sheet.put(row, column, words, room),
            None => Ok(()),
        }
    }

    /// A text of BIFF5 behind a length of two bytes.
    fn long_bytes(&self, record: &Record, at: usize) -> Option<String> {
        self.bytes(record, at + 2, usize::from(record.number(at)?))
    }

    /// A text of BIFF5 behind a length of one byte.
    fn short_bytes(&self, record: &Record, at: usize) -> Option<String> {
        self.bytes(record, at + 1, usize::from(record.byte(at)?))
    }

    /// What the file says of its encoding is not asked: Chinese files have this one.
    fn bytes(&self, record: &Record, at: usize, length: usize) -> Option<String> {
        let bytes = record.whole().get(at..)?;
        let bytes = bytes.get(..length).unwrap_or(bytes);
        Some((self.gb18030)(bytes).unwrap_or_else(|| String::from_utf8_lossy(bytes).into_owned()))
    }
}

/// What a font does to words, as far as they are read.
#[derive(Clone, Copy, Default)]
struct Font {
    is_struck: bool,
    is_raised: bool,
}

/// A font by its number; no font has the number 4.
fn font_of(fonts: &[Font], number: u16) -> Font {
    let at = usize::from(number) - usize::from(number > 4);
    fonts.get(at).copied().unwrap_or_default()
}

/// A record with those that continue it.
struct Record<'a> {
    kind: u16,
    parts: Vec<&'a [u8]>,
}

impl<'a> Record<'a> {
    fn whole(&self) -> &'a [u8] {
        self.parts.first().copied().unwrap_or_default()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.whole().get(at).copied()
    }

    fn number(&self, at: usize) -> Option<u16> {
        self.whole().get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two))
    }

    fn long(&self, at: usize) -> Option<u32> {
        self.whole().get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
    }

    fn float(&self, at: usize) -> Option<f64> {
        self.whole().get(at..)?.first_chunk().map(|eight| f64::from_le_bytes(*eight))
    }
}

struct Records<'a> {
    rest: &'a [u8],
}

impl<'a> Records<'a> {
    fn new(stream: &'a [u8]) -> Self {
        Records { rest: stream }
    }

    /// The next record; nothing where the stream ends, even inside of one.
    fn next(&mut self) -> Option<Record<'a>> {
        let (kind, content) = self.take()?;
        let mut parts = vec![content];
        while self.rest.get(..2) == Some(&kind::CONTINUE.to_le_bytes()) {
            let Some((_, more)) = self.take() else { break };
            parts.push(more);
        }
        Some(Record { kind, parts })
    }

    fn take(&mut self) -> Option<(u16, &'a [u8])> {
        let ([kind_low, kind_high, low, high], behind) = self.rest.split_first_chunk::<4>()?;
        let length = usize::from(u16::from_le_bytes([*low, *high]));
        let (content, rest) = behind.split_at_checked(length)?;
        self.rest = rest;
        Some((u16::from_le_bytes([*kind_low, *kind_high]), content))
    }
}

/// Texts of BIFF8 in a record: two bytes a character, or one where all are Latin. Where a text goes on in a continuing
/// record, that says anew which.
struct Text<'a> {
    part: &'a [u8],
    more: std::slice::Iter<'a, &'a [u8]>,
}

impl<'a> Text<'a> {
    fn new(record: &'a Record<'a>, at: usize) -> Self {
        let mut more = record.parts.iter();
        let part = more.next().and_then(|part| part.get(at..)).unwrap_or_default();
        Text { part, more }
    }

    /// A text behind a length of two bytes.
    fn long(&mut self) -> Option<String> {
        self.rich(&[])
    }

    /// The same without its struck words and the marks of notes, which its fonts tell.
    fn rich(&mut self, fonts: &[Font]) -> Option<String> {
        let length = usize::from(u16::from_le_bytes(self.take()?));
        let [mut options] = self.take()?;
        let runs = if options & 8 != 0 { usize::from(u16::from_le_bytes(self.take()?)) } else { 0 };
        let pronunciation = if options & 4 != 0 { u32::from_le_bytes(self.take()?) as usize } else { 0 };
        let mut units: Vec<u16> = Vec::new();
        while units.len() < length {
            let left = length - units.len();
            if options & 1 == 0 {
                let (own, rest) = self.part.split_at(left.min(self.part.len()));
                units.extend(own.iter().map(|byte| u16::from(*byte)));
                self.part = rest;
            } else {
                let (own, rest) = self.part.split_at((2 * left).min(self.part.len() / 2 * 2));
                units.extend(own.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit)));
                self.part = rest;
            }
            if units.len() < length {
                let Some([next, rest @ ..]) = self.more.next() else { break };
                (options, self.part) = (*next, rest);
            }
        }
        // Where each font begins.
        let mut bounds: Vec<(usize, Font)> = vec![(0, Font::default())];
        for _ in 0..runs {
            // A record may end between any two bytes of these.
            let mut number = || Some(u16::from_le_bytes([self.take::<1>()?[0], self.take::<1>()?[0]]));
            let (start, font) = (number()?, number()?);
            bounds.push((usize::from(start).min(units.len()), font_of(fonts, font)));
        }
        self.skip(pronunciation);
        let ends = bounds.iter().skip(1).map(|(start, _)| *start).chain([units.len()]).collect::<Vec<_>>();
        let runs = bounds.iter().zip(ends).filter(|((_, font), _)| !font.is_struck).map(|((start, font), end)| {
            let own = units.get(*start..end).unwrap_or_default().iter().copied();
            (char::decode_utf16(own).map(|it| it.unwrap_or('\u{fffd}')).collect::<String>(), font.is_raised)
        });
        Some(without_marks(&runs.collect::<Vec<_>>()))
    }

    fn take<const COUNT: usize>(&mut self) -> Option<[u8; COUNT]> {
        while self.part.is_empty() {
            self.part = self.more.next()?;
        }
        let (taken, rest) = self.part.split_first_chunk()?;
        self.part = rest;
        Some(*taken)
    }

    fn skip(&mut self, mut count: usize) {
        while count > self.part.len() {
            count -= self.part.len();
            let Some(part) = self.more.next() else {
                self.part = &[];
                return;
            };
            self.part = part;
        }
        self.part = self.part.get(count..).unwrap_or_default();
    }
}

fn shared_strings(record: &Record, fonts: &[Font]) -> Vec<String> {
    let count = record.long(4).unwrap_or(0);
    let mut text = Text::new(record, 8);
    // The number may be untrue; the texts end with the record.
    (0..count).map_while(|_| text.rich(fonts)).collect()
}

/// A number of 30 bits: whole or the upper part of a binary fraction, and maybe a hundredth of it is meant.
fn compact(bits: u32) -> f64 {
    let number = if bits & 2 != 0 { f64::from((bits as i32) >> 2) } else { f64::from_bits(u64::from(bits & !3) << 32) };
    if bits & 1 != 0 { number / 100.0 } else { number }
}

/// Whether the words "" stand in a formula, or words of another cell may: those of functions and names are not looked into.
fn has_empty_words(record: &Record) -> bool {
    record.whole().get(22..).unwrap_or_default().windows(2).any(|two| two == [0x17, 0])
}

fn truth(value: u8) -> String {
    if value == 0 { "FALSE" } else { "TRUE" }.to_owned()
}

fn error_words(error: u8) -> String {
    match error {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0f => "#VALUE!",
        0x17 => "#REF!",
        0x1d => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    }
    .to_owned()
}

fn numbers_of(area: [u8; 8]) -> [u32; 4] {
    let [a, b, c, d, e, f, g, h] = area;
    [[a, b], [c, d], [e, f], [g, h]].map(|two| u32::from(u16::from_le_bytes(two)))
}

/// The row at which an object begins, from the description of its place.
fn anchor_row(drawing: &[u8]) -> Option<u32> {
    const ANCHOR: &[u8] = &[0x10, 0xf0, 0x12, 0, 0, 0];
    let at = drawing.windows(ANCHOR.len()).rposition(|window| window == ANCHOR)?;
    let row = drawing.get(at + ANCHOR.len() + 6..)?.first_chunk()?;
    Some(u32::from(u16::from_le_bytes(*row)))
}

fn broken() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "文件内部有损坏，工作表无法读取。请重新下载或复制这个文件；能用 Excel 或 WPS 打开的，另存为 .xlsx 文件再选择。"
            .to_owned(),
    }
}

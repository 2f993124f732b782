//! A Word file that was opened: read once, with all that is needed to write into it.

use gouji_core::Source;
use gouji_core::problem::Problem;
use serde::{Deserialize, Serialize};

use super::annotate::{Annotated, annotate, unwritten};
use super::as_page::page_of;
use super::body;
use super::chunks::put_in;
use super::labels::write_labels;
use super::numbering::Numbering;
use super::parts::{Parts, text_of};
use super::places::{Numbered, Places};
use super::problems::no_document;
use super::styles::Styles;
use crate::blocks::Block;
use crate::composed::compose;
use crate::notes::{Change, Note, Unwritten};
use crate::package::Package;
use crate::tools::Gb18030;
use crate::xml::Encoding;

/// A Word file and the way back into it: where each word of the checked text stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordFile {
    #[serde(with = "serde_bytes")]
    bytes: Vec<u8>,
    parts: Parts,
    /// The main part.
    text: String,
    encoding: Encoding,
    places: Places,
}

impl WordFile {
    /// Reads a file: the report in it, and the way back.
    ///
    /// # Errors
    /// A file that is damaged, beyond the limits, or without words.
    pub(crate) fn open(bytes: &[u8]) -> Result<(Source, WordFile), Problem> {
        Opening::of(bytes)?.finish(bytes)
    }

    /// The file with notes as comments and changes tracked; everything else in it stays as it is, byte for byte. What of
    /// the changes cannot be written stands as a comment at the nearest place. Spans are those of the checked text.
    ///
    /// # Errors
    /// A file with comments that cannot be read or written again.
    pub fn annotate(&self, notes: &[Note], changes: &[Change]) -> Result<Annotated, Problem> {
        let WordFile { bytes, parts, text, encoding, places } = self;
        annotate(bytes, parts, (text, *encoding), places, notes, changes)
    }

    /// Which of these changes cannot be written into the file, and why; to be told before it is written.
    pub fn unwritten(&self, changes: &[Change]) -> Vec<Unwritten> {
        unwritten(&self.places, changes)
    }
}

/// What a Word file is.
pub(crate) enum Opened {
    /// A document, and the way back into it.
    Document(Source, Box<WordFile>),
    /// A web page was put into it: all of it as one.
    Page(String),
}

/// Reads a file.
///
/// # Errors
/// A file that is damaged, beyond the limits, or without words.
pub(crate) fn read(bytes: &[u8], gb18030: Gb18030) -> Result<Opened, Problem> {
    let mut opening = Opening::of(bytes)?;
    opening.put_in_chunks(bytes, gb18030, 0)?;
    match page_of(&opening.blocks) {
        Some(html) => Ok(Opened::Page(html)),
        None => opening.finish(bytes).map(|(source, word)| Opened::Document(source, Box::new(word))),
    }
}

/// What stands in a file that was put into another.
fn blocks_of(bytes: &[u8], gb18030: Gb18030, depth: usize) -> Result<Vec<Block>, Problem> {
    let mut opening = Opening::of(bytes)?;
    opening.put_in_chunks(bytes, gb18030, depth)?;
    Ok(opening.blocks)
}

/// A file whose parts are read.
struct Opening {
    parts: Parts,
    text: String,
    encoding: Encoding,
    blocks: Vec<Block>,
    numbered: Numbered,
}

impl Opening {
    fn of(bytes: &[u8]) -> Result<Self, Problem> {
        let mut package = Package::open(bytes)?;
        let parts = Parts::find(&mut package)?;
        let (text, encoding) = text_of(&mut package, &parts.main)?.ok_or_else(no_document)?;
        let mut optional = |name: &Option<String>| match name {
            Some(name) => Ok(text_of(&mut package, name)?.map(|(text, _)| (text, name.clone()))),
            None => Ok(None),
        };
        let styles = match optional(&parts.styles)? {
            Some((text, name)) => Styles::read(&text, &name)?,
            None => Styles::default(),
        };
        let mut numbering = match optional(&parts.numbering)? {
            Some((text, name)) => Numbering::read(&text, &name)?,
            None => Numbering::default(),
        };
        let body::Body { mut blocks, numbered } = body::read(&text, &parts.main, &styles)?;
        write_labels(&mut blocks, &numbered.paragraphs, &styles, &mut numbering);
        Ok(Opening { parts, text, encoding, blocks, numbered })
    }

    fn put_in_chunks(&mut self, bytes: &[u8], gb18030: Gb18030, depth: usize) -> Result<(), Problem> {
        let read = |chunk: &[u8], depth| blocks_of(chunk, gb18030, depth);
        put_in(&mut self.blocks, &mut Package::open(bytes)?, &self.parts, gb18030, &read, depth)
    }

    fn finish(self, bytes: &[u8]) -> Result<(Source, WordFile), Problem> {
        let Opening { parts, text, encoding, blocks, numbered } = self;
        let composed = compose(&blocks)?;
        let places = Places::of(&composed, numbered);
        Ok((composed.source, WordFile { bytes: bytes.to_vec(), parts, text, encoding, places }))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test should stop at once")]

    use gouji_core::Span;

    use super::*;
    use crate::docx::places::{Origin, Paragraph, ParagraphPlace, PiecePlace, Run, TextElement};
    use crate::handover::{VERSION, WorkerMessage};
    use crate::notes::Obstacle;

    /// The bytes of what the page keeps for the worker. Where they change, [`VERSION`] has to rise.
    #[test]
    fn the_version_of_messages_rises_with_what_is_kept() {
        let place = PiecePlace { at: 8..9, linear: true, run: 0, text: Some(0) };
        let file = WordFile {
            bytes: b"PK".to_vec(),
            parts: Parts { main: "m".to_owned(), styles: Some("s".to_owned()), ..Parts::default() },
            text: "<t>".to_owned(),
            encoding: Encoding::Utf8 { mark: true },
            places: Places {
                origins: vec![Origin { span: Span::new(0, 1), place, paragraph: 0 }],
                paragraphs: vec![Paragraph {
                    span: Span::new(0, 1),
                    place: ParagraphPlace { tag: 1, content: 2..3, is_empty: false },
                    in_box: false,
                    cell: 4,
                }],
                runs: vec![Run { element: 5..6, divisible: true, fixed: Some(Obstacle::Formula), ..Run::default() }],
                texts: vec![TextElement { element: 6..7, content: 8..9, keeps_space: true }],
                root: "r".to_owned(),
                namespace: "n".to_owned(),
            },
        };
        let bytes = WorkerMessage::new(file.clone()).to_bytes();
        assert_eq!(WorkerMessage::<WordFile>::content_of(&bytes).unwrap(), file);
        let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        let known = "0402504b016d000101730000033c743e0001010001080901000100000100010102030000040105060000000000000000000103010106070809010172016e";
        assert_eq!((VERSION, hex.as_str()), (4, known));
    }
}

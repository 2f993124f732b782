//! A Word document in one XML file: that of Word 2003, and the parts of a .docx in one (flat OPC). Both are often named .doc.

use std::ops::Range;

use gouji_core::Source;
use gouji_core::problem::Problem;

use super::body;
use super::labels::write_labels;
use super::numbering::Numbering;
use super::problems::no_document;
use super::styles::Styles;
use crate::blocks::Block;
use crate::composed::source_of;
use crate::xml::{Event, Reader, decode};

/// Reads a file.
///
/// # Errors
/// A file that is damaged, or without words.
pub fn read(bytes: &[u8]) -> Result<Source, Problem> {
    source_of(&blocks_of(bytes)?)
}

/// What stands in a file.
pub fn blocks_of(bytes: &[u8]) -> Result<Vec<Block>, Problem> {
    const PART: &str = "XML";
    let (text, _) = decode(bytes, PART)?;
    let parts = parts_of(&text, PART)?;
    let part = |end: &str| parts.iter().find(|(name, _)| name.ends_with(end)).and_then(|(_, at)| text.get(at.clone()));
    // Word 2003 keeps all in one tree.
    let main = if parts.is_empty() { &*text } else { part("/document.xml").ok_or_else(no_document)? };
    let styles = match part("/styles.xml").or(parts.is_empty().then_some(main)) {
        Some(styles) => Styles::read(styles, PART)?,
        None => Styles::default(),
    };
    let mut numbering = match part("/numbering.xml") {
        Some(numbering) => Numbering::read(numbering, PART)?,
        None => Numbering::default(),
    };
    let body::Body { mut blocks, numbered } = body::read(main, PART, &styles)?;
    write_labels(&mut blocks, &numbered.paragraphs, &styles, &mut numbering);
    Ok(blocks)
}

/// The parts of a flat package: their names, and where each stands.
fn parts_of(text: &str, part: &str) -> Result<Vec<(String, Range<usize>)>, Problem> {
    let mut parts: Vec<(String, Range<usize>)> = Vec::new();
    let mut reader = Reader::new(text, part);
    while let Some(event) = reader.next()? {
        let Event::Open(tag) = event else { continue };
        match tag.name {
            "package" if reader.depth() == 1 => {}
            "part" if reader.depth() == 2 => {
                parts.push((tag.attribute("name").unwrap_or_default().into_owned(), 0..0));
            }
            "xmlData" if reader.depth() == 3 => {
                let start = reader.range().end;
                reader.skip()?;
                if let Some((_, at)) = parts.last_mut() {
                    *at = start..reader.range().start;
                }
            }
            _ if reader.depth() == 1 => return Ok(Vec::new()),
            _ => reader.skip()?,
        }
    }
    Ok(parts)
}

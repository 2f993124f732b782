//! Word 97–2003 (.doc), and what WPS saves as .wps or .doc: a `WordDocument` stream in an OLE compound file.
//!
//! The reader is home-made, on the published description of the format ([MS-DOC]). The library for it, `undoc` 0.27, was
//! tried on tables with merged cells: it gives every cell one column and one row (the row definitions, `sprmTDefTable`,
//! are not read), takes tables in cells apart, knows that a paragraph is numbered but not how the number is printed, leaves
//! nothing of a file whose paragraph properties are damaged, and weighs 228 KB packed in the browser.

mod body;
mod bytes;
mod header;
mod lists;
mod pieces;
mod properties;
mod styles;
mod table;

use gouji_core::Source;
use gouji_core::problem::{Problem, ProblemKind};

use crate::composed::source_of;
use crate::compound::{Compound, cut_off};
use crate::text::{source_from_text, too_large};
use body::Body;
use header::Header;
use lists::Lists;
use pieces::Text;
use properties::Properties;
use styles::Styles;

/// Reads a file. Where the tables cannot be told for certain, the text comes without structure.
///
/// # Errors
/// A file with a password, of an older Word, damaged, cut off, or without words.
pub fn read(bytes: &[u8]) -> Result<Source, Problem> {
    let compound = Compound::open(bytes)?;
    let document = compound.stream("WordDocument")?.ok_or_else(no_document)?;
    let header = Header::read(&document)?;
    let stream = |name: &str| compound.stream(name);
    let table = match stream(header.table_stream())? {
        Some(table) => table,
        None => stream(header.other_table_stream())?.ok_or_else(cut_off)?,
    };
    // Only properties that are too long for a page stand there.
    let data = compound.stream("Data").ok().flatten().unwrap_or_default();

    let text = Text::read(&document, &table, &header)?;
    if text.length() > MAX_CHARACTERS {
        return Err(too_large(document.len()));
    }
    let styles = Styles::read(header.part(&table, header::STYLES));
    let lists = Lists::read(header.part_to_end(&table, header::LISTS), header.part(&table, header::LIST_USES));
    let properties = Properties::read(&document, &table, &data, &header);
    let body = Body::read(&text, &properties, &styles, lists);
    match body {
        Body::Blocks(blocks) => source_of(&blocks),
        Body::Plain(lines) if lines.trim().is_empty() => Err(no_words()),
        Body::Plain(lines) => source_from_text(lines),
    }
}

/// Longer texts are no report; a whole one has some ten thousand characters.
const MAX_CHARACTERS: usize = 4_000_000;

fn no_document() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "这个文件不是 Word 或 WPS 文字文档，里面没有可读的报告正文。请打开它，全选后复制，再粘贴到这里。"
            .to_owned(),
    }
}

fn no_words() -> Problem {
    Problem {
        kind: ProblemKind::Empty,
        message: "这个文件里没有文字。请确认选对了文件；或打开它，全选后复制，再粘贴到这里。".to_owned(),
    }
}

//! Text of OpenDocument (.odt of LibreOffice, of WPS and Word; .fodt, the same in one XML file).

mod body;
mod names;
mod styles;

use gouji_core::Source;
use gouji_core::problem::{Problem, ProblemKind};

use crate::blocks::Block;
use crate::composed::source_of;
use crate::format::password;
use crate::package::{Package, damaged};
use crate::xml::{Event, Reader, decode};
use names::kind;
use styles::Styles;

/// Reads a file.
///
/// # Errors
/// A file with a password, damaged, beyond the limits, of another kind, or without words.
pub fn read(bytes: &[u8]) -> Result<Source, Problem> {
    let mut styles = Styles::default();
    if !bytes.starts_with(b"PK") {
        return source_of(&document(bytes, "office:document", &mut styles)?);
    }
    let mut package = Package::open(bytes)?;
    let manifest = package.part("META-INF/manifest.xml")?.unwrap_or_default();
    let encrypted: &[u8] = b"encryption-data";
    if manifest.windows(encrypted.len()).any(|window| window == encrypted) {
        return Err(password());
    }
    if let Some(part) = package.part("styles.xml")? {
        named_styles(&part, &mut styles)?;
    }
    let content = package.part("content.xml")?.ok_or_else(|| damaged("content.xml"))?;
    source_of(&document(&content, "content.xml", &mut styles)?)
}

fn no_text() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "这个文件不是文字文档，里面没有可读的报告正文。请打开它，全选后复制，再粘贴到这里。".to_owned(),
    }
}

/// The styles with a name; automatic ones beside them are those of headers and footers.
fn named_styles(bytes: &[u8], styles: &mut Styles) -> Result<(), Problem> {
    let (text, _) = decode(bytes, "styles.xml")?;
    let mut reader = Reader::new(&text, "styles.xml");
    while let Some(event) = reader.next()? {
        let Event::Open(tag) = event else { continue };
        match tag.name {
            "document-styles" => {}
            "styles" => styles.read(&mut reader)?,
            _ => reader.skip()?,
        }
    }
    Ok(())
}

fn document(bytes: &[u8], part: &str, styles: &mut Styles) -> Result<Vec<Block>, Problem> {
    let (text, _) = decode(bytes, part)?;
    let mut reader = Reader::new(&text, part);
    while let Some(event) = reader.next()? {
        let Event::Open(tag) = event else { continue };
        match (kind(&tag), tag.name) {
            ("office", "document" | "document-content" | "body") => {}
            ("office", "styles" | "automatic-styles") => styles.read(&mut reader)?,
            ("office", "text") => return body::read(&mut reader, styles),
            _ => reader.skip()?,
        }
    }
    Err(no_text())
}

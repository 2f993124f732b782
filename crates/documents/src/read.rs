//! A file, or what a clipboard holds → a document, whatever it is.

use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::{MAX_TEXT_BYTES, Source};

use crate::document::Document;
use crate::encoding::decode;
use crate::format::Format;
use crate::text::{source_from_text, too_large};
use crate::tools::{Gb18030, Progress, Tools};
use crate::web;

/// What a reader of a format makes of a file.
#[derive(Debug)]
#[non_exhaustive]
pub enum Opened {
    /// The file with the report in it.
    Document(Document),
    /// A web page that was packed in the file, still to be parsed.
    Page(String),
}

/// Reads a file of any format that this build has a reader for: the report in it, and for a Word file the way back.
///
/// ```
/// # #[cfg(feature = "native")] {
/// use gouji_documents::native::TOOLS;
///
/// let html = "<table><tr><td>规章</td><td>3</td></tr></table>";
/// let document = gouji_documents::read::open(html.as_bytes(), TOOLS)?;
/// assert_eq!(document.source().text(), "规章\t3");
/// # }
/// # Ok::<(), gouji_core::problem::Problem>(())
/// ```
///
/// # Errors
/// What cannot be read gives the problem to show: what the file is, and what to do instead.
pub fn open(bytes: &[u8], tools: Tools) -> Result<Document, Problem> {
    match format(bytes)? {
        Format::Text | Format::Web => read_text(bytes, tools).map(Document::from),
        format => match open_as(bytes, format, tools.gb18030, &mut |_, _| {})? {
            Opened::Document(document) => Ok(document),
            Opened::Page(html) => page(&html, tools).map(Document::from),
        },
    }
}

/// The report in a file, as [`open`] reads it.
///
/// # Errors
/// As [`open`].
pub fn read(bytes: &[u8], tools: Tools) -> Result<Source, Problem> {
    open(bytes, tools).map(Document::into_source)
}

/// What a file is, when it is not too large.
///
/// # Errors
/// A file that is too large, or of a kind that cannot be read.
pub fn format(bytes: &[u8]) -> Result<Format, Problem> {
    if bytes.len() > MAX_TEXT_BYTES {
        return Err(too_large(bytes.len()));
    }
    Format::of(bytes)
}

/// Reads a text, Markdown or HTML file.
///
/// # Errors
/// What cannot be read gives the problem to show.
pub fn read_text(bytes: &[u8], tools: Tools) -> Result<Source, Problem> {
    words(decode(bytes, tools.gb18030)?, tools)
}

/// Reads words that are decoded: HTML, HTML kept in a script, or a text as it is; with the feature `web` also Markdown that has
/// markup in it, which the page leaves to the module of that name.
///
/// # Errors
/// What cannot be read gives the problem to show.
pub fn words(text: String, tools: Tools) -> Result<Source, Problem> {
    #[cfg(feature = "web")]
    let text = crate::markdown::without_attributes(&text).unwrap_or(text);
    if let Some(html) = web::page_in(&text) {
        return page(&html, tools);
    }
    // What is missing in it may have been lost when it was converted.
    #[cfg(feature = "web")]
    if let Some(html) = crate::markdown::page_of(&text) {
        return page(&html, tools).map(Source::without_structure);
    }
    source_from_text(text)
}

/// Reads a web page, or what a clipboard holds of one: the report in it, without the portal around it.
///
/// # Errors
/// A page that is nested without end, or that has no words.
pub fn page(html: &str, tools: Tools) -> Result<Source, Problem> {
    web::report_in(html, tools)
}

/// Reads a file of one of the formats that a module of its own reads. A build without the reader of a format refuses
/// its files and says what to do instead.
///
/// # Errors
/// What cannot be read gives the problem to show.
#[allow(unused_variables, reason = "a build without readers uses none of them")]
pub fn open_as(bytes: &[u8], format: Format, gb18030: Gb18030, progress: Progress) -> Result<Opened, Problem> {
    let read: Result<Source, Problem> = match format {
        #[cfg(feature = "web")]
        Format::Web => read_text(bytes, Tools { gb18030, parse_html: crate::parser::parse_html }),
        #[cfg(feature = "sheets")]
        Format::Sheets => crate::sheets::read(bytes, gb18030, progress),
        #[cfg(feature = "word")]
        Format::Mht => return crate::mht::read(bytes, gb18030).map(Opened::Page),
        #[cfg(feature = "word")]
        Format::Odt => crate::odt::read(bytes),
        #[cfg(feature = "word")]
        Format::Rtf => crate::rtf::read(bytes, gb18030),
        #[cfg(feature = "word")]
        Format::Docx => {
            progress(0, 1);
            let opened = crate::docx::read(bytes, gb18030)?;
            progress(1, 1);
            return Ok(match opened {
                crate::docx::Opened::Document(source, word) => Opened::Document(Document::of_word(source, word)),
                crate::docx::Opened::Page(html) => Opened::Page(html),
            });
        }
        #[cfg(feature = "word")]
        Format::WordXml => crate::docx::read_one_file(bytes),
        #[cfg(feature = "pdf")]
        Format::Pdf => crate::pdf::source_of(bytes, gb18030, progress),
        #[cfg(feature = "ofd")]
        Format::Ofd => crate::ofd::read(bytes, progress),
        #[cfg(feature = "doc")]
        Format::Doc => crate::doc::read(bytes),
        _ => Err(Problem {
            kind: ProblemKind::UnreadablePart,
            message: "这种文件在这里不能直接读取。请打开它，全选后复制，再粘贴到这里，表格会保留下来。".to_owned(),
        }),
    };
    read.map(|source| Opened::Document(Document::from(source)))
}

//! A file → a source, whatever it is.

use gouji_core::finding::{Problem, ProblemKind};
use gouji_core::{MAX_TEXT_BYTES, Source};

use crate::encoding::{Gb18030, decode};
use crate::format::Format;
use crate::text::{source_from_text, too_large};
use crate::tools::{Progress, Tools};

/// What a reader of a format makes of a file.
#[derive(Debug)]
pub enum Opened {
    /// The report.
    Report(Source),
    /// A web page that was packed in the file, still to be parsed.
    Page(String),
}

/// Reads a file of any format that this build knows.
///
/// # Errors
/// What cannot be read gives the problem to show: what the file is, and what to do instead.
pub fn read(bytes: &[u8], tools: Tools) -> Result<Source, Problem> {
    match format(bytes)? {
        Format::Text | Format::Web => read_text(bytes, tools),
        format => match open(bytes, format, tools.gb18030, &mut |_, _| {})? {
            Opened::Report(source) => Ok(source),
            Opened::Page(html) => page(&html, tools),
        },
    }
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

/// Reads words that are decoded: HTML, HTML kept in a script, or a text as it is.
///
/// # Errors
/// What cannot be read gives the problem to show.
pub fn words(text: String, tools: Tools) -> Result<Source, Problem> {
    #[cfg(feature = "web")]
    let html = crate::web::page_in(&text);
    #[cfg(not(feature = "web"))]
    let html = crate::text::looks_like_html(&text).then(|| text.clone());
    match html {
        Some(html) => page(&html, tools),
        None => source_from_text(text),
    }
}

/// Reads a web page, or what a clipboard holds of one. Without the feature `web` all of it counts, its navigation too.
///
/// # Errors
/// A page that is nested without end, or that has no words.
pub fn page(html: &str, tools: Tools) -> Result<Source, Problem> {
    #[cfg(feature = "web")]
    return crate::web::report_in(html, tools);
    #[cfg(not(feature = "web"))]
    return tools.parsed(html).map(|page| crate::html::source_of(&page));
}

/// Reads a file of one of the formats that a module of its own reads; what this build has no reader for is a problem.
///
/// # Errors
/// What cannot be read gives the problem to show.
#[allow(unused_variables, reason = "a build without readers uses none of them")]
pub fn open(bytes: &[u8], format: Format, gb18030: Gb18030, progress: Progress) -> Result<Opened, Problem> {
    match format {
        #[cfg(feature = "web")]
        Format::Web => {
            let tools = Tools { gb18030, parse_html: crate::parser::parse_html };
            read_text(bytes, tools).map(Opened::Report)
        }
        #[cfg(feature = "sheets")]
        Format::Sheets => crate::sheets::read(bytes, gb18030, progress).map(Opened::Report),
        #[cfg(feature = "word")]
        Format::Mht => crate::mht::read(bytes, gb18030).map(Opened::Page),
        #[cfg(feature = "word")]
        Format::Odt => crate::odt::read(bytes).map(Opened::Report),
        #[cfg(feature = "word")]
        Format::Rtf => crate::rtf::read(bytes, gb18030).map(Opened::Report),
        #[cfg(feature = "word")]
        Format::Docx => {
            progress(0, 1);
            let source = crate::docx::read(bytes)?;
            progress(1, 1);
            Ok(Opened::Report(source))
        }
        #[cfg(feature = "pdf")]
        Format::Pdf => crate::pdf::source_of(bytes, gb18030, progress).map(Opened::Report),
        #[cfg(feature = "doc")]
        Format::Doc => crate::doc::read(bytes).map(Opened::Report),
        _ => Err(Problem {
            kind: ProblemKind::UnreadablePart,
            message: "这种文件在这里不能直接读取。请打开它，全选后复制，再粘贴到这里，表格会保留下来。".to_owned(),
        }),
    }
}

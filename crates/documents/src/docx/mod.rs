//! Word documents (.docx, .docm, .dotx): the words as they are printed, the tables, and the way back from the checked text
//! into the file. Macros and embedded files are never looked at.

mod annotate;
mod body;
mod comments;
mod compose;
mod names;
mod numbering;
mod parts;
mod splice;
mod styles;

use gouji_core::Source;
use gouji_core::finding::{Problem, ProblemKind};

pub use self::annotate::{Annotated, annotate};
use self::body::Body;
use self::compose::compose;
use self::numbering::Numbering;
use self::parts::Parts;
use self::styles::Styles;
pub use crate::notes::Note;
use crate::package::Package;
use crate::xml::{Encoding, decode};

/// The text and the tables of a Word document.
///
/// # Errors
/// A file that is damaged, beyond the limits, or without words.
pub fn read(bytes: &[u8]) -> Result<Source, Problem> {
    let mut package = Package::open(bytes)?;
    let opened = Opened::open(&mut package)?;
    let source = compose(&opened.body()?, &opened.styles, opened.numbering()?).source;
    if source.text().trim().is_empty() {
        return Err(if source.pictures().is_empty() { no_words() } else { pictures_only() });
    }
    Ok(source)
}

/// The parts of a document that say what it reads.
struct Opened {
    parts: Parts,
    text: String,
    encoding: Encoding,
    styles: Styles,
    numbering: Option<String>,
}

impl Opened {
    fn open(package: &mut Package) -> Result<Self, Problem> {
        let parts = Parts::find(package)?;
        let (text, encoding) = text_of(package, &parts.main)?.ok_or_else(no_document)?;
        let mut optional = |name: &Option<String>| match name {
            Some(name) => Ok(text_of(package, name)?.map(|(text, _)| text)),
            None => Ok(None),
        };
        let styles = match optional(&parts.styles)? {
            Some(text) => Styles::read(&text, parts.styles.as_deref().unwrap_or_default())?,
            None => Styles::default(),
        };
        let numbering = optional(&parts.numbering)?;
        Ok(Opened { parts, text, encoding, styles, numbering })
    }

    fn body(&self) -> Result<Body<'_>, Problem> {
        body::read(&self.text, &self.parts.main, &self.styles)
    }

    fn numbering(&self) -> Result<Numbering, Problem> {
        match &self.numbering {
            Some(text) => Numbering::read(text, self.parts.numbering.as_deref().unwrap_or_default()),
            None => Ok(Numbering::default()),
        }
    }
}

fn text_of(package: &mut Package, name: &str) -> Result<Option<(String, Encoding)>, Problem> {
    let Some(bytes) = package.part(name)? else { return Ok(None) };
    let (text, encoding) = decode(&bytes, name)?;
    Ok(Some((text.into_owned(), encoding)))
}

/// The problem of a package without a document of Word's.
fn no_document() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "这不是 Word 或 WPS 文字文件，里面没有报告正文。请打开它，全选后复制，再粘贴到这里。".to_owned(),
    }
}

fn no_words() -> Problem {
    Problem {
        kind: ProblemKind::Empty, message: "这个文件里没有文字。请重新选择报告文件。".to_owned()
    }
}

fn pictures_only() -> Problem {
    Problem {
        kind: ProblemKind::NoText,
        message:
            "这个文件里只有图片，没有文字，无法检查。请打开报告的原始文件；只有扫描件的，请先用文字识别软件转成文字。"
                .to_owned(),
    }
}

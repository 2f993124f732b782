//! PDF with a text layer. A PDF holds characters with places and lines on paper: paragraphs and tables are found again from
//! where things stand, so the source has grids but does not count as structured.

mod annotations;
mod codes;
mod content;
mod font;
mod glyph_names;
mod inflate;

use std::panic::{AssertUnwindSafe, catch_unwind};

use gouji_core::Source;
use gouji_core::problem::{Problem, ProblemKind};
use hayro_syntax::object::Dict;
use hayro_syntax::{LoadPdfError, Pdf};

use crate::format;
use crate::paper;
use crate::tools::Gb18030;
use crate::tools::Progress;

use content::Reader;
use inflate::Inflater;

/// The text of a PDF, and the tables that its lines draw.
///
/// # Errors
/// A file with a password, a scan, a file that is damaged, or one that is too large.
pub fn source_of(bytes: &[u8], gb18030: Gb18030, progress: Progress) -> Result<Source, Problem> {
    // The library is written not to panic; should it do so all the same, one file is lost and not the others. In a browser
    // the thread that reads is started again.
    catch_unwind(AssertUnwindSafe(|| read(bytes, gb18030, progress))).unwrap_or_else(|_| Err(damaged(bytes)))
}

fn read(bytes: &[u8], gb18030: Gb18030, progress: Progress) -> Result<Source, Problem> {
    let mut inflater = Inflater::default();
    if !inflater.objects_fit(bytes) {
        return Err(too_much());
    }
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(_) => format::password(),
        LoadPdfError::Invalid => damaged(bytes),
    })?;
    let pages = pdf.pages();
    if pages.len() > MOST_PAGES {
        return Err(Problem {
            kind: ProblemKind::TooLarge,
            message: format!(
                "这个 PDF 有 {} 页，超出可检查的 {MOST_PAGES} 页。请只保留这一份年度报告的内容再试。",
                pages.len()
            ),
        });
    }
    if pages.is_empty() {
        return Err(damaged(bytes));
    }
    let mut reader = Reader::new(gb18030, inflater);
    let mut seen = Seen::default();
    let mut read = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        progress(at as u32, pages.len() as u32);
        let page = reader.page(page);
        seen.unknown += page.unknown;
        seen.characters += page.glyphs.iter().filter(|glyph| is_known(glyph.character)).count();
        seen.pictures += page.pictures.len();
        if reader.inflater.is_exhausted() || seen.characters > MOST_CHARACTERS {
            return Err(too_much());
        }
        read.push(page);
    }
    progress(pages.len() as u32, pages.len() as u32);
    seen.check()?;
    if seen.characters < FEWEST_CHARACTERS && is_dynamic_form(&pdf) {
        return Err(Problem {
            kind: ProblemKind::NoText,
            message: "这个 PDF 是动态表单（XFA），里面的内容只有 Adobe Reader 能显示，这里读不到。请用 Adobe Reader 打开，打印成普通的 PDF，再选择。"
                .to_owned(),
        });
    }
    let source = paper::write(read);
    let lost = source.text().matches(char::REPLACEMENT_CHARACTER).count();
    let problems = (lost > 0).then(|| lost_characters(lost)).into_iter().collect();
    Ok(source.with_problems(problems))
}

fn is_known(character: char) -> bool {
    !character.is_whitespace() && character != char::REPLACEMENT_CHARACTER
}

fn lost_characters(count: usize) -> Problem {
    Problem {
        kind: ProblemKind::LostCharacters,
        message: format!(
            "这个 PDF 里有 {count} 个字没有编码信息，认不出来（显示为“\u{fffd}”），含有这些字的句子和单元格没有检查。请选择报告的 Word 或 WPS 文件；没有的，请对照 PDF 补上这些字再检查。"
        ),
    }
}

const MOST_PAGES: usize = 2000;
/// Ten times the longest book.
const MOST_CHARACTERS: usize = 2_000_000;

/// A form that is drawn by its viewer has a page that asks to wait.
const FEWEST_CHARACTERS: usize = 1_000;

fn is_dynamic_form(pdf: &Pdf) -> bool {
    let root = pdf.xref().get::<Dict>(pdf.xref().root_id());
    root.and_then(|root| root.get::<Dict>("AcroForm")).is_some_and(|form| form.contains_key("XFA"))
}

/// What there was to read.
#[derive(Debug, Default)]
struct Seen {
    characters: usize,
    unknown: usize,
    pictures: usize,
}

impl Seen {
    fn check(&self) -> Result<(), Problem> {
        let message = if self.characters * 2 < self.unknown {
            "这个 PDF 里的文字没有编码信息，复制出来是乱码，无法检查。请打开报告的 Word 或 WPS 文件；没有的，请先用文字识别软件转成文字。"
        } else if self.characters > 0 {
            return Ok(());
        } else if self.pictures > 0 {
            "这个 PDF 是扫描件，页面都是图片，里面没有文字，无法检查。请打开报告的 Word 或 WPS 文件；只有扫描件的，请先用文字识别软件转成文字。"
        } else {
            "这个 PDF 里没有文字，无法检查。请打开报告的 Word 或 WPS 文件，或另存为带文字的 PDF 再选择。"
        };
        Err(Problem { kind: ProblemKind::NoText, message: message.to_owned() })
    }
}

fn too_much() -> Problem {
    Problem {
        kind: ProblemKind::TooLarge,
        message: "这个 PDF 解压后的内容太大，无法检查。请打开报告的 Word 或 WPS 文件，或全选复制后粘贴到这里。"
            .to_owned(),
    }
}

/// A file without its end was not received whole.
fn damaged(bytes: &[u8]) -> Problem {
    let tail = &bytes[bytes.len().saturating_sub(2048)..];
    if tail.windows(5).any(|window| window == b"%%EOF") {
        Problem {
            kind: ProblemKind::UnreadablePart,
            message: "这个 PDF 文件已损坏，无法读取。请重新下载或另存后再选择，或打开它全选复制，再粘贴到这里。"
                .to_owned(),
        }
    } else {
        Problem {
            kind: ProblemKind::Truncated,
            message: "这个 PDF 文件不完整，可能没有下载完。请重新下载后再选择。".to_owned(),
        }
    }
}

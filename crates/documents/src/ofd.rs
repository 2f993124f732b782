//! OFD (GB/T 33190), the state's own page format: a zip of XML pages with positioned text. What stands where is all that it
//! says; paragraphs and tables are found again from that, as in a PDF.

mod content;
mod document;
mod path;

use gouji_core::Source;
use gouji_core::problem::{Problem, ProblemKind};

use crate::package::Package;
use crate::paper;
use crate::tools::Progress;

use content::Painter;
use document::Document;

/// Reads the text of a file, and the tables that its lines draw.
///
/// # Errors
/// A file of pictures only, one that is damaged, or one that is too large.
pub fn read(bytes: &[u8], progress: Progress) -> Result<Source, Problem> {
    let mut package = Package::open(bytes)?;
    let document = Document::read(&mut package)?;
    if document.pages.len() > MOST_PAGES {
        return Err(too_much());
    }
    let count = document.pages.len() as u32;
    let (mut characters, mut pictures) = (0, 0);
    let mut pages = Vec::new();
    for (number, page) in document.pages.iter().enumerate() {
        progress(number as u32, count);
        let page = Painter::paint(&mut package, &document, page)?;
        characters += page.glyphs.iter().filter(|glyph| !glyph.character.is_whitespace()).count();
        pictures += page.pictures.len();
        if characters > MOST_CHARACTERS {
            return Err(too_much());
        }
        pages.push(page);
    }
    progress(count, count);
    if characters == 0 {
        return Err(no_text(pictures > 0));
    }
    let source = paper::write(pages);
    let lost = source.text().matches(char::REPLACEMENT_CHARACTER).count();
    if lost * 2 > characters {
        return Err(no_text(false));
    }
    let problems = (lost > 0).then(|| lost_characters(lost)).into_iter().collect();
    Ok(source.with_problems(problems))
}

const MOST_PAGES: usize = 2_000;
/// Ten times the longest book.
const MOST_CHARACTERS: usize = 2_000_000;

fn no_text(has_pictures: bool) -> Problem {
    let message = if has_pictures {
        "这个 OFD 文件是扫描件，页面都是图片，里面没有文字，无法检查。请打开报告的 Word 或 WPS 文件；只有扫描件的，请先用文字识别软件转成文字。"
    } else {
        "这个 OFD 文件里没有能读的文字，无法检查。请打开报告的 Word 或 WPS 文件；没有的，请先用文字识别软件转成文字。"
    };
    Problem { kind: ProblemKind::NoText, message: message.to_owned() }
}

fn lost_characters(count: usize) -> Problem {
    Problem {
        kind: ProblemKind::LostCharacters,
        message: format!(
            "这个 OFD 文件里有 {count} 个字没有写明是什么字，认不出来（显示为“\u{fffd}”），含有这些字的句子和单元格没有检查。请选择报告的 Word 或 WPS 文件；没有的，请对照原件补上这些字再检查。"
        ),
    }
}

fn too_much() -> Problem {
    Problem {
        kind: ProblemKind::TooLarge,
        message: "这个 OFD 文件的内容太大，无法检查。请打开报告的 Word 或 WPS 文件，或全选复制后粘贴到这里。"
            .to_owned(),
    }
}

//! Spreadsheets: .xlsx, .xls and .et (BIFF8 and BIFF5), .ods. Every format is read into [`sheet::Sheet`]s, and
//! [`layout`] writes those as paragraphs and tables.
//!
//! Why no library: `calamine` 0.38, the only one that reads all three, knows no merged cells of .ods, fills the rectangle
//! around all cells, so that two cells far apart take gigabytes, and panics on damaged .xls files, which ends a browser's
//! worker. It weighs several times as much besides. What it rests on, `zip` and `quick-xml`, is used here too.

mod layout;
mod number;
mod ods;
mod problems;
mod sheet;
mod xls;
mod xlsx;

use gouji_core::Source;
use gouji_core::problem::{Problem, ProblemKind};

use crate::composer::Composer;
use crate::package::Package;
use crate::tools::Gb18030;
use crate::tools::Progress;

/// Reads the visible sheets of a spreadsheet in their order: rows with one cell as lines, others as tables.
///
/// # Errors
/// A file that is no spreadsheet, is cut off, damaged, protected by a password, too large, or empty.
pub fn read(bytes: &[u8], gb18030: Gb18030, progress: Progress) -> Result<Source, Problem> {
    let sheets = if bytes.starts_with(b"PK") { packed(bytes, progress) } else { xls::read(bytes, gb18030, progress) };
    let sheets = sheets.map_err(in_words_of_sheets)?;
    let mut composer = Composer::default();
    let mut room = layout::MAX_PLACES;
    for sheet in sheets {
        layout::write(sheet, &mut composer, &mut room)?;
    }
    let source = composer.finish();
    match (source.text().is_empty(), source.pictures().is_empty()) {
        (true, true) => Err(Problem {
            kind: ProblemKind::Empty,
            message: "这个表格文件里没有内容。隐藏的工作表、行和列不会读取；需要检查的，请先取消隐藏并保存，再选择。"
                .to_owned(),
        }),
        (true, false) => Err(Problem {
            kind: ProblemKind::NoText,
            message: "这个表格文件里只有图片，没有文字，无法检查。请选择含有文字的报告文件，或用文字识别软件转成文字。"
                .to_owned(),
        }),
        _ => {
            let unknown = source.text().matches(problems::NO_RESULT).count();
            let mut problems = source.problems().to_vec();
            problems.extend((unknown > 0).then(|| problems::no_results(unknown)));
            Ok(source.with_problems(problems))
        }
    }
}

fn packed(bytes: &[u8], progress: Progress) -> Result<Vec<sheet::Sheet>, Problem> {
    let mut package = Package::open(bytes)?;
    if let Some(content) = ods::content(&mut package)? {
        return ods::read(&content, progress);
    }
    xlsx::read(&mut package, progress)
}

/// What packages and compound files say of themselves speaks of documents of Word.
fn in_words_of_sheets(problem: Problem) -> Problem {
    let message = problem.message.replace("Word 或 WPS", "Excel 或 WPS").replace(".docx", ".xlsx");
    Problem { message, ..problem }
}

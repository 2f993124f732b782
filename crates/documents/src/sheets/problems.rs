//! Problems that several readers of spreadsheets have.

use gouji_core::problem::{Problem, ProblemKind};

/// The problem of a file that is no spreadsheet that can be read.
pub fn no_spreadsheet() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "这个文件里没有可读的工作表。请用 Excel 或 WPS 打开它，另存为 .xlsx 文件再选择；或全选后复制，再粘贴到这里。"
            .to_owned(),
    }
}

/// The problem of a workbook with more than any report has.
pub fn too_many_cells() -> Problem {
    Problem {
        kind: ProblemKind::TooLarge,
        message: "表格文件的内容太多，超出可读取的范围。请只保留这一份年度报告的工作表，另存后再选择。".to_owned(),
    }
}

/// What stands in the cell of a formula whose result the file does not keep: nobody knows the number.
pub const NO_RESULT: &str = "\u{fffd}";

/// That so many formulas have no result.
pub fn no_results(count: usize) -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: format!(
            "表格里有 {count} 个公式没有保存结果，读不到这些格里的数，没有核对。请用 Excel 或 WPS 打开这个文件，保存一次，再选择。"
        ),
    }
}

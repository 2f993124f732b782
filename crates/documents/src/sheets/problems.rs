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

//! Problems that several files of this reader have.

use gouji_core::problem::{Problem, ProblemKind};

/// The problem of a package without a document of Word's.
pub fn no_document() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "这不是 Word 或 WPS 文字文件，里面没有报告正文。请打开它，全选后复制，再粘贴到这里。".to_owned(),
    }
}

/// The problem of someone who wants to write into another file.
pub fn not_a_word_file() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "只有 .docx 文件可以写入批注。请用 Word 或 WPS 打开，另存为 .docx 文件再试。".to_owned(),
    }
}

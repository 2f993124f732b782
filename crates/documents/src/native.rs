//! What a browser has by itself, from crates: an HTML parser and a GB18030 decoder; and what a worker gives it, that a reader
//! which breaks down takes nothing with it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use gouji_core::problem::{Problem, ProblemKind};

use crate::parser::parse_html;
use crate::tools::Tools;

/// Both tools.
pub const TOOLS: Tools = Tools { gb18030, parse_html };

/// What a reader gives, whatever happens in it: a library that it stands on may fail at a damaged file, which is a problem of
/// this file and of no other.
///
/// # Errors
/// The reader's own problems, and a panic as one.
pub fn guarded<T>(read: impl FnOnce() -> Result<T, Problem>) -> Result<T, Problem> {
    // Nothing that a panic may have left half done is used afterwards.
    catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| {
        Err(Problem {
            kind: ProblemKind::Internal,
            message: "读取这个文件的程序出了错。请打开它，另存为 .docx 文件再试；或全选后复制，存成文本文件再试。"
                .to_owned(),
        })
    })
}

fn gb18030(bytes: &[u8]) -> Option<String> {
    let (text, errors) = encoding_rs::GB18030.decode_without_bom_handling(bytes);
    (!errors).then(|| text.into_owned())
}

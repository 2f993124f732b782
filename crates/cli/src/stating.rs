//! `gouji statement`: 校验意见 as a file, to print, to send on, or for a spreadsheet.

use std::fmt::Display;
use std::io;
use std::path::Path;

use gouji_core::contract::sha256_of;
use gouji_core::{CheckedReport, check};
use gouji_export::{Beside, Statement, Workbook, csv, docx, markdown, xlsx};

use crate::arguments::StatementArguments;
use crate::exit_status::USAGE;
use crate::given::Given;
use crate::input::Input;

pub(crate) fn state(arguments: &StatementArguments) -> io::Result<u8> {
    match written(arguments) {
        Ok((path, bytes)) => {
            std::fs::write(&path, bytes)?;
            println!("校验意见已写入 {}。", path.display());
            Ok(0)
        }
        Err(message) => {
            eprintln!("gouji：{message}");
            Ok(USAGE)
        }
    }
}

/// Where the statement goes, and its bytes; or a sentence about what is wrong.
fn written(arguments: &StatementArguments) -> Result<(std::path::PathBuf, Vec<u8>), String> {
    let path = &arguments.file;
    let refused = |message: &str| format!("{}：{message}", path.display());
    let given = Given::read(&arguments.given)?;
    let output = arguments.output.clone().unwrap_or_else(|| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        path.with_file_name(format!("{stem}（校验意见）.docx"))
    });
    if output == *path {
        return Err(refused("不能写回原文件，请另给一个文件名。"));
    }
    let write = writer(&output).ok_or_else(|| {
        format!("{}：意见可以写成 .docx、.xlsx、.csv 或 .md 文件，请用这样的文件名。", output.display())
    })?;
    let bytes = Input::bytes(path).map_err(|problem| refused(&problem.message))?;
    let document = Input::open(&bytes).map_err(|problem| refused(&problem.message))?;
    let remarks = given.remarks(document.source()).map_err(|message| refused(&message))?;
    let checked = check(document.into_source(), &given.options);
    if let Some(problem) = checked.problems.first().filter(|_| !checked.was_read) {
        return Err(refused(&problem.message));
    }
    let (name, sha256) = (path.file_name().unwrap_or_default().to_string_lossy(), sha256_of(&bytes));
    let beside = Beside {
        file: &name,
        file_sha256: Some(&sha256),
        remarks: &remarks,
        since: given.since.as_deref(),
        reviewer: &arguments.reviewer,
        date: &arguments.date,
    };
    Ok((output, write(&checked, &beside)?))
}

/// Writes a statement in one format; the error is a sentence.
type Write = fn(&CheckedReport, &Beside) -> Result<Vec<u8>, String>;

/// What a file's ending asks for.
fn writer(output: &Path) -> Option<Write> {
    fn made<E: Display>(file: Result<Vec<u8>, E>) -> Result<Vec<u8>, String> {
        file.map_err(|error| format!("文件没有写成（{error}）。请再试一次，或换一种格式。"))
    }
    let ending = output.extension()?.to_str()?.to_ascii_lowercase();
    Some(match &*ending {
        "docx" => |checked, beside| made(docx(&Statement::of(checked, beside))),
        "xlsx" => |checked, beside| made(xlsx(&Workbook::of(checked, beside))),
        "csv" => |checked, beside| Ok(csv(&Workbook::flat(checked, beside)).into_bytes()),
        "md" => |checked, beside| Ok(markdown(checked, beside).into_bytes()),
        _ => return None,
    })
}

//! `gouji annotate`: the findings as comments, the safe fixes as tracked changes; the file itself stays as it is.

use std::io;

use gouji_core::check;
use gouji_core::contract::since;
use gouji_core::voice::since_in_words;
use gouji_documents::format::Format;
use gouji_documents::notes::{Author, notes_of, safe_changes_of};

use crate::arguments::AnnotateArguments;
use crate::exit_status::USAGE;
use crate::given::Given;
use crate::input::Input;

pub(crate) fn annotate(arguments: &AnnotateArguments) -> io::Result<u8> {
    let path = &arguments.file;
    let refuse = |message: &str| {
        eprintln!("gouji：{}：{message}", path.display());
        Ok(USAGE)
    };
    let given = match Given::read(&arguments.given) {
        Ok(given) => given,
        Err(message) => {
            eprintln!("gouji：{message}");
            return Ok(USAGE);
        }
    };
    let bytes = match Input::bytes(path) {
        Ok(bytes) => bytes,
        Err(problem) => return refuse(&problem.message),
    };
    if gouji_documents::read::format(&bytes) != Ok(Format::Docx) {
        return refuse("只有 .docx 文件可以写入批注。请用 Word 或 WPS 打开，另存为 .docx 文件再试。");
    }
    let document = match Input::open(&bytes) {
        Ok(document) => document,
        Err(problem) => return refuse(&problem.message),
    };
    let remarks = match given.remarks(document.source()) {
        Ok(remarks) => remarks,
        Err(message) => return refuse(&message),
    };
    let checked = check(document.source().clone(), &given.options);
    if let Some(problem) = checked.problems.first().filter(|_| !checked.was_read) {
        return refuse(&problem.message);
    }
    let author = Author::Person(arguments.reviewer.clone());
    let notes = notes_of(&checked, &remarks, given.since.as_deref(), &author);
    let annotated = match document.annotate(&notes, &safe_changes_of(&checked)) {
        Ok(annotated) => annotated,
        Err(problem) => return refuse(&problem.message),
    };
    let output = arguments.output.clone().unwrap_or_else(|| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        path.with_file_name(format!("{stem}（勾稽批注）.docx"))
    });
    if output == *path {
        return refuse("不能写回原文件，请另给一个文件名。");
    }
    std::fs::write(&output, annotated.file)?;
    println!("{} 处意见已写入 {}。", notes.len(), output.display());
    if let Some(earlier) = &given.since {
        let since = since(&checked.findings, earlier);
        println!("{}。", since_in_words(since.mended.len(), since.new, since.remaining));
    }
    for unwritten in &annotated.unwritten {
        println!("有一处写不进文件，已写成批注：{}。", unwritten.in_words());
    }
    Ok(0)
}

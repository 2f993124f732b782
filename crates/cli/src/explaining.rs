//! `gouji explain`: how the prose was understood, clause by clause.

use std::io::{self, Write};
use std::path::Path;

use gouji_core::voice::explain;
use gouji_core::{Options, check};

use crate::exit_status::USAGE;
use crate::input::Input;

pub(crate) fn explain_file(path: &Path) -> io::Result<u8> {
    let refuse = |message: &str| {
        eprintln!("gouji：{}：{message}", path.display());
        Ok(USAGE)
    };
    let document = match Input::bytes(path).and_then(|bytes| Input::open(&bytes)) {
        Ok(document) => document,
        Err(problem) => return refuse(&problem.message),
    };
    let checked = check(document.source().clone(), &Options::default());
    if let Some(problem) = checked.problems.first() {
        return refuse(&problem.message);
    }
    let text = checked.source.text();
    let words = |span: gouji_core::Span| span.of(text).replace(['\r', '\n'], "");
    let mut output = io::stdout().lock();
    for clause in explain(&checked) {
        let (line, _) = checked.source.lines().line_and_column(text, clause.span.start);
        writeln!(output, "{line:>4}  {}", words(clause.span))?;
        if !clause.known.is_empty() {
            let known: Vec<String> = clause.known.iter().map(|span| words(*span)).collect();
            writeln!(output, "      认出：{}", known.join("、"))?;
        }
        for number in &clause.numbers {
            writeln!(output, "      {}：{}", words(number.span), number.words)?;
        }
    }
    Ok(0)
}

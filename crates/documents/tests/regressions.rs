//! What once made a reader or the check fail, kept: `tests/fuzz/regressions/<target>/`. Each file is read or refused, without
//! a panic.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a failing test should stop at once")]

#[path = "../../../tests/fuzz/gridded.rs"]
mod gridded;

use std::fs;
use std::path::Path;

use gouji_core::{Options, check};
use gouji_documents::format::Format;
use gouji_documents::native::TOOLS;
use gouji_documents::read::{open_as, page, read_text};

#[test]
fn no_reader_fails_on_what_once_made_it_fail() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/regressions");
    for target in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
        if target.ends_with("check") {
            for file in fs::read_dir(&target).unwrap().map(|entry| entry.unwrap().path()) {
                let checked = check(gridded::gridded(&fs::read(file).unwrap()), &Options::default());
                assert!(checked.coverage.cells_read <= checked.coverage.cells_expected);
            }
            continue;
        }
        let format = match target.file_name().unwrap().to_str().unwrap() {
            "file" | "html" => Format::Text,
            "docx" => Format::Docx,
            "odt" => Format::Odt,
            "rtf" => Format::Rtf,
            "mht" => Format::Mht,
            "doc" => Format::Doc,
            "sheets" => Format::Sheets,
            "pdf" => Format::Pdf,
            "ofd" => Format::Ofd,
            other => panic!("no reader is called {other}"),
        };
        for file in fs::read_dir(&target).unwrap().map(|entry| entry.unwrap().path()) {
            let bytes = fs::read(&file).unwrap();
            let outcome = match format {
                Format::Text => {
                    let page = page(&String::from_utf8_lossy(&bytes), TOOLS);
                    let checked = |source| drop(check(source, &Options::default()));
                    page.map(checked).and(read_text(&bytes, TOOLS).map(checked))
                }
                _ => open_as(&bytes, format, TOOLS.gb18030, &mut |_, _| {}).map(|_| ()),
            };
            if let Err(problem) = outcome {
                assert!(problem.message.ends_with('。'), "{}: {}", file.display(), problem.message);
            }
        }
    }
}

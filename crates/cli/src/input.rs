//! A file or standard input → a source.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use annual_report::finding::{Problem, ProblemKind};
use annual_report::{MAX_TEXT_BYTES, Source};
use documents::native::TOOLS;
use documents::read::read;
use documents::text::too_large;

/// Where reports come from.
pub(crate) struct Input;

impl Input {
    /// Reads `path`, `-` being standard input. No more than the limit is ever held in memory.
    pub(crate) fn read(path: &Path) -> Result<Source, Problem> {
        let mut bytes = Vec::new();
        let limit = MAX_TEXT_BYTES as u64 + 1;
        let done = if path == Path::new("-") {
            io::stdin().lock().take(limit).read_to_end(&mut bytes)
        } else {
            File::open(path).and_then(|file| {
                let size = file.metadata()?.len();
                if size >= limit {
                    return Ok(usize::try_from(size).unwrap_or(usize::MAX));
                }
                file.take(limit).read_to_end(&mut bytes)
            })
        };
        match done {
            Ok(size) if size > MAX_TEXT_BYTES => Err(too_large(size)),
            Ok(_) => read(&bytes, TOOLS),
            Err(error) => Err(Problem {
                kind: ProblemKind::UnreadablePart,
                message: format!("文件读不出来（{error}）。请核对文件名和权限。"),
            }),
        }
    }
}

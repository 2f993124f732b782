//! A file or standard input → a source.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::{MAX_TEXT_BYTES, Source};
use gouji_documents::Document;
use gouji_documents::native::{TOOLS, guarded};
use gouji_documents::read::open;
use gouji_documents::text::too_large;

/// Where reports come from.
pub(crate) struct Input;

impl Input {
    /// Reads `path` as a report.
    pub(crate) fn read(path: &Path) -> Result<Source, Problem> {
        Input::open(&Input::bytes(path)?).map(Document::into_source)
    }

    /// A file with the report in it.
    pub(crate) fn open(bytes: &[u8]) -> Result<Document, Problem> {
        let usual = std::panic::take_hook();
        // The problem says it; what a library has to say to its authors is nothing for a clerk.
        std::panic::set_hook(Box::new(|_| {}));
        let outcome = guarded(|| open(bytes, TOOLS));
        std::panic::set_hook(usual);
        outcome
    }

    /// What `path` holds, `-` being standard input. No more than the limit is ever held in memory.
    pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Problem> {
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
            Ok(_) => Ok(bytes),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Problem {
                kind: ProblemKind::Gone,
                message: "文件读不出来：没有这个文件，可能已经移走、改名或删除。请核对文件名。".to_owned(),
            }),
            Err(error) => Err(Problem {
                kind: ProblemKind::UnreadablePart,
                message: format!("文件读不出来（{error}）。请核对文件名和权限。"),
            }),
        }
    }
}

//! A report as it came in, for what the package builds on it: `crates/wasm/package/checker.js` is the only caller. Files of
//! other formats than text are read by `gouji-reader`, whose reply comes in here.

use std::sync::Arc;

use gouji_core::contract::{Output, Wanted, sha256_of};
use gouji_core::problem::Problem;
use gouji_core::{CheckedReport, Source};
use gouji_documents::handover::{Reply, Request, WorkerMessage, out_of_date};
use gouji_documents::notes::{Author, notes_of, safe_changes_of};
use gouji_documents::read;
use gouji_documents::tools::Tools;
use gouji_documents::tree::Builder;
use gouji_export as export;
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::{TextDecoder, TextDecoderOptions};

use crate::offsets::Utf16Offsets;
use crate::options::Asked;
use crate::{object_of, text_of};

/// A report, or why it was not read.
#[wasm_bindgen(skip_typescript)]
pub struct Report {
    read: Result<Source, Problem>,
    sha256: Option<String>,
}

#[wasm_bindgen]
impl Report {
    /// A report that is given as its text.
    #[wasm_bindgen(skip_typescript)]
    pub fn of_text(text: String) -> Report {
        Report { read: Ok(Source::plain(text_of(text))), sha256: None }
    }

    /// A report in a text file, or in one that no reader knows: then it says why it was not read.
    #[wasm_bindgen(skip_typescript)]
    pub fn of_file(file: &[u8]) -> Report {
        // `reader_of` sends whatever looks like a page to the reader of pages.
        let tools = Tools { gb18030, parse_html: |_| Builder::new().finish() };
        let read = read::format(file).and_then(|_| read::read_text(file, tools));
        Report { read, sha256: Some(sha256_of(file)) }
    }

    /// A report in a file that a reader replied to.
    #[wasm_bindgen(skip_typescript)]
    pub fn of_reply(file: &[u8], reply: &[u8]) -> Report {
        let read = WorkerMessage::content_of(reply).and_then(|reply| match reply {
            Reply::Report(source) => Ok(source),
            Reply::Failed(problem) => Err(problem),
            _ => Err(out_of_date()),
        });
        Report { read, sha256: Some(sha256_of(file)) }
    }

    /// As [`crate::check`], beside last year's report where one is given.
    ///
    /// # Errors
    /// Options that are no options, or a report of last year that was not read.
    #[wasm_bindgen(skip_typescript)]
    pub fn check(&self, previous: Option<Report>, options: JsValue) -> Result<JsValue, JsError> {
        let (checked, asked) = self.checked(previous, options)?;
        let offsets = Utf16Offsets::new(checked.source.text());
        let remarks = asked.remarks(&offsets)?;
        let count = |offset: u32| offsets.utf16(offset);
        let wanted = self.wanted(&asked);
        object_of(&Output::new(&checked, Wanted { count: Some(&count), remarks: &remarks, ..wanted }))
    }

    /// As [`crate::json`], beside last year's report where one is given.
    ///
    /// # Errors
    /// As for `check`.
    #[wasm_bindgen(skip_typescript)]
    pub fn json(&self, previous: Option<Report>, options: JsValue) -> Result<String, JsError> {
        let (checked, asked) = self.checked(previous, options)?;
        let remarks = asked.remarks(&Utf16Offsets::new(checked.source.text()))?;
        Ok(export::json(&checked, Wanted { remarks: &remarks, ..self.wanted(&asked) })?)
    }

    /// What the reader of Word files is asked for, to write the findings and remarks into the file as comments and the safe
    /// fixes as tracked changes.
    ///
    /// # Errors
    /// Options that are no options, a report that was not read, or none of a kind that is checked.
    #[wasm_bindgen(skip_typescript)]
    pub fn annotating(&self, options: JsValue) -> Result<Vec<u8>, JsError> {
        let (checked, asked) = self.checked(None, options)?;
        if let Some(problem) = checked.problems.first().filter(|_| !checked.was_read) {
            return Err(JsError::new(&problem.message));
        }
        let remarks = asked.remarks(&Utf16Offsets::new(checked.source.text()))?;
        let notes = notes_of(&checked, &remarks, asked.wanted().since.as_deref(), &Author::Person(String::new()));
        Ok(WorkerMessage::new(Request::Annotate { notes, changes: safe_changes_of(&checked) }).to_bytes())
    }

    fn checked(&self, previous: Option<Report>, options: JsValue) -> Result<(CheckedReport, Asked), JsError> {
        let asked = Asked::read(options)?;
        let mut given = asked.options()?;
        if let Some(previous) = previous {
            given.previous = Some(Arc::new(previous.read.map_err(|problem| JsError::new(&problem.message))?));
        }
        let checked = match &self.read {
            Ok(source) => gouji_core::check(source.clone(), &given),
            Err(problem) => CheckedReport::unread(problem.clone()),
        };
        Ok((checked, asked))
    }

    fn wanted<'a>(&self, asked: &'a Asked) -> Wanted<'a> {
        Wanted { sha256: self.sha256.clone(), ..asked.wanted() }
    }
}

/// The reader that a file needs; none for a text, and for what cannot be read.
#[wasm_bindgen(skip_typescript)]
pub fn reader_of(file: &[u8]) -> Option<String> {
    read::format(file).ok()?.module().map(|module| module.id().to_owned())
}

/// What a reader is asked for, to read a file.
#[wasm_bindgen(skip_typescript)]
pub fn reading() -> Vec<u8> {
    WorkerMessage::new(Request::Read).to_bytes()
}

/// The web page that was packed in a file, where that is what a reader replied.
#[wasm_bindgen(skip_typescript)]
pub fn page_of(reply: &[u8]) -> Option<Vec<u8>> {
    match WorkerMessage::content_of(reply) {
        Ok(Reply::Page(html)) => Some(html.into_bytes()),
        _ => None,
    }
}

/// Whether a reader replied that the file it was asked to write stands beside.
///
/// # Errors
/// Why it was not written.
#[wasm_bindgen(skip_typescript)]
pub fn is_written(reply: &[u8]) -> Result<(), JsError> {
    let problem = match WorkerMessage::content_of(reply) {
        Ok(Reply::Written { .. }) => return Ok(()),
        Ok(Reply::Failed(problem)) | Err(problem) => problem,
        Ok(_) => out_of_date(),
    };
    Err(JsError::new(&problem.message))
}

fn gb18030(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options("gb18030", &options).ok()?;
    decoder.decode_with_buffer_source(&Uint8Array::from(bytes)).ok()
}

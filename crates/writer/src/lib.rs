//! The face of what the page takes away, for its worker (`web/reader.js`): an order with a report in, a reply and what was
//! written out. It is loaded only when somebody asks for it.

use gouji_core::problem::{Problem, ProblemKind};
use gouji_core::{Source, contract};
use gouji_documents::handover::{Reply, Request, WorkerMessage, out_of_date};
use gouji_documents::notes::{Author, notes_of, over_given};
use gouji_export::{Order, Rechecked, Wanted, Written};
use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;

/// What became of an order.
#[wasm_bindgen(getter_with_clone)]
pub struct Answer {
    /// A `WorkerMessage<Reply>`.
    pub reply: Uint8Array,
    /// What was written.
    pub file: Option<Uint8Array>,
}

/// Writes what a `WorkerMessage<Order>` asks for, from a report as readers hand it over. The worker gives what a reader needs
/// too: whom to tell of progress, who is not told.
#[wasm_bindgen]
pub fn answer(order: &[u8], report: &[u8], _tell: &Function) -> Answer {
    write(order, report)
}

/// As [`answer`], for a module that holds the writer itself.
pub fn write(order: &[u8], report: &[u8]) -> Answer {
    let (reply, file) = match written(order, report) {
        Ok(file) => (Reply::Written { unwritten: Vec::new() }, Some(Uint8Array::from(&file[..]))),
        Err(problem) => (Reply::Failed(problem), None),
    };
    Answer { reply: Uint8Array::from(&WorkerMessage::new(reply).to_bytes()[..]), file }
}

fn written(order: &[u8], report: &[u8]) -> Result<Vec<u8>, Problem> {
    let order: Order = WorkerMessage::content_of(order)?;
    let given = order.given.as_deref().map(source_of).transpose()?;
    let previous = order.previous.as_deref().map(source_of).transpose()?;
    let notes = match &order.wanted {
        Wanted::Notes { request, person } => Some((WorkerMessage::content_of(request)?, person.clone())),
        _ => None,
    };
    let rechecked = Rechecked::new(order, source_of(report)?, given, previous);
    if let Some((request, person)) = notes {
        return Ok(WorkerMessage::new(with_notes(request, person, &rechecked)).to_bytes());
    }
    match rechecked.write() {
        Ok(Written::File(file)) => Ok(file),
        Ok(Written::Sheets(sheets)) => Ok(WorkerMessage::new(sheets).to_bytes()),
        Err(error) => Err(Problem {
            kind: ProblemKind::Internal,
            message: format!("文件没有写成（{error}）。请再试一次，或换一种格式。"),
        }),
    }
}

fn source_of(packed: &[u8]) -> Result<Source, Problem> {
    match WorkerMessage::content_of(packed)? {
        Reply::Report(source) => Ok(source),
        _ => Err(out_of_date()),
    }
}

/// A request to the reader of Word files, with the notes that go beside its changes.
fn with_notes(request: Request, person: String, rechecked: &Rechecked) -> Request {
    let Request::Annotate { changes, .. } = request else { return request };
    let since: Option<&[contract::Earlier]> = rechecked.since.as_deref();
    let notes = notes_of(&rechecked.checked, &rechecked.remarks, since, &Author::Person(person));
    // In a report as it was given they stand where they are.
    let notes = if since.is_some() { over_given(notes, &changes) } else { notes };
    Request::Annotate { notes, changes }
}

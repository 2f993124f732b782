//! The face of the writer of office files for the page's worker (`web/reader.js`): an order in, a reply and the file out. It is
//! loaded only when somebody asks for such a file.

use gouji_core::problem::{Problem, ProblemKind};
use gouji_documents::handover::{Reply, WorkerMessage, out_of_date};
use gouji_export::{ForPrograms, Order};
use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;

/// What became of an order.
#[wasm_bindgen(getter_with_clone)]
pub struct Answer {
    /// A `WorkerMessage<Reply>`.
    pub reply: Uint8Array,
    /// The file, where it was written.
    pub file: Option<Uint8Array>,
}

/// Writes what a `WorkerMessage<Order>` asks for; or where a file is given, which is a source as readers hand it over, what a
/// `WorkerMessage<Programs>` asks for. The worker gives what a reader needs too: whom to tell of progress, who is not told.
#[wasm_bindgen]
pub fn answer(order: &[u8], file: &[u8], _tell: &Function) -> Answer {
    let written = if file.is_empty() {
        WorkerMessage::content_of(order).and_then(|order: Order| order.write())
    } else {
        for_programs(order, file)
    };
    let (reply, file) = match written {
        Ok(file) => (Reply::Written { unwritten: Vec::new() }, Some(Uint8Array::from(&file[..]))),
        Err(problem) => (Reply::Failed(problem), None),
    };
    Answer { reply: Uint8Array::from(&WorkerMessage::new(reply).to_bytes()[..]), file }
}

/// What programs read, with last year's report as it was handed over.
type Programs = (ForPrograms, Option<Vec<u8>>);

fn for_programs(order: &[u8], source: &[u8]) -> Result<Vec<u8>, Problem> {
    let (programs, previous): Programs = WorkerMessage::content_of(order)?;
    let source_of = |packed: &[u8]| match WorkerMessage::content_of(packed)? {
        Reply::Report(source) => Ok(source),
        _ => Err(out_of_date()),
    };
    let previous = previous.as_deref().map(source_of).transpose()?;
    let written = programs.write(source_of(source)?, previous);
    written.map_err(|error| Problem {
        kind: ProblemKind::Internal,
        message: format!("文件没有写成（{error}）。请再试一次，或换一种格式。"),
    })
}

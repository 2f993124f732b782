//! The face of the writer of office files for the page's worker (`web/reader.js`): an order in, a reply and the file out. It is
//! loaded only when somebody asks for such a file.

use gouji_documents::handover::{Reply, WorkerMessage};
use gouji_export::Order;
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

/// Writes what a `WorkerMessage<Order>` asks for. The worker gives what a reader needs too: a file, and whom to tell of
/// progress; neither is looked at.
#[wasm_bindgen]
pub fn answer(order: &[u8], _file: &[u8], _tell: &Function) -> Answer {
    let written = WorkerMessage::content_of(order).and_then(|order: Order| order.write());
    let (reply, file) = match written {
        Ok(file) => (Reply::Written, Some(Uint8Array::from(&file[..]))),
        Err(problem) => (Reply::Failed(problem), None),
    };
    Answer { reply: Uint8Array::from(&WorkerMessage::new(reply).to_bytes()[..]), file }
}

//! The face of the heavy readers for the page's worker (`web/reader.js`): a request and a file in, a reply and perhaps a file
//! out. It knows of no page, and no more of files than `documents` does. Each feature is built as a module of its own.

use gouji_core::problem::Problem;
use gouji_documents::format::Format;
use gouji_documents::handover::{Reply, Request, WorkerMessage};
use gouji_documents::read::{Opened, open_as};
use js_sys::{Function, Uint8Array};
use wasm_bindgen::prelude::*;
use web_sys::{TextDecoder, TextDecoderOptions};

/// What became of a request.
#[wasm_bindgen(getter_with_clone)]
pub struct Answer {
    /// A `WorkerMessage<Reply>`.
    pub reply: Uint8Array,
    /// The file that stands beside it, where the reply says so.
    pub file: Option<Uint8Array>,
}

/// Does what a `WorkerMessage<Request>` asks with the file beside it. `tell` is called with each reply that comes before the
/// last.
#[wasm_bindgen]
pub fn answer(request: &[u8], file: &[u8], tell: &Function) -> Answer {
    let answered = WorkerMessage::content_of(request).and_then(|request| match request {
        Request::Read => read(file, tell),
        #[cfg(feature = "word")]
        Request::Annotate { notes, changes } => {
            let annotated = word_file(file)?.annotate(&notes, &changes)?;
            Ok((Reply::Written { unwritten: annotated.unwritten }, Some(annotated.file)))
        }
        #[cfg(feature = "word")]
        Request::Foresee { changes } => Ok((Reply::Foreseen(word_file(file)?.unwritten(&changes)), None)),
        _ => Err(gouji_documents::handover::out_of_date()),
    });
    let (reply, file) = answered.unwrap_or_else(|problem| (Reply::Failed(problem), None));
    Answer { reply: packed(reply), file: file.map(|file| Uint8Array::from(&file[..])) }
}

/// A reply, and the bytes that stand beside it.
type Answered = (Reply, Option<Vec<u8>>);

fn read(file: &[u8], tell: &Function) -> Result<Answered, Problem> {
    let mut progress = |done: u32, all: u32| {
        // A listener that fails says nothing about the file.
        let _ = tell.call1(&JsValue::NULL, &packed(Reply::Progress { done, all }));
    };
    let format = Format::of(file)?;
    match open_as(file, format, gb18030, &mut progress)? {
        Opened::Page(html) => Ok((Reply::Page(html), None)),
        Opened::Document(document) => {
            #[cfg(feature = "word")]
            let (source, word) = document.into_parts();
            #[cfg(not(feature = "word"))]
            let (source, word) = (document.into_source(), None::<()>);
            Ok((Reply::Report(source), word.map(|word| WorkerMessage::new(word).to_bytes())))
        }
        _ => Err(gouji_documents::handover::out_of_date()),
    }
}

/// The Word file that the worker gave when it read it.
#[cfg(feature = "word")]
fn word_file(file: &[u8]) -> Result<gouji_documents::WordFile, Problem> {
    WorkerMessage::content_of(file)
}

fn packed(reply: Reply) -> Uint8Array {
    Uint8Array::from(&WorkerMessage::new(reply).to_bytes()[..])
}

fn gb18030(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options("gb18030", &options).ok()?;
    decoder.decode_with_buffer_source(&Uint8Array::from(bytes)).ok()
}

//! Files that a module of its own reads, in a worker: the page answers meanwhile, and reading can be stopped.

use gouji_core::Source;
use gouji_core::problem::{Problem, ProblemKind};
use gouji_documents::format::Module;
use gouji_documents::handover::{Reply, Request, WorkerMessage, out_of_date};
use gouji_documents::notes::{Change, Unwritten};
use gouji_export::Order;
#[cfg(feature = "writer")]
use gouji_writer::Answer;
use js_sys::{Array, Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Worker;
use yew::Callback;

use crate::steps::Packed;
use crate::words;

#[wasm_bindgen]
extern "C" {
    /// A worker that is loading a module; `boot.js` knows where its files are.
    #[wasm_bindgen(js_namespace = gouji, js_name = working, catch)]
    fn worker_for(module: &str) -> Result<Worker, JsValue>;
}

/// The module that makes what is taken away.
#[cfg(not(feature = "writer"))]
const WRITER: &str = "writer";

/// What the worker says.
pub enum News {
    /// So many steps of so many are done.
    Progress(u32, u32),
    /// The file as a source, and a Word file as the worker wants it to write into it.
    Read(Source, Option<Uint8Array>),
    /// A web page that was packed in the file.
    Page(String),
    /// A file that was written.
    Written(Uint8Array),
    /// The changes that cannot be written into a Word file.
    Foreseen(Vec<Unwritten>),
    /// What did not succeed, and why.
    Failed(Problem),
}

/// A file in the hands of a worker; dropping this stops the worker.
pub struct Reading {
    worker: Option<Worker>,
    _hear: Closure<dyn FnMut(JsValue)>,
}

impl Reading {
    /// Has a file read.
    pub fn of(module: Module, file: &Uint8Array, news: Callback<News>) -> Self {
        // The page has no more use for it.
        Reading::start(module, Request::Read, file, &Array::of1(&file.buffer()), news)
    }

    /// Has written into the Word file that the report came in, as the worker gave it, what a request says.
    pub fn writing(word: &Uint8Array, request: &[u8], news: Callback<News>) -> Self {
        // It may be written into again.
        Reading::begin(&name_of(Module::Word), request, word, &Array::new(), news)
    }

    /// Asks which changes cannot be written into it.
    pub fn foreseeing(word: &Uint8Array, changes: Vec<Change>, news: Callback<News>) -> Self {
        Reading::start(Module::Word, Request::Foresee { changes }, word, &Array::new(), news)
    }

    /// Has something made from a report, which is checked again for it.
    #[cfg(not(feature = "writer"))]
    pub fn ordering(order: Order, report: &Packed, news: Callback<News>) -> Self {
        let request = WorkerMessage::new(order).to_bytes();
        Reading::begin(WRITER, &request, &Uint8Array::from(&report.0[..]), &Array::new(), news)
    }

    /// Makes something from a report, which is checked again for it: a moment later, as a worker answers.
    #[cfg(feature = "writer")]
    pub fn ordering(order: Order, report: &Packed, news: Callback<News>) -> Self {
        let (request, report) = (WorkerMessage::new(order).to_bytes(), report.0.clone());
        wasm_bindgen_futures::spawn_local(async move {
            let Answer { reply, file } = gouji_writer::write(&request, &report);
            news.emit(replied(&reply, file));
        });
        Reading { worker: None, _hear: Closure::new(|_| {}) }
    }

    /// Begins a worker; what is in `given` goes over to it and is gone here.
    fn start(module: Module, request: Request, file: &Uint8Array, given: &Array, news: Callback<News>) -> Self {
        let request = WorkerMessage::new(request).to_bytes();
        Reading::begin(&name_of(module), &request, file, given, news)
    }

    /// Begins the worker of a module, by the name of its files.
    fn begin(module: &str, request: &[u8], file: &Uint8Array, given: &Array, news: Callback<News>) -> Self {
        let fail = news.clone();
        // A message of the worker, or a fault of its script.
        let hear = Closure::new(move |event: JsValue| news.emit(heard(&field(&event, "data"))));
        let worker = worker_for(module).ok();
        let begun = worker.as_ref().is_some_and(|worker| {
            worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
            worker.set_onerror(Some(hear.as_ref().unchecked_ref()));
            let request = Uint8Array::from(request);
            let message = object(&[("request", &request), ("file", file)]);
            worker.post_message_with_transfer(&message, given).is_ok()
        });
        if !begun {
            fail.emit(failed(words::NO_READER));
        }
        Reading { worker, _hear: hear }
    }
}

fn name_of(reader: Module) -> String {
    format!("reader-{}", reader.id())
}

impl Drop for Reading {
    fn drop(&mut self) {
        if let Some(worker) = &self.worker {
            worker.terminate();
        }
    }
}

/// What a message of the worker says.
fn heard(data: &JsValue) -> News {
    let Ok(reply) = field(data, "reply").dyn_into::<Uint8Array>() else {
        return match field(data, "failed").as_string().as_deref() {
            Some("read") => failed(words::READER_FAILED),
            Some("load") => failed(words::NO_READER),
            // The script of the worker did not come at all.
            None if !data.is_object() => failed(words::NO_READER),
            _ => News::Failed(out_of_date()),
        };
    };
    replied(&reply, field(data, "file").dyn_into::<Uint8Array>().ok())
}

/// What a reply says, with the file beside it.
fn replied(reply: &Uint8Array, file: Option<Uint8Array>) -> News {
    match (WorkerMessage::content_of(&reply.to_vec()), file) {
        (Ok(Reply::Progress { done, all }), _) => News::Progress(done, all),
        (Ok(Reply::Report(source)), word) => News::Read(source, word),
        (Ok(Reply::Page(html)), _) => News::Page(html),
        (Ok(Reply::Written { .. }), Some(file)) => News::Written(file),
        (Ok(Reply::Foreseen(unwritten)), _) => News::Foreseen(unwritten),
        (Ok(Reply::Failed(problem)) | Err(problem), _) => News::Failed(problem),
        (Ok(_), _) => News::Failed(out_of_date()),
    }
}

fn failed(sentence: &str) -> News {
    News::Failed(Problem { kind: ProblemKind::Internal, message: sentence.to_owned() })
}

fn field(data: &JsValue, name: &str) -> JsValue {
    Reflect::get(data, &name.into()).unwrap_or_default()
}

fn object(fields: &[(&str, &JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // A plain object takes every field.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

//! Files that a module of its own reads, in a worker: the page answers meanwhile, and reading can be stopped.

use gouji_core::finding::{Problem, ProblemKind};
use gouji_core::{Source, Span};
use gouji_documents::format::Module;
use gouji_documents::notes::{notes_of, safe_edits_of};
use gouji_documents::packed::unpack;
use js_sys::{Array, Object, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Worker;
use yew::Callback;

use crate::state::Result as Shown;
use crate::words;

#[wasm_bindgen]
extern "C" {
    /// What a file of the page is called; `boot.js` has the list.
    #[wasm_bindgen(js_namespace = gouji)]
    fn file(name: &str) -> String;
}

/// What the worker says.
pub enum News {
    /// So many steps of so many are done.
    Progress(u32, u32),
    /// The file as a source.
    Read(Source),
    /// A web page that was packed in the file.
    Page(String),
    /// A file that was written.
    Written(Uint8Array),
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
    pub fn of(module: Module, bytes: &Uint8Array, news: Callback<News>) -> Self {
        Reading::start(module, bytes, &JsValue::UNDEFINED, news)
    }

    /// Has what was found written beside the text of the Word file that it was found in.
    pub fn annotating(bytes: &Uint8Array, shown: &Shown, news: Callback<News>) -> Self {
        let (notes, edits) = (notes_of(&shown.source, &shown.checked), safe_edits_of(&shown.checked));
        let (places, words) = (Array::new(), Array::new());
        for note in &notes {
            push_span(&places, note.span);
            for line in std::iter::once(&note.rule).chain(&note.lines) {
                words.push(&line.as_str().into());
            }
        }
        let (edit_places, edit_words) = (Array::new(), Array::new());
        for edit in &edits {
            push_span(&edit_places, edit.span);
            edit_words.push(&edit.text.as_str().into());
        }
        let wish = object(&[
            ("notes", &Uint32Array::new(&places)),
            ("noteWords", &words),
            ("edits", &Uint32Array::new(&edit_places)),
            ("editWords", &edit_words),
        ]);
        Reading::start(Module::Word, bytes, &wish, news)
    }

    fn start(module: Module, bytes: &Uint8Array, annotate: &JsValue, news: Callback<News>) -> Self {
        let fail = news.clone();
        // A message of the worker, or a fault of its script.
        let hear = Closure::new(move |event: JsValue| news.emit(heard(&field(&event, "data"))));
        let worker = Worker::new(&file("reader.js")).ok();
        let begun = worker.as_ref().is_some_and(|worker| {
            worker.set_onmessage(Some(hear.as_ref().unchecked_ref()));
            worker.set_onerror(Some(hear.as_ref().unchecked_ref()));
            let buffer = bytes.buffer();
            let named = |ending: &str| JsValue::from(file(&format!("reader-{}{ending}", module.id())));
            let message = object(&[
                ("script", &named(".js")),
                ("wasm", &named("_bg.wasm")),
                ("bytes", &buffer),
                ("annotate", annotate),
            ]);
            worker.post_message_with_transfer(&message, &Array::of1(&buffer)).is_ok()
        });
        if !begun {
            fail.emit(failed(words::NO_READER));
        }
        Reading { worker, _hear: hear }
    }
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
    let text = |name: &str| field(data, name).as_string();
    let number = |name: &str| field(data, name).as_f64().map(|number| number as u32);
    if let (Some(done), Some(all)) = (number("done"), number("all")) {
        return News::Progress(done, all);
    }
    if let Ok(file) = field(data, "file").dyn_into::<Uint8Array>() {
        return News::Written(file);
    }
    if let Ok(problem) = field(data, "problem").dyn_into::<Array>() {
        let kind = problem.get(0).as_string().unwrap_or_default();
        let kind = ProblemKind::ALL.into_iter().find(|known| known.id() == kind).unwrap_or(ProblemKind::Internal);
        return News::Failed(Problem { kind, message: problem.get(1).as_string().unwrap_or_default() });
    }
    if let Some(html) = text("page") {
        return News::Page(html);
    }
    let source = text("text").zip(field(data, "numbers").dyn_into::<Uint32Array>().ok());
    match source.and_then(|(text, numbers)| unpack(text, &numbers.to_vec())) {
        Some(source) => News::Read(source),
        None if text("failed").as_deref() == Some("read") => failed(words::READER_FAILED),
        None => failed(words::NO_READER),
    }
}

fn failed(sentence: &str) -> News {
    News::Failed(Problem { kind: ProblemKind::Internal, message: sentence.to_owned() })
}

fn push_span(places: &Array, span: Span) {
    places.push(&span.start.into());
    places.push(&span.end.into());
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

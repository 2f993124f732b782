//! Files that a module of its own reads, in a worker: the page answers meanwhile, and reading can be stopped.

use annual_report::Source;
use annual_report::finding::{Problem, ProblemKind};
use documents::format::Module;
use documents::notes::{notes_of, safe_edits_of};
use documents::packed::unpack;
use documents::read::page;
use js_sys::{Array, Object, Reflect, Uint8Array, Uint32Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Worker};

use crate::browser::TOOLS;
use crate::state::Result as Shown;
use crate::words;

/// What the worker says.
pub enum News {
    /// So many steps of so many are done.
    Progress(u32, u32),
    /// The file as a source.
    Read(Result<Source, Problem>),
    /// A file that was written.
    Written(Result<Uint8Array, Problem>),
}

/// A file in the hands of a worker; dropping this stops the worker.
pub struct Reading {
    worker: Option<Worker>,
    _listeners: [Closure<dyn FnMut(MessageEvent)>; 2],
}

impl Reading {
    /// Has a file read.
    pub fn of(module: Module, bytes: &Uint8Array, news: impl Fn(News) + Clone + 'static) -> Self {
        Reading::start(module, bytes, None, news)
    }

    /// Has what was found written beside the text of the Word file that it was found in.
    pub fn annotating(bytes: &Uint8Array, shown: &Shown, news: impl Fn(News) + Clone + 'static) -> Self {
        let (notes, edits) = (notes_of(&shown.source, &shown.checked), safe_edits_of(&shown.checked));
        let places = |spans: Vec<annual_report::Span>| {
            Uint32Array::from(&spans.iter().flat_map(|span| [span.start, span.end]).collect::<Vec<u32>>()[..])
        };
        let (note_words, edit_words) = (Array::new(), Array::new());
        for words in notes.iter().flat_map(|note| std::iter::once(&note.rule).chain(&note.lines)) {
            note_words.push(&words.as_str().into());
        }
        for edit in &edits {
            edit_words.push(&edit.text.as_str().into());
        }
        let wish = object(&[
            ("notes", &places(notes.iter().map(|note| note.span).collect())),
            ("noteWords", &note_words),
            ("edits", &places(edits.iter().map(|edit| edit.span).collect())),
            ("editWords", &edit_words),
        ]);
        Reading::start(Module::Word, bytes, Some(&wish), news)
    }

    fn start(
        module: Module,
        bytes: &Uint8Array,
        annotate: Option<&Object>,
        news: impl Fn(News) + Clone + 'static,
    ) -> Self {
        let writes = annotate.is_some();
        let fail = {
            let news = news.clone();
            move |sentence: &str| {
                let problem = Problem { kind: ProblemKind::Internal, message: sentence.to_owned() };
                news(if writes { News::Written(Err(problem)) } else { News::Read(Err(problem)) });
            }
        };
        let hear = {
            let fail = fail.clone();
            move |event: MessageEvent| match heard(&event.data()) {
                Some(said) => news(said),
                None if field(&event.data(), "failed").as_string().as_deref() == Some("load") => fail(words::NO_READER),
                None => fail(words::READER_FAILED),
            }
        };
        let listeners = [
            Closure::<dyn FnMut(MessageEvent)>::new(hear),
            Closure::new({
                let fail = fail.clone();
                move |_| fail(words::NO_READER)
            }),
        ];
        let worker = Worker::new("reader.js").ok();
        match &worker {
            Some(worker) => {
                worker.set_onmessage(Some(listeners[0].as_ref().unchecked_ref()));
                worker.set_onerror(Some(listeners[1].as_ref().unchecked_ref()));
                let buffer = bytes.buffer();
                let message = object(&[("module", &module.id().into()), ("bytes", &buffer)]);
                if let Some(wish) = annotate {
                    set(&message, "annotate", wish);
                }
                if worker.post_message_with_transfer(&message, &Array::of1(&buffer)).is_err() {
                    fail(words::NO_READER);
                }
            }
            None => fail(words::NO_READER),
        }
        Reading { worker, _listeners: listeners }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        if let Some(worker) = &self.worker {
            worker.terminate();
        }
    }
}

/// What a message of the worker says; `None` where reading failed.
fn heard(data: &JsValue) -> Option<News> {
    if let Some(done) = field(data, "done").as_f64() {
        return Some(News::Progress(done as u32, field(data, "all").as_f64()? as u32));
    }
    if let Ok(file) = field(data, "file").dyn_into::<Uint8Array>() {
        return Some(News::Written(Ok(file)));
    }
    if let Ok(problem) = field(data, "problem").dyn_into::<Array>() {
        let kind = problem.get(0).as_string()?;
        let kind = ProblemKind::ALL.into_iter().find(|known| known.id() == kind)?;
        return Some(News::Read(Err(Problem { kind, message: problem.get(1).as_string()? })));
    }
    if let Some(html) = field(data, "page").as_string() {
        return Some(News::Read(page(&html, TOOLS)));
    }
    let numbers = field(data, "numbers").dyn_into::<Uint32Array>().ok()?;
    Some(News::Read(Ok(unpack(field(data, "text").as_string()?, &numbers.to_vec())?)))
}

fn field(data: &JsValue, name: &str) -> JsValue {
    Reflect::get(data, &name.into()).unwrap_or_default()
}

fn object(fields: &[(&str, &JsValue)]) -> Object {
    let object = Object::new();
    fields.iter().for_each(|(name, value)| set(&object, name, value));
    object
}

fn set(object: &Object, name: &str, value: &JsValue) {
    // A plain object takes every field.
    let _ = Reflect::set(object, &name.into(), value);
}

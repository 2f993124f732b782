//! Files that a person gives: read here, or by a worker.

use std::cell::RefCell;
use std::rc::Rc;

use gouji_core::Source;
use gouji_documents::format::Module;
use gouji_documents::read::{format, read_text};
use js_sys::Uint8Array;
use yew::Callback;

use crate::browser::TOOLS;
use crate::reading::{News, Reading};
use crate::state::{Action, Task};

/// The worker that has a file in hand, if one has.
pub type Hand = Rc<RefCell<Option<Reading>>>;

/// What is done with a file that was read; with a Word file what the worker needs to write into it.
pub type Whole = Callback<(Source, Option<Uint8Array>)>;

/// Reads a file here, or has a worker read it.
pub fn read_file(bytes: &Uint8Array, hand: &Hand, act: &Callback<Action>, whole: Whole) {
    let content = bytes.to_vec();
    let read = format(&content).and_then(|format| match format.module() {
        Some(module) => {
            read_away(module, bytes, hand, act, whole.clone());
            Ok(())
        }
        None => read_text(&content, TOOLS).map(|source| whole.emit((source, None))),
    });
    if let Err(problem) = read {
        act.emit(Action::Refuse(vec![problem]));
    }
}

/// Has a worker read words with markup in them, as a converter to Markdown leaves it.
pub fn read_markup(words: &str, hand: &Hand, act: &Callback<Action>, whole: Whole) {
    act.emit(Action::Work(Task::Read, 0, 0));
    read_away(Module::Web, &Uint8Array::from(words.as_bytes()), hand, act, whole);
}

fn read_away(module: Module, bytes: &Uint8Array, hand: &Hand, act: &Callback<Action>, whole: Whole) {
    let (own, act) = (Rc::clone(hand), act.clone());
    let hear = Callback::from(move |news| match news {
        News::Progress(done, all) => act.emit(Action::Work(Task::Read, done, all)),
        // Another module knows pages.
        News::Page(html) => {
            let bytes = Uint8Array::from(html.as_bytes());
            read_away(Module::Web, &bytes, &own, &act, whole.clone());
        }
        News::Read(source, word) => {
            own.take();
            whole.emit((source, word));
        }
        News::Failed(problem) => {
            own.take();
            act.emit(Action::Refuse(vec![problem]));
        }
        News::Written(_) | News::Foreseen(_) => {}
    });
    *hand.borrow_mut() = Some(Reading::of(module, bytes, hear));
}

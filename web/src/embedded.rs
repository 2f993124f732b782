//! The page in an element of another page: does what that page asks for, and tells it what came of the report. The messages
//! themselves are `web/embedded.js`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::rc::Rc;

use gouji_core::contract::{Output, Wanted};
use gouji_core::{Grid, Source};
use gouji_documents::handover::{Request, WorkerMessage};
use gouji_documents::notes::Author;
use js_sys::{Object, Reflect, Uint8Array};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use yew::prelude::*;

use crate::browser::Later;
use crate::document::{Document, Given};
use crate::inlet::{Arrival, Content};
use crate::reading::{News, Reading};
use crate::result::Result;
use crate::state::{Action, State};
use crate::surroundings::{self, field, is_inside, take_options};

#[wasm_bindgen]
extern "C" {
    /// Has a function called with everything that the other page asks for.
    #[wasm_bindgen(js_namespace = gouji, js_name = hear)]
    fn hear(call: &JsValue);

    /// Tells the other page what came of the report.
    #[wasm_bindgen(js_namespace = gouji, js_name = tell)]
    fn tell(news: &Object);
}

/// Listens to the page around this one, and tells it of every change. Without one it does nothing.
#[hook]
pub fn use_embedding(state: &UseReducerHandle<State>, arrive: &Callback<Arrival>, act: &Callback<Action>) {
    let latest = use_mut_ref(|| arrive.clone());
    latest.replace(arrive.clone());
    let told = use_mut_ref(Told::default);
    {
        let act = act.clone();
        use_effect_with((), move |()| {
            let hearing = is_inside().then(|| listen(latest, act));
            move || drop(hearing)
        });
    }
    let (state, act) = (state.clone(), act.clone());
    use_effect(move || {
        if !is_inside() {
            return;
        }
        let is_first_edit = told.borrow_mut().follow(&state);
        if is_first_edit {
            act.emit(Action::Notice(surroundings::local()));
        }
    });
}

fn listen(arrive: Rc<RefCell<Callback<Arrival>>>, act: Callback<Action>) -> Closure<dyn FnMut(JsValue)> {
    let call = Closure::<dyn FnMut(JsValue)>::new(move |message: JsValue| {
        // What is done draws the page, which puts a newer one in its place.
        let arrive = arrive.borrow().clone();
        take(&message, &arrive, &act);
    });
    hear(call.as_ref());
    call
}

/// Does what the other page asks for.
fn take(message: &JsValue, arrive: &Callback<Arrival>, act: &Callback<Action>) {
    let text = |name: &str| field(message, name).as_string().unwrap_or_default();
    // What comes as a file is one: `embedded.js` makes it so, and nothing else calls this.
    let file = || (field(message, "file").unchecked_into::<web_sys::File>(), Uint8Array::new(&field(message, "bytes")));
    match text("type").as_str() {
        "text" => arrive.emit(Arrival::Whole(Content::Text(text("text")))),
        "html" => arrive.emit(Arrival::Whole(Content::Html(text("html")))),
        "file" => {
            let (file, bytes) = file();
            arrive.emit(Arrival::Reading);
            arrive.emit(Arrival::File(file, bytes));
        }
        "previous" => {
            let (file, bytes) = file();
            arrive.emit(Arrival::Reading);
            arrive.emit(Arrival::Previous(file, bytes));
        }
        "alone" => arrive.emit(Arrival::Alone),
        "options" => {
            take_options(&field(message, "options"));
            act.emit(Action::CheckAgain);
        }
        "acknowledged" => act.emit(Action::Acknowledge(reasons(&field(message, "acknowledged")))),
        "clear" => arrive.emit(Arrival::ClearAll(true)),
        _ => {}
    }
}

/// Fingerprints and reasons.
fn reasons(given: &JsValue) -> BTreeMap<String, String> {
    let Some(object) = given.dyn_ref::<Object>() else { return BTreeMap::new() };
    let names = Object::keys(object);
    let pair = |name: JsValue| Some((name.as_string()?, Reflect::get(object, &name).ok()?.as_string()?));
    names.iter().filter_map(pair).collect()
}

/// What the other page was told last.
#[derive(Default)]
struct Told {
    given: Option<Rc<Given>>,
    document: Option<Rc<Document>>,
    result: Option<Rc<Result>>,
    problems: Vec<String>,
    /// The worker that writes the changes into the Word file, and before it the moment in which more may be changed.
    writing: Rc<RefCell<Option<Reading>>>,
    soon: Option<Later>,
    /// Whether it was said at a first edit where the text goes.
    edited: bool,
}

impl Told {
    /// Tells what changed; true at the first edit.
    fn follow(&mut self, state: &State) -> bool {
        let problems: Vec<String> = state.problems.iter().map(|problem| problem.message.clone()).collect();
        let same = is_same(self.document.as_ref(), state.document.as_ref())
            && is_same(self.result.as_ref(), state.result.as_ref())
            && self.problems == problems;
        let news = Object::new();
        put(&news, "busy", &state.reading.is_some().into());
        put(&news, "changed", &(!same).into());
        if !same {
            let given = state.document.as_ref().map(|document| &document.given);
            put(&news, "isNew", &(!is_same(self.given.as_ref(), given)).into());
            put(&news, "problem", &problems.first().map(|problem| problem.as_str().into()).unwrap_or_default());
            if let (Some(result), Some(document)) = (&state.result, &state.document) {
                put(&news, "result", &object_of(result, document));
                put(&news, "text", &result.source().text().into());
                put(&news, "html", &html_of(result.source()).into());
            }
            put(&news, "isWriting", &self.write(state).into());
            self.given = given.cloned();
            (self.document, self.result, self.problems) = (state.document.clone(), state.result.clone(), problems);
        }
        tell(&news);
        let was_edited = self.edited;
        self.edited = was_edited || is_edited(state);
        self.edited && !was_edited
    }

    /// Has the changes written into the Word file that the report came in, in a moment; false where there is none.
    fn write(&mut self, state: &State) -> bool {
        self.writing.take();
        self.soon = None;
        let (Some(document), Some(result)) = (&state.document, &state.result) else { return false };
        let Some(word) = document.given.word.clone() else { return false };
        let changes = result.changes(&document.given.source, &Author::Person(String::new()));
        let request = WorkerMessage::new(Request::Annotate { notes: Vec::new(), changes }).to_bytes();
        let name = document.given.name.clone().unwrap_or_default();
        let writing = Rc::clone(&self.writing);
        self.soon = Some(Later::after(AFTER_CHANGE, move || {
            let hear = Callback::from(move |news: News| tell_file(&news, &name));
            *writing.borrow_mut() = Some(Reading::writing(&word, &request, hear));
        }));
        true
    }
}

/// How long after a change the Word file is written, in milliseconds.
const AFTER_CHANGE: i32 = 400;

/// Tells of the Word file that was written, or that none was.
fn tell_file(news: &News, name: &str) {
    let file = match news {
        News::Written(file) => file.clone().into(),
        News::Failed(_) => JsValue::NULL,
        _ => return,
    };
    let told = Object::new();
    put(&told, "file", &file);
    put(&told, "name", &name.into());
    tell(&told);
}

fn is_edited(state: &State) -> bool {
    state.document.as_ref().is_some_and(|document| document.was_worked_on())
}

fn is_same<T>(one: Option<&Rc<T>>, other: Option<&Rc<T>>) -> bool {
    match (one, other) {
        (Some(one), Some(other)) => Rc::ptr_eq(one, other),
        (one, other) => one.is_none() && other.is_none(),
    }
}

/// The machine output as a plain object, its offsets in UTF-16 units, as the package gives it.
fn object_of(result: &Result, document: &Document) -> JsValue {
    let text = result.source().text();
    let mut units = Vec::with_capacity(text.len() + 1);
    let mut before = 0_u32;
    for character in text.chars() {
        units.extend(std::iter::repeat_n(before, character.len_utf8()));
        before += character.len_utf16() as u32;
    }
    let count = |offset: u32| units.get(offset as usize).copied().unwrap_or(before);
    let file = document.given.name.clone().unwrap_or_else(|| "-".to_owned());
    // Of a file as it came in; what was changed is none any more.
    let sha256 = document.given.sha256.clone().filter(|_| result.edits.is_empty());
    let wanted =
        Wanted { sha256, file: Some(file), remarks: &result.remarks, count: Some(&count), ..Wanted::default() };
    // It fails where a value refuses to be written, which nothing here does.
    let line = serde_json::to_string(&Output::new(&result.checked, wanted)).unwrap_or_default();
    js_sys::JSON::parse(&line).unwrap_or_default()
}

/// A report as HTML that an editor takes: paragraphs, and its tables where it came with them.
fn html_of(source: &Source) -> String {
    let (text, mut html, mut at) = (source.text(), String::new(), 0);
    for grid in source.grids() {
        let (start, end) = (grid.span.start as usize, grid.span.end as usize);
        put_paragraphs(&mut html, text.get(at..start).unwrap_or_default());
        put_table(&mut html, grid, text);
        at = end.max(at);
    }
    put_paragraphs(&mut html, text.get(at..).unwrap_or_default());
    html
}

fn put_paragraphs(html: &mut String, text: &str) {
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        // Writing into a string cannot fail.
        let _ = write!(html, "<p>{}</p>", escaped(line));
    }
}

fn put_table(html: &mut String, grid: &Grid, text: &str) {
    html.push_str("<table>");
    let mut row = None;
    for cell in &grid.cells {
        if row != Some(cell.row) {
            html.push_str(if row.is_some() { "</tr><tr>" } else { "<tr>" });
            row = Some(cell.row);
        }
        html.push_str("<td");
        for (name, covered) in [("rowspan", cell.row_span), ("colspan", cell.column_span)] {
            if covered > 1 {
                let _ = write!(html, " {name}=\"{covered}\"");
            }
        }
        let _ = write!(html, ">{}</td>", escaped(cell.span.of(text)));
    }
    html.push_str(if row.is_some() { "</tr></table>" } else { "</table>" });
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn put(object: &Object, name: &str, value: &JsValue) {
    // A plain object takes every field.
    let _ = Reflect::set(object, &name.into(), value);
}

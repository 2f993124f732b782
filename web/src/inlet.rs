//! Where a report comes in: by paste, by typing, by dropping or choosing a file.

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, DataTransfer, DragEvent, File, HtmlInputElement, HtmlTextAreaElement, MouseEvent};
use yew::prelude::{
    Callback, Html, NodeRef, Properties, classes, component, html, use_effect_with, use_mut_ref, use_state,
};

use gouji_core::MAX_TEXT_BYTES;
use gouji_core::problem::{Problem, ProblemKind};
use gouji_documents::clipboard::{Offer, OfferedFile, Taken};

use crate::browser::{Listener, document};
use crate::state::Task;
use crate::{surroundings, words};

/// A report as it came in.
#[derive(Clone, PartialEq)]
pub enum Content {
    /// Words.
    Text(String),
    /// HTML source, from a clipboard or file.
    Html(String),
}

/// Something that came in.
pub enum Arrival {
    /// A report as a whole, put into the box.
    Whole(Content),
    /// A report that was pasted beside the box.
    Beside(Content),
    /// What the box holds after an edit.
    Edited(String),
    /// The box was left.
    LeftBox,
    /// A file with what it holds.
    File(File, Uint8Array),
    /// Two files with what they hold, which may be this year's report and last year's.
    Two([(File, Uint8Array); 2]),
    /// Of more files the first, with what it holds.
    FirstOf(File, Uint8Array),
    /// A folder, which is no report.
    Folder,
    /// The file of last year's report.
    Previous(File, Uint8Array),
    /// The wish to check the report by itself again.
    Alone,
    /// A file is on its way.
    Reading,
    /// The wish to stop what is done with a file.
    Stop,
    /// Something that cannot be read.
    Refused(Problem),
    /// The wish to see the sample.
    Sample,
    /// The wish to start afresh, to be asked first where something would be lost.
    Clear,
    /// It was asked, and this is the answer.
    ClearAll(bool),
    /// The wish for the report whose place another one took.
    TakeBack,
    /// The wish to see the box, or to put it away.
    Fold(bool),
}

#[derive(Properties, PartialEq)]
pub struct InletProperties {
    /// The box: the page keeps hold of it, for what is typed there is never written over while it is being typed.
    pub area: NodeRef,
    /// Whether there is a result beside the box.
    pub checked: bool,
    /// Whether last year's report stands beside it, and the name of its file.
    pub compared: Option<String>,
    /// Whether there is a report whose place another one took.
    pub replaced: bool,
    /// Whether it is asked if all is to be cleared.
    pub asked: bool,
    /// Whether the report came with its tables, which the box may lose.
    pub structured: bool,
    pub folded: bool,
    pub reading: Option<(Task, u32, u32)>,
    /// What can be taken away, at the end of the buttons.
    pub take_away: Html,
    pub arrive: Callback<Arrival>,
}

/// How long after the last key the check begins, in milliseconds.
const AFTER_TYPING: i32 = 300;

#[component]
pub fn Inlet(properties: &InletProperties) -> Html {
    let over = use_state(|| false);
    let timer = use_mut_ref(|| None::<i32>);
    let replaced = use_mut_ref(|| false);
    let area = properties.area.clone();
    let arrive = properties.arrive.clone();

    // A paste is checked at once, typing a moment after the last key.
    let check_soon = {
        let (arrive, area, timer, replaced) = (arrive.clone(), area.clone(), timer, replaced.clone());
        move |delay: i32| {
            let Some(window) = web_sys::window() else { return };
            if let Some(waiting) = timer.borrow_mut().take() {
                window.clear_timeout_with_handle(waiting);
            }
            let (arrive, area, replaced) = (arrive.clone(), area.clone(), replaced.clone());
            let check = Closure::once_into_js(move || {
                let Some(area) = area.cast::<HtmlTextAreaElement>() else { return };
                let words = area.value();
                let whole = replaced.replace(false);
                arrive.emit(if whole { Arrival::Whole(Content::Text(words)) } else { Arrival::Edited(words) });
            });
            let handle = window.set_timeout_with_callback_and_timeout_and_arguments_0(check.unchecked_ref(), delay);
            *timer.borrow_mut() = handle.ok();
        }
    };
    let typed = {
        let (check_soon, replaced) = (check_soon.clone(), replaced.clone());
        Callback::from(move |event: yew::InputEvent| {
            // Half a word of an input method is no text yet; its end is heard below.
            if !event.is_composing() {
                let pasted = *replaced.borrow() || event.input_type().starts_with("insertFrom");
                check_soon(if pasted { 0 } else { AFTER_TYPING });
            }
        })
    };
    let paste = {
        let (arrive, area) = (arrive.clone(), area.clone());
        move |event: &ClipboardEvent| {
            let Some(data) = event.clipboard_data() else { return };
            let target = event.target();
            let in_box = target.as_ref().and_then(|target| target.dyn_ref::<HtmlTextAreaElement>());
            // The fields for organ and year take their own words.
            if target.as_ref().is_some_and(|target| target.has_type::<HtmlInputElement>()) {
                return;
            }
            let whole = in_box.is_some_and(takes_all);
            match taken_of(&data) {
                Some(Chosen::File(file)) => {
                    event.prevent_default();
                    read(file, Arrival::File, &arrive);
                }
                Some(Chosen::Words(content)) if in_box.is_none() => {
                    event.prevent_default();
                    arrive.emit(Arrival::Beside(content));
                }
                // Only a table makes the markup worth more than the words.
                Some(Chosen::Words(Content::Html(html))) if whole => {
                    event.prevent_default();
                    arrive.emit(Arrival::Whole(Content::Html(html)));
                }
                // The browser pastes the words itself, so that they can be undone; the box then tells.
                Some(_) => *replaced.borrow_mut() = whole && area.cast::<HtmlTextAreaElement>().is_some(),
                None => {}
            }
        }
    };
    // Heard from the first drawing on: what is pasted between it and its effects would be lost.
    let _paste_anywhere = use_mut_ref(|| {
        document().map(|document| {
            Listener::new(document.into(), "paste", move |event| {
                if let Some(event) = event.dyn_ref::<ClipboardEvent>() {
                    paste(event);
                }
            })
        })
    });
    {
        let (area, check_soon) = (area.clone(), check_soon);
        use_effect_with((), move |()| {
            let composed = area
                .cast::<HtmlTextAreaElement>()
                .map(|area| Listener::new(area.into(), "compositionend", move |_| check_soon(AFTER_TYPING)));
            move || drop(composed)
        });
    }
    {
        // A file dropped beside the box would make the browser leave the page.
        let (arrive, over) = (arrive.clone(), over.clone());
        use_effect_with((), move |()| {
            let listen = |name: &'static str, call: Box<dyn FnMut(DragEvent)>| {
                let mut call = call;
                document().map(|document| {
                    Listener::new(document.into(), name, move |event| {
                        if let Ok(event) = event.dyn_into::<DragEvent>() {
                            call(event);
                        }
                    })
                })
            };
            let enter = over.clone();
            let leave = over.clone();
            let listeners = [
                listen(
                    "dragover",
                    Box::new(move |event| {
                        if event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0)) {
                            event.prevent_default();
                            enter.set(true);
                        }
                    }),
                ),
                listen(
                    "dragleave",
                    Box::new(move |event| {
                        if event.related_target().is_none() {
                            leave.set(false);
                        }
                    }),
                ),
                listen(
                    "drop",
                    Box::new(move |event| {
                        over.set(false);
                        let Some(data) = event.data_transfer() else { return };
                        if holds_folder(&data) {
                            event.prevent_default();
                            return arrive.emit(Arrival::Folder);
                        }
                        let files = all_files(data.files());
                        if files.len() > 1 {
                            event.prevent_default();
                            read_several(files, &arrive);
                        } else if let Some(Chosen::File(file)) = taken_of(&data) {
                            event.prevent_default();
                            read(file, Arrival::File, &arrive);
                        }
                    }),
                ),
            ];
            move || drop(listeners)
        });
    }
    let chosen = |whole: fn(File, Uint8Array) -> Arrival| {
        let arrive = arrive.clone();
        Callback::from(move |event: yew::Event| {
            let target = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            let Some(input) = target else { return };
            let mut files = all_files(input.files());
            if files.len() > 1 {
                read_several(files, &arrive);
            } else if let Some(file) = files.pop() {
                read(file, whole, &arrive);
            }
            // The same file can be chosen again.
            input.set_value("");
        })
    };
    let press = |wish: fn() -> Arrival| {
        let arrive = arrive.clone();
        Callback::from(move |_: yew::MouseEvent| arrive.emit(wish()))
    };
    let (folded, checked) = (properties.folded, properties.checked);
    let class =
        classes!("inlet", over.then_some("over"), if checked { "beside" } else { "alone" }, folded.then_some("folded"));
    let hint = match &properties.compared {
        _ if properties.reading.is_some() => String::new(),
        _ if *over => words::DROP.to_owned(),
        Some(name) => words::compared_with(name),
        None => words::CHOOSE_HINT.to_owned(),
    };
    html! {
        <section class={class} aria-label={words::BOX_LABEL}>
            if !checked {
                <div class="lead">
                    <h2>{ words::LEAD }</h2>
                    <p>{ words::WHAT }</p>
                </div>
            }
            <div class="box" hidden={folded}>
                <label for="report-text">{ words::BOX_LABEL }</label>
                if checked && properties.structured { <p class="hint" id="box-loses">{ words::BOX_LOSES_TABLES }</p> }
                <textarea id="report-text" ref={area} spellcheck="false" autocomplete="off" placeholder={words::BOX_HINT}
                    aria-describedby="privacy" oninput={typed} onblur={arrive.reform(|_: yew::FocusEvent| Arrival::LeftBox)} />
            </div>
            <div class="actions">
                if checked {
                    <button type="button" id="fold" aria-expanded={if folded { "false" } else { "true" }} onclick={press(if folded { || Arrival::Fold(false) } else { || Arrival::Fold(true) })}>
                        { if folded { words::EDIT } else { words::PUT_AWAY } }
                    </button>
                }
                if properties.compared.is_some() {
                    <button type="button" id="alone" onclick={press(|| Arrival::Alone)}>{ words::NO_LONGER_COMPARE }</button>
                } else if checked {
                    <span class="choose">
                        <input id="previous-file" class="file" type="file" accept={words::FILE_TYPES} aria-describedby="previous-hint" onchange={chosen(Arrival::Previous)} />
                        <label class="button" for="previous-file" title={words::PREVIOUS_HINT}>{ words::PREVIOUS }</label>
                        <span class="unseen" id="previous-hint">{ words::PREVIOUS_HINT }</span>
                    </span>
                }
                <span class="choose">
                    <input id="report-file" class="file" type="file" multiple=true accept={words::FILE_TYPES} aria-describedby="file-hint" onchange={chosen(Arrival::File)} />
                    <label class={classes!("button", (!checked).then_some("main"))} for="report-file">{ if checked { words::CHANGE } else { words::CHOOSE } }</label>
                </span>
                if properties.replaced {
                    <button type="button" id="take-back" onclick={press(|| Arrival::TakeBack)}>{ words::TAKE_BACK }</button>
                }
                if !checked {
                    <button type="button" id="sample" onclick={press(|| Arrival::Sample)}>{ words::SAMPLE }</button>
                }
                if properties.asked {
                    <span class="asked" role="group" aria-labelledby="question">
                        <span id="question" tabindex="-1">{ words::CLEAR_QUESTION }</span>
                        <button type="button" id="clear-all" onclick={press(|| Arrival::ClearAll(true))}>{ words::CLEAR_ALL }</button>
                        <button type="button" id="keep-it" onclick={press(|| Arrival::ClearAll(false))}>{ words::KEEP_IT }</button>
                    </span>
                } else {
                    <button type="button" id="clear" onclick={press(|| Arrival::Clear)}>{ words::CLEAR }</button>
                }
                { properties.take_away.clone() }
                if let Some((task, done, all)) = properties.reading {
                    { working(task, done, all, press(|| Arrival::Stop)) }
                }
                <span class="hint" id="file-hint" role="status">{ hint }</span>
            </div>
            <p class="privacy" id="privacy">{ surroundings::privacy() }</p>
        </section>
    }
}

/// Whether a paste into the box replaces all that is there.
fn takes_all(area: &HtmlTextAreaElement) -> bool {
    let words = area.value();
    let selected = |end: Result<Option<u32>, JsValue>| end.ok().flatten().unwrap_or(0) as usize;
    words.trim().is_empty()
        || (selected(area.selection_start()) == 0 && selected(area.selection_end()) == words.encode_utf16().count())
}

/// What is taken of a clipboard, or of something dropped.
enum Chosen {
    File(File),
    Words(Content),
}

fn taken_of(data: &DataTransfer) -> Option<Chosen> {
    let files = data.files();
    let file = |at: usize| files.as_ref().and_then(|files| files.get(at as u32));
    let offered = (0..).map_while(file).map(|file| OfferedFile { name: file.name(), media_type: file.type_() });
    let words = |kind| data.get_data(kind).unwrap_or_default();
    let offer = Offer { html: words("text/html"), text: words("text/plain"), files: offered.collect() };
    Some(match offer.taken()? {
        Taken::File(at) => Chosen::File(file(at)?),
        Taken::Html => Chosen::Words(Content::Html(offer.html)),
        Taken::Text => Chosen::Words(Content::Text(offer.text)),
    })
}

/// What is done with a file, how far it is, and the way to stop it.
fn working(task: Task, done: u32, all: u32, stop: Callback<MouseEvent>) -> Html {
    let what = match task {
        Task::Read => words::READING,
        Task::Write => words::WRITING,
    };
    html! {
        <span class="working">
            <span role="status">{ what }</span>
            if all > 1 {
                <progress max={all.to_string()} value={done.to_string()} aria-label={what} />
            } else {
                <progress aria-label={what} />
            }
            <button type="button" id="stop" onclick={stop}>{ words::STOP }</button>
        </span>
    }
}

fn all_files(list: Option<web_sys::FileList>) -> Vec<File> {
    (0..).map_while(|at| list.as_ref()?.get(at)).collect()
}

/// Whether a folder was dropped; an engine that cannot tell gives its name as a file, which is then not read.
fn holds_folder(data: &DataTransfer) -> bool {
    let items = data.items();
    let entry = |at: u32| items.get(at).and_then(|item| item.webkit_get_as_entry().ok().flatten());
    (0..items.length()).filter_map(entry).any(|entry| entry.is_directory())
}

fn read(file: File, whole: fn(File, Uint8Array) -> Arrival, arrive: &Callback<Arrival>) {
    if let Some(problem) = too_large(&file) {
        return arrive.emit(Arrival::Refused(problem));
    }
    arrive.emit(Arrival::Reading);
    let arrive = arrive.clone();
    spawn_local(async move {
        arrive.emit(match bytes_of(&file).await {
            Some(bytes) => whole(file, bytes),
            None => Arrival::Refused(unreadable()),
        });
    });
}

/// Two files may be two years of one organ; of more the first is read.
fn read_several(files: Vec<File>, arrive: &Callback<Arrival>) {
    let [one, other] = &files[..] else {
        return files.into_iter().take(1).for_each(|first| read(first, Arrival::FirstOf, arrive));
    };
    if let Some(problem) = too_large(one).or_else(|| too_large(other)) {
        return arrive.emit(Arrival::Refused(problem));
    }
    arrive.emit(Arrival::Reading);
    let (one, other, arrive) = (one.clone(), other.clone(), arrive.clone());
    spawn_local(async move {
        let (first, second) = (bytes_of(&one).await, bytes_of(&other).await);
        arrive.emit(match first.zip(second) {
            Some((first, second)) => Arrival::Two([(one, first), (other, second)]),
            None => Arrival::Refused(unreadable()),
        });
    });
}

fn too_large(file: &File) -> Option<Problem> {
    (file.size() > MAX_TEXT_BYTES as f64).then(|| gouji_documents::text::too_large(file.size() as usize))
}

async fn bytes_of(file: &File) -> Option<Uint8Array> {
    JsFuture::from(file.array_buffer()).await.ok().map(|buffer| Uint8Array::new(&buffer))
}

fn unreadable() -> Problem {
    Problem { kind: ProblemKind::UnreadablePart, message: words::FILE_UNREADABLE.to_owned() }
}

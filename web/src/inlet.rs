//! Where a report comes in: by paste, by typing, by dropping or choosing a file.

use documents::text::looks_like_html;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ClipboardEvent, DataTransfer, File, HtmlInputElement, HtmlTextAreaElement, InputEvent as BrowserInput};
use yew::prelude::*;

use annual_report::MAX_TEXT_BYTES;
use annual_report::finding::{Problem, ProblemKind};

use crate::browser::Content;
use crate::words;

#[derive(Properties, PartialEq)]
pub struct InletProperties {
    /// The box: the page keeps hold of it, for what is typed there is never written over while it is being typed.
    pub area: NodeRef,
    pub small: bool,
    pub reading: bool,
    pub take: Callback<Content>,
    pub take_file: Callback<Vec<u8>>,
    pub refuse: Callback<Problem>,
    pub begin: Callback<()>,
    pub sample: Callback<()>,
    pub clear: Callback<()>,
}

#[component]
pub fn Inlet(properties: &InletProperties) -> Html {
    let over = use_state(|| false);
    let timer = use_mut_ref(|| None::<i32>);
    let area = properties.area.clone();

    let paste = {
        let (take, area) = (properties.take.clone(), area.clone());
        Callback::from(move |event: Event| {
            let data = event.dyn_ref::<ClipboardEvent>().and_then(ClipboardEvent::clipboard_data);
            // Only a table makes the markup worth more than the words.
            let html = data
                .and_then(|data| data.get_data("text/html").ok())
                .filter(|html| html.to_ascii_lowercase().contains("<table"));
            if let Some(html) = html {
                event.prevent_default();
                if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                    area.set_value("");
                }
                take.emit(Content::Html(html));
            }
        })
    };
    let typed = {
        let (take, area) = (properties.take.clone(), area.clone());
        Callback::from(move |event: InputEvent| {
            let check_now = {
                let (take, area) = (take.clone(), area.clone());
                move || {
                    if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                        let words = area.value();
                        take.emit(if looks_like_html(&words) { Content::Html(words) } else { Content::Text(words) });
                    }
                }
            };
            let Some(window) = web_sys::window() else { return };
            if let Some(waiting) = timer.borrow_mut().take() {
                window.clear_timeout_with_handle(waiting);
            }
            let input: &BrowserInput = event.unchecked_ref();
            if input.is_composing() {
                return;
            }
            // A paste is checked at once; typing a moment after the last key.
            let delay = if input.input_type().starts_with("insertFrom") { 0 } else { 400 };
            let later = Closure::once_into_js(check_now);
            let handle = window.set_timeout_with_callback_and_timeout_and_arguments_0(later.unchecked_ref(), delay);
            *timer.borrow_mut() = handle.ok();
        })
    };
    let read = {
        let (take_file, refuse, begin) =
            (properties.take_file.clone(), properties.refuse.clone(), properties.begin.clone());
        Callback::from(move |file: File| {
            if file.size() > MAX_TEXT_BYTES as f64 {
                refuse.emit(documents::text::too_large(file.size() as usize));
                return;
            }
            begin.emit(());
            let (take_file, refuse) = (take_file.clone(), refuse.clone());
            spawn_local(async move {
                match JsFuture::from(file.array_buffer()).await {
                    Ok(buffer) => take_file.emit(js_sys::Uint8Array::new(&buffer).to_vec()),
                    Err(_) => refuse.emit(Problem {
                        kind: ProblemKind::UnreadablePart,
                        message: "文件读不出来。可能已被移动或正被别的程序占用，请重新选择。".to_owned(),
                    }),
                }
            });
        })
    };
    let dropped = {
        let (read, over) = (read.clone(), over.clone());
        Callback::from(move |event: DragEvent| {
            over.set(false);
            if let Some(file) = event.data_transfer().and_then(|data| first_file(&data)) {
                event.prevent_default();
                read.emit(file);
            }
        })
    };
    let hover = |entering: bool| {
        let over = over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            over.set(entering);
        })
    };
    let chosen = Callback::from(move |event: Event| {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            read.emit(file);
        }
        // The same file can be chosen again.
        input.set_value("");
    });
    let press = |callback: &Callback<()>| {
        let callback = callback.clone();
        Callback::from(move |_: MouseEvent| callback.emit(()))
    };
    html! {
        <section class={classes!("inlet", over.then_some("over"), properties.small.then_some("small"))}
            ondragover={hover(true)} ondragenter={hover(true)} ondragleave={hover(false)} ondrop={dropped}>
            <label for="report-text">{ words::BOX_LABEL }</label>
            <textarea id="report-text" ref={area} spellcheck="false" autocomplete="off" placeholder={words::BOX_HINT}
                aria-describedby="privacy" onpaste={paste} oninput={typed} />
            <div class="actions">
                <label class="button" for="report-file">{ words::CHOOSE }</label>
                <input id="report-file" class="file" type="file" accept=".txt,.md,.html,.htm" aria-describedby="file-hint" onchange={chosen} />
                <button type="button" id="sample" onclick={press(&properties.sample)}>{ words::SAMPLE }</button>
                <button type="button" id="clear" onclick={press(&properties.clear)}>{ words::CLEAR }</button>
                <span class="hint" id="file-hint">{ if properties.reading { words::READING } else if *over { words::DROP } else { words::CHOOSE_HINT } }</span>
            </div>
            <p class="privacy" id="privacy">{ words::PRIVACY }</p>
        </section>
    }
}

fn first_file(data: &DataTransfer) -> Option<File> {
    data.files().and_then(|files| files.get(0))
}

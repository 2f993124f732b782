//! What can be taken away: the mended text, the opinions, what programs read. All is made from the report as it is now.

use std::rc::Rc;

use gouji_documents::notes::Unwritten;
use gouji_export::{Wanted, belonging};
use js_sys::Uint8Array;
use web_sys::{HtmlInputElement, KeyboardEvent, MouseEvent};
use yew::prelude::*;

use crate::browser::{Listener, copy_words, document as page, save};
use crate::files::Hand;
use crate::parcel::Parcel;
use crate::question::ToCopy;
use crate::reading::{News, Reading};
use crate::state::{Action, Task};
use crate::view::Asked;
use crate::words;

/// Something that can be taken away.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Taking {
    CopyText,
    SaveText,
    /// The Word file with the changes, and with the notes or without.
    Word {
        with_notes: bool,
    },
    Statement,
    /// A file, by what is wanted and its ending.
    File(Wanted, &'static str),
    Chat,
    Code,
}

/// An entry of the list: its id, what it says, what it does more.
type Entry = (&'static str, &'static str, &'static str, Taking);

/// What is offered, under its headings.
fn entries(has_word: bool, is_changed: bool) -> [(&'static str, Vec<Entry>); 3] {
    let file = |id, label, wanted, ending| (id, label, "", Taking::File(wanted, ending));
    let mut mended = vec![
        ("copy-text", words::COPY_TEXT, "", Taking::CopyText),
        ("save-text", words::SAVE_TEXT, "", Taking::SaveText),
    ];
    if has_word && is_changed {
        let word = Taking::Word { with_notes: false };
        mended.insert(0, ("save-word", words::SAVE_MENDED_WORD, words::SAVE_MENDED_WORD_HINT, word));
    }
    let mut opinions = vec![
        ("see-statement", words::SEE_STATEMENT, words::SEE_STATEMENT_HINT, Taking::Statement),
        file("save-xlsx", words::SAVE_XLSX, Wanted::Xlsx, "xlsx"),
        ("chat", words::CHAT, words::CHAT_HINT, Taking::Chat),
        ("code", words::CODE, words::CODE_HINT, Taking::Code),
    ];
    if has_word {
        let hint = if is_changed { words::ANNOTATE_CHANGED_HINT } else { words::ANNOTATE_HINT };
        opinions.insert(1, ("annotate", words::ANNOTATE, hint, Taking::Word { with_notes: true }));
    }
    let programs = vec![
        file("save-json", "JSON", Wanted::Json, "json"),
        file("save-sarif", "SARIF", Wanted::Sarif, "sarif"),
        file("save-csv", "CSV", Wanted::Csv, "csv"),
        file("save-markdown", "Markdown", Wanted::Markdown, "md"),
    ];
    [(words::MENDED_FILE, mended), (words::OPINIONS, opinions), (words::FOR_PROGRAMS, programs)]
}

#[derive(Properties)]
pub struct TakeAwayProperties {
    pub parcel: Parcel,
    pub asked: Option<Asked>,
    pub hand: Hand,
    pub act: Callback<Action>,
}

impl PartialEq for TakeAwayProperties {
    fn eq(&self, other: &Self) -> bool {
        self.parcel == other.parcel && self.asked == other.asked
    }
}

/// The button 带走 with what it offers.
#[component]
pub fn TakeAway(properties: &TakeAwayProperties) -> Html {
    let TakeAwayProperties { parcel, asked, hand, act } = properties;
    let open = use_state(|| false);
    let holder = use_node_ref();
    let word_file = WordFile { reviser: use_state(String::new), unwritten: use_state(Vec::new) };
    {
        // What cannot be written is told before the file is made.
        let word_file = word_file.clone();
        use_effect_with((*open, parcel.clone()), move |(is_open, parcel)| {
            word_file.unwritten.set(Vec::new());
            let asking = is_open.then(|| word_file.foresee(parcel)).flatten();
            move || drop(asking)
        });
    }
    {
        // A click elsewhere puts the list away.
        let (open, holder) = (open.clone(), holder.clone());
        use_effect_with(*open, move |is_open| {
            let listener = is_open.then(|| close_elsewhere(holder, open)).flatten();
            move || drop(listener)
        });
    }
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let keys = {
        let (open, act) = (open.clone(), act.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *open {
                event.stop_propagation();
                open.set(false);
                act.emit(Action::Go(crate::view::Target::TakeAway));
            }
        })
    };
    html! {
        <div class="take-away" ref={holder} onkeydown={keys}>
            <button type="button" id="take-away" class="main" aria-expanded={if *open { "true" } else { "false" }} aria-controls="take-away-list" onclick={toggle}>
                { words::TAKE_AWAY }<span aria-hidden="true">{ " ▾" }</span>
            </button>
            <div id="take-away-list" class="list" hidden={!*open}>
                if *open { { offered(parcel, &word_file, hand, act, &open) } }
            </div>
            { question(*asked, parcel, act) }
        </div>
    }
}

fn close_elsewhere(holder: NodeRef, open: UseStateHandle<bool>) -> Option<Listener> {
    let hear = move |event: web_sys::Event| {
        let target = event.target().and_then(|target| wasm_bindgen::JsCast::dyn_into::<web_sys::Node>(target).ok());
        let own = holder.cast::<web_sys::Node>();
        if !own.is_some_and(|own| own.contains(target.as_ref())) {
            open.set(false);
        }
    };
    page().map(|page| Listener::new(page.into(), "click", hear))
}

/// The Word file that the report came in: who changes it, and what cannot be written into it.
#[derive(Clone, PartialEq)]
struct WordFile {
    reviser: UseStateHandle<String>,
    unwritten: UseStateHandle<Vec<String>>,
}

impl WordFile {
    fn draw(&self) -> Html {
        let reviser = self.reviser.clone();
        let typed = Callback::from(move |event: InputEvent| {
            if let Some(field) = event.target_dyn_into::<HtmlInputElement>() {
                reviser.set(field.value());
            }
        });
        html! {
            <div class="word-file">
                <label>{ words::REVISER }<input type="text" id="reviser" autocomplete="off" maxlength="40" value={(*self.reviser).clone()} placeholder={words::REVISER_HINT} oninput={typed} /></label>
                if !self.unwritten.is_empty() {
                    <p id="unwritten">{ words::unwritten(self.unwritten.len()) }</p>
                    <ul class="unwritten">for line in self.unwritten.iter() { <li>{ line }</li> }</ul>
                }
            </div>
        }
    }

    /// Asks what cannot be written, of a report that was changed.
    fn foresee(&self, parcel: &Parcel) -> Option<Reading> {
        let word = parcel.document.given.word.as_ref().filter(|_| !parcel.is_as_given())?;
        let told = self.unwritten.clone();
        let hear = Callback::from(move |news| {
            if let News::Foreseen(unwritten) = news {
                told.set(unwritten.iter().map(Unwritten::in_words).collect());
            }
        });
        Some(Reading::foreseeing(word, parcel.changes(&self.reviser), hear))
    }
}

fn offered(
    parcel: &Parcel,
    word_file: &WordFile,
    hand: &Hand,
    act: &Callback<Action>,
    open: &UseStateHandle<bool>,
) -> Html {
    let has_word = parcel.document.given.word.is_some();
    let entries = entries(has_word, !parcel.is_as_given());
    let press = {
        let (open, reviser, hand, act) = (open.clone(), word_file.reviser.clone(), hand.clone(), act.clone());
        let parcel = parcel.clone();
        Callback::from(move |taking: Taking| {
            open.set(false);
            take(&taking, &parcel, &reviser, &hand, &act);
        })
    };
    let entry = |(id, label, hint, taking): Entry| {
        let press = press.reform(move |_: MouseEvent| taking.clone());
        html! { <li><button type="button" {id} onclick={press}>{ label }<small>{ hint }</small></button></li> }
    };
    html! {
        <>
            if has_word { { word_file.draw() } }
            for (heading, entries) in entries {
                <h2>{ heading }</h2>
                <ul class={(heading == words::FOR_PROGRAMS).then_some("in-line")}>for one in entries { { entry(one) } }</ul>
            }
        </>
    }
}

fn take(taking: &Taking, parcel: &Parcel, reviser: &str, hand: &Hand, act: &Callback<Action>) {
    let text = parcel.result.source().text();
    match taking {
        Taking::CopyText => {
            let copied = copy_words(text);
            act.emit(Action::Notice(if copied { words::COPIED } else { words::NOT_COPIED }));
        }
        Taking::SaveText => save(&parcel.named(words::MENDED_NAME, "txt"), &Uint8Array::from(text.as_bytes())),
        Taking::Word { with_notes } => write_word(parcel, *with_notes, reviser, hand, act),
        Taking::Statement => act.emit(Action::Sheets(true)),
        Taking::File(wanted, ending) => {
            write(parcel, wanted.clone(), parcel.named(words::OPINIONS_NAME, ending), hand, act);
        }
        Taking::Chat => act.emit(Action::Ask(Some(Asked::Chat))),
        Taking::Code => act.emit(Action::Ask(Some(Asked::Code))),
    }
}

/// Has a file made, and hands it to the person.
pub fn write(parcel: &Parcel, wanted: Wanted, name: String, hand: &Hand, act: &Callback<Action>) {
    act.emit(Action::Work(Task::Write, 0, 0));
    *hand.borrow_mut() = Some(parcel.order(wanted, handing(name, hand, act)));
}

/// Writes changes, and notes where they are wanted, into the Word file that the report came in, and hands it to the person.
/// The notes come from the writer, as a request that already holds the changes.
fn write_word(parcel: &Parcel, with_notes: bool, reviser: &str, hand: &Hand, act: &Callback<Action>) {
    let Some(word) = parcel.document.given.word.clone() else { return };
    act.emit(Action::Work(Task::Write, 0, 0));
    let request = parcel.request(reviser);
    let name = parcel.named(if with_notes { words::ANNOTATED_NAME } else { words::MENDED_NAME }, "docx");
    let hear = handing(name, hand, act);
    let begun = if with_notes {
        let own = Rc::clone(hand);
        let then = Callback::from(move |news| match news {
            News::Written(request) => {
                *own.borrow_mut() = Some(Reading::writing(&word, &request.to_vec(), hear.clone()));
            }
            other => hear.emit(other),
        });
        parcel.order(Wanted::Notes { request, person: reviser.to_owned() }, then)
    } else {
        Reading::writing(&word, &request, hear)
    };
    *hand.borrow_mut() = Some(begun);
}

/// What is done with a file that a worker writes.
fn handing(name: String, hand: &Hand, act: &Callback<Action>) -> Callback<News> {
    let (done, act) = (Rc::clone(hand), act.clone());
    Callback::from(move |news| match news {
        News::Written(file) => {
            done.take();
            save(&name, &file);
            act.emit(Action::Rest);
            act.emit(Action::Notice(words::SAVED));
        }
        News::Failed(problem) => {
            done.take();
            act.emit(Action::Refuse(vec![problem]));
        }
        News::Progress(..) | News::Read(..) | News::Page(_) | News::Foreseen(_) => {}
    })
}

fn question(asked: Option<Asked>, parcel: &Parcel, act: &Callback<Action>) -> Html {
    match asked {
        Some(Asked::Chat) => html! { <Chat parcel={parcel.clone()} act={act.clone()} /> },
        Some(Asked::Code) => html! { <Code text={parcel.result.source().text().to_owned()} act={act.clone()} /> },
        _ => Html::default(),
    }
}

#[derive(Properties, PartialEq)]
struct ChatProperties {
    parcel: Parcel,
    act: Callback<Action>,
}

/// A short text for a chat: no words of the report unless they are asked for.
#[component]
fn Chat(properties: &ChatProperties) -> Html {
    let ChatProperties { parcel, act } = properties;
    let with_words = use_state(|| false);
    let change = {
        let with_words = with_words.clone();
        Callback::from(move |event: Event| {
            with_words.set(event.target_dyn_into::<HtmlInputElement>().is_some_and(|field| field.checked()));
        })
    };
    html! {
        <div class="panel">
            <label><input type="checkbox" id="with-words" checked={*with_words} onchange={change} />{ " " }{ words::WITH_WORDS }</label>
            <ToCopy lead={words::CHAT_LEAD} parcel={parcel.clone()} wanted={Wanted::Chat { with_words: *with_words }} act={act.clone()} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct CodeProperties {
    text: String,
    act: Callback<Action>,
}

/// Whether a statement belongs to this text.
#[component]
fn Code(properties: &CodeProperties) -> Html {
    let CodeProperties { text, act } = properties;
    let answer = use_state(|| "");
    let typed = {
        let (answer, text) = (answer.clone(), text.clone());
        Callback::from(move |event: InputEvent| {
            let code = event.target_dyn_into::<HtmlInputElement>().map(|field| field.value()).unwrap_or_default();
            answer.set(if code.trim().is_empty() { "" } else { belonging(&text, &code).in_words() });
        })
    };
    html! {
        <div class="question" role="group" aria-label={words::CODE}>
            <label>{ words::CODE_LABEL }<input type="text" id="question" class="own-reason" autocomplete="off" spellcheck="false" oninput={typed} /></label>
            <p role="status">{ *answer }</p>
            <p class="answers"><button type="button" onclick={act.reform(|_: MouseEvent| Action::Ask(None))}>{ words::CLOSE }</button></p>
        </div>
    }
}

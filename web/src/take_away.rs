//! What can be taken away: the mended text, the opinions, what programs read. All is made from the report as it is now.

use std::rc::Rc;

use gouji_core::contract::Earlier;
use gouji_core::{CheckedReport, Finding, check};
use gouji_documents::notes::{Author, Unwritten, notes_of, over_given, safe_changes_of};
use gouji_export::{Beside, ForPrograms, Order, ProgramKind, Statement, Workbook, belonging, chat, csv, markdown};
use js_sys::Uint8Array;
use web_sys::{HtmlInputElement, KeyboardEvent, MouseEvent};
use yew::prelude::*;

use crate::browser::{Listener, copy_words, document as page, save};
use crate::document::Document;
use crate::files::Hand;
use crate::question::ToCopy;
use crate::reading::{News, Reading};
use crate::result::Result;
use crate::state::{Action, Task};
use crate::steps::Packed;
use crate::view::Asked;
use crate::words;

/// A report with all that goes with it into what is taken away.
#[derive(Clone)]
pub struct Parcel {
    document: Rc<Document>,
    result: Rc<Result>,
    /// The findings of the first check, where the text was changed since.
    since: Option<Vec<Earlier>>,
    file: String,
    /// Of the file as it is taken away: the one that came in, or a file of the text as it is now.
    file_sha256: Option<String>,
}

impl Parcel {
    pub fn of(document: &Rc<Document>, result: &Rc<Result>) -> Self {
        let given = &document.given;
        let is_as_given = result.edits.is_empty();
        Parcel {
            since: (!is_as_given).then(|| earlier(&check(given.source.clone(), result.options()))),
            file: given.name.clone().unwrap_or_else(|| "-".to_owned()),
            file_sha256: given.sha256.clone().filter(|_| is_as_given),
            document: Rc::clone(document),
            result: Rc::clone(result),
        }
    }

    fn beside(&self) -> Beside<'_> {
        Beside {
            file: &self.file,
            file_sha256: self.file_sha256.as_deref(),
            remarks: &self.result.remarks,
            since: self.since.as_deref(),
            ..Beside::default()
        }
    }

    fn checked(&self) -> &CheckedReport {
        &self.result.checked
    }

    /// 校验意见 as data.
    pub fn statement(&self) -> Statement {
        Statement::of(self.checked(), &self.beside())
    }

    /// The name of a file that is taken away: 报告（校验意见）.docx.
    pub fn named(&self, what: &str, ending: &str) -> String {
        let name = self.document.given.name.as_deref().map(|name| name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        let report = &self.checked().report;
        let organ = || report.organ.clone().unwrap_or_else(|| words::REPORT_NAME.to_owned());
        let year = report.year.map_or(String::new(), |year| format!("{year}年"));
        let stem = name.map_or_else(|| format!("{}{year}{}", organ(), words::REPORT_NAME), str::to_owned);
        format!("{stem}（{what}）.{ending}")
    }

    /// A text that is made here.
    fn text_of(&self, kind: Kind) -> String {
        match kind {
            Kind::Text => self.result.source().text().to_owned(),
            Kind::Markdown => markdown(self.checked(), &self.beside()),
            Kind::Csv => csv(&Workbook::flat(self.checked(), &self.beside())),
        }
    }

    /// What the module needs to make what programs read.
    fn for_programs(&self, kind: ProgramKind) -> ForPrograms {
        let options = self.result.options().clone();
        ForPrograms {
            kind,
            organ: options.organ,
            level: options.level.map(|level| level.id().to_owned()),
            year: options.year,
            without: options.without,
            acknowledged: options.acknowledged,
            remarks: self.result.remarks.iter().map(|remark| (remark.span, remark.text.clone())).collect(),
            since: self.since.clone(),
            file: self.file.clone(),
            file_sha256: self.file_sha256.clone(),
        }
    }
}

fn earlier(first: &CheckedReport) -> Vec<Earlier> {
    let of = |finding: &Finding| Earlier {
        rule: finding.rule.to_owned(),
        message: first.words(finding).message,
        fingerprint: finding.fingerprint.clone(),
    };
    first.findings.iter().map(of).collect()
}

/// A text that is taken away as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Csv,
    Markdown,
}

impl Kind {
    /// What it is called in the file's name, and the ending of the file.
    fn name(self) -> (&'static str, &'static str) {
        match self {
            Kind::Text => (words::MENDED_NAME, "txt"),
            Kind::Csv => (words::OPINIONS_NAME, "csv"),
            Kind::Markdown => (words::OPINIONS_NAME, "md"),
        }
    }
}

#[derive(Properties)]
pub struct TakeAwayProperties {
    pub document: Rc<Document>,
    pub result: Rc<Result>,
    pub asked: Option<Asked>,
    pub hand: Hand,
    pub act: Callback<Action>,
}

impl PartialEq for TakeAwayProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result)
            && Rc::ptr_eq(&self.document, &other.document)
            && self.asked == other.asked
    }
}

/// The button 带走 with what it offers.
#[component]
pub fn TakeAway(properties: &TakeAwayProperties) -> Html {
    let TakeAwayProperties { document, result, asked, hand, act } = properties;
    let open = use_state(|| false);
    let holder = use_node_ref();
    let word_file = WordFile { reviser: use_state(String::new), unwritten: use_state(Vec::new) };
    {
        // What cannot be written is told before the file is made.
        let (word_file, document, result) = (word_file.clone(), document.clone(), result.clone());
        use_effect_with((*open, Rc::as_ptr(&result)), move |(is_open, _)| {
            word_file.unwritten.set(Vec::new());
            let asking = is_open.then(|| word_file.foresee(&document, &result)).flatten();
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
                if *open { { offered(&Parcel::of(document, result), &word_file, hand, act, &open) } }
            </div>
            { question(*asked, document, result, act) }
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
    fn person(&self) -> Author {
        Author::Person((*self.reviser).clone())
    }

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
    fn foresee(&self, document: &Document, result: &Result) -> Option<Reading> {
        let word = document.given.word.as_ref().filter(|_| !result.edits.is_empty())?;
        let told = self.unwritten.clone();
        let hear = Callback::from(move |news| {
            if let News::Foreseen(unwritten) = news {
                told.set(unwritten.iter().map(Unwritten::in_words).collect());
            }
        });
        Some(Reading::foreseeing(word, result.changes(&document.given.source, &self.person()), hear))
    }
}

fn offered(
    parcel: &Parcel,
    word_file: &WordFile,
    hand: &Hand,
    act: &Callback<Action>,
    open: &UseStateHandle<bool>,
) -> Html {
    let item = |id: &'static str, label: &'static str, hint: &'static str, call: Callback<()>| {
        let open = open.clone();
        let press = Callback::from(move |_: MouseEvent| {
            open.set(false);
            call.emit(());
        });
        html! { <li><button type="button" {id} onclick={press}>{ label }if !hint.is_empty() { <small>{ hint }</small> }</button></li> }
    };
    let file = |kind: Kind| {
        let parcel = parcel.clone();
        Callback::from(move |()| {
            let (what, ending) = kind.name();
            save(&parcel.named(what, ending), &Uint8Array::from(parcel.text_of(kind).as_bytes()));
        })
    };
    let programs = |kind: ProgramKind, ending: &'static str| {
        let (parcel, hand, act) = (parcel.clone(), hand.clone(), act.clone());
        Callback::from(move |()| write_for_programs(&parcel, kind, ending, &hand, &act))
    };
    let emit = |action: fn() -> Action| act.reform(move |()| action());
    let copy = {
        let (parcel, act) = (parcel.clone(), act.clone());
        Callback::from(move |()| {
            let copied = copy_words(parcel.result.source().text());
            act.emit(Action::Notice(if copied { words::COPIED } else { words::NOT_COPIED }));
        })
    };
    let sheets = {
        let (parcel, hand, act) = (parcel.clone(), hand.clone(), act.clone());
        Callback::from(move |()| {
            let order = Order::Xlsx(Workbook::of(parcel.checked(), &parcel.beside()));
            write(order, parcel.named(words::OPINIONS_NAME, "xlsx"), &hand, &act);
        })
    };
    let word = |with_notes: bool| {
        let (parcel, hand, act, person) = (parcel.clone(), hand.clone(), act.clone(), word_file.person());
        Callback::from(move |()| write_word(&parcel, with_notes, &person, &hand, &act))
    };
    let has_word = parcel.document.given.word.is_some();
    let is_changed = !parcel.result.edits.is_empty();
    let annotate_hint = if is_changed { words::ANNOTATE_CHANGED_HINT } else { words::ANNOTATE_HINT };
    html! {
        <>
            <h2>{ words::MENDED_FILE }</h2>
            if has_word { { word_file.draw() } }
            <ul>
                if has_word && is_changed { { item("save-word", words::SAVE_MENDED_WORD, words::SAVE_MENDED_WORD_HINT, word(false)) } }
                { item("copy-text", words::COPY_TEXT, "", copy) }
                { item("save-text", words::SAVE_TEXT, "", file(Kind::Text)) }
            </ul>
            <h2>{ words::OPINIONS }</h2>
            <ul>
                { item("see-statement", words::SEE_STATEMENT, words::SEE_STATEMENT_HINT, emit(|| Action::Sheets(true))) }
                if has_word { { item("annotate", words::ANNOTATE, annotate_hint, word(true)) } }
                { item("save-xlsx", words::SAVE_XLSX, "", sheets) }
                { item("chat", words::CHAT, words::CHAT_HINT, emit(|| Action::Ask(Some(Asked::Chat)))) }
                { item("code", words::CODE, words::CODE_HINT, emit(|| Action::Ask(Some(Asked::Code)))) }
            </ul>
            <h2>{ words::FOR_PROGRAMS }</h2>
            <ul class="in-line">
                { item("save-json", "JSON", "", programs(ProgramKind::Json, "json")) }
                { item("save-sarif", "SARIF", "", programs(ProgramKind::Sarif, "sarif")) }
                { item("save-csv", "CSV", "", file(Kind::Csv)) }
                { item("save-markdown", "Markdown", "", file(Kind::Markdown)) }
            </ul>
        </>
    }
}

/// Has a file made that programs read, and hands it to the person.
fn write_for_programs(parcel: &Parcel, kind: ProgramKind, ending: &str, hand: &Hand, act: &Callback<Action>) {
    act.emit(Action::Work(Task::Write, 0, 0));
    let hear = handing(parcel.named(words::OPINIONS_NAME, ending), hand, act);
    let source = Packed::of(parcel.result.source());
    let previous = parcel.result.options().previous.as_deref().map(Packed::of);
    *hand.borrow_mut() = Some(Reading::for_programs(parcel.for_programs(kind), &source, previous.as_ref(), hear));
}

/// Has a file made that office programs open, and hands it to the person.
pub fn write(order: Order, name: String, hand: &Hand, act: &Callback<Action>) {
    act.emit(Action::Work(Task::Write, 0, 0));
    *hand.borrow_mut() = Some(Reading::ordering(order, handing(name, hand, act)));
}

/// Writes changes, and notes where they are wanted, into the Word file that the report came in, and hands it to the person.
fn write_word(parcel: &Parcel, with_notes: bool, person: &Author, hand: &Hand, act: &Callback<Action>) {
    let given = &parcel.document.given;
    let Some(word) = &given.word else { return };
    act.emit(Action::Work(Task::Write, 0, 0));
    let (checked, result) = (parcel.checked(), &parcel.result);
    // A report as it was given gets what the command line writes into it.
    let changes =
        if result.edits.is_empty() { safe_changes_of(checked) } else { result.changes(&given.source, person) };
    let notes = match with_notes {
        true if result.edits.is_empty() => notes_of(checked, &result.remarks, None, person),
        true => over_given(notes_of(checked, &result.remarks, parcel.since.as_deref(), person), &changes),
        false => Vec::new(),
    };
    let name = parcel.named(if with_notes { words::ANNOTATED_NAME } else { words::MENDED_NAME }, "docx");
    *hand.borrow_mut() = Some(Reading::writing(word, notes, changes, handing(name, hand, act)));
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

fn question(asked: Option<Asked>, document: &Rc<Document>, result: &Rc<Result>, act: &Callback<Action>) -> Html {
    match asked {
        Some(Asked::Chat) => html! { <Chat {document} {result} act={act.clone()} /> },
        Some(Asked::Code) => html! { <Code text={result.source().text().to_owned()} act={act.clone()} /> },
        _ => Html::default(),
    }
}

#[derive(Properties)]
struct ChatProperties {
    document: Rc<Document>,
    result: Rc<Result>,
    act: Callback<Action>,
}

impl PartialEq for ChatProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result)
    }
}

/// A short text for a chat: no words of the report unless they are asked for.
#[component]
fn Chat(properties: &ChatProperties) -> Html {
    let ChatProperties { document, result, act } = properties;
    let with_words = use_state(|| false);
    let parcel = Parcel::of(document, result);
    let change = {
        let with_words = with_words.clone();
        Callback::from(move |event: Event| {
            with_words.set(event.target_dyn_into::<HtmlInputElement>().is_some_and(|field| field.checked()));
        })
    };
    html! {
        <div class="panel">
            <label><input type="checkbox" id="with-words" checked={*with_words} onchange={change} />{ " " }{ words::WITH_WORDS }</label>
            <ToCopy lead={words::CHAT_LEAD} text={chat(parcel.checked(), &parcel.beside(), *with_words)} act={act.clone()} />
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

//! What can be taken away: the mended text, the opinions, what programs read. All is made from the report as it is now.

use std::rc::Rc;

use gouji_core::contract::Earlier;
use gouji_core::{CheckedReport, Finding, check};
use gouji_documents::notes::{Author, Unwritten, notes_of, over_given, safe_changes_of};
use gouji_export::{Beside, ForPrograms, Order, ProgramKind, Statement, belonging, chat};
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

/// Something that can be taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Taking {
    CopyText,
    SaveText,
    /// The Word file with the changes, and with the notes or without.
    Word {
        with_notes: bool,
    },
    Statement,
    File(ProgramKind),
    Chat,
    Code,
}

/// An entry of the list: its id, what it says, what it does more.
type Entry = (&'static str, &'static str, &'static str, Taking);

/// What is offered, under its headings.
fn entries(has_word: bool, is_changed: bool) -> [(&'static str, Vec<Entry>); 3] {
    let file = |id, label, kind| (id, label, "", Taking::File(kind));
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
        file("save-xlsx", words::SAVE_XLSX, ProgramKind::Xlsx),
        ("chat", words::CHAT, words::CHAT_HINT, Taking::Chat),
        ("code", words::CODE, words::CODE_HINT, Taking::Code),
    ];
    if has_word {
        let hint = if is_changed { words::ANNOTATE_CHANGED_HINT } else { words::ANNOTATE_HINT };
        opinions.insert(1, ("annotate", words::ANNOTATE, hint, Taking::Word { with_notes: true }));
    }
    let programs = vec![
        file("save-json", "JSON", ProgramKind::Json),
        file("save-sarif", "SARIF", ProgramKind::Sarif),
        file("save-csv", "CSV", ProgramKind::Csv),
        file("save-markdown", "Markdown", ProgramKind::Markdown),
    ];
    [(words::MENDED_FILE, mended), (words::OPINIONS, opinions), (words::FOR_PROGRAMS, programs)]
}

/// The ending of a file.
fn ending(kind: ProgramKind) -> &'static str {
    match kind {
        ProgramKind::Json => "json",
        ProgramKind::Sarif => "sarif",
        ProgramKind::Markdown => "md",
        ProgramKind::Csv => "csv",
        ProgramKind::Xlsx => "xlsx",
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
                if *open { { offered(Parcel::of(document, result), &word_file, hand, act, &open) } }
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
    parcel: Parcel,
    word_file: &WordFile,
    hand: &Hand,
    act: &Callback<Action>,
    open: &UseStateHandle<bool>,
) -> Html {
    let has_word = parcel.document.given.word.is_some();
    let entries = entries(has_word, !parcel.result.edits.is_empty());
    let press = {
        let (open, person, hand, act) = (open.clone(), word_file.person(), hand.clone(), act.clone());
        Callback::from(move |taking: Taking| {
            open.set(false);
            take(taking, &parcel, &person, &hand, &act);
        })
    };
    let entry = |(id, label, hint, taking): Entry| {
        let press = press.reform(move |_: MouseEvent| taking);
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

fn take(taking: Taking, parcel: &Parcel, person: &Author, hand: &Hand, act: &Callback<Action>) {
    let text = parcel.result.source().text();
    match taking {
        Taking::CopyText => {
            let copied = copy_words(text);
            act.emit(Action::Notice(if copied { words::COPIED } else { words::NOT_COPIED }));
        }
        Taking::SaveText => save(&parcel.named(words::MENDED_NAME, "txt"), &Uint8Array::from(text.as_bytes())),
        Taking::Word { with_notes } => write_word(parcel, with_notes, person, hand, act),
        Taking::Statement => act.emit(Action::Sheets(true)),
        Taking::File(kind) => write_for_programs(parcel, kind, hand, act),
        Taking::Chat => act.emit(Action::Ask(Some(Asked::Chat))),
        Taking::Code => act.emit(Action::Ask(Some(Asked::Code))),
    }
}

/// Has a file made from the check, and hands it to the person.
fn write_for_programs(parcel: &Parcel, kind: ProgramKind, hand: &Hand, act: &Callback<Action>) {
    act.emit(Action::Work(Task::Write, 0, 0));
    let hear = handing(parcel.named(words::OPINIONS_NAME, ending(kind)), hand, act);
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

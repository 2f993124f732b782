//! The page as a whole: it carries what comes in to the core and shows what the core found.

use std::rc::Rc;

use gouji_core::contract::sha256_of;
use gouji_core::problem::Problem;
use gouji_core::{Source, Span};
use gouji_documents::markdown::has_markup;
use gouji_documents::read::{self, page};
use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, File, HtmlTextAreaElement, KeyboardEvent, MouseEvent};
use yew::prelude::*;

use crate::browser::{Listener, SAMPLE, TOOLS, document, focus, focus_first, text};
use crate::document::{Document, Given};
use crate::embedded::use_embedding;
use crate::files::{Hand, Whole, read_file, read_markup};
use crate::finding_list::FindingList;
use crate::inlet::{Arrival, Content, Inlet};
use crate::keeping;
use crate::kept_here::{KeepHere, KeptHereList};
use crate::marks::{finding_id, mark_id, related_id, remark_id};
use crate::parcel::Parcel;
use crate::places::cell_name;
use crate::report_view::ReportView;
use crate::result::Result;
use crate::state::{Action, State, Task};
use crate::statement_view::StatementView;
use crate::surroundings;
use crate::take_away::TakeAway;
use crate::verdict::{Travel, Verdict};
use crate::view::{Asked, Target};
use crate::words;

#[component]
pub fn App() -> Html {
    let state = use_reducer(State::default);
    let area = use_node_ref();
    let act = {
        let state = state.dispatcher();
        Callback::from(move |action: Action| state.dispatch(action))
    };
    // The worker that has a file in hand.
    let hand: Hand = use_mut_ref(|| None);
    let arrive = {
        let (act, area, hand, state) = (act.clone(), area.clone(), Rc::clone(&hand), state.clone());
        Callback::from(move |arrival: Arrival| take(arrival, &area, &hand, &act, &state))
    };
    {
        let (act, area) = (act.clone(), area.clone());
        use_effect_with((), move |()| {
            restore(&area, &act);
            let keys = page_keys(&act);
            move || drop(keys)
        });
    }
    {
        let (act, area, state) = (act.clone(), area.clone(), state.clone());
        // What is kept and what the box shows follow the report.
        use_effect_with(Kept(state.document.clone(), state.replaced.clone()), move |_| keep(&state, &area, &act));
    }
    {
        let (result, area, chosen) = (state.result.clone(), area.clone(), state.view.chosen);
        use_effect_with(state.view.jump, move |(_, target)| {
            let words = result.as_deref().zip(chosen).filter(|_| *target == Some(Target::Box));
            if let Some((text, span)) =
                words.and_then(|(it, chosen)| Some((it.source().text(), it.finding(chosen)?.span)))
            {
                select_in_box(&area, text, span);
            }
            if let Some(target) = target {
                jump(*target, result.as_deref());
            }
        });
    }
    use_embedding(&state, &arrive, &act);
    let State { result, document, .. } = (*state).clone();
    let checked = result.is_some();
    let sheets = result.clone().zip(document.clone()).filter(|_| state.view.sheets);
    let take_away = result.clone().zip(document.clone()).map(|(result, document)| {
        let (asked, hand) = (state.view.asked, Rc::clone(&hand));
        html! { <TakeAway parcel={Parcel { document, result }} {asked} {hand} act={act.clone()} /> }
    });
    html! {
        <>
            if let Some((result, document)) = sheets.clone() {
                <StatementView parcel={Parcel { document, result }} {hand} act={act.clone()} />
            }
            <div class="page" hidden={sheets.is_some()}>
            if checked {
                <a class="skip" href="#result">{ words::SKIP_TO_RESULT }</a>
                <a class="skip" href="#report">{ words::SKIP_TO_REPORT }</a>
            }
            <header>
                <h1>{ words::NAME }</h1>
                <p>{ words::TAGLINE }</p>
                <p class="local">{ surroundings::local() }</p>
                if let (Some(result), Some(document)) = (result.clone(), document.clone()) {
                    <KeepHere {document} title={title_of(Some(&result))} />
                }
            </header>
            <main>
                <p class="unseen" role="status" key="said">{ state.said.1.clone() }</p>
                <div class={classes!("top", checked.then_some("with-result"))}>
                    <Inlet area={area} {checked} compared={result.as_ref().and_then(|it| it.previous_name.clone())} replaced={state.replaced.is_some()} asked={state.view.asked == Some(Asked::Clear)} structured={result.as_ref().is_some_and(|it| !it.source().grids().is_empty())} folded={state.view.folded} reading={state.reading} take_away={take_away.unwrap_or_default()} arrive={arrive} />
                    <div role="alert" class="problems">
                        for problem in &state.problems {
                            <div class="problem">
                                <h2>{ words::NOT_READ }</h2>
                                <p>{ &problem.message }{ if checked { words::EARLIER_STAYS } else { "" } }</p>
                            </div>
                        }
                        // What a report that was read all the same is not whole in.
                        for problem in result.iter().flat_map(|result| &result.checked.problems) {
                            <p class="notice">{ &problem.message }</p>
                        }
                        if let Some(notice) = state.notice { <p class="notice">{ notice }</p> }
                    </div>
                    if let (Some(result), Some(document)) = (result.clone(), document.clone()) {
                        <Verdict result={result.clone()} document={document.clone()} act={act.clone()} />
                        if document.given.word_is_gone { <p class="note">{ words::WORD_IS_GONE }</p> }
                    } else if let Some(document) = document {
                        <Travel {document} act={act.clone()} />
                    } else {
                        <KeptHereList act={act.clone()} />
                    }
                </div>
                if let Some((result, document)) = result.zip(state.document.clone()) {
                    <div class="columns">
                        <FindingList parcel={Parcel { document, result: result.clone() }} view={state.view.clone()} act={act.clone()} />
                        <ReportView result={result.clone()} view={state.view.clone()} act={act.clone()} />
                    </div>
                    { dock(&state, &result, &act) }
                }
            </main>
            </div>
        </>
    }
}

/// On a narrow screen the list is far above the words: the chosen finding stays at hand.
fn dock(state: &State, result: &Rc<Result>, act: &Callback<Action>) -> Html {
    let Some(chosen) = state.view.chosen.filter(|_| state.view.editor.is_none()) else { return Html::default() };
    let Some(finding) = result.finding(chosen) else { return Html::default() };
    let message = result.checked.words(finding).message;
    let back = act.reform(move |_: MouseEvent| Action::Go(Target::Finding(chosen)));
    html! {
        <div class="dock">
            <p>{ message.trim_end_matches('。').to_owned() }</p>
            <button type="button" onclick={back}>{ words::BACK_TO_LIST }</button>
        </div>
    }
}

/// The report and the one before it, as far as what is kept depends on them.
struct Kept(Option<Rc<Document>>, Option<Rc<Document>>);

impl PartialEq for Kept {
    fn eq(&self, other: &Self) -> bool {
        let same = |one: &Option<Rc<Document>>, other: &Option<Rc<Document>>| match (one, other) {
            (Some(one), Some(other)) => Rc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        };
        same(&self.0, &other.0) && same(&self.1, &other.1)
    }
}

fn keep(state: &State, area: &NodeRef, act: &Callback<Action>) {
    keeping::keep_replaced(state.replaced.as_deref());
    let Some(document) = &state.document else { return };
    let text = match &state.result {
        Some(result) => result.source().text().to_owned(),
        None => document.present().source.text().to_owned(),
    };
    show(area, &text);
    if !keeping::keep(document, &text, &title_of(state.result.as_deref())) {
        act.emit(Action::Notice(words::STORAGE_FULL));
    }
}

/// Whose report it is, for the list of those kept on this computer.
fn title_of(result: Option<&Result>) -> String {
    let Some(result) = result else { return words::NO_ORGAN.to_owned() };
    let report = &result.checked.report;
    let organ = report.organ.clone().unwrap_or_else(|| words::NO_ORGAN.to_owned());
    report.year.map_or(organ.clone(), |year| format!("{organ} {year} 年度"))
}

fn restore(area: &NodeRef, act: &Callback<Action>) {
    let Some(keeping::Kept { report, replaced }) = keeping::kept() else { return };
    match report {
        Ok(document) => act.emit(Action::Restore { document, replaced }),
        Err(text) => {
            show(area, &text);
            let problem = read::words(text, TOOLS).err();
            act.emit(Action::RefuseText(problem.into_iter().collect()));
        }
    }
}

/// Undo and redo, where no field takes these keys itself.
fn page_keys(act: &Callback<Action>) -> Option<Listener> {
    let act = act.clone();
    let hear = move |event: web_sys::Event| {
        let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
        let in_field = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .is_some_and(|target| matches!(target.local_name().as_str(), "input" | "textarea" | "select"));
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() || in_field {
            return;
        }
        let action = match (event.key().as_str(), event.shift_key()) {
            ("z" | "Z", false) => Action::Undo,
            ("z" | "Z", true) | ("y" | "Y", false) => Action::Redo,
            _ => return,
        };
        event.prevent_default();
        act.emit(action);
    };
    document().map(|document| Listener::new(document.into(), "keydown", hear))
}

fn jump(target: Target, result: Option<&Result>) {
    let number = |at: usize| result.map_or(0, |result| result.number(at));
    match target {
        Target::Box => focus("report-text"),
        Target::Verdict => focus("result"),
        Target::Question => focus("question"),
        Target::TakeAway => focus("take-away"),
        Target::Finding(at) => focus(&finding_id(number(at))),
        Target::Mark(at) => focus(&mark_id(number(at))),
        Target::Related(at, place) => focus(&related_id(number(at), place)),
        Target::Remark(at) => focus(&remark_id(at)),
        Target::Cell(cell) => {
            if let Some(result) = result {
                focus_first(&format!("[data-place=\"{}\"]", cell_name(result, cell)));
            }
        }
        Target::Line(start) => drop(focus_first(&format!("[data-place^=\"line {start} \"]"))),
    }
}

fn take(arrival: Arrival, area: &NodeRef, hand: &Hand, act: &Callback<Action>, state: &State) {
    if !matches!(arrival, Arrival::Edited(_) | Arrival::LeftBox | Arrival::Fold(_)) {
        // Whatever comes in takes the place of what is still being read.
        hand.take();
    }
    match arrival {
        Arrival::Whole(Content::Text(text)) if has_markup(&text) => {
            // It stands in the box already, and the module may not come.
            keeping::keep_text(&text);
            read_markup(&text, hand, act, opening_words(area, act));
        }
        Arrival::Beside(Content::Text(text)) if has_markup(&text) => {
            read_markup(&text, hand, act, opening_words(area, act));
        }
        Arrival::Whole(content) => take_content(&content, true, area, act),
        Arrival::Beside(content) => take_content(&content, false, area, act),
        Arrival::File(file, bytes) => read_file(&bytes, hand, act, opening(&file, &bytes, area, act)),
        Arrival::FirstOf(file, bytes) => {
            let (open, notice) = (opening(&file, &bytes, area, act), act.clone());
            let whole = Callback::from(move |read| {
                open.emit(read);
                notice.emit(Action::Notice(words::SEVERAL_FILES));
            });
            read_file(&bytes, hand, act, whole);
        }
        Arrival::Two(files) => read_two(files, area, hand, act),
        Arrival::Folder => act.emit(Action::Notice(words::FOLDER)),
        Arrival::Sample => {
            let (area, act) = (area.clone(), act.clone());
            spawn_local(async move {
                match text(SAMPLE).await {
                    Some(sample) => open(Given::of(Source::plain(&sample)), &area, &act, Action::Refuse),
                    None => act.emit(Action::Notice(words::NOT_LOADED)),
                }
            });
        }
        Arrival::Edited(words)
            if words.trim().is_empty() && !state.document.as_ref().is_some_and(|it| it.was_worked_on()) =>
        {
            keeping::forget();
            act.emit(Action::Clear);
            if !words.is_empty() {
                act.emit(Action::Notice(words::NO_WORDS));
            }
        }
        Arrival::Edited(words) => match read::words(words.clone(), TOOLS) {
            Ok(source) => act.emit(Action::Box(words, source)),
            Err(problem) => refuse_box(&words, problem, act),
        },
        Arrival::LeftBox => act.emit(Action::LeaveBox),
        Arrival::Previous(file, bytes) => {
            let (give, name) = (act.clone(), file.name());
            let whole = Callback::from(move |(source, _)| give.emit(Action::Compare(Some((name.clone(), source)))));
            read_file(&bytes, hand, act, whole);
        }
        Arrival::Alone => act.emit(Action::Compare(None)),
        Arrival::Reading => act.emit(Action::Work(Task::Read, 0, 0)),
        Arrival::Stop => act.emit(Action::Rest),
        Arrival::Refused(problem) => act.emit(Action::Refuse(vec![problem])),
        Arrival::Clear if state.document.as_ref().is_some_and(|document| document.was_worked_on()) => {
            act.emit(Action::Ask(Some(Asked::Clear)));
        }
        Arrival::ClearAll(false) => act.emit(Action::Ask(None)),
        Arrival::Clear | Arrival::ClearAll(true) => {
            show(area, "");
            keeping::forget();
            act.emit(Action::Clear);
        }
        Arrival::TakeBack => act.emit(Action::TakeBack),
        Arrival::Fold(true) => act.emit(Action::Fold(true)),
        Arrival::Fold(false) => act.emit(Action::Go(Target::Box)),
    }
}

/// Takes what was put into the box, or pasted beside it.
fn take_content(content: &Content, in_box: bool, area: &NodeRef, act: &Callback<Action>) {
    let source = match content {
        Content::Html(html) => page(html, TOOLS),
        Content::Text(text) => read::words(text.clone(), TOOLS),
    };
    match source {
        Ok(source) if in_box => {
            show(area, source.text());
            open(Given::of(source), area, act, Action::RefuseText);
        }
        Ok(source) => open(Given::of(source), area, act, Action::Refuse),
        Err(problem) if in_box => match content {
            Content::Text(text) | Content::Html(text) => refuse_box(text, problem, act),
        },
        Err(problem) => act.emit(Action::Refuse(vec![problem])),
    }
}

/// What is in the box cannot be checked; it is kept all the same.
fn refuse_box(text: &str, problem: Problem, act: &Callback<Action>) {
    act.emit(Action::RefuseText(vec![problem]));
    if !keeping::keep_text(text) {
        act.emit(Action::Notice(words::STORAGE_FULL));
    }
}

/// What opens a file that was read.
fn opening(file: &File, bytes: &Uint8Array, area: &NodeRef, act: &Callback<Action>) -> Whole {
    let (area, act) = (area.clone(), act.clone());
    let (name, sha256) = (file.name(), sha256_of(&bytes.to_vec()));
    Callback::from(move |(source, word): (Source, Option<Uint8Array>)| {
        let (name, sha256) = (Some(name.clone()), Some(sha256.clone()));
        open(Given { source, name, sha256, word, word_is_gone: false }, &area, &act, Action::Refuse);
    })
}

/// What opens words that a worker read.
fn opening_words(area: &NodeRef, act: &Callback<Action>) -> Whole {
    let (area, act) = (area.clone(), act.clone());
    Callback::from(move |(source, _)| open(Given::of(source), &area, &act, Action::Refuse))
}

/// Two files: this year's report and last year's of one organ are held against each other, else the first is opened.
fn read_two(files: [(File, Uint8Array); 2], area: &NodeRef, hand: &Hand, act: &Callback<Action>) {
    let [(first, bytes), (second, second_bytes)] = files;
    let open_first = opening(&first, &bytes, area, act);
    let open_second = opening(&second, &second_bytes, area, act);
    let (names, hand_then, give) = ((first.name(), second.name()), Rc::clone(hand), act.clone());
    let whole = Callback::from(move |one: Read| {
        let (act, names) = (give.clone(), names.clone());
        let (open_first, open_second) = (open_first.clone(), open_second.clone());
        let both = Callback::from(move |other: Read| {
            let (this, last) = match follows(&one.0, &other.0) {
                Some(true) => ((&open_second, other), (&names.0, one.clone())),
                Some(false) => ((&open_first, one.clone()), (&names.1, other)),
                None => {
                    open_first.emit(one.clone());
                    return act.emit(Action::Notice(words::SEVERAL_FILES));
                }
            };
            this.0.emit(this.1);
            act.emit(Action::Compare(Some((last.0.clone(), last.1.0))));
            act.emit(Action::Notice(words::PAIR));
        });
        read_file(&second_bytes, &hand_then, &give, both);
    });
    read_file(&bytes, hand, act, whole);
}

/// A file that was read.
type Read = (Source, Option<Uint8Array>);

/// Whether another report is the next year's of one organ, or this one is; `None` where neither is.
fn follows(one: &Source, other: &Source) -> Option<bool> {
    let identity = |source: &Source| {
        let report = gouji_core::check(source.clone(), &gouji_core::Options::default()).report;
        report.organ.zip(report.year)
    };
    let ((organ, year), (other_organ, other_year)) = identity(one).zip(identity(other))?;
    let next = |year: u16| year.checked_add(1);
    match organ == other_organ {
        true if next(year) == Some(other_year) => Some(true),
        true if next(other_year) == Some(year) => Some(false),
        _ => None,
    }
}

/// Takes a report as a whole; the corrections of an earlier one do not hold for it. What is no report is refused, and
/// unless it was put into the box, the box keeps what it has.
fn open(given: Given, area: &NodeRef, act: &Callback<Action>, refuse: fn(Vec<Problem>) -> Action) {
    let document = Document::new(given);
    match Result::of(&document) {
        Ok(_) => {
            // At once: what was typed a moment before is checked no more.
            show(area, document.given.source.text());
            act.emit(Action::Open(document));
        }
        Err(problems) => {
            let refusal = refuse(problems);
            let in_box = matches!(refusal, Action::RefuseText(_));
            act.emit(refusal);
            if in_box && !keeping::keep_text(document.given.source.text()) {
                act.emit(Action::Notice(words::STORAGE_FULL));
            }
        }
    }
}

/// The box opens at the words of the chosen finding.
fn select_in_box(area: &NodeRef, text: &str, span: Span) {
    let Some(area) = area.cast::<HtmlTextAreaElement>() else { return };
    let before = |end: u32| text[..end as usize].replace("\r\n", "\n");
    let units = |end: u32| before(end).encode_utf16().count() as u32;
    // No engine tells how far down a word stands: so high is the box's text that ends with it.
    let whole = area.value();
    area.set_value(&before(span.end));
    let down = area.scroll_height() - area.client_height() / 2;
    area.set_value(&whole);
    // It fails only where there is no text.
    let _ = area.set_selection_range(units(span.start), units(span.end));
    area.set_scroll_top(down.max(0));
}

/// Writes into the box what it does not hold already; a box knows one end of a line.
fn show(area: &NodeRef, words: &str) {
    let words = if words.contains('\r') { words.replace("\r\n", "\n").replace('\r', "\n") } else { words.to_owned() };
    if let Some(area) = area.cast::<HtmlTextAreaElement>()
        && area.value() != words
    {
        area.set_value(&words);
    }
}

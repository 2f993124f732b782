//! The page as a whole: it carries what comes in to the core and shows what the core found.

use std::cell::RefCell;
use std::rc::Rc;

use gouji_core::problem::Problem;
use gouji_core::{Options, Source};
use gouji_documents::format::Module;
use gouji_documents::read::{self, format, page, read_text};
use js_sys::Uint8Array;
use web_sys::{HtmlTextAreaElement, MouseEvent};
use yew::prelude::*;

use crate::browser::{Content, TOOLS, focus, forget, save, store, store_options, stored};
use crate::finding_list::FindingList;
use crate::inlet::{Arrival, Inlet};
use crate::marks::{finding_id, mark_id, related_id};
use crate::reading::{News, Reading};
use crate::report_view::ReportView;
use crate::state::{Action, Result, State, Target, Task, WordFile};
use crate::verdict::Verdict;
use crate::words;

/// A report written for this page, with a few slips in it.
const SAMPLE: &str = include_str!("sample.txt");

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
        let (act, area, hand) = (act.clone(), area.clone(), Rc::clone(&hand));
        Callback::from(move |arrival: Arrival| take(arrival, &area, &hand, &act))
    };
    {
        let (act, area) = (act.clone(), area.clone());
        use_effect_with((), move |()| {
            if let Some((content, options)) = stored() {
                restore(&content, options, &area, &act);
            }
        });
    }
    {
        let result = state.result.clone();
        use_effect_with(state.jump, move |(_, target)| match target {
            Some(Target::Box) => focus("report-text"),
            Some(Target::Verdict) => focus("result"),
            Some(Target::Finding(at)) => {
                if let Some(result) = result {
                    focus(&finding_id(result.number(*at)));
                }
            }
            Some(Target::Mark(at)) => {
                if let Some(result) = result {
                    focus(&mark_id(result.number(*at)));
                }
            }
            Some(Target::Related(at, place)) => {
                if let Some(result) = result {
                    focus(&related_id(result.number(*at), *place));
                }
            }
            None => {}
        });
    }
    let correct = {
        let act = act.clone();
        Callback::from(move |options: Options| {
            store_options(&options);
            act.emit(Action::Correct(options));
        })
    };
    let result = state.result.clone();
    html! {
        <>
            if result.is_some() {
                <a class="skip" href="#result">{ words::SKIP_TO_RESULT }</a>
                <a class="skip" href="#report">{ words::SKIP_TO_REPORT }</a>
            }
            <header>
                <h1>{ words::NAME }</h1>
                <p>{ words::TAGLINE }</p>
                <p class="local">{ words::LOCAL }</p>
            </header>
            <main>
                <p class="unseen" role="status">{ result.as_deref().map(Result::verdict) }</p>
                <div class={classes!("top", result.is_some().then_some("with-result"))}>
                    <Inlet area={area} checked={result.is_some()} compared={state.options.previous.is_some()} folded={state.folded} reading={state.reading} arrive={arrive} />
                    <div role="alert" class="problems">
                        for problem in &state.problems {
                            <div class="problem">
                                <h2>{ words::NOT_READ }</h2>
                                <p>{ &problem.message }{ if result.is_some() { words::EARLIER_STAYS } else { "" } }</p>
                            </div>
                        }
                        if let Some(notice) = state.notice { <p class="notice">{ notice }</p> }
                    </div>
                    if let Some(result) = result.clone() {
                        <Verdict result={result.clone()} correct={correct} />
                        if let Some(word) = state.word.clone() {
                            <p class="take-away">
                                <button type="button" id="annotate" onclick={annotating(word, result, hand, act.clone())}>
                                    { words::ANNOTATE }
                                </button>
                                { words::ANNOTATE_HINT }
                            </p>
                        }
                    }
                </div>
                if let Some(result) = result {
                    <div class="columns">
                        <FindingList result={result.clone()} chosen={state.chosen} filter={state.filter} act={act.clone()} />
                        <ReportView result={result} chosen={state.chosen} act={act} />
                    </div>
                }
            </main>
        </>
    }
}

/// The worker that has a file in hand, if one has.
type Hand = Rc<RefCell<Option<Reading>>>;

fn take(arrival: Arrival, area: &NodeRef, hand: &Hand, act: &Callback<Action>) {
    if !matches!(arrival, Arrival::Edited(_) | Arrival::Fold(_)) {
        // Whatever comes in takes the place of what is still being read.
        hand.take();
    }
    match arrival {
        Arrival::Whole(content) => take_content(source_of_content(&content), content, true, area, act),
        Arrival::Beside(content) => take_content(source_of_content(&content), content, false, area, act),
        Arrival::File(file, bytes) => {
            let (area, give) = (area.clone(), act.clone());
            let name = file.name();
            let whole = Callback::from(move |(source, word): (Source, Option<Uint8Array>)| {
                // Kept as words: they carry the tables' tabs, and the file itself can be chosen again.
                let words = Content::Text(source.text().to_owned());
                let word = word.map(|file| WordFile { name: name.clone(), file });
                open_from(source, word, words, &area, &give, Action::Refuse);
            });
            read_file(&bytes, hand, act, whole);
        }
        Arrival::Sample => open(Source::plain(SAMPLE), Content::Text(SAMPLE.to_owned()), area, act, Action::Refuse),
        Arrival::Edited(words) if words.trim().is_empty() => {
            forget();
            act.emit(Action::Clear);
        }
        Arrival::Edited(words) => {
            let content = Content::Text(words);
            act.emit(match source_of_content(&content) {
                Ok(source) => Action::Edit(source),
                Err(problem) => Action::RefuseText(vec![problem]),
            });
            keep(&content, None, act);
        }
        Arrival::Previous(bytes) => {
            let give = act.clone();
            let whole = Callback::from(move |(source, _)| give.emit(Action::Compare(Some(source))));
            read_file(&bytes, hand, act, whole);
        }
        Arrival::Alone => act.emit(Action::Compare(None)),
        Arrival::Reading => act.emit(Action::Work(Task::Read, 0, 0)),
        Arrival::Stop => act.emit(Action::Rest),
        Arrival::Refused(problem) => act.emit(Action::Refuse(vec![problem])),
        Arrival::Clear => {
            show(area, "");
            forget();
            act.emit(Action::Clear);
        }
        Arrival::Fold(true) => act.emit(Action::Fold(true)),
        Arrival::Fold(false) => act.emit(Action::Go(Target::Box)),
    }
}

/// Takes what was put into the box, or pasted beside it.
fn take_content(
    source: std::result::Result<Source, Problem>,
    content: Content,
    in_box: bool,
    area: &NodeRef,
    act: &Callback<Action>,
) {
    match source {
        Ok(source) if in_box => {
            show(area, source.text());
            open(source, content, area, act, Action::RefuseText);
        }
        Ok(source) => open(source, content, area, act, Action::Refuse),
        Err(problem) if in_box => {
            keep(&content, None, act);
            act.emit(Action::RefuseText(vec![problem]));
        }
        Err(problem) => act.emit(Action::Refuse(vec![problem])),
    }
}

/// What is done with a file that was read.
type Whole = Callback<(Source, Option<Uint8Array>)>;

/// Reads a file here, or has a worker read it.
fn read_file(bytes: &Uint8Array, hand: &Hand, act: &Callback<Action>, whole: Whole) {
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
        News::Written(_) => {}
    });
    *hand.borrow_mut() = Some(Reading::of(module, bytes, hear));
}

/// Writes the findings into the Word file that the report came from, and hands it to the person.
fn annotating(word: WordFile, result: Rc<Result>, hand: Hand, act: Callback<Action>) -> Callback<MouseEvent> {
    Callback::from(move |_: MouseEvent| {
        act.emit(Action::Work(Task::Write, 0, 0));
        let (done, act) = (Rc::clone(&hand), act.clone());
        let name = annotated_name(&word.name);
        let hear = Callback::from(move |news| match news {
            News::Written(file) => {
                done.take();
                save(&name, &file);
                act.emit(Action::Rest);
                act.emit(Action::Notice(words::ANNOTATED));
            }
            News::Failed(problem) => {
                done.take();
                act.emit(Action::Refuse(vec![problem]));
            }
            News::Progress(..) | News::Read(..) | News::Page(_) => {}
        });
        *hand.borrow_mut() = Some(Reading::annotating(&word.file, &result, hear));
    })
}

/// 报告.docx → 报告（勾稽批注）.docx
fn annotated_name(name: &str) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "docx"));
    format!("{stem}{}.{ending}", words::ANNOTATED_NAME)
}

/// Takes a report as a whole; the corrections of an earlier one do not hold for it. What is no report is refused, and
/// unless it was put into the box, the box keeps what it has.
fn open(source: Source, content: Content, area: &NodeRef, act: &Callback<Action>, refuse: fn(Vec<Problem>) -> Action) {
    open_from(source, None, content, area, act, refuse);
}

fn open_from(
    source: Source,
    word: Option<WordFile>,
    content: Content,
    area: &NodeRef,
    act: &Callback<Action>,
    refuse: fn(Vec<Problem>) -> Action,
) {
    match Result::of(source, &Options::default()) {
        Ok(result) => {
            let words = result.checked.source.text().to_owned();
            show(area, &words);
            store_options(&Options::default());
            act.emit(Action::Open(result, word));
            keep(&content, Some(words), act);
        }
        Err(problems) => {
            let refusal = refuse(problems);
            let in_box = matches!(refusal, Action::RefuseText(_));
            act.emit(refusal);
            if in_box {
                keep(&content, None, act);
            }
        }
    }
}

fn restore(content: &Content, options: Options, area: &NodeRef, act: &Callback<Action>) {
    match source_of_content(content) {
        Ok(source) => {
            show(area, source.text());
            act.emit(Action::Restore(source, options));
        }
        Err(problem) => {
            if let Content::Text(words) = content {
                show(area, words);
            }
            act.emit(Action::RefuseText(vec![problem]));
        }
    }
}

/// Keeps what came in for a reload: with its markup, or else in its words.
fn keep(content: &Content, words: Option<String>, act: &Callback<Action>) {
    if !store(content) && !words.is_some_and(|words| store(&Content::Text(words))) {
        act.emit(Action::Notice(words::STORAGE_FULL));
    }
}

/// Writes into the box what it does not hold already.
fn show(area: &NodeRef, words: &str) {
    if let Some(area) = area.cast::<HtmlTextAreaElement>()
        && area.value() != words
    {
        area.set_value(words);
    }
}

fn source_of_content(content: &Content) -> std::result::Result<Source, Problem> {
    match content {
        Content::Html(html) => page(html, TOOLS),
        Content::Text(text) => read::words(text.clone(), TOOLS),
    }
}

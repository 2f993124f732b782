//! The page as a whole: it carries what comes in to the core and shows what the core found.

use documents::html::source_of;
use documents::read::read;
use documents::text::source_from_text;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

use annual_report::Source;
use annual_report::finding::Problem;

use crate::browser::{Content, TOOLS, focus, forget, store, stored};
use crate::finding_list::FindingList;
use crate::identity::Identity;
use crate::inlet::Inlet;
use crate::report_view::ReportView;
use crate::state::{Action, State};
use crate::verdict::Verdict;
use crate::words;

/// A report written for this page, with a few slips in it.
const SAMPLE: &str = include_str!("sample.txt");

#[component]
pub fn App() -> Html {
    let state = use_reducer(State::default);
    let area = use_node_ref();

    let show = {
        let area = area.clone();
        move |text: &str| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>()
                && area.value() != text
            {
                area.set_value(text);
            }
        }
    };
    let take = {
        let (state, show) = (state.dispatcher(), show.clone());
        Callback::from(move |content: Content| {
            match source_of_content(&content) {
                // What was typed stays as it is; what came as markup is shown as its words.
                Ok(source) => {
                    if matches!(content, Content::Html(_)) {
                        show(source.text());
                    }
                    let empty = source.text().trim().is_empty();
                    state.dispatch(if empty { Action::Clear } else { Action::Check(source) });
                }
                Err(problem) => state.dispatch(Action::Refuse(problem)),
            }
            if !store(&content) {
                state.dispatch(Action::Notice(words::storage_full()));
            }
        })
    };
    let take_file = {
        let (state, show) = (state.dispatcher(), show.clone());
        Callback::from(move |bytes: Vec<u8>| match read(&bytes, TOOLS) {
            Ok(source) => {
                show(source.text());
                // Kept as words: they carry the tables' tabs, and the file itself can be chosen again.
                if !store(&Content::Text(source.text().to_owned())) {
                    state.dispatch(Action::Notice(words::storage_full()));
                }
                state.dispatch(Action::Check(source));
            }
            Err(problem) => state.dispatch(Action::Refuse(problem)),
        })
    };
    {
        let take = take.clone();
        let show = show.clone();
        use_effect_with((), move |()| {
            if let Some(content) = stored() {
                if let Content::Text(text) = &content {
                    show(text);
                }
                take.emit(content);
            }
        });
    }
    let sample = {
        let (take, show) = (take.clone(), show.clone());
        Callback::from(move |()| {
            show(SAMPLE);
            take.emit(Content::Text(SAMPLE.to_owned()));
        })
    };
    let clear = {
        let state = state.dispatcher();
        Callback::from(move |()| {
            show("");
            forget();
            state.dispatch(Action::Clear);
            focus("report-text");
        })
    };
    let act = |action: fn() -> Action| {
        let state = state.dispatcher();
        Callback::from(move |()| state.dispatch(action()))
    };
    let refuse = {
        let state = state.dispatcher();
        Callback::from(move |problem: Problem| state.dispatch(Action::Refuse(problem)))
    };
    let correct = {
        let state = state.dispatcher();
        Callback::from(move |options| state.dispatch(Action::Correct(options)))
    };
    let choose = {
        let state = state.dispatcher();
        Callback::from(move |finding| state.dispatch(Action::Choose(finding)))
    };
    let set_filter = {
        let state = state.dispatcher();
        Callback::from(move |filter| state.dispatch(Action::Filter(filter)))
    };
    let result = state.result.clone();
    html! {
        <>
            if result.is_some() {
                <a class="skip" href="#result">{ words::SKIP }</a>
            }
            <header>
                <h1>{ words::NAME }</h1>
                <p>{ words::TAGLINE }</p>
            </header>
            <main>
                <Inlet area={area} small={result.is_some()} reading={state.reading} take={take} take_file={take_file} refuse={refuse} begin={act(|| Action::Read)} sample={sample} clear={clear} />
                <div aria-live="polite" class="live">
                    if let Some(problem) = &state.problem {
                        <section class="problem" role="alert">
                            <h2>{ words::NOT_READ }</h2>
                            <p>{ &problem.message }</p>
                        </section>
                    }
                    if let Some(notice) = &state.notice {
                        <p class="notice">{ notice }</p>
                    }
                    if let Some(result) = result.clone() {
                        <Verdict result={result} />
                    }
                </div>
                if let Some(result) = result {
                    <Identity result={result.clone()} options={state.options.clone()} correct={correct} />
                    <div class="columns">
                        <FindingList result={result.clone()} chosen={state.chosen} filter={state.filter} choose={choose.clone()} set_filter={set_filter} />
                        <ReportView result={result} chosen={state.chosen} choose={choose} />
                    </div>
                }
            </main>
        </>
    }
}

fn source_of_content(content: &Content) -> Result<Source, Problem> {
    match content {
        Content::Text(text) => source_from_text(text.clone()),
        Content::Html(html) => Ok(source_of(&(TOOLS.parse_html)(html))),
    }
}

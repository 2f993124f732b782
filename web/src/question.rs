//! What a person is asked: why a finding is right, what a remark says, whether words are to be copied as they are shown.

use gouji_core::Span;
use gouji_export::Wanted;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::browser::copy_words;
use crate::parcel::Parcel;
use crate::reading::News;
use crate::state::Action;
use crate::words;

#[derive(Properties, PartialEq)]
pub struct ReasonProperties {
    pub finding: usize,
    pub act: Callback<Action>,
}

/// Why a finding is right. No reason is chosen beforehand.
#[component]
pub fn ReasonForm(properties: &ReasonProperties) -> Html {
    let ReasonProperties { finding, act } = properties;
    let (form, own) = (use_node_ref(), use_node_ref());
    let missing = use_state(|| false);
    let confirm = {
        let (form, own, missing, act, finding) = (form.clone(), own.clone(), missing.clone(), act.clone(), *finding);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let written = own.cast::<HtmlInputElement>().map(|own| own.value().trim().to_owned()).unwrap_or_default();
            let chosen = radios(&form).iter().position(HtmlInputElement::checked);
            let reason = chosen.and_then(|at| words::REASONS.get(at)).map_or(written, |reason| (*reason).to_owned());
            if reason.is_empty() {
                missing.set(true);
            } else {
                act.emit(Action::Confirm(finding, reason));
            }
        })
    };
    // What is written is the reason of one's own.
    let write = {
        let form = form.clone();
        Callback::from(move |_: InputEvent| {
            radios(&form).iter().next_back().into_iter().for_each(|last| last.set_checked(true))
        })
    };
    let reasons = words::REASONS.into_iter().chain([words::OTHER_REASON]);
    html! {
        <form class="question" ref={form} aria-labelledby="question" onsubmit={confirm} onkeydown={escape(act)}>
            <fieldset>
                <legend id="question" tabindex="-1">{ words::WHY_RIGHT }</legend>
                for reason in reasons {
                    <label><input type="radio" name="reason" />{ " " }{ reason }</label>
                }
                <input type="text" class="own-reason" ref={own} maxlength="200" autocomplete="off" placeholder={words::REASON_HINT} aria-label={words::OTHER_REASON} oninput={write} />
            </fieldset>
            <p class="missing" role="alert">{ if *missing { words::CHOOSE_REASON } else { "" } }</p>
            { buttons(act, words::CONFIRM) }
        </form>
    }
}

/// The reasons that can be chosen, in their order.
fn radios(form: &NodeRef) -> Vec<HtmlInputElement> {
    let all = form.cast::<Element>().and_then(|form| form.query_selector_all("input[type=radio]").ok());
    let Some(all) = all else { return Vec::new() };
    (0..all.length()).filter_map(|at| all.item(at)?.dyn_into().ok()).collect()
}

#[derive(Properties, PartialEq)]
pub struct RemarkProperties {
    /// What the remark is about.
    pub words: String,
    pub span: Span,
    pub act: Callback<Action>,
}

/// What a remark says.
#[component]
pub fn RemarkForm(properties: &RemarkProperties) -> Html {
    let RemarkProperties { words, span, act } = properties;
    let field = use_node_ref();
    let add = {
        let (field, act, span) = (field.clone(), act.clone(), *span);
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let text =
                field.cast::<HtmlTextAreaElement>().map(|field| field.value().trim().to_owned()).unwrap_or_default();
            if !text.is_empty() {
                act.emit(Action::Remark(span, text));
            }
        })
    };
    html! {
        <form class="question" aria-label={words::ADD_REMARK} onsubmit={add} onkeydown={escape(act)}>
            <p>{ words::ADD_REMARK }{ "：" }<q>{ words.clone() }</q></p>
            <textarea id="question" ref={field} rows="2" aria-label={words::REMARK_LABEL} placeholder={words::REASON_HINT} />
            { buttons(act, words::ADD) }
        </form>
    }
}

fn buttons(act: &Callback<Action>, yes: &'static str) -> Html {
    html! {
        <p class="answers">
            <button type="button" onclick={act.reform(|_: MouseEvent| Action::Ask(None))}>{ words::CANCEL }</button>
            <button type="submit" class="main">{ yes }</button>
        </p>
    }
}

/// Escape takes the question back; its other keys are its own.
fn escape(act: &Callback<Action>) -> Callback<KeyboardEvent> {
    let act = act.clone();
    Callback::from(move |event: KeyboardEvent| {
        event.stop_propagation();
        if event.key() == "Escape" && !event.is_composing() {
            act.emit(Action::Ask(None));
        }
    })
}

#[derive(Properties, PartialEq)]
pub struct ToCopyProperties {
    /// What the words are for.
    pub lead: &'static str,
    pub parcel: Parcel,
    /// Which words.
    pub wanted: Wanted,
    pub act: Callback<Action>,
}

/// Words that are made from the check, and shown before they are copied.
#[component]
pub fn ToCopy(properties: &ToCopyProperties) -> Html {
    let ToCopyProperties { lead, parcel, wanted, act } = properties;
    let text = use_state(|| None::<String>);
    let told = use_state(|| words::PREPARING.to_owned());
    {
        let (text, told) = (text.clone(), told.clone());
        use_effect_with((parcel.clone(), wanted.clone()), move |(parcel, wanted)| {
            text.set(None);
            told.set(words::PREPARING.to_owned());
            let hear = Callback::from(move |news| match news {
                News::Written(words) => {
                    text.set(String::from_utf8(words.to_vec()).ok());
                    told.set(String::new());
                }
                News::Failed(problem) => told.set(problem.message),
                _ => {}
            });
            let asking = parcel.order(wanted.clone(), hear);
            move || drop(asking)
        });
    }
    let copy = {
        let (told, text) = (told.clone(), text.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let copied = text.as_deref().is_some_and(copy_words);
            told.set(if copied { words::COPIED } else { words::NOT_COPIED_HERE }.to_owned());
        })
    };
    html! {
        <form class="question" aria-label={*lead} onsubmit={copy} onkeydown={escape(act)}>
            <p id="question" tabindex="-1">{ *lead }</p>
            if let Some(text) = &*text { <pre tabindex="0">{ text.clone() }</pre> }
            <p role="status">{ (*told).clone() }</p>
            { buttons(act, words::COPY) }
        </form>
    }
}

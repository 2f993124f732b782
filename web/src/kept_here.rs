//! The box that keeps a report on this computer, and on the first screen what is kept there.

use std::rc::Rc;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::document::Document;
use crate::keeping;
use crate::state::Action;
use crate::words;

#[derive(Properties)]
pub struct KeepHereProperties {
    pub document: Rc<Document>,
    /// Whose report it is.
    pub title: String,
}

impl PartialEq for KeepHereProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.document, &other.document) && self.title == other.title
    }
}

/// Off until the person asks for it.
#[component]
pub fn KeepHere(properties: &KeepHereProperties) -> Html {
    let kept = use_state(keeping::is_kept_here);
    let full = use_state(|| false);
    if !keeping::may_keep_here() {
        return Html::default();
    }
    let change = {
        let (kept, full) = (kept.clone(), full.clone());
        let (document, title) = (properties.document.clone(), properties.title.clone());
        Callback::from(move |event: Event| {
            let wanted = event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
            let done = keeping::set_kept_here(wanted, &document, &title);
            full.set(!done);
            kept.set(wanted && done);
        })
    };
    html! {
        <p class="keep-here">
            <label><input type="checkbox" id="keep-here" checked={*kept} onchange={change} />{ " " }{ words::keep_here(&keeping::last_day()) }</label>
            <span role="alert">{ if *full { words::STORAGE_FULL } else { "" } }</span>
        </p>
    }
}

#[derive(Properties, PartialEq)]
pub struct ListProperties {
    pub act: Callback<Action>,
}

/// What is kept on this computer.
#[component]
pub fn KeptHereList(properties: &ListProperties) -> Html {
    let all = use_state(keeping::all_kept_here);
    if all.is_empty() {
        return Html::default();
    }
    let go_on = |id: &str| {
        let (act, id) = (properties.act.clone(), id.to_owned());
        Callback::from(move |_: MouseEvent| {
            if let Some(document) = keeping::take_from_here(&id) {
                act.emit(Action::Open(document));
            }
        })
    };
    let forget = |id: &str| {
        let (all, id) = (all.clone(), id.to_owned());
        Callback::from(move |_: MouseEvent| {
            keeping::forget_here(&id);
            all.set(keeping::all_kept_here());
        })
    };
    html! {
        <section class="kept-here" aria-label={words::KEPT_LEAD}>
            <p>{ words::KEPT_LEAD }</p>
            <ul>
                for kept in all.iter() {
                    <li>
                        { &kept.title }{ words::kept_until(&kept.until) }{ " " }
                        <button type="button" class="go-on" onclick={go_on(&kept.id)}>{ words::GO_ON }</button>
                        <button type="button" class="quiet" onclick={forget(&kept.id)}>{ words::FORGET }</button>
                    </li>
                }
            </ul>
        </section>
    }
}

//! Organ, level and year as read from the title; everything after stands on them, so they can be corrected here.

use std::rc::Rc;

use gouji_core::Options;
use gouji_core::form::Level;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::state::Result;
use crate::words;

#[derive(Properties)]
pub struct IdentityProperties {
    pub result: Rc<Result>,
    pub options: Options,
    pub correct: Callback<Options>,
}

impl PartialEq for IdentityProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result) && self.options == other.options
    }
}

#[component]
pub fn Identity(properties: &IdentityProperties) -> Html {
    let report = &properties.result.checked.report;
    let levels = use_node_ref();
    {
        // Once a person chose in it, a list no longer follows its `selected` attributes.
        let levels = levels.clone();
        use_effect_with(report.level, move |level| {
            if let Some(levels) = levels.cast::<HtmlSelectElement>() {
                levels.set_value(level.id());
            }
        });
    }
    let change = |apply: fn(&mut Options, String)| {
        let (options, correct) = (properties.options.clone(), properties.correct.clone());
        Callback::from(move |event: Event| {
            let mut options = options.clone();
            apply(&mut options, value_of(&event));
            correct.emit(options);
        })
    };
    let organ =
        change(|options, value| options.organ = Some(value.trim().to_owned()).filter(|value| !value.is_empty()));
    let level = change(|options, value| options.level = Level::from_id(&value));
    let year = change(|options, value| options.year = value.trim().trim_end_matches('年').trim().parse().ok());
    html! {
        <form class="identity" aria-label={words::IDENTITY} title={words::IDENTITY} onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <label class="organ"><span>{ words::ORGAN }</span><input type="text" autocomplete="off" value={report.organ.clone().unwrap_or_default()} onchange={organ} /></label>
            <label class="level">
                <span>{ words::LEVEL }</span>
                <select ref={levels} onchange={level} aria-describedby={(!report.level_certain).then_some("level-uncertain")}>
                    for known in Level::ALL {
                        <option value={known.id()} selected={known == report.level}>{ known.name() }</option>
                    }
                </select>
            </label>
            <label class="year"><span>{ words::YEAR }</span><input type="text" inputmode="numeric" maxlength="5" autocomplete="off" value={report.year.map(|year| year.to_string()).unwrap_or_default()} onchange={year} /></label>
            <span class="edition">{ words::edition(report.edition) }</span>
            if !report.level_certain {
                <span class="uncertain" id="level-uncertain">{ words::UNCERTAIN }</span>
            }
        </form>
    }
}

fn value_of(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    match target.dyn_into::<HtmlInputElement>() {
        Ok(input) => input.value(),
        Err(target) => target.dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default(),
    }
}

//! Organ, level and year as read from the title; everything after stands on them, so they can be corrected here.

use std::rc::Rc;

use annual_report::Options;
use annual_report::form::Level;
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
    let year = change(|options, value| options.year = value.trim().parse().ok());
    html! {
        <form class="identity" aria-label={words::IDENTITY} onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <p class="hint">{ words::IDENTITY }</p>
            <label>{ words::ORGAN }<input type="text" autocomplete="off" value={report.organ.clone().unwrap_or_default()} onchange={organ} /></label>
            <label>
                { words::LEVEL }
                <select onchange={level}>
                    for known in Level::ALL {
                        <option value={known.id()} selected={known == report.level}>{ known.name() }</option>
                    }
                </select>
            </label>
            <label class="year">{ words::YEAR }<input type="text" inputmode="numeric" autocomplete="off" value={report.year.map(|year| year.to_string()).unwrap_or_default()} onchange={year} /></label>
            if !report.level_certain {
                <p class="hint">{ words::UNCERTAIN }</p>
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

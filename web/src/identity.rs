//! Organ, level and year as read from the title; everything after stands on them, so they can be corrected here. What was
//! typed by hand says so and can be taken back; what was not read asks to be filled in. Beside them the last day for publishing,
//! where another one than the law's holds.

use std::rc::Rc;

use gouji_core::form::Level;
use gouji_core::report::Day;
use gouji_core::{Options, voice};
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::result::Result;
use crate::words;

#[derive(Properties)]
pub struct IdentityProperties {
    pub result: Rc<Result>,
    pub correct: Callback<Options>,
}

impl PartialEq for IdentityProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result)
    }
}

/// What was typed as a year and is none, with the result that it was typed beside.
type RefusedYear = Option<(Rc<Result>, String)>;

#[component]
pub fn Identity(properties: &IdentityProperties) -> Html {
    let result = &properties.result;
    let (report, given) = (&result.checked.report, result.options());
    let refused = use_state(|| RefusedYear::None);
    // Once the report was checked anew, what was typed before it is of no interest.
    let refused_year =
        refused.as_ref().filter(|(beside, _)| Rc::ptr_eq(beside, result)).map(|(_, typed)| typed.clone());
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
    let organ = properties
        .change(|options, value| options.organ = Some(value.trim().to_owned()).filter(|value| !value.is_empty()));
    let level = properties.change(|options, value| options.level = Level::from_id(&value));
    let year = {
        let (result, correct, refused) = (result.clone(), properties.correct.clone(), refused.clone());
        Callback::from(move |event: Event| {
            let typed = value_of(&event);
            match year_of(&typed) {
                Some(year) => {
                    refused.set(None);
                    correct.emit(Options { year, ..result.options().clone() });
                }
                None => refused.set(Some((result.clone(), typed))),
            }
        })
    };
    let due = properties.change(|options, value| options.due = Day::read(&value));
    let year_shown = refused_year.clone().or(report.year.map(|year| year.to_string())).unwrap_or_default();
    let year_hint = refused_year.as_ref().map(|_| "year-refused");
    html! {
        <form class="identity" aria-label={words::IDENTITY} title={words::IDENTITY} onsubmit={|event: SubmitEvent| event.prevent_default()}>
            <label class={classes!("organ", report.organ.is_none().then_some("wanted"))}>
                <span>{ words::ORGAN }</span>
                <input type="text" autocomplete="off" placeholder={words::FILL_IN} value={report.organ.clone().unwrap_or_default()} onchange={organ} />
            </label>
            { properties.by_hand(words::ORGAN, given.organ.is_some(), |options| options.organ = None) }
            <label class="level">
                <span>{ words::LEVEL }</span>
                <select ref={levels} onchange={level} aria-describedby={(!report.level_certain).then_some("level-uncertain")}>
                    for known in Level::ALL {
                        <option value={known.id()} selected={known == report.level}>{ known.name() }</option>
                    }
                </select>
            </label>
            { properties.by_hand(words::LEVEL, given.level.is_some(), |options| options.level = None) }
            <label class={classes!("year", report.year.is_none().then_some("wanted"))}>
                <span>{ words::YEAR }</span>
                <input type="text" inputmode="numeric" maxlength="8" autocomplete="off" placeholder={words::FILL_IN} value={year_shown} aria-invalid={year_hint.map(|_| "true")} aria-describedby={year_hint} onchange={year} />
            </label>
            { properties.by_hand(words::YEAR, given.year.is_some(), |options| options.year = None) }
            <label class={classes!("due", given.due.is_none().then_some("unset"))}>
                <span>{ words::DUE }</span>
                <input type="date" value={given.due.map(String::from).unwrap_or_default()} title={words::DUE_HINT} onchange={due} />
            </label>
            <span class="edition">{ voice::edition_in_words(report) }</span>
            if !report.level_certain && report.organ.is_some() {
                <span class="uncertain" id="level-uncertain">{ words::UNCERTAIN }</span>
            }
            <span class="refused" id="year-refused" role="alert">{ refused_year.map(|typed| words::no_year(&typed, report.year)) }</span>
        </form>
    }
}

impl IdentityProperties {
    /// Has the report checked with another value.
    fn change(&self, apply: fn(&mut Options, String)) -> Callback<Event> {
        let (result, correct) = (self.result.clone(), self.correct.clone());
        Callback::from(move |event: Event| {
            let mut options = result.options().clone();
            apply(&mut options, value_of(&event));
            correct.emit(options);
        })
    }

    /// Says that a value was given by hand, with the way back to what the report says.
    fn by_hand(&self, what: &'static str, given: bool, take_back: fn(&mut Options)) -> Html {
        if !given {
            return Html::default();
        }
        let (result, correct) = (self.result.clone(), self.correct.clone());
        let back = Callback::from(move |_: MouseEvent| {
            let mut options = result.options().clone();
            take_back(&mut options);
            correct.emit(options);
        });
        html! {
            <span class="by-hand">
                { words::BY_HAND }
                <button type="button" aria-label={format!("{what}{}", words::AS_READ)} onclick={back}>{ words::AS_READ }</button>
            </span>
        }
    }
}

/// The year that was typed, none where the field was emptied; `None` for what is no year of a report.
fn year_of(typed: &str) -> Option<Option<u16>> {
    let digits = typed.trim().trim_end_matches(['度']).trim_end_matches('年').trim();
    if digits.is_empty() {
        return Some(None);
    }
    let year = digits.parse().ok().filter(|year| YEARS.contains(year))?;
    Some(Some(year))
}

/// No report is older; a year of four other digits is a slip of the finger.
const YEARS: std::ops::RangeInclusive<u16> = 2000..=2099;

fn value_of(event: &Event) -> String {
    let Some(target) = event.target() else { return String::new() };
    match target.dyn_into::<HtmlInputElement>() {
        Ok(input) => input.value(),
        Err(target) => target.dyn_into::<HtmlSelectElement>().map(|select| select.value()).unwrap_or_default(),
    }
}

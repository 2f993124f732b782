//! How much was read and checked; opened, each number of the prose with the cell that it agrees with or contradicts, or why it
//! is held against none.

use std::rc::Rc;

use gouji_core::Span;
use gouji_core::voice::{self, ExplainedNumber};
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::links::go;
use crate::result::Result;
use crate::state::Action;
use crate::view::Target;
use crate::words;

#[derive(Properties)]
pub struct NumbersProperties {
    pub result: Rc<Result>,
    pub act: Callback<Action>,
}

impl PartialEq for NumbersProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result)
    }
}

#[component]
pub fn Numbers(properties: &NumbersProperties) -> Html {
    let result = &properties.result;
    let opened = use_state(|| false);
    let coverage = &result.checked.coverage;
    if coverage.numbers_in_text == 0 {
        return voice::coverage_in_words(coverage).into();
    }
    let look = {
        let opened = opened.clone();
        Callback::from(move |event: Event| {
            let details = event.target_dyn_into::<HtmlElement>();
            opened.set(details.is_some_and(|details| details.has_attribute("open")));
        })
    };
    // The prose is read again for it, which nobody waits for who does not look.
    let numbers = if *opened { voice::explain_numbers(&result.checked) } else { Vec::new() };
    html! {
        <details class="numbers" ontoggle={look}>
            <summary>{ voice::coverage_in_words(coverage) }</summary>
            <ul>for number in numbers { { one(properties, &number) } }</ul>
        </details>
    }
}

fn one(properties: &NumbersProperties, number: &ExplainedNumber) -> Html {
    let ExplainedNumber { span, words, cells, agrees } = number;
    let text = properties.result.source().text();
    let follow = |target| go(&properties.act, target);
    html! {
        <li class={(*agrees == Some(false)).then_some("differs")}>
            <a href="#report" onclick={follow(Target::Line(line_start(text, *span)))}>{ span.of(text) }</a>
            { "　" }{ words }
            if let Some(cell) = cells.first() {
                { "　" }<a href="#report" onclick={follow(Target::Cell(*cell))}>{ words::TO_CELL }</a>
            }
        </li>
    }
}

fn line_start(text: &str, span: Span) -> u32 {
    text[..span.start as usize].rfind('\n').map_or(0, |end| end as u32 + 1)
}

//! A finding about sums: the equations that its title does not tell, and the changes that would mend them, as a list.

use gouji_core::arithmetic::Diagnosis;
use gouji_core::report::Report;
use gouji_core::voice::{self, Mending};
use yew::prelude::*;

/// The further equations with their numbers.
pub fn more_equations(diagnosis: &Diagnosis, report: &Report) -> Html {
    let more = voice::more_equations(diagnosis);
    if more.is_empty() {
        return Html::default();
    }
    html! {
        <ul class="equations">
            for equation in more { <li>{ voice::equation_in_words(equation, report) }</li> }
        </ul>
    }
}

/// What would mend them.
pub fn mending(diagnosis: &Diagnosis, report: &Report) -> Html {
    let Mending { lead, offers, more, stray } = voice::mending_of(diagnosis, report);
    html! {
        <>
            { lead }
            if !offers.is_empty() {
                <ol class="repairs">
                    for offer in offers.into_iter().chain(more) { <li>{ offer }</li> }
                </ol>
            }
            { stray }
        </>
    }
}

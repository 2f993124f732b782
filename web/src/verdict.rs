//! The verdict and what it rests on.

use std::rc::Rc;

use gouji_core::Options;
use gouji_core::finding::Severity;
use gouji_core::rules::tie_in_words;
use gouji_core::voice;
use yew::prelude::*;

use crate::identity::Identity;
use crate::state::Result;
use crate::{severity, words};

#[derive(Properties)]
pub struct VerdictProperties {
    pub result: Rc<Result>,
    pub correct: Callback<Options>,
}

impl PartialEq for VerdictProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result)
    }
}

#[component]
pub fn Verdict(properties: &VerdictProperties) -> Html {
    let result = &properties.result;
    let coverage = &result.checked.coverage;
    let worst = Severity::ALL.into_iter().find(|severity| result.count(*severity) > 0);
    html! {
        <section class={classes!("verdict", worst.map(severity::class))} aria-labelledby="result">
            <h2 id="result" tabindex="-1">
                if let Some(worst) = worst { <span aria-hidden="true">{ severity::shape(worst) }</span> }
                { result.verdict() }
            </h2>
            <Identity result={result.clone()} correct={properties.correct.clone()} />
            <ul class="coverage" aria-label={words::COVERAGE}>
                if result.checked.ties.is_empty() {
                    <li>{ voice::coverage_in_words(coverage) }</li>
                } else {
                    <li>{ ties(result) }</li>
                }
                for problem in &result.checked.problems {
                    <li class="unchecked">{ &problem.message }</li>
                }
                for unchecked in voice::unchecked(coverage) {
                    <li class="unchecked">{ unchecked.in_words() }</li>
                }
            </ul>
        </section>
    }
}

/// How much was read and checked; opened, the numbers of the prose that were held against cells, each with what the cells
/// say.
fn ties(result: &Result) -> Html {
    let checked = &result.checked;
    html! {
        <details class="ties">
            <summary>{ voice::coverage_in_words(&checked.coverage) }</summary>
            <ul>
                for tie in &checked.ties {
                    <li><q>{ tie.span.of(checked.source.text()) }</q>{ " " }{ tie_in_words(tie, &checked.report) }</li>
                }
            </ul>
        </details>
    }
}

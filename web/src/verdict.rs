//! The verdict, what it rests on, what came of the first check, and the way back.

use std::rc::Rc;

use gouji_core::contract::{RULE_SET, sha256_of};
use gouji_core::finding::Severity;
use gouji_core::rules;
use gouji_core::{Options, voice};
use yew::prelude::*;

use crate::document::Document;
use crate::identity::Identity;
use crate::numbers::Numbers;
use crate::result::{Result, Shelf};
use crate::state::Action;
use crate::{severity, words};

#[derive(Properties)]
pub struct VerdictProperties {
    pub result: Rc<Result>,
    pub document: Rc<Document>,
    pub act: Callback<Action>,
}

impl PartialEq for VerdictProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result) && Rc::ptr_eq(&self.document, &other.document)
    }
}

#[component]
pub fn Verdict(properties: &VerdictProperties) -> Html {
    let result = &properties.result;
    let coverage = &result.checked.coverage;
    let worst = Severity::ALL.into_iter().find(|severity| result.count(Shelf::Open(*severity)) > 0);
    let correct = properties.act.reform(Action::Correct as fn(Options) -> Action);
    html! {
        <section class={classes!("verdict", worst.map(severity::class))} aria-labelledby="result">
            <h2 id="result" tabindex="-1">
                if let Some(worst) = worst { <span aria-hidden="true">{ severity::shape(worst) }</span> }
                { result.verdict().in_words() }
            </h2>
            <div class="who">
                <Identity result={result.clone()} {correct} />
                <Travel document={properties.document.clone()} act={properties.act.clone()} />
            </div>
            if let Some(since) = &result.since {
                <p class="since">
                    { words::SINCE }
                    <b class="good">{ format!("已改正 {}", since.mended) }</b>{ " · " }
                    <b>{ format!("仍存在 {}", since.remaining) }</b>{ " · " }
                    <b>{ format!("新出现 {}", since.new.len()) }</b>
                </p>
            }
            <ul class="coverage" aria-label={words::COVERAGE}>
                <li><Numbers result={result.clone()} act={properties.act.clone()} /></li>
                for problem in &result.checked.problems {
                    <li class="unchecked">{ &problem.message }</li>
                }
                for unchecked in voice::unchecked(coverage) {
                    <li class="unchecked">{ unchecked.in_words() }</li>
                }
                { left_out(result, &properties.act) }
            </ul>
            <p class="printed">{ words::printed(properties.document.given.name.as_deref(), RULE_SET, &sha256_of(result.source().text().as_bytes())[..12]) }</p>
        </section>
    }
}

#[derive(Properties)]
pub struct TravelProperties {
    pub document: Rc<Document>,
    pub act: Callback<Action>,
}

impl PartialEq for TravelProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.document, &other.document)
    }
}

/// Undo and redo, each with the name of its step.
#[component]
pub fn Travel(properties: &TravelProperties) -> Html {
    let TravelProperties { document, act } = properties;
    let (undo, redo) = (document.last(), document.next());
    if undo.is_none() && redo.is_none() {
        return Html::default();
    }
    let press = |action: fn() -> Action| act.reform(move |_: MouseEvent| action());
    html! {
        <p class="travel">
            if let Some(step) = undo {
                <button type="button" id="undo" class="quiet" title="Ctrl+Z" onclick={press(|| Action::Undo)}>
                    <span aria-hidden="true">{ "↶ " }</span>{ words::undo(step.name()) }
                </button>
            }
            if let Some(step) = redo {
                <button type="button" id="redo" class="quiet" title="Ctrl+Y" onclick={press(|| Action::Redo)}>
                    <span aria-hidden="true">{ "↷ " }</span>{ words::redo(step.name()) }
                </button>
            }
        </p>
    }
}

/// The rules that the person left out, each with the way back.
fn left_out(result: &Result, act: &Callback<Action>) -> Html {
    let rules = rules::RULES.iter().filter(|rule| result.options().without.contains(rule.id));
    html! {
        for rule in rules {
            <li class="left-out-rule">
                { words::LEFT_OUT }{ rule.title() }
                <button type="button" class="quiet" onclick={act.reform(|_: MouseEvent| Action::Search(rule.id))}>{ words::SEARCH_AGAIN }</button>
            </li>
        }
    }
}

//! The findings, grouped by severity, each with what is wrong, why it matters and what to do.

use std::rc::Rc;

use annual_report::arithmetic::{Diagnosis, FailedEquation};
use annual_report::finding::{Evidence, Severity};
use annual_report::report::CellAddress;
use annual_report::rules;
use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::browser::focus;
use crate::marks::{finding_id, mark_id};
use crate::state::Result;
use crate::{severity, words};

#[derive(Properties)]
pub struct FindingListProperties {
    pub result: Rc<Result>,
    pub chosen: Option<usize>,
    pub filter: Option<Severity>,
    pub choose: Callback<usize>,
    pub set_filter: Callback<Option<Severity>>,
}

impl PartialEq for FindingListProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result) && self.chosen == other.chosen && self.filter == other.filter
    }
}

#[component]
pub fn FindingList(properties: &FindingListProperties) -> Html {
    let findings = &properties.result.checked.findings;
    let of = |wanted: Severity| findings.iter().filter(move |finding| finding.severity == wanted).count();
    let shown: Vec<Severity> =
        severity::ALL.into_iter().filter(|known| properties.filter.is_none_or(|filter| filter == *known)).collect();
    let filter = |wanted: Option<Severity>| {
        let set_filter = properties.set_filter.clone();
        Callback::from(move |_: MouseEvent| set_filter.emit(wanted))
    };
    html! {
        <section class="findings" aria-labelledby="findings-heading">
            <h2 id="findings-heading">{ words::FINDINGS }</h2>
            if findings.is_empty() {
                <p>{ words::NO_FINDINGS }</p>
            } else {
                <div class="filter" role="group" aria-label={words::FILTER}>
                    <button type="button" aria-pressed={pressed(properties.filter.is_none())} onclick={filter(None)}>
                        { format!("{} {}", words::ALL, findings.len()) }
                    </button>
                    for known in severity::ALL {
                        if of(known) > 0 {
                            <button type="button" aria-pressed={pressed(properties.filter == Some(known))} onclick={filter(Some(known))}>
                                <span class={severity::class(known)} aria-hidden="true">{ severity::shape(known) }</span>
                                { format!(" {} {}", severity::label(known), of(known)) }
                            </button>
                        }
                    }
                </div>
                <p class="hint keys">{ words::KEYS }</p>
                for known in shown {
                    if of(known) > 0 {
                        <h3 class={severity::class(known)}>
                            <span aria-hidden="true">{ severity::shape(known) }{ " " }</span>
                            { format!("{}（{}）", severity::label(known), of(known)) }
                        </h3>
                        <ol onkeydown={move_between()}>
                            for (number, finding) in findings.iter().enumerate() {
                                if finding.severity == known {
                                    <Item key={number} result={properties.result.clone()} number={number} chosen={properties.chosen == Some(number)} choose={properties.choose.clone()} />
                                }
                            }
                        </ol>
                    }
                }
            }
        </section>
    }
}

fn pressed(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

/// Arrows, J and K move the focus to the next or previous finding.
fn move_between() -> Callback<KeyboardEvent> {
    Callback::from(|event: KeyboardEvent| {
        let forward = match event.key().as_str() {
            "ArrowDown" | "j" | "J" => true,
            "ArrowUp" | "k" | "K" => false,
            _ => return,
        };
        let Some(document) = web_sys::window().and_then(|window| window.document()) else { return };
        let Ok(links) = document.query_selector_all(".findings a.where") else { return };
        let active = document.active_element();
        let at = (0..links.length()).find(|at| {
            let element = links.item(*at).and_then(|node| node.dyn_into::<web_sys::Element>().ok());
            element.is_some() && element == active
        });
        let next = match (at, forward) {
            (Some(at), true) => at + 1,
            (Some(at), false) => at.wrapping_sub(1),
            (None, _) => 0,
        };
        if let Some(link) = links.item(next).and_then(|node| node.dyn_into::<web_sys::HtmlElement>().ok()) {
            event.prevent_default();
            // Focus fails only for elements that are not shown.
            let _ = link.focus();
        }
    })
}

#[derive(Properties)]
struct ItemProperties {
    result: Rc<Result>,
    number: usize,
    chosen: bool,
    choose: Callback<usize>,
}

impl PartialEq for ItemProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result) && self.number == other.number && self.chosen == other.chosen
    }
}

#[component]
fn Item(properties: &ItemProperties) -> Html {
    let Result { source, checked } = &*properties.result;
    let Some(finding) = checked.findings.get(properties.number) else { return Html::default() };
    let said = rules::words(finding, source, &checked.report);
    let number = properties.number;
    let go = {
        let choose = properties.choose.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            choose.emit(number);
            focus(&mark_id(number));
        })
    };
    let class = classes!("finding", severity::class(finding.severity), properties.chosen.then_some("chosen"));
    html! {
        <li class={class}>
            <p class="message">
                <span class="tag">{ format!("{} {}", severity::shape(finding.severity), severity::label(finding.severity)) }</span>
                <a class="where" id={finding_id(number)} href={format!("#{}", mark_id(number))} onclick={go}>{ said.message }</a>
            </p>
            if let Evidence::Sums(diagnosis) = &finding.evidence {
                { equations(diagnosis) }
            }
            <dl>
                <div><dt>{ words::ADVICE }</dt><dd>{ said.advice }</dd></div>
                if !said.why.is_empty() {
                    <div><dt>{ words::WHY }</dt><dd>{ said.why }</dd></div>
                }
                <div><dt>{ words::BASIS }</dt><dd>{ said.basis.text }{ " " }<span class="rule">{ finding.rule }</span></dd></div>
            </dl>
        </li>
    }
}

/// At most so many equations are printed; the sentence says how many more there are.
const PRINTED: usize = 3;

fn equations(diagnosis: &Diagnosis) -> Html {
    let changed: Vec<CellAddress> =
        diagnosis.repairs.first().map_or(Vec::new(), |repair| repair.cells.iter().map(|change| change.cell).collect());
    html! {
        <ul class="equations">
            for equation in diagnosis.equations.iter().take(PRINTED) {
                <li>{ side(&equation.left_cells, equation.left, &changed) }<span class="unequal">{ " ≠ " }</span>{ side(&equation.right_cells, equation.right, &changed) }{ difference(equation) }</li>
            }
        </ul>
    }
}

fn difference(equation: &FailedEquation) -> Html {
    html! { <span class="difference">{ format!("（相差 {}）", (equation.left - equation.right).abs()) }</span> }
}

/// The real numbers of one side; of a long sum those that are not 0.
fn side(cells: &[(CellAddress, i64)], sum: i64, changed: &[CellAddress]) -> Html {
    let long = cells.len() > 7;
    let parts: Vec<&(CellAddress, i64)> =
        cells.iter().filter(|(cell, value)| !long || *value != 0 || changed.contains(cell)).collect();
    if parts.len() < 2 {
        let touched = parts.first().is_some_and(|(cell, _)| changed.contains(cell));
        return html! { <span class={classes!("number", touched.then_some("changed"))}>{ sum }</span> };
    }
    html! {
        <>
            for (at, (cell, value)) in parts.into_iter().enumerate() {
                if at > 0 { { "+" } }
                <span class={classes!("number", changed.contains(cell).then_some("changed"))}>{ *value }</span>
            }
            { format!("={sum}") }
        </>
    }
}

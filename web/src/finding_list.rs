//! The findings, grouped by severity, each with what is wrong, why it matters and what to do.

use std::rc::Rc;

use gouji_core::finding::{Related, Severity};
use gouji_core::rules::{self, Words};
use gouji_core::voice;
use yew::prelude::*;

use crate::browser::step_focus;
use crate::marks::{finding_id, mark_id, related_id};
use crate::state::{Action, Result, Target};
use crate::{severity, sums, words};

#[derive(Properties)]
pub struct FindingListProperties {
    pub result: Rc<Result>,
    pub chosen: Option<usize>,
    pub filter: Option<Severity>,
    pub act: Callback<Action>,
}

impl PartialEq for FindingListProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result) && self.chosen == other.chosen && self.filter == other.filter
    }
}

/// So many findings of a severity are drawn at first; a text of a megabyte may have thousands.
const AT_FIRST: usize = 100;

#[component]
pub fn FindingList(properties: &FindingListProperties) -> Html {
    let result = &properties.result;
    let whole = use_state(|| false);
    let present: Vec<Severity> = Severity::ALL.into_iter().filter(|known| result.count(*known) > 0).collect();
    let filter = |wanted: Option<Severity>| {
        let act = properties.act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::Filter(wanted)))
    };
    let show_rest = {
        let whole = whole.clone();
        Callback::from(move |_: MouseEvent| whole.set(true))
    };
    html! {
        <section class="findings" aria-labelledby="findings-heading" onkeydown={keys(&properties.act)}>
            <h2 id="findings-heading">{ words::FINDINGS }</h2>
            if present.is_empty() {
                <p class="none">{ words::NO_FINDINGS }</p>
            } else {
                <div class="filter" role="group" aria-label={words::FILTER}>
                    <button type="button" aria-pressed={pressed(properties.filter.is_none())} onclick={filter(None)}>
                        { format!("{} {}", words::ALL, result.order.len()) }
                    </button>
                    for known in present.iter().copied() {
                        <button type="button" aria-pressed={pressed(properties.filter == Some(known))} onclick={filter(Some(known))}>
                            { format!("{} {}", known.name(), result.count(known)) }
                        </button>
                    }
                </div>
                <p class="hint keys">{ words::KEYS }</p>
                for known in present {
                    { group(properties, known, *whole, &show_rest) }
                }
            }
        </section>
    }
}

/// The findings of one severity. Those that the filter leaves out stay in the page, for print.
fn group(properties: &FindingListProperties, known: Severity, whole: bool, show_rest: &Callback<MouseEvent>) -> Html {
    let result = &properties.result;
    let members = || result.order.iter().copied().filter(|at| result.finding(*at).map(|it| it.severity) == Some(known));
    let chosen_place = members().position(|at| Some(at) == properties.chosen).unwrap_or(0);
    let shown = if whole || chosen_place >= AT_FIRST { usize::MAX } else { AT_FIRST };
    let rest = result.count(known).saturating_sub(shown);
    // By its fingerprint, so that what was opened at a finding stays with it when others come and go.
    let key = |at| result.finding(at).map(|finding| finding.fingerprint.clone()).unwrap_or_default();
    let left_out = properties.filter.is_some_and(|filter| filter != known);
    html! {
        <div class={classes!("group", left_out.then_some("left-out"))}>
            <h3 class={severity::class(known)}>
                <span aria-hidden="true">{ severity::shape(known) }</span>
                { known.name() }
                <span class="count">{ format!("{} 处", result.count(known)) }</span>
            </h3>
            <ol>
                for at in members().take(shown) {
                    <Item key={key(at)} result={result.clone()} finding={at} chosen={properties.chosen == Some(at)} act={properties.act.clone()} />
                }
            </ol>
            if rest > 0 {
                <button type="button" onclick={show_rest.clone()}>{ words::show_rest(rest) }</button>
            }
        </div>
    }
}

/// The page of a rule, but for what already stands above it.
fn help(rule: &str) -> Html {
    let Some(rule) = rules::rule(rule) else { return Html::default() };
    html! {
        <details class="help">
            <summary>{ words::HELP }</summary>
            <dl>
                for heading in words::HELP_PARTS {
                    <div><dt>{ heading }</dt><dd>{ rule.part(heading) }</dd></div>
                }
            </dl>
        </details>
    }
}

fn pressed(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

/// Arrows, J and K move from finding to finding; Escape leaves the choice.
fn keys(act: &Callback<Action>) -> Callback<KeyboardEvent> {
    let act = act.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let forward = match event.key().as_str() {
            "ArrowDown" | "j" | "J" => true,
            "ArrowUp" | "k" | "K" => false,
            "Escape" => return act.emit(Action::Go(Target::Verdict)),
            _ => return,
        };
        if step_focus(".group:not(.left-out) a.where", forward) {
            event.prevent_default();
        }
    })
}

#[derive(Properties)]
struct ItemProperties {
    result: Rc<Result>,
    finding: usize,
    chosen: bool,
    act: Callback<Action>,
}

impl PartialEq for ItemProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result) && self.finding == other.finding && self.chosen == other.chosen
    }
}

#[component]
fn Item(properties: &ItemProperties) -> Html {
    let checked = &properties.result.checked;
    let at = properties.finding;
    let Some(finding) = properties.result.finding(at) else { return Html::default() };
    let number = properties.result.number(at);
    let Words { message, advice, basis, .. } = checked.words(finding);
    let choose = {
        let (act, chosen) = (properties.act.clone(), properties.chosen);
        Callback::from(move |_: FocusEvent| {
            if !chosen {
                act.emit(Action::Choose(at));
            }
        })
    };
    let class = classes!("finding", severity::class(finding.severity), properties.chosen.then_some("chosen"));
    html! {
        <li class={class}>
            <p class="tag">
                <span class="kind"><span aria-hidden="true">{ severity::shape(finding.severity) }</span>{ format!("{} {number}", finding.severity.name()) }</span>
                <span class="place">{ voice::place_name(finding.place, &checked.report) }</span>
            </p>
            <p class="message">
                <a class="where" id={finding_id(number)} href={format!("#{}", mark_id(number))} aria-current={properties.chosen.then_some("true")} onclick={properties.go(Target::Mark(at))} onfocus={choose}>{ message.trim_end_matches('。') }</a>
            </p>
            if let Some(sums) = finding.slip.sums().filter(|_| properties.chosen) { { sums::more_equations(sums, &checked.report) } }
            <dl>
                <div><dt>{ words::ADVICE }</dt><dd>
                    if let Some(sums) = finding.slip.sums() { { sums::mending(sums, &checked.report) } } else { { advice } }
                </dd></div>
                // The cells that a repair changes are named in it.
                if !finding.related.is_empty() && finding.slip.sums().is_none() {
                    <div class="related-places"><dt>{ words::RELATED }</dt><dd>{ properties.places(&finding.related) }</dd></div>
                }
                if !basis.text.is_empty() {
                    <div><dt>{ words::BASIS }</dt><dd>{ basis.text }</dd></div>
                }
            </dl>
            { help(finding.rule) }
        </li>
    }
}

impl ItemProperties {
    /// The other places that the finding is about, each a link to it.
    fn places(&self, related: &[Related]) -> Html {
        let number = self.result.number(self.finding);
        html! {
            <ul>
                for (place, other) in related.iter().enumerate() {
                    <li><a class="other" href={format!("#{}", related_id(number, place))} onclick={self.go(Target::Related(self.finding, place))}>{ &other.message }</a></li>
                }
            </ul>
        }
    }

    fn go(&self, target: Target) -> Callback<MouseEvent> {
        let act = self.act.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            act.emit(Action::Go(target));
        })
    }
}

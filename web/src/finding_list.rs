//! The findings: a list in parts, by severity, then those confirmed; equal ones on one card.

use yew::prelude::*;

use crate::browser::step_focus;
use crate::card::Card;
use crate::links::go;
use crate::marks::remark_id;
use crate::parcel::Parcel;
use crate::question::RemarkForm;
use crate::result::{Group, Result, Shelf};
use crate::state::Action;
use crate::view::{Asked, Target, View};
use crate::{severity, words};

#[derive(Properties)]
pub struct FindingListProperties {
    pub parcel: Parcel,
    pub view: View,
    pub act: Callback<Action>,
}

impl PartialEq for FindingListProperties {
    fn eq(&self, other: &Self) -> bool {
        self.parcel == other.parcel && self.view == other.view
    }
}

/// So many cards of a part are drawn at first; a text of a megabyte may have thousands.
const AT_FIRST: usize = 100;

#[component]
pub fn FindingList(properties: &FindingListProperties) -> Html {
    let FindingListProperties { parcel, view, act } = properties;
    let result = &parcel.result;
    let whole = use_state(|| false);
    let present: Vec<Shelf> = Shelf::ALL.into_iter().filter(|shelf| result.count(*shelf) > 0).collect();
    let filter = |wanted: Option<Shelf>| act.reform(move |_: MouseEvent| Action::Filter(wanted));
    let show_rest = {
        let whole = whole.clone();
        Callback::from(move |_: MouseEvent| whole.set(true))
    };
    let tab = |shelf: Option<Shelf>, words: String| {
        let pressed = if view.filter == shelf { "true" } else { "false" };
        html! { <button type="button" aria-pressed={pressed} onclick={filter(shelf)}>{ words }</button> }
    };
    html! {
        <section class="findings" aria-labelledby="findings-heading" onkeydown={keys(act)}>
            <h2 id="findings-heading" class="unseen">{ words::FINDINGS }</h2>
            if let Some(Asked::Remark(span)) = view.asked {
                <RemarkForm key={span.start} words={span.of(result.source().text()).to_owned()} {span} act={act.clone()} />
            }
            if present.is_empty() {
                <p class="none">{ words::NO_FINDINGS }</p>
            } else {
                <div class="filter" role="group" aria-label={words::FILTER}>
                    { tab(None, format!("{} {}", words::ALL, result.open())) }
                    for shelf in present.iter().copied() {
                        { tab(Some(shelf), format!("{} {}", name_of(shelf), result.count(shelf))) }
                    }
                </div>
                if !result.safe.is_empty() {
                    <p class="adopt">
                        <button type="button" id="adopt" class="fix" onclick={act.reform(|_: MouseEvent| Action::MendSafe)}>{ words::adopt_safe(result.safe.len()) }</button>
                    </p>
                }
                for shelf in present {
                    { part(properties, shelf, *whole, &show_rest) }
                }
                <p class="hint keys">{ words::KEYS }</p>
            }
            { remarks(result, act) }
        </section>
    }
}

fn name_of(shelf: Shelf) -> &'static str {
    match shelf {
        Shelf::Open(severity) => severity.name(),
        Shelf::Confirmed => words::CONFIRMED,
    }
}

/// The cards of one part. Those that the filter leaves out stay in the page, for print.
fn part(properties: &FindingListProperties, shelf: Shelf, whole: bool, show_rest: &Callback<MouseEvent>) -> Html {
    let FindingListProperties { parcel, view, act } = properties;
    let result = &parcel.result;
    let cards: Vec<&Group> = result.groups.iter().filter(|group| group.shelf == shelf).collect();
    let holds_chosen = |group: &&Group| view.chosen.is_some_and(|chosen| group.members.contains(&chosen));
    let chosen_place = cards.iter().position(holds_chosen).unwrap_or(0);
    let shown = if whole || chosen_place >= AT_FIRST { usize::MAX } else { AT_FIRST };
    let rest = cards.len().saturating_sub(shown);
    // By its fingerprint, so that what was opened at a finding stays with it when others come and go.
    let key = |group: &Group| {
        let first = group.members.first().and_then(|at| result.finding(*at));
        first.map(|finding| finding.fingerprint.clone()).unwrap_or_default()
    };
    let left_out = view.filter.is_some_and(|filter| filter != shelf);
    let (class, shape) = match shelf {
        Shelf::Open(known) => (severity::class(known), severity::shape(known)),
        Shelf::Confirmed => ("confirmed", severity::CONFIRMED),
    };
    html! {
        <div class={classes!("group", left_out.then_some("left-out"))}>
            <h3 class={class}>
                <span aria-hidden="true">{ shape }</span>
                { name_of(shelf) }
                <span class="count">{ format!("{} 处", result.count(shelf)) }</span>
            </h3>
            <ol>
                for group in cards.into_iter().take(shown) {
                    <Card key={key(group)} parcel={parcel.clone()} members={group.members.clone()} view={view.clone()} act={act.clone()} />
                }
            </ol>
            if rest > 0 {
                <button type="button" onclick={show_rest.clone()}>{ words::show_rest(rest) }</button>
            }
        </div>
    }
}

/// The person's own remarks.
fn remarks(result: &Result, act: &Callback<Action>) -> Html {
    if result.remarks.is_empty() {
        return Html::default();
    }
    let text = result.source().text();
    html! {
        <div class="group remarks">
            <h3><span aria-hidden="true">{ "✎" }</span>{ words::REMARKS }</h3>
            <ol>
                for (at, remark) in result.remarks.iter().enumerate() {
                    <li class="finding own">
                        <p class="message"><a class="where" id={format!("remark-{}", at + 1)} href={format!("#{}", remark_id(at))} onclick={go(act, Target::Remark(at))}>{ remark.text.clone() }</a></p>
                        <p class="advice"><q>{ remark.span.of(text) }</q></p>
                        <p class="do"><button type="button" class="quiet" onclick={act.reform(move |_: MouseEvent| Action::TakeRemark(at))}>{ words::TAKE_REMARK }</button></p>
                    </li>
                }
            </ol>
        </div>
    }
}

/// Arrows, J and K move from finding to finding; Escape leaves the choice.
fn keys(act: &Callback<Action>) -> Callback<KeyboardEvent> {
    let act = act.clone();
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || is_field(&event) {
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

/// Whether a key was pressed in a field, which takes it itself.
fn is_field(event: &KeyboardEvent) -> bool {
    let target = event.target_dyn_into::<web_sys::Element>();
    target.is_some_and(|target| matches!(target.local_name().as_str(), "input" | "textarea" | "select"))
}

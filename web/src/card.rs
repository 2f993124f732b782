//! A finding's card: what is wrong, where, and what can be done; why it matters on demand.

use gouji_core::finding::Related;
use gouji_core::rules::Words;
use gouji_core::{Finding, voice};
use gouji_export::Wanted;
use yew::prelude::*;

use crate::editor::EditorField;
use crate::help::Help;
use crate::links::go;
use crate::marks::{Mark, finding_id, mark_id, related_id};
use crate::mending::{Offer, line_of, offers};
use crate::parcel::Parcel;
use crate::question::{ReasonForm, ToCopy};
use crate::result::{Group, Shelf};
use crate::state::{Action, may_be_left_out};
use crate::view::{Asked, Editor, EditorPlace, Target, View};
use crate::{severity, sums, words};

#[derive(Properties)]
pub struct CardProperties {
    pub parcel: Parcel,
    /// The findings on it.
    pub members: Vec<usize>,
    pub view: View,
    pub act: Callback<Action>,
}

impl CardProperties {
    /// What of the view shows on it.
    fn shown(&self) -> (Option<usize>, Option<Asked>, Option<Editor>) {
        let own = |at: &usize| self.members.contains(at);
        let asked = self.view.asked.filter(|asked| matches!(asked, Asked::Reason(at) | Asked::Doubt(at) if own(at)));
        let editor = self.view.editor.filter(|editor| editor.finding.as_ref().is_some_and(own));
        (self.view.chosen.filter(own), asked, editor)
    }
}

impl PartialEq for CardProperties {
    fn eq(&self, other: &Self) -> bool {
        self.parcel == other.parcel && self.members == other.members && self.shown() == other.shown()
    }
}

#[component]
pub fn Card(properties: &CardProperties) -> Html {
    let CardProperties { parcel, members, act, .. } = properties;
    let result = &parcel.result;
    let (chosen, asked, editor) = properties.shown();
    // What is done on the card is done to the chosen one of equal findings.
    let at = chosen.or(members.first().copied()).unwrap_or(0);
    let first = members.first().copied().unwrap_or(0);
    let Some(finding) = result.finding(at) else { return Html::default() };
    let checked = &result.checked;
    let words = checked.words(finding);
    let confirmed = finding.acknowledged.is_some();
    let class = if confirmed { "confirmed" } else { severity::class(finding.severity) };
    let shape = if confirmed { severity::CONFIRMED } else { severity::shape(finding.severity) };
    let kind = if confirmed { words::CONFIRMED } else { finding.severity.name() };
    let is_new = result.since.as_ref().is_some_and(|since| since.new.contains(&at));
    let offered = if confirmed { Vec::new() } else { offers(result, &group(properties), finding) };
    let sums = finding.slip.sums();
    html! {
        <li class={classes!("finding", class, chosen.map(|_| "chosen"))}>
            <p class="tag">
                <span class="kind"><span aria-hidden="true">{ shape }</span>{ kind }</span>
                if members.len() > 1 { <span class="many">{ format!("{} {}", members.len(), words::OF_GROUP) }</span> }
                if is_new { <span class="new">{ words::NEW }</span> }
                <span class="place">{ voice::place_name(finding.place, &checked.report) }{ properties.others(finding, at) }</span>
            </p>
            <p class="message">
                <a class="where" aria-label={format!("{kind}：{}", words.message)} id={finding_id(result.number(first))} href={format!("#{}", mark_id(result.number(first)))} aria-current={chosen.map(|_| "true")} onmousedown={stay} onclick={go(act, Target::Mark(first))} onfocus={properties.choose(first)}>
                    { words.message.trim_end_matches('。') }
                </a>
            </p>
            if members.len() > 1 { { properties.places() } }
            if let Some(sums) = sums.filter(|_| chosen.is_some()) { { sums::more_equations(sums, &checked.report) } }
            if let Some(reason) = &finding.acknowledged { <p class="advice">{ words::reason(reason) }</p> }
            if !confirmed { { advice(properties, finding, &words, offered.is_empty(), chosen.is_some()) } }
            <div class="do">
                { properties.actions(finding, at, offered) }
                { why(properties, finding, at) }
            </div>
            if let Some(Asked::Reason(at)) = asked { <ReasonForm finding={at} act={act.clone()} /> }
            if let Some(Asked::Doubt(at)) = asked {
                <ToCopy lead={words::DOUBT_LEAD} parcel={parcel.clone()} wanted={Wanted::Doubt { finding: at as u32 }} act={act.clone()} />
            }
            if let Some(Editor { place: EditorPlace::Words(span), .. }) = editor {
                <EditorField text={span.of(result.source().text()).to_owned()} long=true cells=false act={act.clone()} />
            }
        </li>
    }
}

/// What to do: shown at once where no button does it, else when the finding is chosen.
fn advice(properties: &CardProperties, finding: &Finding, words: &Words, alone: bool, chosen: bool) -> Html {
    let report = &properties.parcel.result.checked.report;
    match finding.slip.sums() {
        Some(sums) if chosen || alone => html! { <div class="advice">{ sums::mending(sums, report) }</div> },
        None if chosen || alone => html! { <p class="advice">{ &words.advice }</p> },
        _ => Html::default(),
    }
}

/// Why it matters and what the check looks at.
fn why(properties: &CardProperties, finding: &Finding, at: usize) -> Html {
    let rule = finding.slip.rule();
    let act = &properties.act;
    html! {
        <Help rule={rule.id} basis={rule.basis.text}>
            <button type="button" class="quiet doubt" onclick={act.reform(move |_: MouseEvent| Action::Ask(Some(Asked::Doubt(at))))}>{ words::DOUBT }</button>
            if may_be_left_out(finding.severity) {
                <button type="button" class="quiet" onclick={act.reform(|_: MouseEvent| Action::LeaveOut(rule.id))}>{ words::LEAVE_OUT }</button>
            }
        </Help>
    }
}

/// A pressed mouse gives no focus: what the card then shows would move the link away before its click.
fn stay(event: MouseEvent) {
    event.prevent_default();
}

fn group(properties: &CardProperties) -> Group {
    let first = properties.members.first().and_then(|at| properties.parcel.result.finding(*at));
    Group { shelf: first.map_or(Shelf::Confirmed, Shelf::of), members: properties.members.clone() }
}

impl CardProperties {
    fn choose(&self, at: usize) -> Callback<FocusEvent> {
        let (act, chosen) = (self.act.clone(), self.view.chosen == Some(at));
        Callback::from(move |_: FocusEvent| {
            if !chosen {
                act.emit(Action::Choose(at));
            }
        })
    }

    /// The other places that the finding is about, each a link to it. The cells that a repair changes are named in it.
    fn others(&self, finding: &Finding, at: usize) -> Html {
        if finding.slip.sums().is_some() {
            return Html::default();
        }
        let number = self.parcel.result.number(at);
        let link = |(place, other): (usize, &Related)| {
            html! {
                <>{ " ↔ " }<a class="other" href={format!("#{}", related_id(number, place))} onclick={go(&self.act, Target::Related(at, place))}>{ &other.message }</a></>
            }
        };
        html! { for other in finding.related.iter().enumerate() { { link(other) } } }
    }

    /// A link to each of several equal findings.
    fn places(&self) -> Html {
        let link = |place: usize, at: usize| {
            let number = self.parcel.result.number(at);
            let id = (place > 0).then(|| finding_id(number));
            let current = (self.view.chosen == Some(at)).then_some("true");
            html! {
                <li><a {id} class="one-of" href={format!("#{}", mark_id(number))} aria-current={current} aria-label={words::place_of_group(place + 1)} onmousedown={stay} onclick={go(&self.act, Target::Mark(at))} onfocus={self.choose(at)}>{ place + 1 }</a></li>
            }
        };
        html! { <ul class="places">for (place, at) in self.members.iter().copied().enumerate() { { link(place, at) } }</ul> }
    }

    /// What can be done at once.
    fn actions(&self, finding: &Finding, at: usize, offered: Vec<Offer>) -> Html {
        let act = &self.act;
        if finding.acknowledged.is_some() {
            let reopen = act.reform(move |_: MouseEvent| Action::Reopen(at));
            return html! { <button type="button" class="quiet" onclick={reopen}>{ words::REOPEN }</button> };
        }
        let mend = |offer: Offer| {
            let Offer { label, name, edits, by } = offer;
            let mend = act.reform(move |_: MouseEvent| Action::Mend {
                finding: at,
                name: name.clone(),
                edits: edits.clone(),
                by,
            });
            html! { <button type="button" class="fix" onclick={mend}>{ label }</button> }
        };
        let asks = finding.slip.sums().is_some() && !offered.is_empty();
        let ask = act.reform(move |_: MouseEvent| Action::Ask(Some(Asked::Reason(at))));
        let editor = self.editor(finding, at);
        html! {
            <>
                if asks { <span class="ledger">{ words::LEDGER_FIRST }</span> }
                for offer in offered { { mend(offer) } }
                if let Some(editor) = editor {
                    <button type="button" class="quiet here" onclick={act.reform(move |_: MouseEvent| Action::Edit(editor))}>{ words::EDIT_HERE }</button>
                }
                <button type="button" class="quiet right" onclick={ask}>{ words::RIGHT }</button>
            </>
        }
    }

    /// The place where the finding can be edited.
    fn editor(&self, finding: &Finding, at: usize) -> Option<Editor> {
        let checked = &self.parcel.result.checked;
        let text = checked.source.text();
        let place = match self.parcel.result.marks.get(at)? {
            Mark::Cell(cell) => {
                checked.report.cell(*cell)?.span?;
                EditorPlace::Cell(*cell)
            }
            Mark::Text(_) => EditorPlace::Line(line_of(text, finding.span)),
            _ if finding.span.is_empty() || finding.span.of(text).contains(['\n', '\t']) => return None,
            _ => EditorPlace::Words(finding.span),
        };
        Some(Editor { place, finding: Some(at) })
    }
}

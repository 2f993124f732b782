//! The report as read: its text by section, its tables as tables. What can be done in it is heard here for all of it.

use std::rc::Rc;

use gouji_core::Span;
use gouji_core::form::TableNumber;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::browser::{focus_first, focused_place, place_of, selected, step_focus};
use crate::copying::copy_clean;
use crate::marks::is_shown;
use crate::passages::Passage;
use crate::places::{named, words_in};
use crate::result::Result;
use crate::state::{Action, span_of};
use crate::tables::TableView;
use crate::view::{Asked, Editor, View};
use crate::words;

#[derive(Properties)]
pub struct ReportProperties {
    pub result: Rc<Result>,
    pub view: View,
    pub act: Callback<Action>,
}

impl PartialEq for ReportProperties {
    fn eq(&self, other: &Self) -> bool {
        let same = self.view.chosen == other.view.chosen && self.view.editor == other.view.editor;
        Rc::ptr_eq(&self.result, &other.result) && same
    }
}

#[component]
pub fn ReportView(properties: &ReportProperties) -> Html {
    let report = &properties.result.checked.report;
    let text = properties.result.source().text();
    let first = report.sections.first().map_or(text.len() as u32, |section| section.span.start);
    let section = use_node_ref();
    {
        let section = section.clone();
        // Marks are for the eye: what is copied is the report.
        use_effect_with((), move |()| {
            let listener = section.cast::<Element>().map(copy_clean);
            move || drop(listener)
        });
    }
    let twice = {
        let (result, act) = (properties.result.clone(), properties.act.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(editor) = place_under(event.target()).and_then(|place| editor_at(&result, &place)) {
                event.prevent_default();
                act.emit(Action::Edit(editor));
            }
        })
    };
    let remark = {
        let (result, act) = (properties.result.clone(), properties.act.clone());
        Callback::from(move |_: MouseEvent| {
            let words = selected().and_then(|(name, before, length)| words_in(&result, &name, before, length));
            let place = || span_of(&result, named(&result, &focused_place()?)?);
            match words.or_else(place) {
                Some(span) => act.emit(Action::Ask(Some(Asked::Remark(span)))),
                None => act.emit(Action::Notice(words::REMARK_HINT)),
            }
        })
    };
    html! {
        <section class="report" aria-labelledby="report" ref={section} ondblclick={twice} onkeydown={keys(properties)}>
            <div class="report-head">
                <h2 id="report" tabindex="-1">{ words::REPORT }</h2>
                <p class="hint">{ words::EDIT_HINT }</p>
                // Pressing it leaves the selection and the focus where they are.
                <button type="button" id="add-remark" title={words::REMARK_HINT} onmousedown={|event: MouseEvent| event.prevent_default()} onclick={remark}>{ words::ADD_REMARK }</button>
            </div>
            <article>
                <section aria-label={words::BEFORE_SECTIONS}>{ part(properties, Span { start: 0, end: first }) }</section>
                for (at, section) in report.sections.iter().enumerate() {
                    <section key={at} aria-label={section.heading.of(text).trim().to_owned()}>
                        <div class="heading" role="heading" aria-level="3">{ passage(properties, section.heading) }</div>
                        { part(properties, Span { start: section.heading.end, end: section.span.end }) }
                    </section>
                }
            </article>
        </section>
    }
}

/// The paragraph or cell in which something happened.
fn place_under(target: Option<web_sys::EventTarget>) -> Option<Element> {
    place_of(&target?.dyn_into::<web_sys::Node>().ok()?)
}

fn editor_at(result: &Result, place: &Element) -> Option<Editor> {
    Some(Editor { place: named(result, &place.get_attribute("data-place")?)?, finding: None })
}

/// Enter or F2 edits the paragraph or cell with the focus; on a mark, whose Enter leads to its finding, F2. Arrows go from
/// cell to cell and from paragraph to paragraph.
fn keys(properties: &ReportProperties) -> Callback<KeyboardEvent> {
    let (result, act) = (properties.result.clone(), properties.act.clone());
    Callback::from(move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let Some(target) = target else { return };
        let is_place = target.has_attribute("data-place");
        let place = place_of(&target);
        let done = match event.key().as_str() {
            "F2" => place.and_then(|place| editor_at(&result, &place)).map(|editor| act.emit(Action::Edit(editor))),
            "Enter" if is_place => editor_at(&result, &target).map(|editor| act.emit(Action::Edit(editor))),
            key @ ("ArrowDown" | "ArrowUp" | "ArrowLeft" | "ArrowRight") if is_place => {
                step(&target, key).then_some(())
            }
            "ArrowDown" | "ArrowRight" if target.class_list().contains("scroll") => {
                let name = target.get_attribute("data-table").unwrap_or_default();
                focus_first(&format!("[data-table=\"{name}\"] td[data-place]")).then_some(())
            }
            _ => None,
        };
        if done.is_some() {
            event.prevent_default();
        }
    })
}

/// Goes from a cell to the next one in its row or column, from a paragraph to the next one.
fn step(from: &HtmlElement, key: &str) -> bool {
    let forward = matches!(key, "ArrowDown" | "ArrowRight");
    if from.local_name() != "td" {
        return matches!(key, "ArrowDown" | "ArrowUp") && step_focus(".report p[data-place]", forward);
    }
    if matches!(key, "ArrowLeft" | "ArrowRight") {
        return step_focus(".report td[data-place]", forward);
    }
    step_down(from, forward).is_some()
}

/// The cell above or below: the nearest of the next row that has cells.
fn step_down(from: &HtmlElement, forward: bool) -> Option<()> {
    let table = from.closest("table").ok()??;
    let cells = table.query_selector_all("td[data-place]").ok()?;
    let own = from.get_bounding_client_rect();
    let mut best: Option<(f64, HtmlElement)> = None;
    for at in 0..cells.length() {
        let Some(cell) = cells.item(at).and_then(|cell| cell.dyn_into::<HtmlElement>().ok()) else { continue };
        let place = cell.get_bounding_client_rect();
        let down = if forward { place.top() - own.top() } else { own.top() - place.top() };
        let aside = ((place.left() + place.right()) - (own.left() + own.right())).abs();
        if down > 1.0 && best.as_ref().is_none_or(|(known, _)| down * 10_000.0 + aside < *known) {
            best = Some((down * 10_000.0 + aside, cell));
        }
    }
    best.and_then(|(_, cell)| cell.focus().ok())
}

/// A part of the text; where a table that was read stands in it, the table in its place.
fn part(properties: &ReportProperties, span: Span) -> Html {
    let checked = &properties.result.checked;
    let mut tables: Vec<TableNumber> = TableNumber::ALL
        .into_iter()
        .filter(|number| is_shown(checked, *number) && span.contains(checked.report.table(*number).span))
        .collect();
    tables.sort_by_key(|number| checked.report.table(*number).span);
    let mut at = span.start;
    let mut pieces = Vec::new();
    for number in tables {
        let table = checked.report.table(number);
        pieces.push(passage(properties, Span { start: at, end: table.span.start.max(at) }));
        pieces.push(html! {
            <>
                <TableView result={properties.result.clone()} number={number} view={properties.view.clone()} act={properties.act.clone()} />
                for reason in &table.unread { <p class="hint">{ reason }</p> }
                <details class="original">
                    <summary>{ words::ORIGINAL_TABLE }</summary>
                    <pre>{ table.span.of(checked.source.text()) }</pre>
                </details>
            </>
        });
        at = table.span.end;
    }
    pieces.push(passage(properties, Span { start: at, end: span.end }));
    html! { for piece in pieces { { piece } } }
}

fn passage(properties: &ReportProperties, span: Span) -> Html {
    html! { <Passage result={properties.result.clone()} span={span} view={properties.view.clone()} act={properties.act.clone()} /> }
}

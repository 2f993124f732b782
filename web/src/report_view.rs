//! The report as read: its text by section, its tables as tables.

use std::rc::Rc;

use gouji_core::Span;
use gouji_core::form::TableNumber;
use yew::prelude::*;

use crate::marks::is_shown;
use crate::passages::Passage;
use crate::state::{Action, Result};
use crate::tables::TableView;
use crate::words;

#[derive(Properties)]
pub struct ReportProperties {
    pub result: Rc<Result>,
    pub chosen: Option<usize>,
    pub act: Callback<Action>,
}

impl PartialEq for ReportProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result) && self.chosen == other.chosen
    }
}

#[component]
pub fn ReportView(properties: &ReportProperties) -> Html {
    let report = &properties.result.checked.report;
    let text = properties.result.checked.source.text();
    let first = report.sections.first().map_or(text.len() as u32, |section| section.span.start);
    html! {
        <section class="report" aria-labelledby="report">
            <h2 id="report" tabindex="-1">{ words::REPORT }</h2>
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
                <TableView result={properties.result.clone()} number={number} chosen={properties.chosen} act={properties.act.clone()} />
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
    html! { <Passage result={properties.result.clone()} span={span} chosen={properties.chosen} act={properties.act.clone()} /> }
}

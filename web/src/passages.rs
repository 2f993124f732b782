//! The text between the tables, line by line, with the exact characters of each finding marked.

use std::rc::Rc;

use annual_report::Span;
use yew::prelude::*;

use crate::browser::focus;
use crate::marks::{Mark, finding_id, mark_id, mark_of};
use crate::state::Result;
use crate::{severity, words};

/// A part of the text is cut here at first, so that a text of a megabyte stays easy to handle.
const LINES_AT_FIRST: usize = 300;

#[derive(Properties)]
pub struct PassageProperties {
    pub result: Rc<Result>,
    pub span: Span,
    pub chosen: Option<usize>,
    pub choose: Callback<usize>,
}

impl PartialEq for PassageProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result) && self.span == other.span && self.chosen == other.chosen
    }
}

#[component]
pub fn Passage(properties: &PassageProperties) -> Html {
    let whole = use_state(|| false);
    let source = &properties.result.source;
    let marks = text_marks(&properties.result, properties.span);
    let mut lines = Vec::new();
    let mut at = properties.span.start as usize;
    for line in properties.span.of(source.text()).split('\n') {
        let span = Span::new(at, at + line.len());
        at += line.len() + 1;
        let marked = marks.iter().any(|(_, mark)| overlaps(span, *mark));
        if !line.trim().is_empty() || marked {
            lines.push((span, marked));
        }
    }
    // A line that holds a mark is always shown.
    let hidden = if *whole { 0 } else { lines.iter().skip(LINES_AT_FIRST).filter(|(_, marked)| !marked).count() };
    let show = {
        let whole = whole.clone();
        Callback::from(move |_: MouseEvent| whole.set(true))
    };
    html! {
        <>
            for (number, (span, marked)) in lines.into_iter().enumerate() {
                if *whole || number < LINES_AT_FIRST || marked {
                    <p>{ pieces(properties, span, &marks) }</p>
                }
            }
            if hidden > 0 {
                <p class="hint">{ words::hidden_lines(hidden) }{ " " }<button type="button" onclick={show}>{ words::SHOW_ALL }</button></p>
            }
        </>
    }
}

/// The findings marked in a part of the text, in order.
fn text_marks(result: &Result, span: Span) -> Vec<(usize, Span)> {
    let findings = result.checked.findings.iter().enumerate();
    let mut marks: Vec<(usize, Span)> = findings
        .filter_map(|(number, finding)| match mark_of(finding, &result.checked) {
            Mark::Text(mark) if overlaps(span, mark) => Some((number, mark)),
            _ => None,
        })
        .collect();
    marks.sort_by_key(|(_, mark)| *mark);
    marks
}

/// A mark without width belongs to the line in which, or at whose end, it stands.
fn overlaps(span: Span, mark: Span) -> bool {
    if mark.start == mark.end {
        return span.start <= mark.start && mark.start <= span.end;
    }
    span.start < mark.end && mark.start < span.end
}

fn pieces(properties: &PassageProperties, line: Span, marks: &[(usize, Span)]) -> Html {
    let text = properties.result.source.text();
    let mut pieces = Vec::new();
    let mut at = line.start;
    for (number, mark) in marks.iter().filter(|(_, mark)| overlaps(line, *mark)) {
        let start = mark.start.clamp(at, line.end);
        let end = mark.end.clamp(start, line.end);
        // A point at the border of two lines is drawn once, in the line that ends there.
        if mark.start == mark.end && mark.start == line.start && line.start > 0 && line.start != line.end {
            continue;
        }
        pieces.push(html! { { Span { start: at, end: start }.of(text) } });
        let first = mark.start >= line.start;
        pieces.push(mark_link(
            &properties.result,
            *number,
            properties.chosen,
            &properties.choose,
            first,
            Span { start, end }.of(text),
        ));
        at = end;
    }
    pieces.push(html! { { Span { start: at, end: line.end }.of(text) } });
    html! { for piece in pieces { { piece } } }
}

/// A mark that leads to its finding. Only its first piece has the id to jump to.
pub fn mark_link(
    result: &Rc<Result>,
    number: usize,
    chosen: Option<usize>,
    choose: &Callback<usize>,
    first: bool,
    text: &str,
) -> Html {
    let Some(finding) = result.checked.findings.get(number) else { return Html::default() };
    let go = {
        let choose = choose.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            choose.emit(number);
            focus(&finding_id(number));
        })
    };
    let back = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            focus(&finding_id(number));
        }
    });
    let level = finding.severity;
    let class = classes!(
        "mark",
        severity::class(level),
        (chosen == Some(number)).then_some("chosen"),
        text.is_empty().then_some("point")
    );
    let label = format!("{}：", severity::label(level));
    html! {
        <a class={class} id={first.then(|| mark_id(number))} href={format!("#{}", finding_id(number))} onclick={go} onkeydown={back} title={severity::label(level)}>
            <span class="unseen">{ label }</span>
            <span class="shape" aria-hidden="true">{ severity::shape(level) }</span>
            if text.is_empty() { { words::POINT } } else { <mark>{ text }</mark> }
        </a>
    }
}

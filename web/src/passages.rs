//! The text between the tables, line by line, with the exact characters of each finding marked.

use std::rc::Rc;

use gouji_core::Span;
use gouji_core::report::TableState;
use yew::prelude::*;

use crate::browser::step_focus;
use crate::marks::{Mark, finding_id, mark_id, related_id, related_in};
use crate::state::{Action, Result, Target};
use crate::{severity, words};

/// A part of the text is cut here at first, so that a text of a megabyte stays easy to handle.
const LINES_AT_FIRST: usize = 300;

/// A longer line, in bytes, is drawn in pieces: crawlers put a whole report into one line.
const LONGEST_LINE: usize = 3000;

#[derive(Properties)]
pub struct PassageProperties {
    pub result: Rc<Result>,
    pub span: Span,
    pub chosen: Option<usize>,
    pub act: Callback<Action>,
}

impl PartialEq for PassageProperties {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result) && self.span == other.span && self.chosen == other.chosen
    }
}

#[component]
pub fn Passage(properties: &PassageProperties) -> Html {
    let whole = use_state(|| false);
    let marks = text_marks(&properties.result, properties.span);
    let lines: Vec<(Span, bool)> = lines_of(properties.result.checked.source.text(), properties.span)
        .into_iter()
        .map(|line| (line, marks.iter().any(|(_, mark)| overlaps(line, *mark))))
        .filter(|(line, marked)| *marked || !line.of(properties.result.checked.source.text()).trim().is_empty())
        .collect();
    // A line that holds a mark is always shown.
    let hidden = if *whole { 0 } else { lines.iter().skip(LINES_AT_FIRST).filter(|(_, marked)| !marked).count() };
    let show = {
        let whole = whole.clone();
        Callback::from(move |_: MouseEvent| whole.set(true))
    };
    html! {
        <>
            for (at, (span, marked)) in lines.into_iter().enumerate() {
                if *whole || at < LINES_AT_FIRST || marked {
                    <p class={class_of(&properties.result, span)}>{ pieces(properties, span, &marks) }</p>
                }
            }
            if hidden > 0 {
                <p class="hint rest">{ words::hidden_lines(hidden) }<button type="button" onclick={show}>{ words::SHOW_ALL }</button></p>
            }
        </>
    }
}

/// The lines of a part of the text, over-long ones cut after a full stop.
fn lines_of(text: &str, part: Span) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut at = part.start as usize;
    for line in part.of(text).split('\n') {
        let end = at + line.len();
        let mut start = at;
        while end - start > LONGEST_LINE {
            let mut cut = start + LONGEST_LINE;
            while !text.is_char_boundary(cut) {
                cut -= 1;
            }
            let cut = text[start..cut].rfind('。').map_or(cut, |stop| start + stop + '。'.len_utf8());
            lines.push(Span::new(start, cut));
            start = cut;
        }
        lines.push(Span::new(start, end));
        at = end + 1;
    }
    lines
}

/// The title stands in the middle; what should have been a table keeps its tabs.
fn class_of(result: &Result, line: Span) -> &'static str {
    let report = &result.checked.report;
    if report.title.is_some_and(|title| overlaps(line, title) && title.start < title.end) {
        return "title";
    }
    let lost = |table: &gouji_core::report::Table| {
        table.state == TableState::LostInCopying && table.span.start < line.end && line.start < table.span.end
    };
    let text = line.of(result.checked.source.text());
    if report.tables.iter().any(lost) || text.trim().contains('\t') || text.trim().contains("    ") {
        "raw"
    } else {
        ""
    }
}

/// The findings marked in a part of the text, in order.
fn text_marks(result: &Result, span: Span) -> Vec<(usize, Span)> {
    let marks = result.marks.iter().enumerate();
    // Findings come by position, and so do their marks.
    marks
        .filter_map(|(finding, mark)| match mark {
            Mark::Text(mark) if overlaps(span, *mark) => Some((finding, *mark)),
            _ => None,
        })
        .collect()
}

/// A mark without width belongs to the line in which, or at whose end, it stands.
fn overlaps(span: Span, mark: Span) -> bool {
    if mark.start == mark.end {
        return span.start <= mark.start && mark.start <= span.end;
    }
    span.start < mark.end && mark.start < span.end
}

fn pieces(properties: &PassageProperties, line: Span, marks: &[(usize, Span)]) -> Html {
    let mut pieces = Vec::new();
    let mut at = line.start;
    for (finding, mark) in marks.iter().filter(|(_, mark)| overlaps(line, *mark)) {
        let start = mark.start.clamp(at, line.end);
        let end = mark.end.clamp(start, line.end);
        // A point at the border of two lines is drawn once, in the line that ends there.
        if mark.start == mark.end && mark.start == line.start && line.start > 0 && line.start != line.end {
            continue;
        }
        pieces.push(words(properties, Span { start: at, end: start }));
        let link = MarkLink {
            result: &properties.result,
            finding: *finding,
            chosen: properties.chosen,
            first: mark.start >= line.start,
        };
        pieces.push(link.draw(&properties.act, words(properties, Span { start, end }), start == end));
        at = end;
    }
    pieces.push(words(properties, Span { start: at, end: line.end }));
    html! { for piece in pieces { { piece } } }
}

/// Words of the report; in them the other places of the chosen finding are shown.
fn words(properties: &PassageProperties, part: Span) -> Html {
    let result = &properties.result;
    let text = result.checked.source.text();
    let Some(chosen) = properties.chosen else { return html! { { part.of(text) } } };
    let mut pieces = Vec::new();
    let mut at = part.start;
    for (place, other) in related_in(result.finding(chosen), part) {
        let start = other.start.clamp(at, part.end);
        let end = other.end.clamp(start, part.end);
        // Only its beginning can be jumped to.
        let id = (other.start >= part.start).then(|| related_id(result.number(chosen), place));
        pieces.push(html! { <>{ Span { start: at, end: start }.of(text) }<span class="related" {id} tabindex="-1">{ Span { start, end }.of(text) }</span></> });
        at = end;
    }
    html! { <>for piece in pieces { { piece } }{ Span { start: at, end: part.end }.of(text) }</> }
}

/// A mark that leads to its finding.
pub struct MarkLink<'a> {
    pub result: &'a Rc<Result>,
    pub finding: usize,
    pub chosen: Option<usize>,
    /// Whether it is the first piece of the mark, which has the id to jump to.
    pub first: bool,
}

impl MarkLink<'_> {
    /// Around `words`, or where there are none as a point.
    pub fn draw(&self, act: &Callback<Action>, words: Html, is_point: bool) -> Html {
        let Some(finding) = self.result.finding(self.finding) else { return Html::default() };
        let number = self.result.number(self.finding);
        let level = finding.severity;
        let label = level.name();
        let class = classes!(
            "mark",
            severity::class(level),
            (self.chosen == Some(self.finding)).then_some("chosen"),
            is_point.then_some("point")
        );
        let target = Target::Finding(self.finding);
        let go = {
            let act = act.clone();
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                act.emit(Action::Go(target));
            })
        };
        let act = act.clone();
        let keys = Callback::from(move |event: KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            match event.key().as_str() {
                "Escape" => act.emit(Action::Go(target)),
                "j" | "J" => drop(step_focus(".report a.mark", true)),
                "k" | "K" => drop(step_focus(".report a.mark", false)),
                _ => {}
            }
        });
        html! {
            <a class={class} id={self.first.then(|| mark_id(number))} href={format!("#{}", finding_id(number))} onclick={go} onkeydown={keys}>
                if is_point {
                    <span aria-hidden="true">{ severity::shape(level) }</span>{ format!("{label} {number}") }
                } else {
                    <mark>{ words }</mark><sup aria-hidden="true">{ number }</sup><span class="unseen">{ format!("（{label} {number}）") }</span>
                }
            </a>
        }
    }
}

//! The text between the tables, line by line, with the exact characters of each finding marked.

use std::cell::RefCell;
use std::rc::Rc;

use gouji_core::Span;
use gouji_core::report::TableState;
use yew::prelude::*;

use crate::browser::{Later, step_focus};
use crate::editor::EditorField;
use crate::marks::{Mark, finding_id, mark_id, related_id, related_in, remark_id};
use crate::places::line_name;
use crate::result::Result;
use crate::state::Action;
use crate::view::{EditorPlace, Target, View};
use crate::{severity, words};

/// A part of the text is cut here at first, so that a text of a megabyte stays easy to handle.
const LINES_AT_FIRST: usize = 300;

/// A longer line, in bytes, is drawn in pieces: crawlers put a whole report into one line.
const LONGEST_LINE: usize = 3000;

#[derive(Properties)]
pub struct PassageProperties {
    pub result: Rc<Result>,
    pub span: Span,
    pub view: View,
    pub act: Callback<Action>,
}

impl PartialEq for PassageProperties {
    fn eq(&self, other: &Self) -> bool {
        let same = self.view.chosen == other.view.chosen && self.view.editor == other.view.editor;
        Rc::ptr_eq(&self.result, &other.result) && self.span == other.span && same
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
                    { line(properties, span, &marks) }
                }
            }
            if hidden > 0 {
                <p class="hint rest">{ words::hidden_lines(hidden) }<button type="button" onclick={show}>{ words::SHOW_ALL }</button></p>
            }
        </>
    }
}

/// A line, or the field in which it is edited.
fn line(properties: &PassageProperties, span: Span, marks: &[(usize, Span)]) -> Html {
    let class = class_of(&properties.result, span);
    let edited = properties.view.editor.is_some_and(|editor| editor.place == EditorPlace::Line(span));
    if edited {
        let text = span.of(properties.result.source().text()).trim_end_matches('\r').to_owned();
        return html! { <p class={classes!(class, "editing")}><EditorField {text} long=true cells=false act={properties.act.clone()} /></p> };
    }
    html! { <p {class} tabindex="-1" data-place={line_name(span)}>{ pieces(properties, span, marks) }</p> }
}

/// The lines of a part of the text, over-long ones cut after a full stop.
fn lines_of(text: &str, part: Span) -> Vec<Span> {
    let mut lines = Vec::new();
    let mut at = part.start as usize;
    for line in part.of(text).split('\n') {
        let next = at + line.len() + 1;
        let end = at + line.trim_end_matches('\r').len();
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
        at = next;
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
            chosen: properties.view.chosen,
            first: mark.start >= line.start,
        };
        pieces.push(link.draw(&properties.act, words(properties, Span { start, end }), start == end));
        at = end;
    }
    pieces.push(words(properties, Span { start: at, end: line.end }));
    html! { for piece in pieces { { piece } } }
}

/// Words of the report; in them the other places of the chosen finding are shown, and those with a remark.
fn words(properties: &PassageProperties, part: Span) -> Html {
    let result = &properties.result;
    let text = result.source().text();
    let chosen = properties.view.chosen;
    let related = chosen.into_iter().flat_map(|chosen| {
        related_in(result.finding(chosen), part)
            .into_iter()
            .map(move |(place, span)| (span, Shown::Related(chosen, place)))
    });
    let remarks = result.remarks.iter().enumerate().map(|(at, remark)| (remark.span, Shown::Remark(at)));
    let remarks = remarks.filter(|(span, _)| span.start < part.end && part.start < span.end);
    let mut shown: Vec<(Span, Shown)> = related.chain(remarks).collect();
    if shown.is_empty() {
        return html! { { part.of(text) } };
    }
    shown.sort_by_key(|(span, _)| *span);
    let mut pieces = Vec::new();
    let mut at = part.start;
    for (span, shown) in shown {
        let start = span.start.clamp(at, part.end);
        let end = span.end.clamp(start, part.end);
        let (class, id) = match shown {
            Shown::Related(chosen, place) => ("related", related_id(result.number(chosen), place)),
            Shown::Remark(at) => ("remarked", remark_id(at)),
        };
        // Only its beginning can be jumped to.
        let id = (span.start >= part.start).then_some(id);
        pieces.push(html! { <>{ Span { start: at, end: start }.of(text) }<span {class} {id} tabindex="-1">{ Span { start, end }.of(text) }</span></> });
        at = end;
    }
    html! { <>for piece in pieces { { piece } }{ Span { start: at, end: part.end }.of(text) }</> }
}

/// Why words are shown apart from the others.
#[derive(Clone, Copy)]
enum Shown {
    /// The chosen finding is about them too.
    Related(usize, usize),
    /// A remark of the person's own.
    Remark(usize),
}

thread_local! {
    /// The jump that a click on a mark asked for.
    static JUMP: RefCell<Option<Later>> = const { RefCell::new(None) };
}

/// Goes to a finding from its mark. A click may be the first of two, which edit the words: it chooses the finding at once, and
/// moves nothing under the mouse until it is the only one. A key, told as a click of no mouse, goes at once.
fn follow(act: &Callback<Action>, finding: usize, clicks: i32) {
    /// So long a second click is waited for, in milliseconds.
    const SECOND_CLICK: i32 = 280;
    JUMP.take();
    match clicks {
        0 => act.emit(Action::Go(Target::Finding(finding))),
        1 => {
            act.emit(Action::Choose(finding));
            let act = act.clone();
            let go = Later::after(SECOND_CLICK, move || act.emit(Action::Go(Target::Finding(finding))));
            JUMP.replace(Some(go));
        }
        _ => {}
    }
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
    /// Around `words`, or where there are none as a point. What a mark says stands in no text, so that it is never copied.
    pub fn draw(&self, act: &Callback<Action>, words: Html, is_point: bool) -> Html {
        let Some(finding) = self.result.finding(self.finding) else { return Html::default() };
        let number = self.result.number(self.finding);
        let level = finding.severity;
        let confirmed = finding.acknowledged.is_some();
        let kind = if confirmed { words::CONFIRMED } else { level.name() };
        let class = classes!(
            "mark",
            if confirmed { "confirmed" } else { severity::class(level) },
            (self.chosen == Some(self.finding)).then_some("chosen"),
            is_point.then_some("point")
        );
        let target = Target::Finding(self.finding);
        let go = {
            let (act, finding) = (act.clone(), self.finding);
            Callback::from(move |event: MouseEvent| {
                event.prevent_default();
                follow(&act, finding, event.detail());
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
        let message = self.result.checked.words(finding).message;
        let shape = if confirmed { severity::CONFIRMED } else { severity::shape(level) };
        html! {
            <a class={class} id={self.first.then(|| mark_id(number))} href={format!("#{}", finding_id(number))} aria-label={is_point.then_some(kind)} title={format!("{kind}：{message}")} data-kind={is_point.then(|| format!("{shape} {kind}"))} onclick={go} onkeydown={keys}>
                if !is_point { <mark>{ words }</mark> }
            </a>
        }
    }
}

//! One report in the person's hands: what was given, the steps since then, and how many of them hold (the cursor). All else
//! follows from these.

use std::rc::Rc;
use std::sync::Arc;

use gouji_core::contract::Remark;
use gouji_core::editing::{merged, moved};
use gouji_core::finding::Edit;
use gouji_core::form::Level;
use gouji_core::report::Day;
use gouji_core::{Options, Source, Span};
use gouji_documents::handover::{Reply, WorkerMessage};
use js_sys::Uint8Array;

use crate::steps::{By, Packed, Step};
use crate::surroundings;

/// A report as it came in.
#[derive(Clone)]
pub struct Given {
    /// As it was read.
    pub source: Source,
    /// The name of its file, where it came in one.
    pub name: Option<String>,
    /// SHA-256 of the file's bytes.
    pub sha256: Option<String>,
    /// The Word file as the worker that read it wants it to write into it.
    pub word: Option<Uint8Array>,
    /// Whether it came in a Word file that could not be kept over a reload.
    pub word_is_gone: bool,
}

/// A report with all that was done to it.
#[derive(Clone)]
pub struct Document {
    pub given: Rc<Given>,
    steps: Vec<Step>,
    /// So many of the steps hold; the others were undone.
    cursor: usize,
}

/// What the steps make of a report.
#[derive(Clone, Default)]
pub struct Present {
    pub source: Source,
    /// What was given by hand, with last year's report and the rules left out; no confirmations.
    pub options: Options,
    /// The file of last year's report.
    pub previous_name: Option<String>,
    pub confirmed: Vec<Confirmed>,
    pub remarks: Vec<Remark>,
    /// All changes of the text as one, over the text as given.
    pub edits: Vec<Edit>,
    /// Which words of the text now the person typed; of words taken away, where they stood.
    pub typed: Vec<Span>,
}

/// A finding that was confirmed as right: it is known by its rule and its place on the page.
#[derive(Clone)]
pub struct Confirmed {
    pub rule: String,
    pub span: Span,
    pub reason: String,
}

impl Given {
    /// A report that did not come in a file.
    pub fn of(source: Source) -> Self {
        Given { source, name: None, sha256: None, word: None, word_is_gone: false }
    }
}

impl Document {
    /// A report to which nothing was done.
    pub fn new(given: Given) -> Self {
        Document { given: Rc::new(given), steps: Vec::new(), cursor: 0 }
    }

    /// One that was kept.
    pub fn with_steps(given: Given, steps: Vec<Step>, cursor: usize) -> Self {
        let cursor = cursor.min(steps.len());
        Document { given: Rc::new(given), steps, cursor }
    }

    /// The steps that hold, and after them those that were undone.
    pub fn steps(&self) -> (&[Step], &[Step]) {
        self.steps.split_at(self.cursor)
    }

    /// The step that undoing takes back.
    pub fn last(&self) -> Option<&Step> {
        self.steps[..self.cursor].last()
    }

    /// The step that redoing does.
    pub fn next(&self) -> Option<&Step> {
        self.steps.get(self.cursor)
    }

    /// Whether the person did anything to it that would be lost.
    pub fn was_worked_on(&self) -> bool {
        self.cursor > 0
    }

    pub fn take(&mut self, step: Step) {
        self.steps.truncate(self.cursor);
        self.steps.push(step);
        self.cursor += 1;
    }

    pub fn undo(&mut self) -> bool {
        let can = self.cursor > 0;
        self.cursor -= usize::from(can);
        can
    }

    pub fn redo(&mut self) -> bool {
        let can = self.cursor < self.steps.len();
        self.cursor += usize::from(can);
        can
    }

    /// What the steps that hold make of it.
    pub fn present(&self) -> Present {
        let mut present =
            Present { source: self.given.source.clone(), options: surroundings::options(), ..Present::default() };
        self.steps[..self.cursor].iter().for_each(|step| present.take(step));
        present
    }
}

impl Present {
    fn take(&mut self, step: &Step) {
        match step {
            Step::Edit { edits, by, .. } => self.edit(edits, matches!(by, By::Typed | By::Box)),
            Step::Confirm { rule, span, reason } => {
                self.confirmed.push(Confirmed { rule: rule.clone(), span: *span, reason: reason.clone() });
            }
            Step::Reopen { rule, span } => self.confirmed.retain(|known| known.rule != *rule || known.span != *span),
            Step::Remark { span, text } => self.remarks.push(Remark { span: *span, text: text.clone() }),
            Step::TakeRemark { at } if *at < self.remarks.len() => drop(self.remarks.remove(*at)),
            Step::TakeRemark { .. } => {}
            Step::Leave { rule } => drop(self.options.without.insert(rule.clone())),
            Step::Resume { rule } => drop(self.options.without.remove(rule)),
            Step::Identity { organ, level, year, due } => {
                self.options.organ = organ.clone();
                self.options.level = level.as_deref().and_then(Level::from_id);
                self.options.year = *year;
                self.options.due = due.as_deref().and_then(Day::read);
            }
            Step::Previous(previous) => {
                let previous = previous.as_ref().and_then(|(name, packed)| Some((name.clone(), packed.open()?)));
                let (name, source) = previous.unzip();
                self.previous_name = name;
                self.options.previous = source.map(Arc::new);
            }
        }
    }

    /// Changes the text. What does not fit into its paragraphs and cells, as only the box allows, makes it a text without
    /// structure.
    fn edit(&mut self, edits: &[Edit], is_typed: bool) {
        self.source = match self.source.edited(edits) {
            Ok(source) => source,
            Err(_) => self.source.edited_freely(edits),
        };
        self.confirmed.retain_mut(|known| {
            // What stands over several paragraphs is not about the words that were changed.
            let place = moved(known.span, edits).or_else(|| {
                let wide = known.span.of(self.source.text()).contains('\n');
                wide.then(|| around(known.span, edits))
            });
            place.is_some_and(|place| {
                known.span = place;
                true
            })
        });
        for remark in &mut self.remarks {
            remark.span = moved(remark.span, edits).unwrap_or_else(|| around(remark.span, edits));
        }
        for typed in &mut self.typed {
            *typed = around(*typed, edits);
        }
        if is_typed {
            let mut in_order = edits.to_vec();
            in_order.sort_by_key(|edit| edit.span);
            let mut shift: i64 = 0;
            self.typed.extend(in_order.iter().map(|edit| {
                let start = (i64::from(edit.span.start) + shift) as u32;
                shift += edit.text.len() as i64 - edit.span.len() as i64;
                Span { start, end: start + edit.text.len() as u32 }
            }));
        }
        self.edits = merged(&self.edits, edits);
    }
}

/// Where words went of which some were changed.
fn around(span: Span, edits: &[Edit]) -> Span {
    let place = |at: u32| moved(Span { start: at, end: at }, edits).map_or(at, |place| place.start);
    Span { start: place(span.start), end: place(span.end).max(place(span.start)) }
}

impl Packed {
    /// A source in bytes.
    pub fn of(source: &Source) -> Self {
        Packed(WorkerMessage::new(Reply::Report(source.clone())).to_bytes())
    }

    /// The source again; none where it was packed by another version of the page.
    pub fn open(&self) -> Option<Source> {
        match WorkerMessage::content_of(&self.0) {
            Ok(Reply::Report(source)) => Some(source),
            _ => None,
        }
    }
}

//! What the page knows, and what can happen to it.

use std::collections::BTreeMap;
use std::rc::Rc;

use gouji_core::editing::differences;
use gouji_core::finding::{Edit, Severity};
use gouji_core::problem::Problem;
use gouji_core::report::CellAddress;
use gouji_core::since::matched;
use gouji_core::{Options, Source, Span};
use yew::Reducible;

use crate::document::{Document, Given};
use crate::result::{Result, Shelf};
use crate::steps::{By, Packed, Step};
use crate::view::{Asked, Editor, EditorPlace, Target, View};
use crate::words;

/// The state of the page.
#[derive(Clone, Default)]
pub struct State {
    /// The report in the person's hands.
    pub document: Option<Rc<Document>>,
    /// What its check came to; nothing where it cannot be checked.
    pub result: Option<Rc<Result>>,
    /// The report whose place another one took.
    pub replaced: Option<Rc<Document>>,
    /// What could not be read and why; the text in the box stays.
    pub problems: Vec<Problem>,
    /// Something to know beside it.
    pub notice: Option<&'static str>,
    /// What is said aloud, with a number of its own, so that the same can be said twice.
    pub said: (u32, String),
    /// What is being done with a file, and how many steps of how many are done.
    pub reading: Option<(Task, u32, u32)>,
    /// Whether the last step was made in the box, where one visit is one step.
    in_box: bool,
    pub view: View,
}

/// What a worker does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Reads it.
    Read,
    /// Writes into it.
    Write,
}

/// What can happen.
pub enum Action {
    /// Another report came in: it is shown, and the box put away.
    Open(Document),
    /// The page was loaded again with a report.
    Restore {
        document: Document,
        replaced: Option<Document>,
    },
    /// The report that was replaced comes back.
    TakeBack,
    /// The text in the box was edited, which without anything else is this source; the box stays.
    Box(String, Source),
    /// The box was left: what is typed next is another step.
    LeaveBox,
    /// Something came in that cannot be checked; the report in the box stays what it was.
    Refuse(Vec<Problem>),
    /// What is in the box cannot be checked.
    RefuseText(Vec<Problem>),
    /// A file is being worked on: so many steps of so many are done.
    Work(Task, u32, u32),
    /// Nothing is done with a file any more.
    Rest,
    /// Last year's report came in with the name of its file, or is taken away.
    Compare(Option<(String, Source)>),
    /// Organ, level, year or the last day for publishing were given by hand.
    Correct(Options),
    /// A finding was chosen.
    Choose(usize),
    /// The focus goes somewhere.
    Go(Target),
    /// Only one part of the list, or all.
    Filter(Option<Shelf>),
    /// The box is shown or put away.
    Fold(bool),
    /// 校验意见 is seen on its sheets, or put away.
    Sheets(bool),
    /// Something to know.
    Notice(&'static str),
    /// A finding is mended by one of the changes that are offered.
    Mend {
        finding: usize,
        name: String,
        edits: Vec<Edit>,
        by: By,
    },
    /// All changes in which nothing else is thinkable are made.
    MendSafe,
    /// Words are edited in their place.
    Edit(Editor),
    /// What the editor holds is taken, or it was left with nothing to take.
    Leave(Left),
    /// The person is asked something, or not any more.
    Ask(Option<Asked>),
    /// A finding is right.
    Confirm(usize, String),
    /// A confirmed finding counts again.
    Reopen(usize),
    /// A remark beside some words.
    Remark(Span, String),
    /// A remark is taken away.
    TakeRemark(usize),
    /// This report is not searched for a kind of question, or again.
    LeaveOut(&'static str),
    Search(&'static str),
    Undo,
    Redo,
    /// What is given beside the text changed.
    CheckAgain,
    /// Findings are known to be right: their fingerprints, each with its reason.
    Acknowledge(BTreeMap<String, String>),
    /// All is forgotten.
    Clear,
}

/// How an editor was left.
pub enum Left {
    /// Nothing is changed.
    Back,
    /// With these words, by Enter.
    Taken(String),
    /// With these words, for the next cell or the one before.
    Onward { text: String, forward: bool },
    /// With these words, by going elsewhere.
    Aside(String),
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        state.act(action);
        Rc::new(state)
    }
}

impl State {
    fn act(&mut self, action: Action) {
        match action {
            Action::Open(document) => self.open(document),
            Action::Restore { document, replaced } => {
                self.document = Some(Rc::new(document));
                self.replaced = replaced.map(Rc::new);
                self.check();
                self.view.folded = self.result.is_some();
            }
            Action::TakeBack => {
                if let Some(replaced) = self.replaced.take() {
                    self.open((*replaced).clone());
                }
            }
            Action::Box(text, source) => self.take_box(&text, source),
            Action::LeaveBox => self.in_box = false,
            Action::Refuse(problems) => {
                self.problems = problems;
                self.reading = None;
            }
            Action::RefuseText(problems) => {
                let replaced = self.document.take().or(self.replaced.take());
                *self =
                    State { problems, replaced, said: self.said.clone(), view: self.fresh_view(), ..State::default() };
            }
            Action::Work(task, done, all) => {
                self.problems.clear();
                self.notice = None;
                self.reading = Some((task, done, all));
            }
            Action::Rest => self.reading = None,
            Action::Notice(notice) => self.notice = Some(notice),
            Action::Compare(previous) => {
                self.problems.clear();
                self.step(Step::Previous(previous.map(|(name, source)| (name, Packed::of(&source)))));
                self.view.go(Target::Verdict);
            }
            Action::Correct(Options { organ, level, year, due, .. }) => {
                let level = level.map(|level| level.id().to_owned());
                self.step(Step::Identity { organ, level, year, due: due.map(String::from) });
            }
            Action::Undo => self.travel(Document::undo, Document::next, words::undone),
            Action::Redo => self.travel(Document::redo, Document::last, words::redone),
            Action::Clear => {
                *self = State { said: self.said.clone(), view: self.fresh_view(), ..State::default() };
                self.view.go(Target::Box);
            }
            Action::Mend { finding, name, edits, by } => {
                self.step_at(finding, Step::Edit { edits, by, name });
            }
            Action::MendSafe => self.mend_safe(),
            Action::Confirm(finding, reason) => self.confirm(finding, reason),
            Action::Reopen(finding) => self.reopen(finding),
            Action::Remark(span, text) => {
                self.view.asked = None;
                self.step(Step::Remark { span, text });
                let last = self.result.as_ref().map_or(0, |result| result.remarks.len().saturating_sub(1));
                self.view.go(Target::Remark(last));
            }
            Action::TakeRemark(at) => {
                self.step(Step::TakeRemark { at });
                self.view.go(Target::Verdict);
            }
            Action::LeaveOut(rule) => {
                let at = self.view.chosen.unwrap_or(0);
                self.step_at(at, Step::Leave { rule: rule.to_owned() });
            }
            Action::Search(rule) => {
                self.step(Step::Resume { rule: rule.to_owned() });
                self.view.go(Target::Verdict);
            }
            Action::CheckAgain => self.check(),
            Action::Acknowledge(reasons) => self.acknowledge(&reasons),
            Action::Leave(left) => self.leave_editor(left),
            looked => self.look(looked),
        }
    }

    /// What changes nothing but what is looked at.
    fn look(&mut self, action: Action) {
        match action {
            Action::Choose(finding) => self.choose(finding),
            Action::Go(target) => {
                if let Target::Finding(finding) | Target::Mark(finding) | Target::Related(finding, _) = target {
                    self.choose(finding);
                }
                if target == Target::Box {
                    self.view.folded = false;
                }
                self.view.go(target);
            }
            Action::Filter(filter) => {
                self.view.filter = filter;
                self.view.chosen = None;
            }
            Action::Fold(folded) => self.view.folded = folded,
            Action::Sheets(seen) => {
                self.view.sheets = seen;
                self.view.go(if seen { Target::Question } else { Target::TakeAway });
            }
            Action::Edit(editor) => self.view.editor = Some(editor),
            Action::Ask(asked) => {
                let was = std::mem::replace(&mut self.view.asked, asked);
                match (asked, was) {
                    (Some(_), _) => self.view.go(Target::Question),
                    (None, Some(Asked::Reason(finding) | Asked::Doubt(finding))) => {
                        self.view.go(Target::Finding(finding))
                    }
                    (None, Some(Asked::Chat | Asked::Code)) => self.view.go(Target::TakeAway),
                    (None, _) => self.view.go(Target::Verdict),
                }
            }
            _ => {}
        }
    }

    /// Takes a report as a whole; the one that was there can come back.
    fn open(&mut self, document: Document) {
        let replaced = self.document.take().or(self.replaced.take());
        *self = State { replaced, said: self.said.clone(), view: self.fresh_view(), ..State::default() };
        self.document = Some(Rc::new(document));
        self.check();
        self.view.folded = self.result.is_some();
        if let Some(result) = &self.result {
            let said = result.verdict().in_words();
            self.say(said);
            self.view.go(Target::Verdict);
        }
    }

    fn fresh_view(&self) -> View {
        View { jump: self.view.jump, ..View::default() }
    }

    fn say(&mut self, sentence: String) {
        self.said = (self.said.0.wrapping_add(1), sentence);
    }

    /// Checks the report as it is now.
    fn check(&mut self) {
        self.view.chosen = None;
        self.view.editor = None;
        self.view.asked = None;
        self.reading = None;
        let Some(document) = &self.document else { return };
        // What could not be read never stands beside a verdict about something else.
        (self.result, self.problems) = match Result::of(document) {
            Ok(result) => (Some(result), Vec::new()),
            Err(problems) => (None, problems),
        };
        let shown = |result: &Rc<Result>| self.view.filter.is_none_or(|shelf| result.count(shelf) > 0);
        if !self.result.as_ref().is_some_and(shown) {
            self.view.filter = None;
        }
    }

    /// A step, and the check after it.
    fn step(&mut self, step: Step) {
        let Some(document) = &mut self.document else { return };
        Rc::make_mut(document).take(step);
        self.in_box = false;
        self.notice = None;
        self.check();
    }

    /// A step at a finding: the focus goes on to the next one, and one message is said.
    fn step_at(&mut self, finding: usize, step: Step) {
        let Some(before) = self.result.clone() else { return };
        let (done, edits) = match &step {
            Step::Edit { name, edits, .. } => (words::done(name), edits.clone()),
            step => (words::done(step.name()), Vec::new()),
        };
        self.step(step);
        let Some(result) = &self.result else { return };
        let open = result.open();
        let next = next_finding(&before, result, finding, &edits);
        self.say(words::how_many_left(&done, open));
        match next {
            Some(next) => {
                self.choose(next);
                self.view.go(Target::Finding(next));
            }
            None => self.view.go(Target::Verdict),
        }
    }

    fn mend_safe(&mut self) {
        let Some(result) = &self.result else { return };
        let edits = result.safe.clone();
        let name = words::safe_step(edits.len());
        let first = result.order.first().copied().unwrap_or(0);
        self.step_at(first, Step::Edit { edits, by: By::Group, name });
    }

    fn confirm(&mut self, at: usize, reason: String) {
        let Some(finding) = self.result.as_ref().and_then(|result| result.finding(at)) else { return };
        let step = Step::Confirm { rule: finding.rule.to_owned(), span: finding.span, reason };
        self.step_at(at, step);
    }

    /// Confirms what was confirmed elsewhere before; nothing is said and nothing gets the focus.
    fn acknowledge(&mut self, reasons: &BTreeMap<String, String>) {
        let (Some(result), Some(document)) = (self.result.clone(), &mut self.document) else { return };
        let open = result.checked.findings.iter().filter(|finding| finding.acknowledged.is_none());
        let known: Vec<_> = open.filter_map(|finding| Some((finding, reasons.get(&finding.fingerprint)?))).collect();
        if known.is_empty() {
            return;
        }
        let document = Rc::make_mut(document);
        for (finding, reason) in known {
            let (rule, span) = (finding.rule.to_owned(), finding.span);
            document.take(Step::Confirm { rule, span, reason: reason.clone() });
        }
        self.check();
    }

    fn reopen(&mut self, at: usize) {
        let Some(finding) = self.result.as_ref().and_then(|result| result.finding(at)) else { return };
        let step = Step::Reopen { rule: finding.rule.to_owned(), span: finding.span };
        let (name, open) = (words::done(step.name()), self.result.as_ref().map_or(0, |result| result.open() + 1));
        self.step(step);
        self.say(words::how_many_left(&name, open));
        // It kept its place in the text, and so among the findings.
        self.choose(at);
        self.view.go(Target::Finding(at));
    }

    /// What the box holds. One visit to it is one step.
    fn take_box(&mut self, text: &str, source: Source) {
        self.notice = None;
        // What was never a report has no steps: it is only being written.
        let unwritten = |document: &Rc<Document>| self.result.is_none() && !document.was_worked_on();
        if self.document.as_ref().is_none_or(unwritten) {
            self.document = Some(Rc::new(Document::new(Given::of(source))));
            return self.check();
        }
        let Some(document) = &mut self.document else { return };
        let document = Rc::make_mut(document);
        if self.in_box {
            document.undo();
        }
        let source = document.present().source;
        // A box knows one end of a line.
        let own = source.text();
        let now = if own.contains("\r\n") { text.replace('\n', "\r\n") } else { text.to_owned() };
        let edits = differences(own, &now);
        self.in_box = !edits.is_empty();
        if self.in_box {
            document.take(Step::Edit { edits, by: By::Box, name: words::STEP_BOX.to_owned() });
        }
        self.check();
    }

    /// Undoes or redoes; what was done is said by its name.
    fn travel(
        &mut self,
        go: fn(&mut Document) -> bool,
        step: fn(&Document) -> Option<&Step>,
        said: fn(&str) -> String,
    ) {
        let Some(document) = &mut self.document else { return };
        let document = Rc::make_mut(document);
        if !go(document) {
            return;
        }
        let name = step(document).map(|step| step.name().to_owned()).unwrap_or_default();
        self.in_box = false;
        self.notice = None;
        self.check();
        let open = self.result.as_ref().map_or(0, |result| result.open());
        self.say(words::how_many_left(&said(&name), open));
    }

    fn leave_editor(&mut self, left: Left) {
        let (Some(editor), Some(result)) = (self.view.editor.take(), self.result.clone()) else { return };
        let back = match editor.place {
            EditorPlace::Cell(cell) => Target::Cell(cell),
            EditorPlace::Line(line) => Target::Line(line.start),
            EditorPlace::Words(_) => editor.finding.map_or(Target::Verdict, Target::Finding),
        };
        let text = match &left {
            Left::Back => return self.view.go(back),
            Left::Taken(text) | Left::Aside(text) | Left::Onward { text, .. } => text,
        };
        let edits = edits_in(&result, editor.place, text);
        if !edits.is_empty() {
            let name = words::typed_step(text);
            let step = Step::Edit { edits: edits.clone(), by: By::Typed, name };
            let at = editor.finding.or(at_place(&result, editor.place));
            let mended = at.filter(|_| matches!(left, Left::Taken(_)));
            match mended {
                Some(at) => return self.step_at(at, step),
                None => {
                    let done = words::done(step.name());
                    self.step(step);
                    let open = self.result.as_ref().map_or(0, |result| result.open());
                    self.say(words::how_many_left(&done, open));
                }
            }
        }
        match left {
            Left::Onward { forward, .. } => self.edit_next(editor, forward, back),
            Left::Taken(_) => self.view.go(back),
            // The focus is where the person went.
            Left::Aside(_) | Left::Back => {}
        }
    }

    /// Edits the cell behind or before one; beyond the last the focus stays.
    fn edit_next(&mut self, editor: Editor, forward: bool, back: Target) {
        let next = match editor.place {
            EditorPlace::Cell(cell) => self.result.as_ref().and_then(|result| cell_beside(result, cell, forward)),
            _ => None,
        };
        match next {
            Some(cell) => self.view.editor = Some(Editor { place: EditorPlace::Cell(cell), finding: None }),
            None => self.view.go(back),
        }
    }

    /// A chosen finding is always one that is shown.
    fn choose(&mut self, finding: usize) {
        let shelf = self.result.as_ref().and_then(|result| result.finding(finding)).map(Shelf::of);
        if shelf != self.view.filter {
            self.view.filter = None;
        }
        self.view.chosen = Some(finding);
    }
}

/// The finding that follows one in the list, after a step: the first of those behind it that is still open, else of those
/// before it.
fn next_finding(before: &Result, now: &Result, finding: usize, edits: &[Edit]) -> Option<usize> {
    let known = matched(&before.checked.findings, &now.checked.findings, edits);
    let is_open = |at: &usize| now.finding(*at).is_some_and(|finding| finding.acknowledged.is_none());
    // Those of one group were handled together, or follow each other.
    let place = before.order.iter().position(|at| *at == finding).unwrap_or(0);
    let (earlier, later) = before.order.split_at(place);
    let others = later.iter().skip(1).chain(earlier).filter_map(|at| known[*at]).find(is_open);
    others.or_else(|| now.order.iter().copied().find(is_open))
}

/// The finding that is marked in a place that can be edited: the gravest first.
fn at_place(result: &Result, place: EditorPlace) -> Option<usize> {
    let span = span_of(result, place)?;
    let is_in = |at: &&usize| {
        let finding = result.finding(**at);
        finding.is_some_and(|finding| span.contains(finding.span) && finding.acknowledged.is_none())
    };
    result.order.iter().find(is_in).copied()
}

/// The words of a place that can be edited.
pub fn span_of(result: &Result, place: EditorPlace) -> Option<Span> {
    match place {
        EditorPlace::Cell(cell) => result.checked.report.cell(cell)?.span,
        EditorPlace::Line(span) | EditorPlace::Words(span) => Some(span),
    }
}

/// The changes that make new words of a place.
fn edits_in(result: &Result, place: EditorPlace, text: &str) -> Vec<Edit> {
    let Some(span) = span_of(result, place) else { return Vec::new() };
    // What was pasted into one line stays one line; a tab would be the border of a cell.
    let is_cell = !matches!(place, EditorPlace::Line(_));
    let one_line: String = text.chars().filter(|it| !matches!(it, '\n' | '\r')).collect();
    let words = if is_cell { one_line.replace('\t', " ").trim().to_owned() } else { one_line };
    let shifted = |edit: Edit| {
        let at = Span { start: edit.span.start + span.start, end: edit.span.end + span.start };
        Edit { span: at, ..edit }
    };
    differences(span.of(result.source().text()), &words).into_iter().map(shifted).collect()
}

/// The cell behind or before one in its table.
fn cell_beside(result: &Result, cell: CellAddress, forward: bool) -> Option<CellAddress> {
    let table = result.checked.report.table(cell.table());
    let at = table.index_of(cell.row, cell.column)?;
    let next = if forward { at.checked_add(1) } else { at.checked_sub(1) }?;
    let cell = table.cells.get(next)?;
    cell.span.map(|_| cell.address)
}

/// Whether a finding may be left out with all of its kind: what is an error stays one.
pub fn may_be_left_out(severity: Severity) -> bool {
    severity != Severity::Error
}

//! What the page knows, and what can happen to it.

use std::rc::Rc;
use std::sync::Arc;

use gouji_core::finding::Severity;
use gouji_core::problem::Problem;
use gouji_core::{CheckedReport, Finding, Options, Source, check, voice};
use js_sys::Uint8Array;
use yew::Reducible;

use crate::marks::{Mark, mark_of};

/// The state of the page.
#[derive(Clone, Default)]
pub struct State {
    /// What was checked last, with the result.
    pub result: Option<Rc<Result>>,
    /// What the person corrected, and last year's report, where this one is held against it.
    pub options: Options,
    /// What could not be read and why; the text in the box stays.
    pub problems: Vec<Problem>,
    /// Something to know beside it.
    pub notice: Option<&'static str>,
    /// The chosen finding.
    pub chosen: Option<usize>,
    /// The only severity shown, if one was chosen.
    pub filter: Option<Severity>,
    /// The Word file that the report came from, as long as the report is what stands in it.
    pub word: Option<WordFile>,
    /// What is being done with a file, and how many steps of how many are done.
    pub reading: Option<(Task, u32, u32)>,
    /// Whether the box is put away, so that the result stands first.
    pub folded: bool,
    /// Where the focus goes next. Each jump has a number of its own, so that the same jump can be made twice.
    pub jump: (u32, Option<Target>),
}

/// A Word file that can be written into.
#[derive(Clone)]
pub struct WordFile {
    /// Its name.
    pub name: String,
    /// The file as the worker that read it wants it to write into it.
    pub file: Uint8Array,
}

/// What a worker does with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// Reads it.
    Read,
    /// Writes into it.
    Write,
}

/// Something the focus can go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The box.
    Box,
    /// The verdict.
    Verdict,
    /// A finding in the list.
    Finding(usize),
    /// The mark of a finding in the report.
    Mark(usize),
    /// One of the other places of a finding, by its place among them.
    Related(usize, usize),
}

/// A checked report.
pub struct Result {
    pub checked: CheckedReport,
    /// The findings as the list has them: by severity, then by position.
    pub order: Vec<usize>,
    /// The number that each finding has in the list, from 1.
    numbers: Vec<usize>,
    /// Where each finding is marked.
    pub marks: Vec<Mark>,
}

impl Result {
    /// Checks a source.
    ///
    /// # Errors
    /// What could not be read, and why.
    pub fn of(source: Source, options: &Options) -> std::result::Result<Rc<Self>, Vec<Problem>> {
        let checked = check(source, options);
        if checked.was_read { Ok(Rc::new(Result::new(checked))) } else { Err(checked.problems) }
    }

    fn new(checked: CheckedReport) -> Self {
        let findings = &checked.findings;
        let of = |wanted: Severity| (0..findings.len()).filter(move |at| findings[*at].severity == wanted);
        let order: Vec<usize> = Severity::ALL.into_iter().flat_map(of).collect();
        let mut numbers = vec![0; order.len()];
        order.iter().enumerate().for_each(|(place, finding)| numbers[*finding] = place + 1);
        let marks = findings.iter().map(|finding| mark_of(finding, &checked)).collect();
        Result { checked, order, numbers, marks }
    }

    /// The verdict in one line.
    pub fn verdict(&self) -> String {
        voice::verdict_of(&self.checked).in_words()
    }

    /// A finding.
    pub fn finding(&self, at: usize) -> Option<&Finding> {
        self.checked.findings.get(at)
    }

    /// The number of a finding in the list.
    pub fn number(&self, finding: usize) -> usize {
        self.numbers.get(finding).copied().unwrap_or(0)
    }

    /// How many findings have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.checked.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// What can happen.
pub enum Action {
    /// Another report came in, perhaps from a Word file: it is shown, and the box put away.
    Open(Rc<Result>, Option<WordFile>),
    /// The page was loaded again with a report already in the box.
    Restore(Source, Options),
    /// The text was edited: check it, the box stays.
    Edit(Source),
    /// Something came in that cannot be checked; the report in the box stays what it was.
    Refuse(Vec<Problem>),
    /// What is in the box cannot be checked.
    RefuseText(Vec<Problem>),
    /// A file is being worked on: so many steps of so many are done.
    Work(Task, u32, u32),
    /// Nothing is done with a file any more.
    Rest,
    /// Last year's report came in, or is taken away.
    Compare(Option<Source>),
    /// Organ, level or year were corrected.
    Correct(Options),
    /// A finding was chosen.
    Choose(usize),
    /// The focus goes somewhere.
    Go(Target),
    /// Only one severity, or all.
    Filter(Option<Severity>),
    /// The box is shown or put away.
    Fold(bool),
    /// Something to know.
    Notice(&'static str),
    /// The box is empty again.
    Clear,
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        match action {
            Action::Open(result, word) => {
                state = State { result: Some(result), word, folded: true, jump: state.jump, ..State::default() };
                state.go(Target::Verdict);
            }
            Action::Restore(source, options) => {
                state.options = options;
                state.check(source);
                state.folded = state.result.is_some();
            }
            Action::Edit(source) => {
                state.notice = None;
                state.word = None;
                state.check(source);
            }
            Action::Refuse(problems) => {
                state.problems = problems;
                state.reading = None;
            }
            Action::RefuseText(problems) => state = State { problems, jump: state.jump, ..State::default() },
            Action::Work(task, done, all) => {
                state.problems.clear();
                state.notice = None;
                state.reading = Some((task, done, all));
            }
            Action::Rest => state.reading = None,
            Action::Correct(options) => {
                state.options = options;
                state.check_again();
            }
            Action::Compare(previous) => {
                state.options.previous = previous.map(Arc::new);
                state.problems.clear();
                state.check_again();
                state.go(Target::Verdict);
            }
            Action::Choose(finding) => state.choose(finding),
            Action::Go(target) => {
                if let Target::Finding(finding) | Target::Mark(finding) | Target::Related(finding, _) = target {
                    state.choose(finding);
                }
                if target == Target::Box {
                    state.folded = false;
                }
                state.go(target);
            }
            Action::Filter(filter) => {
                state.filter = filter;
                state.chosen = None;
            }
            Action::Fold(folded) => state.folded = folded,
            Action::Notice(notice) => state.notice = Some(notice),
            Action::Clear => {
                state = State { jump: state.jump, ..State::default() };
                state.go(Target::Box);
            }
        }
        Rc::new(state)
    }
}

impl State {
    fn check(&mut self, source: Source) {
        self.chosen = None;
        self.reading = None;
        // What could not be read never stands beside a verdict about something else.
        (self.result, self.problems) = match Result::of(source, &self.options) {
            Ok(result) => (Some(result), Vec::new()),
            Err(problems) => (None, problems),
        };
        let shown = |result: &Rc<Result>| self.filter.is_none_or(|severity| result.count(severity) > 0);
        if !self.result.as_ref().is_some_and(shown) {
            self.filter = None;
        }
    }

    /// Checks the report that is there with other options.
    fn check_again(&mut self) {
        if let Some(result) = self.result.take() {
            self.check(result.checked.source.clone());
        }
    }

    /// A chosen finding is always one that is shown.
    fn choose(&mut self, finding: usize) {
        let severity = self.result.as_ref().and_then(|result| result.finding(finding)).map(|finding| finding.severity);
        if severity != self.filter {
            self.filter = None;
        }
        self.chosen = Some(finding);
    }

    fn go(&mut self, target: Target) {
        self.jump = (self.jump.0.wrapping_add(1), Some(target));
    }
}

//! What the page knows, and what can happen to it.

use std::rc::Rc;

use annual_report::finding::{Problem, Severity};
use annual_report::{Checked, Options, Source, check};
use yew::Reducible;

/// The state of the page.
#[derive(Clone, Default)]
pub struct State {
    /// What was checked last, with the result.
    pub result: Option<Rc<Result>>,
    /// What the person corrected.
    pub options: Options,
    /// A file or paste that could not be read; the text in the box stays.
    pub problem: Option<Problem>,
    /// Something to know beside it.
    pub notice: Option<String>,
    /// The chosen finding, by its number.
    pub chosen: Option<usize>,
    /// The only severity shown, if one was chosen.
    pub filter: Option<Severity>,
    /// Whether a file is being read.
    pub reading: bool,
}

/// A checked source.
pub struct Result {
    pub source: Source,
    pub checked: Checked,
}

/// What can happen.
pub enum Action {
    /// A text came in: check it.
    Check(Source),
    /// Something that cannot be checked came in.
    Refuse(Problem),
    /// A file is on its way.
    Read,
    /// Organ, level or year were corrected.
    Correct(Options),
    /// A finding was chosen, in the list or in the text.
    Choose(usize),
    /// Only one severity, or all.
    Filter(Option<Severity>),
    /// Something to know.
    Notice(String),
    /// The box is empty again.
    Clear,
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let mut state = (*self).clone();
        match action {
            Action::Check(source) => {
                state = State { options: state.options, ..State::default() };
                state.check(source);
            }
            Action::Refuse(problem) => {
                state.problem = Some(problem);
                state.reading = false;
            }
            Action::Read => {
                state.problem = None;
                state.reading = true;
            }
            Action::Correct(options) => {
                state.options = options;
                if let Some(result) = state.result.take() {
                    state.check(result.source.clone());
                }
            }
            Action::Choose(finding) => state.chosen = Some(finding),
            Action::Filter(filter) => {
                state.filter = filter;
                state.chosen = None;
            }
            Action::Notice(notice) => state.notice = Some(notice),
            Action::Clear => state = State::default(),
        }
        Rc::new(state)
    }
}

impl State {
    fn check(&mut self, source: Source) {
        let checked = check(&source, &self.options);
        self.chosen = None;
        match checked.problems.first() {
            Some(problem) => {
                self.problem = Some(problem.clone());
                self.result = None;
            }
            None => {
                self.problem = None;
                self.result = Some(Rc::new(Result { source, checked }));
            }
        }
    }
}

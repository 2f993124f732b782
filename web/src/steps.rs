//! What a person can do to a report. Each is a step that can be undone, and has a name that the button says: 撤销“改为 21”.

use gouji_core::Span;
use gouji_core::finding::Edit;
use serde::{Deserialize, Serialize};

use crate::words;

/// One step. Places are bytes of the text before it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Step {
    /// Other words in some places.
    Edit {
        edits: Vec<Edit>,
        by: By,
        /// What it is called.
        name: String,
    },
    /// A finding was confirmed as right.
    Confirm { rule: String, span: Span, reason: String },
    /// A confirmed finding counts again.
    Reopen { rule: String, span: Span },
    /// A remark of the person's own beside some words.
    Remark { span: Span, text: String },
    /// A remark was taken away, by its place among those that are there.
    TakeRemark { at: usize },
    /// This report is not searched for a kind of question any more.
    Leave { rule: String },
    /// It is again.
    Resume { rule: String },
    /// Organ, level (its id), year and last day for publishing as given by hand; what is none is read, or is what the law says.
    Identity { organ: Option<String>, level: Option<String>, year: Option<u16>, due: Option<String> },
    /// Last year's report was put beside it, packed with the name of its file, or taken away.
    Previous(Option<(String, Packed)>),
}

/// Who changed the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum By {
    /// The person, in place.
    Typed,
    /// A mending that the program offered.
    Fix,
    /// The same mending of several equal findings.
    Group,
    /// The person, in the box for the whole text.
    Box,
}

/// A source in bytes, as page and worker hand it over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Packed(pub Vec<u8>);

impl Step {
    /// What the step is called.
    pub fn name(&self) -> &str {
        match self {
            Step::Edit { name, .. } => name,
            Step::Confirm { .. } => words::STEP_CONFIRM,
            Step::Reopen { .. } => words::STEP_REOPEN,
            Step::Remark { .. } => words::STEP_REMARK,
            Step::TakeRemark { .. } => words::STEP_TAKE_REMARK,
            Step::Leave { .. } => words::STEP_LEAVE,
            Step::Resume { .. } => words::STEP_RESUME,
            Step::Identity { .. } => words::STEP_IDENTITY,
            Step::Previous(Some(_)) => words::STEP_COMPARE,
            Step::Previous(None) => words::STEP_ALONE,
        }
    }
}

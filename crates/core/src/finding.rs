//! What a rule found, as data: which slip, how grave, where, and what would mend it. The sentence is made from the data by
//! the rule ([`crate::rules`]), so a finding cannot be without one.

use serde::{Deserialize, Serialize};

use crate::form::{ColumnId, RowId, SectionId, TableNumber};
use crate::report::CellAddress;
use crate::span::Span;

/// One thing that a rule found. `S` is the rule's own type of slip; what a check gives is [`crate::Finding`], in which the
/// slips of all rules are one enum.
#[derive(Clone, Debug)]
pub struct Found<S> {
    /// Rule id, a public name that is never reused.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Where it belongs in the form.
    pub place: Place,
    /// Where it stands in the text; zero width at the end of what precedes it when it has no words of its own.
    pub span: Span,
    /// What is wrong, with everything that the rule's sentence is made from.
    pub slip: S,
    /// Other places that a reader has to see.
    pub related: Vec<Related>,
    /// Changes of the text that would mend it, the most likely first; each is enough by itself.
    pub fixes: Vec<Fix>,
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// 必须改正: contradicts the form's own arithmetic, the law or the report itself.
    Error,
    /// 请核对: very likely a slip; the author must look.
    Warning,
    /// 提示: worth a look.
    Info,
}

impl Severity {
    /// Every severity, the gravest first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

    /// Name in the machine output.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }

    /// What a person reads.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "必须改正",
            Severity::Warning => "请核对",
            Severity::Info => "提示",
        }
    }
}

/// A place in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The title.
    Title,
    /// What stands between title and first section.
    Preamble,
    /// Organ name and date at the end.
    Signature,
    /// A section.
    Section(SectionId),
    /// A whole table.
    Table(TableNumber),
    /// A row of a table.
    Row(RowId),
    /// A column of a table.
    Column(TableNumber, ColumnId),
    /// One cell.
    Cell(CellAddress),
}

/// Another place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What is there, in plain Chinese.
    pub message: String,
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What the change does, as a button says it: 改为“2024年”.
    pub label: String,
    /// Whether no other mending is thinkable; never for a number, year, date or name.
    pub safe: bool,
    /// Replacements, in the order of the text, not overlapping.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

impl Fix {
    /// One replacement: 改为“…”, or 删去“…” where nothing takes the place of `found`.
    pub fn replacing(span: Span, found: &str, text: impl Into<String>, safe: bool) -> Self {
        let text = text.into();
        let label = if text.is_empty() { format!("删去“{found}”") } else { format!("改为“{text}”") };
        Fix { label, safe, edits: vec![Edit { span, text }] }
    }

    /// Another number in a cell: 表格改为 34.
    pub fn of_cell(span: Span, number: i64) -> Self {
        Fix {
            label: format!("表格改为 {number}"), safe: false, edits: vec![Edit { span, text: number.to_string() }]
        }
    }
}

//! A finding is data: which rule, where, what was found, what was expected. Its sentence is made from the data by its rule.

use std::fmt;

use crate::arithmetic::Diagnosis;
use crate::form::{SectionId, TableNumber};
use crate::narrative::{Reading, Role};
use crate::report::CellAddress;
use crate::span::Span;

/// One thing that a rule found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// Rule id, a public name that is never reused.
    pub rule: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Where it belongs in the form.
    pub place: Place,
    /// Where it stands in the text; zero width at the end of what precedes it when it has no words of its own.
    pub span: Span,
    /// The report's own words or number.
    pub found: Option<String>,
    /// What the form, the law or the report itself asks for.
    pub expected: Option<String>,
    /// What the sentence is made from beyond that.
    pub evidence: Evidence,
    /// Other places that a reader has to see.
    pub related: Vec<Related>,
    /// A change of the text that mends it.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding with nothing but its place; rules add what they have.
    pub(crate) fn new(rule: &'static str, severity: Severity, place: Place, span: Span) -> Self {
        Finding {
            rule,
            severity,
            place,
            span,
            found: None,
            expected: None,
            evidence: Evidence::None,
            related: Vec::new(),
            fix: None,
        }
    }
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// 错误: contradicts the form's own arithmetic, the law or the report itself.
    Error,
    /// 警告: very likely a slip; the author must look.
    Warning,
    /// 提示: worth a look.
    Info,
}

impl Severity {
    /// Name in the machine output.
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
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
    Row(TableNumber, &'static str),
    /// A column of a table.
    Column(TableNumber, &'static str),
    /// One cell.
    Cell(CellAddress),
}

/// What a finding rests on beyond `found` and `expected`.
#[derive(Clone, Debug, PartialEq)]
pub enum Evidence {
    /// Nothing more.
    None,
    /// Failing sums, with the repairs that mend them.
    Sums(Diagnosis),
    /// Cells, each with the value computed for it where it is a total.
    Cells(Vec<(CellAddress, Option<i64>)>),
    /// Labels or titles of the form.
    Labels(Vec<&'static str>),
    /// Numbers the sentence quotes, in the order the rule says.
    Numbers(Vec<i64>),
    /// A number of the prose with what it may mean.
    Claim(Role, Vec<Reading>),
    /// Whether something else is true, as the rule says.
    Flag(bool),
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
    /// Whether no other mending is thinkable; never for a number, year, date or name.
    pub safe: bool,
    /// Replacements, in the order of the text, not overlapping.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}

/// A reading failure or a fault of the program; never a finding about the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which one.
    pub kind: ProblemKind,
    /// What happened and what to do, in plain Chinese.
    pub message: String,
}

/// The sentence for people.
impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

/// The kinds of [`Problem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProblemKind {
    /// No text.
    Empty,
    /// Text, but no report.
    NotAReport,
    /// A report of another kind.
    OtherKind,
    /// More than can be read.
    TooLarge,
    /// Not a text.
    Binary,
    /// An encoding that is not known or is mixed.
    Encoding,
    /// Protected by a password.
    Password,
    /// Pictures only.
    NoText,
    /// Cut off.
    Truncated,
    /// A part could not be read.
    UnreadablePart,
    /// A fault of the program.
    Internal,
}

impl ProblemKind {
    /// Every kind, in the order of the contract.
    pub const ALL: [ProblemKind; 11] = [
        ProblemKind::Empty,
        ProblemKind::NotAReport,
        ProblemKind::OtherKind,
        ProblemKind::TooLarge,
        ProblemKind::Binary,
        ProblemKind::Encoding,
        ProblemKind::Password,
        ProblemKind::NoText,
        ProblemKind::Truncated,
        ProblemKind::UnreadablePart,
        ProblemKind::Internal,
    ];

    /// Name in the machine output.
    pub fn id(self) -> &'static str {
        match self {
            ProblemKind::Empty => "empty",
            ProblemKind::NotAReport => "not_a_report",
            ProblemKind::OtherKind => "other_kind",
            ProblemKind::TooLarge => "too_large",
            ProblemKind::Binary => "binary",
            ProblemKind::Encoding => "encoding",
            ProblemKind::Password => "password",
            ProblemKind::NoText => "no_text",
            ProblemKind::Truncated => "truncated",
            ProblemKind::UnreadablePart => "unreadable_part",
            ProblemKind::Internal => "internal",
        }
    }
}

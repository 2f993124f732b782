//! What went wrong in the reading, or in the program itself: never a finding about the report.

use serde::Serialize;

use std::fmt;

/// A reading failure or a fault of the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Which one.
    pub kind: ProblemKind,
    /// What happened and what to do, in plain Chinese.
    pub message: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for Problem {}

/// The kinds of [`Problem`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
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
    /// Two or more reports in one file.
    SeveralReports,
    /// Characters whose meaning the file does not tell.
    LostCharacters,
    /// An archive inside an archive.
    ArchiveInArchive,
    /// A file that is no longer where it was.
    Gone,
    /// A fault of the program.
    Internal,
}

impl ProblemKind {
    /// Every kind, in the order of the contract.
    pub const ALL: [ProblemKind; 15] = [
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
        ProblemKind::SeveralReports,
        ProblemKind::LostCharacters,
        ProblemKind::ArchiveInArchive,
        ProblemKind::Gone,
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
            ProblemKind::SeveralReports => "several_reports",
            ProblemKind::LostCharacters => "lost_characters",
            ProblemKind::ArchiveInArchive => "archive_in_archive",
            ProblemKind::Gone => "gone",
            ProblemKind::Internal => "internal",
        }
    }
}

use std::collections::{BTreeMap, BTreeSet};

use gouji_core::Span;
use gouji_core::finding::Edit;
use serde::{Deserialize, Serialize};

/// What the page asks its writer for. The writer gets the report and what was given beside it, and checks it again: the words
/// of all that leaves the page would be a tenth of what it loads first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// What is wanted.
    pub wanted: Wanted,
    /// The organ's name as given by hand.
    pub organ: Option<String>,
    /// Its level as given by hand, by its id.
    pub level: Option<String>,
    /// The year as given by hand.
    pub year: Option<u16>,
    /// The last day for publishing the report as it was given, as 2024-01-31.
    pub due: Option<String>,
    /// Ids of rules that are left out.
    pub without: BTreeSet<String>,
    /// What was confirmed as right: fingerprint and reason.
    pub acknowledged: BTreeMap<String, String>,
    /// What a person wrote beside the text: places in bytes, and words.
    pub remarks: Vec<(Span, String)>,
    /// The file's name, `-` for pasted text.
    pub file: String,
    /// SHA-256 of the file's bytes.
    pub file_sha256: Option<String>,
    /// The report as it was given, where it was changed since, as a reader hands it over.
    pub given: Option<Vec<u8>>,
    /// How it was changed since, in places of the report as given.
    pub edits: Vec<Edit>,
    /// Last year's report, as a reader hands it over.
    pub previous: Option<Vec<u8>>,
}

/// Something that is made from a check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wanted {
    /// One line of JSON with its end.
    Json,
    /// A SARIF log.
    Sarif,
    /// 校验意见 in Markdown.
    Markdown,
    /// One sheet as CSV.
    Csv,
    /// Sheets as .xlsx.
    Xlsx,
    /// 校验意见 as it is laid out on sheets.
    Sheets,
    /// 校验意见 as a Word file.
    Docx {
        /// Who signs; empty leaves a line to write on.
        reviewer: String,
        /// The day as it is to be printed; empty leaves a line to write on.
        date: String,
    },
    /// A short text for a chat.
    Chat {
        /// Whether it holds words of the report.
        with_words: bool,
    },
    /// What is told of a finding that is wrong.
    Doubt {
        /// Which one of the check.
        finding: u32,
    },
    /// Notes for a Word file.
    Notes {
        /// What the reader of Word files is to be asked, with the changes and without the notes.
        request: Vec<u8>,
        /// The name under which the person's remarks stand.
        person: String,
    },
}

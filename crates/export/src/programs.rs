use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gouji_core::contract::{Earlier, Remark, Wanted};
use gouji_core::form::Level;
use gouji_core::{Options, Source, Span, check};
use serde::{Deserialize, Serialize};

use crate::beside::Beside;
use crate::json::json;
use crate::sarif::Log;

/// What programs read, to be made from a source that is checked again: the page leaves this to the module that it loads when
/// it is asked for, for the words of the machine output are a tenth of all that it would load first.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ForPrograms {
    /// Which output.
    pub kind: ProgramKind,
    /// The organ's name as given by hand.
    pub organ: Option<String>,
    /// Its level as given by hand, by its id.
    pub level: Option<String>,
    /// The year as given by hand.
    pub year: Option<u16>,
    /// Ids of rules that are left out.
    pub without: BTreeSet<String>,
    /// What was confirmed as right: fingerprint and reason.
    pub acknowledged: BTreeMap<String, String>,
    /// What a person wrote beside the text: places in bytes, and words.
    pub remarks: Vec<(Span, String)>,
    /// The findings of an earlier check.
    pub since: Option<Vec<Earlier>>,
    /// The file's name, `-` for pasted text.
    pub file: String,
    /// SHA-256 of the file's bytes.
    pub file_sha256: Option<String>,
}

/// An output for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProgramKind {
    /// One line of JSON with its end.
    Json,
    /// A SARIF log.
    Sarif,
}

impl ForPrograms {
    /// The output, as the command line writes it.
    ///
    /// # Errors
    /// None that is known; a fault of the serializer would be one.
    pub fn write(self, source: Source, previous: Option<Source>) -> serde_json::Result<String> {
        let level = self.level.as_deref().and_then(Level::from_id);
        let options = Options {
            organ: self.organ,
            level,
            year: self.year,
            without: self.without,
            acknowledged: self.acknowledged,
            previous: previous.map(Arc::new),
            ..Options::default()
        };
        let checked = check(source, &options);
        let remarks: Vec<Remark> = self.remarks.into_iter().map(|(span, text)| Remark { span, text }).collect();
        match self.kind {
            ProgramKind::Json => {
                let wanted = Wanted {
                    file: Some(self.file),
                    sha256: self.file_sha256,
                    cells: true,
                    since: self.since,
                    remarks: &remarks,
                    ..Wanted::default()
                };
                Ok(json(&checked, wanted)? + "\n")
            }
            ProgramKind::Sarif => {
                let file_sha256 = self.file_sha256.as_deref();
                let since = self.since.as_deref();
                let mut log = Log::default();
                log.add(
                    &checked,
                    &Beside { file: &self.file, file_sha256, remarks: &remarks, since, ..Beside::default() },
                );
                log.finish()
            }
        }
    }
}

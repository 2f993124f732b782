use std::collections::{BTreeMap, BTreeSet};
#[cfg(feature = "xlsx")]
use std::sync::Arc;

use gouji_core::Span;
use gouji_core::contract::Earlier;
#[cfg(feature = "xlsx")]
use gouji_core::contract::{Remark, Wanted};
#[cfg(feature = "xlsx")]
use gouji_core::form::Level;
#[cfg(feature = "xlsx")]
use gouji_core::{Options, Source, check};
use serde::{Deserialize, Serialize};

#[cfg(feature = "xlsx")]
use crate::{beside::Beside, csv::csv, json::json, markdown::markdown, sarif::Log, workbook::Workbook, xlsx::xlsx};

/// What is made from a source that is checked again: the page leaves this to the module that it loads when
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

/// An output that is made from the check itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProgramKind {
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
}

impl ForPrograms {
    /// The output, as the command line writes it.
    ///
    /// # Errors
    /// None that is known; a fault of the libraries that write would be one.
    #[cfg(feature = "xlsx")]
    pub fn write(self, source: Source, previous: Option<Source>) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
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
        let (file_sha256, since) = (self.file_sha256.as_deref(), self.since.as_deref());
        let beside = Beside { file: &self.file, file_sha256, remarks: &remarks, since, ..Beside::default() };
        Ok(match self.kind {
            ProgramKind::Json => {
                let wanted = Wanted {
                    file: Some(self.file.clone()),
                    sha256: self.file_sha256.clone(),
                    cells: true,
                    since: self.since.clone(),
                    remarks: &remarks,
                    ..Wanted::default()
                };
                (json(&checked, wanted)? + "\n").into_bytes()
            }
            ProgramKind::Sarif => {
                let mut log = Log::default();
                log.add(&checked, &beside);
                log.finish()?.into_bytes()
            }
            ProgramKind::Markdown => markdown(&checked, &beside).into_bytes(),
            ProgramKind::Csv => csv(&Workbook::flat(&checked, &beside)).into_bytes(),
            ProgramKind::Xlsx => xlsx(&Workbook::of(&checked, &beside))?,
        })
    }
}

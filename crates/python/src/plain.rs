//! One report by itself: the machine output as JSON, of which the package makes a dict.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gouji_core::contract::{Wanted, sha256_of};
use gouji_core::form::Level;
use gouji_core::problem::Problem;
use gouji_core::report::Day;
use gouji_core::rules::{RULES, rule};
use gouji_core::{CheckedReport, Options, Source, check};
use gouji_documents::native::{TOOLS, guarded};
use gouji_documents::read::{read, words};
use gouji_export::json;
use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;

/// What is given beside a report, as a dict with all of these; the names are those of the command line's options.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub struct Given {
    organ: Option<String>,
    level: Option<String>,
    year: Option<u16>,
    due: Option<String>,
    /// Path of last year's report.
    previous: Option<PathBuf>,
    without: Vec<String>,
    acknowledged: BTreeMap<String, String>,
    cells: bool,
    with_text: bool,
}

/// Checks a text.
#[pyfunction]
pub fn check_text(py: Python, text: String, given: Given) -> PyResult<String> {
    given.answer(py, None, None, || words(text, TOOLS))
}

/// Checks a file of any format.
#[pyfunction]
pub fn check_file(py: Python, path: PathBuf, given: Given) -> PyResult<String> {
    let bytes = bytes_of(&path)?;
    given.answer(py, Some(path.display().to_string()), Some(sha256_of(&bytes)), || read(&bytes, TOOLS))
}

/// Every rule: id, since which rule set, kind and words of its basis, and its page in Markdown.
#[pyfunction]
pub fn rules() -> Vec<BTreeMap<&'static str, &'static str>> {
    let told = |rule: &gouji_core::rules::Rule| {
        BTreeMap::from([
            ("id", rule.id),
            ("since", rule.since),
            ("basis_kind", rule.basis.kind.id()),
            ("basis", rule.basis.text),
            ("page", rule.page()),
        ])
    };
    RULES.iter().map(told).collect()
}

impl Given {
    /// The machine output of a check; other threads go on meanwhile.
    fn answer(
        self,
        py: Python,
        file: Option<String>,
        sha256: Option<String>,
        source: impl FnOnce() -> Result<Source, Problem> + Send,
    ) -> PyResult<String> {
        let (cells, text) = (self.cells, self.with_text);
        let options = self.options()?;
        let line = py.detach(|| {
            let checked = guarded(|| Ok(check(source()?, &options))).unwrap_or_else(CheckedReport::unread);
            json(&checked, Wanted { file, sha256, cells, text, ..Wanted::default() })
        });
        line.map_err(|error| PyValueError::new_err(error.to_string()))
    }

    fn options(self) -> PyResult<Options> {
        let wrong = |message: String| PyValueError::new_err(message);
        if let Some(unknown) = self.without.iter().find(|id| rule(id).is_none()) {
            return Err(wrong(format!("without: no rule is named `{unknown}`")));
        }
        let level = self.level.map(|id| Level::from_id(&id).ok_or_else(|| wrong(format!("level: `{id}` is none"))));
        let due = self
            .due
            .map(|day| Day::read(&day).ok_or_else(|| wrong(format!("due: `{day}` is no day; write it as 2024-01-31"))));
        let previous = self.previous.map(|path| {
            let unread = |problem: Problem| wrong(format!("previous: {}", problem.message));
            read(&bytes_of(&path)?, TOOLS).map_err(unread)
        });
        Ok(Options {
            organ: self.organ,
            level: level.transpose()?,
            year: self.year,
            due: due.transpose()?,
            previous: previous.transpose()?.map(Arc::new),
            without: self.without.into_iter().collect(),
            acknowledged: self.acknowledged,
        })
    }
}

fn bytes_of(path: &Path) -> PyResult<Vec<u8>> {
    std::fs::read(path).map_err(|error| PyOSError::new_err(format!("{}: {error}", path.display())))
}

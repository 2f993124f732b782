//! One report that came in → its rows, whatever happens.

use std::sync::Arc;
use std::time::Instant;

use gouji_core::problem::Problem;
use gouji_core::{CheckedReport, Source, check};
use gouji_documents::native::{TOOLS, guarded};

use crate::asked::Asked;
use crate::row::Row;
use crate::rows::rows_of;

/// Reads and checks one report. What fails is a row of kind `problem`; a panic of a library that a reader stands on is one
/// too, and takes no other report with it.
pub fn check_asked(asked: &Asked) -> Vec<Row> {
    rows_by(asked, checked)
}

/// The same with another way to check, which may panic.
fn rows_by(asked: &Asked, check: impl FnOnce(&Asked) -> Result<CheckedReport, Problem>) -> Vec<Row> {
    let start = Instant::now();
    let checked = guarded(|| check(asked)).unwrap_or_else(CheckedReport::unread);
    let row = Row { id: asked.id.map(str::to_owned), name: asked.name.map(str::to_owned), ..Row::default() };
    rows_of(row, &checked, start.elapsed().as_secs_f64())
}

fn checked(asked: &Asked) -> Result<CheckedReport, Problem> {
    let mut options = asked.options()?;
    options.previous = asked.previous.map(read).transpose()?.map(Arc::new);
    let source = match (asked.content, asked.text) {
        (Some(bytes), _) => read(bytes)?,
        (None, Some(text)) => gouji_documents::read::words(text.to_owned(), TOOLS)?,
        (None, None) => Source::default(),
    };
    Ok(check(source, &options))
}

fn read(bytes: &[u8]) -> Result<Source, Problem> {
    gouji_documents::read::read(bytes, TOOLS)
}

#[cfg(test)]
#[allow(clippy::panic, reason = "a failing test should stop at once")]
mod tests {
    use super::rows_by;
    use crate::asked::Asked;

    #[test]
    fn a_reader_that_panics_is_one_row_that_says_so() {
        let asked = Asked { id: Some("7"), ..Asked::default() };
        let rows = rows_by(&asked, |_| panic!("a reader broke down"));
        let [row] = &rows[..] else { panic!("{rows:?}") };
        assert_eq!(
            (row.kind.as_deref(), row.state.as_deref(), row.id.as_deref()),
            (Some("problem"), Some("internal"), Some("7"))
        );
    }
}

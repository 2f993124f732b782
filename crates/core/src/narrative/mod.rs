//! What the prose says, beside the tables: paragraphs, clauses, numbers, claims.
//!
//! The prose is folded once, as `matching` folds; everything here works on that folded text and gives places in the text
//! as given.
#![warn(clippy::too_many_lines)]

mod applicants;
mod cells;
mod claim;
mod claims;
mod contents;
mod dates;
mod disputes;
mod figures;
mod lexicon;
mod measures;
mod own_name;
mod prose;
mod roles;
mod scan;
mod single_rows;
mod statement;
mod wrong_terms;

pub use claim::{Claim, Reading, Role, Untied};
pub use contents::{Mark, Narrative, NearlyRepeated};
pub use dates::{Date, Period, date};
pub use figures::{Figure, Unit, numeral};
pub use lexicon::{Class, Hit, Word, has_any};
pub use measures::{Measure, Topic};
pub use own_name::{behind_own_name, ends_with_own_name};
pub use prose::{Clause, Paragraph, Prose};
pub use statement::{Statement, When, Who, request_totals};
pub use wrong_terms::{WRONG_TERMS, WrongTerm};

use crate::report::Report;
use crate::source::Source;

impl Narrative {
    /// Reads the prose of a report.
    pub fn of(source: &Source, report: &Report) -> Self {
        let mut narrative = scan::scan(Prose::of(source, report));
        let until = narrative.every(&[Word::Until]).map(|hit| hit.start);
        narrative.periods = dates::periods(narrative.prose.text(), until);
        narrative.claims = narrative.explained(report).into_iter().filter_map(Result::ok).collect();
        narrative
    }

    /// For each figure its claim, or why it is held against no cell; nothing for reports older than the form.
    pub fn explained(&self, report: &Report) -> Vec<Result<Claim, Untied>> {
        claims::claims(self, report)
    }
}

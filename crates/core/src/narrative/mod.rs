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
pub use contents::Narrative;
pub use dates::{Date, Period, date};
pub use figures::{Figure, Unit};
pub use lexicon::{Class, Hit, Word, has_any};
pub use measures::{Measure, Topic};
pub use own_name::{behind_own_name, ends_with_own_name};
pub use prose::{Clause, Paragraph, Prose};
pub use scan::{Mark, NearlyRepeated};
pub use statement::{Statement, When, Who, request_totals};
pub use wrong_terms::{WRONG_TERMS, WrongTerm};

use scan::{Scan, scan};

use crate::report::Report;
use crate::source::Source;

impl Narrative {
    /// Reads the prose of a report.
    pub fn of(source: &Source, report: &Report) -> Self {
        let mut prose = Prose::of(source, report);
        let Scan {
            clauses,
            hits,
            sought,
            digits,
            zeros,
            marks,
            foreign_marks,
            narrow_marks,
            repeated,
            nearly_repeated,
        } = scan(prose.text());
        prose.clauses = clauses;
        let (figures, bare_digits) = figures::figures(&prose, &digits, &zeros, &hits, &sought);
        let periods = dates::periods(&prose, &hits, &sought);
        let mut narrative = Narrative {
            prose,
            figures,
            bare_digits,
            marks,
            foreign_marks,
            narrow_marks,
            repeated,
            nearly_repeated,
            hits,
            sought,
            periods,
            claims: Vec::new(),
        };
        narrative.claims = narrative.explained(report).into_iter().filter_map(Result::ok).collect();
        narrative
    }

    /// For each figure its claim, or why it is held against no cell; nothing for reports older than the form.
    pub fn explained(&self, report: &Report) -> Vec<Result<Claim, Untied>> {
        claims::claims(self, report)
    }
}

//! What a check comes to, in plain Chinese, said once for every face: the page, the terminal, comments in a Word file,
//! Markdown, the statement. A face adds only what is its own.

mod coverage;
mod explanation;
mod identity;
pub mod naming;
mod since;
pub mod sums;
mod verdict;
mod whereabouts;

pub use coverage::{Unchecked, coverage_in_words, read_from_in_words, tables_in_words, unchecked};
pub use explanation::{ExplainedClause, ExplainedNumber, explain, explain_numbers};
pub use identity::{edition_in_words, identity_in_words};
pub use naming::place_name;
pub use since::since_in_words;
pub use sums::{Mending, equation_in_words, mending_of, more_equations, repair_in_words};
pub use verdict::{Verdict, VerdictKind, unread_in_words, verdict_of};
pub use whereabouts::Whereabouts;

//! What the prose says, beside the tables: paragraphs, clauses, numbers, years.
//!
//! The prose is folded once, as `matching` folds; everything here works on that folded text and gives places in the text
//! as given.

mod prose;

pub use prose::{Clause, Paragraph, Prose};

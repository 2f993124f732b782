//! What a finding about the prose shows beside its number: the words of its clause, and cells.

use crate::finding::Related;
use crate::report::CellAddress;
use crate::span::Span;
use crate::voice::naming::cell_name;

use super::vocabulary::Context;

/// A clause in the text as given, and its words.
pub(super) fn clause(context: &Context, at: usize) -> (Span, String) {
    let clause = &context.prose.clauses[at];
    let span = context.prose.origin(clause.start, clause.end);
    (span, span.of(context.source.text()).trim().to_owned())
}

/// Some cells, as far as they have a place, under their names.
pub(super) fn cells(context: &Context, cells: impl Iterator<Item = CellAddress>) -> Vec<Related> {
    let related = cells.filter_map(|cell| {
        let span = context.report.cell(cell)?.span?;
        Some(Related { span, message: cell_name(cell, context.report) })
    });
    related.collect()
}

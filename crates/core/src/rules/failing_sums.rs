//! What the four rules about sums have in common: one finding for each cause, under the first kind of its equations.

use crate::arithmetic::Diagnosis;
use crate::finding::{Found, Place, Related, Severity};
use crate::form::EquationKind;
use crate::report::{CellAddress, Report};
use crate::span::Span;
use crate::voice::naming::cell_name;
use crate::voice::sums::{mending_in_words, sums_in_words};

use super::vocabulary::{Context, Sentence, Slip};

/// What one of the four rules finds: failing sums with one cause.
pub(super) trait FailingSums: Slip + From<Diagnosis> {
    /// The kind of equation that the rule speaks of.
    const KIND: EquationKind;
}

pub(super) fn find<S: FailingSums>(context: &Context) -> Vec<Found<S>> {
    let own =
        |diagnosis: &&Diagnosis| diagnosis.equations.iter().map(|equation| equation.name.kind()).min() == Some(S::KIND);
    let diagnoses = context.sums.diagnoses.iter().filter(own);
    diagnoses.filter_map(|diagnosis| finding(context.report, diagnosis)).collect()
}

/// A finding at the first cell of the best repair, or at the total when there is none.
fn finding<S: FailingSums>(report: &Report, diagnosis: &Diagnosis) -> Option<Found<S>> {
    let offered: Vec<CellAddress> = diagnosis.changes().map(|change| change.cell).collect();
    let total = diagnosis.equations.first().and_then(|equation| equation.right_cells.first()).map(|(cell, _)| *cell);
    let cell = offered.first().copied().or(total)?;
    let stray = diagnosis.stray.map(|change| change.cell);
    let mut others: Vec<CellAddress> = offered.into_iter().chain(stray).filter(|other| *other != cell).collect();
    others.sort_unstable();
    others.dedup();
    let related =
        others.into_iter().map(|other| Related { span: place_of(report, other), message: cell_name(other, report) });
    let found = S::from(diagnosis.clone()).at(Severity::Error, Place::Cell(cell), place_of(report, cell));
    Some(Found { related: related.collect(), ..found })
}

/// The number in the cell that the first repair changes.
pub(super) fn found(diagnosis: &Diagnosis) -> Option<String> {
    diagnosis.changes().next().filter(|change| !change.unfilled).map(|change| change.found.to_string())
}

/// The number that would mend it.
pub(super) fn expected(diagnosis: &Diagnosis) -> Option<String> {
    diagnosis.changes().next().map(|change| change.value.to_string())
}

pub(super) fn say(diagnosis: &Diagnosis, report: &Report) -> Sentence {
    Sentence { message: sums_in_words(diagnosis, report), advice: mending_in_words(diagnosis, report) }
}

fn place_of(report: &Report, cell: CellAddress) -> Span {
    report.cell(cell).and_then(|cell| cell.span).unwrap_or(report.table(cell.table()).span)
}

//! Who applied, told beside the number of all: 收到申请34件，其中自然人30件、企业4件.

use crate::form::{ColumnId, ORGANISATION_COLUMNS, RowId};
use crate::report::{CellAddress, Report};

use super::cells::sum;
use super::claim::{Applicant, Reading, Role};
use super::contents::Narrative;
use super::figures::{Figure, Unit};
use super::lexicon::{Class, Hit, Word};
use super::scope::request_totals;

/// What stands in the tables for an applicant, in their columns together.
const COLUMNS: [(&str, Applicant); 13] = [
    ("自然人", Applicant::Person),
    ("公民", Applicant::Person),
    ("个人", Applicant::Person),
    ("企业", Applicant::Enterprise),
    ("公司", Applicant::Enterprise),
    ("商业企业", Applicant::Kind(ColumnId::Commercial)),
    ("法人", Applicant::Organisation),
    ("法人或其他组织", Applicant::Organisation),
    ("法人或者其他组织", Applicant::Organisation),
    ("法人和其他组织", Applicant::Organisation),
    ("科研机构", Applicant::Kind(ColumnId::Research)),
    ("社会公益组织", Applicant::Kind(ColumnId::PublicInterest)),
    ("法律服务机构", Applicant::Kind(ColumnId::LegalService)),
];

/// What a number counts that stands right behind an applicant. The sentence has to give the number of all requests first, as a
/// total of table 3 has it, and nothing but applicants behind it.
pub(super) fn counted(narrative: &Narrative, report: &Report, at: usize) -> Option<Role> {
    let figure = &narrative.figures[at];
    let (start, _) = narrative.sentence(figure.clause);
    let before = narrative.figures_in(start, figure.start);
    let from = before.last().map_or(start, |before| before.end);
    let applicant = named(&narrative.prose.text()[from..figure.start]).filter(|_| figure.unit.is_cases())?;
    let whole = before.iter().find(|whole| whole.unit.is_cases())?;
    let is_request = |hit: &Hit| matches!(hit.word, Word::Request | Word::OnRequest);
    let of_requests = narrative.hits_in(start, figure.start).iter().any(is_request);
    let is_plain = |figure: &Figure| figure.unit.is_cases() || figure.unit == Unit::Percent;
    let only_applicants = |hit: &Hit| {
        is_request(hit)
            || matches!(
                hit.word,
                Word::AmongThem
                    | Word::NaturalPerson
                    | Word::Organisation
                    | Word::Applicant
                    | Word::Share
                    | Word::Case
                    | Word::Except
                    | Word::Other
            )
    };
    let behind = |place: &&Figure| place.start >= whole.end;
    let plain = narrative.hits_in(whole.end, figure.start).iter().all(only_applicants)
        && before.iter().filter(behind).all(is_plain)
        && !narrative.hits_in(start, whole.start).iter().any(|hit| hit.word.narrows() || hit.word == Word::Wider);
    let is_all = whole.count().is_some_and(|count| request_totals(report).contains(&Some(count)));
    (of_requests && plain && is_all).then_some(Role::Applicants(applicant))
}

/// The applicant that some words name: 其中自然人, 、企业提出的.
fn named(words: &str) -> Option<Applicant> {
    let words = Class::BesideApplicant.skipped(words);
    let mut name = words;
    while let Some(before) = Class::BehindApplicant.before(name) {
        name = before;
    }
    COLUMNS.iter().find(|(known, _)| *known == name).map(|(_, applicant)| *applicant)
}

/// The cells that may be meant: of those received, with those carried in, or of those done with.
pub(super) fn readings(applicant: Applicant, report: &Report) -> Vec<Option<Reading>> {
    let columns: &[&[ColumnId]] = match applicant {
        Applicant::Person => &[&[ColumnId::NaturalPerson]],
        Applicant::Enterprise => &[&[ColumnId::Commercial], &ORGANISATION_COLUMNS],
        Applicant::Organisation => &[&ORGANISATION_COLUMNS],
        Applicant::Kind(ColumnId::Commercial) => &[&[ColumnId::Commercial]],
        Applicant::Kind(ColumnId::Research) => &[&[ColumnId::Research]],
        Applicant::Kind(ColumnId::PublicInterest) => &[&[ColumnId::PublicInterest]],
        Applicant::Kind(_) => &[&[ColumnId::LegalService]],
    };
    let rows: [&[RowId]; 3] = [&[RowId::Received], &[RowId::Received, RowId::CarriedIn], &[RowId::OutcomeTotal]];
    columns.iter().flat_map(|columns| rows.map(|rows| sum_of(report, rows, columns))).collect()
}

/// The sum of some rows over some columns.
fn sum_of(report: &Report, rows: &[RowId], columns: &[ColumnId]) -> Option<Reading> {
    let parts: Option<Vec<Reading>> = columns.iter().map(|column| sum(report, rows, *column)).collect();
    let parts = parts?;
    let cells: Vec<CellAddress> = parts.iter().flat_map(|part| part.cells.iter().copied()).collect();
    Some(Reading { cells, value: parts.iter().map(|part| part.value).sum() })
}

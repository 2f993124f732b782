//! Who applied, told beside the number of all: 收到申请34件，其中自然人30件、企业4件.

use super::claim::Role;
use super::figures::{Figure, Unit};
use super::lexicon::{Class, Hit, Word, has_any};
use super::measures::{Measure, Topic, measures_of};
use super::statement::{Statement, request_totals};

/// All that may stand between the number of all requests and those of the applicants.
const SAYS_WHO: &[Word] = {
    use Word::{AmongThem, Applicant, Case, Except, NaturalPerson, OnRequest, Organisation, Other, Request, Share};
    &[AmongThem, Applicant, Case, Except, NaturalPerson, OnRequest, Organisation, Other, Request, Share]
};

/// What a number counts that stands right behind an applicant. The sentence has to give the number of all requests first, as a
/// total of table 3 has it, and nothing but applicants behind it.
pub(super) fn counted(statement: &Statement, figure: &Figure) -> Option<Role> {
    let (before, hits) = (statement.figures(), statement.hits());
    let from = before.last().map_or(statement.start_of_sentence(), |before| before.end);
    let text = statement.narrative.prose.text();
    let applicant = named(&text[from..figure.start]).filter(|_| figure.unit.is_cases())?;
    let whole = before.iter().find(|whole| whole.unit.is_cases())?;
    let of_requests = has_any(hits, &[Word::Request, Word::OnRequest]);
    let is_plain = |figure: &Figure| figure.unit.is_cases() || figure.unit == Unit::Percent;
    let only_applicants = |hit: &Hit| SAYS_WHO.contains(&hit.word);
    let behind = |place: &&Figure| place.start >= whole.end;
    let (to_whole, rest) = hits.split_at(hits.partition_point(|hit| hit.start < whole.end));
    let plain = rest.iter().all(only_applicants)
        && before.iter().filter(behind).all(is_plain)
        && !to_whole.iter().any(|hit| hit.word.narrows() || hit.word == Word::Wider);
    let is_all = whole.count().is_some_and(|count| request_totals(statement.report).contains(&Some(count)));
    (of_requests && plain && is_all).then_some(Role::Of(applicant))
}

/// The applicant that some words name: 其中自然人, 、企业提出的.
fn named(words: &str) -> Option<&'static Measure> {
    let name = Class::BehindApplicant.stripped(Class::BesideApplicant.skipped(words));
    measures_of(Topic::Applicants).find(|measure| measure.spelt.iter().any(|class| class.is(name)))
}

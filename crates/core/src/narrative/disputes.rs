//! How disputes about the disclosure of information ended: 行政复议5件，其中结果维持2件、尚未审结3件.

use super::claim::Role;
use super::figures::Figure;
use super::lexicon::{Class, Hit, Word};
use super::measures::{Topic, measures_of};
use super::statement::Statement;

/// What a number counts that stands right behind the word for a result, or in front of it. The nearest clause before it that names disputes
/// has to name one kind of them, and nothing from there on may narrow what is counted.
pub(super) fn result_counted(statement: &Statement, figure: &Figure, named: &Hit) -> Option<Role> {
    let narrative = statement.narrative;
    let beside = named.end == figure.start || named.start >= figure.end;
    if !beside || !figure.unit.is_cases() || !statement.is_about_disclosure() {
        return None;
    }
    let (first, _) = narrative.clauses_of_sentence(figure.clause);
    let before = |clause: usize| {
        let hits = narrative.hits_of(clause);
        &hits[..hits.partition_point(|hit| hit.start < figure.start)]
    };
    let is_dispute = |hit: &&Hit| matches!(hit.word, Word::Reconsideration | Word::Litigation);
    let naming = (first..=figure.clause).rev().find(|clause| before(*clause).iter().any(|hit| is_dispute(&hit)))?;
    // 行政复议方面,维持2件: of all of them.
    let is_heading = |hit: &Hit| hit.end == narrative.prose.clauses[naming].end && hit.word == Word::Narrow;
    let between = (naming..=figure.clause).flat_map(before).copied();
    let between: Vec<Hit> = between.filter(|hit| !hit.word.is_result() && !is_heading(hit)).collect();
    // 一审维持2件: one case may come to two courts. 经行政复议2件: of the suits.
    let of_a_part = Class::PartOfSuits.is_in(statement.words());
    if of_a_part || !statement.is_of_all(&between) {
        return None;
    }
    let mut kinds = between.iter().filter(is_dispute).map(|hit| hit.word);
    let kind = kinds.next()?;
    let is_result = |kind: Word| measures_of(Topic::Disputes).find(|measure| *measure.named == [kind, named.word]);
    if kinds.any(|other| other != kind) { None } else { is_result(kind).map(Role::Of) }
}

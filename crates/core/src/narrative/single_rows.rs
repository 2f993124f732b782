//! Single rows of table 3 in the prose: 不予处理3件，其中信访举报投诉类2件、重复申请1件.

use crate::form::{ColumnId, OutcomeId, RowId, TableNumber};
use crate::matching::fold;
use crate::report::Report;

use super::cells::{OUTCOME_WORDS, sum};
use super::claim::Role;
use super::figures::Figure;
use super::lexicon::{Class, Hit, Word};
use super::statement::Statement;

/// In characters; shorter words stand in many labels.
const SHORTEST: usize = 3;

/// What a number counts that stands right behind the name of a row, where the sentence gives the row's own outcome before, as
/// table 3 has it, and everything from there on is such a number.
pub(super) fn counted(statement: &Statement, figure: &Figure) -> Option<Role> {
    let (narrative, report, hits) = (statement.narrative, statement.report, statement.hits());
    let text = narrative.prose.text();
    let named = hits.iter().rfind(|hit| outcome_of(hit.word).is_some())?;
    let outcome = outcome_of(named.word)?;
    // 无法提供7件,其中不掌握6件: nothing stands between the outcome and its number, and only rows behind it.
    let counts = narrative.figures_in(named.end, figure.end);
    let [whole, rows @ ..] = counts else { return None };
    let row_behind = |before: &Figure, next: &Figure| row_named(report, outcome, &text[before.end..next.start]);
    let only_rows = counts.windows(2).all(|pair| row_behind(&pair[0], &pair[1]).is_some());
    let cases = counts.iter().all(|count| count.unit.is_cases());
    let apart = |hit: &Hit| matches!(hit.word, Word::Wider | Word::OtherTime);
    let beside = matches!(&text[named.end..whole.start], "" | "的" | "申请");
    if !only_rows || !cases || !beside || hits.iter().any(apart) || rows.is_empty() {
        return None;
    }
    let before = counts.get(counts.len().checked_sub(2)?)?;
    let agrees = sum(report, &rows_of(report, outcome), ColumnId::Total)?.value == whole.count()?;
    row_behind(before, figure).filter(|_| agrees).map(Role::Row)
}

/// The outcomes that have several rows, by their words.
fn outcome_of(word: Word) -> Option<OutcomeId> {
    let at = OUTCOME_WORDS.iter().position(|known| *known == word)?;
    let outcome = OutcomeId::ALL.get(at).copied()?;
    matches!(outcome, OutcomeId::Refused | OutcomeId::Unable | OutcomeId::Declined).then_some(outcome)
}

fn rows_of(report: &Report, outcome: OutcomeId) -> Vec<RowId> {
    let rows = report.table(TableNumber::Three).layout.rows.iter();
    rows.map(|row| row.id).filter(|row| row.outcome() == Some(outcome)).collect()
}

/// The one row of an outcome whose label has some words: 信访举报投诉类, 没有现成信息的.
fn row_named(report: &Report, outcome: OutcomeId, words: &str) -> Option<RowId> {
    let mut name = Class::BesideApplicant.skipped(words);
    let rows = report.table(TableNumber::Three).layout.rows.iter();
    let labels: Vec<(RowId, String)> =
        rows.filter(|row| row.id.outcome() == Some(outcome)).map(|row| (row.id, fold(row.label))).collect();
    while name.chars().count() >= SHORTEST {
        let mut fitting = labels.iter().filter(|(_, label)| label.contains(name));
        if let Some((row, _)) = fitting.next() {
            return fitting.next().is_none().then_some(*row);
        }
        name = Class::BehindApplicant.before(name)?;
    }
    None
}

//! The prose says there were none, the tables count some.

use serde::Serialize;

use crate::finding::{Fix, Found, Severity};
use crate::form::{ColumnId, LITIGATION_ROWS, RowId, TableNumber};
use crate::narrative::{Class, Hit, Narrative, Word, has_any};
use crate::report::{CellAddress, Report};
use crate::voice::naming::cell_name;

use super::beside;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A denial, and what the tables count all the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct DeniedButCounted {
    /// The clause of the prose.
    pub words: String,
    /// The totals that it denies; never none.
    pub denied: Vec<DeniedTotal>,
    /// Whether nothing in the sentence may make it true beside the numbers.
    pub is_certain: bool,
}

/// A total that is said to be 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct DeniedTotal {
    /// Its cell.
    pub cell: CellAddress,
    /// What the table counts there; above 0.
    pub count: i64,
}

impl Slip for DeniedButCounted {
    const RULE: Rule = Rule {
        id: "denied-but-counted",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Implied, text: "正文与统计表写的是同一件事，不能一处说没有、一处有数"
        },
        page: page!("denied-but-counted.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let mut found = Vec::new();
        if !context.is_due() {
            return found;
        }
        let narrative = context.narrative;
        let mut last = usize::MAX;
        for word in narrative.every(&[Word::None, Word::NotReceived, Word::All]) {
            let at = narrative.clause_at(word.start);
            if std::mem::replace(&mut last, at) == at {
                continue;
            }
            found.extend(Denial::of(context, at).and_then(|denial| finding(context, &denial)));
        }
        found
    }

    fn say(&self, report: &Report) -> Sentence {
        let total = |total: &DeniedTotal| format!("{}为 {}", cell_name(total.cell, report), total.count);
        let totals: Vec<String> = self.denied.iter().map(total).collect();
        let ask = if self.is_certain { "" } else { "，请核对" };
        Sentence {
            message: format!("正文写“{}”，而{}{ask}。", self.words, totals.join("，")),
            advice: "请对照办理台账，改正文或改表，使两处一致。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.words.clone())
    }

    fn expected(&self) -> Option<String> {
        Some("0".to_owned())
    }

    fn cells(&self) -> Vec<CellAddress> {
        self.denied.iter().map(|total| total.cell).collect()
    }
}

/// A clause that says of something that there was none.
struct Denial<'a> {
    /// Its clause.
    at: usize,
    /// The denying word; none where 均为零 denies what stands in front of it.
    word: Option<&'a Hit>,
    /// What is denied, folded.
    words: &'a str,
    /// Where the words end in the folded text that say whose it is.
    subject_end: usize,
}

impl<'a> Denial<'a> {
    fn of(context: &Context<'a>, at: usize) -> Option<Self> {
        let narrative = context.narrative;
        let clause = &narrative.prose.clauses[at];
        let denial = narrative.hits_of(at).iter().find(|hit| matches!(hit.word, Word::None | Word::NotReceived));
        let text = narrative.prose.text();
        // 行政复议、行政诉讼均为零 denies what stands in front of it.
        if let Some(things) = Class::AllZero.before(narrative.prose.clause(clause)) {
            let statement = narrative.statement(context.report, at);
            let words = statement.behind_subject(things, &[Class::YearWords]);
            return Some(Denial { at, word: None, words, subject_end: clause.start });
        }
        let word = denial?;
        Some(Denial { at, word: Some(word), words: &text[word.end..clause.end], subject_end: word.start })
    }
}

/// The finding about a denial, where the tables count what it denies.
fn finding(context: &Context, denial: &Denial) -> Option<Found<DeniedButCounted>> {
    let (narrative, report, at) = (context.narrative, context.report, denial.at);
    let came = denial.word.is_some_and(|hit| hit.word == Word::NotReceived);
    let rows = denied_rows(narrative, at, denial.words, came);
    let denied: Vec<DeniedTotal> = rows
        .iter()
        .filter_map(|cell| {
            context.count(*cell).filter(|count| *count > 0).map(|count| DeniedTotal { cell: *cell, count })
        })
        .collect();
    // 2022年未发生.
    let subject = narrative.figures_of(at).iter().filter(|figure| figure.start < denial.subject_end);
    if subject.into_iter().any(|figure| figure.is_another_year(report)) {
        return None;
    }
    if denied.is_empty() || !narrative.statement_until(report, at, denial.subject_end).is_surely_the_organs() {
        return None;
    }
    let restricted = restricted(context, at) || !says_of_what(narrative, at, &denied);
    let (span, words) = beside::clause(context, at);
    let severity = if restricted { Severity::Warning } else { Severity::Error };
    let related = beside::cells(context, denied.iter().map(|total| total.cell));
    // Digits that were cut may belong to other cells.
    let is_cut = |total: &DeniedTotal| report.cell(total.cell).is_some_and(|cell| cell.inferred);
    let is_certain = !restricted && !denied.iter().any(is_cut);
    let fix = if is_certain { in_numbers(context, denial, &rows) } else { None };
    let slip = DeniedButCounted { words, denied, is_certain };
    let found = slip.at(severity, context.place_of_clause(at), span);
    Some(Found { related, fixes: fix.into_iter().collect(), ..found })
}

/// 收到政府信息公开申请34件 in place of 未收到政府信息公开申请, where that is all that the end of a sentence says of the organ.
fn in_numbers(context: &Context, denial: &Denial, rows: &[CellAddress]) -> Option<Fix> {
    let (prose, text) = (context.prose, context.source.text());
    let (clause, word) = (&prose.clauses[denial.at], denial.word?);
    let is_one_thing = rows.len() == 1 || rows.iter().map(|cell| cell.row).eq(LITIGATION_ROWS);
    let statement = context.narrative.statement(context.report, denial.at);
    let subject = statement.behind_subject(&prose.text()[clause.start..word.start], &[Class::YearWords]);
    let ends_sentence = matches!(clause.mark, '。' | '\n') && Class::CountedThing.ends(denial.words);
    if !is_one_thing || !subject.is_empty() || !ends_sentence {
        return None;
    }
    let verb = affirmed(&prose.text()[word.start..word.end])?;
    let count: i64 = rows.iter().map(|cell| context.count(*cell)).sum::<Option<i64>>()?;
    let span = prose.origin(word.start, clause.end);
    let (own, things) = (span.of(text), prose.origin(word.end, clause.end).of(text));
    (!own.contains(['\n', '\r'])).then(|| Fix::replacing(span, own, format!("{verb}{things}{count}件"), false))
}

/// 收到 of 未收到; 没有 and 未被 say nothing without their denial.
fn affirmed(denial: &str) -> Option<&str> {
    let verb = Class::Negation.behind(denial)?;
    (!verb.is_empty() && verb != "被").then_some(verb)
}

/// The totals that a denial says are 0. Between the denying word and what it denies only words that belong to the name of
/// the thing may stand, and the clause ends with it: 无法提供, 无正当理由, 未收到补正材料 deny nothing that the tables count.
fn denied_rows(narrative: &Narrative, at: usize, words: &str, came: bool) -> Vec<CellAddress> {
    let Some(mut rows) = rows_named(words) else { return Vec::new() };
    let is_dispute = |row: &RowId| row.table() == TableNumber::Four;
    if rows.iter().any(is_dispute) {
        // Where nothing at all was brought, nothing about information was; but enforcement may be what is spoken of.
        let other = narrative.sentence_has(at, &[Word::Licence, Word::Penalty, Word::Compulsion])
            || Class::OtherDisputes.is_in(narrative.sentence_words(at));
        rows.retain(|row| is_dispute(row) && (!other || about_disclosure(narrative, at)));
    } else {
        // 未收到依申请公开事项.
        rows.extend((came && words.starts_with("依申请公开")).then_some(RowId::Received));
        let carried = rows.iter().any(|row| *row != RowId::Received);
        let about = narrative.sentence_has(at, &[Word::Disclosure, Word::OnRequest])
            || narrative.paragraph_opens_with(at, Word::OnRequest);
        rows.retain(|row| *row != RowId::Received || (about && !carried));
    }
    rows.sort_unstable();
    rows.dedup();
    rows.into_iter().map(|row| CellAddress { row, column: ColumnId::Total }).collect()
}

/// What may be denied, and the rows that count it.
const DENIABLE: [(Class, &[RowId]); 5] = [
    (Class::Reviews, &[RowId::Reconsideration]),
    (Class::Suits, &LITIGATION_ROWS),
    (Class::CarriedOver, &[RowId::CarriedOut]),
    (Class::BroughtOver, &[RowId::CarriedIn]),
    (Class::Requests, &[RowId::Received]),
];

/// The rows of what the words behind a denial name, when they name nothing else.
fn rows_named(mut words: &str) -> Option<Vec<RowId>> {
    let mut rows = Vec::new();
    while !words.is_empty() {
        let named = DENIABLE.iter().find_map(|(class, rows)| Some((class.behind(words)?, rows)));
        rows.extend(named.into_iter().flat_map(|(_, rows)| *rows));
        words = named.map(|(rest, _)| rest).or_else(|| Class::Belonging.behind(words))?;
    }
    Some(rows)
}

/// Whether the sentence names information; 未发生行政复议 alone may be said with other cases in mind.
fn says_of_what(narrative: &Narrative, at: usize, denied: &[DeniedTotal]) -> bool {
    denied.iter().all(|total| total.cell.table() != TableNumber::Four) || about_disclosure(narrative, at)
}

fn about_disclosure(narrative: &Narrative, at: usize) -> bool {
    narrative.sentence_has(at, &[Word::Disclosure, Word::OnRequest, Word::Request])
}

/// Whether something in the clause may make the denial true beside the numbers.
fn restricted(context: &Context, at: usize) -> bool {
    let hits = context.narrative.hits_of(at);
    let is_of_all = context.narrative.statement(context.report, at).is_of_all(hits);
    // 公民、法人和其他组织 are all there are.
    !is_of_all
        || has_any(hits, &[Word::Wider, Word::Except, Word::Etc, Word::AmongThem])
        || has_any(hits, &[Word::NaturalPerson]) != has_any(hits, &[Word::Organisation])
}

#[cfg(test)]
mod tests {
    use super::affirmed;

    #[test]
    fn a_denied_verb_is_affirmed_where_it_stands_alone() {
        for (denial, verb) in [("未收到", "收到"), ("未曾收到", "收到"), ("没有发生", "发生"), ("未产生", "产生")]
        {
            assert_eq!(affirmed(denial), Some(verb));
        }
        for denial in ["无", "没有", "未被", "没有被", "不存在", "零"] {
            assert_eq!(affirmed(denial), None, "{denial}");
        }
    }
}

//! All requests are said to be done while the table carries some over.

use serde::Serialize;

use crate::finding::{Fix, Found, Severity};
use crate::form::{ColumnId, RowId, TableNumber};
use crate::narrative::{Class, Narrative, Word, has_any};
use crate::report::{CellAddress, Report};
use crate::span::Span;
use crate::voice::naming::row_label;

use super::beside;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// What the prose says of all requests, and what the table carries over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct AllDoneButCarried {
    /// The clause of the prose.
    pub words: String,
    /// Requests that table 3 carries over to the next year; above 0.
    pub carried_out: i64,
}

impl Slip for AllDoneButCarried {
    const RULE: Rule = Rule {
        id: "all-done-but-carried",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Implied, text: "结转下年度的申请在本年没有办结" },
        page: page!("all-done-but-carried.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let carried = total_of(RowId::CarriedOut);
        let Some(carried_out) = context.count(carried).filter(|count| *count > 0) else { return Vec::new() };
        let narrative = context.narrative;
        let mut clauses = narrative.every(&[Word::Finish, Word::All]).map(|word| narrative.clause_at(word.start));
        let said = clauses.find(|at| says_all_done(context, *at)).map(|at| {
            let (span, words) = beside::clause(context, at);
            Found {
                related: beside::cells(context, std::iter::once(carried)),
                fixes: in_numbers(context, at, span, carried_out).into_iter().collect(),
                ..AllDoneButCarried { words, carried_out }.at(Severity::Warning, context.place_of_clause(at), span)
            }
        });
        said.into_iter().collect()
    }

    fn say(&self, report: &Report) -> Sentence {
        let AllDoneButCarried { words, carried_out } = self;
        let row = row_label(RowId::CarriedOut, report);
        Sentence {
            message: format!("正文写“{words}”，而表三“{row}”为 {carried_out}，请核对。"),
            advice: "确已全部办结的，请改表三；尚有未办结的，请改正文。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.words.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.carried_out.to_string())
    }
}

fn total_of(row: RowId) -> CellAddress {
    CellAddress { row, column: ColumnId::Total }
}

/// Whether a clause says of all requests of the organ's year that they are done.
fn says_all_done(context: &Context, at: usize) -> bool {
    let narrative = context.narrative;
    let clause = &narrative.prose.clauses[at];
    let hits = narrative.hits_of(at);
    let finish = hits.iter().position(|hit| hit.word == Word::Finish || hit.word == Word::Answer);
    let Some(finish) = finish else { return false };
    let all = has_any(&hits[..finish], &[Word::All]);
    let done = has_any(hits, &[Word::Finish]) || Class::Done.ends(narrative.prose.clause(clause));
    let finished = &narrative.prose.text()[hits[finish].start..hits[finish].end];
    let whole = hits[finish].word == Word::Finish
        && (narrative.prose.clause(clause).contains("全部") || finished.starts_with('均'));
    // 除3件结转外,其余全部办结.
    let (first, _) = narrative.clauses_of_sentence(at);
    let excepts =
        (first..=at).any(|clause| Class::Rest.begins(narrative.prose.clause(&narrative.prose.clauses[clause])));
    let statement = narrative.statement(context.report, at);
    (all || whole)
        && done
        && !excepts
        && !has_any(hits, &[Word::Except, Word::Carry, Word::CarriedIn])
        && !is_told_of_later(narrative.sentence_words(at))
        && statement.is_of_all(hits)
        && !statement.is_of_some_requests()
        && speaks_of_requests(narrative, first, at)
}

/// 已办结33件，结转下年度3件 in place of a clause that ends its sentence and says no more than 均已按时办结, where the
/// table's balance bears the numbers out.
fn in_numbers(context: &Context, at: usize, span: Span, carried_out: i64) -> Option<Fix> {
    let clause = &context.prose.clauses[at];
    let own = span.of(context.source.text());
    let ends_sentence = matches!(clause.mark, '。' | '\n') && !own.contains(['\n', '\r']);
    let is_cut = context.report.table(TableNumber::Three).is_inferred();
    if !says_no_more(context.prose.clause(clause)) || !ends_sentence || is_cut {
        return None;
    }
    let count = |row| context.count(total_of(row));
    let done = count(RowId::OutcomeTotal)?;
    let is_balanced = count(RowId::Received)? + count(RowId::CarriedIn)? == done + carried_out;
    let numbers = format!("已办结{done}件，结转下年度{carried_out}件");
    is_balanced.then(|| Fix::replacing(span, own, numbers, false))
}

/// Whether a clause says that all is done, and nothing else: 均已按时办结.
fn says_no_more(clause: &str) -> bool {
    Class::Done.is(Class::BesideDone.skipped(clause))
}

/// Whether the clause says that it speaks of requests, or the one in front of it does, and of all that came.
fn speaks_of_requests(narrative: &Narrative, first: usize, at: usize) -> bool {
    let names = |clause: usize| has_any(narrative.hits_of(clause), &[Word::Request, Word::OnRequest]);
    let carried = |clause: usize| {
        let hits = narrative.hits_of(clause);
        has_any(hits, &[Word::CarriedIn, Word::CarriedOut]) || hits.iter().any(|hit| hit.word.narrows())
    };
    names(at) || (at > first && names(at - 1) && !carried(at - 1))
}

/// 截至报告公布之日已全部办结, 结转的预计全部办结: of another day than the last of the year.
fn is_told_of_later(sentence: &str) -> bool {
    !Class::LastDay.is_in(sentence) && Class::Later.is_in(sentence)
}

#[cfg(test)]
mod tests {
    use super::says_no_more;

    #[test]
    fn only_a_bare_claim_is_replaced_by_numbers() {
        for clause in ["均已办结", "已全部按期办理完毕", "均在法定期限内办结"] {
            assert!(says_no_more(clause), "{clause}");
        }
        for clause in ["均已办结并答复申请人", "36件政府信息公开申请全部按期办结", "办结率100%", "均已按时"]
        {
            assert!(!says_no_more(clause), "{clause}");
        }
    }
}

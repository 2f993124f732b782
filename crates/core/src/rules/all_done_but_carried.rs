//! All requests are said to be done while the table carries some over.

use crate::finding::{Finding, Related, Severity};
use crate::form::{ColumnId, RowId};
use crate::narrative::{Narrative, Word};
use crate::report::CellAddress;
use crate::searching::holds_any;

use super::count_differs_from_table::place_of;
use super::naming::{cell_name, row_label};
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "all-done-but-carried",
    basis: Basis { kind: BasisKind::Implied, text: "结转下年度的申请在本年没有办结" },
    page: page!("all-done-but-carried.md"),
    needs: &[],
    find,
    say: |finding, _, report| {
        let found = finding.found.as_deref().unwrap_or("");
        let row = row_label(RowId::CarriedOut, report);
        let carried = finding.expected.as_deref().unwrap_or("");
        Sentence {
            message: format!("正文写“{found}”，而表三“{row}”为 {carried}，请核对。"),
            advice: "确已全部办结的，改表三；尚有未办结的，改正文。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let carried = CellAddress { row: RowId::CarriedOut, column: ColumnId::Total };
    let Some(count) = context.count(carried).filter(|count| *count > 0) else { return };
    let narrative = context.narrative;
    for done in narrative.every(&[Word::Finish, Word::All]) {
        let at = narrative.clause_at(done.start);
        let clause = &narrative.prose.clauses[at];
        let hits = narrative.hits_of(at);
        let finish = hits.iter().position(|hit| hit.word == Word::Finish || hit.word == Word::Answer);
        let Some(finish) = finish else { continue };
        let all = hits[..finish].iter().any(|hit| hit.word == Word::All);
        let done = hits.iter().any(|hit| hit.word == Word::Finish) || ends_done(narrative.prose.clause(clause));
        let narrowed = hits.iter().any(|hit| {
            hit.word.narrows() || matches!(hit.word, Word::OtherTime | Word::Except | Word::Carry | Word::CarriedIn)
        });
        let finished = &narrative.prose.text()[hits[finish].start..hits[finish].end];
        let whole = hits[finish].word == Word::Finish
            && (narrative.prose.clause(clause).contains("全部") || finished.starts_with('均'));
        // 除3件结转外,其余全部办结.
        let rest = |words: &str| words.starts_with('除') || words.starts_with("其余") || words.starts_with("其他");
        let (start, _) = narrative.sentence(at);
        let before = narrative.prose.clauses[..=at].iter().rev().take_while(|clause| clause.start >= start);
        let excepts = before.into_iter().any(|clause| rest(narrative.prose.clause(clause)));
        if (all || whole)
            && done
            && !narrowed
            && !excepts
            && !is_told_of_later(narrative.sentence_words(at))
            && !narrative.is_of_some_requests(context.report, at)
            && speaks_of_requests(narrative, at)
        {
            let span = narrative.prose.origin(clause.start, clause.end);
            let related = context.report.cell(carried).and_then(|cell| cell.span);
            findings.push(Finding {
                found: Some(span.of(context.source.text()).trim().to_owned()),
                expected: Some(count.to_string()),
                related: related
                    .map(|span| Related { span, message: cell_name(carried, context.report) })
                    .into_iter()
                    .collect(),
                ..Finding::new(RULE.id, Severity::Warning, place_of(context, at), span)
            });
            return;
        }
    }
}

/// Whether the clause says that it speaks of requests, or the one in front of it does, and of all that came.
fn speaks_of_requests(narrative: &Narrative, at: usize) -> bool {
    let names = |clause: usize| {
        let hits = narrative.hits_of(clause);
        hits.iter().any(|hit| matches!(hit.word, Word::Request | Word::OnRequest))
    };
    let carried = |clause: usize| {
        let hits = narrative.hits_of(clause);
        hits.iter().any(|hit| matches!(hit.word, Word::CarriedIn | Word::CarriedOut) || hit.word.narrows())
    };
    let (start, _) = narrative.sentence(at);
    let before = at.checked_sub(1).filter(|before| narrative.prose.clauses[*before].start >= start);
    names(at) || before.is_some_and(|before| names(before) && !carried(before))
}

fn ends_done(words: &str) -> bool {
    words.ends_with("办结") || words.ends_with("办毕")
}

/// 截至报告公布之日已全部办结, 结转的预计全部办结: of another day than the last of the year.
fn is_told_of_later(sentence: &str) -> bool {
    const LATER: &str = "公布之日 目前 预计 截至 至今 确保 未到期 月以前 月前 月底前";
    let on_last_day = holds_any(sentence, "年底 年末 12月31日");
    !on_last_day && holds_any(sentence, LATER)
}

//! The prose says there were none, the tables count some.

use crate::finding::{Evidence, Finding, Related, Severity};
use crate::form::{ColumnId, RowId, TableNumber};
use crate::narrative::{Hit, Narrative, Word};
use crate::report::{CellAddress, Report};
use crate::searching::{behind_any, holds_any};

use super::count_differs_from_table::place_of;
use super::naming::cell_name;
use super::{Basis, BasisKind, Context, Rule, Sentence, page, subject};

pub(super) const RULE: Rule = Rule {
    id: "denied-but-counted",
    basis: Basis {
        kind: BasisKind::Implied, text: "正文与统计表写的是同一件事，不能一处说没有、一处有数"
    },
    page: page!("denied-but-counted.md"),
    needs: &[],
    find,
    say: |finding, _, report| {
        let Evidence::Cells(cells) = &finding.evidence else { return Sentence::empty() };
        let named: Vec<String> = cells
            .iter()
            .map(|(cell, count)| format!("{}为 {}", cell_name(*cell, report), count.unwrap_or_default()))
            .collect();
        let ask = if finding.severity == Severity::Error { "" } else { "，请核对" };
        Sentence {
            message: format!("正文写“{}”，而{}{ask}。", finding.found.as_deref().unwrap_or(""), named.join("，")),
            advice: "请对照办理台账，改正文或改表，使两处一致。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    if !context.is_due() {
        return;
    }
    let narrative = context.narrative;
    let mut last = usize::MAX;
    for word in narrative.every(&[Word::None, Word::NotReceived, Word::All]) {
        let at = narrative.clause_at(word.start);
        if std::mem::replace(&mut last, at) == at {
            continue;
        }
        let clause = &narrative.prose.clauses[at];
        let hits = narrative.hits_of(at);
        let denial = hits.iter().find(|hit| matches!(hit.word, Word::None | Word::NotReceived));
        // 行政复议、行政诉讼均为零 denies what stands in front of it.
        let zero = zero_of(narrative.prose.clause(clause));
        let text = narrative.prose.text();
        let (words, came, subject_end) = match (zero, denial) {
            (Some(length), _) => {
                let words = &text[clause.start..clause.start + length];
                (subject::behind_subject(context, words), false, clause.start)
            }
            (None, Some(denial)) => (&text[denial.end..clause.end], denial.word == Word::NotReceived, denial.start),
            (None, None) => continue,
        };
        let denied: Vec<(CellAddress, Option<i64>)> = denied_rows(narrative, at, words, came)
            .into_iter()
            .filter_map(|address| {
                let count = context.count(address)?;
                (count > 0).then_some((address, Some(count)))
            })
            .collect();
        // 2022年未发生.
        let year = context.report.year.map(i64::from);
        let is_other = |figure: &crate::narrative::Figure| {
            figure.unit == crate::narrative::Unit::Year && figure.value.whole() != year && figure.start < subject_end
        };
        if narrative.figures_of(at).iter().any(is_other) {
            continue;
        }
        if denied.is_empty() || !subject::is_the_organ(context, at, subject_end) {
            continue;
        }
        let restricted = restricted(context.report, narrative, at, hits) || !says_of_what(narrative, at, &denied);
        let span = narrative.prose.origin(clause.start, clause.end);
        let severity = if restricted { Severity::Warning } else { Severity::Error };
        let related = denied.iter().filter_map(|(cell, _)| {
            let span = context.report.cell(*cell)?.span?;
            Some(Related { span, message: cell_name(*cell, context.report) })
        });
        findings.push(Finding {
            found: Some(span.of(context.source.text()).trim().to_owned()),
            expected: Some("0".to_owned()),
            related: related.collect(),
            evidence: Evidence::Cells(denied),
            ..Finding::new(RULE.id, severity, place_of(context, at), span)
        });
    }
}

/// The totals that a denial says are 0. Between the denying word and what it denies only words that belong to the name of
/// the thing may stand, and the clause ends with it: 无法提供, 无正当理由, 未收到补正材料 deny nothing that the tables count.
fn denied_rows(narrative: &Narrative, at: usize, words: &str, came: bool) -> Vec<CellAddress> {
    let Some(mut things) = things(words) else { return Vec::new() };
    // 未收到依申请公开事项.
    let disputes = things.reconsideration || things.litigation;
    things.requests |= came && words.starts_with("依申请公开") && !disputes;
    let cell = |row| CellAddress { row, column: ColumnId::Total };
    let mut cells = Vec::new();
    if things.litigation || things.reconsideration {
        if things.reconsideration {
            cells.push(cell(RowId::Reconsideration));
        }
        if things.litigation {
            cells.push(cell(RowId::LitigationDirect));
            cells.push(cell(RowId::LitigationAfter));
        }
        // Where nothing at all was brought, nothing about information was; but enforcement may be what is spoken of.
        let other = [Word::Licence, Word::Penalty, Word::Compulsion];
        let sentence = narrative.sentence_words(at);
        let other = narrative.sentence_has(at, &other) || holds_any(sentence, "执法 决策 合同");
        return if about_disclosure(narrative, at) || !other { cells } else { Vec::new() };
    }
    let about = narrative.sentence_has(at, &[Word::Disclosure, Word::OnRequest])
        || narrative.paragraph_opens_with(at, Word::OnRequest);
    if things.requests && !things.carried_in && !things.carried_out && about {
        cells.push(cell(RowId::Received));
    }
    if things.carried_in {
        cells.push(cell(RowId::CarriedIn));
    }
    if things.carried_out {
        cells.push(cell(RowId::CarriedOut));
    }
    cells
}

/// How long what stands in front of 均为零 or 均为0件 at the end of a clause is.
fn zero_of(words: &str) -> Option<usize> {
    let before = words.trim_end_matches(['件', '起', '宗']);
    let before = before.strip_suffix("均为零").or_else(|| before.strip_suffix("均为0"))?;
    Some(before.len())
}

/// Whether the sentence names information; 未发生行政复议 alone may be said with other cases in mind.
fn says_of_what(narrative: &Narrative, at: usize, denied: &[(CellAddress, Option<i64>)]) -> bool {
    denied.iter().all(|(cell, _)| cell.table() != TableNumber::Four) || about_disclosure(narrative, at)
}

fn about_disclosure(narrative: &Narrative, at: usize) -> bool {
    narrative.sentence_has(at, &[Word::Disclosure, Word::OnRequest, Word::Request])
}

#[derive(Default)]
struct Things {
    requests: bool,
    carried_in: bool,
    carried_out: bool,
    reconsideration: bool,
    litigation: bool,
}

/// What may stand beside the name of a thing.
pub(super) const BELONGING: &str = "政府信息公开 信息公开 政务公开 依申请公开 政府信息 行政 案件 情况 情形 工作 事项 引发 引起 产生 发生 被 因 的 对 提起 提出 涉及 有关 相关 任何 或 或者 和 与 及 以及 、 件 公民 法人 其他组织 来自 关于 我局 我单位 本机关 收到 受理 新收 本年度 本年 全年 而";

const CARRIED_OUT: &str = "结转下年度 结转到下年度 结转至下年度 结转下一年度 结转下年";

/// What the words behind a denial name, when they name nothing else.
fn things(mut words: &str) -> Option<Things> {
    let mut things = Things::default();
    while !words.is_empty() {
        if let Some(rest) = words.strip_prefix("复议") {
            things.reconsideration = true;
            words = rest;
        } else if let Some(rest) = words.strip_prefix("诉讼") {
            things.litigation = true;
            words = rest;
        } else if let Some(rest) = behind_any(words, CARRIED_OUT) {
            things.carried_out = true;
            words = rest.strip_prefix("继续").unwrap_or(rest);
            words = words.strip_prefix("办理").unwrap_or(words);
        } else if let Some(rest) = words.strip_prefix("上年度结转").or_else(|| words.strip_prefix("上年结转"))
        {
            things.carried_in = true;
            words = rest;
        } else if let Some(rest) = words.strip_prefix("申请") {
            // 申请行政复议 is no request for information.
            things.requests |= !rest.starts_with("行政复议") && !rest.starts_with("复议");
            words = rest;
        } else {
            words = behind_any(words, BELONGING)?;
        }
    }
    Some(things)
}

/// Whether something in the clause may make the denial true beside the numbers.
fn restricted(report: &Report, narrative: &Narrative, at: usize, hits: &[Hit]) -> bool {
    let sentence = narrative.sentence(at);
    let other_year = narrative.figures_in(sentence.0, sentence.1).iter().any(|figure| {
        figure.unit == crate::narrative::Unit::Year && figure.value.whole() != report.year.map(i64::from)
    });
    let narrow = |hit: &Hit| {
        hit.word.narrows()
            || matches!(
                hit.word,
                Word::OtherTime | Word::Wider | Word::Except | Word::Etc | Word::Roughly | Word::AmongThem
            )
    };
    let has = |word: Word| hits.iter().any(|hit| hit.word == word);
    // 公民、法人和其他组织 are all there are.
    other_year || hits.iter().any(narrow) || has(Word::NaturalPerson) != has(Word::Organisation)
}

//! A number of the prose that agrees with no cell it may mean.

use crate::finding::{Evidence, Finding, Place, Related, Severity};
use crate::form::RowId;
use crate::narrative::{Claim, Reading, Role, Unit};
use crate::report::{Number, Report};

use super::fee_unit_suspect;
use super::naming::cell_name;
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "count-differs-from-table",
    basis: Basis { kind: BasisKind::Implied, text: "正文与统计表写的是同一件事，数字应当一致" },
    page: page!("count-differs-from-table.md"),
    needs: &[],
    find,
    say: |finding, _, report| {
        let Evidence::Claim(role, readings) = &finding.evidence else { return Sentence::empty() };
        let found = finding.found.as_deref().unwrap_or("");
        Sentence {
            message: format!("正文写“{found}”，{}，请核对。", in_words(*role, readings, report)),
            advice: "请对照办理台账，改正文或改表，使两处一致。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let differs = |claim: &&Claim| {
        let figure = &context.narrative.figures[claim.figure];
        let value = figure.count().or(figure.yuan());
        !claim.readings.iter().any(|reading| Some(reading.value) == value)
            && !fee_unit_suspect::is_in_yuan(context, claim)
            && !is_told_beside(context, claim)
            && (value == Some(0) || claim.readings.iter().any(|reading| reading.value != 0))
    };
    for claim in context.narrative.claims.iter().filter(differs) {
        findings.push(finding(context, RULE.id, claim));
    }
}

/// 我市共收到1286件,其中市政府34件: the sentence gives the organ's own number as well.
fn is_told_beside(context: &Context, claim: &Claim) -> bool {
    let narrative = context.narrative;
    let figure = &narrative.figures[claim.figure];
    let (start, end) = narrative.sentence(figure.clause);
    narrative.figures_in(start, end).iter().any(|other| {
        let words = narrative.prose.clause_before(other.clause, other.start);
        let is_own = ["政府", "本级", "机关", "县局", "市局"]
            .iter()
            .any(|own| words.trim_end_matches(['收', '到', '新', '受', '理', '共']).ends_with(own));
        let is_reading = claim.readings.iter().any(|reading| other.count() == Some(reading.value));
        is_own && is_reading && other.start != figure.start
    })
}

/// A finding about a claim, at its number.
pub(super) fn finding(context: &Context, rule: &'static str, claim: &Claim) -> Finding {
    let narrative = context.narrative;
    let figure = &narrative.figures[claim.figure];
    let clause = &narrative.prose.clauses[figure.clause];
    let text = context.source.text();
    let before = narrative.figures_of(figure.clause).iter().rev();
    let mut before = before.filter(|before| before.end <= figure.start && before.unit != Unit::Year);
    let start = before.next().map_or(clause.start, |before| before.end);
    let words = narrative.prose.origin(start, figure.end).of(text).trim_start_matches(['、', '和', '，', '及']);
    let cells = claim.readings.first().map_or(&[][..], |reading| &reading.cells[..]);
    let related = cells.iter().filter_map(|cell| {
        let span = context.report.cell(*cell)?.span?;
        Some(Related { span, message: cell_name(*cell, context.report) })
    });
    Finding {
        found: Some(words.trim().to_owned()),
        expected: claim.readings.first().map(|reading| reading.value.to_string()),
        evidence: Evidence::Claim(claim.role, claim.readings.clone()),
        related: related.take(5).collect(),
        ..Finding::new(rule, Severity::Warning, place_of(context, figure.clause), narrative.span_of(figure))
    }
}

/// Where a clause belongs in the form.
pub(super) fn place_of(context: &Context, clause: usize) -> Place {
    let narrative = context.narrative;
    narrative.prose.section_of(&narrative.prose.clauses[clause]).map_or(Place::Preamble, Place::Section)
}

/// 表三“…”行“总计”列为 34; of a sum what it counts.
pub(super) fn in_words(role: Role, readings: &[Reading], report: &Report) -> String {
    let all: Vec<String> = readings.iter().take(2).map(|reading| reading_in_words(role, reading, report)).collect();
    all.join("，")
}

fn reading_in_words(role: Role, reading: &Reading, report: &Report) -> String {
    match &reading.cells[..] {
        [cell] if role == Role::Fees => {
            let amount = report.cell(*cell).and_then(|cell| cell.value).unwrap_or(Number::from_whole(0));
            format!("{}为 {amount} 万元", cell_name(*cell, report))
        }
        [cell] => format!("{}为 {}", cell_name(*cell, report), reading.value),
        [first, ..] => {
            let what = match role {
                Role::Received | Role::Answered | Role::Done
                    if reading.cells.iter().any(|cell| cell.row == RowId::CarriedIn) =>
                {
                    "新收与上年结转"
                }
                Role::Answered | Role::Done => "除其他处理外的办理结果",
                role => role.name(),
            };
            format!("{}{what}合计为 {}", first.table().name(), reading.value)
        }
        [] => String::new(),
    }
}

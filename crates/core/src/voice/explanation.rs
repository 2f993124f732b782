//! How the prose was understood: each clause with the words that say something of it, each number with the cells that it is held
//! against, or why it is not. For people who ask why; no part of the machine output.

use crate::check::CheckedReport;
use crate::narrative::{Claim, Clause, Figure, Narrative, Reading, Unit, Untied, Word};
use crate::report::{CellAddress, Report};
use crate::span::Span;

use super::naming::cell_name;

/// A number of the prose with what was made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedNumber {
    /// The number with its unit, in the text as given.
    pub span: Span,
    /// What it counts and whether the tables agree, or why it is not held against them.
    pub words: String,
    /// The cells that it agrees with, or else those that it most likely means; none where it is held against none.
    pub cells: Vec<CellAddress>,
    /// Whether what it is held against agrees; `None` where it is held against nothing.
    pub agrees: Option<bool>,
}

/// A clause with what was understood of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedClause {
    /// Where it stands in the text as given.
    pub span: Span,
    /// The words in it that say something of its numbers, in their order.
    pub known: Vec<Span>,
    /// Its numbers but for years.
    pub numbers: Vec<ExplainedNumber>,
}

/// Every number of the prose but years, in the order of the text: as many as `coverage.numbers_in_text`. Reads the prose again,
/// so a face that shows what was made of a number asks once for all of them.
pub fn explain_numbers(checked: &CheckedReport) -> Vec<ExplainedNumber> {
    let narrative = Narrative::of(&checked.source, &checked.report);
    numbers(&narrative, &checked.report).map(|(_, number)| number).collect()
}

/// Every clause of the prose with a word that says something, or with a number; in the order of the text.
pub fn explain(checked: &CheckedReport) -> Vec<ExplainedClause> {
    let narrative = Narrative::of(&checked.source, &checked.report);
    let mut numbers = numbers(&narrative, &checked.report).peekable();
    let clause = |(at, own): (usize, &Clause)| {
        let says =
            narrative.hits_of(at).iter().filter(|hit| !matches!(hit.word, Word::Other | Word::Case | Word::Until));
        let known: Vec<Span> = says.map(|hit| narrative.prose.origin(hit.start, hit.end)).collect();
        let own_numbers = std::iter::from_fn(|| numbers.next_if(|(clause, _)| *clause == at));
        let numbers: Vec<ExplainedNumber> = own_numbers.map(|(_, number)| number).collect();
        let span = narrative.prose.origin(own.start, own.end);
        (!known.is_empty() || !numbers.is_empty()).then_some(ExplainedClause { span, known, numbers })
    };
    narrative.prose.clauses.iter().enumerate().filter_map(clause).collect()
}

/// The numbers with the place of the clause in which each stands.
fn numbers<'a>(narrative: &'a Narrative, report: &'a Report) -> impl Iterator<Item = (usize, ExplainedNumber)> + 'a {
    let explained = narrative.figures.iter().zip(narrative.explained(report));
    explained.filter(|(figure, _)| figure.unit != Unit::Year).map(|(figure, explained)| {
        let span = narrative.span_of(figure);
        let number = match explained {
            Ok(claim) => tied(span, &claim, figure, report),
            Err(why) => {
                ExplainedNumber { span, words: reason_in_words(why).to_owned(), cells: Vec::new(), agrees: None }
            }
        };
        (figure.clause, number)
    })
}

/// 收到申请，与表三“…”行“总计”列的 34 一致: held against the tables.
fn tied(span: Span, claim: &Claim, figure: &Figure, report: &Report) -> ExplainedNumber {
    let own = figure.count().or(figure.yuan());
    let agreeing = claim.readings.iter().find(|reading| Some(reading.value) == own);
    let shown = agreeing.map_or(&claim.readings[..], std::slice::from_ref);
    let readings: Vec<String> = shown.iter().take(2).map(|reading| reading_in_words(reading, report)).collect();
    let verdict = if agreeing.is_some() { "一致" } else { "不一致" };
    ExplainedNumber {
        span,
        words: format!("{}，与{} {verdict}", claim.role.name(), readings.join("、")),
        cells: shown.first().map_or_else(Vec::new, |reading| reading.cells.clone()),
        agrees: Some(agreeing.is_some()),
    }
}

/// 表三“…”行“总计”列的 34; of several cells their sum.
fn reading_in_words(reading: &Reading, report: &Report) -> String {
    match &reading.cells[..] {
        [cell] => format!("{}的 {}", cell_name(*cell, report), reading.value),
        [first, .., last] => {
            let (first, last) = (cell_name(*first, report), cell_name(*last, report));
            format!("{first}至{last}中 {} 格之和 {}", reading.cells.len(), reading.value)
        }
        [] => reading.value.to_string(),
    }
}

fn reason_in_words(why: Untied) -> &'static str {
    match why {
        Untied::OtherUnit => "没有与表核对：表里没有用这个单位的数",
        Untied::Unnamed => "没有与表核对：这一句没有写明数的是表里的哪一项",
        Untied::Quoted => "没有与表核对：在引号引用的话后面",
        Untied::Part => "没有与表核对：写的是一部分，或者别的时间、别的单位",
        Untied::Published => "没有与表核对：数的是公开的信息，不是事项本身",
        Untied::Several => "没有与表核对：同时写了几项，分不清是哪一项",
        Untied::OtherThings => "没有与表核对：说的不是政府信息公开申请",
        Untied::CellsUnsure => "没有与表核对：对应的格没有读到，或者分不清是本机关还是整个地区的数",
    }
}

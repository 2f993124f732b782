//! How the prose was understood: each clause with the words that say something of it, each number with the cells that it is held
//! against, or why it is not. For people who ask why; no part of the machine output.

use crate::check::CheckedReport;
use crate::narrative::{Claim, Figure, Narrative, Reading, Unit, Untied, Word};
use crate::report::Report;
use crate::span::Span;

use super::naming::cell_name;

/// A clause with what was understood of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedClause {
    /// Where it stands in the text as given.
    pub span: Span,
    /// The words in it that say something of its numbers, in their order.
    pub known: Vec<Span>,
    /// Its numbers but for years, each with what was made of it in words.
    pub numbers: Vec<(Span, String)>,
}

/// Every clause of the prose with a word that says something, or with a number; in the order of the text.
pub fn explain(checked: &CheckedReport) -> Vec<ExplainedClause> {
    let narrative = Narrative::of(&checked.source, &checked.report);
    let mut numbers: Vec<Vec<(Span, String)>> = vec![Vec::new(); narrative.prose.clauses.len()];
    let explained = narrative.explained(&checked.report);
    for (figure, explained) in narrative.figures.iter().zip(&explained).filter(|(figure, _)| figure.unit != Unit::Year)
    {
        let words = match explained {
            Ok(claim) => tie_in_words(claim, figure, &checked.report),
            Err(why) => reason_in_words(*why).to_owned(),
        };
        numbers[figure.clause].push((narrative.span_of(figure), words));
    }
    let clause = |(at, numbers): (usize, Vec<(Span, String)>)| {
        let own = &narrative.prose.clauses[at];
        let says =
            narrative.hits_of(at).iter().filter(|hit| !matches!(hit.word, Word::Other | Word::Case | Word::Until));
        let known: Vec<Span> = says.map(|hit| narrative.prose.origin(hit.start, hit.end)).collect();
        let span = narrative.prose.origin(own.start, own.end);
        (!known.is_empty() || !numbers.is_empty()).then_some(ExplainedClause { span, known, numbers })
    };
    numbers.into_iter().enumerate().filter_map(clause).collect()
}

/// 收到申请，与表三“…”行“总计”列的 34 一致: held against the tables.
fn tie_in_words(claim: &Claim, figure: &Figure, report: &Report) -> String {
    let own = figure.count().or(figure.yuan());
    let what = claim.role.name();
    match claim.readings.iter().find(|reading| Some(reading.value) == own) {
        Some(reading) => format!("{what}，与{} 一致", reading_in_words(reading, report)),
        None => {
            let readings: Vec<String> =
                claim.readings.iter().take(2).map(|reading| reading_in_words(reading, report)).collect();
            format!("{what}，与{} 不一致", readings.join("、"))
        }
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

//! What several rules say of a number of the prose that is held against the tables.

use serde::Serialize;

use crate::finding::{Fix, Found};
use crate::narrative::{Claim, Figure, Reading, Role, Topic};
use crate::report::{Cell, CellAddress, Number, Report};
use crate::voice::naming::cell_name;

use super::beside;
use super::mending::{in_cell, recounted};
use super::vocabulary::{Context, Slip};

/// A number of the prose, and the cells that it may mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct Told {
    /// The words of the prose up to the number.
    pub words: String,
    /// What the number counts.
    pub counts: Role,
    /// What it may mean, the most likely first; none of them agrees.
    pub readings: Vec<Reading>,
}

impl Told {
    pub(super) fn expected(&self) -> Option<String> {
        self.readings.first().map(|reading| reading.value.to_string())
    }
}

/// So many cells of a sum are shown.
const MOST_CELLS: usize = 5;

/// A finding about a claim, at its number.
pub(super) fn finding<S: Slip>(context: &Context, claim: &Claim, slip: impl FnOnce(Told) -> S) -> Found<S> {
    let narrative = context.narrative;
    let figure = &narrative.figures[claim.figure];
    let span = narrative.prose.origin(narrative.start_of_name(figure), figure.end);
    let words = span.of(context.source.text()).trim_start_matches(['、', '和', '，', '及']);
    let told = Told { words: words.trim().to_owned(), counts: claim.role, readings: claim.readings.clone() };
    let cells = claim.readings.first().map_or(&[][..], |reading| &reading.cells[..]);
    let related = beside::cells(context, cells.iter().take(MOST_CELLS).copied());
    Found { related, fixes: fixes(context, figure, claim), ..slip(told).asked_of(context, figure) }
}

/// The prose as the tables have it, or the cell as the prose has it, where a single cell is meant; the cell only where nothing
/// else speaks for the number in it.
fn fixes(context: &Context, figure: &Figure, claim: &Claim) -> Vec<Fix> {
    let [reading] = &claim.readings[..] else { return Vec::new() };
    let ([cell], Some(count)) = (&reading.cells[..], figure.count()) else { return Vec::new() };
    let Some(prose) = recounted(context, figure, reading.value, "正文") else { return Vec::new() };
    let table = in_cell(context.report, *cell, count).filter(|_| !is_confirmed(context, *cell));
    [prose].into_iter().chain(table).collect()
}

/// Whether another number of the prose says what the cell has: with the cell changed, that one would be wrong.
fn is_confirmed(context: &Context, cell: CellAddress) -> bool {
    let narrative = context.narrative;
    narrative.claims.iter().any(|claim| {
        let count = narrative.figures[claim.figure].count();
        claim.readings.iter().any(|reading| Some(reading.value) == count && reading.cells.contains(&cell))
    })
}

/// 表三“…”行“总计”列为 34; of a sum what it counts.
pub(super) fn in_words(role: Role, readings: &[Reading], report: &Report) -> String {
    let all: Vec<String> = readings.iter().take(2).map(|reading| reading_in_words(role, reading, report)).collect();
    all.join("，")
}

fn reading_in_words(role: Role, reading: &Reading, report: &Report) -> String {
    let is_unfilled = |cell: CellAddress| report.cell(cell).is_some_and(Cell::is_unfilled);
    match &reading.cells[..] {
        [cell] if role.is_of(Topic::Fees) => {
            let amount = report.cell(*cell).and_then(|cell| cell.value).unwrap_or(Number::from_whole(0));
            format!("{}为 {amount} 万元", cell_name(*cell, report))
        }
        [cell] if is_unfilled(*cell) && reading.value == 0 => format!("{}没有填", cell_name(*cell, report)),
        [cell] if is_unfilled(*cell) => format!("{}没有填，该行合计为 {}", cell_name(*cell, report), reading.value),
        [cell] => format!("{}为 {}", cell_name(*cell, report), reading.value),
        [first, ..] => {
            let what = if reading.what.is_empty() { role.name() } else { reading.what };
            if reading.cells.iter().all(|cell| is_unfilled(*cell)) && reading.value == 0 {
                return format!("{}{what}都没有填", first.table().name());
            }
            format!("{}{what}合计为 {}", first.table().name(), reading.value)
        }
        [] => String::new(),
    }
}

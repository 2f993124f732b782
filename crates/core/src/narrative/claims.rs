//! What a number of the prose claims, and which cells of the tables it may mean.
//!
//! A number is tied only when its clause names what is counted and nothing narrows it: another year, a part of the year, a
//! channel, a subject, other organs. Ambiguity is part of the claim: 收到 may mean the new requests or those with what was
//! carried in, so a claim has several readings.

use crate::form::{ColumnId, Edition, RowId};
use crate::report::Report;

use super::cells::sum;
use super::claim::{Claim, Reading, Role, Untied};
use super::contents::Narrative;
use super::figures::Figure;
use super::lexicon::Word;
use super::measures::{Only, Sum, Topic, total};
use super::roles::role_of;

/// For each figure in the order of the text its claim, or why it has none; nothing for reports older than the form.
pub(super) fn claims(narrative: &Narrative, report: &Report) -> Vec<Result<Claim, Untied>> {
    if report.edition == Edition::Older {
        return Vec::new();
    }
    // Many numbers claim the same.
    let mut known: Vec<(Role, bool, Readings)> = Vec::new();
    let claim = |(figure, own): (usize, &Figure)| {
        own.count().or(own.yuan()).ok_or(Untied::OtherUnit)?;
        let role = role_of(narrative, report, own)?;
        let person = narrative.clause_has(own.clause, Word::NaturalPerson);
        let readings = match known.iter().find(|(claimed, of_person, _)| (*claimed, *of_person) == (role, person)) {
            Some((_, _, readings)) => readings.clone(),
            None => {
                let readings = readings(role, person, report);
                known.push((role, person, readings.clone()));
                readings
            }
        };
        let Readings { read, are_complete } = readings;
        let agrees = read.iter().any(|reading| own.count().or(own.yuan()) == Some(reading.value));
        // A government's tables may count its whole region or not: 全市收到826件 is either what they say, or of others too.
        let statement = || narrative.statement_before(report, own);
        let regional = || report.level.is_government() && statement().is_of_all_the_region();
        // A cell that was not read may be the one that is meant.
        let differs = || are_complete && !read.is_empty() && !regional();
        if agrees || differs() { Ok(Claim { figure, role, readings: read }) } else { Err(Untied::CellsUnsure) }
    };
    narrative.figures.iter().enumerate().map(claim).collect()
}

/// What a claim may mean.
#[derive(Clone)]
struct Readings {
    /// Those of which every cell was read, the most likely first.
    read: Vec<Reading>,
    /// Whether there are no others.
    are_complete: bool,
}

/// What a claim may mean, as far as the tables were read; what a clause says of a natural person, of these as well.
fn readings(role: Role, natural_person: bool, report: &Report) -> Readings {
    let own;
    let sums = match role {
        Role::Of(measure) => measure.sums,
        Role::Outcomes(groups) => {
            own = [Sum::of_outcomes(groups)];
            &own
        }
        Role::Row(row) => {
            own = [total(row)];
            &own
        }
    };
    let sums: Vec<&Sum> = sums.iter().filter(|sum| sum.may_be_meant(report)).collect();
    let mut readings = Readings { read: Vec::new(), are_complete: true };
    for sum in &sums {
        readings.add(sum.reading(sum.columns, report), role);
    }
    for sum in sums.iter().filter(|_| natural_person && !role.is_of(Topic::Applicants)) {
        readings.add(sum.reading(&[ColumnId::NaturalPerson], report), role);
    }
    readings
}

impl Readings {
    /// Adds what was read, once: of applicants each number, else each sum.
    fn add(&mut self, reading: Option<Reading>, role: Role) {
        let Some(reading) = reading else {
            self.are_complete = false;
            return;
        };
        let is_same = |known: &Reading| match role.is_of(Topic::Applicants) {
            true => known.value == reading.value,
            false => known.cells == reading.cells,
        };
        if !self.read.iter().any(is_same) {
            self.read.push(reading);
        }
    }
}

impl Sum {
    fn may_be_meant(&self, report: &Report) -> bool {
        let total = |row| Some(sum(report, &[row], ColumnId::Total)?.value);
        match self.only {
            Only::Always => true,
            Only::AboveZero => self.reading(self.columns, report).is_some_and(|reading| reading.value > 0),
            Only::NoneLeft => {
                let (carried_in, carried_out) = (total(RowId::CarriedIn), total(RowId::CarriedOut));
                carried_out.is_none_or(|left| left <= carried_in.unwrap_or(left))
            }
        }
    }

    /// The cells of its rows in some columns; `None` where one of them was not read.
    fn reading(&self, columns: &[ColumnId], report: &Report) -> Option<Reading> {
        let rows = self.rows.of(report);
        let mut all = Reading { cells: Vec::new(), value: 0, what: self.what };
        for column in columns {
            let part = sum(report, &rows, *column)?;
            all.cells.extend(part.cells);
            all.value += part.value;
        }
        Some(all)
    }
}

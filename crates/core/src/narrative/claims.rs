//! What a number of the prose claims, and which cells of the tables it may mean.
//!
//! A number is tied only when its clause names what is counted and nothing narrows it: another year, a part of the year, a
//! channel, a subject, other organs. Ambiguity is part of the claim: 收到 may mean the new requests or those with what was
//! carried in, so a claim has several readings.

use crate::form::{ColumnId, Edition, OutcomeId, RowId, TableNumber};
use crate::report::{CellAddress, Number, Report};

use super::applicants;
use super::cells::sum;
use super::claim::{Claim, Reading, Role, Untied};
use super::contents::Narrative;
use super::figures::Figure;
use super::lexicon::Word;
use super::roles::role_of;
use super::scope::is_of_all_the_region;

/// The outcomes without （六）其他处理, as bits.
const ALL_BUT_OTHER: u8 = (1 << OutcomeId::Other as u8) - 1;

/// For each figure in the order of the text its claim, or why it has none; nothing for reports older than the form.
pub(super) fn claims(narrative: &Narrative, report: &Report) -> Vec<Result<Claim, Untied>> {
    if report.edition == Edition::Older {
        return Vec::new();
    }
    // Many numbers claim the same.
    let mut known: Vec<(Role, bool, Readings)> = Vec::new();
    let claim = |(figure, own): (usize, &Figure)| {
        own.count().or(own.yuan()).ok_or(Untied::OtherUnit)?;
        let role = role_of(narrative, report, figure)?;
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
        let regional = || report.level.is_government() && is_of_all_the_region(narrative, own);
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

/// What a claim may mean, as far as the tables were read.
fn readings(role: Role, natural_person: bool, report: &Report) -> Readings {
    let mut readings = Vec::new();
    let mut are_complete = true;
    let mut add = |rows: &[RowId], column: ColumnId| match sum(report, rows, column) {
        Some(reading) if !readings.contains(&reading) => readings.push(reading),
        Some(_) => {}
        None => are_complete = false,
    };
    let layout = report.table(TableNumber::Three).layout;
    let rows_of = |outcomes: u8| -> Vec<RowId> {
        let is_named = |outcome: OutcomeId| outcomes & (1 << outcome as u8) != 0;
        layout.rows.iter().map(|row| row.id).filter(|row| row.outcome().is_some_and(is_named)).collect()
    };
    let total = ColumnId::Total;
    match role {
        Role::Received => {
            add(&[RowId::Received], total);
            add(&[RowId::Received, RowId::CarriedIn], total);
        }
        Role::CarriedIn => add(&[RowId::CarriedIn], total),
        Role::CarriedOut => add(&[RowId::CarriedOut], total),
        Role::Answered => {
            add(&[RowId::OutcomeTotal], total);
            add(&[RowId::Received], total);
            add(&[RowId::Received, RowId::CarriedIn], total);
            add(&rows_of(ALL_BUT_OTHER), total);
        }
        // Those of this year are all done only where what is left may be from last year.
        Role::Done => {
            let count = |row| Some(sum(report, &[row], total)?.value);
            let (carried_in, carried_out) = (count(RowId::CarriedIn), count(RowId::CarriedOut));
            add(&[RowId::OutcomeTotal], total);
            if carried_out.is_none_or(|left| left <= carried_in.unwrap_or(left)) {
                add(&[RowId::Received], total);
            }
            add(&rows_of(ALL_BUT_OTHER), total);
        }
        Role::Outcomes(groups) => {
            add(&rows_of(groups), total);
        }
        Role::Applicants(applicant) => {
            for reading in applicants::readings(applicant, report) {
                are_complete &= reading.is_some();
                let value = reading.as_ref().map(|reading| reading.value);
                let is_new = !readings.iter().any(|known| Some(known.value) == value);
                readings.extend(reading.filter(|_| is_new));
            }
        }
        Role::Row(row) => add(&[row], total),
        Role::Disclosed => {
            add(&[RowId::Granted, RowId::Partial], total);
            add(&[RowId::Granted], total);
            add(&[RowId::Partial], total);
        }
        Role::Reconsideration(column) => readings.extend(group(report, &[RowId::Reconsideration], column)),
        Role::Litigation(column) => {
            let groups = [RowId::LitigationDirect, RowId::LitigationAfter];
            readings.extend(group(report, &groups, column));
            are_complete = sum(report, &groups, column).is_some();
        }
        Role::Documents(columns) => {
            for column in columns {
                readings.extend(sum(report, &[RowId::NormativeDocuments], *column));
            }
            are_complete = readings.len() == columns.len();
        }
        Role::Fees => {
            let cell = report.cell(CellAddress { row: RowId::Fees, column: ColumnId::Amount });
            // The table counts in 万元.
            let yuan = |amount: Number| (amount.to_f64() * 10_000.0).round() as i64;
            let amount = cell.and_then(|cell| Some((cell.address, yuan(cell.value?))));
            readings.extend(amount.map(|(cell, value)| Reading { cells: vec![cell], value }));
        }
        Role::Decisions(row) => readings.extend(sum(report, &[row], ColumnId::Decisions)),
    }
    if natural_person {
        let columns = |reading: &Reading| {
            let rows: Vec<RowId> = reading.cells.iter().map(|cell| cell.row).collect();
            sum(report, &rows, ColumnId::NaturalPerson)
        };
        let people: Vec<Reading> = readings.iter().filter_map(columns).collect();
        are_complete &= people.len() == readings.len();
        readings.extend(people);
    }
    Readings { read: readings, are_complete }
}

/// A column of groups of table 4, each and together.
fn group(report: &Report, rows: &[RowId], column: ColumnId) -> Vec<Reading> {
    let mut readings: Vec<Reading> = sum(report, rows, column).into_iter().collect();
    if rows.len() > 1 {
        // 行政诉讼0件 is said of both.
        let one = rows.iter().filter_map(|row| sum(report, &[*row], column));
        readings.extend(one.filter(|reading| reading.value > 0));
    }
    readings
}

//! Text → typed report.

use crate::check::Options;
use crate::finding::Problem;
use crate::form::{Edition, Level, TableNumber, layout};
use crate::report::{Coverage, Report, Table, TableState};
use crate::source::Source;
use crate::span::Span;

pub(crate) struct Parsed {
    pub report: Report,
    pub coverage: Coverage,
    pub problems: Vec<Problem>,
}

pub(crate) fn parse(_source: &Source, _options: &Options) -> Parsed {
    Parsed { report: empty_report(), coverage: Coverage::default(), problems: Vec::new() }
}

/// A report of which nothing was read.
pub(crate) fn empty_report() -> Report {
    let table = |number| Table {
        number,
        layout: layout(number, Edition::E2021),
        state: TableState::Missing,
        span: Span::default(),
        cells: Vec::new(),
        changed_labels: Vec::new(),
        missing_rows: Vec::new(),
        missing_columns: Vec::new(),
        unread: Vec::new(),
    };
    Report {
        title: None,
        organ: None,
        organ_span: None,
        level: Level::Unknown,
        level_certain: false,
        year: None,
        year_span: None,
        edition: Edition::E2021,
        sections: Vec::new(),
        tables: TableNumber::ALL.map(table),
    }
}

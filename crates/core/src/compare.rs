//! Last year's report of the same organ, beside this year's.

use crate::narrative::{Narrative, Prose};
use crate::options::Options;
use crate::parse;
use crate::report::{CellAddress, NotChecked, Report};
use crate::source::Source;

/// The rules that need last year's report.
const RULES: [&str; 4] = ["carry-over-broken", "in-force-jumps", "count-jumps", "text-copied"];

/// Last year's report as read; nothing is checked in it.
#[derive(Clone, Debug)]
pub struct Previous {
    /// The report.
    pub report: Report,
    /// Its prose.
    pub prose: Prose,
}

impl Previous {
    /// Reads last year's report. When it is none, or another organ's or year's than `report` goes with, what cannot be
    /// compared is told with its reason.
    pub(crate) fn read(source: &Source, report: &Report) -> Result<Self, Vec<NotChecked>> {
        let parsed = parse::parse(source, &Options::default());
        let why = match parsed.problems.first() {
            Some(problem) => Some(format!("另一份报告没有读出来：{}", problem.message)),
            None => reason_against(&parsed.report, report),
        };
        match why {
            Some(why) => Err(RULES.iter().map(|what| NotChecked { what, why: why.clone() }).collect()),
            None => {
                let prose = Narrative::of(source, &parsed.report).prose;
                Ok(Previous { report: parsed.report, prose })
            }
        }
    }

    /// The whole number in a cell, when it has one.
    pub fn count(&self, address: CellAddress) -> Option<i64> {
        self.report.cell(address)?.count()
    }
}

/// Why two reports are not this year's and last year's of one organ.
fn reason_against(previous: &Report, report: &Report) -> Option<String> {
    let (Some(last), Some(year)) = (previous.year, report.year) else {
        return Some("两份报告中有一份没有认出年度，无法判断是不是相邻两年".to_owned());
    };
    if last.checked_add(1) != Some(year) {
        return Some(format!("另一份是 {last} 年度的报告，不是 {} 年度的", year.saturating_sub(1)));
    }
    match (&previous.organ, &report.organ) {
        // 淮安市洪泽区人民政府 and 洪泽区人民政府 are one.
        (Some(one), Some(other)) if !one.ends_with(other.as_str()) && !other.ends_with(one.as_str()) => {
            Some(format!("另一份是“{one}”的报告，本报告是“{other}”的"))
        }
        _ => None,
    }
}

//! Which year the report is about: not said, or said differently in title and statistical period.

use serde::Serialize;

use crate::finding::{Edit, Fix, Found, Place, Related, Severity};
use crate::narrative::Period;
use crate::report::Report;
use crate::span::Span;

use super::page::page;
use super::periods::{place_of, statistical_periods};
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// Why it is not clear which year a report is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum YearUnclear {
    /// Neither the title nor a statistical period names a year.
    NotSaid {},
    /// The statistical period is of another year.
    PeriodDiffers {
        /// The period as written.
        period: String,
        /// The year of the period.
        period_year: u16,
        /// The report year.
        report_year: u16,
    },
}

impl Slip for YearUnclear {
    const RULE: Rule = Rule {
        id: "year-unclear",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Official,
            text: "《中华人民共和国政府信息公开条例》第四十九条：报告的是上一年度的工作",
        },
        page: page!("year-unclear.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let report = context.report;
        match report.year {
            Some(year) => statistical_periods(context).filter_map(|period| differing(context, period, year)).collect(),
            None => {
                let not_said = |title| YearUnclear::NotSaid {}.at(Severity::Error, Place::Title, title);
                report.title.map(not_said).into_iter().collect()
            }
        }
    }

    fn say(&self, _: &Report) -> Sentence {
        match self {
            YearUnclear::NotSaid {} => Sentence {
                message: "看不出是哪一年的报告：标题没有年份，正文里也没有找到写明年份的统计期限。".to_owned(),
                advice: "请在标题里写明年份，如“2024年政府信息公开工作年度报告”。".to_owned(),
            },
            YearUnclear::PeriodDiffers { period, report_year, .. } => Sentence {
                message: format!("报告年度是 {report_year} 年，统计期限写的是“{period}”，年份不一致。"),
                advice: "请核对标题和统计期限，改为同一年。".to_owned(),
            },
        }
    }

    fn found(&self) -> Option<String> {
        match self {
            YearUnclear::NotSaid {} => None,
            YearUnclear::PeriodDiffers { period, .. } => Some(period.clone()),
        }
    }

    fn expected(&self) -> Option<String> {
        match self {
            YearUnclear::NotSaid {} => None,
            YearUnclear::PeriodDiffers { report_year, .. } => Some(format!("{report_year}年")),
        }
    }
}

/// A whole year's period that is of another year than the report.
fn differing(context: &Context, period: &Period, report_year: u16) -> Option<Found<YearUnclear>> {
    let from = period.from.year.or(period.to.year);
    let to = period.to.year.or(period.from.year);
    // One of two years wrong is a slip in the period itself.
    let period_year = from.filter(|other| from == to && *other != report_year && period.is_whole_year())?;
    let report = context.report;
    let span = context.prose.origin(period.start, period.end);
    let slip =
        YearUnclear::PeriodDiffers { period: span.of(context.source.text()).to_owned(), period_year, report_year };
    let printed = usize::from(period.from.year.is_some()) + usize::from(period.to.year.is_some());
    let in_period = with_year(context, span, printed, period_year, report_year, "统计期限");
    let in_title = report.year_span.filter(|year| report.title.is_some_and(|title| title.contains(*year)));
    let in_title = in_title.and_then(|span| with_year(context, span, 1, report_year, period_year, "标题"));
    let named = if report.title.zip(report.year_span).is_some_and(|(title, year)| title.contains(year)) {
        "标题里的年份"
    } else {
        "报告的年份"
    };
    let title = report.year_span.map(|span| Related { span, message: named.to_owned() });
    Some(Found {
        related: title.into_iter().collect(),
        fixes: in_period.into_iter().chain(in_title).collect(),
        ..slip.at(Severity::Error, place_of(context, period), span)
    })
}

/// Words with another year in each place of theirs, where `places` of them are found in plain digits and one line.
fn with_year(context: &Context, span: Span, places: usize, year: u16, other: u16, what: &str) -> Option<Fix> {
    let words = span.of(context.source.text());
    let year = year.to_string();
    let edit = |(at, _)| {
        let start = span.start as usize + at;
        Edit { span: Span::new(start, start + year.len()), text: other.to_string() }
    };
    let edits: Vec<Edit> = words.match_indices(&year).map(edit).collect();
    let is_plain = edits.len() == places && !words.contains(['\n', '\r']);
    is_plain.then(|| Fix { label: format!("{what}改为 {other} 年"), safe: false, edits })
}

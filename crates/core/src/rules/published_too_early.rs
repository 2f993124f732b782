//! A printed publication date before the year was over.

use serde::Serialize;

use crate::finding::{Fix, Found, Severity};
use crate::narrative::Date;
use crate::report::{Day, Report};
use crate::span::Span;

use super::mending;
use super::page::page;
use super::publication::{deadline, publication};
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};

/// A date before the report year was over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct PublishedTooEarly {
    /// The date as written.
    pub written: String,
    /// The report year.
    pub report_year: u16,
}

impl Slip for PublishedTooEarly {
    const RULE: Rule = Rule {
        id: "published-too-early",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Implied, text: "统计期限到12月31日，年度结束之前还没有全年的数"
        },
        page: page!("published-too-early.md"),
        needs: &[Need::Year, Need::Publication],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some((date, span, place)) = publication(context) else { return Vec::new() };
        let years = date.year.zip(context.report.year).filter(|(printed, report_year)| printed <= report_year);
        let Some((printed, report_year)) = years else { return Vec::new() };
        let slip = PublishedTooEarly { written: span.of(context.source.text()).to_owned(), report_year };
        let fixes = next_year(context, date, span, printed, report_year).into_iter().collect();
        vec![Found { fixes, ..slip.at(Severity::Warning, place, span) }]
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("报告上的日期是 {}，这时 {} 年度还没有结束，请核对。", self.written, self.report_year),
            advice: "请核对日期的年份，公布日期应当在报告年度结束之后。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }
}

/// The same day in the year after the report year, where that is in time: by the deadline, or where none is known by the last
/// day that the law names for any organ.
fn next_year(context: &Context, date: Date, span: Span, printed: u16, report_year: u16) -> Option<Fix> {
    let next = report_year.saturating_add(1);
    let last = deadline(context).unwrap_or(Day { year: next, month: 3, day: 31 });
    let in_time = (next, date.month?, date.day?) <= (last.year, last.month, last.day);
    let words = span.of(context.source.text()).replacen(&printed.to_string(), &next.to_string(), 1);
    mending::replacing(context, span, words).filter(|_| in_time)
}

//! The statistical period is not 1 January to 31 December of the year.

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::report::Report;

use super::mending;
use super::page::page;
use super::periods::{place_of, statistical_periods};
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};

/// A statistical period that is not the whole year, or not written out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct PeriodMalformed {
    /// The period as written.
    pub written: String,
    /// The report year.
    pub report_year: u16,
}

impl Slip for PeriodMalformed {
    const RULE: Rule = Rule {
        id: "period-malformed",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "年度报告的统计期限为当年1月1日至12月31日" },
        page: page!("period-malformed.md"),
        needs: &[Need::Year],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(report_year) = context.report.year else { return Vec::new() };
        let malformed = statistical_periods(context).filter(|period| {
            let (from, to) = (period.from, period.to);
            let reversed = from.year.zip(to.year).is_some_and(|(from, to)| from != to);
            !period.is_whole_year() || reversed || from.mark_lost || to.mark_lost
        });
        let found = malformed.map(|period| {
            let span = context.prose.origin(period.start, period.end);
            let slip = PeriodMalformed { written: span.of(context.source.text()).to_owned(), report_year };
            let fixes = mending::replacing(context, span, slip.whole_year()).into_iter().collect();
            Found { fixes, ..slip.at(Severity::Warning, place_of(context, period), span) }
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("统计期限写的是“{}”，不是完整的全年写法，请核对。", self.written),
            advice: format!("通常写作“{}”；确有不同的，可不改。", self.whole_year()),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.whole_year())
    }
}

impl PeriodMalformed {
    /// The year written out: 2024年1月1日至12月31日.
    fn whole_year(&self) -> String {
        format!("{}年1月1日至12月31日", self.report_year)
    }
}

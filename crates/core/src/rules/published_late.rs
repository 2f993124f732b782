//! A printed publication date after the legal day.

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::report::{Day, Report};

use super::page::page;
use super::publication::{deadline, publication};
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};

/// A date behind the last day for publishing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct PublishedLate {
    /// The date as written.
    pub written: String,
    /// The last day: the law's, or the one that was given.
    pub deadline: Day,
}

impl Slip for PublishedLate {
    const RULE: Rule = Rule {
        id: "published-late",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Official,
            text: "《中华人民共和国政府信息公开条例》第四十九条：县级以上人民政府部门应当在每年1月31日前，县级以上地方人民政府的政府信息公开工作主管部门应当在每年3月31日前公布",
        },
        page: page!("published-late.md"),
        needs: &[Need::Year, Need::Publication, Need::Deadline],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some((date, span, place)) = publication(context) else { return Vec::new() };
        let (Some(deadline), Some(year)) = (deadline(context), date.year) else { return Vec::new() };
        // What is not printed of the date is no reason to call it late.
        let printed = (year, date.month.unwrap_or(0), date.day.unwrap_or(0));
        if printed <= (deadline.year, deadline.month, deadline.day) {
            return Vec::new();
        }
        let slip = PublishedLate { written: span.of(context.source.text()).to_owned(), deadline };
        vec![slip.at(Severity::Warning, place, span)]
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("报告上的日期是 {}，公布期限是 {}前，请核对。", self.written, self.deadline),
            advice: "日期写错的，请改正；确已逾期的，请尽快公布，以后年度注意期限。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(format!("{}前", self.deadline))
    }
}

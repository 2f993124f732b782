//! A plan dated in or before the report year.

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::form::SectionId;
use crate::narrative::{Class, Figure, Unit};
use crate::report::Report;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};
use super::{beside, mending};

/// A plan for a year that is over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct PlanInThePast {
    /// The clause that plans.
    pub clause: String,
    /// The year that it plans for, as written.
    pub planned_year: i64,
    /// The report year.
    pub report_year: u16,
    /// Whether it is certainly a plan: 将在 and the like among the measures of improvement.
    pub certain: bool,
}

impl Slip for PlanInThePast {
    const RULE: Rule = Rule {
        id: "plan-in-the-past",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Implied, text: "改进措施是对以后的安排，年份应当在报告年度之后"
        },
        page: page!("plan-in-the-past.md"),
        needs: &[Need::Year],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(report_year) = context.report.year else { return Vec::new() };
        let (narrative, text) = (context.narrative, context.source.text());
        let years = narrative.figures.iter().filter(|figure| figure.unit == Unit::Year);
        let found = years.filter_map(|figure| {
            let planned_year = figure.value.whole().filter(|year| *year <= i64::from(report_year))?;
            let certain = is_certain(context, figure)?;
            let (_, clause) = beside::clause(context, figure.clause);
            let slip = PlanInThePast { clause, planned_year, report_year, certain };
            let span = narrative.span_of(figure);
            let next = mending::with_year(span.of(text), planned_year, i64::from(slip.next_year()));
            let fixes = mending::replacing(context, span, next).into_iter().collect();
            let severity = if certain { Severity::Error } else { Severity::Warning };
            Some(Found { fixes, ..slip.at(severity, context.place_of_clause(figure.clause), span) })
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        let (clause, report_year) = (&self.clause, self.report_year);
        let ask = if self.certain { "" } else { "，请核对" };
        Sentence {
            message: format!("“{clause}”说的是以后的打算，年份应当在报告年度 {report_year} 年之后{ask}。"),
            advice: format!("打算在 {} 年做的，请改年份；已经做了的，请改说法。", self.next_year()),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.clause.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(format!("{}年", self.next_year()))
    }
}

impl PlanInThePast {
    /// The year behind the report year.
    fn next_year(&self) -> u32 {
        u32::from(self.report_year) + 1
    }
}

/// Whether a year stands with a plan: for certain, or as it seems; nothing where no plan is meant.
fn is_certain(context: &Context, figure: &Figure) -> Option<bool> {
    let narrative = context.narrative;
    let text = narrative.prose.text();
    let clause = &narrative.prose.clauses[figure.clause];
    let section = narrative.prose.section_of(clause);
    let before = Class::Plan.ends(&text[clause.start..figure.start]);
    let sentence_end = narrative.sentence(figure.clause).1;
    let behind = section == Some(SectionId::Problems) && plans_behind(&text[figure.end..sentence_end]);
    // 将在2024年工作基础上… was done; 拟于2024年印发的制度推迟至2025年 tells what became of an old plan.
    let told = || {
        Class::PlanAside.is_in(&text[clause.start..clause.end])
            || Class::PlanOutcome.is_in(narrative.sentence_words(figure.clause))
    };
    ((before || behind) && !told()).then_some(before && section == Some(SectionId::Problems))
}

/// Whether the words right behind a year speak of what is to come: 2023年,我局将进一步….
fn plans_behind(behind: &str) -> bool {
    let words = Class::We.skipped(behind.strip_prefix(',').unwrap_or(behind));
    // 2023年将任务纳入考核: 将 as 把.
    let end = words.find([',', '。', ';']).unwrap_or(words.len());
    Class::PlanVerb.begins(words) && !Class::DraftPublished.begins(words) && !Class::MadeInto.is_in(&words[..end])
}

//! Another year where the report year is meant: most often last year's text, taken over.

use serde::Serialize;

use crate::finding::Found;
use crate::form::SectionId;
use crate::narrative::{Class, Figure, Period, Unit, behind_own_name, ends_with_own_name};
use crate::report::Report;

use super::mending::{replacing, with_year};
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};

/// A year that the report is not about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct StaleYear {
    /// The year as written.
    pub written: i64,
    /// The report year.
    pub report_year: u16,
}

impl Slip for StaleYear {
    const RULE: Rule = Rule {
        id: "stale-year",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Practice, text: "报告写的是本年度的工作，沿用往年文字常留下旧年份"
        },
        page: page!("stale-year.md"),
        needs: &[Need::Year],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(report_year) = context.report.year else { return Vec::new() };
        let (narrative, year) = (context.narrative, i64::from(report_year));
        let years = narrative.figures.iter().filter(|figure| figure.unit == Unit::Year);
        let others = years.filter_map(|figure| Some((figure, figure.value.whole().filter(|other| *other != year)?)));
        let stale = others.take(MOST_LOOKED_AT).filter(|(figure, other)| is_stale(context, figure, *other, year));
        let found = stale.take(MOST).map(|(figure, written)| {
            let span = narrative.span_of(figure);
            let own = span.of(context.source.text());
            let fix = replacing(context, span, with_year(own, written, i64::from(report_year)));
            let slip = StaleYear { written, report_year };
            Found { fixes: fix.into_iter().collect(), ..slip.asked_of(context, figure) }
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("这里写的是 {} 年，报告年度是 {} 年，请核对。", self.written, self.report_year),
            advice: "是沿用往年文字的，请改为本年度；确指那一年的，可不改。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.to_string())
    }
}

/// A text that names another year again and again is told so this often.
const MOST: usize = 20;

/// No report names so many years.
const MOST_LOOKED_AT: usize = 2000;

/// Whether another year stands where a report names the time of the organ's own work: 2023年,我局…, 现将2023年工作….
/// Everywhere else it may rightly belong to a thing: 2023年度决算, 2023年结转的申请, 获评2023年度先进单位.
fn is_stale(context: &Context, figure: &Figure, other: i64, year: i64) -> bool {
    let (narrative, prose) = (context.narrative, context.prose);
    let clause = &prose.clauses[figure.clause];
    let section = prose.section_of(clause);
    let opening = section.is_none() && context.is_opening(clause);
    let before = prose.clause_before(figure.clause, figure.start);
    let behind = &prose.text()[figure.end..clause.end];
    let behind = behind.strip_prefix('度').unwrap_or(behind);
    let in_period = |period: &Period| (period.start..period.end).contains(&figure.start);
    // Years long past, plans, and what rules about plans and periods judge.
    if (section.is_none() && !opening)
        || !(year - 2..=year + 1).contains(&other)
        || Class::Plan.ends(before)
        || narrative.periods.iter().any(in_period)
        || !(tells_time_of_work(context, before, behind, clause.mark) || (opening && names_report(before, behind)))
    {
        return false;
    }
    let (start, end) = narrative.sentence(figure.clause);
    let sentence = &prose.text()[start..end];
    let counts = narrative.figures_in(start, end).iter().any(|figure| figure.count().is_some());
    // What is told of next year is a plan, or was done early in it while the report was written.
    let is_ahead = other > year
        && (section == Some(SectionId::Problems)
            || !counts
            || behind_day(behind) != behind
            || Class::Ahead.is_in(sentence));
    // 2023年我县出台的考核办法.
    let is_issued = || Class::Issued.places_in(behind).any(|(_, end)| behind[end..].starts_with('的'));
    // What was carried over from 上年 compares nothing.
    let mut comparing = Class::Comparison.places_in(sentence);
    let compares = comparing.any(|(start, _)| !Class::BroughtOver.begins(&sentence[start..]));
    !is_ahead && !is_issued() && !compares && !stands_beside_own_year(context, (start, end), counts)
}

/// Whether a year between these words of its clause is the time of what the organ did.
fn tells_time_of_work(context: &Context, before: &str, behind: &str, mark: char) -> bool {
    let organ = context.report.organ.as_deref().unwrap_or("");
    // 二是2023年我局组织培训.
    let is_number = before.strip_suffix('是').is_some_and(|numeral| numeral.chars().count() == 1);
    let before = if is_number { "" } else { before };
    let leads_in = Class::LeadsToWork.ends(before);
    if before == "在" && behind.starts_with("工作中") {
        return true;
    }
    let own_before = ends_with_own_name(organ, before);
    if !(before.is_empty() || leads_in || own_before) {
        return false;
    }
    let words = behind_day(behind);
    if words.is_empty() {
        return before.is_empty() && mark == ',';
    }
    if leads_in {
        return words.starts_with("工作");
    }
    let does = Class::Work.behind(words).is_some_and(|rest| !rest.starts_with(['的', '、']));
    behind_own_name(organ, words).is_some() || does
}

/// 现将我局2023年政府信息公开工作年度报告公布如下: what the opening calls the report itself.
fn names_report(before: &str, behind: &str) -> bool {
    Class::ShowsReport.is_in(before) && (behind.starts_with("政府信息公开") || behind.starts_with("政务公开"))
}

/// What stands behind the 月 and 日 of a date.
fn behind_day(words: &str) -> &str {
    let mut rest = words;
    for mark in ['月', '日'] {
        let behind = rest.trim_start_matches(|next: char| next.is_ascii_digit());
        if behind.len() < rest.len() {
            rest = behind.strip_prefix(mark).unwrap_or(rest);
        }
    }
    rest
}

/// Whether a sentence, or where it counts the one behind it, names the report year as well: 2023年收到40件,2024年34件;
/// 2023年公开164条。2024年公开186条. In the title of a document it does not.
fn stands_beside_own_year(context: &Context, (start, end): (usize, usize), counts: bool) -> bool {
    let narrative = context.narrative;
    let is_own = |own: &Figure| own.unit == Unit::Year && !own.is_another_year(context.report);
    let next = end + '。'.len_utf8();
    let behind = context.prose.text().get(next..).unwrap_or("");
    narrative.figures_in(start, end).iter().any(|own| is_own(own) && !context.is_in_title(own.start))
        || counts
            && (context.prose.text()[start..end].contains("今年")
                || behind.starts_with("今年")
                || narrative.figures_in(end, next + 1).first().is_some_and(is_own))
}

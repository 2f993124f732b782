//! Another year where the report year is meant: most often last year's text, taken over.

use serde::Serialize;

use crate::finding::Found;
use crate::form::SectionId;
use crate::narrative::{Class, Figure, Unit, behind_own_name, ends_with_own_name};
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
        let stale = others.take(MOST_LOOKED_AT).filter(|(figure, _)| is_stale(context, figure, year));
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
fn is_stale(context: &Context, figure: &Figure, year: i64) -> bool {
    let narrative = context.narrative;
    let text = narrative.prose.text();
    let Some(other) = figure.value.whole() else { return false };
    let clause = &narrative.prose.clauses[figure.clause];
    let section = narrative.prose.section_of(clause);
    let (before, behind) = (&text[clause.start..figure.start], &text[figure.end..clause.end]);
    // Years long past, plans, and what rules about plans and periods judge.
    let opening = section.is_none() && context.is_opening(clause);
    if (section.is_none() && !opening) || other < year - 2 || other > year + 1 || Class::Plan.ends(before) {
        return false;
    }
    if narrative.periods.iter().any(|period| period.start <= figure.start && figure.start < period.end) {
        return false;
    }
    let (start, end) = narrative.sentence(figure.clause);
    let sentence = &text[start..end];
    // What is told of next year is a plan, or was done early in it while the report was written.
    let counts = narrative.figures_in(start, end).iter().any(|figure| figure.count().is_some());
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
    (tells_time_of_work(context, before, behind, clause.mark) || (opening && names_report(before, behind)))
        && !is_ahead
        && !is_issued()
        && !stands_beside_own_year(context, figure, year)
        && !compares
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
    let words = behind_day(behind.strip_prefix('度').unwrap_or(behind));
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
    let is_shown = Class::ShowsReport.is_in(before);
    let behind = behind.strip_prefix('度').unwrap_or(behind);
    is_shown && (behind.starts_with("政府信息公开") || behind.starts_with("政务公开"))
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

/// Whether the sentence names the report year as well: 2023年收到40件,2024年34件. In the title of a document it does not.
fn stands_beside_own_year(context: &Context, figure: &Figure, year: i64) -> bool {
    let narrative = context.narrative;
    let text = narrative.prose.text();
    let (start, end) = narrative.sentence(figure.clause);
    let is_own = |own: &Figure| own.unit == Unit::Year && own.value.whole() == Some(year);
    let beside = narrative.figures_in(start, end).iter().any(|own| {
        let before = &text[start..own.start];
        is_own(own) && before.rfind('《') <= before.rfind('》')
    });
    // 2023年公开164条。2024年公开186条.
    let next = end + '。'.len_utf8();
    let counts = narrative.figures_in(start, end).iter().any(|figure| figure.count().is_some());
    let behind = text.get(next..).unwrap_or("");
    let now = text[start..end].contains("今年") || behind.starts_with("今年");
    beside
        || (counts && now)
        || counts && narrative.figures_in(end, next + 1).first().is_some_and(|own| own.start <= next && is_own(own))
}

//! Which year the report is about: not said, or said differently in title and statistical period.

use crate::finding::{Finding, Place, Related, Severity};
use crate::narrative::Period;
use crate::searching::holds_any;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "year-unclear",
    basis: Basis {
        kind: BasisKind::Official,
        text: "《中华人民共和国政府信息公开条例》第四十九条：报告的是上一年度的工作",
    },
    page: page!("year-unclear.md"),
    needs: &[],
    find,
    say: |finding, _, report| match (&finding.found, report.year) {
        (Some(found), Some(year)) => Sentence {
            message: format!("标题是 {year} 年的报告，统计期限写的是“{found}”，年份不一致。"),
            advice: "请核对标题和统计期限，改为同一年。".to_owned(),
        },
        _ => Sentence {
            message: "看不出是哪一年的报告：标题没有年份，正文也没有统计期限。".to_owned(),
            advice: "请在标题里写明年份，如“2024年政府信息公开工作年度报告”。".to_owned(),
        },
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let report = context.report;
    let Some(year) = report.year else {
        if let Some(title) = report.title {
            findings.push(Finding::new(RULE.id, Severity::Error, Place::Title, title));
        }
        return;
    };
    for period in statistical_periods(context) {
        let from = period.from.year.or(period.to.year);
        let to = period.to.year.or(period.from.year);
        // One of two years wrong is a slip in the period itself.
        if from == to && from.is_some_and(|other| other != year) && period.is_whole_year() {
            let span = context.prose.origin(period.start, period.end);
            let title = report.year_span.map(|span| Related { span, message: "标题里的年份".to_owned() });
            findings.push(Finding {
                found: Some(span.of(context.source.text()).to_owned()),
                expected: Some(format!("{year}年")),
                related: title.into_iter().collect(),
                ..Finding::new(RULE.id, Severity::Error, place_of(context, period), span)
            });
        }
    }
}

/// The periods that the prose gives for its figures.
pub(super) fn statistical_periods<'a>(context: &'a Context) -> impl Iterator<Item = &'a Period> {
    context.narrative.periods.iter().filter(|period| {
        let at = context.prose.clauses.partition_point(|clause| clause.end <= period.start);
        if at >= context.prose.clauses.len() {
            return false;
        }
        let words = context.narrative.sentence_words(at);
        // 上年（统计期限为…） is another's.
        holds_any(words, "统计 期限 所列数据 数据时间") && !holds_any(words, "上年 上一年 去年 考核")
    })
}

/// Where a period belongs in the form.
pub(super) fn place_of(context: &Context, period: &Period) -> Place {
    let at = context.prose.clauses.partition_point(|clause| clause.end <= period.start);
    let section = context.prose.clauses.get(at).and_then(|clause| context.prose.section_of(clause));
    section.map_or(Place::Preamble, Place::Section)
}

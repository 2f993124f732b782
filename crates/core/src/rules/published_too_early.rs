//! A printed publication date before the year was over.

use crate::finding::{Finding, Severity};

use super::published_late::publication;
use super::{Basis, BasisKind, Context, Need, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "published-too-early",
    basis: Basis {
        kind: BasisKind::Implied, text: "统计期限到12月31日，年度结束之前还没有全年的数"
    },
    page: page!("published-too-early.md"),
    needs: &[Need::Year, Need::Publication],
    find,
    say: |finding, _, report| Sentence {
        message: format!(
            "报告上的日期是 {}，{} 年还没有结束，请核对。",
            finding.found.as_deref().unwrap_or(""),
            report.year.unwrap_or_default()
        ),
        advice: "请核对日期的年份。".to_owned(),
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some((date, span, place)) = publication(context) else { return };
    if date.year.zip(context.report.year).is_some_and(|(printed, year)| printed <= year) {
        findings.push(Finding {
            found: Some(span.of(context.source.text()).to_owned()),
            ..Finding::new(RULE.id, Severity::Warning, place, span)
        });
    }
}

//! The statistical period is not 1 January to 31 December of the year.

use crate::finding::{Finding, Severity};

use super::year_unclear::{place_of, statistical_periods};
use super::{Basis, BasisKind, Context, Need, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "period-malformed",
    basis: Basis { kind: BasisKind::Practice, text: "年度报告的统计期限为当年1月1日至12月31日" },
    page: page!("period-malformed.md"),
    needs: &[Need::Year],
    find,
    say: |finding, _, _| Sentence {
        message: format!("统计期限写的是“{}”，请核对。", finding.found.as_deref().unwrap_or("")),
        advice: format!("完整的写法是“{}”。", finding.expected.as_deref().unwrap_or("")),
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some(year) = context.report.year else { return };
    for period in statistical_periods(context) {
        let (from, to) = (period.from, period.to);
        let reversed = from.year.zip(to.year).is_some_and(|(from, to)| from != to);
        if period.is_whole_year() && !reversed && !from.mark_lost && !to.mark_lost {
            continue;
        }
        let span = context.prose.origin(period.start, period.end);
        findings.push(Finding {
            found: Some(span.of(context.source.text()).to_owned()),
            expected: Some(format!("{year}年1月1日至12月31日")),
            ..Finding::new(RULE.id, Severity::Warning, place_of(context, period), span)
        });
    }
}

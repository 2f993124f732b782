//! The prose claims cases where the tables have none.

use crate::finding::{Evidence, Finding};

use super::count_differs_from_table::{finding, in_words};
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "claimed-but-zero",
    basis: Basis { kind: BasisKind::Implied, text: "正文与统计表写的是同一件事，数字应当一致" },
    page: page!("claimed-but-zero.md"),
    needs: &[],
    find,
    say: |finding, _, report| {
        let Evidence::Claim(role, readings) = &finding.evidence else { return Sentence::empty() };
        let found = finding.found.as_deref().unwrap_or("");
        Sentence {
            message: format!("正文写“{found}”，而{}，请核对。", in_words(*role, readings, report)),
            advice: "请对照办理台账：确有的，把表填上；没有的，改正文。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    for claim in &context.narrative.claims {
        let figure = &context.narrative.figures[claim.figure];
        let claimed = figure.count().or(figure.yuan()).is_some_and(|count| count > 0);
        if claimed && claim.readings.iter().all(|reading| reading.value == 0) {
            findings.push(finding(context, RULE.id, claim));
        }
    }
}

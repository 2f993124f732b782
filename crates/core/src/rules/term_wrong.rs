//! A term that is written wrongly.

use crate::finding::{Edit, Finding, Fix, Severity};
use crate::narrative::{WRONG_TERMS, Word};

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "term-wrong",
    basis: Basis { kind: BasisKind::Practice, text: "应当使用规范的用语" },
    page: page!("term-wrong.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!(
            "“{}”应为“{}”。",
            finding.found.as_deref().unwrap_or(""),
            finding.expected.as_deref().unwrap_or("")
        ),
        advice: "请改为规范的用语。".to_owned(),
    },
};

/// A text that is full of them is told so this often.
const MOST: usize = 20;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let text = context.prose.text();
    for hit in context.narrative.every(&[Word::WrongTerm]).take(MOST) {
        let words = &text[hit.start..hit.end];
        let Some((_, right)) = WRONG_TERMS.iter().find(|(wrong, _)| *wrong == words) else { continue };
        let span = context.prose.origin(hit.start, hit.end);
        findings.push(Finding {
            found: Some(span.of(context.source.text()).to_owned()),
            expected: Some((*right).to_owned()),
            fix: Some(Fix { safe: true, edits: vec![Edit { span, text: (*right).to_owned() }] }),
            ..Finding::new(RULE.id, Severity::Warning, context.place_in_prose(hit.start), span)
        });
    }
}

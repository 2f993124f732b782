//! A term that is written wrongly.

use crate::finding::{Edit, Finding, Fix, Severity};
use crate::narrative::{WRONG_TERMS, Word, WrongTerm};
use crate::searching::{begins_with_any, ends_with_any};

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
    let wrong = context.narrative.every(&[Word::WrongTerm]).filter_map(|hit| {
        let term = WRONG_TERMS.iter().find(|term| term.wrong == &text[hit.start..hit.end])?;
        (!is_right(term, &text[..hit.start], &text[hit.end..])).then_some((hit, term))
    });
    for (hit, term) in wrong.take(MOST) {
        let Some(right) = right_words(context, term) else { continue };
        let span = context.prose.origin(hit.start, hit.end);
        // The name of a document is its author's.
        let safe = term.safe && !context.is_in_title(hit.start) && !context.is_quoted(hit.start);
        findings.push(Finding {
            found: Some(span.of(context.source.text()).to_owned()),
            expected: Some(right.clone()),
            fix: Some(Fix { safe, edits: vec![Edit { span, text: right }] }),
            ..Finding::new(RULE.id, Severity::Warning, context.place_in_prose(hit.start), span)
        });
    }
}

/// As the list has it; 我局 there is what this organ calls itself, where it does.
fn right_words(context: &Context, term: &WrongTerm) -> Option<String> {
    const OWN: &str = "我局";
    let Some(rest) = term.right.strip_prefix(OWN) else { return Some(term.right.to_owned()) };
    let mut own = context.narrative.every(&[Word::Own]).map(|hit| &context.prose.text()[hit.start..hit.end]);
    own.find(|own| own.starts_with('我')).map(|own| format!("{own}{rest}"))
}

/// 可以申请公开: the neighbours make other words of it.
fn is_right(term: &WrongTerm, before: &str, behind: &str) -> bool {
    let stands = |words: &str| !words.is_empty();
    (stands(term.not_behind) && ends_with_any(before, term.not_behind))
        || (stands(term.not_before) && begins_with_any(behind, term.not_before))
}

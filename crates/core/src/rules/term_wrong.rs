//! A term that is written wrongly.

use serde::Serialize;

use crate::finding::{Fix, Found, Severity};
use crate::narrative::{Class, WRONG_TERMS, Word, WrongTerm};
use crate::report::Report;
use crate::searching::{begins_with_any, ends_with_any};

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A term, wrong and right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct TermWrong {
    /// As written.
    pub written: String,
    /// As it is called.
    pub right: String,
}

impl Slip for TermWrong {
    const RULE: Rule = Rule {
        id: "term-wrong",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "应当使用规范的用语" },
        page: page!("term-wrong.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let text = context.prose.text();
        let wrong = context.narrative.every(&[Word::WrongTerm]).filter_map(|hit| {
            let term = WRONG_TERMS.iter().find(|term| term.wrong == &text[hit.start..hit.end])?;
            let right = right_words(context, term)?;
            (!is_right(term, &text[..hit.start], &text[hit.end..])).then_some((hit, term, right))
        });
        let found = wrong.take(MOST).map(|(hit, term, right)| {
            let span = context.prose.origin(hit.start, hit.end);
            let written = span.of(context.source.text()).to_owned();
            // The name of a document is its author's.
            let safe = term.safe && !context.is_in_title(hit.start) && !context.is_quoted(hit.start);
            let fix = Fix::replacing(span, &written, right.clone(), safe);
            let found = TermWrong { written, right }.at(Severity::Warning, context.place_in_prose(hit.start), span);
            Found { fixes: vec![fix], ..found }
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("“{}”通常写作“{}”，请核对。", self.written, self.right),
            advice: "请改为规范的用语。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.right.clone())
    }
}

/// A text that is full of them is told so this often.
const MOST: usize = 20;

/// As the list has it; 我局 there is what this organ calls itself, where it does.
fn right_words(context: &Context, term: &WrongTerm) -> Option<String> {
    const OWN: &str = "我局";
    let Some(rest) = term.right.strip_prefix(OWN) else { return Some(term.right.to_owned()) };
    let mut own = context.narrative.every(&[Word::Own]).map(|hit| &context.prose.text()[hit.start..hit.end]);
    // A government calls itself 我县.
    let text = context.prose.text();
    let mut region = Class::We.places_in(text).map(|(start, end)| &text[start..end]);
    let region = || region.find(|own| context.report.level.is_government() && own.starts_with('我'));
    own.find(|own| own.starts_with('我')).or_else(region).map(|own| format!("{own}{rest}"))
}

/// 可以申请公开: the neighbours make other words of it.
fn is_right(term: &WrongTerm, before: &str, behind: &str) -> bool {
    let stands = |words: &str| !words.is_empty();
    (stands(term.not_behind) && ends_with_any(before, term.not_behind))
        || (stands(term.not_before) && begins_with_any(behind, term.not_before))
}

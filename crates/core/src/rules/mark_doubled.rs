//! 。。 ，。 、、

use serde::Serialize;

use crate::finding::{Fix, Found, Severity};
use crate::narrative::Mark;
use crate::report::Report;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// Marks side by side of which one is enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct MarkDoubled {
    /// As written.
    pub marks: String,
    /// The one that would stay.
    pub kept: char,
}

impl Slip for MarkDoubled {
    const RULE: Rule = Rule {
        id: "mark-doubled",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "GB/T 15834《标点符号用法》" },
        page: page!("mark-doubled.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let text = context.prose.text();
        let runs = runs(&context.narrative.marks).filter(|run| !is_told(text, run)).take(MOST);
        let found = runs.filter_map(|run| {
            let (first, last) = (run.first()?, run.last()?);
            let span = context.prose.origin(first.at, last.at + last.mark.len_utf8());
            let slip = MarkDoubled { marks: span.of(context.source.text()).to_owned(), kept: kept(run, last.mark) };
            let fix = Fix::replacing(span, &slip.marks, slip.kept, is_safe(text, run));
            let found = slip.at(Severity::Warning, context.place_in_prose(first.at), span);
            Some(Found { fixes: vec![fix], ..found })
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("标点重复：“{}”。", self.marks),
            advice: format!("请留一个，一般是“{}”。", self.kept),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.marks.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.kept.to_string())
    }
}

/// A text that is full of them is told so this often.
const MOST: usize = 20;

/// The weightiest of some marks, full-width.
fn kept(run: &[Mark], last: char) -> char {
    match if run.iter().any(|mark| mark.mark == '。') { '。' } else { last } {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        other => other,
    }
}

/// Two or more marks side by side, as many as there are.
fn runs(marks: &[Mark]) -> impl Iterator<Item = &[Mark]> {
    let counts = |mark| matches!(mark, ',' | '。' | '、' | ';' | ':');
    let together = move |first: &Mark, second: &Mark| {
        // Most stand further apart, and are asked no more.
        second.at <= first.at + '。'.len_utf8()
            && second.at == first.at + first.mark.len_utf8()
            && counts(first.mark)
            && counts(second.mark)
    };
    marks.chunk_by(together).filter(|run| run.len() > 1)
}

/// Two of one kind: three full stops may be an ellipsis, two kinds leave a choice, and in 1,,234 a figure may be lost.
fn is_safe(text: &str, run: &[Mark]) -> bool {
    let [first, second] = run else { return false };
    let in_code = text[..first.at].ends_with(|last: char| last.is_ascii_alphanumeric())
        && text[second.at + second.mark.len_utf8()..].starts_with(|next: char| next.is_ascii_alphanumeric());
    first.mark == second.mark && !in_code
}

/// 纠正“，，”一类的标点: told of, not left.
fn is_told(text: &str, run: &[Mark]) -> bool {
    let ends = run.first().zip(run.last());
    ends.is_some_and(|(first, last)| {
        text[..first.at].ends_with('"') && text[last.at + last.mark.len_utf8()..].starts_with('"')
    })
}

//! A document is cited that another has replaced.

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::narrative::{Class, Word};
use crate::report::Report;

use super::known_documents::cited;
use super::mending::replacing;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A document that is no longer in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SupersededDocument {
    /// Its number as written.
    pub written: String,
    /// The number of the one that is in force.
    pub in_force: &'static str,
}

impl Slip for SupersededDocument {
    const RULE: Rule = Rule {
        id: "superseded-document",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "应当引用现行有效的文件" },
        page: page!("superseded-document.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let text = context.prose.text();
        let year = context.report.year.unwrap_or_default();
        // The name of one document with the number of another is another slip.
        let is_mismatch = |at: usize| {
            let own = cited(text).into_iter().find(|own| own.start <= at && at < own.end);
            own.is_some_and(|own| own.named.number != own.numbered.number)
        };
        let mut found = Vec::new();
        for hit in context.narrative.every(&[Word::DocumentCode]) {
            let behind = &text[hit.end..];
            let (number, instead, in_force) = match &text[hit.start..hit.end] {
                "国办公开办函" if year >= 2021 => ("(2019)60号", "〔2021〕30号", "国办公开办函〔2021〕30号"),
                code if code.starts_with("国务院") && year >= 2019 => ("492号", "711号", "国务院令第711号"),
                _ => continue,
            };
            let sentence = context.narrative.sentence_words(context.narrative.clause_at(hit.start));
            if !behind.starts_with(number) || is_mismatch(hit.start) || Class::Replaced.is_in(sentence) {
                continue;
            }
            let end = hit.end + number.len();
            let fix = replacing(context, context.prose.origin(hit.end, end), instead);
            let slip = SupersededDocument { written: context.words_in_prose(hit.start, end), in_force };
            let place = context.place_in_prose(hit.start);
            let own = slip.at(Severity::Warning, place, context.prose.origin(hit.start, end));
            found.push(Found { fixes: fix.into_iter().collect(), ..own });
        }
        found
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("引用的“{}”已被代替，现行的是{}，请核对。", self.written, self.in_force),
            advice: "请改为现行的文件，并一并核对文件名称；说的是文件修改以前的情况的，可不改。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.in_force.to_owned())
    }
}

//! 《条例》 and the like without 以下简称.

use serde::Serialize;

use crate::finding::{Found, Related, Severity};
use crate::narrative::{Class, Word};
use crate::report::Report;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// Short names that are used without their full ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct ShortNameUndefined {
    /// The names with their marks, in the order of the text.
    pub names: Vec<String>,
}

impl Slip for ShortNameUndefined {
    const RULE: Rule = Rule {
        id: "short-name-undefined",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "简称第一次出现时应当说明全称" },
        page: page!("short-name-undefined.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let text = context.prose.text();
        let mut used: Vec<(&str, usize)> = Vec::new();
        let mut defined: Vec<&str> = Vec::new();
        for mark in context.narrative.marks.iter().filter(|mark| mark.mark == '《' || mark.mark == '"') {
            let inside = &text[mark.at + mark.mark.len_utf8()..];
            let Some(behind) = Class::ShortDocument.behind(inside) else { continue };
            let name = &inside[..inside.len() - behind.len()];
            // （以下简称新《条例》）, （下称“《条例》”）.
            let before = text[..mark.at].trim_end_matches(['"', ':', '新', '为']);
            if Class::SaysShort.ends(before) {
                defined.push(name);
            } else if behind.starts_with('》') && mark.mark == '《' && !used.iter().any(|(known, _)| *known == name) {
                used.push((name, mark.at));
            }
        }
        // A bracket that was forgotten where the name is explained is another rule's.
        let explained =
            |name: &str| context.narrative.every(&[Word::ShortFor]).any(|hit| text[hit.end..].starts_with(name));
        used.retain(|(name, _)| !defined.contains(name) && !explained(name));
        let Some((first, at)) = used.first().copied() else { return Vec::new() };
        let span =
            |name: &str, at: usize| context.prose.origin(at, at + '《'.len_utf8() + name.len() + '》'.len_utf8());
        let related = used.iter().skip(1).map(|(name, at)| {
            let span = span(name, *at);
            Related { span, message: span.of(context.source.text()).to_owned() }
        });
        let names: Vec<String> = used.iter().map(|(name, _)| format!("《{name}》")).collect();
        let found = ShortNameUndefined { names }.at(Severity::Info, context.place_in_prose(at), span(first, at));
        vec![Found { related: related.collect(), ..found }]
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("“{}”没有说明全称，通常在第一次出现时说明。", self.names.concat()),
            advice: "第一次出现时写全称，并注明“以下简称”。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.names.concat())
    }
}

//! 我局 in a town's report.

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::narrative::Word;
use crate::report::Report;

use super::mending;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};

/// What an organ calls itself, where it is another kind of organ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SelfReferenceDiffers {
    /// What it calls itself: 我镇.
    pub written: String,
    /// The organ's name.
    pub organ: String,
}

impl Slip for SelfReferenceDiffers {
    const RULE: Rule = Rule {
        id: "self-reference-differs",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Practice, text: "自称应当与机关一致，不一致的多是沿用了别处的文字"
        },
        page: page!("self-reference-differs.md"),
        needs: &[Need::Organ],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(organ) = &context.report.organ else { return Vec::new() };
        let own_kinds: Vec<&str> = OWN
            .iter()
            .filter(|(_, ends)| ends.iter().any(|end| organ.ends_with(end)))
            .map(|(known, _)| known.trim_start_matches('我'))
            .collect();
        if own_kinds.is_empty() && !organ.ends_with("人民政府") {
            return Vec::new();
        }
        let text = context.prose.text();
        let mut told: Vec<&str> = Vec::new();
        let mut found = Vec::new();
        for hit in context.narrative.every(&[Word::Own]) {
            let own = &text[hit.start..hit.end];
            let kind = own.trim_start_matches(['我', '本']);
            // 我局长 and the like are other words.
            let other_word = text[hit.end..].starts_with('长') || context.is_quoted(hit.start);
            if own_kinds.contains(&kind) || told.contains(&own) || other_word {
                continue;
            }
            told.push(own);
            let span = context.prose.origin(hit.start, hit.end);
            let fix = own_kinds.first().and_then(|meant| mending::replacing(context, span, own.replace(kind, meant)));
            let slip = SelfReferenceDiffers { written: own.to_owned(), organ: organ.clone() };
            let found_here = slip.at(Severity::Warning, context.place_in_prose(hit.start), span);
            found.push(Found { fixes: fix.into_iter().collect(), ..found_here });
        }
        found
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("这里自称“{}”，与本机关“{}”不一致，请核对。", self.written, self.organ),
            advice: "是沿用别处文字的，请一并核对这一段的内容。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.organ.clone())
    }
}

/// What organs call themselves, by how their names end.
const OWN: &[(&str, &[&str])] = &[
    ("我局", &["局"]),
    ("我委", &["委", "委员会"]),
    ("我厅", &["厅"]),
    ("我镇", &["镇", "镇人民政府", "镇政府"]),
    ("我乡", &["乡", "乡人民政府", "乡政府"]),
    ("我街道", &["街道", "街道办事处", "街道办"]),
];

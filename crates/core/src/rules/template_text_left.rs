//! What the template of the form holds, left in.

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::narrative::Word;
use crate::report::Report;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// Words of the template that the report's own should have taken the place of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct TemplateTextLeft {
    /// The words.
    pub written: String,
}

impl Slip for TemplateTextLeft {
    const RULE: Rule = Rule {
        id: "template-text-left",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Practice, text: "格式里的提示语和占位符应当替换为实际内容"
        },
        page: page!("template-text-left.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let narrative = context.narrative;
        // “XX局”未替换1处,已整改: told of, not left.
        let is_told = |at: usize| {
            (context.is_quoted(at) && narrative.sentence_words(narrative.clause_at(at)).contains("替换"))
                || is_somebody(context, at)
        };
        let left = narrative.every(&[Word::Template]).filter(|hit| !is_told(hit.start)).take(MOST);
        let found = left.map(|hit| {
            let slip = TemplateTextLeft { written: context.words_in_prose(hit.start, hit.end) };
            let place = context.place_in_prose(hit.start);
            slip.at(Severity::Warning, place, context.prose.origin(hit.start, hit.end))
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("像是模板里的文字没有替换：“{}”，请核对。", self.written),
            advice: "请换成实际内容，或删去。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }
}

/// A text that is full of them is told so this often.
const MOST: usize = 20;

/// 申请人×××, ××律师事务所: a name that is not told.
fn is_somebody(context: &Context, at: usize) -> bool {
    let (before, behind) = context.prose.around(at, 30);
    let of_name = behind.trim_start_matches(['×', 'X']);
    before.trim_end_matches(['×', 'X']).ends_with("申请人") || of_name.starts_with("律师")
}

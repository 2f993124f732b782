//! 「五部分组成」 in a report of six.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::report::Report;

use super::mending::replacing;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// Another number of parts than six.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct PartCountWrong {
    /// The number with its unit, as written: 五个部分.
    pub written: String,
}

impl Slip for PartCountWrong {
    const RULE: Rule = Rule {
        id: "part-count-wrong",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "年度报告格式规定六个部分" },
        page: page!("part-count-wrong.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        if !context.is_due() {
            return Vec::new();
        }
        let prose = context.prose;
        for paragraph in prose.paragraphs.iter().take_while(|paragraph| paragraph.section.is_none()) {
            let words = prose.words_of(paragraph);
            for (at, _) in words.match_indices("部分") {
                let before = words[..at].trim_end_matches(['个', '大']);
                let Some(count) = before.chars().next_back() else { continue };
                let wrong =
                    matches!(count, '二' | '两' | '三' | '四' | '五' | '七' | '八' | '九' | '2'..='5' | '7'..='9');
                // 第五部分 is the name of one, 部分公开 no part.
                let ordinal = before[..before.len() - count.len_utf8()].ends_with(['第', '十']);
                if !wrong || ordinal || words[at..].starts_with("部分公开") {
                    continue;
                }
                let start = paragraph.start + before.len() - count.len_utf8();
                let end = paragraph.start + at + "部分".len();
                let span = prose.origin(start, end);
                let written = context.words_in_prose(start, end);
                let six = if count.is_ascii_digit() { "6" } else { "六" };
                let unit: String = written.chars().skip(1).collect();
                let fix = replacing(context, span, six.to_owned() + &unit);
                let own = PartCountWrong { written }.at(Severity::Warning, Place::Preamble, span);
                return vec![Found { fixes: fix.into_iter().collect(), ..own }];
            }
        }
        Vec::new()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("引言写“{}”，报告的格式是六个部分，请核对。", self.written),
            advice: "请改为六个部分，并核对列出的名称。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some("六部分".to_owned())
    }
}

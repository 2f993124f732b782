//! A line of one or two characters that belongs to nothing.

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::form::SectionId;
use crate::narrative::Paragraph;
use crate::report::Report;
use crate::searching::begins_with_any;

use super::mending::replacing;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A line with nothing else on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct StrayLine {
    /// What stands on it.
    pub written: String,
}

impl Slip for StrayLine {
    const RULE: Rule = Rule {
        id: "stray-line",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Practice, text: "孤立的字多是删改时的遗留" },
        page: page!("stray-line.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let prose = context.prose;
        let stray: Vec<&Paragraph> = prose.paragraphs.iter().filter(|paragraph| is_stray(context, paragraph)).collect();
        if stray.len() > MOST {
            return Vec::new();
        }
        let found = stray.into_iter().map(|paragraph| {
            let span = paragraph.span;
            let fix = replacing(context, span, "");
            let slip = StrayLine { written: context.words_in_prose(paragraph.start, paragraph.end) };
            let own = slip.at(Severity::Warning, context.place_in_prose(paragraph.start), span);
            Found { fixes: fix.into_iter().collect(), ..own }
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("单独一行只有“{}”，像是多余的字，请核对。", self.written),
            advice: "多余的请删去；是一句话断开的，请接上。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }
}

/// More such lines are a text that came one word a line.
const MOST: usize = 3;

/// A line that is looked at is no longer, in bytes.
const LONGEST: usize = 60;

fn is_stray(context: &Context, paragraph: &Paragraph) -> bool {
    if paragraph.end - paragraph.start > LONGEST {
        return false;
    }
    let words = context.prose.words_of(paragraph);
    // The tables' sections hold what was left of the tables; above the title a site has its menus.
    let in_prose = match paragraph.section {
        None => context.report.title.is_some_and(|title| title.end <= paragraph.span.start),
        Some(section) => matches!(section, SectionId::Overview | SectionId::Problems | SectionId::Other),
    };
    let short = words.len() <= 2 * "无".len()
        && words.chars().count() <= 2
        && words.chars().all(|character| matches!(character, '\u{4e00}'..='\u{9fff}'));
    if !in_prose || paragraph.is_section_heading {
        return false;
    }
    (short
        && !matches!(words, "无" | "附件" | "附" | "略" | "大" | "中" | "小" | "分享" | "打印" | "关闭" | "返回")
        && !is_of_a_label(context, words))
        || is_navigation(context, paragraph, words)
}

/// Whether two characters are a piece of a column's label, 总计 or 维持: an extractor may put it behind its table.
fn is_of_a_label(context: &Context, words: &str) -> bool {
    let rows = context.report.tables.iter().filter_map(|table| table.layout.rows.first());
    words.chars().count() == 2 && rows.flat_map(|row| row.columns).any(|column| column.label.contains(words))
}

/// What a site's page puts around a report; at its end it comes with the copy and is nobody's slip.
fn is_navigation(context: &Context, paragraph: &Paragraph, words: &str) -> bool {
    const NAVIGATION: &str = "字号:大 打印本页 关闭窗口 返回顶部 分享到: 首页>";
    let last = context.prose.paragraphs.last().map_or(0, |last| last.end);
    last - paragraph.end > 200 && begins_with_any(words, NAVIGATION)
}

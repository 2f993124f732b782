//! A line of one or two characters that belongs to nothing.

use crate::finding::{Finding, Severity};
use crate::form::SectionId;
use crate::narrative::Paragraph;
use crate::searching::begins_with_any;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "stray-line",
    basis: Basis { kind: BasisKind::Practice, text: "孤立的字多是删改时的遗留" },
    page: page!("stray-line.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!("单独一行只有“{}”，像是多余的字。", finding.found.as_deref().unwrap_or("")),
        advice: "多余的请删去；是一句话断开的，请接上。".to_owned(),
    },
};

/// More such lines are a text that came one word a line.
const MOST: usize = 3;

/// A line that is looked at is no longer, in bytes.
const LONGEST: usize = 60;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let prose = context.prose;
    let stray: Vec<&Paragraph> = prose.paragraphs.iter().filter(|paragraph| is_stray(context, paragraph)).collect();
    if stray.len() > MOST {
        return;
    }
    for paragraph in stray {
        findings.push(Finding {
            found: Some(context.words_in_prose(paragraph.start, paragraph.end)),
            ..Finding::new(RULE.id, Severity::Warning, context.place_in_prose(paragraph.start), paragraph.span)
        });
    }
}

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

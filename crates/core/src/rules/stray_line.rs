//! A line of one or two characters that belongs to nothing.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::SectionId;
use crate::narrative::Paragraph;
use crate::page_number::is_page_number;
use crate::parse::furniture::is_of_page;
use crate::report::Report;
use crate::span::Span;

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
        let spans = stray.into_iter().map(|paragraph| paragraph.span).chain(lone_page_number(context));
        let found = spans.map(|span| {
            let fix = replacing(context, span, "");
            let slip = StrayLine { written: span.of(context.source.text()).trim().to_owned() };
            let own = slip.at(Severity::Warning, place_of(context, span), span);
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

/// Where a line belongs in the form.
fn place_of(context: &Context, span: Span) -> Place {
    let section = context.report.sections.iter().rfind(|section| section.heading.end <= span.start);
    section.map_or(Place::Preamble, |section| Place::Section(section.id))
}

/// The number of a page between two paragraphs, where it is the only one of the text: more of them are the copy's.
fn lone_page_number(context: &Context) -> Option<Span> {
    let text = context.source.text();
    let mut numbers = context.source.lines().spans().filter(|line| is_page_number(line.of(text)));
    let (number, None) = (numbers.next()?, numbers.next()) else { return None };
    let paragraphs = &context.prose.paragraphs;
    let behind = paragraphs.partition_point(|paragraph| paragraph.span.start < number.start);
    let (before, next) = (paragraphs.get(behind.checked_sub(1)?)?, paragraphs.get(behind)?);
    let between = before.span.end <= number.start && before.section == next.section && !next.is_section_heading;
    let in_prose = matches!(before.section, Some(SectionId::Overview | SectionId::Problems | SectionId::Other));
    (between && in_prose && !text.contains('\x0c')).then_some(number)
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
        && !matches!(
            words,
            "无" | "概述"
                | "概况"
                | "综述"
                | "前言"
                | "引言"
                | "附件"
                | "附"
                | "略"
                | "大"
                | "中"
                | "小"
                | "分享"
                | "打印"
                | "关闭"
                | "返回"
        )
        && !is_of_a_label(context, words))
        || is_navigation(context, paragraph)
}

/// Whether two characters are a piece of a column's label, 总计 or 维持: an extractor may put it behind its table.
fn is_of_a_label(context: &Context, words: &str) -> bool {
    let rows = context.report.tables.iter().filter_map(|table| table.layout.rows.first());
    words.chars().count() == 2 && rows.flat_map(|row| row.columns).any(|column| column.label.contains(words))
}

/// What a site's page puts around a report; at its end it comes with the copy and is nobody's slip.
fn is_navigation(context: &Context, paragraph: &Paragraph) -> bool {
    let last = context.prose.paragraphs.last().map_or(0, |last| last.end);
    last - paragraph.end > 200 && is_of_page(paragraph.span.of(context.source.text()))
}

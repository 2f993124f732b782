//! Sections of the form that the report does not have.

use serde::Serialize;

use crate::finding::{Found, Place};
use crate::form::{SectionId, sections_of};
use crate::report::{Report, TableState};
use crate::span::Span;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A section that is not there, or whose title is not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SectionMissing {
    /// Its official title.
    pub title: &'static str,
    /// Whether what belongs under it is there.
    pub has_content: bool,
}

impl Slip for SectionMissing {
    const RULE: Rule = Rule {
        id: "section-missing",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Official, text: "年度报告格式规定的六个部分" },
        page: page!("section-missing.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let (report, text) = (context.report, context.source.text());
        if !context.is_due() {
            return Vec::new();
        }
        let missing = sections_of(report.edition).iter().filter(|form| report.section(form.id).is_none());
        let found = missing.map(|form| {
            let before = report.sections.iter().rev().find(|section| section.id < form.id);
            let end = before.map(|section| section.span.end).or(report.title.map(|title| title.end)).unwrap_or(0);
            // The end of the words, not of the empty lines behind them.
            let words = text[..end as usize].trim_end().len();
            let slip = SectionMissing { title: form.title, has_content: has_content(context, form.id) };
            let severity = context.damage_severity(Span::new(0, text.len()));
            slip.at(severity, Place::Section(form.id), Span::at(words))
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        let title = self.title;
        match self.has_content {
            true => Sentence {
                message: format!("没有找到标题“{title}”，但有这一部分的内容。"),
                advice: "请补上标题。".to_owned(),
            },
            false => Sentence {
                message: format!("没有找到“{title}”这一部分。"),
                advice: "请补上这一部分；如果原文有，可能是复制时漏掉了。".to_owned(),
            },
        }
    }

    fn expected(&self) -> Option<String> {
        Some(self.title.to_owned())
    }
}

/// Whether what belongs into a section is in the text all the same.
fn has_content(context: &Context, section: SectionId) -> bool {
    let text = context.source.text();
    match section.table() {
        Some(table) => matches!(context.report.table(table).state, TableState::Read | TableState::PartlyRead),
        None => {
            // The opening names every part, whether it is there or not.
            let first = context.report.sections.first().map_or(0, |first| first.heading.end as usize);
            let parts = &text[first..];
            section == SectionId::Problems && (parts.contains("主要问题") || parts.contains("改进情况"))
        }
    }
}

//! A section's title in other words than the form's.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::sections_of;
use crate::report::Report;

use super::mending::replacing;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A title as written and as the form has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SectionTitleChanged {
    /// As the report has it.
    pub written: String,
    /// As the form has it.
    pub official: &'static str,
}

impl Slip for SectionTitleChanged {
    const RULE: Rule = Rule {
        id: "section-title-changed",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Official, text: "年度报告格式规定的各部分标题" },
        page: page!("section-title-changed.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        if !context.is_due() {
            return Vec::new();
        }
        let changed = context.report.sections.iter().filter(|section| !section.exact);
        let found = changed.filter_map(|section| {
            let form = sections_of(context.report.edition).iter().find(|form| form.id == section.id)?;
            let written = section.heading.of(context.source.text()).trim().to_owned();
            let fix = replacing(context, section.heading, in_its_place(&written, form.title));
            let slip = SectionTitleChanged { written, official: form.title };
            let own = slip.at(Severity::Info, Place::Section(section.id), section.heading);
            Some(Found { fixes: fix.into_iter().collect(), ..own })
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("标题写的是“{}”，格式要求的标题是“{}”。", self.written, self.official),
            advice: "请按格式原文书写标题。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.official.to_owned())
    }
}

/// The official title as it can take the place of the written one: without its numeral where that has none, for the numeral
/// may be one that the file makes by itself.
fn in_its_place(written: &str, official: &'static str) -> &'static str {
    const NUMERALS: &str = "第一二三四五六七八⼀⼆㈠㈡㈢㈣㈤㈥123456";
    let is_numbered = written.starts_with(|first| NUMERALS.contains(first));
    match official.split_once('、') {
        Some((_, title)) if !is_numbered => title,
        _ => official,
    }
}

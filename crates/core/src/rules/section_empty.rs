//! A section of prose without any.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::{SectionId, sections_of};
use crate::report::Report;

use super::emptiness::is_empty;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A section that says nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SectionEmpty {
    /// Its heading as written.
    pub heading: String,
    /// Whether it is the last section, in which an organ may say that there is nothing else to report.
    pub is_last: bool,
}

impl Slip for SectionEmpty {
    const RULE: Rule = Rule {
        id: "section-empty",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Official, text: "《中华人民共和国政府信息公开条例》第五十条规定的报告内容"
        },
        page: page!("section-empty.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        if !context.is_due() {
            return Vec::new();
        }
        let text = context.source.text();
        let mut found = Vec::new();
        for section in &context.report.sections {
            let severity = match section.id {
                SectionId::Overview | SectionId::Problems => Severity::Error,
                SectionId::Other => Severity::Warning,
                _ => continue,
            };
            let empty = is_empty(context, section);
            let picture = context.source.pictures().iter().any(|picture| section.span.contains(*picture));
            let repeated = context.report.sections.iter().filter(|other| other.id == section.id).count() > 1;
            if empty && !picture && !repeated {
                let heading = section.heading.of(text).trim().to_owned();
                let slip = SectionEmpty { heading, is_last: section.id == SectionId::Other };
                found.push(slip.at(severity, Place::Section(section.id), section.heading));
            }
        }
        found
    }

    fn say(&self, report: &Report) -> Sentence {
        let [.., last] = sections_of(report.edition);
        let advice = match self.is_last {
            true => format!("请补上内容；没有其他事项的，写“无{}”。", last.words()),
            false => "请补上内容。".to_owned(),
        };
        Sentence { message: format!("“{}”下面没有内容。", self.heading), advice }
    }

    fn found(&self) -> Option<String> {
        Some(self.heading.clone())
    }
}

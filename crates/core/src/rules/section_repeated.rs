//! A section that stands twice.

use serde::Serialize;

use crate::finding::{Found, Place, Related};
use crate::report::Report;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A section whose heading stands further up already.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SectionRepeated {
    /// The heading as written.
    pub heading: String,
}

impl Slip for SectionRepeated {
    const RULE: Rule = Rule {
        id: "section-repeated",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Official, text: "年度报告格式规定的六个部分各出现一次" },
        page: page!("section-repeated.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        if !context.is_due() {
            return Vec::new();
        }
        let mut found = Vec::new();
        let sections = &context.report.sections;
        for (at, section) in sections.iter().enumerate() {
            let Some(first) = sections[..at].iter().find(|before| before.id == section.id) else { continue };
            if section.exact && first.exact {
                let heading = section.heading.of(context.source.text()).trim().to_owned();
                let severity = context.damage_severity(section.span);
                let own = SectionRepeated { heading }.at(severity, Place::Section(section.id), section.heading);
                let related = vec![Related { span: first.heading, message: "前一次出现".to_owned() }];
                found.push(Found { related, ..own });
            }
        }
        found
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("标题“{}”前面已经出现过，格式要求每个部分出现一次。", self.heading),
            advice: "请删去重复的部分，或改正标题。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.heading.clone())
    }
}

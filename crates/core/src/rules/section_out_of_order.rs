//! Sections in another order than the form's.

use serde::Serialize;

use crate::finding::{Found, Place, Related};
use crate::report::Report;
use crate::span::Span;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A section that stands behind one of the later ones.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct SectionOutOfOrder {
    /// Its heading as written.
    pub heading: String,
    /// The heading, as written, of the later section that it stands behind.
    pub stands_behind: String,
}

impl Slip for SectionOutOfOrder {
    const RULE: Rule = Rule {
        id: "section-out-of-order",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Official, text: "年度报告格式规定的六个部分及其次序" },
        page: page!("section-out-of-order.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        if !context.is_due() {
            return Vec::new();
        }
        let text = context.source.text();
        let words = |heading: Span| heading.of(text).trim().to_owned();
        let mut found = Vec::new();
        let sections = &context.report.sections;
        for (at, section) in sections.iter().enumerate() {
            let repeated = sections[..at].iter().any(|before| before.id == section.id);
            let Some(later) = sections[..at].iter().rfind(|before| before.id > section.id) else { continue };
            if !repeated {
                let slip = SectionOutOfOrder { heading: words(section.heading), stands_behind: words(later.heading) };
                let severity = context.damage_severity(Span::new(0, text.len()));
                let related =
                    vec![Related { span: later.heading, message: "格式要求排在后面的部分".to_owned() }];
                found.push(Found { related, ..slip.at(severity, Place::Section(section.id), section.heading) });
            }
        }
        found
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("“{}”排在“{}”的后面，与格式要求的次序不同。", self.heading, self.stands_behind),
            advice: "请按格式要求的次序排列六个部分。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.heading.clone())
    }
}

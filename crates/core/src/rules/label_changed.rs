//! A label of a table that is not worded as the form has it.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::report::{Labelled, Report};

use super::mending::replacing;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A label as written and as the form has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct LabelChanged {
    /// As the report has it.
    pub written: String,
    /// As the form has it.
    pub official: &'static str,
}

impl Slip for LabelChanged {
    const RULE: Rule = Rule {
        id: "label-changed",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Official, text: "年度报告格式规定的表格用语" },
        page: page!("label-changed.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let tables = context.report.tables.iter();
        let labels = tables.flat_map(|table| table.changed_labels.iter().map(move |label| (table.number, label)));
        let found = labels.map(|(table, label)| {
            let place = match label.of {
                Labelled::Row(row) => Place::Row(row),
                Labelled::Column(column) => Place::Column(table, column),
                Labelled::SubHeading(_) => Place::Table(table),
            };
            let written = label.span.of(context.source.text()).to_owned();
            let fix = replacing(context, label.span, label.official);
            let slip = LabelChanged { written, official: label.official };
            Found { fixes: fix.into_iter().collect(), ..slip.at(Severity::Warning, place, label.span) }
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        Sentence {
            message: format!("表格里写的是“{}”，格式用语是“{}”。", self.written, self.official),
            advice: "请按格式原文改正。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }

    fn expected(&self) -> Option<String> {
        Some(self.official.to_owned())
    }
}

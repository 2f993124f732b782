//! A table in the layout of another edition than the report year's, judged table by table.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::{Edition, TableNumber};
use crate::report::{Report, TableState};

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};

/// A table in the layout of another edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct WrongEdition {
    /// The table.
    pub table: TableNumber,
    /// The edition whose layout it has.
    pub used: Edition,
    /// The report year.
    pub report_year: u16,
    /// The edition of that year.
    pub due: Edition,
}

impl Slip for WrongEdition {
    const RULE: Rule = Rule {
        id: "wrong-edition",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Official,
            text: "国办公开办函〔2021〕30号（2021 年度起使用的格式）；国办公开办函〔2019〕60号（2019、2020 年度的试行格式）",
        },
        page: page!("wrong-edition.md"),
        needs: &[Need::Year],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(report_year) = context.report.year else { return Vec::new() };
        let due = Edition::of_year(report_year);
        if due == Edition::Older {
            return Vec::new();
        }
        let read = |state| matches!(state, TableState::Read | TableState::PartlyRead);
        let tables = context.report.tables.iter().filter(|table| read(table.state) && table.layout.edition != due);
        let found = tables.map(|table| {
            let slip = WrongEdition { table: table.number, used: table.layout.edition, report_year, due };
            slip.at(Severity::Error, Place::Table(table.number), table.span)
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        let WrongEdition { table, used, report_year, due } = self;
        let (used, due) = (name(*used), name(*due));
        Sentence {
            message: format!("{}用的是{used}；格式要求 {report_year} 年度的报告使用{due}。", table.name()),
            advice: format!("请换成{due}，重新填写；这次是按表里现有的栏目核对的。"),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.used.id().to_owned())
    }

    fn expected(&self) -> Option<String> {
        Some(self.due.id().to_owned())
    }
}

/// An edition as people know it, to be put behind a word.
fn name(edition: Edition) -> &'static str {
    match edition {
        Edition::E2021 => " 2021 年印发的格式",
        Edition::E2019 => " 2019 年试行格式",
        Edition::Older => "统一格式以前的格式",
    }
}

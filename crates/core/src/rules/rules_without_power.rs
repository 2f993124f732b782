//! 规章 in the report of an organ that cannot make them.

use serde::Serialize;

use crate::finding::{Fix, Found, Place, Severity};
use crate::form::{Edition, Level, RowId, TableNumber};
use crate::report::{Cell, Report};
use crate::span::Span;
use crate::voice::naming::row_label;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Need, Rule, Sentence, Slip};

/// 规章 where the organ makes none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct RulesWithoutPower {
    /// The organ, where its name was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organ: Option<String>,
    /// Its level.
    pub level: Level,
    /// Whether the level leaves no doubt that it cannot make rules.
    pub is_certain: bool,
    /// The numbers of the row; at least one is above 0.
    pub numbers: Vec<i64>,
}

impl Slip for RulesWithoutPower {
    const RULE: Rule = Rule {
        id: "rules-without-power",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Implied,
            text: "《中华人民共和国立法法》第九十一条、第九十三条：规章由国务院部门和省、自治区、直辖市以及设区的市、自治州的人民政府制定",
        },
        page: page!("rules-without-power.md"),
        needs: &[Need::Level],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let report = context.report;
        let table = report.table(TableNumber::Two);
        let is_certain = match report.level {
            Level::Township | Level::Street | Level::CountyGovernment | Level::CountyDepartment => {
                report.level_certain && table.layout.edition == Edition::E2021
            }
            Level::CityDepartment | Level::ProvinceDepartment | Level::Zone => false,
            _ => return Vec::new(),
        };
        let cells = table.row(RowId::Rules);
        let numbers: Vec<i64> = cells.iter().filter_map(Cell::count).collect();
        if !numbers.iter().any(|count| *count > 0) {
            return Vec::new();
        }
        let span = cells.iter().filter_map(|cell| cell.span).reduce(Span::join).unwrap_or_default();
        let severity = if is_certain { Severity::Error } else { Severity::Warning };
        let slip = RulesWithoutPower { organ: report.organ.clone(), level: report.level, is_certain, numbers };
        vec![Found {
            fixes: without_the_only_number(cells).into_iter().collect(),
            ..slip.at(severity, Place::Row(RowId::Rules), span)
        }]
    }

    fn say(&self, report: &Report) -> Sentence {
        let organ = self.organ.as_deref().unwrap_or("本机关");
        let (numbers, level) = (self.in_words(), self.level.name());
        let (rules, documents) = (row_label(RowId::Rules, report), row_label(RowId::NormativeDocuments, report));
        let judged = match self.is_certain {
            true => "没有规章制定权，各格应当为 0",
            false => "一般没有规章制定权，请核对",
        };
        Sentence {
            message: format!("表二“{rules}”一行填的是 {numbers}，{organ}属于{level}，{judged}。"),
            advice: format!("没有规章的，各格请填 0；如果是“{documents}”，请填到那一行。"),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.in_words())
    }

    fn expected(&self) -> Option<String> {
        Some("0".to_owned())
    }
}

impl RulesWithoutPower {
    /// 1、0、2.
    fn in_words(&self) -> String {
        self.numbers.iter().map(i64::to_string).collect::<Vec<_>>().join("、")
    }
}

/// 0 in place of the row's only number; of several cells none is mended alone.
fn without_the_only_number(cells: &[Cell]) -> Option<Fix> {
    let mut filled = cells.iter().filter(|cell| cell.count() != Some(0) && !cell.is_unfilled());
    let (Some(cell), None) = (filled.next(), filled.next()) else { return None };
    let span = cell.span.filter(|_| cell.count().is_some())?;
    Some(Fix::of_cell(span, 0))
}

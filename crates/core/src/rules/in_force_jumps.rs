//! Documents in force against last year's: last year's, and what was issued, less what was repealed.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::{ColumnId, Edition, RowId, TableNumber};
use crate::report::{CellAddress, Report};
use crate::voice::naming::row_label;

use super::mending::in_cell;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A row of table 2 that does not go on from last year's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct InForceJumps {
    /// The row.
    pub row: RowId,
    /// Documents in force by last year's report.
    pub in_force_last_year: i64,
    /// Documents issued in the year.
    pub issued: i64,
    /// Documents repealed in the year.
    pub repealed: i64,
    /// Documents in force as written.
    pub in_force: i64,
    /// Documents in force as the other three numbers have it.
    pub computed: i64,
}

impl Slip for InForceJumps {
    const RULE: Rule = Rule {
        id: "in-force-jumps",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Implied,
            text: "现行有效的件数由上年现行有效的加本年制发的、减本年废止的而来；文件期满失效的，可以更少",
        },
        page: page!("in-force-jumps.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let Some(previous) = context.previous else { return Vec::new() };
        // The older table counted what had ever been published, which is another number.
        let layouts = [context.report, &previous.report].map(|report| report.table(TableNumber::Two).layout.edition);
        if layouts != [Edition::E2021; 2] {
            return Vec::new();
        }
        let rows = [RowId::Rules, RowId::NormativeDocuments].into_iter();
        let found = rows.filter_map(|row| {
            let address = |column| CellAddress { row, column };
            let cell = |column| context.report.cell(address(column));
            let (issued, repealed) = (cell(ColumnId::Issued)?.count()?, cell(ColumnId::Repealed)?.count()?);
            let own = cell(ColumnId::InForce)?;
            let in_force = own.count()?;
            let in_force_last_year = previous.count(address(ColumnId::InForce))?;
            let computed = in_force_last_year + issued - repealed;
            if in_force == computed {
                return None;
            }
            let span = own.span.unwrap_or_default();
            let slip = InForceJumps { row, in_force_last_year, issued, repealed, in_force, computed };
            let severity = if in_force > computed { Severity::Warning } else { Severity::Info };
            // Fewer may be right.
            let fix = (in_force > computed && computed >= 0)
                .then(|| in_cell(context.report, own.address, computed))
                .flatten();
            Some(Found {
                fixes: fix.into_iter().collect(),
                ..slip.at(severity, Place::Cell(address(ColumnId::InForce)), span)
            })
        });
        found.collect()
    }

    fn say(&self, report: &Report) -> Sentence {
        let InForceJumps { row, in_force_last_year, issued, repealed, in_force, computed } = self;
        let row = row_label(*row, report);
        let (judged, advice) = if in_force > computed {
            (
                format!("应当为 {computed} 件，现写 {in_force} 件，多 {} 件，请核对。", in_force - computed),
                "请核对这几个数和上年报告。有机构调整划入文件的，可确认无误。",
            )
        } else {
            (
                format!("按此计算为 {computed} 件，现写 {in_force} 件，少 {} 件。", computed - in_force),
                "有文件期满失效或划出的，可确认无误；没有的，请核对这几个数。",
            )
        };
        Sentence {
            message: format!(
                "表二“{row}”：上年现行有效 {in_force_last_year} 件，本年制发 {issued} 件、废止 {repealed} 件，{judged}"
            ),
            advice: advice.to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.in_force.to_string())
    }

    fn expected(&self) -> Option<String> {
        Some(self.computed.to_string())
    }
}

//! Table 2: fewer documents in force than were issued and not repealed in the year.

use serde::Serialize;

use crate::finding::{Found, Place, Severity};
use crate::form::{ColumnId, RowId};
use crate::report::{CellAddress, Report};
use crate::voice::naming::row_label;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// A row of table 2 with too few documents in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct InForceTooSmall {
    /// The row.
    pub row: RowId,
    /// Documents issued in the year.
    pub issued: i64,
    /// Documents repealed in the year.
    pub repealed: i64,
    /// Documents in force at its end.
    pub in_force: i64,
}

impl Slip for InForceTooSmall {
    const RULE: Rule = Rule {
        id: "in-force-too-small",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Implied, text: "现行有效的文件包括本年制发而未废止的" },
        page: page!("in-force-too-small.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let rows = [RowId::Rules, RowId::NormativeDocuments].into_iter();
        let found = rows.filter_map(|row| {
            let cell = |column| context.report.cell(CellAddress { row, column });
            let (issued, repealed) = (cell(ColumnId::Issued)?.count()?, cell(ColumnId::Repealed)?.count()?);
            let own = cell(ColumnId::InForce)?;
            let slip = InForceTooSmall { row, issued, repealed, in_force: own.count()? };
            let found = |slip: Self| slip.at(Severity::Warning, Place::Cell(own.address), own.span.unwrap_or_default());
            (slip.in_force < slip.least()).then(|| found(slip))
        });
        found.collect()
    }

    fn say(&self, report: &Report) -> Sentence {
        let InForceTooSmall { row, issued, repealed, in_force } = self;
        let (row, least) = (row_label(*row, report), self.least());
        Sentence {
            message: format!(
                "表二“{row}”：本年制发 {issued} 件、废止 {repealed} 件，现行有效应当不少于 {issued}-{repealed}={least} 件，现写 {in_force} 件，请核对。"
            ),
            advice: "请核对三个数。本年制发的文件如在年内失效，可确认无误。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.in_force.to_string())
    }
}

impl InForceTooSmall {
    /// What the year alone leaves in force.
    fn least(&self) -> i64 {
        self.issued - self.repealed
    }
}

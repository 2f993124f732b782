//! An amount in 元 where the form asks for 万元.

use serde::Serialize;

use crate::finding::{Fix, Found, Place, Related, Severity};
use crate::form::ValueKind;
use crate::report::{Cell, CellAddress, Number, Report};
use crate::span::Span;

use super::fees::is_in_yuan;
use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};
use crate::voice::naming::row_label;

/// An amount that seems to be in 元.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
pub struct FeeUnitSuspect {
    /// The cell.
    pub cell: CellAddress,
    /// The amount as the cell has it.
    pub written: String,
    /// The amount as the prose has it, where the prose gives the same number in 元.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_prose: Option<String>,
}

impl Slip for FeeUnitSuspect {
    const RULE: Rule = Rule {
        id: "fee-unit-suspect",
        since: "2026.1",
        basis: Basis { kind: BasisKind::Implied, text: "表二表头注明收费金额以万元为单位" },
        page: page!("fee-unit-suspect.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let text = context.source.text();
        let told = context.narrative.claims.iter().find(|claim| is_in_yuan(context, claim));
        let told = told.map(|claim| context.narrative.span_of(&context.narrative.figures[claim.figure]));
        let mut found = Vec::new();
        for table in &context.report.tables {
            let kinds = table.layout.rows.iter().flat_map(|row| row.columns).map(|column| column.kind);
            for (cell, kind) in table.cells.iter().zip(kinds) {
                let Some(span) = cell.span.filter(|_| kind == ValueKind::AmountInTenThousandYuan) else { continue };
                let words = span.of(text);
                if told.is_some() || words.contains('元') && !words.contains("万元") {
                    let in_prose = told.map(|span| span.of(text).to_owned());
                    let slip = FeeUnitSuspect { cell: cell.address, written: words.to_owned(), in_prose };
                    let related = told.map(|span| Related { span, message: span.of(text).to_owned() });
                    found.push(Found {
                        related: related.into_iter().collect(),
                        fixes: in_ten_thousands(cell, span, words).into_iter().collect(),
                        ..slip.at(Severity::Warning, Place::Cell(cell.address), span)
                    });
                }
            }
        }
        found
    }

    fn say(&self, report: &Report) -> Sentence {
        let (table, row) = (self.cell.table().name(), row_label(self.cell.row, report));
        let in_prose = self.in_prose.as_ref().map_or(String::new(), |words| format!("，正文写“{words}”"));
        Sentence {
            message: format!(
                "{table}“{row}”写的是“{}”{in_prose}；本栏应当以万元为单位，这里像是按元填写，请核对。",
                self.written
            ),
            advice: "按元填写的，请换算成万元；栏内不写单位。".to_owned(),
        }
    }

    fn found(&self) -> Option<String> {
        Some(self.written.clone())
    }
}

/// 68000 and 68000元 as 6.8. Of an amount with 角 and 分 what is meant is less plain.
fn in_ten_thousands(cell: &Cell, span: Span, words: &str) -> Option<Fix> {
    let yuan = cell.count().filter(|yuan| *yuan > 0)?;
    Some(Fix::replacing(span, words, Number::new(yuan, 4).to_string(), false))
}

//! Suits brought without reconsideration, since 2024, beside refusals: reconsideration comes first.

use crate::finding::{Evidence, Finding, Place, Severity};
use crate::form::{ColumnId, OutcomeId, RowId};
use crate::report::CellAddress;

use super::{Basis, BasisKind, Context, Need, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "direct-suit-after-2024",
    basis: Basis {
        kind: BasisKind::Implied,
        text: "《中华人民共和国行政复议法》（2023 年修订）第二十三条第四项：对不予公开政府信息不服的，先申请行政复议",
    },
    page: page!("direct-suit-after-2024.md"),
    needs: &[Need::Year],
    find,
    say: |finding, _, _| {
        let Evidence::Numbers(numbers) = &finding.evidence else { return Sentence::empty() };
        let [suits, refusals] = numbers[..] else { return Sentence::empty() };
        Sentence {
            message: format!(
                "表四“未经复议直接起诉”有 {suits} 件，表三不予公开有 {refusals} 件。2024 年起，对不予公开不服的应先申请复议。"
            ),
            advice: "请看这些案件是否确属未经复议直接起诉；对其他行为起诉或较早的案件不受影响。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let report = context.report;
    if report.year.is_none_or(|year| year < 2024) {
        return;
    }
    let total = CellAddress { row: RowId::LitigationDirect, column: ColumnId::Total };
    let Some(cell) = report.cell(total) else { return };
    let suits = cell.count().unwrap_or(0);
    let refused = report.cells().filter(|cell| {
        cell.address.row.outcome() == Some(OutcomeId::Refused) && cell.address.column == ColumnId::Total
    });
    let refusals: i64 = refused.filter_map(|cell| cell.count()).sum();
    if suits > 0 && refusals > 0 {
        findings.push(Finding {
            found: Some(suits.to_string()),
            evidence: Evidence::Numbers(vec![suits, refusals]),
            ..Finding::new(RULE.id, Severity::Info, Place::Cell(total), cell.span.unwrap_or_default())
        });
    }
}

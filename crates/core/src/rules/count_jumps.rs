//! A large count that is more than five times last year's, or less than a fifth.

use crate::finding::{Evidence, Finding, Place, Severity};
use crate::form::{ColumnId, RowId};
use crate::report::CellAddress;

use super::naming::row_label;
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "count-jumps",
    basis: Basis {
        kind: BasisKind::Practice, text: "相邻两年的数相差悬殊的，多是多写、少写了一位，或统计口径变了"
    },
    page: page!("count-jumps.md"),
    needs: &[],
    find,
    say: |finding, _, report| {
        let (Evidence::Numbers(numbers), Place::Cell(cell)) = (&finding.evidence, finding.place) else {
            return Sentence::empty();
        };
        let [last, own] = numbers[..] else { return Sentence::empty() };
        let row = row_label(cell.row, report);
        Sentence {
            message: format!("{}“{row}”上年是 {last}，本年是 {own}，相差悬殊。", cell.table().name()),
            advice: "请核对是不是多写、少写了一位；情况属实的，可在正文里说明原因。".to_owned(),
        }
    },
};

/// The counts of a year that go on from one year to the next.
const COUNTS: [(RowId, ColumnId); 4] = [
    (RowId::Licensing, ColumnId::Decisions),
    (RowId::Penalty, ColumnId::Decisions),
    (RowId::Compulsion, ColumnId::Decisions),
    (RowId::Received, ColumnId::Total),
];

/// Smaller counts jump by themselves.
const LARGE: i64 = 50;
const TIMES: i64 = 5;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    for (row, column) in COUNTS {
        let address = CellAddress { row, column };
        let (Some(last), Some(own)) = (previous.count(address), context.count(address)) else { continue };
        let (less, more) = (last.min(own), last.max(own));
        if more < LARGE || more <= less.saturating_mul(TIMES) {
            continue;
        }
        let span = context.report.cell(address).and_then(|cell| cell.span).unwrap_or_default();
        findings.push(Finding {
            found: Some(own.to_string()),
            evidence: Evidence::Numbers(vec![last, own]),
            ..Finding::new(RULE.id, Severity::Info, Place::Cell(address), span)
        });
    }
}

//! Table 2: fewer documents in force than were issued and not repealed in the year.

use crate::finding::{Evidence, Finding, Place, Severity};
use crate::form::{ColumnId, RowId};
use crate::report::CellAddress;

use super::naming::row_label;
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "in-force-too-small",
    basis: Basis { kind: BasisKind::Implied, text: "现行有效件数包括本年制发而未废止的文件" },
    page: page!("in-force-too-small.md"),
    needs: &[],
    find,
    say: |finding, _, report| {
        let (Evidence::Numbers(numbers), Place::Cell(cell)) = (&finding.evidence, finding.place) else {
            return Sentence::empty();
        };
        let [issued, repealed, in_force] = numbers[..] else { return Sentence::empty() };
        let row = row_label(cell.row, report);
        Sentence {
            message: format!(
                "表二“{row}”：本年制发 {issued} 件、废止 {repealed} 件，现行有效却只有 {in_force} 件，少于 {issued}-{repealed}={}。",
                issued - repealed
            ),
            advice: "请核对三个数。本年制发的文件如在年内失效，可确认无误。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    for row in [RowId::Rules, RowId::NormativeDocuments] {
        let cell = |column| context.report.cell(CellAddress { row, column });
        let (Some(issued), Some(repealed), Some(in_force)) =
            (cell(ColumnId::Issued), cell(ColumnId::Repealed), cell(ColumnId::InForce))
        else {
            continue;
        };
        let (Some(a), Some(b), Some(c)) = (issued.count(), repealed.count(), in_force.count()) else { continue };
        if c < a - b {
            findings.push(Finding {
                found: Some(c.to_string()),
                evidence: Evidence::Numbers(vec![a, b, c]),
                ..Finding::new(
                    RULE.id,
                    Severity::Warning,
                    Place::Cell(in_force.address),
                    in_force.span.unwrap_or_default(),
                )
            });
        }
    }
}

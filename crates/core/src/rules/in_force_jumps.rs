//! Documents in force against last year's: last year's, and what was issued, less what was repealed.

use crate::finding::{Evidence, Finding, Place, Severity};
use crate::form::{ColumnId, Edition, RowId, TableNumber};
use crate::report::CellAddress;

use super::naming::row_label;
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "in-force-jumps",
    basis: Basis {
        kind: BasisKind::Implied,
        text: "现行有效件数由上年现行有效件数加本年制发、减本年废止而来；文件期满失效的，可以更少",
    },
    page: page!("in-force-jumps.md"),
    needs: &[],
    find,
    say: |finding, _, report| {
        let (Evidence::Numbers(numbers), Place::Cell(cell)) = (&finding.evidence, finding.place) else {
            return Sentence::empty();
        };
        let [last, issued, repealed, in_force] = numbers[..] else { return Sentence::empty() };
        let row = row_label(cell.row, report);
        let due = last + issued - repealed;
        let (than, advice) = if in_force > due {
            ("多于", "请核对这几个数和上年报告。有机构调整划入文件的，可确认无误。")
        } else {
            ("少于", "有文件期满失效或划出的，可确认无误；没有的，请核对这几个数。")
        };
        Sentence {
            message: format!(
                "表二“{row}”：上年现行有效 {last} 件，本年制发 {issued} 件、废止 {repealed} 件，应为 {due} 件，现写 {in_force} 件，{than} {due} 件。"
            ),
            advice: advice.to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some(previous) = context.previous else { return };
    // The older table counted what had ever been published, which is another number.
    let layouts = [context.report, &previous.report].map(|report| report.table(TableNumber::Two).layout.edition);
    if layouts != [Edition::E2021; 2] {
        return;
    }
    for row in [RowId::Rules, RowId::NormativeDocuments] {
        let address = |column| CellAddress { row, column };
        let count = |column| context.report.cell(address(column)).and_then(|cell| cell.count());
        let (Some(issued), Some(repealed), Some(in_force)) =
            (count(ColumnId::Issued), count(ColumnId::Repealed), count(ColumnId::InForce))
        else {
            continue;
        };
        let Some(last) = previous.count(address(ColumnId::InForce)) else { continue };
        let due = last + issued - repealed;
        if in_force == due {
            continue;
        }
        let severity = if in_force > due { Severity::Warning } else { Severity::Info };
        let span = context.report.cell(address(ColumnId::InForce)).and_then(|cell| cell.span).unwrap_or_default();
        findings.push(Finding {
            found: Some(in_force.to_string()),
            expected: Some(due.to_string()),
            evidence: Evidence::Numbers(vec![last, issued, repealed, in_force]),
            ..Finding::new(RULE.id, severity, Place::Cell(address(ColumnId::InForce)), span)
        });
    }
}

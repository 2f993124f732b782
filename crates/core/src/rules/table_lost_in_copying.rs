//! A table whose labels or digits are there in a form that cannot be read as a table.

use crate::finding::{Finding, Place, Severity};
use crate::report::TableState;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "table-lost-in-copying",
    basis: Basis { kind: BasisKind::None, text: "复制时单元格的界线丢失，数字无法逐格对应" },
    page: page!("table-lost-in-copying.md"),
    needs: &[],
    find,
    say: |finding, _, _| {
        let Place::Table(table) = finding.place else { return Sentence::empty() };
        Sentence {
            message: format!("{}的表格在复制时散开了，数字分不清属于哪一格，没有核对。", table.name()),
            advice: "请上传报告文件，或在网页、Word、WPS 里全选后复制再粘贴，表格会保留下来。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    for table in &context.report.tables {
        if table.state == TableState::LostInCopying {
            findings.push(Finding::new(RULE.id, Severity::Warning, Place::Table(table.number), table.span));
        }
    }
}

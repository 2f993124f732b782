//! A section that should hold a table and does not.

use crate::finding::{Finding, Place};
use crate::report::TableState;
use crate::span::Span;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "table-missing",
    basis: Basis {
        kind: BasisKind::Official, text: "年度报告格式规定第二、三、四部分以表格形式报告"
    },
    page: page!("table-missing.md"),
    needs: &[],
    find,
    say: |finding, _, _| {
        let Place::Table(table) = finding.place else { return Sentence::empty() };
        Sentence {
            message: format!("{}里没有找到{}。", table.section().name(), table.name()),
            advice: "如果原文有表，多半是复制时丢了：请上传文件，或在网页、Word、WPS 里全选后复制再粘贴。如果原文没有，请补上表格。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    for table in &context.report.tables {
        let Some(section) = context.report.section(table.number.section()) else { continue };
        if table.state == TableState::Missing && context.is_due() {
            let span = Span { start: section.heading.end, end: section.heading.end };
            let severity = context.damage_severity(section.span);
            findings.push(Finding::new(RULE.id, severity, Place::Table(table.number), span));
        }
    }
}

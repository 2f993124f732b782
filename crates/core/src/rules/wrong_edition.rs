//! A table in the layout of another edition than the report year's, judged table by table.

use crate::finding::{Finding, Place, Severity};
use crate::form::Edition;
use crate::report::TableState;

use super::{Basis, BasisKind, Context, Need, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "wrong-edition",
    basis: Basis {
        kind: BasisKind::Official,
        text: "国办公开办函〔2021〕30号（2021 年度起使用的格式）；国办公开办函〔2019〕60号（2019、2020 年度的试行格式）",
    },
    page: page!("wrong-edition.md"),
    needs: &[Need::Year],
    find,
    say: |finding, _, report| {
        let Place::Table(table) = finding.place else { return Sentence::empty() };
        let year = report.year.map(|year| format!("{year} 年度")).unwrap_or_default();
        let (found, due) = match report.edition {
            Edition::E2021 => ("2019 年试行格式", "2021 年印发的格式"),
            _ => ("2021 年印发的格式", "2019 年试行格式"),
        };
        Sentence {
            message: format!("{}用的是{found}，{year}报告应使用{due}。", table.name()),
            advice: "请换用当年格式的表格重新填写。数字已按原表核对。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some(due) = context.report.year.map(Edition::of_year).filter(|due| *due != Edition::Older) else { return };
    for table in &context.report.tables {
        let read = matches!(table.state, TableState::Read | TableState::PartlyRead);
        if read && table.layout.edition != due {
            findings.push(Finding {
                found: Some(table.layout.edition.id().to_owned()),
                expected: Some(due.id().to_owned()),
                ..Finding::new(RULE.id, Severity::Error, Place::Table(table.number), table.span)
            });
        }
    }
}

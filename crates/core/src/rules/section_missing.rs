//! Sections of the form that the report does not have.

use crate::finding::{Evidence, Finding, Place};
use crate::form::{SectionId, sections_of};
use crate::report::TableState;
use crate::span::Span;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "section-missing",
    basis: Basis { kind: BasisKind::Official, text: "年度报告格式规定的六个部分" },
    page: page!("section-missing.md"),
    needs: &[],
    find,
    say: |finding, _, _| {
        let title = finding.expected.as_deref().unwrap_or("");
        let stands = finding.evidence == Evidence::Flag(true);
        Sentence {
            message: if stands {
                format!("没有找到标题“{title}”，这一部分的内容在。")
            } else {
                format!("没有找到“{title}”这一部分。")
            },
            advice: if stands {
                "请补上标题。"
            } else {
                "请补上这一部分；如果原文有，可能是复制时漏掉了。"
            }
            .to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let report = context.report;
    if !context.is_due() {
        return;
    }
    let text = context.source.text();
    for form in sections_of(report.edition) {
        if report.section(form.id).is_some() {
            continue;
        }
        let before = report.sections.iter().rev().find(|section| section.id < form.id);
        let end = before.map(|section| section.span.end).or(report.title.map(|title| title.end)).unwrap_or(0);
        // The end of the words, not of the empty lines behind them.
        let words = text[..end as usize].trim_end().len();
        let content = match form.id.table() {
            Some(table) => matches!(report.table(table).state, TableState::Read | TableState::PartlyRead),
            None if form.id == SectionId::Problems => text.contains("主要问题") || text.contains("改进情况"),
            None => false,
        };
        findings.push(Finding {
            expected: Some(form.title.to_owned()),
            evidence: Evidence::Flag(content),
            ..Finding::new(
                RULE.id,
                context.damage_severity(Span::new(0, text.len())),
                Place::Section(form.id),
                Span::at(words),
            )
        });
    }
}

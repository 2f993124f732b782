//! The title lacks a part, or has one twice.

use crate::finding::{Finding, Place, Severity};
use crate::searching::holds;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "title-malformed",
    basis: Basis {
        kind: BasisKind::Practice, text: "标题一般是机关名称、年份和“政府信息公开工作年度报告”"
    },
    page: page!("title-malformed.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!("标题{}，请核对。", finding.found.as_deref().unwrap_or("")),
        advice: "标题一般写作“某局2024年政府信息公开工作年度报告”。".to_owned(),
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let report = context.report;
    let Some(title) = report.title.filter(|_| context.is_due()) else { return };
    let words = crate::matching::fold(title.of(context.source.text()));
    let twice = context
        .prose
        .paragraphs
        .iter()
        .take_while(|paragraph| paragraph.section.is_none())
        .filter(|paragraph| words.len() > 24 && context.prose.words_of(paragraph) == words)
        .count()
        > 1;
    let wrong = match () {
        () if words.matches("政府信息公开").count() > 1 || words.matches("报告").count() > 1 => "有重复的词",
        () if holds(&words, "年度政府信息公开工作年度报告") => "里“年度”重复",
        () if !holds(&words, "政府信息公开工作年度报告") => "不是“政府信息公开工作年度报告”",
        () if twice => "出现了两次",
        () if report.organ.is_none() => "里没有机关名称",
        () if report.year.is_some() && !words.contains("20") => "里没有年份",
        () => return,
    };
    findings.push(Finding {
        found: Some(wrong.to_owned()),
        ..Finding::new(RULE.id, Severity::Warning, Place::Title, title)
    });
}

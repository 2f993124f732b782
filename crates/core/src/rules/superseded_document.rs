//! A document is cited that another has replaced.

use crate::finding::{Finding, Severity};
use crate::narrative::Word;
use crate::searching::holds_any;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "superseded-document",
    basis: Basis { kind: BasisKind::Practice, text: "应当引用现行有效的文件" },
    page: page!("superseded-document.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!("“{}”已被代替。", finding.found.as_deref().unwrap_or("")),
        advice: format!("现行的是{}，请核对。", finding.expected.as_deref().unwrap_or("")),
    },
};

/// What a sentence says that tells of the change itself.
const REPLACED: &str = "更新为 调整为 改为 替换 旧 同时修改 原国务院 废止";

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let text = context.prose.text();
    let year = context.report.year.unwrap_or_default();
    for hit in context.narrative.every(&[Word::DocumentCode]) {
        let behind = &text[hit.end..];
        let (number, instead) = match &text[hit.start..hit.end] {
            "国办公开办函" if year >= 2021 => ("(2019)60号", "国办公开办函〔2021〕30号"),
            code if code.starts_with("国务院") && year >= 2019 => ("492号", "国务院令第711号"),
            _ => continue,
        };
        let sentence = context.narrative.sentence_words(context.narrative.clause_at(hit.start));
        if !behind.starts_with(number) || holds_any(sentence, REPLACED) {
            continue;
        }
        let end = hit.end + number.len();
        findings.push(Finding {
            found: Some(context.words_in_prose(hit.start, end)),
            expected: Some(instead.to_owned()),
            ..Finding::new(
                RULE.id,
                Severity::Warning,
                context.place_in_prose(hit.start),
                context.prose.origin(hit.start, end),
            )
        });
    }
}

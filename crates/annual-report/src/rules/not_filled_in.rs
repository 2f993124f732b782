//! The blank form. Where it speaks, no other rule does.

use crate::finding::{Finding, Place, Severity};
use crate::form::SectionId;
use crate::report::CellState;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "not-filled-in",
    basis: Basis { kind: BasisKind::Practice, text: "空白格式文本不是报告" },
    page: page!("not-filled-in.md"),
    find,
    say: |_, _, _| Sentence {
        message: "这是一份没有填写的空白格式：三张表里没有一个数，各部分没有正文。".to_owned(),
        advice: "请填写后再检查。".to_owned(),
    },
};

/// A section with no more than this many letters beside its heading holds only the form's hint（文字描述）.
const HINT_LETTERS: usize = 30;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let report = context.report;
    let read = report.cells().filter(|cell| cell.state != CellState::Absent).count();
    let filled = report.cells().any(|cell| matches!(cell.state, CellState::Number | CellState::Text));
    let text = context.source.text();
    let only_hints = [SectionId::Overview, SectionId::Problems].into_iter().all(|id| {
        report.section(id).is_none_or(|section| {
            let body = crate::span::Span { start: section.heading.end, end: section.span.end }.of(text);
            body.chars().filter(|character| character.is_alphabetic()).take(HINT_LETTERS + 1).count() <= HINT_LETTERS
        })
    });
    if read >= 100 && !filled && only_hints {
        let span = report.title.unwrap_or_default();
        findings.push(Finding::new(RULE.id, Severity::Warning, Place::Title, span));
    }
}

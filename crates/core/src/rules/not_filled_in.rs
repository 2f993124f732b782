//! The blank form. Where it speaks, no other rule does.

use crate::finding::{Finding, Place, Severity};
use crate::form::{SectionId, TableNumber};
use crate::report::{Cell, CellState, Table, TableState};

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "not-filled-in",
    basis: Basis { kind: BasisKind::Practice, text: "空白格式文本不是报告" },
    page: page!("not-filled-in.md"),
    needs: &[],
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
    let text = context.source.text();
    let stands = |table: &&Table| !matches!(table.state, TableState::Missing | TableState::NotDue);
    // Where a copy shows no blank cells nothing is read; a table that was filled in has a 0 somewhere.
    let filled = report.tables.iter().filter(stands).any(|table| {
        let number = |cell: &Cell| matches!(cell.state, CellState::Number | CellState::Text);
        table.cells.iter().any(number) || table.span.of(text).contains(['0', '０'])
    });
    let only_hints = [SectionId::Overview, SectionId::Problems].into_iter().all(|id| {
        report.section(id).is_none_or(|section| {
            let body = crate::span::Span { start: section.heading.end, end: section.span.end }.of(text);
            body.chars().filter(|character| character.is_alphabetic()).take(HINT_LETTERS + 1).count() <= HINT_LETTERS
        })
    });
    if stands(&report.table(TableNumber::Three)) && !filled && only_hints {
        let span = report.title.unwrap_or_default();
        findings.push(Finding::new(RULE.id, Severity::Warning, Place::Title, span));
    }
}

//! Brackets, quotation marks and 《》 that do not pair.

use crate::finding::{Finding, Severity};
use crate::narrative::Mark;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "mark-unbalanced",
    basis: Basis { kind: BasisKind::Practice, text: "GB/T 15834《标点符号用法》" },
    page: page!("mark-unbalanced.md"),
    find,
    say: |finding, _, _| Sentence {
        message: format!("这一段的“{}”不成对。", finding.found.as_deref().unwrap_or("")),
        advice: "请补上缺的一半，或删去多的一半。".to_owned(),
    },
};

/// A text that is full of them is told so this often.
const MOST: usize = 20;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let text = context.prose.text();
    let first = findings.len();
    let mut pending: Option<Mark> = None;
    let mut tell = |mark: Mark| {
        let span = context.prose.origin(mark.at, mark.at + mark.mark.len_utf8());
        findings.push(Finding {
            found: Some(span.of(context.source.text()).to_owned()),
            ..Finding::new(RULE.id, Severity::Warning, context.place_in_prose(mark.at), span)
        });
        findings.len() - first
    };
    for marks in context.narrative.marks.split(|mark| mark.mark == '\n') {
        let found = unpaired(marks, text, context);
        // What a file broke into two paragraphs pairs across them.
        if let Some((open, close)) = pending.zip(found)
            && matches!((open.mark, close.mark), ('(', ')') | ('《', '》') | ('"', '"'))
        {
            pending = None;
            continue;
        }
        if let Some(open) = pending.take()
            && tell(open) >= MOST
        {
            return;
        }
        pending = found;
    }
    if let Some(open) = pending {
        tell(open);
    }
}

/// The first mark of a paragraph that has no other half.
fn unpaired(marks: &[Mark], text: &str, context: &Context) -> Option<Mark> {
    let mut open: Vec<Mark> = Vec::new();
    let mut quote: Option<Mark> = None;
    for mark in marks {
        match mark.mark {
            '(' | '《' => open.push(*mark),
            ')' | '》' => {
                let half = if mark.mark == ')' { '(' } else { '《' };
                if open.last().is_some_and(|last| last.mark == half) {
                    open.pop();
                } else if !(mark.mark == ')' && is_numbering(&text[..mark.at])) {
                    return Some(*mark);
                }
            }
            '"' => {
                let width = context.prose.origin(mark.at, mark.at + 1);
                match (width.of(context.source.text()), quote) {
                    ("“", Some(open)) => return Some(open),
                    ("”", None) => return Some(*mark),
                    (_, Some(_)) => quote = None,
                    (_, None) => quote = Some(*mark),
                }
            }
            _ => {}
        }
    }
    open.first().copied().or(quote)
}

/// 1） and 一） number a list.
fn is_numbering(before: &str) -> bool {
    before.ends_with(|last: char| last.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(last))
}

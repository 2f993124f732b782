//! 。。 ，。 、、

use crate::finding::{Edit, Finding, Fix, Severity};
use crate::narrative::Mark;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "mark-doubled",
    basis: Basis { kind: BasisKind::Practice, text: "GB/T 15834《标点符号用法》" },
    page: page!("mark-doubled.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!("标点重复：“{}”。", finding.found.as_deref().unwrap_or("")),
        advice: format!("请留一个，一般是“{}”。", finding.expected.as_deref().unwrap_or("")),
    },
};

/// A text that is full of them is told so this often.
const MOST: usize = 20;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let text = context.prose.text();
    for run in runs(&context.narrative.marks).filter(|run| !is_told(text, run)).take(MOST) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        let span = context.prose.origin(first.at, last.at + last.mark.len_utf8());
        // The weightier of them stays.
        let kept = if run.iter().any(|mark| mark.mark == '。') { '。' } else { last.mark };
        let kept = match kept {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            other => other,
        };
        let fix = Fix { safe: is_safe(text, run), edits: vec![Edit { span, text: kept.to_string() }] };
        findings.push(Finding {
            found: Some(span.of(context.source.text()).to_owned()),
            expected: Some(kept.to_string()),
            fix: Some(fix),
            ..Finding::new(RULE.id, Severity::Warning, context.place_in_prose(first.at), span)
        });
    }
}

/// Two or more marks side by side, as many as there are.
fn runs(marks: &[Mark]) -> impl Iterator<Item = &[Mark]> {
    let counts = |mark| matches!(mark, ',' | '。' | '、' | ';' | ':');
    let together = move |first: &Mark, second: &Mark| {
        // Most stand further apart, and are asked no more.
        second.at <= first.at + '。'.len_utf8()
            && second.at == first.at + first.mark.len_utf8()
            && counts(first.mark)
            && counts(second.mark)
    };
    marks.chunk_by(together).filter(|run| run.len() > 1)
}

/// Two of one kind: three full stops may be an ellipsis, two kinds leave a choice, and in 1,,234 a figure may be lost.
fn is_safe(text: &str, run: &[Mark]) -> bool {
    let [first, second] = run else { return false };
    let in_code = text[..first.at].ends_with(|last: char| last.is_ascii_alphanumeric())
        && text[second.at + second.mark.len_utf8()..].starts_with(|next: char| next.is_ascii_alphanumeric());
    first.mark == second.mark && !in_code
}

/// 纠正“，，”一类的标点: told of, not left.
fn is_told(text: &str, run: &[Mark]) -> bool {
    let ends = run.first().zip(run.last());
    ends.is_some_and(|(first, last)| {
        text[..first.at].ends_with('"') && text[last.at + last.mark.len_utf8()..].starts_with('"')
    })
}

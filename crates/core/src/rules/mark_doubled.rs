//! 。。 ，。 、、

use crate::finding::{Edit, Finding, Fix, Severity};

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
    let doubled = context.narrative.marks.windows(2).filter(|pair| {
        let [first, second] = pair else { return false };
        let counts = |mark| matches!(mark, ',' | '。' | '、' | ';' | ':');
        // Most stand further apart, and are asked no more.
        second.at <= first.at + '。'.len_utf8()
            && second.at == first.at + first.mark.len_utf8()
            && counts(first.mark)
            && counts(second.mark)
    });
    for pair in doubled.take(MOST) {
        let (first, second) = (pair[0], pair[1]);
        let span = context.prose.origin(first.at, second.at + second.mark.len_utf8());
        // The weightier of the two stays.
        let kept = if first.mark == '。' || second.mark == '。' { '。' } else { second.mark };
        let kept = match kept {
            ',' => '，',
            ';' => '；',
            ':' => '：',
            other => other,
        };
        let fix = Fix { safe: first.mark == second.mark, edits: vec![Edit { span, text: kept.to_string() }] };
        findings.push(Finding {
            found: Some(span.of(context.source.text()).to_owned()),
            expected: Some(kept.to_string()),
            fix: Some(fix),
            ..Finding::new(RULE.id, Severity::Warning, context.place_in_prose(first.at), span)
        });
    }
}

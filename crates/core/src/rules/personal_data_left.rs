//! An identity card number, or a mobile number outside of a contact line.

use crate::finding::{Finding, Severity};
use crate::searching::holds_any;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "personal-data-left",
    basis: Basis {
        kind: BasisKind::Practice,
        text: "《中华人民共和国政府信息公开条例》第十五条：涉及个人隐私的政府信息，公开会损害第三方合法权益的，不得公开",
    },
    page: page!("personal-data-left.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!("像是{}，公开前请核对。", finding.found.as_deref().unwrap_or("")),
        advice: "个人信息不宜出现在公开的报告里；确是单位联系电话的，可不改。".to_owned(),
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let narrative = context.narrative;
    let text = context.prose.text();
    for (start, end) in &narrative.bare_digits {
        let digits = &text[*start..*end];
        let length = digits.len();
        let (what, end) = match length {
            11 if is_mobile(digits) && !is_contact(context, *start) => ("个人手机号", *end),
            17 if text[*end..].starts_with(['X', 'x']) && is_identity(&text[*start..end + 1]) => ("身份证号", end + 1),
            18 if is_identity(digits) => ("身份证号", *end),
            _ => continue,
        };
        findings.push(Finding {
            found: Some(what.to_owned()),
            ..Finding::new(
                RULE.id,
                Severity::Warning,
                context.place_in_prose(*start),
                context.prose.origin(*start, end),
            )
        });
    }
}

fn is_mobile(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'3'..=b'9', rest @ ..] if rest.iter().all(u8::is_ascii_digit))
}

fn is_contact(context: &Context, at: usize) -> bool {
    let clause = context.narrative.clause_at(at);
    let words = context.narrative.sentence_words(clause);
    let (before, _) = context.prose.around(at, 30);
    let on_duty = "举报手机 投诉手机 值班手机 服务手机 咨询手机 值守手机 监督手机";
    holds_any(words, "电话 联系 热线 传真") || holds_any(before, on_duty)
}

/// The check digit of GB 11643.
fn is_identity(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let Some((body, check)) = digits.split_at_checked(17) else { return false };
    if !body.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let sum: u32 = body.bytes().zip(WEIGHTS).map(|(byte, weight)| u32::from(byte - b'0') * weight).sum();
    let expected = b"10X98765432"[(sum % 11) as usize];
    check.as_bytes().first().is_some_and(|check| check.to_ascii_uppercase() == expected)
}

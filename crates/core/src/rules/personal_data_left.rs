//! An identity card number, or a mobile number outside of a contact line.

use serde::Serialize;

use crate::finding::{Found, Severity};
use crate::narrative::Class;
use crate::report::Report;

use super::page::page;
use super::vocabulary::{Basis, BasisKind, Context, Rule, Sentence, Slip};

/// What looks like somebody's own number. The number itself is not repeated here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "contract", derive(schemars::JsonSchema, ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PersonalDataLeft {
    /// A mobile number that is not given as a contact.
    MobileNumber,
    /// The number of an identity card; its check digit is right.
    IdentityNumber,
}

impl Slip for PersonalDataLeft {
    const RULE: Rule = Rule {
        id: "personal-data-left",
        since: "2026.1",
        basis: Basis {
            kind: BasisKind::Practice,
            text: "《中华人民共和国政府信息公开条例》第十五条：涉及个人隐私的政府信息，公开会损害第三方合法权益的，不得公开",
        },
        page: page!("personal-data-left.md"),
        needs: &[],
    };

    fn find(context: &Context) -> Vec<Found<Self>> {
        let text = context.prose.text();
        let found = context.narrative.bare_digits.iter().filter_map(|(start, end)| {
            let digits = &text[*start..*end];
            let (slip, end) = match digits.len() {
                11 if is_mobile(digits) && !is_contact(context, *start) => (PersonalDataLeft::MobileNumber, *end),
                17 if text[*end..].starts_with(['X', 'x']) && is_identity(&text[*start..end + 1]) => {
                    (PersonalDataLeft::IdentityNumber, end + 1)
                }
                18 if is_identity(digits) => (PersonalDataLeft::IdentityNumber, *end),
                _ => return None,
            };
            Some(slip.at(Severity::Warning, context.place_in_prose(*start), context.prose.origin(*start, end)))
        });
        found.collect()
    }

    fn say(&self, _: &Report) -> Sentence {
        let advice = match self {
            PersonalDataLeft::MobileNumber => "个人的手机号，请删去或遮盖；确是单位联系电话的，可不改。",
            PersonalDataLeft::IdentityNumber => "个人的身份证号，请删去或遮盖。",
        };
        Sentence { message: format!("这里像是{}，公开前请核对。", self.name()), advice: advice.to_owned() }
    }

    fn found(&self) -> Option<String> {
        Some(self.name().to_owned())
    }
}

impl PersonalDataLeft {
    fn name(&self) -> &'static str {
        match self {
            PersonalDataLeft::MobileNumber => "个人手机号",
            PersonalDataLeft::IdentityNumber => "身份证号",
        }
    }
}

fn is_mobile(digits: &str) -> bool {
    matches!(digits.as_bytes(), [b'1', b'3'..=b'9', rest @ ..] if rest.iter().all(u8::is_ascii_digit))
}

fn is_contact(context: &Context, at: usize) -> bool {
    let clause = context.narrative.clause_at(at);
    let words = context.narrative.sentence_words(clause);
    let (before, _) = context.prose.around(at, 30);
    Class::Contact.is_in(words) || Class::OnDuty.is_in(before)
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

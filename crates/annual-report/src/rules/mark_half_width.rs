//! Half-width punctuation between Chinese characters.

use crate::finding::{Edit, Finding, Fix, Place, Severity};
use crate::span::Span;

use super::{Basis, BasisKind, Context, Rule, Sentence};

pub(super) const RULE: Rule = Rule {
    id: "mark-half-width",
    basis: Basis { kind: BasisKind::Practice, text: "GB/T 15834《标点符号用法》：中文里用全角标点" },
    page: include_str!("mark-half-width.md"),
    find,
    say: |finding, _, _| {
        let places = finding.fix.as_ref().map_or(0, |fix| fix.edits.len());
        let found = finding.found.as_deref().unwrap_or("");
        let all = if places > 1 { format!("，共 {places} 处") } else { String::new() };
        Sentence {
            message: format!("中文之间用了半角标点“{found}”{all}。"),
            advice: format!("请改为全角，如“{}”。", finding.expected.as_deref().unwrap_or("")),
        }
    },
};

/// A text that is full of them is mended so far.
const MOST: usize = 200;

/// One finding for the whole report, at the first place.
fn find(context: &Context, findings: &mut Vec<Finding>) {
    let text = context.source.text();
    let mut edits: Vec<Edit> = Vec::new();
    let mut place = Place::Preamble;
    for paragraph in &context.prose.paragraphs {
        let before = edits.len();
        push_edits(text, paragraph.span, &mut edits);
        if before == 0 && !edits.is_empty() {
            place = context.place_in_prose(paragraph.start);
        }
        if edits.len() >= MOST {
            break;
        }
    }
    let Some(first) = edits.first().cloned() else { return };
    findings.push(Finding {
        found: Some(first.span.of(text).to_owned()),
        expected: Some(first.text),
        fix: Some(Fix { safe: true, edits }),
        ..Finding::new(RULE.id, Severity::Info, place, first.span)
    });
}

/// The half-width marks of a paragraph that stand between two Chinese characters.
fn push_edits(text: &str, paragraph: Span, edits: &mut Vec<Edit>) {
    let bytes = text.as_bytes();
    let chinese = |byte: u8| matches!(byte, 0xe4..=0xe9);
    for at in paragraph.start as usize + 3..(paragraph.end as usize).saturating_sub(1) {
        let full = match bytes[at] {
            b',' => "，",
            b';' => "；",
            b':' => "：",
            b'?' => "？",
            b'!' => "！",
            _ => continue,
        };
        if bytes[at - 1] >= 0x80 && chinese(bytes[at - 3]) && chinese(bytes[at + 1]) {
            edits.push(Edit { span: Span::new(at, at + 1), text: full.to_owned() });
        }
    }
}

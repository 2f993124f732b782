//! Half-width punctuation between Chinese characters.

use crate::finding::{Edit, Finding, Fix, Severity};

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "mark-half-width",
    basis: Basis { kind: BasisKind::Practice, text: "GB/T 15834《标点符号用法》：中文里用全角标点" },
    page: page!("mark-half-width.md"),
    needs: &[],
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
    let (folded, text) = (context.prose.text(), context.source.text());
    // In most reports all were full-width before they were folded.
    if context.narrative.narrow_marks <= context.prose.narrowed_marks() {
        return;
    }
    let marks = context.narrative.marks.iter().filter(|mark| full_width(mark.mark).is_some());
    let half = context.prose.unchanged(marks.map(|mark| mark.at)).filter(|at| stands_in_chinese(folded, *at));
    let half = half.map(|at| (at, context.prose.origin(at, at + 1)));
    let places: Vec<_> = half.filter(|(_, span)| stands_in_chinese(text, span.start as usize)).take(MOST).collect();
    let edits = places.iter().filter_map(|(_, span)| {
        let full = full_width(span.of(text).chars().next()?)?;
        Some(Edit { span: *span, text: full.to_string() })
    });
    let edits: Vec<Edit> = edits.collect();
    let (Some((place, _)), Some(first)) = (places.first(), edits.first().cloned()) else { return };
    findings.push(Finding {
        found: Some(first.span.of(text).to_owned()),
        expected: Some(first.text),
        fix: Some(Fix { safe: false, edits }),
        ..Finding::new(RULE.id, Severity::Info, context.place_in_prose(*place), first.span)
    });
}

/// Whether the byte at `at` stands between two Chinese characters.
fn stands_in_chinese(text: &str, at: usize) -> bool {
    let begins = |at: usize| text.as_bytes().get(at).is_some_and(|byte| matches!(byte, 0xe4..=0xe9));
    at.checked_sub(3).is_some_and(begins) && begins(at + 1)
}

/// The mark as Chinese text has it.
fn full_width(mark: char) -> Option<char> {
    Some(match mark {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '?' => '？',
        '!' => '！',
        _ => return None,
    })
}

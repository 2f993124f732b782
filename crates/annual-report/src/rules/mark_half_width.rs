//! Half-width punctuation between Chinese characters.

use crate::finding::{Edit, Finding, Fix, Place, Severity};
use crate::narrative::Paragraph;
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
    for (half, full) in [(',', "，"), (';', "；"), (':', "："), ('?', "？"), ('!', "！")] {
        let places = text.match_indices(half).map(|(at, _)| at).filter(|at| stands_in_chinese(context, *at));
        edits.extend(places.take(MOST).map(|at| Edit { span: Span::new(at, at + 1), text: full.to_owned() }));
    }
    edits.sort_by_key(|edit| edit.span);
    let Some(first) = edits.first().cloned() else { return };
    let paragraph = paragraph_at(context, first.span.start);
    let place = paragraph.map_or(Place::Preamble, |paragraph| context.place_in_prose(paragraph.start));
    findings.push(Finding {
        found: Some(first.span.of(text).to_owned()),
        expected: Some(first.text),
        fix: Some(Fix { safe: true, edits }),
        ..Finding::new(RULE.id, Severity::Info, place, first.span)
    });
}

/// Whether a mark of one byte stands between two Chinese characters of the prose.
fn stands_in_chinese(context: &Context, at: usize) -> bool {
    let bytes = context.source.text().as_bytes();
    let chinese = |at: usize| bytes.get(at).is_some_and(|byte| matches!(byte, 0xe4..=0xe9));
    at >= 3 && chinese(at - 3) && bytes[at - 1] >= 0x80 && chinese(at + 1) && paragraph_at(context, at as u32).is_some()
}

fn paragraph_at<'a>(context: &Context<'a>, at: u32) -> Option<&'a Paragraph> {
    let paragraphs = &context.prose.paragraphs;
    let paragraph = paragraphs.get(paragraphs.partition_point(|paragraph| paragraph.span.end <= at))?;
    (paragraph.span.start <= at).then_some(paragraph)
}

//! A section of prose without any.

use crate::finding::{Finding, Place, Severity};
use crate::form::SectionId;
use crate::matching::fold;
use crate::narrative::date;
use crate::report::Section;
use crate::span::Span;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "section-empty",
    basis: Basis {
        kind: BasisKind::Official, text: "《中华人民共和国政府信息公开条例》第五十条规定的报告内容"
    },
    page: page!("section-empty.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!("“{}”下面没有内容。", finding.found.as_deref().unwrap_or("")),
        advice: "请补上内容；第六部分没有事项的，写“无其他需要报告的事项”。".to_owned(),
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    if !context.is_due() {
        return;
    }
    let text = context.source.text();
    for section in &context.report.sections {
        let severity = match section.id {
            SectionId::Overview | SectionId::Problems => Severity::Error,
            SectionId::Other => Severity::Warning,
            _ => continue,
        };
        let empty = is_empty(context, section);
        let picture = context.source.pictures().iter().any(|picture| section.span.contains(*picture));
        let repeated = context.report.sections.iter().filter(|other| other.id == section.id).count() > 1;
        if empty && !picture && !repeated {
            findings.push(Finding {
                found: Some(section.heading.of(text).trim().to_owned()),
                ..Finding::new(RULE.id, severity, Place::Section(section.id), section.heading)
            });
        }
    }
}

/// Whether nothing stands under a section's heading but what is signed behind the last one.
pub(super) fn is_empty(context: &Context, section: &Section) -> bool {
    let body = Span { start: section.heading.end, end: section.span.end }.of(context.source.text());
    let has_words = |words: &str| words.chars().any(char::is_alphabetic);
    match section.id {
        SectionId::Other => !body.lines().any(|line| has_words(line) && !is_signature(context, line)),
        _ => !has_words(body),
    }
}

/// The organ's name or a date, alone on its line.
fn is_signature(context: &Context, line: &str) -> bool {
    let words = fold(line);
    context.report.organ.as_deref().is_some_and(|organ| fold(organ) == words)
        || date(&words).is_some_and(|(_, length)| length == words.len())
}

//! Findings as they are written into a document: what stands beside the text, and what is put right in it.

use gouji_core::finding::{Edit, Finding};
use gouji_core::rules::words;
use gouji_core::{Checked, Source, Span};
use serde::{Deserialize, Serialize};

/// A finding to be written beside the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Where it stands in the checked text.
    pub span: Span,
    /// The rule's id.
    pub rule: String,
    /// What is wrong, why, what to do: each a paragraph of the comment.
    pub lines: Vec<String>,
}

/// A note for each finding, in the order of the text.
pub fn notes_of(source: &Source, checked: &Checked) -> Vec<Note> {
    let note = |finding: &Finding| {
        let said = words(finding, source, &checked.report);
        Note {
            span: finding.span,
            rule: finding.rule.to_owned(),
            lines: vec![said.message, said.why.to_owned(), said.advice],
        }
    };
    checked.findings.iter().map(note).collect()
}

/// The changes of the safe fixes, in the order of the text; of two that touch the same words the first.
pub fn safe_edits_of(checked: &Checked) -> Vec<Edit> {
    let fixes = checked.findings.iter().filter_map(|finding| finding.fix.as_ref()).filter(|fix| fix.safe);
    let mut edits: Vec<Edit> = Vec::new();
    for fix in fixes {
        let place = |edit: &Edit| edits.partition_point(|other| other.span.end <= edit.span.start);
        let free = |edit: &Edit| edits.get(place(edit)).is_none_or(|next| edit.span.end <= next.span.start);
        if fix.edits.iter().all(free) {
            for edit in &fix.edits {
                let at = edits.partition_point(|other| other.span.end <= edit.span.start);
                edits.insert(at, edit.clone());
            }
        }
    }
    edits
}

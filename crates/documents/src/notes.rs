//! Findings as they are written into a document: what stands beside the text, and what is put right in it.

use gouji_core::contract::Remark;
use gouji_core::finding::Edit;
use gouji_core::{CheckedReport, Finding, Span};
use serde::{Deserialize, Serialize};

/// Something to be written beside the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Where it stands in the checked text.
    pub span: Span,
    /// Each a paragraph of the comment.
    pub lines: Vec<String>,
}

/// A note for each finding and each remark, in the order of the text. A finding's begins with how grave it is and ends with
/// its rule's id.
pub fn notes_of(checked: &CheckedReport, remarks: &[Remark]) -> Vec<Note> {
    let finding = |finding: &Finding| {
        let words = checked.words(finding);
        let mut lines =
            vec![format!("{}：{}", finding.severity.name(), words.message), words.why.to_owned(), words.advice];
        lines.extend(finding.acknowledged.iter().map(|reason| format!("已确认：{reason}")));
        lines.push(finding.rule.to_owned());
        lines.retain(|line| !line.is_empty());
        Note { span: finding.span, lines }
    };
    let remark = |remark: &Remark| Note { span: remark.span, lines: vec![remark.text.clone()] };
    let mut notes: Vec<Note> = checked.findings.iter().map(finding).chain(remarks.iter().map(remark)).collect();
    notes.sort_by_key(|note| note.span);
    notes
}

/// The changes of the safe fixes, in the order of the text; of two that touch the same words the first. What the author
/// confirmed as right stays.
pub fn safe_edits_of(checked: &CheckedReport) -> Vec<Edit> {
    let open = checked.findings.iter().filter(|finding| finding.acknowledged.is_none());
    let fixes = open.filter_map(|finding| finding.fixes.first()).filter(|fix| fix.safe);
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

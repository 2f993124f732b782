//! What the template of the form holds, left in.

use crate::finding::{Finding, Severity};
use crate::narrative::Word;

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "template-text-left",
    basis: Basis { kind: BasisKind::Practice, text: "格式里的提示语和占位符应当替换为实际内容" },
    page: page!("template-text-left.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!("像是模板里的文字没有替换：“{}”。", finding.found.as_deref().unwrap_or("")),
        advice: "请换成实际内容，或删去。".to_owned(),
    },
};

/// A text that is full of them is told so this often.
const MOST: usize = 20;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let narrative = context.narrative;
    // “XX局”未替换1处,已整改: told of, not left.
    let is_told = |at: usize| {
        (context.is_quoted(at) && narrative.sentence_words(narrative.clause_at(at)).contains("替换"))
            || is_somebody(context, at)
    };
    for hit in narrative.every(&[Word::Template]).filter(|hit| !is_told(hit.start)).take(MOST) {
        findings.push(Finding {
            found: Some(context.words_in_prose(hit.start, hit.end)),
            ..Finding::new(
                RULE.id,
                Severity::Warning,
                context.place_in_prose(hit.start),
                context.prose.origin(hit.start, hit.end),
            )
        });
    }
}

/// 申请人×××, ××律师事务所: a name that is not told.
fn is_somebody(context: &Context, at: usize) -> bool {
    let (before, behind) = context.prose.around(at, 30);
    let of_name = behind.trim_start_matches(['×', 'X']);
    before.trim_end_matches(['×', 'X']).ends_with("申请人") || of_name.starts_with("律师")
}

//! 「五部分组成」 in a report of six.

use crate::finding::{Finding, Place, Severity};

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "part-count-wrong",
    basis: Basis { kind: BasisKind::Practice, text: "年度报告格式规定六个部分" },
    page: page!("part-count-wrong.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!("引言写“{}”，报告的格式是六个部分，请核对。", finding.found.as_deref().unwrap_or("")),
        advice: "请改为“六部分”，并核对列出的名称。".to_owned(),
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    if !context.is_due() {
        return;
    }
    let prose = context.prose;
    for paragraph in prose.paragraphs.iter().take_while(|paragraph| paragraph.section.is_none()) {
        let words = prose.words_of(paragraph);
        for (at, _) in words.match_indices("部分") {
            let before = words[..at].trim_end_matches(['个', '大']);
            let Some(count) = before.chars().next_back() else { continue };
            let wrong = matches!(count, '二' | '两' | '三' | '四' | '五' | '七' | '八' | '九' | '2'..='5' | '7'..='9');
            // 第五部分 is the name of one, 部分公开 no part.
            let ordinal = before[..before.len() - count.len_utf8()].ends_with(['第', '十']);
            if !wrong || ordinal || words[at..].starts_with("部分公开") {
                continue;
            }
            let start = paragraph.start + before.len() - count.len_utf8();
            let end = paragraph.start + at + "部分".len();
            findings.push(Finding {
                found: Some(context.words_in_prose(start, end)),
                expected: Some("六部分".to_owned()),
                ..Finding::new(RULE.id, Severity::Warning, Place::Preamble, prose.origin(start, end))
            });
            return;
        }
    }
}

//! 、 between adjacent 《》.

use crate::finding::{Finding, Severity};

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "mark-between-titles",
    basis: Basis {
        kind: BasisKind::Practice,
        text: "GB/T 15834《标点符号用法》4.5.3.5：书名号、引号并列时，之间通常不用顿号",
    },
    page: page!("mark-between-titles.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!("“{}”：书名号、引号并列时，之间通常不用顿号。", finding.found.as_deref().unwrap_or("")),
        advice: "可以删去顿号；书名号后面有括注的，可以保留。".to_owned(),
    },
};

/// A title quoted in full is shorter, in bytes.
const LONGEST_TITLE: usize = 90;

/// A text that is full of them is told so this often.
const MOST: usize = 20;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let marks = &context.narrative.marks;
    let between = marks.windows(3).filter(|marks| {
        let [close, comma, open] = marks else { return false };
        comma.mark == '、'
            && comma.at == close.at + close.mark.len_utf8()
            && open.at == comma.at + '、'.len_utf8()
            && matches!((close.mark, open.mark), ('》', '《') | ('"', '"'))
    });
    for marks in between.take(MOST) {
        let at = marks[1].at;
        let (before, behind) = context.prose.around(at, LONGEST_TITLE);
        let start = before.rfind('《').map_or(marks[0].at, |open| at - before.len() + open);
        let end = at + behind.find('》').map_or('、'.len_utf8(), |close| close + '》'.len_utf8());
        let (start, end) =
            if marks[0].mark == '"' { (marks[0].at, marks[2].at + marks[2].mark.len_utf8()) } else { (start, end) };
        findings.push(Finding {
            found: Some(context.words_in_prose(start, end)),
            ..Finding::new(
                RULE.id,
                Severity::Info,
                context.place_in_prose(at),
                context.prose.origin(at, at + '、'.len_utf8()),
            )
        });
    }
}

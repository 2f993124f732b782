//! 「23年」 for 2023年.

use crate::finding::{Finding, Severity};
use crate::searching::holds_any;

use super::{Basis, BasisKind, Context, Need, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "abbreviated-year",
    basis: Basis { kind: BasisKind::Practice, text: "GB/T 15835《出版物上数字用法》：年份不应简写" },
    page: page!("abbreviated-year.md"),
    needs: &[Need::Year],
    find,
    say: |finding, _, _| Sentence {
        message: format!("年份写成了“{}”。", finding.found.as_deref().unwrap_or("")),
        advice: format!("请写全：{}。", finding.expected.as_deref().unwrap_or("")),
    },
};

/// A text that is full of them is told so this often.
const MOST: usize = 20;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some(year) = context.report.year else { return };
    let text = context.prose.text();
    let short = context.narrative.bare_digits.iter().filter(|(start, end)| {
        let before = text[..*start].chars().next_back().unwrap_or('\n');
        let opens = matches!(
            before,
            '\n' | ',' | '。' | ';' | ':' | '(' | '、' | '"' | '是' | '在' | '于' | '自' | '从' | '至'
        );
        let known = ["年度", "年工作", "年部门", "年政府", "年我", "年全"];
        let goes_on = known.iter().any(|words| text[*end..].starts_with(words));
        let no_number = !before.is_ascii_alphanumeric() && !matches!(before, '第' | '近' | '约');
        let stands = opens || (goes_on && no_number);
        let near =
            text[*start..*end].parse::<u16>().is_ok_and(|short| (year % 100 - 2..=year % 100 + 2).contains(&short));
        let behind = text[*end..].strip_prefix('年').and_then(|behind| behind.chars().next());
        // 20年来 and 20年内 are spans of time.
        let dated =
            behind.is_some_and(|next| !matches!(next, '来' | '前' | '间' | '内' | '后' | '期' | '的' | '以' | '多'));
        end - start == 2 && stands && near && dated && !is_told(context, *start)
    });
    for (start, end) in short.take(MOST) {
        let end = end + '年'.len_utf8();
        findings.push(Finding {
            found: Some(context.words_in_prose(*start, end)),
            expected: Some(format!("20{}", &text[*start..end])),
            ..Finding::new(RULE.id, Severity::Info, context.place_in_prose(*start), context.prose.origin(*start, end))
        });
    }
}

/// “23年”等简写已统一改正: told of, not left.
fn is_told(context: &Context, at: usize) -> bool {
    let sentence = context.narrative.sentence_words(context.narrative.clause_at(at));
    context.is_quoted(at) && holds_any(sentence, "简写 不规范 改为")
}

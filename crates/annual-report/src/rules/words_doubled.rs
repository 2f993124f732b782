//! 可以通过可以通过, 的的.

use crate::finding::{Edit, Finding, Fix, Severity};

use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "words-doubled",
    basis: Basis { kind: BasisKind::Practice, text: "文字重复，多是修改时的遗留" },
    page: page!("words-doubled.md"),
    needs: &[],
    find,
    say: |finding, _, _| Sentence {
        message: format!("“{}”重复了。", finding.found.as_deref().unwrap_or("")),
        advice: "请删去一处。".to_owned(),
    },
};

/// A text that is full of them is told so this often.
const MOST: usize = 20;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let text = context.prose.text();
    // What stands before the first section is often a site's navigation.
    let slips = context
        .narrative
        .repeated
        .iter()
        .filter(|(start, end)| is_report(context, *start) && is_slip(text, *start, *end));
    for (start, end) in slips.take(MOST) {
        let first = start - (end - start);
        let found = context.words_in_prose(first, *end);
        // Two columns or cells of a list, not one running text.
        if found.contains(crate::matching::is_space) {
            continue;
        }
        let span = context.prose.origin(*start, *end);
        findings.push(Finding {
            found: Some(found),
            fix: Some(Fix { safe: true, edits: vec![Edit { span, text: String::new() }] }),
            ..Finding::new(RULE.id, Severity::Warning, context.place_in_prose(*start), span)
        });
    }
}

/// The preamble counts where it is a sentence.
fn is_report(context: &Context, at: usize) -> bool {
    context.narrative.section_at(at).is_some() || {
        let clause = &context.prose.clauses[context.narrative.clause_at(at)];
        context.prose.words_of(&context.prose.paragraphs[clause.paragraph]).ends_with('。')
    }
}

/// 政府信息公开, the name of a column, with 政府信息公开年报 under it.
const COLUMN: &str = "政府信息公开";

/// 往往, 件件 and 研究研究 are words; a doubled 的 or a doubled phrase is a slip.
fn is_slip(text: &str, start: usize, end: usize) -> bool {
    let words = &text[start..end];
    let before = &text[..start - (end - start)];
    if words == COLUMN && text[end..].starts_with("年报") {
        return false;
    }
    match words.chars().count() {
        1 => matches!(words, "的" | "和" | "了" | "在" | "是" | "及" | "与" | "为" | "被") && !before.ends_with('目'),
        // 县人民政府政府信息公开工作 is right.
        2 => {
            !matches!(words, "政府" | "研究" | "讨论" | "商量" | "考虑" | "一个" | "一次" | "一步")
                && !is_reduplicated(words)
        }
        _ => true,
    }
}

/// 高高高高: four times one character is an emphasis or a name.
fn is_reduplicated(words: &str) -> bool {
    let mut characters = words.chars();
    characters.next() == characters.next()
}

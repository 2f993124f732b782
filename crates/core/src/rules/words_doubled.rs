//! 可以通过可以通过, 的的.

use crate::finding::{Edit, Finding, Fix, Severity};
use crate::searching::begins_with_any;

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
    // 第十九条、第二十条、第二十一条 is a list, 大数据 a word.
    if words.contains('、') || (words == "数据" && before.ends_with('大')) || begins_compound(words, &text[end..]) {
        return false;
    }
    if words == COLUMN && text[end..].starts_with("年报") {
        return false;
    }
    match words.chars().count() {
        // 186条条.
        1 if matches!(words, "条" | "件" | "次" | "个" | "项" | "篇") => {
            before.ends_with(|last: char| last.is_ascii_digit())
        }
        1 => {
            matches!(words, "的" | "和" | "了" | "在" | "是" | "及" | "与" | "为" | "被" | "共" | "于" | "并")
                && !before.ends_with('目')
                && !begins_with_any(&text[start..], "为农 在建")
        }
        // 县人民政府政府信息公开工作 is right.
        2 => {
            // 一件一件办.
            !matches!(words, "政府" | "研究" | "讨论" | "商量" | "考虑")
                && !words.starts_with(['一', '逐'])
                && !is_reduplicated(words)
        }
        _ => true,
    }
}

/// 公开公开招聘信息, 决策决策前: the second is the beginning of another word.
fn begins_compound(words: &str, behind: &str) -> bool {
    const COMPOUNDS: &[(&str, &str)] = &[
        ("公开", "招聘 选 遴选 招标"),
        ("公示", "期 栏 牌"),
        ("发布", "会"),
        ("决策", "前 中 后 草案 事项"),
        ("审核", "人 员 表"),
        ("审查", "人 员 表"),
        ("农田", "水利"),
        ("服务", "中心 大厅 站 点"),
        ("管理", "员 站 所"),
        ("监督", "员 站"),
    ];
    let known = COMPOUNDS.iter().find(|(known, _)| *known == words).map(|(_, ends)| *ends);
    known.is_some_and(|ends| begins_with_any(behind, ends))
}

/// 高高高高: four times one character is an emphasis or a name.
fn is_reduplicated(words: &str) -> bool {
    let mut characters = words.chars();
    characters.next() == characters.next()
}

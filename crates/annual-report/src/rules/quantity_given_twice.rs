//! The same quantity stated twice with different values: how much was published in all.

use crate::finding::{Finding, Related, Severity};
use crate::narrative::{Figure, Unit};

use super::count_differs_from_table::place_of;
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "quantity-given-twice",
    basis: Basis { kind: BasisKind::Practice, text: "同一件事在正文里的数字应当前后一致" },
    page: page!("quantity-given-twice.md"),
    find,
    say: |finding, _, _| {
        let (found, expected) = (finding.found.as_deref().unwrap_or(""), finding.expected.as_deref().unwrap_or(""));
        Sentence {
            message: format!("公开信息的总数，这里写“{found}”，前面写“{expected}”，请核对。"),
            advice: "是同一个数的，请改为一致；口径不同的，请写明各指什么。".to_owned(),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let narrative = context.narrative;
    let mut first: Option<(&Figure, i64)> = None;
    for figure in narrative.figures.iter().filter(|figure| figure.unit == Unit::Count('条')) {
        let clause = &narrative.prose.clauses[figure.clause];
        // Further on in a sentence the number is of what the sentence began with.
        let opens = narrative.sentence(figure.clause).0 == clause.start;
        let words = &narrative.prose.text()[clause.start..figure.start];
        let Some(count) = figure.count().filter(|_| opens && is_all_published(words)) else { continue };
        let Some((earlier, known)) = first else {
            first = Some((figure, count));
            continue;
        };
        if known == count {
            continue;
        }
        let words = |figure: &Figure| {
            let clause = &narrative.prose.clauses[figure.clause];
            narrative.prose.origin(clause.start, figure.end).of(context.source.text()).trim().to_owned()
        };
        findings.push(Finding {
            found: Some(words(figure)),
            expected: Some(words(earlier)),
            related: vec![Related { span: narrative.span_of(earlier), message: words(earlier) }],
            ..Finding::new(RULE.id, Severity::Warning, place_of(context, figure.clause), narrative.span_of(figure))
        });
        return;
    }
}

/// Whether the words in front of a number speak of all that the organ published, and of nothing besides.
fn is_all_published(mut words: &str) -> bool {
    const LEADING: &[&str] = &[
        "我局",
        "我委",
        "我办",
        "我单位",
        "我厅",
        "我镇",
        "我乡",
        "我街道",
        "本机关",
        "本单位",
        "全局",
        "全年",
        "本年度",
        "本年",
        "年度",
        "年",
        "共",
        "累计",
        "总计",
        "依法",
        "及时",
    ];
    const PUBLISHED: &[&str] =
        &["主动公开政府信息", "主动公开信息", "公开政府信息", "信息发布", "发布信息", "发布政府信息", "公开信息"];
    // Without year or pronoun it may be of whatever the paragraph is about.
    let own = words.starts_with("20") || words.contains('我') || words.contains('本');
    loop {
        words = words.trim_start_matches(|character: char| character.is_ascii_digit());
        if let Some(rest) = PUBLISHED.iter().find_map(|known| words.strip_prefix(known)) {
            return own && (rest.is_empty() || matches!(rest, "共" | "共计" | "总数" | "总数为" | "累计"));
        }
        match LEADING.iter().find_map(|known| words.strip_prefix(known)) {
            Some(rest) => words = rest,
            None => return false,
        }
    }
}

//! The same quantity stated twice with different values: how much was published in all.

use crate::finding::{Finding, Related, Severity};
use crate::narrative::{Figure, Unit};
use crate::searching::{behind_any, holds, holds_any};

use super::count_differs_from_table::place_of;
use super::{Basis, BasisKind, Context, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "quantity-given-twice",
    basis: Basis { kind: BasisKind::Practice, text: "同一件事在正文里的数字应当前后一致" },
    page: page!("quantity-given-twice.md"),
    needs: &[],
    find,
    say: |finding, _, _| {
        let (found, expected) = (finding.found.as_deref().unwrap_or(""), finding.expected.as_deref().unwrap_or(""));
        Sentence {
            message: format!("公开信息的总数，这里写“{found}”，前面写“{expected}”，请核对。"),
            advice: "是同一个数的，请改为一致；口径不同的，请写明各指什么。".to_owned(),
        }
    },
};

/// So far back a channel is looked for, in bytes.
const LONGEST_SENTENCE: usize = 400;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let narrative = context.narrative;
    let mut first: Option<(&Figure, i64)> = None;
    for figure in narrative.figures.iter().filter(|figure| figure.unit == Unit::Count('条')) {
        let Some(count) = figure.count().filter(|_| is_all_published(context, figure)) else { continue };
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

/// Whether a number is of all that the organ published in the year, and of nothing besides: nothing but that stands in
/// front of it in its sentence.
fn is_all_published(context: &Context, figure: &Figure) -> bool {
    const LEADING: &str = "我局 我委 我办 我单位 我厅 我镇 我乡 我街道 我市 我县 我区 我省 本机关 本单位 全局 全年 本年度 本年 年度 年 共 累计 总计 依法 及时 通过各类渠道 通过各种渠道 通过多种渠道 ,";
    const PUBLISHED: &str =
        "主动公开政府信息 主动公开各类政府信息 主动公开信息 公开政府信息 信息发布 发布信息 发布政府信息 公开信息";
    const COUNTED: [&str; 5] = ["共", "共计", "总数", "总数为", "累计"];
    let narrative = context.narrative;
    let start = narrative.sentence(figure.clause).0;
    let sentence = &narrative.prose.text()[start..figure.start];
    // Most numbers have other words in front of them.
    let named = COUNTED.iter().find_map(|counted| sentence.strip_suffix(counted)).unwrap_or(sentence);
    if !named.ends_with("信息") && !named.ends_with("信息发布") {
        return false;
    }
    let years = narrative.figures_in(start, figure.start).iter();
    if !years.clone().all(|year| year.unit == Unit::Year && year.value.whole() == context.report.year.map(i64::from)) {
        return false;
    }
    // （一）主动公开情况：2024年我局……
    let mut words = sentence.rsplit(':').next().unwrap_or(sentence);
    // Without year or pronoun it may be of whatever the paragraph is about.
    let organ = context.report.organ.as_deref().filter(|organ| !organ.is_empty());
    let sentence = words;
    let own = || sentence.starts_with("20") || ["我", "本"].into_iter().chain(organ).any(|own| holds(sentence, own));
    loop {
        words = words.trim_start_matches(|character: char| character.is_ascii_digit());
        if let Some(published) = PUBLISHED.split(' ').find(|known| words.starts_with(known)) {
            let rest = &words[published.len()..];
            let of_all = || {
                published.starts_with("主动公开")
                    && published.ends_with("政府信息")
                    && !follows_channel(context, figure)
            };
            return (rest.is_empty() || COUNTED.contains(&rest)) && (own() || of_all());
        }
        match behind_any(words, LEADING).or_else(|| words.strip_prefix(organ?)) {
            Some(rest) => words = rest,
            None => return false,
        }
    }
}

/// Whether the sentence before speaks of a channel, of which this one may go on to tell.
fn follows_channel(context: &Context, figure: &Figure) -> bool {
    const CHANNELS: &str = "网站 网页 公众号 微信 微博 新媒体 平台 专栏 栏目";
    let start = context.narrative.sentence(figure.clause).0;
    let (before, _) = context.prose.around(start, LONGEST_SENTENCE);
    let sentence = before.trim_end_matches('。').rsplit(['。', '\n']).next().unwrap_or(before);
    holds_any(sentence, CHANNELS)
}

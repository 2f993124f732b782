//! The labels with which a page says what it publishes: 索引号, 名称, 发布机构, 发布日期.

use crate::matching::{Folded, fold, is_space};
use crate::searching::{Words, words};
use crate::span::Span;

/// What a label stands in front of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// The title.
    Title,
    /// Who published it.
    Publisher,
    /// Anything else.
    Other,
}

/// The labels of pages, folded. 来源 is the site or the paper that it was taken from, and nobody's report.
static LABELS: [(Label, Words); 3] = [
    (Label::Title, words!("标题 名称 题名 信息名称 文件名称 公文名称 信息标题 文章标题 主题")),
    (
        Label::Publisher,
        words!(
            "发布机构 公开主体 发文机关 发文机构 发布单位 公开单位 信息公开单位 公开机构 公开责任部门 责任部门 制发机关"
        ),
    ),
    (
        Label::Other,
        words!(
            "索引号 信息索引号 信息索引 统一编号 文号 发文字号 信息分类 主题分类 分类 公开类别 体裁 体裁分类 组配分类 服务对象分类 主题词 \
         关键词 关键字 内容概述 内容摘要 摘要 有效性 有效期 公开方式 公开形式 公开范围 公开时限 公开日期 公开时间 发布日期 发布时间 \
         成文日期 生成日期 生成时间 发文日期 印发日期 更新日期 更新时间 开始日期 时间 日期 来源 信息来源 文章来源 稿件来源 作者 编辑 责任编辑 栏目 \
         原文链接 本地目录 浏览次数 浏览量 阅读次数 阅读量 访问量 点击数 点击量 点击次数 语种 信息格式 废止日期 载体类型 记录形式"
        ),
    ),
];

/// The label that a cell begins with and what follows it: behind a colon, in the next cell, or for a title behind a space.
pub(super) fn label_at(text: &str, cell: Span) -> Option<(Label, Span)> {
    let words = Folded::of(text, cell);
    let (label, length) = known(words.text())?;
    let rest = &words.text()[length..];
    let value = |from: usize| {
        let start = words.origin(from, from + 1).start as usize;
        trimmed(text, Span::new(start, cell.end as usize))
    };
    match rest.strip_prefix(':') {
        _ if rest.is_empty() => Some((label, Span::at(cell.end as usize))),
        Some("") => Some((label, Span::at(cell.end as usize))),
        Some(_) => Some((label, value(length + 1))),
        None if label == Label::Title => {
            let own = value(length);
            let apart = text[..own.start as usize].ends_with(is_space);
            apart.then_some((label, own))
        }
        None => None,
    }
}

/// The longest label that folded words begin with, and its length.
fn known(words: &str) -> Option<(Label, usize)> {
    let all = LABELS.iter().flat_map(|(label, list)| list.words_beginning(words).map(|own| (*label, own.len())));
    all.max_by_key(|(_, length)| *length)
}

/// Where in a cell further labels with their colons begin, in bytes of the text; white space stands in front of each.
pub(super) fn labels_within(text: &str, cell: Span) -> Vec<usize> {
    // 名 称 is one label: what is looked for is a word behind white space that, with the next ones, is a label.
    const LONGEST: usize = 400;
    let words = cell.of(text);
    if words.len() > LONGEST || !words.contains(['：', ':']) {
        return Vec::new();
    }
    let begins = words
        .char_indices()
        .skip(1)
        .filter(|(at, character)| !is_space(*character) && words[..*at].ends_with(is_space));
    let mut cuts: Vec<usize> = Vec::new();
    for (at, _) in begins {
        let behind = fold(&words[at..]);
        let is_label = known(&behind).is_some_and(|(_, length)| behind[length..].starts_with(':'));
        // Not 称 in 名 称, nor 引号 in 索 引 号.
        let before: String = fold(&words[cuts.last().map_or(0, |cut| cut - cell.start as usize)..at]);
        if is_label && before.chars().count() > 2 {
            cuts.push(cell.start as usize + at);
        }
    }
    cuts
}

/// Whether a line is one of such a block; a sentence is not.
pub(super) fn is_metadata(line: &str) -> bool {
    !line.contains('。') && folded_is_metadata(&fold(line), line)
}

/// The same of a line that was folded and is no sentence.
pub(super) fn folded_is_metadata(words: &str, line: &str) -> bool {
    let labelled = known(words).is_some_and(|(_, length)| {
        let rest = &words[length..];
        rest.is_empty() || rest.starts_with(':') || line.contains('\t')
    });
    // 2025-01-20 09:30 来源：某某网.
    let dated = words.starts_with("20")
        && ["来源:", "浏览次数", "阅读次数", "字体:", "字号:"].iter().any(|label| words.contains(label));
    labelled || dated
}

/// Without white space and the marks of Markdown around.
pub(super) fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let inner = words.trim_start_matches(|character| is_space(character) || "#*>".contains(character));
    let start = span.end as usize - inner.len();
    let inner = inner.trim_end_matches(|character| is_space(character) || character == '*');
    Span::new(start, start + inner.len())
}

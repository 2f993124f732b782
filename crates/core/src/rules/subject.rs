//! Whom a clause speaks of: the organ itself, or one of its units, another year, a channel.

use crate::narrative::behind_own_name;
use crate::searching::behind_any;

use super::vocabulary::Context;

/// Whether what stands in a clause in front of the folded byte `end`, and the sentence before it, speaks of nothing but the
/// organ in the report year. 局属3家事业单位, 县农技站 and 往年 do not; what is not known is taken for another.
pub(super) fn is_the_organ(context: &Context, clause: usize, end: usize) -> bool {
    let prose = context.prose;
    let (start, _) = context.narrative.sentence(clause);
    if !behind_known(context, &prose.text()[prose.clauses[clause].start..end]).is_empty() {
        return false;
    }
    // The subject of the sentence goes on: 县农技站未收到申请,未发生行政复议.
    let mut before = prose.clauses[..clause].iter().rev().take_while(|clause| clause.start >= start);
    !before.any(|clause| begins_with_another(behind_known(context, prose.clause(clause))))
}

/// What is left of some words behind those that name the organ and its year.
pub(super) fn behind_subject<'a>(context: &Context<'a>, mut words: &'a str) -> &'a str {
    let organ = context.report.organ.as_deref().unwrap_or("");
    let time = |words: &'a str| {
        let rest = words.trim_start_matches(|character: char| character.is_ascii_digit());
        let rest = behind_any(rest, "年度 年 全年 本年度 ,");
        rest.filter(|rest| rest.len() < words.len())
    };
    while let Some(rest) = time(words).or_else(|| behind_own_name(organ, words)) {
        words = rest;
    }
    words
}

/// What is left of some words behind those that name the organ, its year and the things that are counted.
fn behind_known<'a>(context: &Context, mut words: &'a str) -> &'a str {
    const KNOWN: &str = "年度 年末 年底 年内 年来 年 月 日 今年 全年 一是 二是 三是 四是 自 至 起 止 截至 期间 报告期 内 均 也 都 共 尚 仍 且 并 但 同时 此外 另外 目前 暂 方面 \" 经统计 办公室 复议 诉讼 申请";
    let organ = context.report.organ.as_deref().unwrap_or("");
    loop {
        let behind_digits = words.trim_start_matches(|character: char| character.is_ascii_digit());
        let digits = (behind_digits.len() < words.len()).then_some(behind_digits);
        let rest = digits.or_else(|| behind_own_name(organ, words));
        match rest.or_else(|| behind_any(words, KNOWN)).or_else(|| behind_any(words, BELONGING)) {
            Some(rest) => words = rest,
            None => return words,
        }
    }
}

/// Whether a clause begins with the name of somebody else: 局属3家事业单位按要求….
fn begins_with_another(words: &str) -> bool {
    const ENDS: &str = "站 所 中心 科 室 队 分局 单位 部门 村 社区 公司 学校 医院 点 窗口";
    // 在县政务服务中心设窗口, 由办公室负责.
    const LEADING: &[char] =
        &['在', '通', '向', '由', '对', '与', '同', '组', '托', '从', '设', '和', '经', '为', '将', '把'];
    let longest = words.char_indices().nth(12).map_or(words.len(), |(at, _)| at);
    let end = ENDS.split(' ').filter_map(|end| words[..longest].find(end)).min();
    end.is_some_and(|end| end > 0 && !words[..end].contains(LEADING))
}

/// What may stand beside the name of a thing.
pub(super) const BELONGING: &str = "政府信息公开 信息公开 政务公开 依申请公开 政府信息 行政 案件 情况 情形 工作 事项 引发 引起 产生 发生 被 因 的 对 提起 提出 涉及 有关 相关 任何 或 或者 和 与 及 以及 、 件 公民 法人 其他组织 来自 关于 我局 我单位 本机关 收到 受理 新收 本年度 本年 全年 而";

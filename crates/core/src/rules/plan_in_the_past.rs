//! A plan dated in or before the report year.

use crate::finding::{Finding, Severity};
use crate::form::SectionId;
use crate::narrative::Unit;
use crate::searching::{begins_with_any, behind_any, ends_with_any, holds_any};

use super::count_differs_from_table::place_of;
use super::{Basis, BasisKind, Context, Need, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "plan-in-the-past",
    basis: Basis {
        kind: BasisKind::Implied, text: "改进措施是对以后的安排，年份应当在报告年度之后"
    },
    page: page!("plan-in-the-past.md"),
    needs: &[Need::Year],
    find,
    say: |finding, _, report| {
        let year = report.year.unwrap_or_default();
        Sentence {
            message: format!(
                "“{}”说的是以后的打算，年份却不在报告年度 {year} 年之后{}。",
                finding.found.as_deref().unwrap_or(""),
                if finding.severity == Severity::Error { "" } else { "，请核对" }
            ),
            advice: format!("打算在 {} 年做的，请改年份；已经做了的，请改说法。", year + 1),
        }
    },
};

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some(year) = context.report.year.map(i64::from) else { return };
    let narrative = context.narrative;
    for figure in narrative.figures.iter().filter(|figure| figure.unit == Unit::Year) {
        let clause = &narrative.prose.clauses[figure.clause];
        let past = figure.value.whole().is_some_and(|other| other <= year);
        let section = narrative.prose.section_of(clause);
        let text = narrative.prose.text();
        let before = is_plan(&text[clause.start..figure.start]);
        let sentence_end = narrative.sentence(figure.clause).1;
        let behind = section == Some(SectionId::Problems) && plans_behind(&text[figure.end..sentence_end]);
        let told =
            || is_aside(&text[clause.start..clause.end]) || tells_how_it_went(narrative.sentence_words(figure.clause));
        if !past || !(before || behind) || told() {
            continue;
        }
        let certain = before && section == Some(SectionId::Problems);
        let severity = if certain { Severity::Error } else { Severity::Warning };
        let words = narrative.prose.origin(clause.start, clause.end);
        findings.push(Finding {
            found: Some(words.of(context.source.text()).trim().to_owned()),
            expected: Some(format!("{}年", year + 1)),
            ..Finding::new(RULE.id, severity, place_of(context, figure.clause), narrative.span_of(figure))
        });
    }
}

/// Whether the year belongs to what was done (将在2024年工作基础上…), or the plan is an old one that is told of.
fn is_aside(clause: &str) -> bool {
    const ASIDES: &str = "基础上 原计划 没有 提出 排查出的 启用的 年报 上年 去年 年初 此前 已 完成的 开展的 印发的 制定的 出台的 收到的 发现的 暴露的 失分的 只完成 \"";
    holds_any(clause, ASIDES)
}

/// 拟于2024年印发的制度推迟至2025年: the sentence tells what became of an old plan.
fn tells_how_it_went(sentence: &str) -> bool {
    holds_any(
        sentence,
        "未能 推迟 未如期 未完成 项未 调整到 调整至 延期 已整改 已完成 已全部 已按 现已 均已 目前已 已落实 已上线 已到位 如期 按期完成 实际",
    )
}

/// Whether the words in front of a year speak of what is to come. 将 alone may mean 把 (将2023年任务纳入考核).
pub(super) fn is_plan(before: &str) -> bool {
    const PLANS: &str = "将在 将于 拟在 拟于 计划 计划在 计划于 争取 争取在 力争 力争在 下一步 下一步在 下步在";
    ends_with_any(before, PLANS)
}

/// Whether the words right behind a year speak of what is to come: 2023年,我局将进一步….
fn plans_behind(behind: &str) -> bool {
    let mut words = behind.strip_prefix(',').unwrap_or(behind);
    while let Some(behind) = behind_any(words, "我局 我委 我办 我厅 我镇 我乡 我街道 我县 我市 我区 我单位 本机关 我们")
    {
        words = behind;
    }
    let plans = begins_with_any(words, "将 计划 拟 力争 争取 工作打算 工作计划 工作安排 下一步");
    // 2023年将任务纳入考核: 将 as 把.
    let end = words.find([',', '。', ';']).unwrap_or(words.len());
    plans
        && !begins_with_any(words, "拟公开 拟发布")
        && !holds_any(&words[..end], "纳入 列入 作为 列为 融入 调整为 划分为 统一为 转为 改为")
}

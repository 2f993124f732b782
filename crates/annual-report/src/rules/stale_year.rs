//! Another year where the report year is meant: most often last year's text, taken over.

use crate::finding::{Finding, Severity};
use crate::form::SectionId;
use crate::narrative::{Figure, Unit, Word, date};
use crate::searching::holds;

use super::count_differs_from_table::place_of;
use super::plan_in_the_past::is_plan;
use super::{Basis, BasisKind, Context, Need, Rule, Sentence, page};

pub(super) const RULE: Rule = Rule {
    id: "stale-year",
    basis: Basis {
        kind: BasisKind::Practice, text: "报告写的是本年度的工作，沿用往年文字常留下旧年份"
    },
    page: page!("stale-year.md"),
    needs: &[Need::Year],
    find,
    say: |finding, _, report| Sentence {
        message: format!(
            "这里写的是 {} 年，报告年度是 {} 年，请核对。",
            finding.found.as_deref().unwrap_or(""),
            report.year.unwrap_or_default()
        ),
        advice: "是沿用往年文字的，请改为本年度；确指那一年的，可不改。".to_owned(),
    },
};

/// A text that names another year again and again is told so this often.
const MOST: usize = 20;

/// No report names so many years.
const MOST_LOOKED_AT: usize = 2000;

fn find(context: &Context, findings: &mut Vec<Finding>) {
    let Some(year) = context.report.year.map(i64::from) else { return };
    let narrative = context.narrative;
    let others =
        narrative.figures.iter().filter(|figure| figure.unit == Unit::Year && figure.value.whole() != Some(year));
    let stale = others.take(MOST_LOOKED_AT).filter(|figure| is_stale(context, figure, year));
    for figure in stale.take(MOST) {
        let span = narrative.span_of(figure);
        findings.push(Finding {
            found: figure.value.whole().map(|year| year.to_string()),
            ..Finding::new(RULE.id, Severity::Warning, place_of(context, figure.clause), span)
        });
    }
}

fn is_stale(context: &Context, figure: &Figure, year: i64) -> bool {
    let narrative = context.narrative;
    let text = narrative.prose.text();
    let Some(other) = figure.value.whole() else { return false };
    let clause = &narrative.prose.clauses[figure.clause];
    let section = narrative.prose.section_of(clause);
    let (before, behind) = (&text[clause.start..figure.start], &text[figure.end..clause.end]);
    // Years long past, plans, and what rules about plans and periods judge.
    if section.is_none() || other < year - 2 || other > year + 1 || is_plan(before) {
        return false;
    }
    if narrative.periods.iter().any(|period| period.start <= figure.start && figure.start < period.end) {
        return false;
    }
    let (start, end) = narrative.sentence(figure.clause);
    let sentence = &text[start..end];
    if before.rfind('《').is_some_and(|open| !before[open..].contains('》')) {
        return false;
    }
    if other > year {
        const AHEAD: &[&str] =
            &["下一步", "将", "计划", "拟", "今后", "明年", "下年", "下一年", "结转", "力争", "争取", "继续", "进一步"];
        return section != Some(SectionId::Problems)
            && date(&text[figure.start..]).is_none()
            && !AHEAD.iter().any(|word| holds(sentence, word));
    }
    const COMPARED: &[&str] = &["上年", "上一年", "去年", "同比", "相比", "相较", "对比", "较", "同期", "决算", "规划"];
    const JOINED_BEFORE: &[&str] =
        &["比", "自", "从", "由", "与", "和", "、", "至", "于", "截至", "截止", "到", "-", "—", "–", "~"];
    const JOINED_BEHIND: &[&str] = &[
        "起",
        "以来",
        "底",
        "末",
        "至",
        "和",
        "、",
        "与",
        "版",
        "以前",
        "之前",
        "度政府信息公开",
        "度报告",
        "年报",
        "政府信息公开工作年度报告",
    ];
    const ISSUED: &[&str] = &["修订", "印发", "施行", "实施", "颁布", "发布", "公布", "成立", "制定", "出台", "通过"];
    let issued = ISSUED
        .iter()
        .any(|word| behind.find(word).is_some_and(|at| at <= 12 && behind[at + word.len()..].starts_with('的')));
    if is_set_beside(context, figure, year) {
        return false;
    }
    // （2023年22件）, beside what the report tells of its own year.
    if text[..figure.start].ends_with('(') {
        return false;
    }
    // 2023年第三方评估反映的问题.
    const TOLD: &[&str] =
        &["反映的", "指出的", "查找的", "查摆的", "发现的", "通报的", "提出的问题", "提出的意见", "提出的建议"];
    // What was carried over from 上年 compares nothing.
    let compared = sentence.replace("上年结转", "");
    !issued
        && !TOLD.iter().any(|word| holds(behind, word))
        && !JOINED_BEFORE.iter().any(|word| before.ends_with(word))
        && !JOINED_BEHIND.iter().any(|word| behind.starts_with(word))
        && !COMPARED.iter().any(|word| holds(&compared, word))
}

/// 2023年收到40件,2024年34件: what one year counted stands beside what the report year did.
fn is_set_beside(context: &Context, figure: &Figure, year: i64) -> bool {
    let narrative = context.narrative;
    let begins_clause = |figure: &Figure| narrative.prose.clauses[figure.clause].start == figure.start;
    let (start, end) = narrative.sentence(figure.clause);
    let own = narrative.figures_in(start, end);
    let own: Vec<&Figure> =
        own.iter().filter(|own| own.unit == Unit::Year && own.value.whole() == Some(year)).collect();
    let counts = begins_clause(figure) && narrative.figures_of(figure.clause).len() > 1;
    !own.is_empty()
        && (narrative.sentence_has(figure.clause, &[Word::Grow, Word::Shrink])
            || (counts && own.into_iter().any(begins_clause)))
}

//! Slips in what a report has to tell: sections, aspects and items that are renamed, empty or left out.

use gouji_core::form::{Edition, SectionId};

use super::slip::{Slip, SlipKind, Where, aspect_line, kind, of_section};
use crate::generate::{Draft, Part, Random, own_names};

pub(super) const KINDS: &[SlipKind] = &[
    kind("部分的标题改了", section_title),
    kind("一部分没有内容", section_empty),
    kind("总体情况缺一个方面", aspect_missing),
    kind("政府报告缺考核、评议、追究", items_missing),
    kind("没有写信息处理费", fee_unreported),
];

/// Titles as clerks put them, without their numerals.
const TITLES: [(SectionId, &[&str]); 6] = [
    (SectionId::Overview, &["总体概况", "概述", "年度工作总体情况"]),
    (SectionId::Proactive, &["政府信息主动公开情况", "主动公开政府信息工作情况", "主动公开信息情况"]),
    (
        SectionId::Requests,
        &[
            "收到和办理政府信息公开申请情况",
            "政府信息公开申请收到和处理情况",
            "依申请公开办理情况",
            "收到和处理申请情况",
        ],
    ),
    (
        SectionId::Disputes,
        &["行政复议、行政诉讼情况", "因政府信息公开引起的行政复议和行政诉讼情况", "政府信息公开行政复议及诉讼情况"],
    ),
    (
        SectionId::Problems,
        &["存在的问题及改进措施", "存在的主要问题和改进情况", "主要问题及下一步打算", "存在的主要问题及整改情况"],
    ),
    (SectionId::Other, &["其他需要说明的事项", "其它需要报告的事项", "需要报告的其他事项", "其他报告事项"]),
];

fn section_title(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (section, titles) = *random.pick(&TITLES);
    let heading = of_section(draft, section).start;
    let mut draft = draft.clone();
    let numeral: String = draft.lines[heading].text.chars().take(2).collect();
    draft.lines[heading].text = format!("{numeral}{}", random.pick(titles));
    Some(Slip::new("section-title-changed", draft, Where::Lines(heading..heading + 1)))
}

fn section_empty(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let section = *random.pick(&[SectionId::Overview, SectionId::Problems, SectionId::Other]);
    let lines = of_section(draft, section);
    let mut draft = draft.clone();
    draft.lines.drain(lines.start + 1..lines.end);
    Some(Slip::new("section-empty", draft, Where::Lines(lines.start..lines.start + 1)))
}

/// An aspect without its paragraph and heading; those behind it move up.
fn aspect_missing(draft: &Draft, random: &mut Random) -> Option<Slip> {
    const MARKS: [&str; 5] = ["（一）", "（二）", "（三）", "（四）", "（五）"];
    if draft.data.edition != Edition::E2021 {
        return None;
    }
    let aspect = random.below(5);
    let line = aspect_line(draft, aspect)?;
    let first = if draft.lines[line - 1].part == Part::SubHeading { line - 1 } else { line };
    let mut draft = draft.clone();
    draft.lines.drain(first..=line);
    for behind in draft.lines[first..].iter_mut().filter(|line| line.section == Some(SectionId::Overview)) {
        if let Some(at) = MARKS.iter().position(|mark| behind.text.starts_with(mark)) {
            behind.text.replace_range(..MARKS[at].len(), MARKS[at - 1]);
        }
    }
    Some(Slip::new("aspect-missing", draft, Where::Anywhere))
}

/// What a government's report tells of its assessment, without one of the three or all.
fn items_missing(draft: &Draft, random: &mut Random) -> Option<Slip> {
    if !draft.data.organ.ends_with("人民政府") {
        return None;
    }
    let line = aspect_line(draft, 4)?;
    let mut draft = draft.clone();
    let text = &mut draft.lines[line].text;
    let start = ["落实工作考核、", "工作考核方面，", "坚持工作考核、"].iter().find_map(|begin| text.find(begin))?;
    text.truncate(start);
    // Where the paragraph counts, its last point goes with its numeral.
    let start = ["一是", "二是", "三是", "四是", "五是", "六是"].iter().find_map(|point| text.strip_suffix(point));
    let length = start.map_or(text.len(), str::len);
    text.truncate(length);
    let instead: &[&str] = &[
        "",
        "将政府信息公开工作纳入年度绩效考核，社会评议结果良好。",
        "将政府信息公开列入年度目标考核，全年没有被追究责任的情况。",
        "面向群众开展满意度测评，全年没有需要追究责任的情形。",
        "组织社会评议，评议意见逐条整改。",
    ];
    text.push_str(random.pick::<&str>(instead));
    Some(Slip::new("government-items-missing", draft, Where::Anywhere))
}

fn fee_unreported(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let lines = of_section(draft, SectionId::Other);
    if draft.data.year < 2021 {
        return None;
    }
    let own = own_names(draft.data.organ).0;
    let year = draft.data.year;
    let words = match random.below(5) {
        0 => "无其他需要报告的事项。".to_owned(),
        1 => format!("{year}年{own}没有其他需要报告的事项。"),
        2 => "本年度没有需要报告的其他事项。".to_owned(),
        3 => "无。".to_owned(),
        _ => format!("{year}年，{own}认真办理人大代表建议和政协委员提案，结果均已公开。"),
    };
    let mut draft = draft.clone();
    draft.lines[lines.start + 1].text = words;
    draft.lines.drain(lines.start + 2..lines.end);
    Some(Slip::new("fee-unreported", draft, Where::Lines(lines.start..lines.start + 2)))
}

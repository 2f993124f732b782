//! Slips in what the prose says of the tables, of its own figures and of time.

use gouji_core::form::{RowId, SectionId};

use super::slip::{
    Slip, SlipKind, Where, appended, around, aspect_line, beside, kind, of_section, pick_claim, replaced, sentence,
};
use crate::generate::{Draft, DraftLine, Part, Random, ReportData, What, count, own_names, percent};

pub(super) const KINDS: &[SlipKind] = &[
    kind("正文数与表不符", count_differs),
    kind("表中有数而称没有", denied),
    kind("有结转而称全部办结", all_done),
    kind("表中没有而正文有", claimed),
    kind("百分比算错", percentage),
    kind("分项之和不等于总数", breakdown),
    kind("同一总数前后不一", quantity_twice),
    kind("增长率算错", growth),
    kind("有逾期未缴费而称没有收费通知", fee_denied),
    kind("信息处理费不是十元的倍数", fee_amount),
    kind("正文残留上年年份", stale_year),
    kind("计划写成本年", past_plan),
    kind("标题与统计期限年份不同", year_unclear),
    kind("统计期限写错", period_malformed),
    kind("年份后缺“年”", year_without_unit),
    kind("年份缩写", abbreviated_year),
    kind("日期过了公布期限", published_late),
    kind("日期在年度结束之前", published_early),
];

fn count_differs(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (line, claim) = pick_claim(draft, random, |line, claim| {
        // A share or a breakdown beside it would be contradicted as well, and say so.
        matches!(claim.what, What::Count(_))
            && !beside(line, claim, What::Percentage)
            && !around(line, claim).contains("办理结果共")
    })?;
    let What::Count(key) = claim.what else { return None };
    let right = count(&draft.data, key)?;
    let sums = ["refused", "unable", "declined", "other", "litigation", "lit_upheld", "lit_other", "lit_pending"];
    let sums = sums.map(|key| count(&draft.data, key));
    let known =
        |number: i64| draft.data.values.iter().flatten().any(|value| *value == number) || sums.contains(&Some(number));
    let wrong = (1..).map(|step| right + step * (1 + random.below(7) as i64)).find(|number| !known(*number))?;
    replaced("count-differs-from-table", draft, line, claim.span, &wrong.to_string())
}

fn denied(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (line, claim) = pick_claim(draft, random, |_, claim| {
        matches!(claim.what, What::Count("received" | "reconsideration" | "litigation"))
    })?;
    let words = match claim.what {
        What::Count("received") => "本年度未收到政府信息公开申请。",
        What::Count("reconsideration") => "本年度未发生因政府信息公开引起的行政复议。",
        _ => "本年度未发生因政府信息公开引起的行政诉讼。",
    };
    let whole = sentence(&draft.lines[line].text, claim.span);
    replaced("denied-but-counted", draft, line, whole, words)
}

fn all_done(draft: &Draft, random: &mut Random) -> Option<Slip> {
    count(&draft.data, "carried_out").filter(|number| *number > 0)?;
    let words = *random.pick(&["收到的申请均已办理完毕。", "所有申请已全部办结。", "上述申请均已办理完成。"]);
    appended("all-done-but-carried", draft, aspect_line(draft, 1)?, words)
}

/// A sentence of cases of which the tables count none.
fn claimed(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let ReportData { year, organ, .. } = draft.data;
    let own = own_names(organ).0;
    let number = 1 + random.below(6);
    let none = |keys: &[&str]| keys.iter().all(|key| count(&draft.data, key) == Some(0));
    let mut words = Vec::new();
    if none(&["granted", "partly"]) {
        words.push(format!("{year}年{own}依申请公开政府信息{number}条。"));
        words.push(format!("全年依申请公开信息{number}条，均在规定时限内办理。"));
        words.push(format!("答复的申请中，予以公开{number}件。"));
    }
    if none(&["received", "carried_in"]) {
        words.push(format!("{year}年共收到政府信息公开申请{number}件，均已按时答复。"));
        words.push(format!("本年度受理政府信息公开申请{number}件。"));
        words.push(format!("全年收到公民提出的政府信息公开申请{number}件，均依法办理。"));
    }
    if none(&["refused"]) {
        words.push(format!("答复政府信息公开申请时，不予公开{number}件。"));
    }
    if none(&["carried_in"]) {
        words.push(format!("上年结转政府信息公开申请{number}件，均已办结。"));
    }
    if none(&["carried_out"]) {
        words.push(format!("结转下年度继续办理{number}件。"));
        words.push(format!("尚有{number}件申请结转至下年度办理。"));
    }
    if none(&["reconsideration"]) {
        words.push(format!("因政府信息公开引起的行政复议{number}件。"));
        words.push(format!("全年发生政府信息公开行政复议案件{number}件，均维持原行政行为。"));
    }
    if none(&["litigation"]) {
        words.push(format!("因政府信息公开引发的行政诉讼{number}件，均已审结。"));
        words.push(format!("本年度发生涉及政府信息公开的行政诉讼案件{number}起。"));
    }
    let words = words.get(random.below(words.len()))?;
    appended("claimed-but-zero", draft, aspect_line(draft, 1)?, words)
}

/// How much was published in all, once more and differently.
fn quantity_twice(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let ReportData { year, organ, .. } = draft.data;
    let own = own_names(organ).0;
    let first = draft.lines.iter().flat_map(|line| line.text.split('。')).find_map(|sentence| {
        let (words, rest) = sentence.split_once("主动公开政府信息").filter(|(words, _)| words.chars().count() < 20)?;
        let known = ["全年", "年，", "各类"].iter().any(|begin| words.contains(begin)) || words.contains(own);
        let number: usize = rest[..rest.find('条')?].parse().ok()?;
        known.then_some(number)
    })?;
    let number = first + 1 + random.below(90);
    let words = match random.below(6) {
        0 => format!("{year}年，{own}主动公开政府信息{number}条。"),
        1 => format!("{year}年{own}共主动公开政府信息{number}条。"),
        2 => format!("全年共主动公开政府信息{number}条。"),
        3 => format!("{own}全年主动公开政府信息{number}条。"),
        4 => format!("本年度主动公开政府信息{number}条，内容涵盖各个方面。"),
        _ => format!("{year}年，{organ}累计主动公开政府信息{number}条。"),
    };
    let lines = draft.lines.iter().enumerate();
    let all: Vec<usize> = lines
        .filter(|(_, line)| line.part == Part::Body && !line.text.contains(&format!("政府信息{first}条")))
        .filter(|(_, line)| matches!(line.section, Some(SectionId::Overview | SectionId::Problems)))
        .map(|(at, _)| at)
        .collect();
    appended("quantity-given-twice", draft, *all.get(random.below(all.len()))?, &words)
}

/// The paragraph of section six, where reports say what they charged.
fn fee_line(draft: &Draft) -> Option<usize> {
    let lines = of_section(draft, SectionId::Other);
    lines.into_iter().find(|at| draft.lines[*at].text.contains("处理费"))
}

fn fee_denied(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let overdue = draft.data.row_of(RowId::OtherFeeOverdue)?[6];
    let line = fee_line(draft).filter(|_| overdue > 0)?;
    let ReportData { year, organ, .. } = draft.data;
    let own = own_names(organ).0;
    let words = match random.below(6) {
        0 => "本年度未发出信息处理费收费通知，未收取信息处理费。".to_owned(),
        1 => format!("{year}年{own}未向申请人发出收费通知，也没有收取信息处理费。"),
        2 => "按照《政府信息公开信息处理费管理办法》，本年度发出收费通知0件，收取信息处理费0元。".to_owned(),
        3 => format!("{year}年，{own}没有产生信息处理费，没有发出过收费通知。"),
        4 => "本年度未发出过政府信息公开信息处理费缴费通知书。".to_owned(),
        _ => "信息处理费收取情况：未发送收费通知，实际收取金额为0元。".to_owned(),
    };
    let all = 0..draft.lines[line].text.len();
    replaced("fee-contradicts", draft, line, all, &words)
}

fn fee_amount(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let line = fee_line(draft)?;
    let ReportData { year, organ, .. } = draft.data;
    let own = own_names(organ).0;
    let amount = 10 * (1 + random.below(90)) + 1 + random.below(9);
    let words = match random.below(6) {
        0 => format!("{year}年{own}收取信息处理费{amount}元。"),
        1 => format!("本年度发出收费通知1件，收取信息处理费{amount}元。"),
        2 => format!("按照《政府信息公开信息处理费管理办法》，实际收取信息处理费共计{amount}元。"),
        3 => format!("信息处理费收取情况：全年收取{amount}元。"),
        4 => format!("全年收取政府信息公开信息处理费{amount}.5元。"),
        _ => format!("依据《政府信息公开信息处理费管理办法》，向申请人收取费用{amount}元，已全部缴入国库。"),
    };
    let all = 0..draft.lines[line].text.len();
    replaced("fee-contradicts", draft, line, all, &words)
}

fn percentage(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (line, claim) = pick_claim(draft, random, |_, claim| claim.what == What::Percentage)?;
    let words = wrong_percent(&draft.lines[line].text[claim.span.clone()], 1000, random);
    replaced("percentage-wrong", draft, line, claim.span, &words)
}

fn growth(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (line, claim) = pick_claim(draft, random, |_, claim| claim.what == What::Growth)?;
    let words = wrong_percent(&draft.lines[line].text[claim.span.clone()], 10_000, random);
    replaced("growth-rate-wrong", draft, line, claim.span, &words)
}

fn wrong_percent(words: &str, limit: i64, random: &mut Random) -> String {
    let tenths = (words.trim_end_matches('%').parse::<f64>().unwrap_or(0.0) * 10.0).round() as i64;
    let wrong = (tenths + 21 + random.below(300) as i64) % limit;
    percent(wrong, 1000)
}

fn breakdown(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (line, claim) = pick_claim(draft, random, |_, claim| matches!(claim.what, What::Sum | What::SumPart))?;
    let right: i64 = draft.lines[line].text[claim.span.clone()].parse().ok()?;
    replaced("breakdown-does-not-add-up", draft, line, claim.span, &(right + 1 + random.below(9) as i64).to_string())
}

fn stale_year(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (line, claim) = pick_claim(draft, random, |line, claim| {
        let alone = !beside(line, claim, What::LastYear) && !beside(line, claim, What::NextYear);
        line.part == Part::Body && claim.what == What::Year && alone && !around(line, claim).contains("上年")
    })?;
    replaced("stale-year", draft, line, claim.span, &(draft.data.year - 1).to_string())
}

fn past_plan(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (line, claim) = pick_claim(draft, random, |line, claim| {
        line.section == Some(SectionId::Problems) && claim.what == What::NextYear
    })?;
    replaced("plan-in-the-past", draft, line, claim.span, &draft.data.year.to_string())
}

fn opening(draft: &Draft) -> Option<usize> {
    draft.lines.iter().position(|line| line.claims.iter().any(|claim| claim.what == What::PeriodYear))
}

fn year_unclear(draft: &Draft, _: &mut Random) -> Option<Slip> {
    let line = opening(draft)?;
    let mut draft = draft.clone();
    let year = (draft.data.year - 1).to_string();
    let spans: Vec<_> = draft.lines[line]
        .claims
        .iter()
        .filter(|claim| claim.what == What::PeriodYear)
        .map(|claim| claim.span.clone())
        .collect();
    for span in spans {
        draft.lines[line].text.replace_range(span, &year);
    }
    // Title and period disagree; either may be pointed at.
    Some(Slip::new("year-unclear", draft, Where::Lines(0..line + 1)))
}

fn period_malformed(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let line = opening(draft)?;
    let (right, wrong) =
        *random.pick(&[("12月31日", "12月31"), ("12月31日", "12月30日"), ("1月1日", "1月"), ("12月31日", "1231日")]);
    let start = draft.lines[line].text.find(right)?;
    replaced("period-malformed", draft, line, start..start + right.len(), wrong)
}

fn year_without_unit(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (line, claim) = pick_claim(draft, random, |line, claim| {
        let behind = line.text[claim.span.end..].strip_prefix('年').unwrap_or("，");
        line.part == Part::Body && claim.what == What::Year && !behind.starts_with('，')
    })?;
    let end = claim.span.end;
    replaced("year-without-unit", draft, line, end..end + "年".len(), "")
}

fn abbreviated_year(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (line, claim) = pick_claim(draft, random, |line, claim| line.part == Part::Body && claim.what == What::Year)?;
    let start = claim.span.start;
    replaced("abbreviated-year", draft, line, start..start + 2, "")
}

/// Another date at the end, or without one there a date of publication under the title.
fn dated(rule: &'static str, draft: &Draft, random: &mut Random, [year, month, day]: [usize; 3]) -> Option<Slip> {
    let mut draft = draft.clone();
    if let Some(line) = draft.lines.iter().rposition(|line| line.part == Part::Date) {
        draft.lines[line].text = match random.below(3) {
            0 => format!("{year}年{month:02}月{day:02}日"),
            _ => format!("{year}年{month}月{day}日"),
        };
        return Some(Slip::new(rule, draft, Where::Lines(line..line + 1)));
    }
    let text = match random.below(4) {
        0 => format!("发布时间：{year}-{month:02}-{day:02}"),
        1 => format!("发布日期：{year}年{month}月{day}日  来源：办公室"),
        2 => format!("来源：{}  时间：{year}-{month:02}-{day:02} 15:{day}", draft.data.organ),
        _ => format!("发布日期：{year}/{month:02}/{day:02} 浏览次数：{}", random.below(900)),
    };
    draft.lines.insert(1, DraftLine { part: Part::Opening, section: None, text, claims: Vec::new() });
    Some(Slip::new(rule, draft, Where::Lines(1..2)))
}

fn published_late(draft: &Draft, random: &mut Random) -> Option<Slip> {
    // The law names no day for towns, streets and zones; what level a province of nobody's is, no reader can tell.
    let last = match draft.data.organ {
        organ if organ.ends_with('局') => 1,
        organ if organ.ends_with("人民政府") && !organ.ends_with("镇人民政府") => 3,
        _ => return None,
    };
    let date = [usize::from(draft.data.year) + 1, last + 1 + random.below(4), 1 + random.below(28)];
    dated("published-late", draft, random, date)
}

fn published_early(draft: &Draft, random: &mut Random) -> Option<Slip> {
    // In January the year that was goes on from the fingers.
    let month = *random.pick(&[1, 1, 3, 12]);
    let date = [usize::from(draft.data.year), month, 1 + random.below(28)];
    dated("published-too-early", draft, random, date)
}

//! Slips in what the prose says of the tables, of its own figures and of time.

use annual_report::form::SectionId;

use super::slip::{Slip, SlipKind, Where, appended, around, aspect_line, beside, kind, pick_claim, replaced, sentence};
use crate::generate::{Draft, Part, Random, What, count, percent};

pub(super) const KINDS: &[SlipKind] = &[
    kind("正文数与表不符", count_differs),
    kind("表中有数而称没有", denied),
    kind("有结转而称全部办结", all_done),
    kind("百分比算错", percentage),
    kind("分项之和不等于总数", breakdown),
    kind("增长率算错", growth),
    kind("正文残留上年年份", stale_year),
    kind("计划写成本年", past_plan),
    kind("标题与统计期限年份不同", year_unclear),
    kind("统计期限写错", period_malformed),
    kind("年份后缺“年”", year_without_unit),
    kind("年份缩写", abbreviated_year),
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
    let groups = ["refused", "unable", "declined", "other", "litigation"].map(|key| count(&draft.data, key));
    let known = |number: i64| {
        draft.data.values.iter().flatten().any(|value| *value == number) || groups.contains(&Some(number))
    };
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

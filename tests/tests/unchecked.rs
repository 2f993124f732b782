//! A rule that had not what it needs of a report says so, and is quiet where it had it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use std::collections::BTreeMap;

use gouji_core::form::Level;
use gouji_core::report::Day;
use gouji_core::{CheckedReport, Options, Source, check};

/// The sample of the page, its invented county become one that exists.
fn sample() -> String {
    include_str!("../../web/src/sample.txt").replace("清溪县", "德清县")
}

fn checked(text: &str, options: &Options) -> CheckedReport {
    check(Source::plain(text.to_owned()), options)
}

/// The rules that were not checked, by the reason.
fn unchecked(checked: &CheckedReport) -> BTreeMap<&str, Vec<&str>> {
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for unchecked in &checked.coverage.not_checked {
        reasons.entry(&unchecked.why).or_default().push(unchecked.what);
    }
    reasons
}

fn found(checked: &CheckedReport, rule: &str) -> Option<String> {
    checked
        .findings
        .iter()
        .find(|finding| finding.rule == rule)
        .map(|finding| finding.slip.expected().unwrap_or_default())
}

/// The sample with this as its last line.
fn signed(date: &str) -> String {
    format!("{}\n{date}\n", sample().trim_end())
}

#[test]
fn a_complete_report_leaves_nothing_unchecked() {
    let checked = checked(&signed("2025年1月20日"), &Options::default());
    assert!(checked.coverage.not_checked.is_empty(), "{:?}", checked.coverage.not_checked);
}

#[test]
fn without_a_date_of_publication_it_is_said_that_no_deadline_was_checked() {
    let checked = checked(&sample(), &Options::default());
    let reasons = unchecked(&checked);
    assert_eq!(
        reasons.into_iter().collect::<Vec<_>>(),
        [("报告上没有公布日期，无法核对是否按时公布", vec!["published-late", "published-too-early"])]
    );
}

#[test]
fn without_year_and_organ_each_rule_is_named_with_its_reason() {
    let nameless = sample().replace("2024", "").replace("2025", "");
    let body = &nameless[nameless.find("一、总体情况").unwrap()..];
    let checked = checked(body, &Options::default());
    assert_eq!((checked.report.year, checked.report.organ.as_deref()), (None, None));
    let reasons = unchecked(&checked);
    let of = |start: &str| reasons.iter().find(|(why, _)| why.starts_with(start)).map(|(_, rules)| rules.clone());
    let years = of("没有认出报告年度").unwrap();
    for rule in ["stale-year", "plan-in-the-past", "published-late", "wrong-edition"] {
        assert!(years.contains(&rule), "{rule} is not among {years:?}");
    }
    assert_eq!(of("没有认出机关名称").unwrap(), ["organ-name-varies", "self-reference-differs"]);
    assert_eq!(of("没有认出机关所在的地区").unwrap(), ["foreign-name"]);
    assert_eq!(of("没有找到报告的标题").unwrap(), ["title-malformed"]);
}

#[test]
fn a_blank_form_is_told_nothing_of_what_it_has_not() {
    let blank: String = sample().chars().filter(|character| !character.is_ascii_digit()).collect();
    let tables = &blank[blank.find("二、主动公开").unwrap()..blank.find("五、").unwrap()];
    let checked = checked(tables, &Options::default());
    assert!(found(&checked, "not-filled-in").is_some(), "{:?}", checked.findings);
    assert!(checked.coverage.not_checked.iter().all(|unchecked| unchecked.what.starts_with("table-")));
}

#[test]
fn the_law_names_no_day_for_a_township_but_a_given_one_is_kept() {
    let township = Options { level: Some(Level::Township), ..Options::default() };
    let silent = checked(&signed("2025年2月20日"), &township);
    assert_eq!(found(&silent, "published-late"), None);
    assert_eq!(
        unchecked(&silent).into_iter().collect::<Vec<_>>(),
        [("法律没有写明这一级机关的公布期限，没有核对是否按时公布", vec!["published-late"])]
    );
    let due = |day: &str| Options { due: Day::read(day), ..township.clone() };
    let late = checked(&signed("2025年2月20日"), &due("2025-02-19"));
    assert_eq!(found(&late, "published-late"), Some("2025年2月19日前".to_owned()));
    assert!(late.coverage.not_checked.is_empty());
    assert_eq!(found(&checked(&signed("2025年2月20日"), &due("2025-02-20")), "published-late"), None);
}

#[test]
fn before_2019_the_law_named_another_day_but_a_given_one_is_kept() {
    let text = "德清县财政局2015年政府信息公开工作年度报告\n一、概述\n本年度主动公开信息12条。\n六、其他需要报告的事项\n无。\n2016年5月8日\n";
    let silent = checked(text, &Options::default());
    assert_eq!(found(&silent, "published-late"), None);
    let said = unchecked(&silent);
    assert_eq!(said["2018 年及以前的报告公布期限不同，没有核对是否按时公布"], ["published-late"], "{said:?}");
    let late = checked(text, &Options { due: Day::read("2016-03-31"), ..Options::default() });
    assert_eq!(found(&late, "published-late"), Some("2016年3月31日前".to_owned()));
}

#[test]
fn a_given_day_holds_in_place_of_the_laws() {
    let text = signed("2025年1月25日");
    assert_eq!(found(&checked(&text, &Options::default()), "published-late"), None);
    let earlier = Options { due: Day::read("2025-01-20"), ..Options::default() };
    assert_eq!(found(&checked(&text, &earlier), "published-late"), Some("2025年1月20日前".to_owned()));
}

/// What is said of table 3 in the coverage.
fn said_of_table_three(text: &str) -> Vec<String> {
    let checked = checked(text, &Options::default());
    let own = checked.coverage.not_checked.iter().filter(|unchecked| unchecked.what == "table-3");
    own.map(|unchecked| unchecked.why.to_string()).collect()
}

#[test]
fn a_second_copy_of_a_table_is_said_to_be_unchecked() {
    let sample = sample();
    let [start, end] = ["三、收到和处理", "四、政府信息公开行政复议"].map(|heading| sample.find(heading).unwrap());
    let twice = [&sample[..end], &sample[start..]].concat();
    assert!(said_of_table_three(&sample).is_empty());
    let said = said_of_table_three(&twice);
    assert!(said.iter().any(|why| why.contains("后面又有一张同样的表，没有核对")), "{said:?}");
}

#[test]
fn a_row_that_stands_twice_with_other_numbers_is_not_read() {
    let sample = sample();
    let row = sample.lines().find(|line| line.contains("本年新收政府信息公开申请")).unwrap();
    let (label, numbers) = row.split_once('\t').unwrap();
    let other = format!("{label}\t{}", numbers.replace(|digit: char| digit.is_ascii_digit(), "7"));
    let said = said_of_table_three(&sample.replace(row, &format!("{row}\n{other}")));
    assert!(said.iter().any(|why| why.contains("一行出现了 2 次，数不相同")), "{said:?}");
    // The same numbers twice contradict nothing.
    assert!(said_of_table_three(&sample.replace(row, &format!("{row}\n{row}"))).is_empty());
}

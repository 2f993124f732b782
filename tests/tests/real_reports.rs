//! Examples that published reports taught and that no other test holds.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::finding::Severity;
use gouji_core::{CheckedReport, Options, Source, check};
use gouji_tests::sample::mended_sample;

/// The mended sample, which speaks of 《条例》 once more, with other words in the place of some.
fn with(words: &str, other: &str) -> CheckedReport {
    let sample = mended_sample().replace("全年组织业务培训3次", "按照《条例》的要求，全年组织业务培训3次");
    assert!(sample.contains(words), "the sample has no {words:?}");
    check(Source::plain(sample.replacen(words, other, 1)), &Options::default())
}

fn found(checked: &CheckedReport) -> Vec<(&'static str, Severity)> {
    checked.findings.iter().map(|finding| (finding.rule, finding.severity)).collect()
}

#[test]
fn a_short_name_is_defined_in_several_ways() {
    for way in ["下称", "以下称", "以下简称", "以下统称", "以下简称新", "简称"] {
        let checked = with("（以下简称《条例》）", &format!("（{way}《条例》）"));
        assert!(found(&checked).is_empty(), "{way}: {:?}", checked.findings);
    }
    let undefined = with("（以下简称《条例》）", "");
    assert_eq!(found(&undefined), [("short-name-undefined", Severity::Info)], "{:?}", undefined.findings);
}

#[test]
fn a_head_of_a_table_in_other_words_is_told() {
    for (official, other) in
        [("科研机构", "科研企业"), ("法律服务机构", "法律援助机构"), ("本年制发件数", "本年制定件数")]
    {
        let checked = with(official, other);
        assert_eq!(found(&checked), [("label-changed", Severity::Warning)], "{other}: {:?}", checked.findings);
    }
}

#[test]
fn 年度_twice_in_a_title_is_a_hint() {
    let sample = mended_sample();
    let title = sample.lines().next().unwrap();
    assert!(title.contains("年政府信息公开工作年度报告"), "{title}");
    let twice = title.replace("年政府", "年度政府");
    assert_eq!(found(&with(title, &twice)), [("title-malformed", Severity::Info)]);
}

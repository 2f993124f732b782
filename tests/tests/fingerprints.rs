//! By its fingerprint a finding is known again, and no finding is taken for another.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use std::collections::{BTreeMap, BTreeSet};

use gouji_core::contract::{Earlier, Output, Wanted, earlier_of, since};
use gouji_core::finding::{Edit, Severity};
use gouji_core::rules::RULES;
use gouji_core::since::known_again;
use gouji_core::voice::verdict_of;
use gouji_core::{CheckedReport, Options, Source, Span, check};
use gouji_tests::sample::mended_sample;
use gouji_tests::verdicts::sample;

const SLIP: &str = "依申清公开工作有序开展。";
const RIGHT: &str = "依申请公开工作有序开展。";

/// The mended sample with these paragraphs in its fifth part.
fn with(paragraphs: &[&str]) -> String {
    let heading = "五、存在的主要问题及改进情况\n";
    mended_sample().replacen(heading, &format!("{heading}\n{}\n", paragraphs.join("\n\n")), 1)
}

fn checked(text: &str, options: &Options) -> CheckedReport {
    check(Source::plain(text), options)
}

fn fingerprints(checked: &CheckedReport) -> Vec<String> {
    checked.findings.iter().map(|finding| finding.fingerprint.clone()).collect()
}

/// The slips that clerks make.
fn slips() -> impl Iterator<Item = String> {
    let lines = include_str!("../false-sentences.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| line.split_once(": ").unwrap().1.replace("\\n", "\n\n"))
}

#[test]
fn two_equal_slips_are_two_and_confirming_one_leaves_the_other_open() {
    let text = with(&[SLIP, SLIP]);
    let found = fingerprints(&checked(&text, &Options::default()));
    let [first, second] = &found[..] else { panic!("{found:?}") };
    assert_ne!(first, second);
    for own in [first, second] {
        let reason = BTreeMap::from([(own.clone(), "本就如此".to_owned())]);
        let confirmed = Options { acknowledged: reason, ..Options::default() };
        let open = |text: &str| {
            let checked = checked(text, &confirmed);
            let open = checked.findings.into_iter().filter(|finding| finding.acknowledged.is_none());
            open.map(|finding| finding.fingerprint).collect::<Vec<_>>()
        };
        let other = if own == first { second } else { first };
        assert_eq!(open(&text), std::slice::from_ref(other));
        // Nobody knows whether the one that is left is the one that was confirmed.
        for paragraphs in [[SLIP, RIGHT], [RIGHT, SLIP]] {
            assert_eq!(open(&with(&paragraphs)).len(), 1, "{paragraphs:?}");
        }
        assert_eq!(open(&with(&[SLIP, SLIP, SLIP])).len(), 3);
    }
}

#[test]
fn no_two_findings_of_a_report_have_one_fingerprint() {
    for slip in slips() {
        let found = fingerprints(&checked(&with(&[&slip, &slip]), &Options::default()));
        let different: BTreeSet<&String> = found.iter().collect();
        assert_eq!(different.len(), found.len(), "{slip}");
    }
}

#[test]
fn a_change_elsewhere_keeps_them() {
    let beside = "工作人员加强了学习。";
    let (mut kept, mut all) = (0, 0);
    for slip in slips() {
        let before = fingerprints(&checked(&with(&[&slip]), &Options::default()));
        let after = fingerprints(&checked(&with(&[beside, &slip, beside]), &Options::default()));
        all += 1;
        kept += usize::from(before == after);
        if before != after {
            println!("{slip}: {before:?} {after:?}");
        }
    }
    assert_eq!(kept, all);
}

#[test]
fn what_is_left_out_is_no_error_and_is_said() {
    let all: BTreeSet<String> = RULES.iter().map(|rule| rule.id.to_owned()).collect();
    let without = Options { without: all, ..Options::default() };
    let mut left_out = 0;
    for text in slips().map(|slip| with(&[&slip])).chain([sample()]) {
        let everything = checked(&text, &Options::default());
        let errors: Vec<_> =
            everything.findings.iter().filter(|own| own.severity == Severity::Error).map(|own| own.rule).collect();
        let fewer = checked(&text, &without);
        assert_eq!(fewer.findings.iter().map(|own| own.rule).collect::<Vec<_>>(), errors);
        left_out += everything.findings.len() - errors.len();
    }
    assert!(left_out > 100, "only {left_out} findings");
    let one = Options { without: BTreeSet::from(["label-changed".to_owned()]), ..Options::default() };
    let checked = checked(&sample(), &one);
    assert_eq!(verdict_of(&checked).in_words(), "有 2 处必须改正；有 1 类问题按要求没有查");
    let said: Vec<_> = checked.coverage.not_checked.iter().filter(|own| own.what == "label-changed").collect();
    assert!(said.len() == 1 && said[0].why.contains("使用者选定"), "{said:?}");
}

#[test]
fn a_second_check_tells_what_was_mended_what_is_new_and_what_remains() {
    let earlier = |text: &str| -> Vec<Earlier> {
        let checked = checked(text, &Options::default());
        let output = Output::new(&checked, Wanted::default());
        let output = serde_json::to_value(output).unwrap()["findings"].take();
        serde_json::from_value(output).unwrap()
    };
    let other = "24年，我局共发布信息186条。";
    let stays = "群众可以通过可以通过网站查阅。";
    let before = earlier(&with(&[SLIP, stays]));
    assert_eq!(before.len(), 2);
    let now = checked(&with(&[RIGHT, stays, other]), &Options::default());
    let output = Output::new(&now, Wanted { since: Some(before), ..Wanted::default() });
    let output = serde_json::to_value(output).unwrap();
    let since = &output["since"];
    assert_eq!((since["new"].as_u64(), since["remaining"].as_u64()), (Some(1), Some(1)), "{output}");
    let mended = since["mended"].as_array().unwrap();
    assert!(mended.len() == 1 && mended[0]["message"].as_str().unwrap().contains("依申清"), "{mended:?}");
    let standing: Vec<(&str, &str)> = output["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|own| (own["rule"].as_str().unwrap(), own["standing"].as_str().unwrap()))
        .collect();
    assert_eq!(standing.len(), 2);
    assert!(standing.contains(&("abbreviated-year", "new")), "{standing:?}");
    assert_eq!(standing.iter().filter(|(_, standing)| *standing == "remaining").count(), 1, "{standing:?}");
}

#[test]
fn where_the_changes_are_known_a_finding_is_known_again_though_its_sentence_or_its_equal_changed() {
    let text = with(&[SLIP, SLIP]);
    let edit = |found: &str, now: &str| {
        let start = text.find(found).unwrap();
        Edit { span: Span::new(start, start + found.len()), text: now.to_owned() }
    };
    let before = checked(&text, &Options::default());
    // Of two equal ones the first is mended; or its sentence is changed and it stays.
    for (change, mended, remaining) in [(edit("申清", "申请"), 1, 1), (edit("有序", "规范"), 0, 2)] {
        let edits = [change];
        let now = check(Source::plain(text.as_str()).edited(&edits).unwrap(), &Options::default());
        let counts = |earlier: Vec<Earlier>| {
            let since = since(&now.findings, &earlier);
            (since.mended.len(), since.new, since.remaining)
        };
        assert_eq!(counts(known_again(&before, &now, &edits)), (mended, 0, remaining));
        // By their names alone they are others.
        assert_eq!(counts(earlier_of(&before)), (2, remaining, 0));
    }
}

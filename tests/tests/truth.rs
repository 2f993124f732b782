//! What is true and well said is left alone, what is false is found: many sentences, each put into a valid report.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::{Options, Source, check};
use gouji_tests::sample::mended_sample;

/// In front of which paragraph a sentence is put.
const PLACE: &str = "（三）政府信息管理。";

/// The rules that find something in the valid report with a sentence.
fn alarms(report: &str, sentence: &str) -> Vec<&'static str> {
    let paragraphs = sentence.replace("\\n", "\n\n");
    let text = report.replacen(PLACE, &format!("{paragraphs}\n\n{PLACE}"), 1);
    check(Source::plain(text), &Options::default()).findings.iter().map(|finding| finding.rule).collect()
}

fn sentences(list: &str) -> impl Iterator<Item = &str> {
    list.lines().filter(|line| !line.starts_with('#'))
}

#[test]
fn true_sentences_raise_no_alarm() {
    let report = mended_sample();
    let sentences = sentences(include_str!("../true-sentences.txt"));
    let alarms: Vec<String> =
        sentences.flat_map(|own| alarms(&report, own).into_iter().map(move |rule| format!("{rule}: {own}"))).collect();
    assert!(alarms.is_empty(), "{} false alarms:\n{}", alarms.len(), alarms.join("\n"));
}

#[test]
fn false_sentences_are_found() {
    let report = mended_sample();
    let slips = sentences(include_str!("../false-sentences.txt")).map(|line| line.split_once(": ").unwrap());
    let missed: Vec<String> = slips
        .filter(|(rule, sentence)| !alarms(&report, sentence).contains(rule))
        .map(|(rule, sentence)| format!("{rule}: {sentence}"))
        .collect();
    assert!(missed.is_empty(), "{} slips missed:\n{}", missed.len(), missed.join("\n"));
}

//! What is true and well said is left alone: each of many sentences, put into a valid report, is found no fault with.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use annual_report::{Options, Source, check};
use gouji_tests::sample::mended_sample;

const PLACE: &str = "（三）政府信息管理。";

#[test]
fn true_sentences_raise_no_alarm() {
    let report = mended_sample();
    let alarms = |sentence: &str| {
        let paragraphs = sentence.replace("\\n", "\n\n");
        let text = report.replacen(PLACE, &format!("{paragraphs}\n\n{PLACE}"), 1);
        let found = check(&Source::plain(text), &Options::default()).findings;
        found.iter().map(|finding| format!("{} in {sentence}", finding.rule)).collect::<Vec<String>>()
    };
    assert!(!alarms("2023年，我局共发布信息186条。").is_empty(), "a slip in the same place is found");
    let sentences = include_str!("../true-sentences.txt").lines().filter(|line| !line.starts_with('#'));
    let alarms: Vec<String> = sentences.flat_map(alarms).collect();
    assert!(alarms.is_empty(), "{} false alarms:\n{}", alarms.len(), alarms.join("\n"));
}

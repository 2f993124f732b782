//! Verdict and sentences are said once: every face has the same ones, and what the verdict says is right. The terminal's are
//! in `crates/cli/tests/command.rs`, the Word file's in `crates/documents/tests/annotate.rs`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::contract::Wanted;
use gouji_core::finding::Severity;
use gouji_core::voice::{Verdict, VerdictKind, verdict_of};
use gouji_core::{CheckedReport, Options, Source, check};
use gouji_documents::notes::{Author, notes_of};
use gouji_export::sarif::Log;
use gouji_export::{Beside, json, markdown};
use gouji_tests::sample::mended_sample;
use gouji_tests::verdicts::{cases, sample, without_title};
use serde_json::Value;

/// Nothing beside a pasted text.
const PASTED: Beside = Beside { file: "-", file_sha256: None, remarks: &[], since: None, reviewer: "", date: "" };

fn checked(text: impl Into<String>) -> CheckedReport {
    check(Source::plain(text), &Options::default())
}

/// The texts of all cases, and the mended sample with each slip that clerks make.
fn texts() -> Vec<String> {
    let slips = include_str!("../false-sentences.txt").lines().filter(|line| !line.starts_with('#'));
    let heading = "五、存在的主要问题及改进情况\n";
    let with = |line: &str| {
        let sentence = line.split_once(": ").unwrap().1.replace("\\n", "\n\n");
        mended_sample().replacen(heading, &format!("{heading}\n{sentence}\n"), 1)
    };
    cases().into_iter().map(|case| case.text).chain(slips.map(with)).collect()
}

/// Markdown as a reader sees it.
fn seen(markdown: &str) -> String {
    markdown.replace('\\', "")
}

fn json_of(checked: &CheckedReport) -> Value {
    serde_json::from_str(&json(checked, Wanted::default()).unwrap()).unwrap()
}

fn sarif_of(checked: &CheckedReport) -> Value {
    let mut log = Log::default();
    log.add(checked, &PASTED);
    serde_json::from_str::<Value>(&log.finish().unwrap()).unwrap()["runs"][0].take()
}

#[test]
fn the_verdict_is_right() {
    for case in cases() {
        let verdict = verdict_of(&checked(case.text));
        assert_eq!((verdict.kind, verdict.in_words().as_str()), (case.kind, case.words), "{}", case.name);
    }
}

#[test]
fn the_verdict_is_clean_only_when_all_that_it_speaks_of_was_read() {
    let text = mended_sample();
    let said = |text: &str, options: &Options| verdict_of(&check(Source::plain(text), options)).in_words();
    let nothing = Options::default();
    const CLEAN: &str = "未发现错误";
    const IN_PART: &str = "读到的部分未发现错误，但有内容没有检查";
    assert_eq!(said(&text, &nothing), CLEAN);
    // Organ and year may be given: then they are known.
    let untitled = without_title(&text);
    let given = Options { organ: Some("清溪县农业农村局".to_owned()), year: Some(2024), ..Options::default() };
    let year_alone = Options { year: Some(2024), ..Options::default() };
    assert_eq!(said(&untitled, &given), CLEAN);
    assert_eq!(said(&untitled, &year_alone), IN_PART, "the organ is not known");
    // One cell less: its equations cannot be checked.
    let lost = text.replacen("\n2\t0\t1\t1\t4\t", "\n2\t0\t1\t?\t4\t", 1);
    let verdict = verdict_of(&checked(lost));
    assert!(!verdict.complete && verdict.in_words().ends_with("；有内容没有检查"), "{verdict:?}");
    // The year is too early for a form, whatever tables are there.
    let early = Options { year: Some(2018), ..Options::default() };
    let verdict = verdict_of(&check(Source::plain(text), &early));
    assert!(!verdict.complete && verdict.kind != VerdictKind::Clean, "{verdict:?}");
}

#[test]
fn counts_stand_in_the_verdict_in_their_order() {
    let verdict =
        Verdict { kind: VerdictKind::Must, must: 2, ask: 5, hints: 3, confirmed: 1, left_out: 4, complete: false };
    let all = "有 2 处必须改正、5 处请核对，3 处提示；有内容没有检查；已确认 1 处；有 4 类问题按要求没有查";
    assert_eq!(verdict.in_words(), all);
    let clean =
        Verdict { kind: VerdictKind::Clean, must: 0, ask: 0, confirmed: 0, left_out: 0, complete: true, ..verdict };
    assert_eq!(clean.in_words(), "未发现错误，3 处提示");
    let open = checked(sample());
    let reasons = open.findings.iter().map(|finding| (finding.fingerprint.clone(), "台账如此".to_owned()));
    let options = Options { acknowledged: reasons.collect(), ..Options::default() };
    let confirmed = check(Source::plain(sample()), &options);
    assert_eq!(verdict_of(&confirmed).in_words(), "未发现错误；已确认 3 处");
}

#[test]
fn every_export_has_the_same_verdict() {
    for case in cases() {
        let (name, checked) = (case.name, checked(case.text));
        let verdict = verdict_of(&checked);
        let words = verdict.in_words();
        let json = json_of(&checked);
        assert_eq!(json["verdict"]["text"], *words, "{name}");
        assert_eq!(json["verdict"]["kind"], *verdict.kind.id(), "{name}");
        assert_eq!(json["verdict"]["must"], verdict.must, "{name}");
        assert_eq!(json["verdict"]["ask"], verdict.ask, "{name}");
        let notifications = sarif_of(&checked)["invocations"][0]["toolExecutionNotifications"].take();
        let own = notifications.as_array().unwrap().iter().filter(|own| own["descriptor"]["id"] == "verdict");
        let own: Vec<&Value> = own.map(|own| &own["message"]["text"]).collect();
        assert_eq!(own, [&Value::from(words.as_str())], "{name}");
        let opinion = seen(&markdown(&checked, &PASTED));
        let line = match verdict.kind {
            VerdictKind::Unread => format!("\n{words}：{}\n", checked.problems[0].message),
            _ => format!("\n**{words}**\n"),
        };
        assert!(opinion.contains(&line), "{name}: {line} is missing in\n{opinion}");
    }
}

#[test]
fn every_export_has_the_same_sentences() {
    let mut told = std::collections::BTreeSet::new();
    for text in texts() {
        let checked = checked(text);
        let (json, sarif) = (json_of(&checked), sarif_of(&checked));
        let (json, sarif) = (json["findings"].as_array().unwrap(), sarif["results"].as_array().unwrap());
        let (opinion, notes) = (seen(&markdown(&checked, &PASTED)), notes_of(&checked, &[], None, &Author::Program));
        let count = checked.findings.len();
        assert_eq!((json.len(), sarif.len(), notes.len()), (count, count, count));
        for (at, finding) in checked.findings.iter().enumerate() {
            let words = checked.words(finding);
            let severity = match finding.severity {
                Severity::Error => "必须改正",
                Severity::Warning => "请核对",
                Severity::Info => "提示",
            };
            assert_eq!(json[at]["message"], *words.message);
            assert_eq!(json[at]["advice"], *words.advice);
            assert_eq!(sarif[at]["message"]["text"], *format!("{}\n{}", words.message, words.advice));
            assert!(opinion.contains(&format!("：{}\n   - 改法：{}\n", words.message, words.advice)), "{opinion}");
            assert!(opinion.contains(&format!("## {severity}（")), "{opinion}");
            let lines =
                [&*format!("{severity}：{}", words.message), finding.slip.rule().why(), &*words.advice, finding.rule];
            assert!(notes.iter().any(|note| note.span == finding.span && note.lines == lines), "{notes:?}");
            told.insert(finding.rule);
        }
    }
    assert!(told.len() > 30, "only {} rules have told something", told.len());
}

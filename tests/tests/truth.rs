//! What is true and well said is left alone, what is false is found, and nothing but that: many sentences, each put into the
//! valid report of four organs, and of the year behind it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::{Options, Source, check};
use gouji_tests::settings::{Line, MOVES, SETTINGS, Setting};

/// In front of which paragraph a sentence is put.
const PLACE: &str = "（三）政府信息管理。";

/// The rules that find something in a report with a sentence, each once.
fn alarms(report: &str, sentence: &str) -> Vec<&'static str> {
    let paragraphs = sentence.replace("\\n", "\n\n");
    let text = report.replacen(PLACE, &format!("{paragraphs}\n\n{PLACE}"), 1);
    let mut rules: Vec<&str> =
        check(Source::plain(text), &Options::default()).findings.iter().map(|finding| finding.rule).collect();
    rules.sort_unstable();
    rules.dedup();
    rules
}

/// The lines of a list, with the rules that must find something: none in true sentences.
fn lines(list: &'static str) -> impl Iterator<Item = (Vec<&'static str>, Line<'static>)> {
    list.lines().filter(|line| !line.starts_with('#')).map(|line| match line.split_once(": ") {
        Some((rule, sentence)) if gouji_core::rules::rule(rule).is_some() => (vec![rule], Line::new(sentence)),
        _ => (Vec::new(), Line::new(line)),
    })
}

/// What of a list is judged otherwise than it should be in a setting, as the list of known misses has it.
fn misses(setting: &Setting, years: u32, list: &'static str) -> Vec<String> {
    let report = setting.report(years);
    let found = lines(list).filter(|(_, line)| line.fits(setting, years)).filter_map(|(rules, line)| {
        let sentence = setting.words(line.sentence, years);
        let alarms = alarms(&report, &sentence);
        let in_words = |rules: &[&str]| if rules.is_empty() { "nothing".to_owned() } else { rules.join("+") };
        let (expected, raised) = (in_words(&rules), in_words(&alarms));
        (alarms != rules).then(|| format!("{} +{years}: {expected}, not {raised}: {sentence}", setting.name))
    });
    found.collect()
}

/// All misses of a list are known, and all that are known are misses still.
fn holds(list: &'static str, known: &[&str]) {
    let cases: Vec<(&Setting, u32)> = SETTINGS.iter().flat_map(|setting| MOVES.map(|years| (setting, years))).collect();
    let found: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            cases.iter().map(|(setting, years)| scope.spawn(|| misses(setting, *years, list))).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    let new: Vec<&String> = found.iter().filter(|miss| !known.contains(&miss.as_str())).collect();
    assert!(new.is_empty(), "{} sentences are judged otherwise than they should be:\n{}", new.len(), joined(&new));
    let passed: Vec<&&str> = known.iter().filter(|miss| !found.iter().any(|other| other == **miss)).collect();
    assert!(passed.is_empty(), "{} known misses are none any more, strike them:\n{}", passed.len(), joined(&passed));
}

fn joined(lines: &[impl ToString]) -> String {
    lines.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The misses that are known, of true sentences or of false ones.
fn known(of_true: bool) -> Vec<&'static str> {
    let lines = include_str!("../known-misses.txt").lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .filter(|line| line.split_once(": ").is_some_and(|(_, miss)| miss.starts_with("nothing,") == of_true))
        .collect()
}

#[test]
fn nothing_is_found_in_the_reports_themselves() {
    for setting in &SETTINGS {
        for years in MOVES {
            let found = alarms(&setting.report(years), "");
            assert!(found.is_empty(), "{} +{years}: {found:?}", setting.name);
        }
    }
}

#[test]
fn true_sentences_raise_no_alarm() {
    holds(include_str!("../true-sentences.txt"), &known(true));
}

#[test]
fn false_sentences_raise_their_rule_and_no_other() {
    holds(include_str!("../false-sentences.txt"), &known(false));
}

//! Every rule's page has the one form, and its examples do what they say. CONTRIBUTING.md tells how they are written.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use gouji_core::rules::RULES;
use gouji_core::{CheckedReport, Options, Source, check};
use gouji_tests::catalogue::{FILE, catalogue, page_of};
use gouji_tests::examples::examples;
use gouji_tests::mending::faults_of_fixes;
use gouji_tests::sample::mended_sample;

#[test]
fn the_base_is_valid() {
    let checked = check(Source::plain(mended_sample()), &Options::default());
    assert!(checked.findings.is_empty(), "{:?}", rules_of(&checked));
}

#[test]
fn every_page_has_the_form() {
    const HEADINGS: [&str; 7] = ["检查什么", "依据", "为什么", "怎么改", "例外", "会提示", "不提示"];
    for rule in RULES {
        let page = page_of(rule).unwrap();
        let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("## ")).collect();
        assert_eq!(headings, HEADINGS, "{}", rule.id);
        let page = page_of(rule).unwrap();
        assert!(
            page.starts_with(rule.page()) && rule.page().contains("## 例外") && !rule.page().contains("```"),
            "{}",
            rule.id
        );
        let mut lines = page.lines();
        assert!(lines.next().is_some_and(|title| title.starts_with("# ")), "{}", rule.id);
        assert!(lines.any(|line| line == format!("`{}`", rule.id)), "{}", rule.id);
        assert!(!rule.why().is_empty() && !rule.basis.text.is_empty(), "{}", rule.id);
    }
}

#[test]
fn the_catalogue_is_up_to_date() {
    let list = std::fs::read_to_string(FILE).unwrap();
    assert!(list == catalogue().unwrap(), "run `cargo xtask rules`");
}

#[test]
fn every_example_does_what_it_says() {
    let mut wrong = Vec::new();
    for rule in RULES {
        for example in examples(rule, "会提示") {
            let checked = compared(example.check());
            let Some(found) = checked.findings.iter().find(|finding| finding.rule == rule.id) else {
                wrong.push(format!("{} is silent on:\n{}\nfound: {:?}", rule.id, example.body, rules_of(&checked)));
                continue;
            };
            let words = checked.words(found);
            assert!(words.message.ends_with('。') && words.advice.ends_with('。'), "{}: {words:?}", rule.id);
        }
        for example in examples(rule, "不提示") {
            let checked = compared(example.check());
            if rules_of(&checked).contains(&rule.id) {
                wrong.push(format!("{} fires on:\n{}", rule.id, example.body));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_fix_of_an_example_mends_it_and_breaks_nothing() {
    let mut wrong = Vec::new();
    let mut fixes = 0;
    for rule in RULES {
        for example in examples(rule, "会提示") {
            let checked = example.check();
            fixes +=
                checked.findings.iter().filter(|own| own.rule == rule.id).map(|own| own.fixes.len()).sum::<usize>();
            let faults = faults_of_fixes(&checked, rule.id);
            wrong.extend(faults.iter().map(|fault| format!("{fault}\n{}", example.body)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(fixes > 50, "only {fixes} fixes");
}

fn rules_of(checked: &CheckedReport) -> Vec<&'static str> {
    checked.findings.iter().map(|finding| finding.rule).collect()
}

/// A report that went with last year's was compared with it: no rule stays silent because it could not.
fn compared(checked: CheckedReport) -> CheckedReport {
    const COMPARING: [&str; 4] = ["carry-over-broken", "in-force-jumps", "count-jumps", "text-copied"];
    let unchecked = &checked.coverage.not_checked;
    let not_compared = unchecked.iter().any(|unchecked| COMPARING.contains(&unchecked.what));
    assert!(checked.options.previous.is_none() || !not_compared, "{unchecked:?}");
    checked
}

//! The direction of the arrows that ARCHITECTURE.md draws.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use std::fs;
use std::path::{Path, PathBuf};

use gouji_core::form::{
    APPLICANTS, CONTENTS, Edition, LITIGATION, ORGANISATIONS, OUTCOMES, OutcomeId, RELATION, SubHeadingId, TableNumber,
    layout, sections_of,
};
use gouji_core::rules::RULES;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The names in a manifest's `[dependencies]`.
fn dependencies(package: &str) -> Vec<String> {
    let manifest = fs::read_to_string(root().join(package).join("Cargo.toml")).unwrap();
    let section = manifest.split("[dependencies]").nth(1).unwrap().split("\n[").next().unwrap();
    let names = section.lines().filter_map(|line| line.split(['.', ' ', '=']).next());
    names.filter(|name| !name.is_empty() && !name.starts_with(['#', '"', ']'])).map(str::to_owned).collect()
}

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut waiting = vec![root().join(folder)];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found
}

#[test]
fn dependencies_point_one_way() {
    let ours =
        ["gouji-core", "gouji-documents", "gouji-wasm", "gouji-reader", "gouji", "gouji-web", "gouji-tests", "xtask"];
    let of_ours = |package| {
        let mut names = dependencies(package);
        names.retain(|name| ours.contains(&name.as_str()));
        names
    };
    assert_eq!(dependencies("crates/core"), ["serde"], "the core stands on nothing but serde");
    assert_eq!(of_ours("crates/documents"), ["gouji-core"]);
    assert_eq!(of_ours("crates/wasm"), ["gouji-core"]);
    assert_eq!(of_ours("crates/reader"), ["gouji-core", "gouji-documents"]);
    assert_eq!(of_ours("crates/cli"), ["gouji-core", "gouji-documents"]);
    assert_eq!(of_ours("web"), ["gouji-core", "gouji-documents"]);
    assert_eq!(of_ours("crates/xtask"), Vec::<String>::new());
}

#[test]
fn only_the_browser_crates_know_a_browser() {
    for package in ["crates/core", "crates/documents", "crates/cli", "crates/xtask", "tests"] {
        let names = dependencies(package);
        let browser = names
            .iter()
            .find(|name| name.starts_with("wasm-bindgen") || ["web-sys", "js-sys", "yew"].contains(&name.as_str()));
        assert_eq!(browser, None, "{package}");
    }
}

#[test]
fn the_core_and_the_readers_touch_no_file_clock_or_environment() {
    for folder in ["crates/core/src", "crates/documents/src"] {
        for (path, text) in sources(folder) {
            for word in ["std::fs", "std::net", "std::env", "std::time", "std::process", "std::thread"] {
                assert!(!text.contains(word), "{} names {word}", path.display());
            }
        }
    }
}

/// Labels that are ordinary words as well, which reports use whether or not the form has them.
const ORDINARY_WORDS: [&str; 17] = [
    "规章",
    "规范性文件",
    "行政许可",
    "行政处罚",
    "行政强制",
    "予以公开",
    "部分公开",
    "不予公开",
    "无法提供",
    "不予处理",
    "其他处理",
    "行政复议",
    "行政诉讼",
    "自然人",
    "其他",
    "总计",
    "总体情况",
];

/// Every label of the form without its numbering and what its brackets add.
fn labels() -> Vec<&'static str> {
    let editions = [Edition::E2021, Edition::E2019];
    let layouts = || editions.into_iter().flat_map(|edition| TableNumber::ALL.map(|table| layout(table, edition)));
    let rows = layouts().flat_map(|layout| layout.rows);
    let columns = rows.clone().flat_map(|row| row.columns).map(|column| column.label);
    let sections = editions.into_iter().flat_map(sections_of).map(|section| section.title);
    let printed = [RELATION, APPLICANTS, ORGANISATIONS, OUTCOMES, LITIGATION, CONTENTS];
    let above = SubHeadingId::ALL.map(SubHeadingId::label).into_iter().chain(OutcomeId::ALL.map(OutcomeId::label));
    let all = rows.map(|row| row.label).chain(columns).chain(sections).chain(printed).chain(above);
    let mut labels: Vec<&str> = all.map(bare).collect();
    labels.sort_unstable();
    labels.dedup();
    labels
}

/// （二）部分公开（区分处理的，…） → 部分公开; 1.属于国家秘密 → 属于国家秘密.
fn bare(label: &'static str) -> &'static str {
    let is_numeral = |character: char| "一二三四五六七12345678".contains(character);
    let inner = label.strip_prefix('（').unwrap_or(label).trim_start_matches(is_numeral);
    let words = if inner.len() < label.len() { inner.strip_prefix(['）', '、', '.']) } else { None };
    let words = words.unwrap_or(label);
    words.find('（').filter(|at| *at > 0 && !words.starts_with("第二十条")).map_or(words, |at| &words[..at])
}

/// The lines of a Rust source that are neither comments nor its tests: Chinese words stand in literals there.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.split("\n#[cfg(test)]").next().unwrap_or(text).lines();
    lines.filter(|line| !line.trim_start().starts_with("//")).map(|line| line.split(" // ").next().unwrap_or(line))
}

/// Where the code of the core (outside the form and the words of the prose), the readers and the page hold a label: an
/// ordinary word only where it is quoted as the form's, “规章”.
fn label_holders() -> Vec<(String, &'static str)> {
    let labels = labels();
    let mut found = Vec::new();
    for (path, text) in ["crates/core/src", "crates/documents/src", "web/src"].into_iter().flat_map(sources) {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        if name.starts_with("crates/core/src/form/") || name.starts_with("crates/core/src/narrative/") {
            continue;
        }
        for line in code(&text) {
            let holds = |label: &str| match ORDINARY_WORDS.contains(&label) {
                true => line.contains(&format!("“{label}”")),
                false => line.contains(label),
            };
            found.extend(labels.iter().filter(|label| holds(label)).map(|label| (name.clone(), *label)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Labels that are still held beside the form, by sentences of rules and one reader. This list may only become shorter.
const STILL_HELD: &[(&str, &str)] = &[
    ("crates/core/src/parse/table_four.rs", "复议后起诉"),
    ("crates/core/src/parse/table_four.rs", "尚未审结"),
    ("crates/core/src/parse/table_four.rs", "结果维持"),
    ("crates/core/src/rules/applicants_do_not_add_up.rs", "总计"),
    ("crates/core/src/rules/aspect_missing.rs", "总体情况"),
    ("crates/core/src/rules/direct_suit_after_2024.rs", "未经复议直接起诉"),
    ("crates/core/src/rules/disputes_do_not_add_up.rs", "总计"),
    ("crates/core/src/rules/fee_unit_suspect.rs", "本年收费金额"),
    ("crates/core/src/rules/fee_unit_suspect.rs", "行政事业性收费"),
    ("crates/core/src/rules/in_force_jumps.rs", "现行有效件数"),
    ("crates/core/src/rules/in_force_too_small.rs", "现行有效件数"),
    ("crates/core/src/rules/rules_without_power.rs", "行政规范性文件"),
    ("crates/core/src/rules/rules_without_power.rs", "规章"),
    ("crates/core/src/rules/section_empty.rs", "其他需要报告的事项"),
];

#[test]
fn only_the_form_holds_labels() {
    let found = label_holders();
    let found: Vec<(&str, &str)> = found.iter().map(|(file, label)| (file.as_str(), *label)).collect();
    let more: Vec<_> = found.iter().filter(|held| !STILL_HELD.contains(held)).collect();
    assert!(more.is_empty(), "labels stand in crates/core/src/form and are taken from there: {more:?}");
    let gone: Vec<_> = STILL_HELD.iter().filter(|held| !found.contains(held)).collect();
    assert!(gone.is_empty(), "no longer held, to be struck off the list: {gone:?}");
}

#[test]
fn labels_are_found_in_sources() {
    let labels = labels();
    for label in ["属于国家秘密", "部分公开", "本年收费金额", "第二十条第（一）项", "其他需要报告的事项", "总计"]
    {
        assert!(labels.contains(&label), "{label}: {labels:?}");
    }
    assert!(ORDINARY_WORDS.iter().all(|word| labels.contains(word)), "{labels:?}");
    let source = "let a = \"甲\"; // 乙\n/// 丙\nlet b = \"丁\";\n#[cfg(test)]\nmod tests";
    assert_eq!(code(source).collect::<Vec<_>>(), ["let a = \"甲\";", "let b = \"丁\";"]);
}

#[test]
fn every_rule_has_one_page_and_every_page_a_rule() {
    let mut ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    let pages = fs::read_dir(root().join("crates/core/src/rules")).unwrap();
    let pages = pages
        .filter(|entry| entry.as_ref().unwrap().path().extension().is_some_and(|extension| extension == "md"))
        .count();
    assert_eq!(pages, ids.len(), "one page for each rule of rules.rs");
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), RULES.len(), "ids are unique");
}

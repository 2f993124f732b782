//! The direction of the arrows that ARCHITECTURE.md draws.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use gouji_core::form::{
    APPLICANTS, CONTENTS, Edition, LITIGATION, ORGANISATIONS, OUTCOMES, OutcomeId, RELATION, SubHeadingId, TableNumber,
    layout, sections_of,
};
use gouji_core::rules::RULES;
use gouji_tests::modules::{Edge, circles, edges};

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
    let ours = [
        "gouji-core",
        "gouji-documents",
        "gouji-export",
        "gouji-wasm",
        "gouji-reader",
        "gouji-writer",
        "gouji",
        "gouji-web",
        "gouji-tests",
        "gouji-binder",
        "xtask",
    ];
    let of_ours = |package| {
        let mut names = dependencies(package);
        names.retain(|name| ours.contains(&name.as_str()));
        names
    };
    // The first and the last describe the output to generator and tests, behind a feature.
    let core = ["schemars", "serde", "sha2", "ts-rs"];
    assert_eq!(dependencies("crates/core"), core, "the core stands on nothing but serde and a hash");
    assert_eq!(of_ours("crates/export"), ["gouji-core"]);
    assert_eq!(of_ours("crates/documents"), ["gouji-core"]);
    assert_eq!(of_ours("crates/wasm"), ["gouji-core", "gouji-documents", "gouji-export"]);
    assert_eq!(of_ours("crates/reader"), ["gouji-core", "gouji-documents"]);
    assert_eq!(of_ours("crates/writer"), ["gouji-core", "gouji-documents", "gouji-export"]);
    assert_eq!(of_ours("crates/cli"), ["gouji-core", "gouji-documents", "gouji-export"]);
    assert_eq!(of_ours("web"), ["gouji-core", "gouji-documents", "gouji-export", "gouji-writer"]);
    assert_eq!(of_ours("crates/binder"), Vec::<String>::new());
    assert_eq!(of_ours("crates/xtask"), Vec::<String>::new());
}

/// What leads where among the files of a crate.
fn edges_within(package: &str) -> Vec<Edge> {
    let folder = root().join(package).join("src");
    let name = |path: &Path| path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
    let files: BTreeMap<String, String> =
        sources(&format!("{package}/src")).into_iter().map(|(path, text)| (name(&path), text)).collect();
    edges(&files).unwrap_or_else(|error| panic!("{package}: {error}"))
}

#[test]
fn no_files_of_a_crate_stand_in_a_circle() {
    let packages = [
        "crates/core",
        "crates/documents",
        "crates/export",
        "crates/reader",
        "crates/writer",
        "crates/wasm",
        "crates/cli",
        "web",
    ];
    let mut told = String::new();
    for package in packages {
        let edges = edges_within(package);
        for circle in circles(&edges) {
            told.push_str(&format!("\nin {package}/src:"));
            for Edge { from, to, path } in circle {
                told.push_str(&format!("\n  {from} leads to {to} by {path}"));
            }
        }
    }
    assert!(told.is_empty(), "move what both need to a file below them, or turn one arrow round:{told}");
}

#[test]
fn no_rule_takes_anything_from_a_rule() {
    let is_rule = |file: &str| {
        let id = file.strip_prefix("rules/").and_then(|file| file.strip_suffix(".rs"));
        id.is_some_and(|id| root().join(format!("crates/core/src/rules/{}.md", id.replace('_', "-"))).is_file())
    };
    let edges = edges_within("crates/core");
    assert_eq!(
        edges.iter().filter(|edge| is_rule(&edge.to)).map(|edge| &edge.to).collect::<BTreeSet<_>>().len(),
        RULES.len()
    );
    let between: Vec<&Edge> = edges.iter().filter(|edge| is_rule(&edge.from) && is_rule(&edge.to)).collect();
    assert!(between.is_empty(), "what several rules need stands beside them in a file of its own: {between:#?}");
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

#[test]
fn only_the_form_holds_labels() {
    let found = label_holders();
    assert!(found.is_empty(), "labels stand in crates/core/src/form and are taken from there: {found:?}");
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

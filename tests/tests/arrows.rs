//! The direction of the arrows that ARCHITECTURE.md draws.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a failing test should stop at once")]

use std::fs;
use std::path::{Path, PathBuf};

use gouji_core::form::{Edition, TableNumber, layout};
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
    let ours = [
        "gouji-core",
        "gouji-documents",
        "gouji-wasm",
        "gouji-reader",
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
    assert_eq!(dependencies("crates/core"), ["serde"], "the core stands on nothing but serde");
    assert_eq!(of_ours("crates/documents"), ["gouji-core"]);
    assert_eq!(of_ours("crates/wasm"), ["gouji-core"]);
    assert_eq!(of_ours("crates/reader"), ["gouji-core", "gouji-documents"]);
    assert_eq!(of_ours("crates/cli"), ["gouji-core", "gouji-documents"]);
    assert_eq!(of_ours("web"), ["gouji-core", "gouji-documents"]);
    assert_eq!(of_ours("crates/binder"), Vec::<String>::new());
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

#[test]
fn rules_hold_no_row_labels() {
    let editions = [Edition::E2021, Edition::E2019];
    let layouts = editions.into_iter().flat_map(|edition| TableNumber::ALL.map(|table| layout(table, edition)));
    let labels: Vec<&str> = layouts
        .flat_map(|layout| layout.rows)
        .map(|row| row.label.trim_start_matches(|c: char| !c.is_alphabetic() || "一二三四五六七".contains(c)))
        .filter(|label| label.chars().count() > 5)
        .collect();
    for (path, text) in sources("crates/core/src/rules") {
        // A rule about one row may name it in its own sentence, but only as the page quotes it; labels of table 3 never.
        for label in
            labels.iter().filter(|label| !["行政规范性文件", "行政事业性收费", "未经复议直接起诉"].contains(label))
        {
            assert!(!text.contains(label), "{} holds the label {label}", path.display());
        }
    }
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

//! The rule set as the public knows it: `tests/rules.snap`, one line a rule, held against `CHANGELOG.md`. A change of a rule
//! is a public event, so a published rule set stays as it is, and every change stands in the changelog under its rule's id.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write;

use gouji_core::contract::{RULE_SET, sha256_of};
use gouji_core::finding::Severity;
use gouji_core::rules::{RULES, Rule};
use gouji_core::{CheckedReport, Options, Source, check};

use crate::catalogue::page_of;
use crate::examples::examples;
use crate::sample::mended_sample;

/// Where the snapshot lies.
pub const SNAPSHOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/rules.snap");

/// Where the changes are told.
pub const CHANGELOG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../CHANGELOG.md");

/// The ids of retired rules, which are never used again.
pub const RETIRED: &str = include_str!("../retired-rules.txt");

/// The snapshot of the rules as they are. A rule that is as in the snapshot before keeps the rule set that changed it last.
///
/// # Errors
/// A page that cannot be read; a change of a rule set that is published.
pub fn refreshed(before: &str, changelog: &str) -> Result<String, Box<dyn Error>> {
    Ok(refresh(before, &rules_today()?, RULE_SET, changelog)?)
}

/// What is wrong with a snapshot and a changelog, each with what to do; nothing when all is well.
///
/// # Errors
/// A page that cannot be read.
pub fn complaints(snapshot: &str, changelog: &str) -> Result<Vec<String>, Box<dyn Error>> {
    Ok(complain(snapshot, &rules_today()?, RULE_SET, changelog, RETIRED))
}

/// What a line of the snapshot says of each rule behind its id, but for the rule set that changed it last.
type Described = BTreeMap<String, String>;

fn rules_today() -> Result<Described, Box<dyn Error>> {
    let mut severities = severities_of_false_sentences();
    let mut described = Described::new();
    for rule in RULES {
        let mut words = String::new();
        let seen = severities.entry(rule.id).or_default();
        for example in examples(rule, "会提示") {
            let checked = example.check();
            words.push_str(&words_of(rule, &checked));
            seen.extend(severities_in(rule, &checked));
            seen.extend(severities_in(rule, &example.check_structured()));
        }
        let severities: Vec<&str> = seen.iter().map(|severity| severity.id()).collect();
        let (page, words) = (digest(&page_of(rule)?), digest(&words));
        let (severities, basis, since) = (severities.join(","), rule.basis.kind.id(), rule.since);
        let line = format!("{severities} basis={basis} since={since} page={page} words={words}");
        described.insert(rule.id.to_owned(), line);
    }
    Ok(described)
}

/// Everything that a rule says of a report.
fn words_of(rule: &Rule, checked: &CheckedReport) -> String {
    let mut told = String::new();
    for finding in checked.findings.iter().filter(|finding| finding.rule == rule.id) {
        let words = checked.words(finding);
        told.push_str(&format!("{}\n{}\n", words.message, words.advice));
        told.extend(finding.fixes.iter().map(|fix| format!("{}{}\n", fix.label, if fix.safe { " safe" } else { "" })));
    }
    told
}

fn severities_in(rule: &Rule, checked: &CheckedReport) -> Vec<Severity> {
    checked.findings.iter().filter(|finding| finding.rule == rule.id).map(|finding| finding.severity).collect()
}

fn severities_of_false_sentences() -> BTreeMap<&'static str, BTreeSet<Severity>> {
    const PLACE: &str = "（三）政府信息管理。";
    let report = mended_sample();
    let lines = include_str!("../false-sentences.txt").lines().filter(|line| !line.starts_with('#'));
    let mut seen: BTreeMap<&str, BTreeSet<Severity>> = BTreeMap::new();
    for (id, sentence) in lines.filter_map(|line| line.split_once(": ")) {
        let paragraphs = sentence.replace("\\n", "\n\n");
        let text = report.replacen(PLACE, &format!("{paragraphs}\n\n{PLACE}"), 1);
        let checked = check(Source::plain(text), &Options::default());
        let own = checked.findings.iter().filter(|finding| finding.rule == id);
        for finding in own {
            seen.entry(finding.rule).or_default().insert(finding.severity);
        }
    }
    seen
}

fn digest(text: &str) -> String {
    let mut digest = sha256_of(text.as_bytes());
    digest.truncate(12);
    digest
}

/// A snapshot as it is written.
struct Snapshot<'a> {
    rule_set: &'a str,
    /// By id: the rule set that changed it last, and what is said of it.
    rules: BTreeMap<&'a str, (&'a str, &'a str)>,
}

const HEAD: &str =
    "# Written by `cargo xtask rules`, never by hand; tests/src/rule_set.rs says what it is for.\nrule set ";

fn read(snapshot: &str) -> Snapshot<'_> {
    let mut lines = snapshot.lines().filter(|line| !line.starts_with('#'));
    let rule_set = lines.next().and_then(|line| line.strip_prefix("rule set ")).unwrap_or_default();
    let rules = lines.filter_map(|line| {
        let (id, rest) = line.split_once(" changed=")?;
        Some((id, rest.split_once(' ')?))
    });
    Snapshot { rule_set, rules: rules.collect() }
}

fn refresh(before: &str, today: &Described, rule_set: &str, changelog: &str) -> Result<String, String> {
    let old = read(before);
    let is_as_before = |id: &str, line: &str| old.rules.get(id).is_some_and(|(_, before)| *before == line);
    let same = old.rules.len() == today.len() && today.iter().all(|(id, line)| is_as_before(id, line));
    if !same && old.rule_set == rule_set && section(changelog, rule_set).is_some_and(|section| section.sealed.is_some())
    {
        return Err(format!(
            "rule set {rule_set} is published and rules are not what they were: {}",
            what_to_do(rule_set, changelog)
        ));
    }
    let mut snapshot = format!("{HEAD}{rule_set}\n");
    for (id, line) in today {
        let changed =
            old.rules.get(id.as_str()).filter(|(_, before)| before == line).map_or(rule_set, |(changed, _)| changed);
        // Writing to a string cannot fail.
        writeln!(snapshot, "{id} changed={changed} {line}").unwrap_or(());
    }
    Ok(snapshot)
}

/// What a change of a rule asks for while a rule set is the newest.
fn what_to_do(rule_set: &str, changelog: &str) -> String {
    if section(changelog, rule_set).is_some_and(|section| section.sealed.is_none()) {
        return format!(
            "write a line with its id under 新增, 改变 or 停用 of 规则集 {rule_set} in CHANGELOG.md, and run `cargo xtask rules`"
        );
    }
    format!(
        "raise RULE_SET in crates/core/src/contract/output.rs above {rule_set}, begin a section of CHANGELOG.md with the line \
         “规则集 (the new version)，未发布。” and a line with its id under 新增, 改变 or 停用, and run `cargo xtask rules`"
    )
}

fn complain(snapshot: &str, today: &Described, rule_set: &str, changelog: &str, retired: &str) -> Vec<String> {
    let committed = read(snapshot);
    let mut wrong = Vec::new();
    for (id, line) in today {
        match committed.rules.get(id.as_str()) {
            None => wrong.push(format!("`{id}` is new: {}", what_to_do(committed.rule_set, changelog))),
            Some((_, before)) if before != line => {
                wrong.push(format!(
                    "`{id}` changed from\n  {before}\nto\n  {line}\n{}",
                    what_to_do(committed.rule_set, changelog)
                ));
            }
            Some(_) => {}
        }
    }
    let gone = committed.rules.keys().filter(|id| !today.contains_key(**id));
    wrong.extend(gone.map(|id| {
        format!(
            "`{id}` is gone: write it into tests/retired-rules.txt and {}",
            what_to_do(committed.rule_set, changelog)
        )
    }));
    if committed.rule_set != rule_set {
        wrong.push(format!(
            "the snapshot is of rule set {}, the program's is {rule_set}: run `cargo xtask rules`",
            committed.rule_set
        ));
    }
    wrong.extend(untold(&committed, changelog));
    wrong.extend(sealed_otherwise(snapshot, rule_set, changelog));
    wrong.extend(retired_otherwise(today, changelog, retired));
    wrong
}

/// Rules that the changelog does not name where they came or where they changed last.
fn untold(committed: &Snapshot, changelog: &str) -> Vec<String> {
    let mut untold = Vec::new();
    for (id, (changed, line)) in &committed.rules {
        if !section(changelog, changed).is_some_and(|section| section.names(id)) {
            untold.push(format!("CHANGELOG.md has no line with `{id}` under 规则集 {changed}: write what changed"));
        }
        let since = line.split(' ').find_map(|part| part.strip_prefix("since=")).unwrap_or_default();
        if !section(changelog, since).is_some_and(|section| section.ids_under("新增").any(|told| told == *id)) {
            untold
                .push(format!("`{id}` says that it is since {since}, CHANGELOG.md does not have it there under 新增"));
        }
    }
    untold
}

/// Whether the newest rule set is published with another snapshot.
fn sealed_otherwise(snapshot: &str, rule_set: &str, changelog: &str) -> Option<String> {
    let Some(section) = section(changelog, rule_set) else {
        return Some(format!("CHANGELOG.md has no section that says 规则集 {rule_set}"));
    };
    let seal = digest(snapshot);
    section.sealed.filter(|sealed| *sealed != seal).map(|sealed| {
        format!(
            "CHANGELOG.md says that 规则集 {rule_set} is published with the snapshot {sealed}, tests/rules.snap is {seal}: a \
             published rule set stays as it is, so {}",
            what_to_do(rule_set, changelog)
        )
    })
}

/// Ids that were public and are neither rules nor retired, and retired ones that are in use.
fn retired_otherwise(today: &Described, changelog: &str, retired: &str) -> Vec<String> {
    let retired: BTreeSet<&str> = retired.lines().filter(|line| !line.starts_with('#')).collect();
    let mut wrong = Vec::new();
    for id in retired.iter().filter(|id| today.contains_key(**id)) {
        wrong
            .push(format!("`{id}` is retired (tests/retired-rules.txt) and an id is never used again: choose another"));
    }
    let sections: Vec<Section> = sections(changelog).collect();
    for id in sections.iter().flat_map(|section| section.ids_under("新增")) {
        if !today.contains_key(id) && !retired.contains(id) {
            wrong.push(format!("`{id}` was a rule and is none: write it into tests/retired-rules.txt"));
        }
    }
    for id in
        retired.iter().filter(|id| !sections.iter().any(|section| section.ids_under("停用").any(|told| told == **id)))
    {
        wrong.push(format!("CHANGELOG.md says nowhere under 停用 that `{id}` is retired"));
    }
    wrong
}

/// A section of the changelog about a rule set.
struct Section<'a> {
    rule_set: &'a str,
    /// The digest of the snapshot with which it was published; nothing while it is not.
    sealed: Option<&'a str>,
    text: &'a str,
}

impl<'a> Section<'a> {
    fn names(&self, id: &str) -> bool {
        ["新增", "改变", "停用"].iter().any(|heading| self.ids_under(heading).any(|told| told == id))
    }

    /// The rules that are named in backquotes under a heading.
    fn ids_under(&self, heading: &str) -> impl Iterator<Item = &'a str> {
        let parts = self.text.split("\n### ").skip(1);
        let own = parts.filter_map(move |part| part.strip_prefix(heading)).next().unwrap_or_default();
        own.split('`').skip(1).step_by(2)
    }
}

/// The sections with a line `规则集 2026.1，未发布。` or `规则集 2026.1，rules.snap 校验码 0123456789ab。`.
fn sections(changelog: &str) -> impl Iterator<Item = Section<'_>> {
    changelog.split("\n## ").skip(1).filter_map(|text| {
        let line = text.lines().find_map(|line| line.strip_prefix("规则集 "))?;
        let (rule_set, state) = line.trim_end_matches('。').split_once('，')?;
        Some(Section { rule_set, sealed: state.strip_prefix("rules.snap 校验码 "), text })
    })
}

fn section<'a>(changelog: &'a str, rule_set: &str) -> Option<Section<'a>> {
    sections(changelog).find(|section| section.rule_set == rule_set)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test should stop at once")]

    use super::{Described, complain, digest, refresh};

    fn rules(rules: &[(&str, &str)]) -> Described {
        rules.iter().map(|(id, line)| ((*id).to_owned(), (*line).to_owned())).collect()
    }

    fn told(complaints: &[String], words: &[&str]) -> bool {
        complaints.iter().any(|complaint| words.iter().all(|word| complaint.contains(word)))
    }

    const OPEN: &str = "# 更新\n\n## 1\n\n规则集 1，未发布。\n\n### 新增\n\n- `a`、`b`\n";

    #[test]
    fn a_published_rule_set_changes_only_with_a_version_and_a_line() {
        let today = rules(&[("a", "error since=1 words=1"), ("b", "info since=1 words=2")]);
        let first = refresh("", &today, "1", OPEN).unwrap();
        assert_eq!(complain(&first, &today, "1", OPEN, ""), Vec::<String>::new());
        let sealed = OPEN.replace("未发布", &format!("rules.snap 校验码 {}", digest(&first)));
        assert_eq!(complain(&first, &today, "1", &sealed, ""), Vec::<String>::new());

        let today = rules(&[("a", "error since=1 words=1"), ("b", "warning since=1 words=2")]);
        assert!(told(&complain(&first, &today, "1", OPEN, ""), &["`b` changed", "write a line"]));
        assert!(told(&complain(&first, &today, "1", &sealed, ""), &["`b` changed", "raise RULE_SET"]));
        assert!(refresh(&first, &today, "1", &sealed).unwrap_err().contains("raise RULE_SET"));
        // Written by hand, it is not the snapshot that was published.
        let forged = first.replace("info", "warning");
        assert!(told(&complain(&forged, &today, "1", &sealed, ""), &["stays as it is"]));

        let second = refresh(&first, &today, "2", &sealed).unwrap();
        assert!(second.contains("\na changed=1 ") && second.contains("\nb changed=2 "), "{second}");
        let wrong = complain(&second, &today, "2", &sealed, "");
        assert!(
            told(&wrong, &["no section", "规则集 2"]) && told(&wrong, &["no line with `b` under 规则集 2"]),
            "{wrong:?}"
        );
        let begun = sealed.replace("## 1", "## 2\n\n规则集 2，未发布。\n\n### 改变\n\n- `a`：甲。\n\n## 1");
        let wrong = complain(&second, &today, "2", &begun, "");
        assert!(wrong.len() == 1 && told(&wrong, &["no line with `b` under 规则集 2"]), "{wrong:?}");
        assert_eq!(complain(&second, &today, "2", &begun.replace("`a`：甲", "`b`：乙"), ""), Vec::<String>::new());
    }

    #[test]
    fn an_id_that_was_public_is_a_rule_or_retired_and_never_both() {
        let both = rules(&[("a", "error since=1"), ("b", "info since=1")]);
        let one = rules(&[("a", "error since=1")]);
        let first = refresh("", &both, "1", OPEN).unwrap();
        assert!(told(&complain(&first, &one, "1", OPEN, ""), &["`b` is gone"]));
        let second = refresh(&first, &one, "1", OPEN).unwrap();
        assert!(told(&complain(&second, &one, "1", OPEN, ""), &["`b` was a rule and is none"]));
        assert!(told(&complain(&second, &one, "1", OPEN, "# ids\nb"), &["nowhere under 停用", "`b`"]));
        let retired = format!("{OPEN}\n### 停用\n\n- `b`：丙。\n");
        assert_eq!(complain(&second, &one, "1", &retired, "# ids\nb"), Vec::<String>::new());
        assert!(told(&complain(&first, &both, "1", &retired, "b"), &["`b` is retired", "never used again"]));
    }

    #[test]
    fn a_rule_says_truly_since_when_it_is() {
        let today = rules(&[("a", "error since=1"), ("b", "info since=2")]);
        let snapshot = refresh("", &today, "1", OPEN).unwrap();
        let wrong = complain(&snapshot, &today, "1", OPEN, "");
        assert!(wrong.len() == 1 && told(&wrong, &["`b` says that it is since 2"]), "{wrong:?}");
    }
}

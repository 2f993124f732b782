//! No rule changes unseen: `tests/rules.snap` is what the rules are, and `CHANGELOG.md` tells every change of it.
#![allow(clippy::unwrap_used, reason = "a failing test should stop at once")]

use gouji_tests::rule_set::{CHANGELOG, SNAPSHOT, complaints};

#[test]
fn every_change_of_a_rule_is_told() {
    let snapshot = std::fs::read_to_string(SNAPSHOT).unwrap();
    let changelog = std::fs::read_to_string(CHANGELOG).unwrap();
    let wrong = complaints(&snapshot, &changelog).unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

//! What is known of the rules outside: their snapshot and their catalogue for people, from the rules themselves; tests hold
//! both against them.

use crate::Outcome;
use crate::steps::{program, run, step};

/// Writes `tests/rules.snap` and `docs/rules.md`.
pub fn refresh() -> Outcome {
    step("根据各条规则写 tests/rules.snap 和 docs/rules.md（首次约 1 分钟）", || {
        let write = ["run", "--package", "gouji-tests", "--bin", "rules"];
        run(program("cargo", &write), "请按上面几行改正，再运行一次。")
    })
}

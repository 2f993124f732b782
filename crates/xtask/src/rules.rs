//! The catalogue of the rules for people, from the rules themselves; a test holds it against them.

use crate::Outcome;
use crate::steps::{program, run, step};

/// Writes `docs/rules.md`.
pub fn refresh() -> Outcome {
    step("根据各条规则写 docs/rules.md（首次约 1 分钟）", || {
        let write = ["run", "--package", "gouji-tests", "--bin", "rules"];
        run(program("cargo", &write), "请按上面几行改正，再运行一次。")
    })
}

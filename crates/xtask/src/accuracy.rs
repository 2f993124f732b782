//! How much is found, and how much of it is right.

use crate::Outcome;
use crate::steps::{program, run, step};

/// Measures and writes `docs/accuracy.md` and `tests/corpus-findings.txt`.
pub fn refresh() -> Outcome {
    step("测量准确率，写 docs/accuracy.md 和 tests/corpus-findings.txt（首次约 1 分钟）", || {
        let measure = ["run", "--release", "--package", "gouji-tests", "--bin", "accuracy"];
        run(program("cargo", &measure), "请按上面几行改正，再运行一次。")
    })
}

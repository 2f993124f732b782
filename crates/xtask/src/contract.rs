//! The description of the machine output, from its types; a test holds it against them.

use crate::Outcome;
use crate::steps::{program, run, step};

/// Writes what stands in `contract/` and the types of the JavaScript package.
pub fn refresh() -> Outcome {
    step("根据 Rust 类型写机器输出的说明（首次约 1 分钟）", || {
        let write = ["run", "--package", "gouji-tests", "--bin", "contract"];
        run(program("cargo", &write), "请按上面几行改正，再运行一次。")
    })
}

//! How fast the check is, beside a linter of the same text in the same run. Ratios count, not times: the machine is
//! shared and noisy.

use std::fs;

use crate::steps::{program, run, step, target};
use crate::{Outcome, page};

/// Measures natively, then as wasm in Node; the native program leaves the texts for Node in a folder.
pub fn run_bench() -> Outcome {
    let package = page::package()?;
    let texts = target().join("bench");
    let failed = |error: std::io::Error| format!("{}：{error}", texts.display());
    // Texts of an earlier run would be measured again.
    if texts.exists() {
        fs::remove_dir_all(&texts).map_err(failed)?;
    }
    fs::create_dir_all(&texts).map_err(failed)?;
    step("测量本机程序，并写出要测的文本（首次约 1 分钟）", || {
        let mut native = program("cargo", &["run", "--release", "--package", "gouji-tests", "--bin", "measure", "--"]);
        native.arg(&texts);
        run(native, "请按上面几行改正，再运行一次。")
    })?;
    step("在 Node 里测量 wasm，与 autocorrect 轮流进行（约 2 分钟）", || {
        let mut node = program("node", &["crates/xtask/tools/bench.mjs"]);
        node.arg(package.join("node.cjs")).arg(&texts);
        run(node, "请按上面几行改正，再运行一次。")
    })
}

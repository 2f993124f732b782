//! How fast the check is, beside a linter of the same text in the same run. Ratios count, not times: the machine is
//! shared and noisy.

use std::fs;

use crate::steps::{program, root, run, step};
use crate::{Outcome, page, tools};

pub fn run_bench() -> Outcome {
    tools::for_page()?;
    let package = page::package()?;
    let texts = root().join("target/bench");
    fs::create_dir_all(&texts).map_err(|error| format!("{}: {error}", texts.display()))?;
    step("Measuring the native check; writing the generated reports", || {
        let mut native =
            program("cargo", &["run", "--quiet", "--release", "--package", "gouji-tests", "--bin", "measure"]);
        native.arg(&texts);
        run(native, "The lines above say what went wrong.")
    })?;
    step("Measuring as wasm in Node, beside autocorrect (about 2 minutes)", || {
        let mut node = program("node", &["crates/xtask/tools/bench.mjs"]);
        node.arg(package.join("nodejs/gouji.js")).arg(&texts);
        run(node, "Node 20 or newer is needed.")
    })
}

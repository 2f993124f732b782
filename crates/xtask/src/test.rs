//! Everything that CI checks, cheap before expensive.

use std::time::Instant;

use crate::serve::Server;
use crate::steps::{find, program, root, run, step, target};
use crate::{Outcome, page, sizes, tools};

const NATIVE: [&str; 7] =
    ["--workspace", "--exclude", "gouji-web", "--exclude", "gouji-wasm", "--exclude", "gouji-reader"];
const BROWSER: [&str; 10] = [
    "--package",
    "gouji-web",
    "--package",
    "gouji-wasm",
    "--package",
    "gouji-reader",
    "--features",
    "gouji-reader/web,gouji-reader/word,gouji-reader/doc,gouji-reader/sheets,gouji-reader/pdf",
    "--target",
    "wasm32-unknown-unknown",
];
const DENY: [&str; 4] = ["--all-targets", "--", "-D", "warnings"];

const MEND: &str = "请按上面几行改正，再运行一次。";

/// Runs every check; the first that fails ends it.
pub fn run_checks() -> Outcome {
    let start = Instant::now();
    step("代码格式", || cargo(&["fmt", "--all", "--check"], &[], "请运行 cargo fmt --all，再运行一次。"))?;
    // Whatever is missing and cannot be installed is said now, not after a quarter of an hour.
    tools::node()?;
    let chromium = tools::chromium()?;
    tools::libreoffice()?;
    step("静态检查：本机各包（首次约 2 分钟）", || cargo(&["clippy"], &[&NATIVE, &DENY], MEND))?;
    tools::wasm_target()?;
    step("静态检查：浏览器各包（首次约 1 分钟）", || cargo(&["clippy"], &[&BROWSER, &DENY], MEND))?;
    step("测试：本机各包（首次约 3 分钟）", || {
        if find("cargo-nextest").is_some() {
            cargo(&["nextest", "run"], &[&NATIVE], MEND)
        } else {
            cargo(&["test", "--lib", "--bins", "--tests"], &[&NATIVE], MEND)
        }
    })?;
    step("测试：文档里的例子", || cargo(&["test", "--doc"], &[&NATIVE], MEND))?;
    tools::for_page()?;
    step("测试：wasm 接口，在 Node 里（首次约 1 分钟）", || {
        let mut command = program("cargo", &["test", "--package", "gouji-wasm", "--target", "wasm32-unknown-unknown"]);
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
        run(command, MEND)
    })?;
    let folder = page::build()?;
    let package = page::package()?;
    step("体积与记录相比", || sizes::check(&folder, &package))?;
    tools::npm_packages("tests/browser", "Playwright 和 axe，约 1 分钟")?;
    step("写出各种格式的同一份报告，给页面测试用", || {
        cargo(&["run", "--package", "gouji-tests", "--bin", "formats"], &[], MEND)
    })?;
    step("测试：页面，在 Chromium 里（约 1 分钟）", || {
        let server = Server::bind(folder, 0)?.run();
        let mut command = program("node", &["--test", "--test-reporter=spec"]);
        command.current_dir(root().join("tests/browser"));
        command.env("GOUJI_PAGE", &server.address).env("GOUJI_CHROMIUM", &chromium);
        command.env("GOUJI_FORMATS", target().join("formats"));
        run(command, MEND)
    })?;
    eprintln!("\n全部通过，共用时 {:.0} 秒。", start.elapsed().as_secs_f64());
    Ok(())
}

fn cargo(command: &[&str], arguments: &[&[&str]], remedy: &str) -> Outcome {
    run(program("cargo", &[command, &arguments.concat()].concat()), remedy)
}

//! Everything that CI checks, cheap before expensive.

use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::serve::Server;
use crate::steps::{find, program, root, run, step, target};
use crate::{Outcome, page, sizes, tools};

/// What runs without a browser: of `gouji-wasm` the parts that call no JavaScript.
const NATIVE: [&str; 5] = ["--workspace", "--exclude", "gouji-web", "--exclude", "gouji-reader"];
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
    let package = page::package()?;
    step("测试：wasm 包，在 Node 里", || {
        let contract = target().join("contract");
        let mut write = program("cargo", &["run", "--package", "gouji-tests", "--bin", "contract", "--"]);
        write.arg(&contract);
        run(write, MEND)?;
        let mut command = program("node", &["--test", "--test-reporter=spec"]);
        command.current_dir(root().join("tests/javascript"));
        command.env("GOUJI_PACKAGE", &package).env("GOUJI_CONTRACT", &contract);
        run(command, MEND)
    })?;
    let folder = page::build()?;
    step("体积与记录相比", || sizes::check(&folder, &package))?;
    tools::npm_packages("tests/browser", "Playwright 和 axe，约 1 分钟")?;
    step("写出各种格式的同一份报告，给页面测试用", || {
        cargo(&["run", "--package", "gouji-tests", "--bin", "formats"], &[], MEND)
    })?;
    step("测试：页面，在 Chromium 里（约 1 分钟）", || browser(folder, &chromium, &[]))?;
    let plain = page::build_plain()?;
    step("测试：普通方式构建的页面，在 Chromium 里", || browser(plain, &chromium, &OPENS))?;
    eprintln!("\n全部通过，共用时 {:.0} 秒。", start.elapsed().as_secs_f64());
    Ok(())
}

/// Runs every check, and then what takes too long for every run or needs tools that nothing else needs.
pub fn run_all_checks() -> Outcome {
    run_checks()?;
    let start = Instant::now();
    tools::trunk()?;
    let page = step("构建页面：trunk build --release", || page::build_with_trunk(&target().join("trunk")))?;
    let chromium = tools::chromium()?;
    step("测试：trunk 构建的页面，在 Chromium 里", || browser(page, &chromium, &OPENS))?;
    eprintln!("\n较重的测试全部通过，共用时 {:.0} 秒。", start.elapsed().as_secs_f64());
    Ok(())
}

/// What every way of building the page has to bring.
const OPENS: [&str; 1] = ["opens.test.mjs"];

/// Serves a page and runs test files of `tests/browser` on it; all of them when none is named.
fn browser(page: PathBuf, chromium: &Path, files: &[&str]) -> Outcome {
    let server = Server::bind(page, 0)?.run();
    let mut command = program("node", &[&["--test", "--test-reporter=spec"], files].concat());
    command.current_dir(root().join("tests/browser"));
    command.env("GOUJI_PAGE", &server.address).env("GOUJI_CHROMIUM", chromium);
    command.env("GOUJI_FORMATS", target().join("formats"));
    run(command, MEND)
}

fn cargo(command: &[&str], arguments: &[&[&str]], remedy: &str) -> Outcome {
    run(program("cargo", &[command, &arguments.concat()].concat()), remedy)
}

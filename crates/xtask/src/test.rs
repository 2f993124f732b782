//! Everything that CI checks, cheap before expensive.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::serve::Server;
use crate::steps::{find, program, root, run, skipped, step, target};
use crate::{Outcome, licences, page, release, sizes, tools, wheel};

/// What runs without a browser: of `gouji-wasm` the parts that call no JavaScript.
const NATIVE: [&str; 7] =
    ["--workspace", "--exclude", "gouji-web", "--exclude", "gouji-reader", "--exclude", "gouji-writer"];
/// The binder has no tests, and those of the wheel are in Python; their libraries are not built again with the flags of tests.
const TESTED: [&str; 4] = ["--exclude", "gouji-binder", "--exclude", "gouji-python"];
const BROWSER: [&str; 12] = [
    "--package",
    "gouji-web",
    "--package",
    "gouji-wasm",
    "--package",
    "gouji-reader",
    "--package",
    "gouji-writer",
    "--features",
    "gouji-reader/web,gouji-reader/word,gouji-reader/doc,gouji-reader/sheets,gouji-reader/pdf,gouji-reader/ofd",
    "--target",
    "wasm32-unknown-unknown",
];
const DENY: [&str; 4] = ["--all-targets", "--", "-D", "warnings"];

const MEND: &str = "请按上面几行改正，再运行一次。";

/// Runs every check; the first that fails ends it.
pub fn run_checks() -> Outcome {
    let start = Instant::now();
    if skipped().exists() {
        fs::remove_file(skipped()).map_err(|error| format!("{}：{error}", skipped().display()))?;
    }
    step("代码格式", || cargo(&["fmt", "--all", "--check"], &[], "请运行 cargo fmt --all，再运行一次。"))?;
    // Whatever is missing and cannot be installed is said now, not after a quarter of an hour.
    tools::node()?;
    let chromium = tools::chromium()?;
    tools::libreoffice()?;
    tools::nginx()?;
    tools::python()?;
    step("依赖的许可", licences::check)?;
    step("静态检查：本机各包（首次约 2 分钟）", || cargo(&["clippy"], &[&NATIVE, &DENY], MEND))?;
    tools::wasm_target()?;
    step("静态检查：浏览器各包（首次约 1 分钟）", || cargo(&["clippy"], &[&BROWSER, &DENY], MEND))?;
    step("测试：本机各包（首次约 3 分钟）", || {
        if find("cargo-nextest").is_some() {
            cargo(&["nextest", "run"], &[&NATIVE, &TESTED], MEND)
        } else {
            cargo(&["test", "--lib", "--bins", "--tests"], &[&NATIVE, &TESTED], MEND)
        }
    })?;
    step("测试：文档里的例子", || cargo(&["test", "--doc"], &[&NATIVE, &TESTED], MEND))?;
    step("文档：没有警告", || {
        let mut document = program("cargo", &[&["doc", "--no-deps"][..], &NATIVE].concat());
        document.env("RUSTDOCFLAGS", "-D warnings");
        run(document, MEND)
    })?;
    step("静态检查：模糊测试的各个目标", || {
        let fuzz = ["check", "--locked", "--manifest-path", "tests/fuzz/Cargo.toml", "--target-dir"];
        let mut check = program("cargo", &fuzz);
        // What it links with takes a minute to build and is not linked here.
        check.arg(target().join("fuzz")).env("CUSTOM_LIBFUZZER_PATH", root().join("tests/fuzz/libfuzzer.a"));
        run(check, MEND)
    })?;
    browser_tools()?;
    step("写出各种格式的同一份报告，给下面的测试用", || {
        cargo(&["run", "--package", "gouji-tests", "--bin", "formats"], &[], MEND)
    })?;
    let package = page::package()?;
    check_package(&package)?;
    wheel::test()?;
    check_page(&package, &chromium)?;
    let left_out = left_out(&fs::read_to_string(skipped()).unwrap_or_default());
    eprintln!("\n全部通过，共用时 {:.0} 秒。{left_out}", start.elapsed().as_secs_f64());
    Ok(())
}

/// The npm package, installed and run in Node.
fn check_package(package: &Path) -> Outcome {
    step("测试：npm 包，在 Node 里", || {
        let outputs = target().join("outputs");
        let mut write = program("cargo", &["run", "--package", "gouji-tests", "--bin", "outputs", "--"]);
        write.arg(&outputs);
        run(write, MEND)?;
        cargo(&["build", "--package", "gouji"], &[], MEND)?;
        let mut command = program("node", &["--test", "--test-reporter=spec"]);
        command.current_dir(root().join("tests/javascript"));
        command.env("GOUJI_PACKAGE", package).env("GOUJI_OUTPUTS", &outputs);
        command.env("GOUJI_FORMATS", target().join("formats")).env("GOUJI_COMMAND", target().join("debug/gouji"));
        run(command, MEND)
    })
}

/// The page in every form and engine of every run.
fn check_page(package: &Path, chromium: &Path) -> Outcome {
    let folder = page::build()?;
    step("体积与记录相比", || sizes::check(&folder, package))?;
    engines(&ENGINES)?;
    step("测试：页面，在 Chromium 里，也在 66 和 88 版里（约 7 分钟）", || {
        browser(folder, chromium, &[])
    })?;
    let plain = page::build_plain()?;
    step("测试：普通方式构建的页面，在 Chromium 里", || browser(plain, chromium, &OPENS))
}

/// Which tests went without something that is not here: runners swallow what a passing test prints.
fn left_out(list: &str) -> String {
    let lines: BTreeSet<&str> = list.lines().collect();
    if lines.is_empty() {
        return String::new();
    }
    let lines: String = lines.iter().map(|line| format!("\n  {line}")).collect();
    format!("\n以下测试没有做或没有做全，因为这里没有它们要用的文件（GOUJI_STRICT=1 时算作失败）：{lines}")
}

/// Runs every check, and then what takes too long for every run or needs tools that nothing else needs.
pub fn run_all_checks() -> Outcome {
    run_checks()?;
    let start = Instant::now();
    tools::java()?;
    wheel::test_on_spark()?;
    let chromium = tools::chromium()?;
    engines(&MORE_ENGINES)?;
    step("测试：页面，在其余各版 Chromium 里（约 7 分钟）", || {
        let mut command = in_chromium(
            &page::folder(),
            &chromium,
            &["--test", "--test-reporter=spec", "engines.test.mjs", "package.test.mjs", "guide.test.mjs"],
        );
        command.env("GOUJI_ENGINES", MORE_ENGINES.join(" "));
        run(command, MEND)
    })?;
    tools::npm_packages("tests/bundlers", "Vite、webpack 等，约 1 分钟")?;
    step("测试：npm 包，用 Vite、webpack、esbuild 和 TypeScript（约 1 分钟）", || {
        let mut command = in_chromium(&page::folder(), &chromium, &["--test", "--test-reporter=spec"]);
        run(command.current_dir(root().join("tests/bundlers")), MEND)
    })?;
    step("成品：构建两次，逐字节相同（首次约 4 分钟）", release::check)?;
    tools::trunk()?;
    let page = step("构建页面：trunk build --release", || page::build_with_trunk(&target().join("trunk")))?;
    step("测试：trunk 构建的页面，在 Chromium 里", || browser(page, &chromium, &OPENS))?;
    eprintln!("\n较重的测试全部通过，共用时 {:.0} 秒。", start.elapsed().as_secs_f64());
    Ok(())
}

/// The versions of Chromium that the page is tested in, beside that of this machine: in every run, and in that of all tests.
const ENGINES: [&str; 2] = ["66", "88"];
const MORE_ENGINES: [&str; 4] = ["79", "92", "108", "141"];

/// Unpacks engines of these versions, once.
fn engines(versions: &[&str]) -> Outcome {
    step(&format!("准备旧版 Chromium {}（首次每版下载约 50 MB）", versions.join("、")), || {
        let mut unpack = program("node", &["tests/browser/engines.mjs"]);
        unpack.args(versions);
        run(unpack, "请确认网络可用，再运行一次。")
    })
}

/// What every way of building the page has to bring.
const OPENS: [&str; 1] = ["opens.test.mjs"];

/// Serves a page and runs test files of `tests/browser` on it; all of them when none is named.
fn browser(page: PathBuf, chromium: &Path, files: &[&str]) -> Outcome {
    let server = Server::bind(page.clone(), 0)?.run();
    let mut command = in_chromium(&page, chromium, &[&["--test", "--test-reporter=spec"], files].concat());
    run(command.env("GOUJI_PAGE", &server.address), MEND)
}

/// Makes the README's picture, and one of every state that the tests look at, for people to look at.
pub fn take_pictures() -> Outcome {
    let chromium = tools::chromium()?;
    let page = page::build()?;
    browser_tools()?;
    let server = Server::bind(page.clone(), 0)?.run();
    let folder = target().join("pictures");
    let readme = root().join("docs/page.png");
    step("拍下测试看过的每个状态（约 1 分钟）", || {
        let mut command = in_chromium(&page, &chromium, &["--test", "--test-reporter=spec", "page.test.mjs"]);
        run(command.env("GOUJI_PAGE", &server.address).env("GOUJI_PICTURES", &folder), MEND)
    })?;
    step("拍下 README 里的图", || {
        let mut command = in_chromium(&page, &chromium, &["readme.mjs", &readme.to_string_lossy()]);
        run(command.env("GOUJI_PAGE", &server.address), MEND)
    })?;
    eprintln!("\n图在 {} 和 {}，请逐张看过。", folder.display(), readme.display());
    Ok(())
}

fn browser_tools() -> Outcome {
    tools::npm_packages("tests/browser", "Playwright 和 axe，几秒")
}

/// Node with something of `tests/browser`, for the page in this folder.
fn in_chromium(page: &Path, chromium: &Path, arguments: &[&str]) -> Command {
    let mut command = program("node", arguments);
    command.current_dir(root().join("tests/browser"));
    command.env("GOUJI_SITE", page).env("GOUJI_PACKAGE", page::package_folder()).env("GOUJI_CHROMIUM", chromium);
    command.env("GOUJI_ENGINES", format!("{} current", ENGINES.join(" ")));
    command.env("GOUJI_FORMATS", target().join("formats")).env("GOUJI_OUTPUTS", target().join("outputs"));
    command.env("GOUJI_COMMAND", target().join("debug/gouji"));
    command
}

fn cargo(command: &[&str], arguments: &[&[&str]], remedy: &str) -> Outcome {
    run(program("cargo", &[command, &arguments.concat()].concat()), remedy)
}

#[cfg(test)]
mod tests {
    use super::left_out;

    #[test]
    fn tests_that_were_left_out_are_told_once_each() {
        assert_eq!(left_out(""), "");
        let told = left_out("b: ../shared/corpus is not here\na: x is not here\nb: ../shared/corpus is not here\n");
        assert!(told.ends_with("：\n  a: x is not here\n  b: ../shared/corpus is not here"), "{told}");
    }
}

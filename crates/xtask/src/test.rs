//! Everything that CI checks, cheap before expensive.

use crate::serve::Server;
use crate::steps::{find, program, root, run, step};
use crate::{Outcome, page, sizes, tools};

const WASM: &str = "wasm32-unknown-unknown";

/// Runs every check; the first that fails ends it.
pub fn run_checks() -> Outcome {
    let fix = "Mend what the lines above name, then run this command again.";
    step("Formatting", || run(program("cargo", &["fmt", "--all", "--check"]), "Run `cargo fmt --all`."))?;
    step("Clippy, native crates (about 2 minutes the first time)", || {
        let arguments = [
            "clippy",
            "--workspace",
            "--exclude",
            "gouji-web",
            "--exclude",
            "gouji-wasm",
            "--all-targets",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ];
        run(program("cargo", &arguments), fix)
    })?;
    tools::wasm_target()?;
    step("Clippy, browser crates", || {
        let arguments = [
            "clippy",
            "-p",
            "gouji-web",
            "-p",
            "gouji-wasm",
            "--target",
            WASM,
            "--all-targets",
            "--quiet",
            "--",
            "-D",
            "warnings",
        ];
        run(program("cargo", &arguments), fix)
    })?;
    step("Tests of the native crates (about 3 minutes the first time)", || {
        let packages = ["--workspace", "--exclude", "gouji-web", "--exclude", "gouji-wasm"];
        if find("cargo-nextest").is_some() {
            run(program("cargo", &[&["nextest", "run"][..], &packages].concat()), fix)
        } else {
            run(program("cargo", &[&["test", "--quiet", "--lib", "--bins", "--tests"][..], &packages].concat()), fix)
        }
    })?;
    step("Examples in the documentation", || {
        run(program("cargo", &["test", "--doc", "--quiet", "-p", "annual-report", "-p", "documents"]), fix)
    })?;
    tools::for_page()?;
    step("Tests of the wasm face, in Node", || {
        let mut command = program("cargo", &["test", "--quiet", "-p", "gouji-wasm", "--target", WASM]);
        command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
        run(command, fix)
    })?;
    let folder = page::build()?;
    let package = page::package()?;
    step("Sizes against the snapshot", || sizes::check(&folder, &package))?;
    tools::npm_packages("tests/browser", "Playwright and axe, about 1 minute")?;
    let chromium = tools::chromium()?;
    step("The page in Chromium (about 1 minute)", || {
        let server = Server::bind(folder, 0)?.run();
        let mut command = program("node", &["--test", "--test-reporter=spec", "page.test.mjs"]);
        command.current_dir(root().join("tests/browser"));
        command.env("GOUJI_PAGE", &server.address).env("GOUJI_CHROMIUM", &chromium);
        run(command, fix)
    })
}

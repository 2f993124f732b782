//! Running other programs, one step after the other, each with its time.

use std::borrow::BorrowMut;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use crate::Outcome;

/// Says what begins, runs it, says how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("\n▶ {what}");
    let start = Instant::now();
    let done = work()?;
    eprintln!("  用时 {:.1} 秒", start.elapsed().as_secs_f64());
    Ok(done)
}

/// Runs it; its output streams through. `remedy` says what to do when it fails.
pub fn run(mut command: impl BorrowMut<Command>, remedy: &str) -> Outcome {
    let command = command.borrow_mut();
    let shown = shown(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{shown}` 没有成功（{status}）。\n{remedy}")),
        Err(error) => Err(format!("`{shown}` 没有启动：{error}。\n{remedy}")),
    }
}

/// What it prints, when it succeeds.
pub fn output(mut command: Command) -> Option<String> {
    let output = command.output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok()
}

/// A program with arguments in the root of the checkout, the project's own tools first on its search path.
pub fn program(name: impl AsRef<OsStr>, arguments: &[&str]) -> Command {
    let mut command = Command::new(name);
    command.args(arguments).current_dir(root()).env("PATH", search_path()).env("GOUJI_SKIPPED", skipped());
    command
}

/// Where tests that go without something list themselves, one a line.
pub fn skipped() -> PathBuf {
    target().join("skipped-tests.txt")
}

/// Where a program of this name stands on the search path.
pub fn find(name: &str) -> Option<PathBuf> {
    std::env::split_paths(&search_path()).map(|folder| folder.join(name)).find(|path| path.is_file())
}

/// The root of the checkout.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).map_or_else(|| PathBuf::from("."), Path::to_path_buf)
}

/// Where cargo builds.
pub fn target() -> PathBuf {
    // A relative folder is meant from where cargo runs, and that is the root.
    root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| OsString::from("target")))
}

fn search_path() -> OsString {
    let own = [root().join(".tools/bin"), root().join("crates/xtask/tools/node_modules/.bin")];
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let all = own.into_iter().chain(std::env::split_paths(&inherited));
    std::env::join_paths(all).unwrap_or(inherited)
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

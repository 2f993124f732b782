//! What makes two builds of one commit give the same bytes, which tell nothing of the machine.

use std::process::Command;

use crate::Outcome;
use crate::steps::{output, program, root};

/// Lets a build tell the time of the commit and no folder of this machine; `more` are flags for rustc.
pub fn reproducible(build: &mut Command, more: &[&str]) {
    let remapped = folders().map(|folder| format!("--remap-path-prefix={folder}=."));
    let flags: Vec<&str> = remapped.iter().map(String::as_str).chain(more.iter().copied()).collect();
    // Parted so that a path may have spaces.
    build.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}")).env("SOURCE_DATE_EPOCH", commit_time());
}

/// Refuses what was built with the name of a folder of this machine in it.
pub fn tells_no_folder(name: &str, bytes: &[u8]) -> Outcome {
    let holds = |folder: &String| bytes.windows(folder.len()).any(|part| part == folder.as_bytes());
    match folders().iter().find(|folder| holds(folder)) {
        Some(folder) => Err(format!("成品 {name} 里写着本机的文件夹 {folder}。请在 reproducible.rs 里改掉。")),
        None => Ok(()),
    }
}

/// Where the sources lie: ours, those of other packages, those of the standard library.
fn folders() -> [String; 3] {
    let home = std::env::var("HOME").unwrap_or_default();
    let cargo = std::env::var("CARGO_HOME").unwrap_or_else(|_| format!("{home}/.cargo"));
    let toolchain = output(program("rustc", &["--print", "sysroot"])).unwrap_or_default();
    [root().display().to_string(), cargo, toolchain.trim().to_owned()]
}

/// When the last commit was made, in seconds; what is built tells no other time.
fn commit_time() -> String {
    let time = output(program("git", &["log", "-1", "--format=%ct"])).unwrap_or_default();
    if time.trim().is_empty() { "0".to_owned() } else { time.trim().to_owned() }
}

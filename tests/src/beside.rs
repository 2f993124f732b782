//! What not every machine has: real reports in `shared`, beside the checkout. A test that does without them says so at the end of
//! the whole run, since runners swallow what a passing test prints, and fails where `GOUJI_STRICT=1` asks for everything.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};

/// A file or folder of `shared`; where it is not there, the running test is listed as skipped.
pub fn beside(part: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find(|folder| folder.join("Cargo.lock").is_file())?;
    let path = root.join("../shared").join(part);
    if path.exists() {
        return Some(path);
    }
    skipped(&format!("../shared/{part}"));
    None
}

/// Lists the running test as skipped, for `cargo xtask test` to tell; fails it where nothing may be skipped.
pub fn skipped(lacking: &str) {
    let thread = std::thread::current();
    let line = format!("{}::{}: {lacking} is not here", env!("CARGO_CRATE_NAME"), thread.name().unwrap_or_default());
    println!("skipped: {line}");
    assert!(std::env::var_os("GOUJI_STRICT").is_none_or(|strict| strict != "1"), "GOUJI_STRICT=1, but {line}");
    if let Some(list) = std::env::var_os("GOUJI_SKIPPED") {
        let listed = OpenOptions::new().create(true).append(true).open(list);
        let listed = listed.and_then(|mut list| list.write_all(format!("{line}\n").as_bytes()));
        assert!(listed.is_ok(), "{listed:?}");
    }
}

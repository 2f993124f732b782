//! Writes `tests/rules.snap`, then `docs/rules.md`.

use std::error::Error;
use std::process::ExitCode;

use gouji_tests::catalogue::{FILE, catalogue};
use gouji_tests::rule_set::{CHANGELOG, SNAPSHOT, refreshed};

fn main() -> ExitCode {
    match write() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn write() -> Result<(), Box<dyn Error>> {
    let changelog = std::fs::read_to_string(CHANGELOG)?;
    // Without a snapshot every rule is new.
    let before = std::fs::read_to_string(SNAPSHOT).unwrap_or_default();
    std::fs::write(SNAPSHOT, refreshed(&before, &changelog)?)?;
    std::fs::write(FILE, catalogue()?)?;
    Ok(())
}

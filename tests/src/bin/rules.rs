//! Writes `docs/rules.md`.

use std::error::Error;

use gouji_tests::catalogue::{FILE, catalogue};

fn main() -> Result<(), Box<dyn Error>> {
    std::fs::write(FILE, catalogue()?)?;
    Ok(())
}

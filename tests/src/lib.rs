//! Reports that this project writes itself, and where the real ones lie.

use std::path::{Path, PathBuf};

pub mod accuracy;
pub mod catalogue;
pub mod formats;
pub mod generate;
pub mod sample;

/// The folder of real reports beside the checkout, where there is one. Tests that need it say so and end without it.
pub fn corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/corpus");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("the corpus of real reports is not here ({}): nothing was compared", folder.display());
    None
}

//! Measures the accuracy and writes `docs/accuracy.md`, and with the corpus at hand `tests/corpus-findings.txt`.

use std::error::Error;
use std::path::Path;

use gouji_tests::accuracy::{LARGE, SMALL, corpus_findings, document, measure};
use gouji_tests::corpus;

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = document(&measure(LARGE), &measure(SMALL));
    std::fs::create_dir_all(root.join("docs"))?;
    std::fs::write(root.join("docs/accuracy.md"), &text)?;
    if let Some(corpus) = corpus() {
        std::fs::write(root.join("tests/corpus-findings.txt"), corpus_findings(&corpus)?)?;
    }
    println!("{text}");
    Ok(())
}

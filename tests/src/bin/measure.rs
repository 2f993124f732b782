//! Times the native check of the generated reports and of the real ones, and leaves their texts in a folder, for the
//! measurement of the same texts as wasm.

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use gouji_core::contract::{Output, Wanted};
use gouji_core::{Options, Source, check};
use gouji_tests::{corpus, generate::report_of_size};

fn main() -> Result<(), Box<dyn Error>> {
    let folder = PathBuf::from(std::env::args().nth(1).ok_or("usage: measure FOLDER")?);
    let mut texts = vec![
        ("generated-10KB.txt".to_owned(), report_of_size(10_000)),
        ("generated-100KB.txt".to_owned(), report_of_size(100_000)),
        ("generated-1MB.txt".to_owned(), report_of_size(1_000_000)),
    ];
    if let Some(corpus) = corpus() {
        for entry in std::fs::read_dir(corpus.join("reports"))? {
            let path = entry?.path();
            let kind = path.extension().and_then(|extension| extension.to_str());
            if matches!(kind, Some("txt" | "md")) {
                let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("report").to_owned();
                texts.push((name, std::fs::read_to_string(&path)?));
            }
        }
    }
    texts[3..].sort();
    println!("{:<46} {:>9} {:>12} {:>9}", "native", "bytes", "median µs", "MB/s");
    for (name, text) in &texts {
        let mut times: Vec<f64> = (0..31)
            .map(|_| {
                let start = Instant::now();
                let source = Source::plain(text.as_str());
                let output = Output::new(&check(source, &Options::default()), Wanted::default());
                let time = start.elapsed().as_secs_f64();
                assert_eq!(output.schema, 1);
                time
            })
            .collect();
        times.sort_by(f64::total_cmp);
        let median = times[times.len() / 2];
        println!("{name:<46} {:>9} {:>12.1} {:>9.1}", text.len(), median * 1e6, text.len() as f64 / median / 1e6);
        std::fs::write(folder.join(name), text)?;
    }
    Ok(())
}

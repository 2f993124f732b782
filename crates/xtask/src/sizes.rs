//! How much the browser loads, as a committed snapshot: a change of size is a change in the review.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::steps::root;
use crate::{Outcome, page};

/// The whole first load of the page, brotli: what the project promises.
const FIRST_LOAD_LIMIT: usize = 200 * 1024;

/// A size may drift this much, in percent, before the snapshot has to be refreshed: compilers differ a little.
const TOLERANCE: usize = 2;

/// Builds everything and writes the snapshot.
pub fn refresh() -> Outcome {
    let page = page::build()?;
    let package = page::package()?;
    let rows = measure(&page, &package)?;
    fs::write(snapshot(), table(&rows)).map_err(|error| format!("{}: {error}", snapshot().display()))?;
    print!("{}", table(&rows));
    Ok(())
}

/// Holds what was built against the snapshot.
pub fn check(page: &Path, package: &Path) -> Outcome {
    let rows = measure(page, package)?;
    print!("{}", table(&rows));
    let known = fs::read_to_string(snapshot()).unwrap_or_default();
    for row in &rows {
        let before = known.lines().find_map(|line| {
            let mut words = line.split_whitespace();
            (words.next() == Some(&row.name))
                .then(|| words.filter_map(|word| word.parse().ok()).collect::<Vec<usize>>())
        });
        let Some([_, _, brotli]) = before.as_deref() else {
            return Err(format!("{} is not in sizes.snap. Refresh it: cargo xtask sizes", row.name));
        };
        if row.brotli.abs_diff(*brotli) * 100 > brotli * TOLERANCE {
            return Err(format!(
                "{}: {} bytes (brotli), {brotli} in sizes.snap. If the change is meant, refresh it: cargo xtask sizes",
                row.name, row.brotli
            ));
        }
        if row.name == FIRST_LOAD && row.brotli > FIRST_LOAD_LIMIT {
            return Err(format!("The first load is {} bytes (brotli), more than {FIRST_LOAD_LIMIT}.", row.brotli));
        }
    }
    Ok(())
}

const FIRST_LOAD: &str = "first-load";

struct Row {
    name: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

fn measure(page: &Path, package: &Path) -> Outcome<Vec<Row>> {
    let files = ["index.html", "boot.js", "style.css", "gouji-web.js", "gouji-web_bg.wasm"];
    let mut rows: Vec<Row> = files.iter().map(|name| row(name, &page.join(name))).collect::<Outcome<_>>()?;
    let sum = |size: fn(&Row) -> usize| rows.iter().map(size).sum();
    let total = Row {
        name: FIRST_LOAD.to_owned(),
        raw: sum(|row| row.raw),
        gzip: sum(|row| row.gzip),
        brotli: sum(|row| row.brotli),
    };
    rows.push(total);
    rows.push(row("package-wasm", &package.join("web/gouji_bg.wasm"))?);
    Ok(rows)
}

fn row(name: &str, path: &Path) -> Outcome<Row> {
    let bytes =
        fs::read(path).map_err(|error| format!("{}: {error}. Build first: cargo xtask build", path.display()))?;
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&bytes).map_err(failed)?;
    let gzip = gzip.finish().map_err(failed)?.len();
    let mut brotli = Vec::new();
    let settings = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &settings).map_err(failed)?;
    Ok(Row { name: name.to_owned(), raw: bytes.len(), gzip, brotli: brotli.len() })
}

fn table(rows: &[Row]) -> String {
    let mut table = format!("{:<20} {:>9} {:>9} {:>9}\n", "file", "raw", "gzip", "brotli");
    for row in rows {
        // Writing into a string cannot fail.
        let _ = writeln!(table, "{:<20} {:>9} {:>9} {:>9}", row.name, row.raw, row.gzip, row.brotli);
    }
    table
}

fn snapshot() -> PathBuf {
    root().join("crates/xtask/sizes.snap")
}

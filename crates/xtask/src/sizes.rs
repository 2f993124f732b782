//! How much the browser loads, as a committed snapshot: a change of size is a change in the review.

use std::fmt::Write as _;
use std::fs;
use std::io::Error;
use std::path::{Path, PathBuf};

use crate::layout::{SINGLE, file_name, is_later, plain_name};
use crate::steps::{output, program, root, step};
use crate::{Outcome, page};

/// The whole first load of the page, brotli: what the project promises.
const FIRST_LOAD_LIMIT: usize = 400_000;

/// The page as one file, as it lies on a disk.
const SINGLE_LIMIT: usize = 2_000_000;

/// A size may drift this much, in percent, before the snapshot has to be refreshed: compilers differ a little.
const TOLERANCE: usize = 2;

/// And this much in bytes, whatever its size: a short file names others by the hashes of their contents, and how well
/// brotli packs it depends on those letters. `index.html` was 867 bytes on one machine and 889 on the next.
const NAMES: usize = 64;

/// Builds everything and writes the snapshot.
pub fn refresh() -> Outcome {
    let (page, package) = (page::build()?, page::package()?);
    step("更新体积记录", || {
        let rows = measure(&page, &package)?;
        fs::write(snapshot(), table(&rows)).map_err(|error| format!("{}：{error}", snapshot().display()))?;
        print!("{}", table(&rows));
        within_limit(&rows)
    })
}

/// Holds what was built against the limit and the snapshot.
pub fn check(page: &Path, package: &Path) -> Outcome {
    let rows = measure(page, package)?;
    print!("{}", table(&rows));
    within_limit(&rows)?;
    let path = snapshot();
    let known = fs::read_to_string(&path).map_err(|error| format!("{}：{error}。\n{REFRESH}", path.display()))?;
    let drift = drift(&rows, &parse(&known));
    if drift.is_empty() { Ok(()) } else { Err(format!("{drift}{REFRESH}")) }
}

const REFRESH: &str = "如果这个变化是应有的，请更新记录并一起提交：cargo xtask sizes";

const FIRST_LOAD: &str = "first-load";

/// A file, or a sum of files, in bytes: raw, gzip, brotli.
struct Row {
    name: String,
    sizes: [usize; 3],
}

fn within_limit(rows: &[Row]) -> Outcome {
    for Row { name, sizes: [raw, _, brotli] } in rows {
        if name == FIRST_LOAD && *brotli > FIRST_LOAD_LIMIT {
            return Err(format!(
                "页面首次加载共 {brotli} 字节（brotli），超过 {FIRST_LOAD_LIMIT} 字节的上限，请减小。"
            ));
        }
        if name == SINGLE && *raw > SINGLE_LIMIT {
            return Err(format!("{SINGLE} 共 {raw} 字节，超过 {SINGLE_LIMIT} 字节的上限，请减小。"));
        }
    }
    Ok(())
}

/// One line for each row that the snapshot does not have, has otherwise, or has alone.
fn drift(rows: &[Row], known: &[Row]) -> String {
    let mut lines = String::new();
    for row in rows {
        let line = match known.iter().find(|before| before.name == row.name) {
            None => format!("{} 不在体积记录里。\n", row.name),
            Some(before) => {
                let moved = |(now, before): (&usize, &usize)| now.abs_diff(*before) > NAMES + before * TOLERANCE / 100;
                if !row.sizes.iter().zip(&before.sizes).any(moved) {
                    continue;
                }
                format!("{}：现在 {:?} 字节，记录里 {:?} 字节。\n", row.name, row.sizes, before.sizes)
            }
        };
        lines += &line;
    }
    for before in known.iter().filter(|before| rows.iter().all(|row| row.name != before.name)) {
        // Writing into a string cannot fail.
        let _ = writeln!(lines, "{} 只在体积记录里，没有构建出来。", before.name);
    }
    lines
}

fn measure(page: &Path, package: &Path) -> Outcome<Vec<Row>> {
    let failed = |error: Error| format!("{}：{error}。请先构建：cargo xtask build", page.display());
    let entries: Vec<_> = fs::read_dir(page).and_then(Iterator::collect).map_err(failed)?;
    let mut files: Vec<PathBuf> = entries.iter().map(fs::DirEntry::path).collect();
    files.sort();
    let files = files.into_iter().map(|file| (plain_name(&file_name(&file)), file));
    let package = ("package-wasm".to_owned(), package.join("gouji_bg.wasm"));
    let mut rows = rows(&files.chain([package]).collect::<Vec<_>>())?;
    let package = rows.pop();
    let (later, mut rows): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(|row| is_later(&row.name));
    let total = |size: usize| rows.iter().map(|row| row.sizes[size]).sum();
    rows.push(Row { name: FIRST_LOAD.to_owned(), sizes: [total(0), total(1), total(2)] });
    rows.extend(later);
    rows.extend(package);
    Ok(rows)
}

/// Measures files; each with its name in the table.
fn rows(files: &[(String, PathBuf)]) -> Outcome<Vec<Row>> {
    let mut measure = program("node", &["crates/xtask/tools/compressed.mjs"]);
    measure.args(files.iter().map(|(_, path)| path));
    let said = output(measure).ok_or_else(|| "体积没有量成，请先构建：cargo xtask build".to_owned())?;
    let lines = parse(&said.lines().zip(files).map(|(line, (name, _))| format!("{name} {line}\n")).collect::<String>());
    if lines.len() == files.len() { Ok(lines) } else { Err(format!("体积没有量全：\n{said}")) }
}

fn table(rows: &[Row]) -> String {
    let mut table = format!("{:<20} {:>9} {:>9} {:>9}\n", "file", "raw", "gzip", "brotli");
    for Row { name, sizes: [raw, gzip, brotli] } in rows {
        // Writing into a string cannot fail.
        let _ = writeln!(table, "{name:<20} {raw:>9} {gzip:>9} {brotli:>9}");
    }
    table
}

/// The rows of a table; its head has no numbers and is none.
fn parse(table: &str) -> Vec<Row> {
    let row = |line: &str| {
        let mut words = line.split_whitespace();
        let name = words.next()?.to_owned();
        let sizes: Vec<usize> = words.map_while(|word| word.parse().ok()).collect();
        Some(Row { name, sizes: sizes.try_into().ok()? })
    };
    table.lines().filter_map(row).collect()
}

fn snapshot() -> PathBuf {
    root().join("crates/xtask/sizes.snap")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(rows: &[(&str, usize)]) -> Vec<Row> {
        rows.iter().map(|(name, size)| Row { name: (*name).to_owned(), sizes: [size * 3, size * 2, *size] }).collect()
    }

    #[test]
    fn a_table_reads_back_as_written() {
        let before = rows(&[("index.html", 500), (FIRST_LOAD, 150_000)]);
        assert_eq!(drift(&before, &parse(&table(&before))), "");
    }

    #[test]
    fn two_percent_pass_and_more_does_not() {
        let known = rows(&[("gouji-web_bg.wasm", 100_000)]);
        assert_eq!(drift(&rows(&[("gouji-web_bg.wasm", 102_000)]), &known), "");
        assert!(drift(&rows(&[("gouji-web_bg.wasm", 102_100)]), &known).contains("gouji-web_bg.wasm"));
        assert!(drift(&rows(&[("gouji-web_bg.wasm", 97_900)]), &known).contains("gouji-web_bg.wasm"));
    }

    #[test]
    fn the_hashes_in_a_short_file_are_no_drift() {
        let index = |brotli| [Row { name: "index.html".to_owned(), sizes: [2268, 1303, brotli] }];
        assert_eq!(drift(&index(889), &index(867)), "");
        assert!(drift(&index(967), &index(867)).contains("index.html"));
    }

    #[test]
    fn files_that_came_or_went_are_named() {
        let known = rows(&[("boot.js", 400)]);
        let drift = drift(&rows(&[("reader.wasm", 9)]), &known);
        assert!(drift.contains("reader.wasm 不在") && drift.contains("boot.js 只在"), "{drift}");
    }

    #[test]
    fn the_single_file_has_a_limit() {
        let single = |raw| [Row { name: SINGLE.to_owned(), sizes: [raw, raw, raw] }];
        assert!(within_limit(&single(SINGLE_LIMIT)).is_ok());
        assert!(within_limit(&single(SINGLE_LIMIT + 1)).is_err());
    }

    #[test]
    fn the_first_load_has_a_limit() {
        assert!(within_limit(&rows(&[(FIRST_LOAD, FIRST_LOAD_LIMIT)])).is_ok());
        assert!(within_limit(&rows(&[(FIRST_LOAD, FIRST_LOAD_LIMIT + 1)])).is_err());
    }
}

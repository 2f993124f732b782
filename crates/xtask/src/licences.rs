//! What the project rests on, and on what terms.

use std::collections::BTreeMap;

use spdx::{Expression, ParseMode};

use crate::Outcome;
use crate::steps::{output, program};

/// Terms that allow to use, change and hand on the whole, with their text beside it. MPL-2.0 asks that changes of its own
/// files stay open; nothing here changes them.
const ALLOWED: [&str; 12] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "Unicode-3.0",
    "Zlib",
];

/// Prints every package that Cargo.lock brings, under its terms.
pub fn list() -> Outcome {
    let mut by_terms: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (package, terms) in packages()? {
        by_terms.entry(terms).or_default().push(package);
    }
    for (terms, packages) in by_terms {
        println!("{terms}\n  {}", packages.join("、"));
    }
    check()
}

/// Holds the terms of every package against what is allowed; works without a network.
pub fn check() -> Outcome {
    let refused: Vec<String> = packages()?
        .into_iter()
        .filter(|(_, terms)| !is_allowed(terms))
        .map(|(package, terms)| format!("{package}：{}", if terms.is_empty() { "没有写明许可" } else { &terms }))
        .collect();
    if refused.is_empty() {
        return Ok(());
    }
    Err(format!(
        "以下依赖的许可不在 crates/xtask/src/licences.rs 允许之列：\n{}\n请换用别的依赖，或说明理由后加入。",
        refused.join("\n")
    ))
}

/// Name with version, and terms, of every package for every target.
fn packages() -> Outcome<Vec<(String, String)>> {
    let tree = ["tree", "--workspace", "--target", "all", "--edges", "normal,build,dev", "--prefix", "none"];
    let tree = program("cargo", &[&tree[..], &["--no-dedupe", "--locked", "--format", "{p}|{l}"]].concat());
    let said = output(tree).ok_or("cargo tree 没有成功；请确认 Cargo.lock 与各 Cargo.toml 一致。")?;
    let mut packages: Vec<(String, String)> = said
        .lines()
        .filter_map(|line| line.split_once('|'))
        // Of a package of the project the folder stands behind the version; what was listed before ends in (*).
        .map(|(package, terms)| {
            (package.split(" (").next().unwrap_or(package).to_owned(), terms.trim_end_matches(" (*)").trim().to_owned())
        })
        .collect();
    packages.sort();
    packages.dedup();
    Ok(packages)
}

/// Whether some way to read the terms is allowed. Old manifests write `MIT/Apache-2.0` for a choice.
fn is_allowed(terms: &str) -> bool {
    Expression::parse_mode(terms, ParseMode::LAX).is_ok_and(|terms| {
        terms.evaluate(|asked| asked.license.id().is_some_and(|licence| ALLOWED.contains(&licence.name)))
    })
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn one_of_several_choices_is_enough_and_all_of_what_holds_together_is_needed() {
        for terms in ["MIT", "MIT/Apache-2.0", "MIT OR GPL-3.0-only", "(MIT OR Apache-2.0) AND Unicode-3.0"] {
            assert!(is_allowed(terms), "{terms}");
        }
        for terms in ["", "GPL-3.0-only", "MIT AND AGPL-3.0-only", "no licence"] {
            assert!(!is_allowed(terms), "{terms}");
        }
    }

    /// The compiler that the project is built and tested with is the one that it says it needs.
    #[test]
    fn the_rust_version_is_the_one_that_is_used() -> Result<(), String> {
        let value = |file: &str, key: &str| {
            let text = std::fs::read_to_string(crate::steps::root().join(file)).map_err(|error| error.to_string())?;
            let line = text.lines().find_map(|line| line.strip_prefix(key)?.strip_suffix('"').map(str::to_owned));
            line.ok_or_else(|| format!("{file} has no line {key}"))
        };
        let said = value("Cargo.toml", "rust-version = \"")?;
        assert_eq!(value("rust-toolchain.toml", "channel = \"")?, format!("{said}.0"));
        Ok(())
    }
}

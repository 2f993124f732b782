//! The catalogue of the rules for people, written from the rules' own pages.

use std::error::Error;
use std::fs;

use gouji_core::rules::{BasisKind, RULES, Rule};

/// Where the catalogue lies.
pub const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/rules.md");

/// The whole of `docs/rules.md`: a table of the rules in the order of the catalogue, then every page with its examples.
///
/// # Errors
/// A page that cannot be read.
pub fn catalogue() -> Result<String, Box<dyn Error>> {
    let mut words = String::from(
        "# 全部规则\n\n由 `cargo xtask rules` 根据 `crates/core/src/rules/` 里的说明生成，不要直接修改。例子由测试逐个运行。规则的变化见 [CHANGELOG.md](../CHANGELOG.md)。\n\n\
         | 规则 | 名称 | 依据 | 始于规则集 |\n| --- | --- | --- | --- |\n",
    );
    for rule in RULES {
        let Rule { id, since, basis, .. } = rule;
        words.push_str(&format!("| {} | [`{id}`](#{id}) | {} | {since} |\n", rule.title(), kind(basis.kind)));
    }
    for rule in RULES {
        let page = page_of(rule)?;
        let body = page.split_once("\n## ").map_or("", |(_, body)| body);
        let heading = format!("\n## {}\n\n<a id=\"{}\"></a>`{}`\n", rule.title(), rule.id, rule.id);
        words.push_str(&heading);
        words.push_str(&format!("\n### {}\n", body.trim_end().replace("\n## ", "\n### ")));
    }
    Ok(words)
}

/// The whole page of a rule, with its examples.
///
/// # Errors
/// A page that cannot be read.
pub fn page_of(rule: &Rule) -> Result<String, Box<dyn Error>> {
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/core/src/rules");
    let file = format!("{rules}/{}.md", rule.id);
    Ok(fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?)
}

fn kind(kind: BasisKind) -> &'static str {
    match kind {
        BasisKind::Official => "明文规定",
        BasisKind::Implied => "由规定推出",
        BasisKind::Practice => "通行做法",
        BasisKind::None => "——",
    }
}

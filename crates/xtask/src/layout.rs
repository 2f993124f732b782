//! The page's folder, laid out from index.html: its `data-trunk` links say what the page is made of, here as in Trunk.

use std::collections::HashMap;

use crate::Outcome;

/// One `<link data-trunk …>` of index.html.
pub struct Link<'a> {
    /// The line that it stands on, alone.
    pub line: &'a str,
    attributes: HashMap<&'a str, &'a str>,
}

impl<'a> Link<'a> {
    /// The links of a page, each on a line of its own.
    pub fn all(index: &'a str) -> Vec<Self> {
        let lines = index.lines().filter(|line| line.trim_start().starts_with("<link data-trunk "));
        lines.map(|line| Link { line, attributes: attributes(line) }).collect()
    }

    /// An attribute, which has to be there.
    pub fn get(&self, name: &str) -> Outcome<&'a str> {
        let missing = || format!("index.html 的这一行缺少属性 {name}：{}", self.line);
        self.attributes.get(name).copied().ok_or_else(missing)
    }
}

/// The attributes with a value, each in double quotes.
fn attributes(line: &str) -> HashMap<&str, &str> {
    let mut found = HashMap::new();
    let mut pieces = line.split('"');
    while let (Some(before), Some(value)) = (pieces.next(), pieces.next()) {
        if let Some(name) = before.split_whitespace().last().and_then(|word| word.strip_suffix('=')) {
            found.insert(name, value);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test should stop at once")]

    use super::*;

    #[test]
    fn the_links_that_trunk_reads_are_read() {
        let index = "<link rel=\"icon\" href=\"data:x\">\n<link data-trunk rel=\"css\" href=\"web/style.css\">\n";
        let links = Link::all(index);
        assert_eq!(links.len(), 1);
        assert_eq!((links[0].get("rel").unwrap(), links[0].get("href").unwrap()), ("css", "web/style.css"));
        assert!(links[0].get("data-wasm-opt").unwrap_err().contains("data-wasm-opt"));
    }
}

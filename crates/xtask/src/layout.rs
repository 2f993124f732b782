//! The page's folder, laid out from index.html: its `data-trunk` links say what the page is made of, here as in Trunk. Names
//! carry a hash of the content, so that a browser may keep a file for ever and files of two versions never meet.

use std::collections::HashMap;
use std::fs;
use std::io::Error;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::Outcome;
use crate::steps::root;

/// Lays the page out in a new folder: its files under names with a hash of their content, the list of the names in
/// `boot.js`, and index.html with links that a browser knows.
pub fn lay_out(files: &[PathBuf], folder: &Path) -> Outcome {
    let failed = |error: Error| format!("{}：{error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::create_dir_all(folder).map_err(failed)?;
    let (mut first, mut later, mut boot) = (Vec::new(), Vec::new(), None);
    for file in files {
        let name = file_name(file);
        let content = fs::read(file).map_err(|error| format!("{}：{error}", file.display()))?;
        if name == BOOT {
            boot = Some(String::from_utf8_lossy(&content).into_owned());
            continue;
        }
        let hashed = hashed_name(&name, &content);
        fs::write(folder.join(&hashed), content).map_err(failed)?;
        let list = if is_later(&name) { &mut later } else { &mut first };
        list.push((name, hashed));
    }
    let boot = boot.filter(|boot| boot.contains(NO_NAMES));
    let boot = boot.ok_or_else(|| format!("web/{BOOT} 里没有这一行，写不进文件名：{NO_NAMES}"))?;
    let names = format!("var names = {{ first: {}, later: {} }};", object(&first), object(&later));
    let boot = boot.replace(NO_NAMES, &names);
    let hashed = hashed_name(BOOT, boot.as_bytes());
    fs::write(folder.join(&hashed), boot).map_err(failed)?;
    first.push((BOOT.to_owned(), hashed));
    fs::write(folder.join("index.html"), linked(&index()?, &first)?).map_err(failed)
}

/// The script that starts the page, and its list of names before there are any.
pub const BOOT: &str = "boot.js";
const NO_NAMES: &str = "var names = { first: {}, later: {} };";

/// Names of files as JavaScript has them; they are letters, digits, hyphens, underscores and points.
fn object(names: &[(String, String)]) -> String {
    let fields: Vec<String> = names.iter().map(|(plain, hashed)| format!("\"{plain}\": \"{hashed}\"")).collect();
    format!("{{ {} }}", fields.join(", "))
}

/// index.html with a style sheet for Trunk's link to one, without its other links, and with the script's own name.
fn linked(index: &str, names: &[(String, String)]) -> Outcome<String> {
    let hashed = |plain: &str| {
        let known = names.iter().find(|(name, _)| name == plain);
        known.map(|(_, hashed)| hashed.as_str()).ok_or_else(|| format!("index.html 里的 {plain} 没有构建出来。"))
    };
    let mut page = index.to_owned();
    for link in Link::all(index) {
        let stands_for = match link.get("rel")? {
            "css" => {
                format!("<link rel=\"stylesheet\" href=\"{}\">\n", hashed(&file_name(Path::new(link.get("href")?)))?)
            }
            "copy-file" | "rust" => String::new(),
            other => return Err(format!("cargo xtask 还不认得 index.html 里的 rel=\"{other}\"：{}", link.line)),
        };
        page = page.replace(&format!("{}\n", link.line), &stands_for);
    }
    let script = format!("src=\"{BOOT}\"");
    if !page.contains(&script) {
        return Err(format!("index.html 里没有 {script}。"));
    }
    Ok(page.replace(&script, &format!("src=\"{}\"", hashed(BOOT)?)))
}

/// index.html as it stands in the repository.
pub fn index() -> Outcome<String> {
    let index = root().join("index.html");
    fs::read_to_string(&index).map_err(|error| format!("{}：{error}", index.display()))
}

/// The name of a file without its folder.
pub fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The page as one file.
pub const SINGLE: &str = "gouji.html";

/// What the page loads only when it is asked for: the script of its worker, for each group of formats a module, which is a
/// feature of `gouji-reader`, the module that makes what is taken away, which is `gouji-writer`, and texts.
const WORKER: &str = "reader.js";
pub const READERS: [&str; 6] = ["web", "word", "doc", "sheets", "pdf", "ofd"];
pub const WRITER: &str = "writer";
const TEXTS: [&str; 2] = ["sample.txt", "rules.md"];

/// Whether a file, by its plain name, belongs to what the hosted page loads only when it is asked for, or never.
pub fn is_later(name: &str) -> bool {
    let module = name.strip_prefix("reader-").and_then(|rest| rest.split(['.', '_']).next());
    let is_writer = name.split(['.', '_']).next() == Some(WRITER);
    name == WORKER
        || name == SINGLE
        || TEXTS.contains(&name)
        || is_writer
        || module.is_some_and(|module| READERS.contains(&module))
}

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

/// How many hexadecimal digits of its hash a name carries.
const DIGITS: usize = 16;

/// The name of a file with a hash of its content: `boot.js` → `boot-0123456789abcdef.js`.
pub fn hashed_name(name: &str, content: &[u8]) -> String {
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}-{}.{ending}", &hex(&Sha256::digest(content))[..DIGITS])
}

/// The name without its hash; a name that has none as it is.
pub fn plain_name(name: &str) -> String {
    let parts = name.rsplit_once('.').and_then(|(stem, ending)| Some((stem.rsplit_once('-')?, ending)));
    match parts {
        Some(((stem, hash), ending)) if hash.len() == DIGITS && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            format!("{stem}.{ending}")
        }
        _ => name.to_owned(),
    }
}

/// Bytes in hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test should stop at once")]

    use super::*;

    #[test]
    fn a_name_carries_its_content_and_gives_it_back() {
        let name = hashed_name("gouji-web_bg.wasm", b"one");
        assert_ne!(name, hashed_name("gouji-web_bg.wasm", b"two"));
        assert_eq!(plain_name(&name), "gouji-web_bg.wasm");
        for plain in ["boot.js", "index.html", "reader-word_bg.wasm", "a-0123456789abcdeg.js"] {
            assert_eq!(plain_name(plain), plain);
        }
    }

    #[test]
    fn what_is_loaded_on_demand_is_no_part_of_the_first_load() {
        for later in ["reader.js", "reader-word.js", "reader-pdf_bg.wasm", "writer.js", "writer_bg.wasm", "sample.txt"]
        {
            assert!(is_later(later), "{later}");
        }
        for first in ["boot.js", "gouji-web_bg.wasm", "style.css", "writers.js"] {
            assert!(!is_later(first), "{first}");
        }
    }

    #[test]
    fn the_links_that_trunk_reads_are_read() {
        let index = "<link rel=\"icon\" href=\"data:x\">\n<link data-trunk rel=\"css\" href=\"web/style.css\">\n";
        let links = Link::all(index);
        assert_eq!(links.len(), 1);
        assert_eq!((links[0].get("rel").unwrap(), links[0].get("href").unwrap()), ("css", "web/style.css"));
        assert!(links[0].get("data-wasm-opt").unwrap_err().contains("data-wasm-opt"));
    }
}

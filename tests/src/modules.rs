//! Which file of a crate leads to which, by its `use` lines and by the paths in its code. A path leads to the file that
//! defines what it names, also where a facade re-exports it. `mod` lines lead nowhere, nor do `#[cfg(test)]` parts, nor what
//! the root of a crate re-exports: that is the crate's surface and not its inside.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::error::Error;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemMod, ItemUse, Macro, UseTree, Visibility};

/// One file leading to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// The file that names something, from the crate's `src`.
    pub from: String,
    /// The file in which that is defined.
    pub to: String,
    /// The path as it is written.
    pub path: String,
}

/// Every edge between the files of a crate, given by their names from `src` and their texts.
///
/// # Errors
/// A file that is no Rust.
pub fn edges(files: &BTreeMap<String, String>) -> Result<Vec<Edge>, Box<dyn Error>> {
    let mut modules = Modules::default();
    for (name, text) in files {
        let file = syn::parse_file(text).map_err(|error| format!("{name}: {error}"))?;
        modules.read(module_of(name), name, &file.items);
    }
    Ok(modules.edges())
}

/// The shortest circle through each file that stands in one, each circle once: its edges, the last leading to where the first
/// begins.
pub fn circles(edges: &[Edge]) -> Vec<Vec<&Edge>> {
    let mut seen: BTreeSet<BTreeSet<&str>> = BTreeSet::new();
    let files: BTreeSet<&str> = edges.iter().map(|edge| edge.from.as_str()).collect();
    let circles = files.into_iter().filter_map(|file| circle_through(file, edges));
    circles.filter(|circle| seen.insert(circle.iter().map(|edge| edge.from.as_str()).collect())).collect()
}

fn circle_through<'a>(file: &'a str, edges: &'a [Edge]) -> Option<Vec<&'a Edge>> {
    let mut reached: BTreeMap<&str, &Edge> = BTreeMap::new();
    let mut waiting = VecDeque::from([file]);
    while let Some(at) = waiting.pop_front() {
        for edge in edges.iter().filter(|edge| edge.from == at) {
            if !reached.contains_key(edge.to.as_str()) {
                reached.insert(&edge.to, edge);
                waiting.push_back(&edge.to);
            }
        }
    }
    let mut circle = vec![*reached.get(file)?];
    while let Some(edge) = circle.last().filter(|edge| edge.from != file) {
        circle.push(*reached.get(edge.from.as_str())?);
    }
    circle.reverse();
    Some(circle)
}

/// The names that lead to a module from the crate's root.
type ModulePath = Vec<String>;

/// What a file's place says of its module.
fn module_of(file: &str) -> ModulePath {
    let stem = file.strip_suffix(".rs").unwrap_or(file);
    let mut parts: ModulePath = stem.split('/').map(str::to_owned).collect();
    if parts.last().is_some_and(|last| ["mod", "lib", "main"].contains(&last.as_str())) {
        parts.pop();
    }
    parts
}

/// The modules of a crate.
#[derive(Default)]
struct Modules(BTreeMap<ModulePath, Module>);

impl Modules {
    /// Takes in a module, and the modules within it.
    fn read(&mut self, path: ModulePath, file: &str, items: &[Item]) {
        let mut module = Module { file: file.to_owned(), ..Module::default() };
        items.iter().for_each(|item| module.visit_item(item));
        for (name, items) in std::mem::take(&mut module.within) {
            self.read([path.clone(), vec![name]].concat(), file, &items);
        }
        self.0.insert(path, module);
    }

    fn edges(&self) -> Vec<Edge> {
        let mut edges = BTreeSet::new();
        for (at, module) in &self.0 {
            let is_surface = |named: &&Named| at.is_empty() && named.public;
            for named in module.paths.iter().filter(|named| !is_surface(named)) {
                let target = self.target(at, &named.segments, FARTHEST).and_then(|target| self.0.get(target));
                if let Some(target) = target.filter(|target| target.file != module.file) {
                    let path = named.segments.join("::");
                    edges.insert(Edge { from: module.file.clone(), to: target.file.clone(), path });
                }
            }
        }
        edges.into_iter().collect()
    }

    /// The module that defines what a path names; nothing where it leads out of the crate.
    fn target(&self, at: &[String], segments: &[String], steps: usize) -> Option<&ModulePath> {
        let steps = steps.checked_sub(1)?;
        let (mut here, mut rest) = self.start(at, segments)?;
        while let Some((first, behind)) = rest.split_first() {
            let Some(child) = self.child(here, first) else {
                return self.shared(here, first, behind, steps).or(Some(here));
            };
            (here, rest) = (child, behind);
        }
        Some(here)
    }

    /// Where a module has a thing from that it does not define but gives to others.
    fn shared(&self, at: &[String], name: &String, behind: &[String], steps: usize) -> Option<&ModulePath> {
        let shared = self.0.get(at)?.paths.iter().filter(|named| named.public);
        shared
            .filter_map(|named| match named.brings.as_deref()? {
                "*" => {
                    let all = self.target(at, &named.segments, steps)?;
                    self.0.get(all)?.defines.contains(name).then_some(all)
                }
                brought => (brought == name).then(|| self.target(at, &[&named.segments, behind].concat(), steps))?,
            })
            .next()
    }

    /// The module from which a path goes on, and how it goes on.
    fn start<'a>(&self, at: &[String], segments: &'a [String]) -> Option<(&ModulePath, &'a [String])> {
        let known = |path: &[String]| self.0.get_key_value(path).map(|(path, _)| path);
        let (first, rest) = segments.split_first()?;
        match first.as_str() {
            "crate" => Some((known(&[])?, rest)),
            "self" => Some((known(at)?, rest)),
            "super" => {
                let more = rest.iter().take_while(|segment| *segment == "super").count();
                let above = at.len().checked_sub(1 + more)?;
                Some((known(&at[..above])?, &rest[more..]))
            }
            _ => self.child(at, first).map(|child| (child, rest)),
        }
    }

    fn child(&self, module: &[String], name: &String) -> Option<&ModulePath> {
        self.0.get_key_value(&[module, std::slice::from_ref(name)].concat()).map(|(path, _)| path)
    }
}

/// A path goes through fewer facades; two that hand on each other's names end here.
const FARTHEST: usize = 8;

/// A module, in a file of its own or within one.
#[derive(Default)]
struct Module {
    file: String,
    /// The names that it defines.
    defines: BTreeSet<String>,
    paths: Vec<Named>,
    /// The modules that stand in it.
    within: Vec<(String, Vec<Item>)>,
}

/// A path that stands in a module.
struct Named {
    segments: Vec<String>,
    /// The name that a `use` line brings in, `*` for every name; nothing for a path in the code.
    brings: Option<String>,
    /// Whether others may take it from here.
    public: bool,
}

impl<'ast> Visit<'ast> for Module {
    fn visit_item(&mut self, item: &'ast Item) {
        self.defines.extend(name_of(item));
        visit::visit_item(self, item);
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if let Some((_, items)) = module.content.as_ref().filter(|_| !is_for_tests(&module.attrs)) {
            self.within.push((module.ident.to_string(), items.clone()));
        }
    }

    fn visit_item_use(&mut self, line: &'ast ItemUse) {
        if !is_for_tests(&line.attrs) {
            let public = !matches!(line.vis, Visibility::Inherited);
            self.take_use(&line.tree, &[], public);
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.take_path(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.take_tokens(call.tokens.clone());
    }

    // `pub(in crate::form)` and what an attribute says lead nowhere.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}

impl Module {
    fn take_path(&mut self, segments: Vec<String>) {
        if segments.len() > 1 {
            self.paths.push(Named { segments, brings: None, public: false });
        }
    }

    fn take_use(&mut self, tree: &UseTree, before: &[String], public: bool) {
        let (last, brings) = match tree {
            UseTree::Path(path) => {
                return self.take_use(&path.tree, &[before, &[path.ident.to_string()]].concat(), public);
            }
            UseTree::Group(group) => return group.items.iter().for_each(|item| self.take_use(item, before, public)),
            UseTree::Name(name) => (Some(name.ident.to_string()), name.ident.to_string()),
            UseTree::Rename(rename) => (Some(rename.ident.to_string()), rename.rename.to_string()),
            UseTree::Glob(_) => (None, "*".to_owned()),
        };
        let mut segments = before.to_vec();
        segments.extend(last);
        // `form::{self}` is form.
        if segments.len() > 1 && segments.last().is_some_and(|last| last == "self") {
            segments.pop();
        }
        let brings = if brings == "self" { segments.last().cloned() } else { Some(brings) };
        self.paths.push(Named { segments, brings, public });
    }

    /// What a macro is given is no syntax yet: names with `::` between them are taken for paths.
    fn take_tokens(&mut self, tokens: TokenStream) {
        let (mut path, mut colons) = (Vec::new(), 0);
        for token in tokens {
            match token {
                TokenTree::Punct(mark) if mark.as_char() == ':' => colons += 1,
                TokenTree::Ident(name) if colons == 2 => {
                    path.push(name.to_string());
                    colons = 0;
                }
                token => {
                    self.take_path(std::mem::take(&mut path));
                    colons = 0;
                    match token {
                        TokenTree::Ident(name) => path.push(name.to_string()),
                        TokenTree::Group(group) => self.take_tokens(group.stream()),
                        _ => {}
                    }
                }
            }
        }
        self.take_path(path);
    }
}

fn name_of(item: &Item) -> Option<String> {
    let name = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(name.to_string())
}

fn is_for_tests(attributes: &[Attribute]) -> bool {
    let is_test = |attribute: &Attribute| attribute.parse_args::<syn::Ident>().is_ok_and(|argument| argument == "test");
    attributes.iter().any(|attribute| attribute.path().is_ident("cfg") && is_test(attribute))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a failing test should stop at once")]

    use std::collections::BTreeMap;

    use super::{Edge, circles, edges};

    /// The edges of an invented crate, as `from to path`.
    fn of(files: &[(&str, &str)]) -> Vec<Edge> {
        let files: BTreeMap<String, String> =
            files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        edges(&files).unwrap()
    }

    fn told(edges: &[Edge]) -> Vec<String> {
        edges.iter().map(|edge| format!("{} {} {}", edge.from, edge.to, edge.path)).collect()
    }

    #[test]
    fn a_path_leads_to_the_file_that_defines_what_it_names() {
        let form = "mod rows;\nmod sums;\npub use rows::{Row, First as One};\npub use sums::*;\npub fn whole() {}";
        let facade = [
            ("lib.rs", "mod form;\nmod user;\npub use form::Row;"),
            ("form/mod.rs", form),
            ("form/rows.rs", "pub struct Row; pub struct First;"),
            ("form/sums.rs", "pub(crate) enum Sum {}"),
        ];
        let user = |text| {
            let of_user = of(&[&facade[..], &[("user.rs", text)]].concat());
            of_user.into_iter().filter(|edge| edge.from == "user.rs").map(|edge| edge.to).collect::<Vec<_>>()
        };
        for text in [
            "use crate::form::Row;",
            "use crate::{form::{One}};",
            "use super::form::rows;",
            "pub use crate::Row as Line;",
            "fn a() -> u8 { crate::form::Row::count() }",
            "fn a() { let _ = format!(\"{}\", crate::form::rows::NAME); }",
        ] {
            assert_eq!(user(text), ["form/rows.rs"], "{text}");
        }
        assert_eq!(user("use crate::form::Sum;"), ["form/sums.rs"]);
        assert_eq!(user("use crate::form::{self, whole};"), ["form/mod.rs"; 2]);
        for text in [
            "use std::fmt::{self, Debug};",
            "// crate::form::Row\n/// [`crate::form::Row`]\nconst A: &str = \"crate::form::Row\";",
            "#[cfg(test)]\nmod tests { use crate::form::Row; }",
            "pub(in crate::form) struct A;",
            "mod within { use super::A; }\nstruct A;",
        ] {
            assert!(user(text).is_empty(), "{text}");
        }
        assert_eq!(user("mod within { use super::super::form::Row; }"), ["form/rows.rs"]);
    }

    #[test]
    fn mod_lines_and_the_surface_lead_nowhere() {
        assert!(
            of(&[("lib.rs", "mod a;\npub use a::A;"), ("a.rs", "use crate::Other; pub struct A;")])
                .iter()
                .all(|edge| edge.from != "lib.rs")
        );
        let parent = of(&[("main.rs", "mod a;"), ("a.rs", "mod b;\nfn a() { b::go() }"), ("a/b.rs", "")]);
        assert_eq!(told(&parent), ["a.rs a/b.rs b::go"]);
    }

    #[test]
    fn a_circle_is_found_with_its_files_and_paths() {
        let straight = [
            ("lib.rs", "mod form;\nmod report;\nmod rules;"),
            ("form.rs", "pub struct Row;"),
            ("report.rs", "use crate::form::Row;"),
            ("rules/mod.rs", "mod one;"),
            ("rules/one.rs", "use crate::{form::Row, report::Cell};"),
        ];
        assert!(circles(&of(&straight)).is_empty());
        let mut round = straight;
        round[1].1 = "pub fn rule() { crate::rules::one::find() }";
        let round = of(&round);
        let found: Vec<Vec<Edge>> =
            circles(&round).into_iter().map(|circle| circle.into_iter().cloned().collect()).collect();
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(
            told(&found[0]),
            ["form.rs rules/one.rs crate::rules::one::find", "rules/one.rs form.rs crate::form::Row"]
        );
        assert_eq!(found[1].len(), 3, "{:?}", found[1]);
    }
}

//! Which part of a package is which: the relations between them say so, not their names.

use gouji_core::problem::Problem;
use serde::{Deserialize, Serialize};

use crate::package::Package;
use crate::xml::{Encoding, Event, Reader, decode};

/// The names of the parts that are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parts {
    /// The document itself.
    pub main: String,
    /// What it is related to.
    pub relations: String,
    pub styles: Option<String>,
    pub numbering: Option<String>,
    pub comments: Option<String>,
}

/// The parts that were put into a document whole, by the names that it gives them.
pub fn chunks(package: &mut Package, parts: &Parts) -> Result<Vec<(String, String)>, Problem> {
    let folder = parts.main.rsplit_once('/').map_or("", |(folder, _)| folder);
    let chunks = relations(package, &parts.relations)?.into_iter().filter(|relation| relation.is_of("aFChunk"));
    Ok(chunks.map(|relation| (relation.id, absolute(folder, &relation.target))).collect())
}

impl Parts {
    /// Follows the relations of a package to its document, and of the document to the rest.
    pub fn find(package: &mut Package) -> Result<Self, Problem> {
        let main = relations(package, "_rels/.rels")?.into_iter().find(|it| it.is_of("officeDocument"));
        let main = main.map_or_else(|| DEFAULT.to_owned(), |it| absolute("", &it.target));
        let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
        let relations_name = absolute(folder, &format!("_rels/{file}.rels"));
        let mut parts = Parts { relations: relations_name, ..Parts::default() };
        for relation in relations(package, &parts.relations)? {
            let target = Some(absolute(folder, &relation.target));
            match relation.kind.rsplit('/').next() {
                Some("styles") => parts.styles = target,
                Some("numbering") => parts.numbering = target,
                Some("comments") => parts.comments = target,
                _ => {}
            }
        }
        parts.main = main;
        Ok(parts)
    }
}

/// The characters of a part, and how they were encoded; `None` where the package has no such part.
pub fn text_of(package: &mut Package, name: &str) -> Result<Option<(String, Encoding)>, Problem> {
    let Some(bytes) = package.part(name)? else { return Ok(None) };
    let (text, encoding) = decode(&bytes, name)?;
    Ok(Some((text.into_owned(), encoding)))
}

/// A relation to another part.
struct Relation {
    id: String,
    kind: String,
    target: String,
}

impl Relation {
    fn is_of(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

const DEFAULT: &str = "word/document.xml";

/// No package has more.
const MAX_RELATIONS: usize = 10_000;

fn relations(package: &mut Package, name: &str) -> Result<Vec<Relation>, Problem> {
    let mut relations = Vec::new();
    let Some(bytes) = package.part(name)? else { return Ok(relations) };
    let (text, _) = decode(&bytes, name)?;
    let mut reader = Reader::new(&text, name);
    while let Some(event) = reader.next()? {
        if let Event::Open(tag) = event
            && tag.name == "Relationship"
            && tag.attribute("TargetMode").is_none_or(|mode| mode != "External")
            && relations.len() < MAX_RELATIONS
        {
            let value = |name| tag.attribute(name).unwrap_or_default().into_owned();
            relations.push(Relation { id: value("Id"), kind: value("Type"), target: value("Target") });
        }
    }
    Ok(relations)
}

/// The name of a part that is named from a folder.
fn absolute(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

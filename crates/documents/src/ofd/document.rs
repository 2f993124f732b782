//! The parts of an .ofd that name its pages: `OFD.xml` names the document, the document its pages, templates and
//! annotations.

use std::collections::HashMap;

use gouji_core::problem::{Problem, ProblemKind};

use crate::package::Package;
use crate::xml::{Event, Reader, decode};

/// A document as its parts name it.
#[derive(Debug, Default)]
pub struct Document {
    /// Its pages in their order.
    pub pages: Vec<PageParts>,
    /// Parts of the templates, by their numbers.
    pub templates: HashMap<String, String>,
    /// Width and height of a page that does not say its own, in millimetres.
    pub size: (f64, f64),
}

/// The parts of a page.
#[derive(Debug, Default)]
pub struct PageParts {
    /// What stands on it.
    pub content: String,
    /// What was put onto it later.
    pub annotations: Option<String>,
}

/// A4.
const USUAL_SIZE: (f64, f64) = (210.0, 297.0);

impl Document {
    /// Follows the names from the root of a package.
    pub fn read(package: &mut Package) -> Result<Document, Problem> {
        const ROOT: &str = "OFD.xml";
        let mut main = String::new();
        read_part(package, ROOT, &mut |name, _, words| {
            // Of several documents the first; a file with more is one of many papers.
            if name == "DocRoot" && main.is_empty() {
                main = words.trim().to_owned();
            }
        })?;
        let main = resolved("", &main);
        let mut document = Document { size: USUAL_SIZE, ..Document::default() };
        let (mut numbers, mut annotations) = (Vec::new(), None);
        read_part(package, &main, &mut |name, attribute, words| match name {
            "Page" => {
                numbers.push(attribute("ID"));
                document.pages.push(PageParts { content: resolved(&main, &attribute("BaseLoc")), annotations: None });
            }
            "TemplatePage" => {
                document.templates.insert(attribute("ID"), resolved(&main, &attribute("BaseLoc")));
            }
            "PhysicalBox" => document.size = size_of(words).unwrap_or(document.size),
            "Annotations" => annotations = Some(resolved(&main, words.trim())),
            _ => {}
        })?;
        if document.pages.is_empty() {
            return Err(damaged(&main));
        }
        if let Some(list) = annotations {
            document.read_annotations(package, &list, &numbers)?;
        }
        Ok(document)
    }

    fn read_annotations(&mut self, package: &mut Package, list: &str, numbers: &[String]) -> Result<(), Problem> {
        let mut page = None;
        let mut places = Vec::new();
        // A list that is named and not there names nothing.
        let read = read_part(package, list, &mut |name, attribute, words| match name {
            "Page" => page = numbers.iter().position(|number| *number == attribute("PageID")),
            "FileLoc" => places.extend(page.map(|page| (page, resolved(list, words.trim())))),
            _ => {}
        });
        if read.is_ok() {
            for (page, part) in places {
                self.pages[page].annotations = Some(part);
            }
        }
        Ok(())
    }
}

/// Width and height of a box: `0 0 210 297`.
pub fn size_of(words: &str) -> Option<(f64, f64)> {
    let mut numbers = words.split_whitespace().map(str::parse::<f64>);
    let (_, _) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    let (width, height) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    let is_usual = |length: f64| length > 1.0 && length < 10_000.0;
    (is_usual(width) && is_usual(height)).then_some((width, height))
}

/// Is told of each element of a part: its name, its attributes by their names, and for one that holds words only, these.
type Told<'a> = dyn FnMut(&str, &dyn Fn(&str) -> String, &str) + 'a;

/// Goes through a part. Elements with a part of their own inside are told before those.
fn read_part(package: &mut Package, name: &str, told: &mut Told) -> Result<(), Problem> {
    let text = text_of(package, name)?;
    let mut reader = Reader::new(&text, name);
    let mut open = None;
    let mut words = String::new();
    while let Some(event) = reader.next()? {
        match event {
            Event::Open(tag) => {
                if let Some(before) = open.replace(tag) {
                    tell(before, "", told);
                }
                words.clear();
            }
            Event::Words(more) => words.push_str(&more.text),
            Event::Close => {
                if let Some(tag) = open.take() {
                    tell(tag, &words, told);
                }
            }
        }
    }
    Ok(())
}

fn tell(tag: crate::xml::Tag, words: &str, told: &mut Told) {
    told(tag.name, &|name| tag.attribute(name).unwrap_or_default().into_owned(), words);
}

/// The characters of a part.
pub fn text_of(package: &mut Package, name: &str) -> Result<String, Problem> {
    let bytes = package.part(name)?.ok_or_else(|| damaged(name))?;
    Ok(decode(&bytes, name)?.0.into_owned())
}

/// The place of a part that another names: from the root of the package, or from the folder of the other.
pub fn resolved(of: &str, place: &str) -> String {
    let place = place.replace('\\', "/");
    let folder = if place.starts_with('/') { "" } else { of.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in place.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            _ => steps.push(step),
        }
    }
    steps.join("/")
}

fn damaged(name: &str) -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: format!(
            "这个 OFD 文件内部有损坏（{name}），无法读取。请重新下载或复制这个文件；能打开的，另存为带文字的 .pdf 文件再选择，或全选后复制，再粘贴到这里。"
        ),
    }
}

//! The part with the comments of a document, made where there is none, and what refers to it.

use std::ops::Range;

use gouji_core::problem::Problem;

use super::names::WORD_STRICT;
use super::parts::{Parts, text_of};
use super::splice::Names;
use crate::notes::Note;
use crate::package::Package;
use crate::xml::{Encoding, Event, Reader, encode, escape};

/// The comments that a document has.
pub struct CommentsPart {
    /// The name of the part.
    name: String,
    /// What it holds, where there is one.
    text: Option<(String, Encoding)>,
}

impl CommentsPart {
    /// Finds the part, or a name for a new one.
    pub fn find(package: &mut Package, parts: &Parts) -> Result<Self, Problem> {
        if let Some(name) = &parts.comments
            && let Some(text) = text_of(package, name)?
        {
            return Ok(CommentsPart { name: name.clone(), text: Some(text) });
        }
        let folder = parts.main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let candidates = std::iter::once(format!("{folder}comments.xml"))
            .chain((2..).map(|number| format!("{folder}comments{number}.xml")));
        let is_free = |name: &String| !package.names().iter().any(|known| known.eq_ignore_ascii_case(name));
        let name = candidates.take(MAX_CANDIDATES).find(is_free).unwrap_or_default();
        Ok(CommentsPart { name, text: None })
    }

    /// The largest number that a comment has.
    pub fn last_id(&self) -> u32 {
        self.text.as_ref().map_or(0, |(text, _)| last_id(text))
    }

    /// The part with these notes, and the parts that refer to it where it is new.
    pub fn with(
        self,
        notes: &[(u32, &Note)],
        package: &mut Package,
        parts: &Parts,
        namespace: &str,
    ) -> Result<Vec<(String, Vec<u8>)>, Problem> {
        if let Some((text, encoding)) = self.text {
            let root = Root::of(&text, &self.name)?;
            let names = Names::of_root(&root.name, namespace);
            let comments = notes.iter().map(|(id, note)| comment(*id, note, &names)).collect::<String>();
            return Ok(vec![(self.name, encode(root.with(&text, &comments), encoding))]);
        }
        let names = Names::of_root("w:comments", namespace);
        let comments = notes.iter().map(|(id, note)| comment(*id, note, &names)).collect::<String>();
        let text = format!("{DECLARATION}<w:comments xmlns:w=\"{namespace}\">{comments}</w:comments>");
        let mut changed = vec![(self.name.clone(), text.into_bytes())];
        changed.push(relation(package, parts, &self.name, namespace)?);
        changed.extend(content_type(package, &self.name)?);
        Ok(changed)
    }
}

/// A document has one part with comments; a broken one may have some files of that name.
const MAX_CANDIDATES: usize = 2_001;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The largest number that an element of a part is known by.
pub fn last_id(text: &str) -> u32 {
    let numbers = text.split(":id=\"").skip(1).filter_map(|rest| rest.get(..rest.find('"')?)?.parse().ok());
    numbers.filter(|id| *id < MAX_ID).max().unwrap_or(0)
}

/// Numbers above this are not gone on with: Word takes them as signed.
const MAX_ID: u32 = 1_000_000_000;

fn comment(id: u32, note: &Note, names: &Names) -> String {
    let (author, initials) = (note.by.name(), note.by.initials());
    let mut comment =
        names.begin("comment", &[("id", &id.to_string()), ("author", author), ("initials", initials)]) + ">";
    let [paragraph, run, text] = ["p", "r", "t"].map(|name| names.of(name));
    for (at, line) in note.lines.iter().enumerate() {
        let mark = match at {
            0 => format!("<{run}><{}/></{run}>", names.of("annotationRef")),
            _ => String::new(),
        };
        let line = escape(&line.replace(['\n', '\t'], " "));
        comment.push_str(&format!(
            "<{paragraph}>{mark}<{run}><{text} xml:space=\"preserve\">{line}</{text}></{run}></{paragraph}>"
        ));
    }
    comment + &names.end("comment")
}

/// The relation of the document to its comments.
fn relation(package: &mut Package, parts: &Parts, name: &str, namespace: &str) -> Result<(String, Vec<u8>), Problem> {
    let target = name.rsplit('/').next().unwrap_or(name);
    let kinds = match namespace {
        WORD_STRICT => "http://purl.oclc.org/ooxml/officeDocument/relationships",
        _ => "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    };
    let relation = |tag: &str, text: &str| {
        let ids = (1_u32..).map(|number| format!("rIdGouji{number}"));
        let id = ids.take(MAX_CANDIDATES).find(|id| !text.contains(&format!("\"{id}\""))).unwrap_or_default();
        format!("<{tag} Id=\"{id}\" Type=\"{kinds}/comments\" Target=\"{}\"/>", escape(target))
    };
    let Some((text, encoding)) = text_of(package, &parts.relations)? else {
        let text = format!(
            "{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}</Relationships>",
            relation("Relationship", "")
        );
        return Ok((parts.relations.clone(), text.into_bytes()));
    };
    let root = Root::of(&text, &parts.relations)?;
    let relation = relation(&root.sibling("Relationship"), &text);
    Ok((parts.relations.clone(), encode(root.with(&text, &relation), encoding)))
}

/// The list of what parts are; nothing where it need not change.
fn content_type(package: &mut Package, name: &str) -> Result<Option<(String, Vec<u8>)>, Problem> {
    let Some((text, encoding)) = text_of(package, CONTENT_TYPES)? else { return Ok(None) };
    let part = format!("/{name}");
    if text.contains(&format!("\"{part}\"")) {
        return Ok(None);
    }
    let root = Root::of(&text, CONTENT_TYPES)?;
    let line = format!(
        "<{} PartName=\"{}\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml\"/>",
        root.sibling("Override"),
        escape(&part)
    );
    Ok(Some((CONTENT_TYPES.to_owned(), encode(root.with(&text, &line), encoding))))
}

const CONTENT_TYPES: &str = "[Content_Types].xml";

/// The outermost element of a part.
struct Root {
    name: String,
    /// Its end tag; or all of it, when it is one tag only.
    end: Range<usize>,
    is_empty: bool,
}

impl Root {
    fn of(text: &str, part: &str) -> Result<Self, Problem> {
        let mut reader = Reader::new(text, part);
        let mut root = Root { name: String::new(), end: text.len()..text.len(), is_empty: false };
        while let Some(event) = reader.next()? {
            match event {
                Event::Open(tag) if reader.depth() == 1 => {
                    root = Root { name: tag.full_name().to_owned(), end: reader.range(), is_empty: tag.is_empty };
                }
                Event::Close if reader.depth() == 0 && !root.is_empty => root.end = reader.range(),
                _ => {}
            }
        }
        Ok(root)
    }

    /// The name of another element that is named as this one is.
    fn sibling(&self, name: &str) -> String {
        self.name.split_once(':').map_or_else(|| name.to_owned(), |(prefix, _)| format!("{prefix}:{name}"))
    }

    /// The part with something more at the end of this element.
    fn with(&self, text: &str, more: &str) -> String {
        let (before, end) = text.split_at_checked(self.end.start).unwrap_or((text, ""));
        if !self.is_empty {
            return format!("{before}{more}{end}");
        }
        let (tag, after) = end.split_at_checked(self.end.len()).unwrap_or((end, ""));
        format!("{before}{}>{more}</{}>{after}", tag.trim_end_matches("/>"), self.name)
    }
}

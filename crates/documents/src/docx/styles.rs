//! What the styles of a document say about numbering and hidden words (`styles.xml`).

use std::collections::BTreeMap;

use gouji_core::problem::Problem;

use super::names::{is_on, number, word};
use crate::xml::{Event, Reader, Tag};

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    styles: BTreeMap<String, Style>,
    default_paragraph: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    list: Option<u32>,
    level: Option<u32>,
    look: Look,
}

/// How words look, as far as it decides whether they are read; what is not said is open.
#[derive(Clone, Copy, Debug, Default)]
pub struct Look {
    /// Not printed.
    pub hidden: Option<bool>,
    /// Struck through.
    pub struck: Option<bool>,
    /// Raised, as the mark of a note.
    pub raised: Option<bool>,
}

impl Look {
    /// Takes a property of a run; whether it is one of these.
    pub fn take(&mut self, tag: &Tag) -> bool {
        match word(tag) {
            "vanish" => self.hidden = Some(is_on(tag)),
            "strike" | "dstrike" => self.struck = Some(is_on(tag)),
            "vertAlign" => self.raised = Some(tag.attribute("val").is_some_and(|val| val == "superscript")),
            _ => return false,
        }
        true
    }

    /// What this leaves open, as another says.
    pub fn or(self, other: Look) -> Look {
        Look {
            hidden: self.hidden.or(other.hidden),
            struck: self.struck.or(other.struck),
            raised: self.raised.or(other.raised),
        }
    }

    /// Whether the words are not read.
    pub fn is_left_out(self) -> bool {
        self.hidden == Some(true) || self.struck == Some(true)
    }
}

/// The numbering that a style brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StyleNumbering<'a> {
    /// Its list (`w:numId`).
    pub list: u32,
    /// Its level, where a style says so.
    pub level: Option<u32>,
    /// The style that brings it.
    pub style: &'a str,
}

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(text: &str, part: &str) -> Result<Self, Problem> {
        let mut styles = Styles::default();
        let mut reader = Reader::new(text, part);
        let mut open: Option<(String, Style, usize)> = None;
        while let Some(event) = reader.next()? {
            match event {
                Event::Open(tag) => match (word(&tag), &mut open) {
                    ("style", _) => {
                        let id = tag.attribute("styleId").unwrap_or_default().into_owned();
                        let is_paragraph = tag.attribute("type").is_none_or(|kind| kind == "paragraph");
                        if is_paragraph && matches!(tag.attribute("default").as_deref(), Some("1" | "true" | "on")) {
                            styles.default_paragraph = Some(id.clone());
                        }
                        open = Some((id, Style::default(), reader.depth()));
                    }
                    ("basedOn", Some((_, style, _))) => style.based_on = tag.attribute("val").map(Into::into),
                    ("numId", Some((_, style, _))) => style.list = number(&tag, "val"),
                    ("ilvl", Some((_, style, _))) => style.level = number(&tag, "val"),
                    ("vanish" | "strike" | "dstrike" | "vertAlign", Some((_, style, _))) => {
                        style.look.take(&tag);
                    }
                    // Those of a table style are for some of its cells; those of a change are the old ones.
                    ("tblStylePr" | "pPrChange" | "rPrChange", _) => reader.skip()?,
                    _ => {}
                },
                Event::Close => {
                    if let Some((id, style, _)) = open.take_if(|(_, _, depth)| reader.depth() < *depth) {
                        styles.styles.insert(id, style);
                    }
                }
                Event::Words(_) => {}
            }
        }
        Ok(styles)
    }

    /// The numbering that a paragraph has from its style, or from the default style.
    pub fn numbering<'a>(&'a self, style: Option<&'a str>) -> Option<StyleNumbering<'a>> {
        let mut level = None;
        for (id, style) in self.chain(style.or(self.default_paragraph.as_deref())) {
            level = level.or(style.level);
            match style.list {
                Some(0) => return None,
                Some(list) => return Some(StyleNumbering { list, level, style: id }),
                None => {}
            }
        }
        None
    }

    /// How the words of a style look.
    pub fn look(&self, style: Option<&str>) -> Look {
        self.chain(style).fold(Look::default(), |look, (_, style)| look.or(style.look))
    }

    /// A style and those it is based on.
    fn chain<'a>(&'a self, style: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let known = |id: &str| self.styles.get_key_value(id).map(|(id, style)| (id.as_str(), style));
        // Styles of a broken document may be based on each other in a ring.
        let next = move |(_, style): &(&'a str, &'a Style)| known(style.based_on.as_deref()?);
        std::iter::successors(style.and_then(known), next).take(MAX_CHAIN)
    }
}

const MAX_CHAIN: usize = 16;

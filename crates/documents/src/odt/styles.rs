//! What the body of a text takes from its styles: which words are hidden, and how lists and headings are numbered.

use std::collections::HashMap;

use gouji_core::problem::Problem;

use super::names::kind;
use crate::numerals::print;
use crate::xml::{Event, Reader, Tag};

/// How many levels lists have.
pub const LEVELS: usize = 10;

/// The numbers of the last item of each level.
pub type Counters = [Option<u32>; LEVELS];

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    lists: HashMap<String, ListStyle>,
    outline: ListStyle,
    paragraphs: HashMap<String, Style>,
    words: HashMap<String, Style>,
}

/// How the levels of a list are numbered.
pub type ListStyle = [Level; LEVELS];

/// How one level is numbered.
#[derive(Clone, Debug)]
pub struct Level {
    /// What Word calls its numerals; none where no number is printed.
    format: Option<&'static str>,
    prefix: String,
    suffix: String,
    /// The number with `%1%` for that of the first level.
    template: Option<String>,
    /// So many levels are printed, this one the last.
    printed: usize,
    /// The number of the first item.
    pub start: u32,
}

#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    hidden: Option<bool>,
    struck: Option<bool>,
    raised: Option<bool>,
    list: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Level { format: None, prefix: String::new(), suffix: String::new(), template: None, printed: 1, start: 1 }
    }
}

/// Styles that stand for each other in a circle are followed no further.
const MAX_PARENTS: usize = 32;

impl Styles {
    /// Reads the element with the styles that has just begun, to its end.
    ///
    /// # Errors
    /// XML that cannot be read.
    pub fn read(&mut self, reader: &mut Reader) -> Result<(), Problem> {
        let outside = reader.depth().saturating_sub(1);
        while reader.depth() > outside
            && let Some(event) = reader.next()?
        {
            let Event::Open(tag) = event else { continue };
            match (kind(&tag), tag.name) {
                ("style", "style") => self.style(&tag, reader)?,
                ("text", "list-style") => {
                    let list = list_style(reader)?;
                    if let Some(name) = tag.attribute("name") {
                        self.lists.insert(name.into_owned(), list);
                    }
                }
                ("text", "outline-style") => self.outline = list_style(reader)?,
                _ => reader.skip()?,
            }
        }
        Ok(())
    }

    fn style(&mut self, tag: &Tag, reader: &mut Reader) -> Result<(), Problem> {
        let value = |name| tag.attribute(name).map(|value| value.into_owned());
        let mut style =
            Style { parent: value("parent-style-name"), list: value("list-style-name"), ..Style::default() };
        let outside = reader.depth().saturating_sub(1);
        while reader.depth() > outside
            && let Some(event) = reader.next()?
        {
            if let Event::Open(tag) = event
                && tag.name == "text-properties"
            {
                let value = |name| tag.attribute(name);
                style.hidden = value("display").map(|it| it == "none").or(style.hidden);
                let struck = value("text-line-through-style").or(value("text-line-through-type"));
                style.struck = struck.map(|it| it != "none").or(style.struck);
                style.raised = value("text-position").map(|it| is_raised(&it)).or(style.raised);
            }
        }
        let family = match tag.attribute("family").as_deref() {
            Some("paragraph") => &mut self.paragraphs,
            Some("text") => &mut self.words,
            _ => return Ok(()),
        };
        if let Some(name) = value("name") {
            family.insert(name, style);
        }
        Ok(())
    }

    /// Whether the words of paragraphs of this style are hidden.
    pub fn hides_paragraph(&self, name: &str) -> bool {
        let says = |value: fn(&Style) -> Option<bool>| find(&self.paragraphs, name, value).unwrap_or(false);
        says(|style| style.hidden) || says(|style| style.struck)
    }

    /// Whether words of this style are hidden, or shown among hidden ones.
    pub fn hides_words(&self, name: &str) -> Option<bool> {
        find(&self.words, name, |style| style.hidden)
    }

    /// Whether words of this style are struck through: they are not read.
    pub fn strikes(&self, name: &str) -> Option<bool> {
        find(&self.words, name, |style| style.struck)
    }

    /// Whether words of this style are raised, as the mark of a note is.
    pub fn raises(&self, name: &str) -> Option<bool> {
        find(&self.words, name, |style| style.raised)
    }

    /// The list style that belongs to a paragraph style.
    pub fn list_of_paragraph(&self, name: &str) -> Option<&str> {
        find(&self.paragraphs, name, |style| style.list.as_deref())
    }

    /// A list style.
    pub fn list(&self, name: &str) -> Option<&ListStyle> {
        self.lists.get(name)
    }

    /// How headings are numbered.
    pub fn outline(&self) -> &ListStyle {
        &self.outline
    }
}

/// `super 58%`, or `33% 58%` of which the first is how far up.
pub fn is_raised(position: &str) -> bool {
    let first = position.split_whitespace().next().unwrap_or("");
    first == "super" || first.trim_end_matches('%').parse::<f64>().is_ok_and(|up| up > 0.0)
}

fn find<'a, T>(styles: &'a HashMap<String, Style>, name: &str, value: impl Fn(&'a Style) -> Option<T>) -> Option<T> {
    let mut style = styles.get(name)?;
    for _ in 0..MAX_PARENTS {
        if let Some(value) = value(style) {
            return Some(value);
        }
        style = styles.get(style.parent.as_deref()?)?;
    }
    None
}

/// Counts one item of a level, and writes what is printed before it.
pub fn next_number(style: &ListStyle, level: usize, counters: &mut Counters, set: Option<u32>) -> String {
    let level = level.min(LEVELS - 1);
    let number = set.unwrap_or_else(|| counters[level].map_or(style[level].start, |last| last.saturating_add(1)));
    counters[level] = Some(number);
    counters[level + 1..].fill(None);

    let shape = &style[level];
    let write = |level: usize| {
        let shape = style.get(level)?;
        Some(print(counters.get(level).copied().flatten().unwrap_or(shape.start), shape.format?))
    };
    if shape.format.is_none() {
        return String::new();
    }
    if let Some(template) = &shape.template {
        // Between two percent signs stands the level.
        let parts = template.split('%').enumerate().map(|(at, part)| match part.parse::<usize>() {
            Ok(level) if at % 2 == 1 => write(level.wrapping_sub(1)).unwrap_or_default(),
            _ => part.to_owned(),
        });
        return parts.collect();
    }
    let first = (level + 1).saturating_sub(shape.printed.max(1));
    let numbers: Vec<String> = (first..=level).filter_map(write).collect();
    format!("{}{}{}", shape.prefix, numbers.join("."), shape.suffix)
}

fn list_style(reader: &mut Reader) -> Result<ListStyle, Problem> {
    let mut list = ListStyle::default();
    let outside = reader.depth().saturating_sub(1);
    while reader.depth() > outside
        && let Some(event) = reader.next()?
    {
        let Event::Open(tag) = event else { continue };
        let number = |name| tag.attribute(name).and_then(|value| value.parse().ok());
        let level = number("level").unwrap_or(0_usize).wrapping_sub(1);
        if let Some(place) = list.get_mut(level) {
            let value = |name| tag.attribute(name).map(|value| value.into_owned());
            *place = Level {
                format: format_of(&value("num-format").unwrap_or_default()),
                prefix: value("num-prefix").unwrap_or_default(),
                suffix: value("num-suffix").unwrap_or_default(),
                template: value("num-list-format"),
                printed: number("display-levels").unwrap_or(1),
                start: number("start-value").map_or(1, |start| start as u32),
            };
        }
        reader.skip()?;
    }
    Ok(list)
}

/// Numerals by their first ones, as OpenDocument names them.
fn format_of(first: &str) -> Option<&'static str> {
    Some(match first.chars().next()? {
        '一' => "chineseCountingThousand",
        '壹' => "chineseLegalSimplified",
        '甲' => "ideographTraditional",
        '子' => "ideographZodiac",
        '①' => "decimalEnclosedCircle",
        '１' => "decimalFullWidth",
        'I' => "upperRoman",
        'i' => "lowerRoman",
        'A' => "upperLetter",
        'a' => "lowerLetter",
        _ => "decimal",
    })
}

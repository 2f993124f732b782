//! Numbers that Word prints before paragraphs and keeps outside of their text (`numbering.xml`).

use std::collections::{BTreeMap, BTreeSet};

use gouji_core::problem::Problem;

use super::names::{Space, is_on, number, space, word};
use super::styles::Styles;
use crate::numerals::print;
use crate::xml::{Event, Reader, Tag};

/// The lists of a document, and how far each has counted.
#[derive(Debug, Default)]
pub struct Numbering {
    /// Patterns of lists (`w:abstractNum`).
    patterns: BTreeMap<u32, Pattern>,
    /// Lists (`w:num`).
    lists: BTreeMap<u32, List>,
    /// How far each pattern has counted, by level.
    counts: BTreeMap<u32, [Option<u32>; LEVELS]>,
    /// Levels of lists whose own start was used.
    started: BTreeSet<(u32, usize)>,
}

const LEVELS: usize = 9;

/// No label of a list is longer.
const MAX_LABEL: usize = 64;

#[derive(Debug, Default)]
struct Pattern {
    levels: BTreeMap<usize, Level>,
    /// The style whose list has the real pattern.
    style_link: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    pattern: u32,
    /// A new start of a level.
    starts: BTreeMap<usize, u32>,
    /// Levels with other looks than the pattern's.
    levels: BTreeMap<usize, Level>,
}

#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: String,
    text: String,
    /// It begins again after a level up to this one; 0 for never. By default after any above it.
    restart: Option<u32>,
    /// All numbers in the label are decimal.
    legal: bool,
    suffix: Suffix,
    style: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Suffix {
    Tab,
    Space,
    Nothing,
}

impl Default for Level {
    fn default() -> Self {
        Level {
            start: 0,
            format: "decimal".to_owned(),
            text: String::new(),
            restart: None,
            legal: false,
            suffix: Suffix::Tab,
            style: None,
        }
    }
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(text: &str, part: &str) -> Result<Self, Problem> {
        let mut numbering = Numbering::default();
        let mut reader = Reader::new(text, part);
        while let Some(event) = reader.next()? {
            let Event::Open(tag) = event else { continue };
            match word(&tag) {
                "abstractNum" => {
                    let pattern = read_pattern(&mut reader)?;
                    numbering.patterns.insert(number(&tag, "abstractNumId").unwrap_or(0), pattern);
                }
                "num" => {
                    let list = read_list(&mut reader)?;
                    numbering.lists.insert(number(&tag, "numId").unwrap_or(0), list);
                }
                _ => {}
            }
        }
        Ok(numbering)
    }

    /// Counts a paragraph, and gives what Word prints before it.
    ///
    /// `list` and `level` are those that the paragraph itself names, `style` is its style.
    pub fn label(
        &mut self,
        list: Option<u32>,
        level: Option<u32>,
        style: Option<&str>,
        styles: &Styles,
    ) -> Option<String> {
        let (list, level) = match list {
            Some(0) => return None,
            Some(list) => (list, level),
            None => {
                let from_style = styles.numbering(style)?;
                let linked = || self.linked_level(from_style.list, [style, Some(from_style.style)], styles);
                (from_style.list, level.or_else(linked).or(from_style.level))
            }
        };
        let level = level.unwrap_or(0) as usize;
        let key = self.pattern_of(list, styles)?;
        if level >= LEVELS {
            return None;
        }
        self.count(list, key, level);
        self.print(list, key, level)
    }

    fn count(&mut self, list: u32, key: u32, level: usize) {
        let own_start = self.lists.get(&list).and_then(|it| it.starts.get(&level)).copied();
        let own_start = own_start.filter(|_| self.started.insert((list, level)));
        let start = self.level(list, key, level).map_or(1, |it| it.start);
        let restarts: [u32; LEVELS] =
            std::array::from_fn(|deep| self.level(list, key, deep).and_then(|it| it.restart).unwrap_or(deep as u32));
        let counts = self.counts.entry(key).or_default();
        if let Some(count) = counts.get_mut(level) {
            *count = Some(match (own_start, *count) {
                (Some(own), _) => own,
                (None, None) => start,
                (None, Some(count)) => count.saturating_add(1),
            });
        }
        for (deep, count) in counts.iter_mut().enumerate().skip(level + 1) {
            if (level as u32) < restarts.get(deep).copied().unwrap_or(0) {
                *count = None;
            }
        }
    }

    fn print(&self, list: u32, key: u32, at: usize) -> Option<String> {
        let level = self.level(list, key, at)?;
        if level.format == "bullet" {
            return None;
        }
        let mut label = String::new();
        let mut characters = level.text.chars().take(MAX_LABEL).peekable();
        while let Some(character) = characters.next() {
            let number = characters.peek().and_then(|it| it.to_digit(10)).filter(|it| (1..=9).contains(it));
            let (Some(number), '%') = (number, character) else {
                label.push(character);
                continue;
            };
            characters.next();
            let named = number as usize - 1;
            let known = self.level(list, key, named);
            let count = self.counts.get(&key).and_then(|counts| counts.get(named).copied().flatten());
            let count = count.unwrap_or_else(|| known.map_or(1, |it| it.start));
            let format = if level.legal { "decimal" } else { known.map_or("decimal", |it| &it.format) };
            label.push_str(&print(count, format));
        }
        if label.is_empty() {
            return None;
        }
        // Word sets the words apart by a tab; without one, a number must not run into a number.
        let runs_together = label.ends_with(|it: char| it.is_ascii_alphanumeric());
        if level.suffix == Suffix::Space || (level.suffix == Suffix::Tab && runs_together) {
            label.push(' ');
        }
        Some(label)
    }

    fn level(&self, list: u32, key: u32, level: usize) -> Option<&Level> {
        let own = self.lists.get(&list).and_then(|it| it.levels.get(&level));
        own.or_else(|| self.patterns.get(&key)?.levels.get(&level))
    }

    /// The pattern of a list, through the style that it may be linked to.
    fn pattern_of(&self, list: u32, styles: &Styles) -> Option<u32> {
        let key = self.lists.get(&list)?.pattern;
        let link = self.patterns.get(&key).and_then(|pattern| pattern.style_link.as_deref());
        let linked = link.and_then(|style| styles.numbering(Some(style)));
        let linked = linked.and_then(|it| self.lists.get(&it.list)).map(|it| it.pattern);
        Some(linked.unwrap_or(key))
    }

    /// The level that is made for one of these styles.
    fn linked_level(&self, list: u32, of_styles: [Option<&str>; 2], styles: &Styles) -> Option<u32> {
        let key = self.pattern_of(list, styles)?;
        of_styles.into_iter().flatten().find_map(|style| {
            let made_for = |at: &usize| self.level(list, key, *at).is_some_and(|it| it.style.as_deref() == Some(style));
            (0..LEVELS).find(made_for).map(|at| at as u32)
        })
    }
}

fn read_pattern(reader: &mut Reader) -> Result<Pattern, Problem> {
    let mut pattern = Pattern::default();
    let depth = reader.depth();
    while reader.depth() >= depth {
        match reader.next()? {
            Some(Event::Open(tag)) => match word(&tag) {
                "lvl" => read_level(reader, &tag, &mut pattern.levels)?,
                "numStyleLink" => pattern.style_link = tag.attribute("val").map(Into::into),
                _ => {}
            },
            Some(_) => {}
            None => break,
        }
    }
    Ok(pattern)
}

fn read_list(reader: &mut Reader) -> Result<List, Problem> {
    let mut list = List::default();
    let mut overridden = 0;
    let depth = reader.depth();
    while reader.depth() >= depth {
        match reader.next()? {
            Some(Event::Open(tag)) => match word(&tag) {
                "abstractNumId" => list.pattern = number(&tag, "val").unwrap_or(0),
                "lvlOverride" => overridden = number(&tag, "ilvl").unwrap_or(0) as usize,
                "startOverride" => {
                    list.starts.insert(overridden, number(&tag, "val").unwrap_or(1));
                }
                "lvl" => read_level(reader, &tag, &mut list.levels)?,
                _ => {}
            },
            Some(_) => {}
            None => break,
        }
    }
    Ok(list)
}

fn read_level(reader: &mut Reader, tag: &Tag, levels: &mut BTreeMap<usize, Level>) -> Result<(), Problem> {
    let at = number(tag, "ilvl").unwrap_or(0) as usize;
    let mut level = Level::default();
    let depth = reader.depth();
    while reader.depth() >= depth {
        let Some(event) = reader.next()? else { break };
        let Event::Open(tag) = event else { continue };
        match word(&tag) {
            "start" => level.start = number(&tag, "val").unwrap_or(0),
            "numFmt" => level.format = tag.attribute("val").unwrap_or_default().into_owned(),
            "lvlText" => level.text = tag.attribute("val").unwrap_or_default().chars().take(MAX_LABEL).collect(),
            "lvlRestart" => level.restart = number(&tag, "val"),
            "isLgl" => level.legal = is_on(&tag),
            "pStyle" => level.style = tag.attribute("val").map(Into::into),
            "suff" => {
                level.suffix = match tag.attribute("val").as_deref() {
                    Some("space") => Suffix::Space,
                    Some("nothing") => Suffix::Nothing,
                    _ => Suffix::Tab,
                }
            }
            // What newer programs put here, older ones find again in the fallback.
            "" if space(&tag) == Space::Compatibility && tag.name == "Choice" => reader.skip()?,
            _ => {}
        }
    }
    if at < LEVELS {
        levels.insert(at, level);
    }
    Ok(())
}

//! What stands on a page: text objects with the places of their characters, paths, pictures; templates below them, and
//! annotations above.

use gouji_core::problem::Problem;

use crate::package::Package;
use crate::paper::{Area, Facing, Glyph, Matrix, Page};
use crate::xml::{Event, Reader, Tag};

use super::document::{Document, PageParts, size_of, text_of};
use super::path::parts_of;

/// Points in a millimetre.
const POINTS: f64 = 72.0 / 25.4;
const MILLIMETRES: Matrix = Matrix([POINTS, 0.0, 0.0, POINTS, 0.0, 0.0]);

/// Reads a page.
pub struct Painter {
    page: Page,
}

impl Painter {
    /// What a page shows.
    pub fn paint(package: &mut Package, document: &Document, parts: &PageParts) -> Result<Page, Problem> {
        let text = text_of(package, &parts.content)?;
        let (width, height) = page_size(&text, &parts.content)?.unwrap_or(document.size);
        let mut painter = Painter { page: Page { width: width * POINTS, height: height * POINTS, ..Page::default() } };
        for template in templates(&text, &parts.content)? {
            if let Some(part) = document.templates.get(&template) {
                let text = text_of(package, part)?;
                painter.read(&text, part)?;
            }
        }
        painter.read(&text, &parts.content)?;
        if let Some(part) = &parts.annotations
            && let Ok(text) = text_of(package, part)
        {
            painter.read(&text, part)?;
        }
        painter.page.set_upright();
        Ok(painter.page)
    }

    /// All objects of a part, however deep in layers and blocks.
    fn read(&mut self, text: &str, part: &str) -> Result<(), Problem> {
        let mut reader = Reader::new(text, part);
        // Where the annotations around this place stand, and how deep they are.
        let mut around: Vec<(usize, Matrix)> = Vec::new();
        while let Some(event) = reader.next()? {
            while around.last().is_some_and(|(depth, _)| reader.depth() < *depth) {
                around.pop();
            }
            let Event::Open(tag) = event else { continue };
            let place = around.last().map_or(MILLIMETRES, |(_, place)| *place);
            match tag.name {
                // A clip draws nothing; a watermark is no part of the report.
                "Clips" => reader.skip()?,
                "Annot" if is_no_text(&tag) => reader.skip()?,
                _ if is_unseen(&tag) => reader.skip()?,
                "Appearance" => around.push((reader.depth(), boundary(&tag).map_or(place, |it| it.0.then(place)))),
                "TextObject" => self.text(&mut reader, &tag, place)?,
                "PathObject" => self.path(&mut reader, &tag, place)?,
                "ImageObject" | "CompositeObject" | "VideoObject" => self.picture(&tag, place),
                _ => {}
            }
        }
        Ok(())
    }

    fn text(&mut self, reader: &mut Reader, object: &Tag, place: Matrix) -> Result<(), Problem> {
        let outside = reader.depth().saturating_sub(1);
        let size = number(object, "Size").filter(|size| size.abs() > 0.01).unwrap_or(USUAL_SIZE);
        let mut line = Line {
            place: own_place(object).then(place),
            size,
            stretch: number(object, "HScale").unwrap_or(1.0),
            turns: number(object, "ReadDirection").unwrap_or(0.0).rem_euclid(360.0) as u32 / 90,
            at: (0.0, 0.0),
        };
        let mut code: Option<Code> = None;
        let (mut glyphs, mut is_written) = (0, false);
        while reader.depth() > outside {
            let Some(event) = reader.next()? else { break };
            match event {
                Event::Open(tag) => match tag.name {
                    "Clips" => reader.skip()?,
                    "TextCode" => {
                        line.at = (number(&tag, "X").unwrap_or(line.at.0), number(&tag, "Y").unwrap_or(line.at.1));
                        let deltas = |name| deltas_of(&tag.attribute(name).unwrap_or_default());
                        code = Some(Code {
                            depth: reader.depth(),
                            words: String::new(),
                            across: deltas("DeltaX"),
                            down: deltas("DeltaY"),
                        });
                    }
                    "CGTransform" => glyphs += number(&tag, "GlyphCount").unwrap_or(1.0) as usize,
                    _ => {}
                },
                Event::Words(words) => {
                    if let Some(code) = &mut code {
                        code.words.push_str(&words.text);
                    }
                }
                Event::Close => {
                    if let Some(code) = code.take_if(|code| reader.depth() < code.depth) {
                        self.write(&mut line, &code, glyphs);
                        is_written = true;
                    }
                }
            }
        }
        if !is_written {
            line.at = (0.0, line.size);
            self.write(&mut line, &Code::default(), glyphs);
        }
        Ok(())
    }

    /// Characters one behind the other. What is drawn without a word about its characters is lost.
    fn write(&mut self, line: &mut Line, code: &Code, glyphs: usize) {
        let words = code.words.trim_matches(['\n', '\r', '\t']);
        let said = words.chars().count();
        // So many places are given: one more than the steps between them.
        let places = (code.across.len().max(code.down.len()) + 1).min(MOST_CHARACTERS);
        let lost = if said == 0 { places.max(glyphs) } else { 0 };
        let all = words.chars().chain(std::iter::repeat_n(char::REPLACEMENT_CHARACTER, lost));
        for (at, character) in all.take(MOST_CHARACTERS).enumerate() {
            let character = if is_known(character) { character } else { char::REPLACEMENT_CHARACTER };
            let width = line.size * line.stretch * if crate::paper::is_wide(character) { 1.0 } else { 0.5 };
            self.put(line, character, width);
            let step = |deltas: &[f64]| deltas.get(at).or(deltas.last()).copied();
            let (across, down) = match (step(&code.across), step(&code.down)) {
                (None, None) => match line.turns {
                    1 => (0.0, line.size),
                    2 => (-width, 0.0),
                    3 => (0.0, -line.size),
                    _ => (width, 0.0),
                },
                (across, down) => (across.unwrap_or(0.0), down.unwrap_or(0.0)),
            };
            line.at = (line.at.0 + across, line.at.1 + down);
        }
    }

    fn put(&mut self, line: &Line, character: char, width: f64) {
        let ((x, y), size) = (line.at, line.size);
        let corners = [
            (x, y - ABOVE * size),
            (x + width, y - ABOVE * size),
            (x, y + BELOW * size),
            (x + width, y + BELOW * size),
        ];
        let Some(area) = Area::around(&corners.map(|(x, y)| line.place.place(x, y))) else { return };
        let visible = Area { left: 0.0, top: 0.0, right: self.page.width, bottom: self.page.height };
        if !visible.contains(area.center()) || self.page.glyphs.len() >= MOST_GLYPHS {
            return;
        }
        let (across, down) = line.place.turn(1.0, 0.0);
        let Some(facing) = Facing::of(across, down) else { return };
        // Upright characters below each other.
        let facing = if matches!(line.turns, 1 | 3) && facing == Facing::Right { Facing::Stacked } else { facing };
        let (x, y) = line.place.turn(0.0, size);
        self.page.glyphs.push(Glyph { character, area, size: x.hypot(y), facing });
    }

    fn path(&mut self, reader: &mut Reader, object: &Tag, place: Matrix) -> Result<(), Problem> {
        let outside = reader.depth().saturating_sub(1);
        let own = own_place(object).then(place);
        let is_on = |name: &str, usual: bool| object.attribute(name).map_or(usual, |value| value == "true");
        let (strokes, fills) = (is_on("Stroke", true), is_on("Fill", false));
        let width = number(object, "LineWidth").unwrap_or(0.353) * own.scale();
        let mut data: Option<(usize, String)> = None;
        while reader.depth() > outside {
            let Some(event) = reader.next()? else { break };
            match event {
                Event::Open(tag) if tag.name == "Clips" => reader.skip()?,
                Event::Open(tag) if tag.name == "AbbreviatedData" => data = Some((reader.depth(), String::new())),
                Event::Words(words) => {
                    if let Some((_, data)) = &mut data {
                        data.push_str(&words.text);
                    }
                }
                Event::Close => {
                    if let Some((_, data)) = data.take_if(|(depth, _)| reader.depth() < *depth) {
                        let parts = parts_of(&data, own);
                        if fills {
                            self.page.fill(&parts);
                        }
                        if strokes {
                            self.page.stroke(parts, width);
                        }
                    }
                }
                Event::Open(_) => {}
            }
        }
        Ok(())
    }

    fn picture(&mut self, object: &Tag, place: Matrix) {
        let Some((moved, (width, height))) = boundary(object) else { return };
        let own = moved.then(place);
        let corners = [(0.0, 0.0), (width, 0.0), (0.0, height), (width, height)].map(|(x, y)| own.place(x, y));
        if let Some(area) = Area::around(&corners) {
            self.page.picture(area);
        }
    }
}

/// The line on which the characters of an object are written.
struct Line {
    place: Matrix,
    size: f64,
    stretch: f64,
    /// Quarters of a turn by which the next character stands to the last.
    turns: u32,
    at: (f64, f64),
}

/// Characters and the steps between them.
#[derive(Default)]
struct Code {
    depth: usize,
    words: String,
    across: Vec<f64>,
    down: Vec<f64>,
}

/// How far a character stands above and below the line on which it is written.
const ABOVE: f64 = 0.86;
const BELOW: f64 = 0.14;
/// In millimetres, where an object says none.
const USUAL_SIZE: f64 = 3.5;
/// Of one object.
const MOST_CHARACTERS: usize = 20_000;
/// Of one page.
const MOST_GLYPHS: usize = 200_000;

/// Whether what is written says which character it is.
fn is_known(character: char) -> bool {
    !character.is_control() && !matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{ffff}' | '\u{f0000}'..)
}

fn is_unseen(tag: &Tag) -> bool {
    tag.attribute("Visible").is_some_and(|visible| visible == "false")
}

/// Watermarks, and what marks words without writing any.
fn is_no_text(tag: &Tag) -> bool {
    let kind = tag.attribute("Type").unwrap_or_default();
    matches!(kind.as_ref(), "Watermark" | "Link" | "Highlight" | "Stamp")
}

fn number(tag: &Tag, name: &str) -> Option<f64> {
    tag.attribute(name)?.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// Where an object's own places begin, and its width and height.
fn boundary(tag: &Tag) -> Option<(Matrix, (f64, f64))> {
    let value = tag.attribute("Boundary")?;
    let numbers: Vec<f64> = value.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let [x, y, width, height] = numbers[..] else { return None };
    Some((Matrix::moved(x, y), (width, height)))
}

/// From the places of an object to those around it.
fn own_place(tag: &Tag) -> Matrix {
    let numbers = tag.attribute("CTM").unwrap_or_default();
    let numbers: Vec<f64> = numbers.split_whitespace().filter_map(|number| number.parse().ok()).collect();
    let own = match numbers[..] {
        [a, b, c, d, e, f] => Matrix([a, b, c, d, e, f]),
        _ => Matrix::IDENTITY,
    };
    boundary(tag).map_or(own, |(moved, _)| own.then(moved))
}

/// `3 3 g 4 1.5` are two steps of 3 and four of 1.5.
fn deltas_of(words: &str) -> Vec<f64> {
    let mut deltas: Vec<f64> = Vec::new();
    let mut words = words.split_whitespace();
    while let Some(word) = words.next() {
        if word == "g" {
            let count = words.next().and_then(|count| count.parse::<usize>().ok()).unwrap_or(0);
            let step = words.next().and_then(|step| step.parse().ok()).unwrap_or(0.0);
            deltas.extend(std::iter::repeat_n(step, count.min(MOST_CHARACTERS)));
        } else if let Ok(step) = word.parse() {
            deltas.push(step);
        }
        if deltas.len() > MOST_CHARACTERS {
            break;
        }
    }
    deltas
}

/// The size that a page says of itself.
fn page_size(text: &str, part: &str) -> Result<Option<(f64, f64)>, Problem> {
    let mut reader = Reader::new(text, part);
    let mut in_box = false;
    while let Some(event) = reader.next()? {
        match event {
            // What stands on the page comes behind it.
            Event::Open(tag) if tag.name == "Content" => break,
            Event::Open(tag) => in_box = tag.name == "PhysicalBox",
            Event::Words(words) if in_box => return Ok(size_of(&words.text)),
            Event::Words(_) => {}
            Event::Close => in_box = false,
        }
    }
    Ok(None)
}

/// The numbers of the templates that a page uses.
fn templates(text: &str, part: &str) -> Result<Vec<String>, Problem> {
    let mut reader = Reader::new(text, part);
    let mut templates = Vec::new();
    while let Some(event) = reader.next()? {
        match event {
            Event::Open(tag) if tag.name == "Content" => reader.skip()?,
            Event::Open(tag) if tag.name == "Template" && templates.len() < MOST_TEMPLATES => {
                templates.push(tag.attribute("TemplateID").unwrap_or_default().into_owned());
            }
            _ => {}
        }
    }
    Ok(templates)
}

const MOST_TEMPLATES: usize = 20;

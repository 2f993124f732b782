//! What a page shows: characters with their places, straight lines, pictures.

use super::geometry::Area;

/// A page as it is seen, turned upright.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub width: f64,
    pub height: f64,
    pub glyphs: Vec<Glyph>,
    pub rulings: Vec<Ruling>,
    pub pictures: Vec<Area>,
    /// Characters of which the file does not say what they are.
    pub unknown: usize,
    /// The marks of notes that stood on it.
    pub marks: Vec<char>,
}

/// One character.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    pub character: char,
    pub area: Area,
    /// Size of the type.
    pub size: f64,
    pub facing: Facing,
}

/// Which way the text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Facing {
    /// As usual.
    Right,
    /// Turned clockwise by a quarter: lines run down.
    Down,
    /// Upside down.
    Left,
    /// Turned the other way: lines run up.
    Up,
    /// Upright characters below each other, columns from right to left.
    Stacked,
}

impl Facing {
    /// Which way text runs that goes so far to the right and down; `None` across the page, as watermarks do.
    pub fn of(right: f64, down: f64) -> Option<Facing> {
        let (across, upright) = (right.abs(), down.abs());
        if upright < across * STEEPEST {
            Some(if right > 0.0 { Facing::Right } else { Facing::Left })
        } else if across < upright * STEEPEST {
            Some(if down > 0.0 { Facing::Down } else { Facing::Up })
        } else {
            None
        }
    }
}

/// How much a line may lean.
const STEEPEST: f64 = 0.15;

impl Glyph {
    /// Where it begins and ends along its line, and how far down its line stands on a page that is held the way the
    /// text runs.
    pub fn along(&self) -> (f64, f64, f64) {
        let Area { left, top, right, bottom } = self.area;
        let (x, y) = self.area.center();
        match self.facing {
            Facing::Right => (left, right, y),
            Facing::Left => (-right, -left, -y),
            Facing::Down | Facing::Stacked => (top, bottom, -x),
            Facing::Up => (-bottom, -top, x),
        }
    }
}

/// A straight line, upright or level, or a thin filled rectangle that looks like one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ruling {
    pub level: bool,
    /// Its y when it is level, its x when it is upright.
    pub at: f64,
    /// Where it begins and ends along the other axis.
    pub start: f64,
    pub end: f64,
}

impl Ruling {
    /// The line that a thin area is; `None` when it is none.
    pub fn of(area: Area) -> Option<Ruling> {
        let (x, y) = area.center();
        let (width, height) = (area.width(), area.height());
        if height <= THICKEST && width > height && width >= SHORTEST {
            Some(Ruling { level: true, at: y, start: area.left, end: area.right })
        } else if width <= THICKEST && height >= SHORTEST {
            Some(Ruling { level: false, at: x, start: area.top, end: area.bottom })
        } else {
            None
        }
    }
}

/// What is drawn on one page beyond this is not looked at.
const MOST_RULINGS: usize = 50_000;
const THICKEST: f64 = 4.0;
/// Dots of dotted lines are put together later.
const SHORTEST: f64 = 0.2;

impl Page {
    /// Adds the lines that are drawn along these corners, of this width.
    pub fn stroke(&mut self, parts: Vec<Vec<(f64, f64)>>, width: f64) {
        let width = width.abs();
        let half = if width.is_finite() { width.min(2.0) / 2.0 } else { 0.5 };
        for part in parts {
            for [from, to] in part.array_windows() {
                // A stroke has its width to both sides; one that leans is no ruling.
                if let Some(area) = Area::around(&[*from, *to]) {
                    let area = if area.height() <= area.width() {
                        Area { top: area.top - half, bottom: area.bottom + half, ..area }
                    } else {
                        Area { left: area.left - half, right: area.right + half, ..area }
                    };
                    self.rule(area);
                }
            }
        }
    }

    /// Adds what is filled between these corners, where it is thin enough for a line.
    pub fn fill(&mut self, parts: &[Vec<(f64, f64)>]) {
        for area in parts.iter().filter_map(|part| Area::around(part)) {
            self.rule(area);
        }
    }

    /// Adds a picture, or a line where it is a thin one.
    pub fn picture(&mut self, area: Area) {
        if Ruling::of(area).is_some() {
            self.rule(area);
        } else if self.pictures.len() < MOST_RULINGS {
            self.pictures.push(area);
        }
    }

    fn rule(&mut self, area: Area) {
        if self.rulings.len() < MOST_RULINGS {
            self.rulings.extend(Ruling::of(area));
        }
    }

    /// Turns the page so that most of its text runs as usual: tables are often printed sideways.
    pub fn set_upright(&mut self) {
        let mut counts = [0_usize; 4];
        for glyph in &self.glyphs {
            match glyph.facing {
                Facing::Right | Facing::Stacked => counts[0] += 1,
                Facing::Down => counts[1] += 1,
                Facing::Left => counts[2] += 1,
                Facing::Up => counts[3] += 1,
            }
        }
        let most = counts.iter().max().copied().unwrap_or(0);
        let quarters = counts.iter().position(|count| *count == most).unwrap_or(0);
        for _ in 0..quarters {
            self.turn_back();
        }
    }

    /// A quarter against the clock.
    fn turn_back(&mut self) {
        let width = self.width;
        let turned = |area: Area| Area {
            left: area.top,
            top: width - area.right,
            right: area.bottom,
            bottom: width - area.left,
        };
        for glyph in &mut self.glyphs {
            glyph.area = turned(glyph.area);
            glyph.facing = match glyph.facing {
                Facing::Right => Facing::Up,
                Facing::Up => Facing::Left,
                Facing::Left => Facing::Down,
                Facing::Down | Facing::Stacked => Facing::Right,
            };
        }
        for ruling in &mut self.rulings {
            *ruling = if ruling.level {
                Ruling { level: false, ..*ruling }
            } else {
                Ruling { level: true, at: ruling.at, start: ruling.start, end: ruling.end }
            };
            if ruling.level {
                ruling.at = width - ruling.at;
            } else {
                (ruling.start, ruling.end) = (width - ruling.end, width - ruling.start);
            }
        }
        for picture in &mut self.pictures {
            *picture = turned(*picture);
        }
        (self.width, self.height) = (self.height, self.width);
    }
}

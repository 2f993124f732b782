//! What a page shows: characters with their places, straight lines, pictures.

use super::geometry::Area;

/// A page as it is seen, turned upright.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub width: f64,
    pub height: f64,
    pub glyphs: Vec<Glyph>,
    pub rulings: Vec<Ruling>,
    pub pictures: Vec<Area>,
    /// Characters of which the file does not say what they are.
    pub unknown: usize,
}

/// One character.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub character: char,
    pub area: Area,
    /// Size of the type.
    pub size: f64,
    pub facing: Facing,
}

/// Which way the text runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Facing {
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
pub(super) struct Ruling {
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

const THICKEST: f64 = 4.0;
/// Dots of dotted lines are put together later.
const SHORTEST: f64 = 0.2;

impl Page {
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

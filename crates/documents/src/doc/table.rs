//! How the cells of a row lie: the definition that stands with the end of the row.

use std::rc::Rc;

use super::bytes::{i16_at, part, u16_at};
use crate::merging::Merge;
use crate::rows::{CellShape, Shape};

/// The property that holds a definition (`sprmTDefTable`).
pub const TABLE_DEFINITION: u16 = 0xd608;

/// The cells of a row.
#[derive(Clone, Debug)]
pub struct Definition {
    left: i16,
    cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug)]
struct Cell {
    right: i16,
    flags: u16,
}

/// Merged with cells to its left or right, and below: the first of them, or covered by it.
const FIRST: u16 = 0x01;
const COVERED: u16 = 0x02;
const DOWN: u16 = 0x20;
const DOWN_FIRST: u16 = 0x40;

/// A format of each cell has this size.
const FORMAT: usize = 20;

impl Definition {
    /// Reads a definition.
    pub fn read(value: &[u8]) -> Option<Definition> {
        let count = usize::from(*value.first()?);
        let edge = |at: usize| i16_at(value, 1 + at * 2);
        let formats = value.get(1 + (count + 1) * 2..)?;
        let mut cells = Vec::with_capacity(count);
        for at in 0..count {
            // Cells at the end may have no format.
            let flags = part(formats, at * FORMAT, FORMAT).and_then(|format| u16_at(format, 0)).unwrap_or(0);
            cells.push(Cell { right: edge(at + 1)?, flags });
        }
        Some(Definition { left: edge(0)?, cells })
    }

    /// Applies a later property of the row.
    pub fn change(&mut self, property: u16, value: &[u8]) {
        let byte = |at: usize| value.get(at).map_or(0, |byte| usize::from(*byte));
        match property {
            // Merges cells with those below.
            0xd62b => {
                if let Some(cell) = self.cells.get_mut(byte(0)) {
                    cell.flags &= !(DOWN | DOWN_FIRST);
                    cell.flags |= match byte(1) {
                        1 => DOWN,
                        3 => DOWN | DOWN_FIRST,
                        _ => 0,
                    };
                }
            }
            // Merges cells side by side.
            0x5624 => self.mark(byte(0), byte(1), |at| if at == 0 { FIRST } else { COVERED }),
            0x5625 => self.mark(byte(0), byte(1), |_| 0),
            // Takes cells away.
            0x5622 => {
                let (first, end) = (byte(0), byte(1).min(self.cells.len()));
                let width = |cells: &[Cell], at: usize| {
                    let left = at.checked_sub(1).and_then(|at| cells.get(at)).map_or(self.left, |cell| cell.right);
                    cells.get(at).map_or(0, |cell| cell.right.saturating_sub(left))
                };
                let taken = (first..end).fold(0_i16, |sum, at| sum.saturating_add(width(&self.cells, at)));
                if first < end {
                    self.cells.drain(first..end);
                    self.shift(first, -i32::from(taken));
                }
            }
            // Puts cells in, each so wide.
            0x7621 => {
                let (first, count) = (byte(0).min(self.cells.len()), byte(1));
                let width = i32::from(i16_at(value, 2).unwrap_or(0));
                if self.cells.len() + count <= MAX_CELLS {
                    let left = first.checked_sub(1).and_then(|at| self.cells.get(at)).map_or(self.left, |it| it.right);
                    let cells = (1..=count as i32).map(|at| Cell { right: moved(left, width * at), flags: 0 });
                    self.cells.splice(first..first, cells);
                    self.shift(first + count, width * count as i32);
                }
            }
            // Makes cells so wide.
            0x7623 => {
                let width = i32::from(i16_at(value, 2).unwrap_or(0));
                for at in byte(0)..byte(1).min(self.cells.len()) {
                    let left = at.checked_sub(1).and_then(|at| self.cells.get(at)).map_or(self.left, |it| it.right);
                    let right = self.cells.get(at).map_or(0, |it| it.right);
                    self.shift(at, i32::from(left) + width - i32::from(right));
                }
            }
            _ => {}
        }
    }

    /// The row's shape, where it fits so many cells from left to right, and no cell with words is too narrow for them.
    pub fn shape(&self, has_words: &[bool]) -> Option<Rc<Shape>> {
        let mut left = self.left;
        for (cell, has_words) in self.cells.iter().zip(has_words) {
            let width = i32::from(cell.right) - i32::from(left);
            if width < 0 || (width < NARROWEST && *has_words && cell.flags & COVERED == 0) {
                return None;
            }
            left = cell.right;
        }
        let cells = self.cells.iter().map(Cell::shape).collect();
        (self.cells.len() == has_words.len()).then(|| Rc::new(Shape { left: i32::from(self.left), cells }))
    }

    fn mark(&mut self, first: usize, end: usize, flag: impl Fn(usize) -> u16) {
        let cells = self.cells.get_mut(first..end.max(first)).unwrap_or_default();
        for (at, cell) in cells.iter_mut().enumerate() {
            cell.flags = (cell.flags & !(FIRST | COVERED)) | flag(at);
        }
    }

    fn shift(&mut self, first: usize, by: i32) {
        for cell in self.cells.iter_mut().skip(first) {
            cell.right = moved(cell.right, by);
        }
    }
}

/// Programs write at most 63 cells.
const MAX_CELLS: usize = 256;

/// Words need more room than this, in twentieths of a point; see [`crate::rows`].
const NARROWEST: i32 = 60;

fn moved(edge: i16, by: i32) -> i16 {
    (i32::from(edge) + by).clamp(i16::MIN.into(), i16::MAX.into()) as i16
}

impl Cell {
    fn shape(&self) -> CellShape {
        let across = match (self.flags & COVERED, self.flags & FIRST) {
            (0, 0) => Merge::Alone,
            (0, _) => Merge::First,
            _ => Merge::Covered,
        };
        let down = match (self.flags & DOWN, self.flags & DOWN_FIRST) {
            (_, DOWN_FIRST) => Merge::First,
            (0, _) => Merge::Alone,
            _ => Merge::Covered,
        };
        CellShape { edge: i32::from(self.right), across, down }
    }
}

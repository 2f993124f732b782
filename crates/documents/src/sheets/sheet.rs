//! One sheet as every format gives it: the words of its cells, merged regions, what is hidden.

use std::collections::BTreeMap;

use gouji_core::MAX_TEXT_BYTES;
use gouji_core::matching::is_space;
use gouji_core::problem::Problem;

use super::problems::too_many_cells;

/// Rows of the largest sheets.
pub const MAX_ROWS: u32 = 1 << 20;

/// Columns of the largest sheets.
pub const MAX_COLUMNS: u32 = 1 << 14;

/// Sheets of a workbook.
pub const MAX_SHEETS: usize = 1_000;

/// A report has some hundred cells; its whole workbook may have so many with words.
const MAX_CELLS: usize = 200_000;

/// Merged regions, and runs of hidden rows or columns, of one sheet.
const MAX_REGIONS: usize = 5_000;

/// Rows without words of which the frames are kept.
const MAX_FRAMED_ROWS: usize = 20_000;

/// How much a workbook may still hold: one shared text may stand in every cell.
#[derive(Debug)]
pub struct Room {
    cells: usize,
    bytes: usize,
}

impl Default for Room {
    fn default() -> Self {
        Room { cells: MAX_CELLS, bytes: MAX_TEXT_BYTES }
    }
}

/// A sheet with its used cells only.
#[derive(Debug, Default)]
pub struct Sheet {
    /// Its rows with words or frames.
    pub rows: BTreeMap<u32, Row>,
    /// Its merged regions.
    pub regions: Vec<Region>,
    /// Rows at which pictures stand.
    pub pictures: Vec<u32>,
    /// First and last of each run of hidden rows.
    pub hidden_rows: Vec<(u32, u32)>,
    /// First and last of each run of hidden columns.
    pub hidden_columns: Vec<(u32, u32)>,
    framed_rows: usize,
}

/// A row with words or frames.
#[derive(Debug, Default)]
pub struct Row {
    /// Columns and words of its cells that are not blank.
    pub cells: Vec<(u32, String)>,
    /// First and last of its blank cells with a border.
    pub frame: Option<(u32, u32)>,
}

/// Cells merged into one; all bounds are inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

impl Sheet {
    /// Words of a cell; only white space is no words. A cell that comes twice has the later words.
    pub fn put(&mut self, row: u32, column: u32, words: String, room: &mut Room) -> Result<(), Problem> {
        if row >= MAX_ROWS || column >= MAX_COLUMNS || words.chars().all(is_space) {
            return Ok(());
        }
        if room.cells == 0 || room.bytes < words.len() {
            return Err(too_many_cells());
        }
        room.cells -= 1;
        room.bytes -= words.len();
        let cells = &mut self.rows.entry(row).or_default().cells;
        // Cells nearly always come in their order; so do regions and what is hidden.
        let at = cells.partition_point(|(known, _)| *known < column);
        match cells.get_mut(at).filter(|(known, _)| *known == column) {
            Some((_, before)) => *before = words,
            None => cells.insert(at, (column, words)),
        }
        Ok(())
    }

    /// A blank cell with a border.
    pub fn frame(&mut self, row: u32, first: u32, last: u32) {
        if row >= MAX_ROWS || last >= MAX_COLUMNS {
            return;
        }
        if self.framed_rows >= MAX_FRAMED_ROWS && !self.rows.contains_key(&row) {
            return;
        }
        let frame = &mut self.rows.entry(row).or_default().frame;
        match frame {
            Some((left, right)) => (*left, *right) = (first.min(*left), last.max(*right)),
            None => {
                self.framed_rows += 1;
                *frame = Some((first, last));
            }
        }
    }

    /// A merged region; one of a single cell is none.
    pub fn merge(&mut self, region: Region) -> Result<(), Problem> {
        let Region { top, left, bottom, right } = region;
        if top > bottom || left > right || (top, left) == (bottom, right) || bottom >= MAX_ROWS || right >= MAX_COLUMNS
        {
            return Ok(());
        }
        within(&self.regions)?;
        insert(&mut self.regions, region, |known| (known.top, known.left));
        Ok(())
    }

    /// Rows that are not shown.
    pub fn hide_rows(&mut self, first: u32, last: u32) -> Result<(), Problem> {
        hide(&mut self.hidden_rows, first, last)
    }

    /// Columns that are not shown.
    pub fn hide_columns(&mut self, first: u32, last: u32) -> Result<(), Problem> {
        hide(&mut self.hidden_columns, first, last)
    }

    /// Only what is shown stays: cells in order, regions that do not overlap, each beginning with its first visible cell,
    /// and none of the words that a merged cell covers.
    pub fn settle(&mut self) {
        self.hidden_rows = joined(&self.hidden_rows);
        self.hidden_columns = joined(&self.hidden_columns);
        self.regions = apart(std::mem::take(&mut self.regions));
        let mut kept = Vec::with_capacity(self.regions.len());
        let mut moved = Vec::new();
        for region in &self.regions {
            let top = first_shown(&self.hidden_rows, region.top).filter(|top| *top <= region.bottom);
            let left = first_shown(&self.hidden_columns, region.left).filter(|left| *left <= region.right);
            if let (Some(top), Some(left)) = (top, left) {
                insert(&mut kept, Region { top, left, ..*region }, |known| (known.top, known.left));
                if (top, left) != (region.top, region.left)
                    && let Some(words) = self.rows.get_mut(&region.top).and_then(|row| row.take(region.left))
                {
                    moved.push((top, left, words));
                }
            }
        }
        self.regions = kept;
        for (row, column, words) in moved {
            let cells = &mut self.rows.entry(row).or_default().cells;
            let at = cells.partition_point(|(known, _)| *known < column);
            match cells.get_mut(at).filter(|(known, _)| *known == column) {
                Some((_, covered)) => *covered = words,
                None => cells.insert(at, (column, words)),
            }
        }
        self.drop_unseen();
    }

    fn drop_unseen(&mut self) {
        let mut regions = self.regions.iter().peekable();
        let mut open: Vec<Region> = Vec::new();
        let hidden_columns = &self.hidden_columns;
        let hidden_rows = &self.hidden_rows;
        self.rows.retain(|at, row| {
            if is_hidden(hidden_rows, *at) {
                return false;
            }
            open.retain(|region| region.bottom >= *at);
            while let Some(region) = regions.next_if(|region| region.top <= *at) {
                if region.bottom >= *at {
                    let place = open.partition_point(|known| known.left < region.left);
                    open.insert(place, *region);
                }
            }
            row.cells.retain(|(column, _)| {
                let before = open.partition_point(|region| region.left <= *column);
                let holder = before.checked_sub(1).and_then(|last| open.get(last));
                let covered =
                    holder.is_some_and(|region| region.right >= *column && (region.top, region.left) != (*at, *column));
                !covered && !is_hidden(hidden_columns, *column)
            });
            !row.cells.is_empty() || row.frame.is_some()
        });
    }
}

impl Row {
    fn take(&mut self, column: u32) -> Option<String> {
        let at = self.cells.iter().position(|(known, _)| *known == column)?;
        Some(self.cells.remove(at).1)
    }
}

fn within<T>(list: &[T]) -> Result<(), Problem> {
    if list.len() < MAX_REGIONS { Ok(()) } else { Err(too_many_cells()) }
}

fn hide(runs: &mut Vec<(u32, u32)>, first: u32, last: u32) -> Result<(), Problem> {
    match runs.last_mut() {
        Some((_, end)) if first == *end + 1 && last >= first => *end = last.min(MAX_ROWS),
        _ if first > last || first >= MAX_ROWS => {}
        _ => {
            within(runs)?;
            insert(runs, (first, last.min(MAX_ROWS)), |known| *known);
        }
    }
    Ok(())
}

/// Puts one behind those that come before it.
fn insert<T, K: PartialOrd>(list: &mut Vec<T>, new: T, order: impl Fn(&T) -> K) {
    let own = order(&new);
    list.insert(list.partition_point(|known| order(known) <= own), new);
}

/// Runs in order, each apart from the next.
fn joined(runs: &[(u32, u32)]) -> Vec<(u32, u32)> {
    let mut joined: Vec<(u32, u32)> = Vec::with_capacity(runs.len());
    for &(first, last) in runs {
        match joined.last_mut() {
            Some((_, end)) if first <= *end + 1 => *end = last.max(*end),
            _ => joined.push((first, last)),
        }
    }
    joined
}

fn run_at(runs: &[(u32, u32)], at: u32) -> Option<(u32, u32)> {
    let before = runs.partition_point(|(first, _)| *first <= at);
    before.checked_sub(1).and_then(|run| runs.get(run)).copied().filter(|(_, last)| *last >= at)
}

/// Whether a row or column is in one of these runs, which are in order and apart.
pub fn is_hidden(runs: &[(u32, u32)], at: u32) -> bool {
    run_at(runs, at).is_some()
}

fn first_shown(runs: &[(u32, u32)], at: u32) -> Option<u32> {
    match run_at(runs, at) {
        None => Some(at),
        Some((_, last)) => last.checked_add(1),
    }
}

/// Of regions in order, one that overlaps an earlier one is none.
fn apart(mut regions: Vec<Region>) -> Vec<Region> {
    let mut open: Vec<Region> = Vec::new();
    regions.retain(|region| {
        open.retain(|known| known.bottom >= region.top);
        let free = open.iter().all(|known| known.right < region.left || region.right < known.left);
        if free {
            open.push(*region);
        }
        free
    });
    regions
}

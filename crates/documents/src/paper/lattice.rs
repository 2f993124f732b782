//! Straight lines → tables: lines that touch form a table, their places its rows and columns, and where a line is missing
//! between two fields these are one cell.

use super::geometry::Area;
use super::page::Ruling;

/// The cells of a table on one page.
#[derive(Clone, Debug)]
pub(crate) struct Lattice {
    /// Where its columns begin, and where the last ends.
    pub columns: Vec<f64>,
    /// The same of its rows.
    pub rows: Vec<f64>,
    /// Cells by row, then column; they cover the whole table.
    pub cells: Vec<Cell>,
    /// For each field, by row, the cell to which it belongs.
    fields: Vec<usize>,
    /// Whether a line closes it above.
    pub is_closed_above: bool,
}

/// A cell of a [`Lattice`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cell {
    pub row: usize,
    pub column: usize,
    pub row_span: usize,
    pub column_span: usize,
}

impl Lattice {
    pub fn area(&self) -> Area {
        let ends = |places: &[f64]| (places.first().copied().unwrap_or(0.0), places.last().copied().unwrap_or(0.0));
        let ((left, right), (top, bottom)) = (ends(&self.columns), ends(&self.rows));
        Area { left, top, right, bottom }
    }

    /// How many fields its rows and columns have.
    pub fn size(&self) -> usize {
        self.fields.len()
    }

    pub fn area_of(&self, cell: &Cell) -> Area {
        Area {
            left: self.columns[cell.column],
            right: self.columns[cell.column + cell.column_span],
            top: self.rows[cell.row],
            bottom: self.rows[cell.row + cell.row_span],
        }
    }

    /// The cell that holds a point.
    pub fn cell_at(&self, (x, y): (f64, f64)) -> Option<usize> {
        let column = field_of(&self.columns, x)?;
        let row = field_of(&self.rows, y)?;
        self.fields.get(row * (self.columns.len() - 1) + column).copied()
    }
}

/// The tables that the lines of a page form, from above to below, as many as have no more fields than these.
pub(crate) fn lattices_of(rulings: &[Ruling], most_fields: usize) -> Vec<Lattice> {
    let level = merged(rulings.iter().filter(|ruling| ruling.level).copied().collect());
    let upright = merged(rulings.iter().filter(|ruling| !ruling.level).copied().collect());
    if level.len() > MOST_LINES || upright.len() > MOST_LINES {
        return Vec::new();
    }
    let mut lattices: Vec<Lattice> =
        groups(&level, &upright).iter().filter_map(|(level, upright)| lattice(level, upright)).collect();
    lattices.sort_by(|one, other| one.area().top.total_cmp(&other.area().top));
    let mut fields = 0;
    lattices.retain(|lattice| {
        fields += lattice.fields.len();
        fields <= most_fields
    });
    // A table inside a cell of another belongs to its text.
    let areas: Vec<Area> = lattices.iter().map(Lattice::area).collect();
    let mut at = 0;
    lattices.retain(|_| {
        at += 1;
        let own = areas[at - 1];
        let is_inside = |(other, area): (usize, &Area)| {
            area.contains((own.left, own.top))
                && area.contains((own.right, own.bottom))
                && (*area != own || other < at - 1)
        };
        !areas.iter().enumerate().any(is_inside)
    });
    lattices
}

/// Lines closer than this are one: double lines, borders of neighbouring cells.
const TOUCHING: f64 = 4.0;
/// Drawings have more lines than any table.
const MOST_LINES: usize = 3000;
/// What is smaller is a box for a mark.
const NARROWEST_TABLE: f64 = 50.0;
const LOWEST_TABLE: f64 = 10.0;

fn field_of(places: &[f64], at: f64) -> Option<usize> {
    let after = places.partition_point(|place| *place <= at);
    (after > 0 && after < places.len()).then(|| after - 1)
}

/// Dashes and pieces of one line as one; lines beside each other stay apart.
fn merged(mut rulings: Vec<Ruling>) -> Vec<Ruling> {
    rulings.sort_by(|one, other| one.at.total_cmp(&other.at));
    let mut lines: Vec<Ruling> = Vec::new();
    let mut rest = rulings.as_mut_slice();
    while let Some(first) = rest.first() {
        let end = rest.partition_point(|ruling| ruling.at <= first.at + 1.0);
        let (same, others) = std::mem::take(&mut rest).split_at_mut(end);
        rest = others;
        same.sort_by(|one, other| one.start.total_cmp(&other.start));
        let below = lines.len();
        for ruling in same.iter() {
            match lines.get_mut(below..).and_then(<[Ruling]>::last_mut) {
                Some(line) if ruling.start <= line.end + TOUCHING => line.end = line.end.max(ruling.end),
                _ => lines.push(*ruling),
            }
        }
    }
    // Strokes of letters and dots that stayed alone are no lines.
    lines.retain(|line| line.end - line.start > TOUCHING);
    lines
}

/// Lines that touch each other, directly or by others: the level ones and the upright ones of each table.
fn groups(level: &[Ruling], upright: &[Ruling]) -> Vec<(Vec<Ruling>, Vec<Ruling>)> {
    let mut leader: Vec<usize> = (0..level.len() + upright.len()).collect();
    fn root(leader: &mut [usize], mut at: usize) -> usize {
        while leader[at] != at {
            leader[at] = leader[leader[at]];
            at = leader[at];
        }
        at
    }
    for (number, post) in upright.iter().enumerate() {
        let first = level.partition_point(|line| line.at < post.start - TOUCHING);
        for (beam, line) in level.iter().enumerate().skip(first) {
            if line.at > post.end + TOUCHING {
                break;
            }
            if line.start <= post.at + TOUCHING && post.at - TOUCHING <= line.end {
                let (one, other) = (root(&mut leader, beam), root(&mut leader, level.len() + number));
                leader[one] = other;
            }
        }
    }
    let mut groups: Vec<(Vec<Ruling>, Vec<Ruling>)> = Vec::new();
    let mut number_of = vec![usize::MAX; leader.len()];
    for at in 0..leader.len() {
        let root = root(&mut leader, at);
        if number_of[root] == usize::MAX {
            number_of[root] = groups.len();
            groups.push(Default::default());
        }
        let group = &mut groups[number_of[root]];
        match level.get(at) {
            Some(line) => group.0.push(*line),
            None => group.1.push(upright[at - level.len()]),
        }
    }
    groups
}

/// Places that are the same within the tolerance, once each.
fn places(mut places: Vec<f64>) -> Vec<f64> {
    places.sort_by(f64::total_cmp);
    let mut groups: Vec<(f64, f64, u32)> = Vec::new();
    for place in places {
        match groups.last_mut() {
            Some((first, sum, count)) if place - *first <= TOUCHING => {
                *sum += place;
                *count += 1;
            }
            _ => groups.push((place, place, 1)),
        }
    }
    groups.into_iter().map(|(_, sum, count)| sum / f64::from(count)).collect()
}

fn lattice(level: &[Ruling], upright: &[Ruling]) -> Option<Lattice> {
    if level.len() + upright.len() < 3 || level.is_empty() || upright.is_empty() {
        return None;
    }
    // A table may be open at its sides: there its lines just end.
    let ends = |lines: &[Ruling]| {
        lines.iter().fold((f64::MAX, f64::MIN), |(start, end), line| (start.min(line.start), end.max(line.end)))
    };
    let with_ends = |lines: &[Ruling], (start, end): (f64, f64)| {
        let mut found = places(lines.iter().map(|line| line.at).collect());
        if found.first().is_none_or(|first| start < first - 2.0 * TOUCHING) {
            found.insert(0, start);
        }
        if found.last().is_none_or(|last| end > last + 2.0 * TOUCHING) {
            found.push(end);
        }
        found
    };
    let columns = with_ends(upright, ends(level));
    let rows = with_ends(level, ends(upright));
    let (width, height) = (columns.len().checked_sub(1)?, rows.len().checked_sub(1)?);
    if width * height < 2
        || width * height > MOST_FIELDS
        || columns[width] - columns[0] < NARROWEST_TABLE
        || rows[height] - rows[0] < LOWEST_TABLE
    {
        return None;
    }
    // Whether a line stands left of, and above, each field.
    let left = edges(upright, &columns, &rows);
    let above = edges(level, &rows, &columns);
    let has_left = |row: usize, column: usize| left[column * height + row];
    let has_above = |row: usize, column: usize| above[row * width + column];
    let (cells, fields) = cells(width, height, has_left, has_above);
    let is_closed_above = (0..width).any(|column| has_above(0, column));
    (cells.len() > 1).then_some(Lattice { columns, rows, cells, fields, is_closed_above })
}

/// No table of a report has so many.
const MOST_FIELDS: usize = 20_000;

/// For each place of the lines, and each field beside it: whether a line stands there.
fn edges(lines: &[Ruling], places: &[f64], across: &[f64]) -> Vec<bool> {
    let fields = across.len() - 1;
    let mut covered = vec![0.0; places.len() * fields];
    for line in lines {
        let nearest = places.partition_point(|place| *place < line.at);
        let nearest = match (nearest.checked_sub(1).map(|before| line.at - places[before]), places.get(nearest)) {
            (Some(before), Some(after)) if before < after - line.at => nearest - 1,
            (Some(_), None) => nearest - 1,
            _ => nearest,
        };
        let first = across.partition_point(|place| *place < line.start).saturating_sub(1);
        for field in first..fields {
            let part = across[field + 1].min(line.end) - across[field].max(line.start);
            if across[field] > line.end {
                break;
            }
            covered[nearest * fields + field] += part.max(0.0);
        }
    }
    let is_line = |(at, length): (usize, &f64)| *length >= 0.6 * (across[at % fields + 1] - across[at % fields]);
    covered.iter().enumerate().map(is_line).collect()
}

/// Fields without a line between them are one cell, as far as they form a rectangle.
fn cells(
    width: usize,
    height: usize,
    has_left: impl Fn(usize, usize) -> bool,
    has_above: impl Fn(usize, usize) -> bool,
) -> (Vec<Cell>, Vec<usize>) {
    let mut cells: Vec<Cell> = Vec::new();
    let mut fields = vec![usize::MAX; width * height];
    for row in 0..height {
        for column in 0..width {
            if fields[row * width + column] != usize::MAX {
                continue;
            }
            let is_free = |row: usize, column: usize| fields[row * width + column] == usize::MAX;
            let mut column_span = 1;
            while column + column_span < width
                && !has_left(row, column + column_span)
                && is_free(row, column + column_span)
            {
                column_span += 1;
            }
            let mut row_span = 1;
            let across = column..column + column_span;
            while row + row_span < height
                && across.clone().all(|it| !has_above(row + row_span, it) && is_free(row + row_span, it))
                && across.clone().skip(1).all(|it| !has_left(row + row_span, it))
            {
                row_span += 1;
            }
            for covered in row..row + row_span {
                fields[covered * width + column..covered * width + column + column_span].fill(cells.len());
            }
            cells.push(Cell { row, column, row_span, column_span });
        }
    }
    (cells, fields)
}

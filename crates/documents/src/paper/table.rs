//! Tables with their words, over all pages on which they stand.

use crate::composer::Composer;

use super::lattice::Lattice;
use super::lines::text_of;
use super::page::Glyph;

/// A table; its columns are places on the paper until it is written, because each page draws only those that it needs.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// By row, then from left to right.
    cells: Vec<Cell>,
    rows: usize,
    left: f64,
    right: f64,
    /// Whether no line closes it above: it began on the page before.
    is_open_above: bool,
    is_ruled: bool,
}

#[derive(Clone, Debug)]
struct Cell {
    row: usize,
    row_span: usize,
    left: f64,
    right: f64,
    text: String,
}

impl Table {
    /// A table of one page, with the characters that stand in each of its cells; `None` when it only frames or arranges
    /// what is no table.
    pub fn new(lattice: &Lattice, glyphs: Vec<Vec<Glyph>>) -> Option<Table> {
        let cell = |(cell, glyphs): (&super::lattice::Cell, Vec<Glyph>)| {
            let area = lattice.area_of(cell);
            let text = text_of(glyphs, area.width());
            Cell { row: cell.row, row_span: cell.row_span, left: area.left, right: area.right, text }
        };
        let cells: Vec<Cell> = lattice.cells.iter().zip(glyphs).map(cell).collect();
        let is_prose = |cell: &Cell| cell.text.matches('。').count() >= 2 && cell.text.chars().count() > LONGEST_CELL;
        if cells.iter().any(is_prose) || cells.iter().all(|cell| cell.text.is_empty()) {
            return None;
        }
        let area = lattice.area();
        Some(Table {
            cells,
            rows: lattice.rows.len() - 1,
            left: area.left,
            right: area.right,
            is_open_above: !lattice.is_closed_above,
            is_ruled: true,
        })
    }

    /// A table without lines, by its rows: first the label of a group, then of the row, then the numbers. Its columns are
    /// no places: they are the same on every page.
    pub fn unruled(rows: Vec<Vec<String>>) -> Table {
        let count = rows.len();
        let width = rows.first().map_or(0, Vec::len);
        let cell = |row: usize, column: usize, text: String| Cell {
            row,
            row_span: 1,
            left: column as f64 * UNRULED_COLUMN,
            right: (column + 1) as f64 * UNRULED_COLUMN,
            text,
        };
        let cells = rows
            .into_iter()
            .enumerate()
            .flat_map(|(row, texts)| texts.into_iter().enumerate().map(move |(column, text)| cell(row, column, text)));
        Table {
            cells: cells.collect(),
            rows: count,
            left: 0.0,
            right: width as f64 * UNRULED_COLUMN,
            is_open_above: false,
            is_ruled: false,
        }
    }

    /// Whether a table that begins the next page may be the rest of this one.
    pub fn goes_on_in(&self, next: &Table) -> bool {
        self.is_ruled == next.is_ruled
            && self.cells.len() < MOST_CELLS
            && (self.left - next.left).abs() < SAME_EDGE
            && (self.right - next.right).abs() < SAME_EDGE
    }

    /// Adds the rest of the table from the next page.
    pub fn append(&mut self, mut next: Table) {
        next.drop_rows(self.repeated_rows(&next));
        if next.rows == 0 {
            return;
        }
        let offset = if self.is_cut_in(&next) {
            self.mend_last_row(&mut next);
            self.rows - 1
        } else {
            self.close_labels(&mut next);
            self.rows
        };
        for cell in &mut next.cells {
            cell.row += offset;
        }
        self.rows = offset + next.rows;
        self.cells.append(&mut next.cells);
        self.cells.sort_by(|one, other| one.row.cmp(&other.row).then(one.left.total_cmp(&other.left)));
    }

    pub fn write(&self, composer: &mut Composer) {
        if !self.is_ruled {
            return self.write_lines(composer);
        }
        let mut edges: Vec<f64> = self.cells.iter().flat_map(|cell| [cell.left, cell.right]).collect();
        edges.sort_by(f64::total_cmp);
        edges.dedup_by(|next, edge| *next - *edge < SAME_COLUMN);
        let column = |place: f64| edges.partition_point(|edge| edge + SAME_COLUMN <= place);
        composer.begin_table();
        let mut cells = self.cells.iter().peekable();
        for row in 0..self.rows {
            composer.begin_row();
            while let Some(cell) = cells.next_if(|cell| cell.row <= row) {
                composer.begin_cell(column(cell.right).saturating_sub(column(cell.left)), cell.row_span);
                composer.write(&cell.text);
                composer.end_cell();
            }
            composer.end_row();
        }
        composer.end_table();
    }

    /// Where no lines were, no cells are claimed: a line for each row, with tabs.
    fn write_lines(&self, composer: &mut Composer) {
        for row in self.cells.chunk_by(|one, other| one.row == other.row) {
            let texts: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
            let first = texts.iter().take(UNRULED_LABELS).take_while(|text| text.is_empty()).count();
            // Labels without numbers leave no blank cells: the numbers may stand elsewhere.
            let end = texts.iter().rposition(|text| !text.is_empty()).map_or(first, |last| last + 1);
            composer.write(&texts[first..end.max(first)].join("\t"));
            composer.end_line();
        }
    }

    fn row(&self, row: usize) -> impl DoubleEndedIterator<Item = &Cell> {
        self.cells.iter().filter(move |cell| cell.row == row)
    }

    /// How many rows at the start of the next page only repeat the head of the table.
    fn repeated_rows(&self, next: &Table) -> usize {
        let is_same = |row: &usize| {
            let texts = |table: &Table| table.row(*row).map(|cell| cell.text.clone()).collect::<Vec<_>>();
            let own = texts(self);
            // A row with numbers is no head, even when an earlier one has the same.
            own.iter().any(|text| !text.is_empty()) && !own.iter().any(|text| is_value(text)) && own == texts(next)
        };
        let mut same = (0..self.rows.min(next.rows)).take_while(is_same).count();
        // A head that is cut in the middle of a merged cell is none.
        while same > 0 && next.cells.iter().any(|cell| cell.row < same && cell.row + cell.row_span > same) {
            same -= 1;
        }
        same
    }

    fn drop_rows(&mut self, rows: usize) {
        self.cells.retain(|cell| cell.row >= rows);
        self.cells.iter_mut().for_each(|cell| cell.row -= rows);
        self.rows -= rows;
    }

    /// Whether the first row of the next page is the rest of the last row here. Some programs close the cut row by a line,
    /// and some close no row at the end of a page, so that the words have to tell.
    fn is_cut_in(&self, next: &Table) -> bool {
        let own: Vec<&Cell> = self.cells.iter().filter(|cell| cell.row + cell.row_span == self.rows).collect();
        let rest: Vec<&Cell> = next.row(0).collect();
        let has_values = |cells: &[&Cell]| cells.iter().any(|cell| is_value(&cell.text));
        let label = |cells: &[&Cell]| {
            let is_label = |cell: &&&Cell| !cell.text.is_empty() && !is_value(&cell.text);
            cells.iter().rfind(is_label).map(|cell| cell.text.clone())
        };
        match (label(&own), label(&rest)) {
            // An empty rest, or numbers that belong to the label before.
            (Some(_), None) => !has_values(&rest) || !has_values(&own),
            // Labels of the form are numbered, the second half of one is not.
            (Some(label), Some(more)) => {
                (is_numbered(&label) || next.is_open_above)
                    && !is_numbered(&more)
                    && has_values(&own) != has_values(&rest)
            }
            (None, _) => false,
        }
    }

    /// Writes the words of the first row of the next page into the last row here.
    fn mend_last_row(&mut self, next: &mut Table) {
        let last = self.rows;
        for cell in self.cells.iter_mut().filter(|cell| cell.row + cell.row_span == last) {
            let same = |other: &Cell| {
                other.row == 0
                    && (other.left - cell.left).abs() < SAME_EDGE
                    && (other.right - cell.right).abs() < SAME_EDGE
            };
            if let Some(at) = next.cells.iter().position(same) {
                let rest = next.cells.remove(at);
                if !cell.text.is_empty() && is_value(&cell.text) && is_value(&rest.text) {
                    cell.text.push(' ');
                }
                cell.text.push_str(&rest.text);
                cell.row_span += rest.row_span - 1;
            }
        }
        // What has no counterpart stays, one row down.
        if next.cells.iter().any(|cell| cell.row == 0) {
            next.cells.iter_mut().for_each(|cell| cell.row += usize::from(cell.row == 0));
        }
    }

    /// A merged label that goes on over the page break: the cell below it, empty or with the rest of its words, is the
    /// same cell.
    fn close_labels(&mut self, next: &mut Table) {
        let last = self.rows;
        let labels = next.row(0).filter(|cell| !cell.text.is_empty() && !is_value(&cell.text));
        let Some(last_label) = labels.map(|cell| cell.left).reduce(f64::max) else { return };
        for cell in self.cells.iter_mut().filter(|cell| cell.row + cell.row_span == last && !cell.text.is_empty()) {
            let is_rest = |other: &Cell| {
                other.row == 0
                    && other.left < last_label
                    && (other.text.is_empty() || is_numbered(&cell.text) && !is_numbered(&other.text))
                    && (other.left - cell.left).abs() < SAME_EDGE
                    && (other.right - cell.right).abs() < SAME_EDGE
            };
            if let Some(at) = next.cells.iter().position(is_rest) {
                let rest = next.cells.remove(at);
                cell.text.push_str(&rest.text);
                cell.row_span += rest.row_span;
            }
        }
    }
}

/// A longer table is written in parts.
const MOST_CELLS: usize = 20_000;
/// A cell with more sentences than a label has is a page's layout.
const LONGEST_CELL: usize = 200;
/// Tables on two pages have the same edge within this.
const SAME_EDGE: f64 = 6.0;
const SAME_COLUMN: f64 = 4.0;
const UNRULED_COLUMN: f64 = 100.0;
const UNRULED_LABELS: usize = 2;

/// A number, or what is written in place of one.
pub(crate) fn is_value(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|it| {
            it.is_ascii_digit()
                || matches!(it, '.' | ',' | '/' | '-' | '—' | '％' | '%' | ' ' | '\u{fffd}' | '０'..='９')
        })
}

/// 一、 （一） 1. and their like.
pub(crate) fn is_numbered(text: &str) -> bool {
    let is_number = |it: char| it.is_ascii_digit() || "一二三四五六七八九十０１２３４５６７８９⼀⼆⼋⼗".contains(it);
    let text = text.trim_start();
    let inner = text.trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(is_number);
    let bracket = inner.len() < text.len();
    let mark = if bracket { rest.starts_with(['）', ')']) } else { rest.starts_with(['、', '.', '．', '，']) };
    rest.len() < inner.len() && mark && !(rest.starts_with('.') && rest[1..].starts_with(is_number))
}

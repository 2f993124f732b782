//! Pages → one text: what stands on them in order, lines joined to paragraphs, tables over page breaks.

use gouji_core::Source;

use crate::composer::Composer;

use super::columns::tables_of;
use super::furniture::{Margins, furniture_of};
use super::geometry::Area;
use super::lattice::{Lattice, lattices_of};
use super::lines::{Line, lines_of, needs_space, runs_as_usual};
use super::page::{Glyph, Page};
use super::table::{Table, is_numbered};

/// What stands on a page, from above to below.
pub(crate) struct Laid {
    height: f64,
    blocks: Vec<(f64, Block)>,
    marks: Vec<char>,
}

enum Block {
    Line(Line),
    Table(Table),
    Picture,
}

/// Finds the tables, lines and pictures of a page. Of tables, no more fields are looked at than are left for the document.
pub(crate) fn lay_out(page: Page, fields_left: &mut usize) -> Laid {
    let Page { width, height, glyphs, rulings, pictures, marks, .. } = page;
    let lattices = lattices_of(&rulings, *fields_left);
    *fields_left -= lattices.iter().map(Lattice::size).sum::<usize>().min(*fields_left);
    let (inside, mut outside) = sort_into(&lattices, glyphs);
    let mut blocks = Vec::new();
    for (lattice, cells) in lattices.iter().zip(inside) {
        match Table::new(lattice, cells.clone()) {
            Some(table) => blocks.push((lattice.area().center().1, Block::Table(table))),
            None => outside.extend(cells.into_iter().flatten()),
        }
    }
    let (usual, turned): (Vec<Glyph>, Vec<Glyph>) = outside.into_iter().partition(runs_as_usual);
    blocks.extend(lines_of(usual).into_iter().map(|line| (line.area.center().1, Block::Line(line))));
    blocks.extend(
        pictures.into_iter().filter(|area| is_large(*area, width)).map(|area| (area.center().1, Block::Picture)),
    );
    blocks.sort_by(|one, other| one.0.total_cmp(&other.0));
    blocks.extend(lines_of(turned).into_iter().map(|line| (f64::MAX, Block::Line(line))));
    Laid { height, blocks, marks }
}

/// The text of all pages.
pub(crate) fn write(mut pages: Vec<Laid>) -> Source {
    leave_out_furniture(&mut pages);
    pages.iter_mut().for_each(find_unruled_tables);
    let measure = Measure::of(&pages);
    let mut writer = Writer { composer: Composer::default(), measure, table: None, notes: Vec::new(), line: None };
    let mut pages = pages.into_iter().peekable();
    while let Some(mut laid) = pages.next() {
        let notes = pages.peek().map(|next| notes_below_cut_table(&mut laid, next)).unwrap_or_default();
        for (_, block) in laid.blocks {
            writer.block(block);
        }
        writer.notes.extend(notes);
        writer.is_new_page();
    }
    writer.finish()
}

/// Takes the notes off the foot of a page that ends with a table, where the next page begins with the rest of it. Notes begin
/// with a mark that stands on the page.
fn notes_below_cut_table(page: &mut Laid, next: &Laid) -> Vec<Line> {
    let last = page.blocks.iter().rposition(|(_, block)| matches!(block, Block::Table(_)));
    let (Some(last), Some((_, Block::Table(rest)))) = (last, next.blocks.first()) else { return Vec::new() };
    let is_cut = matches!(&page.blocks[last].1, Block::Table(table) if table.goes_on_in(rest));
    let is_mark = |character| page.marks.contains(&character);
    let is_note = |block: &Block| matches!(block, Block::Line(line) if line.text().starts_with(is_mark));
    let mut below = page.blocks[last + 1..].iter().map(|(_, block)| block);
    let are_notes = below.next().is_some_and(is_note) && below.all(|block| matches!(block, Block::Line(_)));
    if !is_cut || !are_notes || page.blocks.len() - last > MOST_NOTES {
        return Vec::new();
    }
    let lines = page.blocks.drain(last + 1..);
    lines.filter_map(|(_, block)| if let Block::Line(line) = block { Some(line) } else { None }).collect()
}

/// More lines than this below a table are no notes.
const MOST_NOTES: usize = 12;

/// A picture may hide a table when it is not smaller than this.
fn is_large(area: Area, page_width: f64) -> bool {
    area.width() > page_width * 0.2 && area.height() > 40.0
}

/// The characters in the cells of each table, and those outside.
fn sort_into(lattices: &[Lattice], glyphs: Vec<Glyph>) -> (Vec<Vec<Vec<Glyph>>>, Vec<Glyph>) {
    let mut inside: Vec<Vec<Vec<Glyph>>> =
        lattices.iter().map(|lattice| vec![Vec::new(); lattice.cells.len()]).collect();
    let mut outside = Vec::new();
    for glyph in glyphs {
        let at = glyph.area.center();
        let found = lattices.iter().enumerate().find_map(|(table, lattice)| Some((table, lattice.cell_at(at)?)));
        match found {
            Some((table, cell)) => inside[table][cell].push(glyph),
            None => outside.push(glyph),
        }
    }
    (inside, outside)
}

fn leave_out_furniture(pages: &mut [Laid]) {
    let margins: Vec<Margins> = pages
        .iter()
        .map(|page| {
            let lines = page.blocks.iter().enumerate();
            let lines = lines.filter_map(|(at, (_, block))| match block {
                Block::Line(line) => Some((at, line)),
                _ => None,
            });
            Margins { height: page.height, lines: lines.collect() }
        })
        .collect();
    let left_out = furniture_of(&margins);
    for (page, left_out) in pages.iter_mut().zip(left_out) {
        let mut at = 0;
        page.blocks.retain(|_| {
            at += 1;
            !left_out.contains(&(at - 1))
        });
    }
}

/// Looks for tables without lines among the lines of text between other tables.
fn find_unruled_tables(page: &mut Laid) {
    let mut blocks = Vec::with_capacity(page.blocks.len());
    let mut lines = Vec::new();
    let settle = |lines: &mut Vec<Line>, blocks: &mut Vec<(f64, Block)>| {
        let tables = tables_of(lines).into_iter().map(|(at, table)| (at, Block::Table(table)));
        let first = blocks.len();
        blocks.extend(tables);
        blocks.extend(lines.drain(..).map(|line| (line.area.center().1, Block::Line(line))));
        blocks[first..].sort_by(|one, other| one.0.total_cmp(&other.0));
    };
    for (at, block) in std::mem::take(&mut page.blocks) {
        match block {
            Block::Line(line) if at < f64::MAX => lines.push(line),
            block => {
                settle(&mut lines, &mut blocks);
                blocks.push((at, block));
            }
        }
    }
    settle(&mut lines, &mut blocks);
    page.blocks = blocks;
}

/// How the lines of the document stand: where they begin and end, and how far one is below the other.
struct Measure {
    left: f64,
    right: f64,
    pitch: f64,
}

impl Measure {
    /// Most lines that hold much end at the same place, and the next begins where they began.
    fn of(pages: &[Laid]) -> Self {
        let is_long = |line: &&Line| line.area.width() > 12.0 * line.size;
        let line = |(_, block): &'_ (f64, Block)| match block {
            Block::Line(line) => Some(line.clone()),
            _ => None,
        };
        let lines: Vec<Line> = pages.iter().flat_map(|page| page.blocks.iter().filter_map(line)).collect();
        let long = || lines.iter().filter(is_long);
        let below = lines.array_windows().filter(|[line, next]| is_long(&line) && next.area.top > line.area.top);
        let at = |mut places: Vec<f64>, part: f64| {
            places.sort_by(f64::total_cmp);
            places.get((places.len() as f64 * part) as usize).copied()
        };
        Measure {
            left: at(long().map(|line| line.area.left).collect(), 0.1).unwrap_or(0.0),
            right: at(long().map(|line| line.area.right).collect(), 0.8).unwrap_or(f64::MAX),
            pitch: at(below.map(|[line, next]| next.area.bottom - line.area.bottom).collect(), 0.3).unwrap_or(f64::MAX),
        }
    }

    /// Whether the words of the next line belong to the paragraph of this one.
    fn is_continued(&self, line: &Line, next: &Line) -> bool {
        let size = line.size.max(next.size);
        // The line is full when what may not be parted did not fit any more.
        let is_full = line.area.right + next.first_unit() + 0.6 * size > self.right;
        let is_indented = next.area.left > self.left.min(line.area.left) + size;
        let is_centered =
            (next.area.center().0 - line.area.center().0).abs() < size && line.area.left < self.left + 3.0 * size;
        let same_type = (line.size - next.size).abs() < 0.15 * size;
        let pitch = self.pitch.max(1.2 * size);
        let is_apart = next.area.bottom - line.area.bottom > 1.35 * pitch;
        is_full && (!is_indented || is_centered) && same_type && !is_apart && !is_numbered(&next.text())
    }
}

struct Writer {
    composer: Composer,
    measure: Measure,
    /// A table whose rest may stand on the next page, and whether that page has begun.
    table: Option<(Table, bool)>,
    /// Notes at the foot of a page that the table goes past: they stand behind it.
    notes: Vec<Line>,
    line: Option<Line>,
}

impl Writer {
    fn block(&mut self, block: Block) {
        match block {
            Block::Line(line) => self.line(line),
            Block::Table(table) => self.table(table),
            Block::Picture => {
                self.end_table();
                self.composer.picture();
            }
        }
    }

    fn is_new_page(&mut self) {
        if let Some((_, is_new)) = &mut self.table {
            *is_new = true;
        }
    }

    fn line(&mut self, line: Line) {
        self.end_table();
        let words = line.text();
        if let Some(before) = self.line.take() {
            if !self.measure.is_continued(&before, &line) {
                self.composer.end_line();
            } else if needs_space(&before, &words, true) {
                self.composer.space();
            }
        }
        self.composer.write(&words);
        self.line = Some(line);
    }

    fn table(&mut self, table: Table) {
        self.line = None;
        self.composer.end_line();
        match &mut self.table {
            Some((before, true)) if before.goes_on_in(&table) => {
                before.append(table);
                self.table = self.table.take().map(|(table, _)| (table, false));
            }
            _ => {
                self.end_table();
                self.table = Some((table, false));
            }
        }
    }

    fn end_table(&mut self) {
        if let Some((table, _)) = self.table.take() {
            table.write(&mut self.composer);
        }
        for note in std::mem::take(&mut self.notes) {
            self.composer.end_line();
            self.composer.write(&note.text());
            self.composer.end_line();
        }
    }

    fn finish(mut self) -> Source {
        self.end_table();
        self.composer.finish_without_structure()
    }
}

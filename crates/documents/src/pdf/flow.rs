//! Pages → one text: what stands on them in order, lines joined to paragraphs, tables over page breaks.

use annual_report::Source;

use crate::composer::Composer;

use super::furniture::{Margins, furniture_of};
use super::geometry::Area;
use super::lattice::{Lattice, lattices_of};
use super::lines::{Line, lines_of, needs_space, runs_as_usual};
use super::page::{Glyph, Page};
use super::table::{Table, is_numbered};

/// What stands on a page, from above to below.
pub(super) struct Laid {
    height: f64,
    blocks: Vec<(f64, Block)>,
}

enum Block {
    Line(Line),
    Table(Table),
    Picture,
}

/// Finds the tables, lines and pictures of a page.
pub(super) fn lay_out(page: Page) -> Laid {
    let Page { width, height, glyphs, rulings, pictures, .. } = page;
    let lattices = lattices_of(&rulings);
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
    blocks.extend(pictures.into_iter().filter(|area| is_large(*area, width)).map(|area| (area.center().1, Block::Picture)));
    blocks.sort_by(|one, other| one.0.total_cmp(&other.0));
    blocks.extend(lines_of(turned).into_iter().map(|line| (f64::MAX, Block::Line(line))));
    Laid { height, blocks }
}

/// The text of all pages.
pub(super) fn write(mut pages: Vec<Laid>) -> Source {
    leave_out_furniture(&mut pages);
    let page = PageEdges::of(&pages);
    let mut writer = Writer { composer: Composer::default(), page, table: None, line: None };
    for laid in pages {
        for (_, block) in laid.blocks {
            writer.block(block);
        }
        writer.is_new_page();
    }
    writer.finish()
}

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

/// Where the text of the document begins and ends on its lines.
struct PageEdges {
    left: f64,
    right: f64,
}

impl PageEdges {
    /// Most lines that hold much end at the same place, and go on where the next begins.
    fn of(pages: &[Laid]) -> Self {
        let lines: Vec<&Line> = pages
            .iter()
            .flat_map(|page| &page.blocks)
            .filter_map(|(_, block)| match block {
                Block::Line(line) if line.area.width() > 12.0 * line.size => Some(line),
                _ => None,
            })
            .collect();
        let at = |mut places: Vec<f64>, part: f64| {
            places.sort_by(f64::total_cmp);
            places.get((places.len() as f64 * part) as usize).copied()
        };
        PageEdges {
            left: at(lines.iter().map(|line| line.area.left).collect(), 0.1).unwrap_or(0.0),
            right: at(lines.iter().map(|line| line.area.right).collect(), 0.8).unwrap_or(f64::MAX),
        }
    }

    /// Whether the words of the next line belong to the paragraph of this one.
    fn is_continued(&self, line: &Line, next: &Line) -> bool {
        let size = line.size.max(next.size);
        // A mark that may not begin a line is taken along, and what it follows as well.
        let reaches_edge = line.area.right > self.right - 2.3 * size;
        let is_indented = next.area.left > self.left.min(line.area.left) + size;
        let same_type = (line.size - next.size).abs() < 0.15 * size;
        reaches_edge && !is_indented && same_type && !is_numbered(&next.text())
    }
}

struct Writer {
    composer: Composer,
    page: PageEdges,
    /// A table whose rest may stand on the next page, and whether that page has begun.
    table: Option<(Table, bool)>,
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
            if !self.page.is_continued(&before, &line) {
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
    }

    fn finish(mut self) -> Source {
        self.end_table();
        self.composer.finish_without_structure()
    }
}

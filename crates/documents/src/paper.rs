//! Pages of paper: characters with places and lines → one text with the grids of its tables. PDF and OFD both say no more
//! than where things stand; what was a paragraph and what a table is found again here.

mod columns;
mod flow;
mod furniture;
mod geometry;
mod lattice;
mod lines;
mod marks;
mod page;
mod table;

use gouji_core::Source;

pub(crate) use geometry::{Area, Matrix};
pub(crate) use lines::is_wide;
pub(crate) use page::{Facing, Glyph, Page};

/// Fields of tables, which take memory even when they are blank.
const MOST_FIELDS: usize = 300_000;

/// The text of all pages, without what is no part of it: watermarks, struck words, marks of notes, page numbers.
pub(crate) fn write(mut pages: Vec<Page>) -> Source {
    marks::drop_watermarks(&mut pages);
    for page in &mut pages {
        marks::drop_struck(page);
        marks::drop_note_marks(page);
    }
    let mut fields_left = MOST_FIELDS;
    flow::write(pages.into_iter().map(|page| flow::lay_out(page, &mut fields_left)).collect())
}

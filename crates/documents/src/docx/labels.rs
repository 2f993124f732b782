//! The numbers that Word prints before paragraphs, written before their words. Paragraphs are counted in the order in
//! which they are read, without those that a merged cell covers.

use super::numbering::Numbering;
use super::places::NumberedParagraph;
use super::styles::Styles;
use crate::blocks::Block;

/// Writes the labels of all paragraphs.
pub fn write_labels(
    blocks: &mut [Block],
    paragraphs: &[NumberedParagraph],
    styles: &Styles,
    numbering: &mut Numbering,
) {
    for block in blocks {
        match block {
            Block::Paragraph(line) => {
                // Of paragraphs that run into each other the last one's number is printed.
                let last = line.last_begun().and_then(|number| paragraphs.get(number));
                let label = last.filter(|last| !last.joins_next).and_then(|last| match &last.printed {
                    Some(printed) => Some(printed.clone()),
                    None => numbering.label(last.list, last.level, last.style.as_deref(), styles),
                });
                if let Some(label) = label {
                    line.write_first(label);
                }
            }
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    write_labels(&mut cell.blocks, paragraphs, styles, numbering);
                }
            }
            Block::Chunk(_) | Block::Page(_) => {}
        }
    }
}

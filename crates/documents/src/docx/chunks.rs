//! Other files that were put into a Word document whole (`w:altChunk`): programs that write reports out of a database do so,
//! and Word itself only takes them apart when the document is saved again.

use gouji_core::problem::Problem;

use super::one_file;
use super::parts::{Parts, chunks};
use crate::blocks::{Block, Paragraph};
use crate::encoding::decode;
use crate::format::Format;
use crate::package::Package;
use crate::tools::Gb18030;

/// Documents in documents.
const DEEPEST: usize = 2;

/// A document is put together of fewer; one chunk may be named without end.
const MOST_CHUNKS: usize = 20;

/// Reads a .docx that stands so deep in others.
type ReadDocx<'a> = dyn Fn(&[u8], usize) -> Result<Vec<Block>, Problem> + 'a;

/// Puts what the chunks hold in their places; what cannot be read stays a chunk.
pub fn put_in(
    blocks: &mut Vec<Block>,
    package: &mut Package,
    parts: &Parts,
    gb18030: Gb18030,
    read_docx: &ReadDocx,
    depth: usize,
) -> Result<(), Problem> {
    if !has_chunks(blocks) || depth >= DEEPEST {
        return Ok(());
    }
    let names = chunks(package, parts)?;
    let mut left = MOST_CHUNKS;
    replace(blocks, &mut |id| {
        if left == 0 {
            return Ok(None);
        }
        left -= 1;
        let Some((_, name)) = names.iter().find(|(known, _)| known == id) else { return Ok(None) };
        let Some(bytes) = package.part(name)? else { return Ok(None) };
        blocks_of(&bytes, gb18030, read_docx, depth + 1).map(Some)
    })
}

fn has_chunks(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Chunk(_) => true,
        Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).any(|cell| has_chunks(&cell.blocks)),
        Block::Paragraph(_) | Block::Page(_) => false,
    })
}

/// Reads a chunk by its name in the document; nothing where there is none.
type ReadChunk<'a> = dyn FnMut(&str) -> Result<Option<Vec<Block>>, Problem> + 'a;

fn replace(blocks: &mut Vec<Block>, read: &mut ReadChunk) -> Result<(), Problem> {
    for mut block in std::mem::take(blocks) {
        match &mut block {
            Block::Chunk(id) => match read(id)? {
                Some(read) => blocks.extend(read),
                None => blocks.push(block),
            },
            Block::Table(table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    replace(&mut cell.blocks, read)?;
                }
                blocks.push(block);
            }
            Block::Paragraph(_) | Block::Page(_) => blocks.push(block),
        }
    }
    Ok(())
}

fn blocks_of(bytes: &[u8], gb18030: Gb18030, read_docx: &ReadDocx, depth: usize) -> Result<Vec<Block>, Problem> {
    let mut blocks = match Format::of(bytes)? {
        Format::Docx => read_docx(bytes, depth)?,
        Format::WordXml => one_file::blocks_of(bytes)?,
        Format::Rtf => crate::rtf::blocks_of(bytes, gb18030)?,
        Format::Web => vec![Block::Page(decode(bytes, gb18030)?)],
        Format::Mht => vec![Block::Page(crate::mht::read(bytes, gb18030)?)],
        Format::Text => decode(bytes, gb18030)?.lines().map(paragraph).collect(),
        _ => Vec::new(),
    };
    // Nothing is written into a file inside of the file.
    blocks.iter_mut().for_each(forget_origins);
    Ok(blocks)
}

fn paragraph(line: &str) -> Block {
    let mut paragraph = Paragraph::default();
    paragraph.write(line);
    Block::Paragraph(paragraph)
}

fn forget_origins(block: &mut Block) {
    match block {
        Block::Paragraph(paragraph) => paragraph.forget_origins(),
        Block::Table(table) => {
            let cells = table.rows.iter_mut().flat_map(|row| &mut row.cells);
            cells.flat_map(|cell| &mut cell.blocks).for_each(forget_origins);
        }
        Block::Chunk(_) | Block::Page(_) => {}
    }
}

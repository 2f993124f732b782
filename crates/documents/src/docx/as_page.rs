//! A document as a web page: where web pages were put into it, what parses them parses all of it.

use crate::blocks::{Block, Part};

/// The page, where one was put into the document.
pub fn page_of(blocks: &[Block]) -> Option<String> {
    has_page(blocks).then(|| {
        let mut html = String::new();
        write(blocks, &mut html);
        html
    })
}

fn has_page(blocks: &[Block]) -> bool {
    blocks.iter().any(|block| match block {
        Block::Page(_) => true,
        Block::Table(table) => table.rows.iter().flat_map(|row| &row.cells).any(|cell| has_page(&cell.blocks)),
        Block::Paragraph(_) | Block::Chunk(_) => false,
    })
}

fn write(blocks: &[Block], html: &mut String) {
    for block in blocks {
        match block {
            Block::Page(page) => {
                html.push_str("<div>");
                html.push_str(page);
                html.push_str("</div>");
            }
            Block::Paragraph(paragraph) => {
                html.push_str("<p>");
                for part in paragraph.shown() {
                    match part {
                        Part::Words(words, _) | Part::Raised(words, _) => escape(words, html),
                        Part::Space => html.push(' '),
                        Part::Break(_) => html.push_str("<br>"),
                        Part::Picture => html.push_str("<img>"),
                        Part::Floating | Part::Begin(_) => {}
                    }
                }
                html.push_str("</p>");
            }
            Block::Table(table) => {
                html.push_str("<table>");
                for row in &table.rows {
                    html.push_str("<tr>");
                    for cell in &row.cells {
                        html.push_str(&format!("<td colspan={} rowspan={}>", cell.columns, cell.rows));
                        write(&cell.blocks, html);
                        html.push_str("</td>");
                    }
                    html.push_str("</tr>");
                }
                html.push_str("</table>");
            }
            Block::Chunk(_) => {}
        }
    }
}

fn escape(words: &str, html: &mut String) {
    for character in words.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            _ => html.push(character),
        }
    }
}

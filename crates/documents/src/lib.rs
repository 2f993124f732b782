//! Bytes or clipboard in, [`Document`] out: the text to check with the cell grids of its tables, and for a Word file the
//! way back into it.
//!
//! Every reader is small and gives the same type; the core never knows the format. All limits of size live here. HTML
//! arrives as an abstract element tree ([`tree`]): the page fills it from the browser's own parser, the command line from
//! a parser crate (feature `native`). This crate reads no file and knows no browser.
//!
//! Features choose which readers are built, never what a function does: a file without its reader is refused with a
//! sentence that says what to do instead.
//!
//! ```
//! # #[cfg(feature = "native")] {
//! use gouji_core::{Options, check};
//! use gouji_documents::native::TOOLS;
//!
//! let file = "甲县财政局2023年政府信息公开工作年度报告\n一、总体情况\n……";
//! let document = gouji_documents::read::open(file.as_bytes(), TOOLS)?;
//! let checked = check(document.into_source(), &Options::default());
//! assert_eq!(checked.report.year, Some(2023));
//! # }
//! # Ok::<(), gouji_core::problem::Problem>(())
//! ```

#![cfg_attr(not(feature = "native"), allow(dead_code, reason = "some readers alone use only parts of what all share"))]

mod accounting;
#[cfg(any(feature = "word", feature = "doc"))]
mod blocks;
pub mod clipboard;
#[cfg(any(feature = "word", feature = "doc"))]
mod composed;
mod composer;
mod compound;
#[cfg(feature = "doc")]
mod doc;
mod document;
#[cfg(feature = "word")]
mod docx;
mod elements;
mod encoding;
pub mod format;
pub mod handover;
pub mod html;
pub mod markdown;
#[cfg(any(feature = "word", feature = "doc"))]
mod merging;
#[cfg(feature = "word")]
mod mht;
#[cfg(feature = "native")]
pub mod native;
mod note_marks;
pub mod notes;
#[cfg(any(feature = "word", feature = "doc"))]
mod numerals;
#[cfg(feature = "word")]
mod odt;
#[cfg(feature = "ofd")]
mod ofd;
#[cfg(any(feature = "sheets", feature = "word", feature = "ofd"))]
mod package;
#[cfg(any(feature = "pdf", feature = "ofd"))]
mod paper;
#[cfg(feature = "web")]
mod parser;
#[cfg(feature = "pdf")]
mod pdf;
mod portal;
pub mod read;
#[cfg(any(feature = "word", feature = "doc"))]
mod rows;
#[cfg(feature = "word")]
mod rtf;
mod script;
#[cfg(feature = "sheets")]
mod sheets;
pub mod text;
pub mod tools;
pub mod tree;
pub mod unstyled;
mod web;
#[cfg(any(feature = "word", feature = "doc"))]
mod western;
#[cfg(any(feature = "sheets", feature = "word", feature = "ofd"))]
mod xml;

pub use document::Document;
#[cfg(feature = "word")]
pub use docx::{Annotated, WordFile};
pub use notes::Note;

//! Bytes or clipboard in, [`gouji_core::Source`] out: the text to check, and the cell grids of its tables.
//!
//! Every reader is small and gives the same type; the core never knows the format. All limits of size live here. HTML
//! arrives as an abstract element tree ([`tree`]): the page fills it from the browser's own parser, the command line from
//! a parser crate (feature `native`). This crate reads no file and knows no browser.

#[cfg(any(feature = "word", feature = "doc"))]
mod blocks;
pub mod clipboard;
pub mod composer;
#[cfg(any(feature = "doc", feature = "sheets"))]
mod compound;
#[cfg(feature = "doc")]
mod doc;
#[cfg(feature = "word")]
pub mod docx;
mod elements;
pub mod encoding;
pub mod format;
pub mod html;
#[cfg(feature = "word")]
mod mht;
#[cfg(feature = "native")]
pub mod native;
pub mod notes;
#[cfg(any(feature = "word", feature = "doc"))]
mod numerals;
#[cfg(feature = "word")]
mod odt;
#[cfg(any(feature = "sheets", feature = "word"))]
pub mod package;
pub mod packed;
#[cfg(feature = "web")]
pub mod parser;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "web")]
mod portal;
pub mod read;
#[cfg(any(feature = "word", feature = "doc"))]
mod rows;
#[cfg(feature = "word")]
mod rtf;
#[cfg(feature = "web")]
mod script;
#[cfg(feature = "sheets")]
mod sheets;
pub mod text;
pub mod tools;
pub mod tree;
#[cfg(feature = "web")]
mod web;
#[cfg(any(feature = "word", feature = "doc"))]
mod western;
#[cfg(any(feature = "sheets", feature = "word"))]
pub mod xml;

//! Word documents (.docx, .docm, .dotx): the words as they are printed, the tables, and the way back from the checked text
//! into the file. Macros and embedded files are never looked at.

mod annotate;
mod as_page;
mod body;
mod chunks;
mod comments;
mod equation;
mod file;
mod labels;
mod names;
mod numbering;
mod one_file;
mod parts;
mod places;
mod problems;
mod splice;
mod styles;

pub use annotate::Annotated;
pub use file::WordFile;
pub(crate) use file::{Opened, read};
pub(crate) use one_file::read as read_one_file;
pub(crate) use problems::not_a_word_file;

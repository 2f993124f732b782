//! Word documents (.docx, .docm, .dotx): the words as they are printed, the tables, and the way back from the checked text
//! into the file. Macros and embedded files are never looked at.

mod annotate;
mod body;
mod comments;
mod file;
mod labels;
mod names;
mod numbering;
mod parts;
mod places;
mod problems;
mod splice;
mod styles;

pub use annotate::Annotated;
pub use file::WordFile;
pub(crate) use problems::not_a_word_file;

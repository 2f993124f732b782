//! What a check leaves behind, written once for the page, the command line and the package, so that all of them write the
//! same bytes: the machine output as a line of JSON, a SARIF log, 校验意见 as data and in Markdown, sheets of cells and CSV, a
//! short text for a chat.
//!
//! The features `docx` and `xlsx` write the statement and the sheets as files of an office program. The page has all of it in
//! a module of its own, which it asks by an [`Order`] and which checks the report again.

mod beside;
mod cell_words;
mod chat;
mod code;
mod csv;
#[cfg(feature = "docx")]
mod docx;
mod doubt;
mod json;
pub mod layout;
mod markdown;
mod order;
pub mod sarif;
pub mod statement;
pub mod workbook;
#[cfg(all(feature = "docx", feature = "xlsx"))]
mod written;
#[cfg(feature = "xlsx")]
mod xlsx;

pub use beside::Beside;
pub use chat::chat;
pub use code::{Belonging, CODE_DIGITS, belonging};
pub use csv::csv;
#[cfg(feature = "docx")]
pub use docx::docx;
pub use doubt::doubt;
pub use json::json;
pub use markdown::markdown;
pub use order::{Order, Wanted};
pub use statement::Statement;
pub use workbook::Workbook;
#[cfg(all(feature = "docx", feature = "xlsx"))]
pub use written::{Rechecked, Written};
#[cfg(feature = "xlsx")]
pub use xlsx::xlsx;

//! What a check leaves behind, written once for the page, the command line and the package, so that all of them write the
//! same bytes: the machine output as a line of JSON, a SARIF log, and 校验意见 in Markdown.

mod json;
mod markdown;
pub mod sarif;

pub use json::json;
pub use markdown::markdown;

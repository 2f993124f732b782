//! Whose an element is.

use crate::xml::Tag;

/// The last word of a name space's name that is no version: `text`, `table`, `drawing`.
pub fn kind<'a>(tag: &Tag<'a>) -> &'a str {
    tag.namespace.rsplit(':').nth(1).unwrap_or("")
}

//! The name spaces of a Word document; the strict ones of the ISO standard mean the same as the usual ones.

use crate::xml::Tag;

/// The usual name space of Word's own elements.
pub const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The same in documents of the strict form.
pub const WORD_STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

/// The same in the one XML file of Word 2003.
pub const WORD_2003: &str = "http://schemas.microsoft.com/office/word/2003/wordml";

/// What Word 2003 adds for those who read its file: sections, printed numbers.
pub const HINTS_2003: &str = "http://schemas.microsoft.com/office/word/2003/auxHint";

/// What Word 2003 marks as changed or remarked.
pub const NOTES_2003: &str = "http://schemas.microsoft.com/aml/2001/core";

/// Whose element it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Space {
    Word,
    Compatibility,
    Drawing,
    Vml,
    Math,
    Other,
}

/// Whose element this is.
pub fn space(tag: &Tag) -> Space {
    match tag.namespace {
        WORD | WORD_STRICT | WORD_2003 => Space::Word,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Compatibility,
        "http://schemas.openxmlformats.org/drawingml/2006/main" | "http://purl.oclc.org/ooxml/drawingml/main" => {
            Space::Drawing
        }
        "urn:schemas-microsoft-com:vml" => Space::Vml,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
        _ => Space::Other,
    }
}

/// Its name, when it is one of Word's own elements; else nothing.
pub fn word<'a>(tag: &Tag<'a>) -> &'a str {
    if space(tag) == Space::Word { tag.name } else { "" }
}

/// Whether a property such as `w:vanish` is on: without a value it is.
pub fn is_on(tag: &Tag) -> bool {
    !matches!(tag.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
}

/// The number in an attribute.
pub fn number(tag: &Tag, name: &str) -> Option<u32> {
    tag.attribute(name)?.trim().parse().ok()
}

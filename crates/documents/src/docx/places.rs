//! Where everything that a document shows stands in its main part: what is needed to write into the file again. All
//! offsets are bytes of the part's text in UTF-8.

use std::ops::Range;

use gouji_core::Span;
use serde::{Deserialize, Serialize};

use crate::composed::Composed;
use crate::notes::Obstacle;

/// The way from the checked text back into the main part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places {
    /// In the order of the text, not overlapping; what the document does not hold as words has none.
    pub origins: Vec<Origin>,
    /// Paragraphs in the order of the text.
    pub paragraphs: Vec<Paragraph>,
    /// Every run with something that can be seen.
    pub runs: Vec<Run>,
    /// Every element of words in them.
    pub texts: Vec<TextElement>,
    /// The name of the root of the part.
    pub root: String,
    /// The name space of its elements, the usual or the strict one.
    pub namespace: String,
}

/// A stretch of checked text and its place in the part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Where it stands in the text.
    pub span: Span,
    /// Its place in the part.
    pub place: PiecePlace,
    /// Number of the paragraph.
    pub paragraph: usize,
}

/// The place of something that a run shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PiecePlace {
    /// Words without their tags, anything else as an element.
    pub at: Range<usize>,
    /// Whether each byte of the text is one byte of the part.
    pub linear: bool,
    /// Number of the run.
    pub run: usize,
    /// Number of the element of words.
    pub text: Option<usize>,
}

/// A paragraph of the checked text and its place in the part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// Where it stands in the text.
    pub span: Span,
    /// Where a remark on it can stand: in itself, or in the paragraph to which its text box is anchored.
    pub place: ParagraphPlace,
    /// It stands in a text box.
    pub in_box: bool,
    /// The cell it stands in, by number; 0 outside of tables.
    pub cell: usize,
}

/// Where in the part a remark on a paragraph can stand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParagraphPlace {
    /// Where its begin tag begins.
    pub tag: usize,
    /// From behind its properties to before its end tag.
    pub content: Range<usize>,
    /// `<w:p/>`: there is nothing between its tags, because there is one only.
    pub is_empty: bool,
}

/// The place of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// All of it.
    pub element: Range<usize>,
    /// Its begin tag.
    pub tag: Range<usize>,
    /// From behind its properties to before its end tag.
    pub content: Range<usize>,
    /// Its properties (`w:rPr`), empty without.
    pub properties: Range<usize>,
    /// A record of older properties in them.
    pub old_properties: Range<usize>,
    /// It declares a name space of its own.
    pub declares: bool,
    /// What keeps all of its words from being changed.
    pub fixed: Option<Obstacle>,
    /// It can be cut in two: it stands directly in a paragraph, and holds nothing but what is written here.
    pub divisible: bool,
}

/// The place of an element of words (`w:t`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextElement {
    /// All of it.
    pub element: Range<usize>,
    /// Its words as they stand in the part.
    pub content: Range<usize>,
    /// It says that space at its ends counts.
    pub keeps_space: bool,
}

/// What was read of a document, by the numbers that its blocks have.
#[derive(Debug, Default)]
pub struct Numbered {
    /// What runs show, by the number of the origin.
    pub pieces: Vec<PiecePlace>,
    /// The paragraphs of the file.
    pub paragraphs: Vec<NumberedParagraph>,
    /// Every run.
    pub runs: Vec<Run>,
    /// Every element of words.
    pub texts: Vec<TextElement>,
    /// The name of the root.
    pub root: String,
    /// The name space of its elements.
    pub namespace: String,
}

/// A paragraph of the file.
#[derive(Debug, Default)]
pub struct NumberedParagraph {
    /// Its own place.
    pub place: ParagraphPlace,
    /// The paragraph to which the text box is anchored that it stands in.
    pub host: Option<usize>,
    /// Its style.
    pub style: Option<String>,
    /// The list that it names itself.
    pub list: Option<u32>,
    /// The level of the list that it names itself.
    pub level: Option<u32>,
    /// The number that the file itself says is printed before it.
    pub printed: Option<String>,
    /// Its end is deleted or hidden: the next paragraph goes on in the same line.
    pub joins_next: bool,
}

impl Places {
    /// Where what was composed stands.
    pub fn of(composed: &Composed, numbered: Numbered) -> Self {
        let origins = composed.stretches.iter().filter_map(|stretch| {
            let place = numbered.pieces.get(stretch.origin)?.clone();
            Some(Origin { span: stretch.span, place, paragraph: stretch.paragraph })
        });
        let known = &numbered.paragraphs;
        let paragraphs = composed.paragraphs.iter().map(|paragraph| {
            let own = known.get(paragraph.number);
            let host = own.and_then(|own| own.host);
            let place = host.and_then(|host| known.get(host)).or(own).map(|it| it.place.clone());
            Paragraph {
                span: paragraph.span,
                place: place.unwrap_or_default(),
                in_box: host.is_some(),
                cell: paragraph.cell,
            }
        });
        let (origins, paragraphs) = (origins.collect(), paragraphs.collect());
        let Numbered { runs, texts, root, namespace, .. } = numbered;
        Places { origins, paragraphs, runs, texts, root, namespace }
    }
}

/// The name of an element, from the offset of its begin or its only tag.
pub fn name_at(text: &str, tag: usize) -> &str {
    let name = text.get(tag..).and_then(|tag| tag.strip_prefix('<')).unwrap_or("");
    &name[..name.find(|it: char| it.is_ascii_whitespace() || matches!(it, '/' | '>')).unwrap_or(name.len())]
}

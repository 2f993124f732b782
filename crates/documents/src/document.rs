//! A file that was read: the report in it, and where the file is one of Word's, the way back into it.

use gouji_core::Source;

#[cfg(feature = "word")]
use crate::docx::{Annotated, WordFile};

/// A file that was read.
///
/// It is opened once: what is written into a Word file goes to the very words that were checked.
#[derive(Clone, Debug)]
pub struct Document {
    source: Source,
    #[cfg(feature = "word")]
    word: Option<Box<WordFile>>,
}

impl Document {
    /// The report in it.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The report in it, without the way back.
    pub fn into_source(self) -> Source {
        self.source
    }
}

/// A document of a kind that nothing can be written into.
impl From<Source> for Document {
    fn from(source: Source) -> Self {
        Document {
            source,
            #[cfg(feature = "word")]
            word: None,
        }
    }
}

#[cfg(feature = "word")]
impl Document {
    /// Reads a Word file (.docx).
    ///
    /// # Errors
    /// A file that is damaged, beyond the limits, or without words.
    pub fn open_word(bytes: &[u8]) -> Result<Self, gouji_core::problem::Problem> {
        WordFile::open(bytes).map(|(source, word)| Document::of_word(source, Box::new(word)))
    }

    /// A Word file that was read.
    pub(crate) fn of_word(source: Source, word: Box<WordFile>) -> Self {
        Document { source, word: Some(word) }
    }

    /// The way back into the file; `None` where the file is none of Word's, and nothing can be written into it.
    pub fn word_file(&self) -> Option<&WordFile> {
        self.word.as_deref()
    }

    /// The report, and the way back into the file.
    pub fn into_parts(self) -> (Source, Option<WordFile>) {
        (self.source, self.word.map(|word| *word))
    }

    /// The file with notes as comments and changes tracked. Spans are bytes of the text of [`Document::source`].
    ///
    /// # Errors
    /// A file that is none of Word's, or that has comments which cannot be read.
    pub fn annotate(
        &self,
        notes: &[crate::notes::Note],
        changes: &[crate::notes::Change],
    ) -> Result<Annotated, gouji_core::problem::Problem> {
        match &self.word {
            Some(word) => word.annotate(notes, changes),
            None => Err(crate::docx::not_a_word_file()),
        }
    }
}

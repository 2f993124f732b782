//! The face of the heavy readers for the page's worker (`web/reader.js`): bytes in; text, grids and problems out. It knows
//! of no page, and no more of files than `documents` does. Each feature is built as a module of its own.

use gouji_core::finding::Problem;
use gouji_documents::format::Format;
use gouji_documents::packed::pack;
use gouji_documents::read::{self, Opened};
use js_sys::{Function, Uint8Array, Uint32Array};
use wasm_bindgen::prelude::*;
use web_sys::{TextDecoder, TextDecoderOptions};

/// What became of a file: exactly one of `text`, `page` and `problem` is there.
#[wasm_bindgen(getter_with_clone)]
#[derive(Default)]
pub struct Outcome {
    /// The checked text.
    pub text: Option<String>,
    /// Grids and pictures, as `gouji_documents::packed` has them.
    pub numbers: Option<Uint32Array>,
    /// A web page that was packed in the file, for the page's own parser.
    pub page: Option<String>,
    /// The kind and the sentence of what could not be read.
    pub problem: Option<Vec<String>>,
    /// A file that was written.
    pub file: Option<Uint8Array>,
}

/// Reads a file. `progress` is called with how many steps are done and how many there are.
#[wasm_bindgen]
pub fn read(bytes: &[u8], progress: &Function) -> Outcome {
    let mut tell = |done: u32, all: u32| {
        // A listener that fails says nothing about the file.
        let _ = progress.call2(&JsValue::NULL, &done.into(), &all.into());
    };
    let opened = Format::of(bytes).and_then(|format| read::open(bytes, format, gb18030, &mut tell));
    match opened {
        Ok(Opened::Report(source)) => Outcome {
            numbers: Some(Uint32Array::from(&pack(&source)[..])),
            text: Some(source.text().to_owned()),
            ..Outcome::default()
        },
        Ok(Opened::Page(html)) => Outcome { page: Some(html), ..Outcome::default() },
        Err(problem) => refused(&problem),
    }
}

/// Writes findings beside the text of a Word file, and fixes into it. `notes` has start and end of each note in bytes of
/// the checked text, `note_words` four strings for each: rule, what, why, what to do; `edits` and `edit_words` the same
/// with one string.
#[cfg(feature = "word")]
#[wasm_bindgen]
pub fn annotate(
    bytes: &[u8],
    notes: &[u32],
    note_words: Vec<String>,
    edits: &[u32],
    edit_words: Vec<String>,
) -> Outcome {
    use gouji_core::Span;
    use gouji_core::finding::Edit;
    use gouji_documents::docx;
    use gouji_documents::notes::Note;

    let span = |place: &[u32; 2]| Span { start: place[0], end: place[1] };
    let note = |(place, words): (&[u32; 2], &[String; 4])| {
        let [rule, lines @ ..] = words.clone();
        Note { span: span(place), rule, lines: lines.to_vec() }
    };
    let notes: Vec<Note> = notes.as_chunks().0.iter().zip(note_words.as_chunks().0).map(note).collect();
    let edit = |(place, text): (&[u32; 2], String)| Edit { span: span(place), text };
    let edits: Vec<Edit> = edits.as_chunks().0.iter().zip(edit_words).map(edit).collect();
    match docx::annotate(bytes, &notes, &edits) {
        Ok(annotated) => Outcome { file: Some(Uint8Array::from(&annotated.file[..])), ..Outcome::default() },
        Err(problem) => refused(&problem),
    }
}

fn refused(Problem { kind, message }: &Problem) -> Outcome {
    Outcome { problem: Some(vec![kind.id().to_owned(), message.clone()]), ..Outcome::default() }
}

fn gb18030(bytes: &[u8]) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options("gb18030", &options).ok()?;
    decoder.decode_with_buffer_source(&Uint8Array::from(bytes)).ok()
}

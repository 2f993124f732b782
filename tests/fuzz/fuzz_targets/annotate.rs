#![no_main]

use gouji_core::Span;
use gouji_documents::notes::{Author, Change};
use gouji_documents::{Document, Note};

// The main part of a document behind four bytes that say where notes and changes stand in its text.
libfuzzer_sys::fuzz_target!(|input: (u8, u8, u8, u8, &[u8])| {
    let (from, length, at, size, body) = input;
    let file = packed(body);
    let Ok(document) = Document::open_word(&file) else { return };
    let text = document.source().text();
    let span = |from: u8, length: u8| {
        let floor = |at: usize| (0..=at.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let start = floor(text.len() * usize::from(from) / 255);
        Span::new(start, floor(start + usize::from(length)))
    };
    let notes = [Note { span: span(from, length), lines: vec!["错".to_owned()], by: Author::Program }];
    let (span, by) = (span(at, size), Author::Person("张".to_owned()));
    let changes = [Change { span, was: span.of(text).to_owned(), now: "新".to_owned(), by }];
    if let Ok(annotated) = document.annotate(&notes, &changes) {
        // What was written can be read, unless the change took the only words.
        if Document::open_word(&annotated.file).is_err() {
            assert!(text.trim().len() <= usize::from(size), "{text:?}");
        }
    }
});

fn packed(body: &[u8]) -> Vec<u8> {
    use std::io::{Cursor, Write};
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let _ = writer.start_file("word/document.xml", SimpleFileOptions::default());
    let _ = writer.write_all(body);
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

#![no_main]

use std::io::{Cursor, Write};

use gouji_documents::format::Format;
use gouji_documents::native::TOOLS;
use gouji_documents::read::open_as;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

// A package, or else the main part and its companions (between NUL bytes), which are packed first: a changed byte in a
// packed part is mostly found out by its checksum and goes no further.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let packed = if bytes.starts_with(b"PK") { bytes.to_vec() } else { packed(bytes) };
    let _ = open_as(&packed, Format::Docx, TOOLS.gb18030, &mut |_, _| {});
});

fn packed(bytes: &[u8]) -> Vec<u8> {
    const NAMES: [&str; 4] = ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/comments.xml"];
    const RELATIONS: &str = r#"<Relationships><Relationship Type="/numbering" Target="numbering.xml"/><Relationship Type="/styles" Target="styles.xml"/><Relationship Type="/comments" Target="comments.xml"/></Relationships>"#;
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, bytes: &[u8]| {
        let _ = writer.start_file(name, SimpleFileOptions::default());
        let _ = writer.write_all(bytes);
    };
    part("word/_rels/document.xml.rels", RELATIONS.as_bytes());
    for (name, bytes) in NAMES.iter().zip(bytes.split(|byte| *byte == 0)) {
        part(name, bytes);
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

//! Whole files, and parts of packages that are packed here: a changed byte of a packed part seldom comes past its checksum.
#![no_main]

use std::io::{Cursor, Write};

use gouji_core::{Options, check};
use gouji_documents::format::Format;
use gouji_documents::native::TOOLS;
use gouji_documents::read::{Opened, open_as};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const XLSX: &[u8] = include_bytes!("../../../crates/documents/tests/sheets/several.xlsx");
const ODS: &[u8] = include_bytes!("../../../crates/documents/tests/sheets/several.ods");

/// The first words of a part, the file it belongs to, and its name.
const PARTS: &[(&[u8], &[u8], &str)] = &[
    (b"<worksheet", XLSX, "xl/worksheets/sheet1.xml"),
    (b"<workbook", XLSX, "xl/workbook.xml"),
    (b"<styleSheet", XLSX, "xl/styles.xml"),
    (b"<sst", XLSX, "xl/sharedStrings.xml"),
    (b"<Relationships", XLSX, "xl/_rels/workbook.xml.rels"),
    (b"<office:document-content", ODS, "content.xml"),
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let part = PARTS.iter().find(|(start, _, _)| bytes.starts_with(start));
    let packed = part.map(|(_, file, name)| with_part(file, name, bytes));
    let opened = open_as(packed.as_deref().unwrap_or(bytes), Format::Sheets, TOOLS.gb18030, &mut |_, _| {});
    if let Ok(Opened::Document(document)) = opened {
        check(document.into_source(), &Options::default());
    }
});

/// A package with another part of this name.
fn with_part(file: &[u8], name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut before = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut after = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..before.len() {
        let entry = before.by_index_raw(at).unwrap();
        if entry.name().unwrap() != name {
            after.raw_copy_file(entry).unwrap();
        }
    }
    after.start_file(name, SimpleFileOptions::default()).unwrap();
    after.write_all(bytes).unwrap();
    after.finish().unwrap().into_inner()
}

//! Whole files, and parts of packages that are packed here: a changed byte of a packed part seldom comes past its checksum.
#![no_main]

use gouji_core::{Options, check};
use gouji_documents::format::Format;
use gouji_documents::native::TOOLS;
use gouji_documents::package::Package;
use gouji_documents::read::{Opened, open};

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
    let packed = part.map(|(_, file, name)| {
        Package::open(file).and_then(|mut package| package.with_parts(&[((*name).to_owned(), bytes.to_vec())])).unwrap()
    });
    let opened = open(packed.as_deref().unwrap_or(bytes), Format::Sheets, TOOLS.gb18030, &mut |_, _| {});
    if let Ok(Opened::Report(source)) = opened {
        check(&source, &Options::default());
    }
});

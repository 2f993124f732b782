//! Whole files, and parts of packages that are packed here: a changed byte of a packed part seldom comes past its checksum.
#![no_main]

use std::io::{Cursor, Write};

use gouji_core::{Options, check};
use gouji_documents::format::Format;
use gouji_documents::native::TOOLS;
use gouji_documents::read::{Opened, open_as};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const ROOT: &[u8] = b"<OFD><DocBody><DocRoot>Document.xml</DocRoot></DocBody></OFD>";
const DOCUMENT: &[u8] = b"<Document><CommonData><TemplatePage ID=\"7\" BaseLoc=\"Page.xml\"/></CommonData><Pages>\
    <Page ID=\"1\" BaseLoc=\"Page.xml\"/><Page ID=\"2\" BaseLoc=\"Page.xml\"/></Pages><Annotations>Page.xml</Annotations></Document>";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let packed = bytes.starts_with(b"<").then(|| {
        let is_document = bytes.starts_with(b"<Document");
        let (document, page) = if is_document { (bytes, &b"<Page/>"[..]) } else { (DOCUMENT, bytes) };
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, part) in [("OFD.xml", ROOT), ("Document.xml", document), ("Page.xml", page)] {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(part).unwrap();
        }
        zip.finish().unwrap().into_inner()
    });
    let opened = open_as(packed.as_deref().unwrap_or(bytes), Format::Ofd, TOOLS.gb18030, &mut |_, _| {});
    if let Ok(Opened::Document(document)) = opened {
        check(document.into_source(), &Options::default());
    }
});

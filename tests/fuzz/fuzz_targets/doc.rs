#![no_main]

use gouji_documents::format::Format;
use gouji_documents::native::TOOLS;
use gouji_documents::read::open_as;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = open_as(bytes, Format::Doc, TOOLS.gb18030, &mut |_, _| {});
});

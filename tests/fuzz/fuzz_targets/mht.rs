#![no_main]

use documents::format::Format;
use documents::native::TOOLS;
use documents::read::open;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = open(bytes, Format::Mht, TOOLS.gb18030, &mut |_, _| {});
});

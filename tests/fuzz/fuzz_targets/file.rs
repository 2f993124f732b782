#![no_main]

use annual_report::{Options, check};
use documents::native::TOOLS;
use documents::read::read_text;

// Text in any encoding, Markdown, HTML, HTML inside a script, glued cells: read and checked.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(source) = read_text(bytes, TOOLS) {
        let _ = check(&source, &Options::default());
    }
});

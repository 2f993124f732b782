#![no_main]

use gouji_core::{Options, check};
use gouji_documents::native::TOOLS;
use gouji_documents::read::read_text;

// Text in any encoding, Markdown, HTML, HTML inside a script, glued cells: read and checked.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(source) = read_text(bytes, TOOLS) {
        let _ = check(source.clone(), &Options::default());
    }
});

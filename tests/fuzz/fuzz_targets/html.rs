#![no_main]

use gouji_core::{Options, check};
use gouji_documents::native::TOOLS;
use gouji_documents::read::{page, words};

// A page or a clipboard, and a script that may hold one: read and checked.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    for source in [page(&text, TOOLS), words(text.into_owned(), TOOLS)].into_iter().flatten() {
        let _ = check(source.clone(), &Options::default());
    }
});

#![no_main]

#[path = "../gridded.rs"]
mod gridded;

use gouji_core::contract::{Output, Wanted};
use gouji_core::{Options, check};

// The check itself, on a text with grids, and everything that can be asked of its result.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let checked = check(gridded::gridded(bytes), &Options::default());
    let _ = Output::new(&checked, Wanted { cells: true, ..Wanted::default() });
});

#![no_main]

#[path = "../gridded.rs"]
mod gridded;

use gouji_core::contract::MachineOutput;
use gouji_core::{Options, check};

// The check itself, on a text with grids, and everything that can be asked of its result.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let source = gridded::gridded(bytes);
    let checked = check(&source, &Options::default());
    let _ = MachineOutput::new(&source, &checked, true);
});

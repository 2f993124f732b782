//! The work grows with the text and not faster, whatever the text is made of: counted in steps, since times lie on a
//! machine that is shared.
#![allow(clippy::unwrap_used, reason = "a failing test should stop at once")]

use std::path::Path;
use std::process::Command;

use gouji_steps::{PARTS, check_repeated};
use wasmi::{Config, Engine, Instance, Linker, Module, Store};

/// The check as a wasm module, in an interpreter that counts its instructions.
struct Counter {
    store: Store<()>,
    instance: Instance,
}

impl Counter {
    fn new() -> Self {
        let engine = Engine::new(Config::default().consume_fuel(true));
        let module = Module::new(&engine, std::fs::read(built()).unwrap()).unwrap();
        let mut store = Store::new(&engine, ());
        store.set_fuel(u64::MAX).unwrap();
        let instance = Linker::new(&engine).instantiate_and_start(&mut store, &module).unwrap();
        Counter { store, instance }
    }

    /// How many steps the check of a text takes.
    fn steps(&mut self, part: usize, bytes: u32) -> u64 {
        let check = self.instance.get_typed_func::<(u32, u32), u32>(&self.store, "check_repeated").unwrap();
        self.store.set_fuel(u64::MAX).unwrap();
        let findings = check.call(&mut self.store, (part as u32, bytes)).unwrap();
        assert_eq!(findings, check_repeated(part as u32, bytes), "the module checks what the library does");
        u64::MAX - self.store.get_fuel().unwrap()
    }
}

/// Builds the module in a folder of its own: whoever runs this test may be building in the usual one.
fn built() -> std::path::PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("steps");
    let arguments = ["build", "--release", "--package", "gouji-steps", "--target", "wasm32-unknown-unknown"];
    let mut cargo = Command::new(env!("CARGO"));
    cargo.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments).arg("--target-dir").arg(&target);
    // Link-time optimisation of a module that no one loads would only take time.
    cargo.env("CARGO_PROFILE_RELEASE_LTO", "off").env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "4");
    assert!(cargo.status().unwrap().success(), "rustup target add wasm32-unknown-unknown");
    target.join("wasm32-unknown-unknown/release/gouji_steps.wasm")
}

#[test]
fn work_grows_with_the_text_and_not_faster() {
    let mut counter = Counter::new();
    for (place, part) in PARTS.iter().enumerate() {
        let (small, large) = (counter.steps(place, 40_000), counter.steps(place, 400_000));
        // Ten times the text; sorting may add a little, a quadratic step would soon take a hundred times as many.
        assert!(large < small * 11, "{part:?}: 40 KB took {small} steps, 400 KB took {large}");
    }
}

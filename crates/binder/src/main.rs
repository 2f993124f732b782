//! `gouji-binder MODULE NAME FOLDER` binds what cargo built for wasm to JavaScript: it writes `NAME_bg.wasm` and `NAME.js` into
//! the folder. The JavaScript is a classic script, which pages, workers and files on a disk can load.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match &arguments[..] {
        [module, name, folder] => bind(module, name, folder),
        _ => Err("usage: gouji-binder MODULE NAME FOLDER".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn bind(module: &str, name: &str, folder: &str) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).typescript(false);
    let bound = bindgen.no_modules(true).and_then(|bindgen| bindgen.generate(folder));
    // With every cause, one behind the other.
    bound.map_err(|error| format!("{module}: {error:#}"))
}

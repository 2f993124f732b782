//! `gouji-binder MODULE KIND NAME FOLDER` binds what cargo built for wasm to JavaScript: it writes `NAME_bg.wasm`, `NAME.js` and
//! their types into the folder. KIND is how the JavaScript is loaded: `web` (as a module), `no-modules` (by a worker's
//! `importScripts`) or `nodejs`.

use std::process::ExitCode;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match &arguments[..] {
        [module, kind, name, folder] => bind(module, kind, name, folder),
        _ => Err("usage: gouji-binder MODULE KIND NAME FOLDER".to_owned()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn bind(module: &str, kind: &str, name: &str, folder: &str) -> Result<(), String> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).typescript(true);
    let kinded = match kind {
        "web" => bindgen.web(true),
        "no-modules" => bindgen.no_modules(true),
        "nodejs" => bindgen.nodejs(true),
        _ => return Err(format!("no kind of JavaScript is named {kind}")),
    };
    let bound = kinded.and_then(|bindgen| bindgen.generate(folder));
    // With every cause, one behind the other.
    bound.map_err(|error| format!("{module}: {error:#}"))
}

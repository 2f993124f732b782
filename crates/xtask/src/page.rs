//! Building the page and the package, and serving the page.

use std::fs;
use std::path::PathBuf;

use crate::serve::Server;
use crate::steps::{program, root, run, step};
use crate::{Outcome, tools};

/// Builds the page and serves it until it is stopped.
pub fn start(port: u16) -> Outcome {
    let folder = build()?;
    let server = Server::bind(folder, port)?;
    println!("\n页面已就绪：{}\n按 Ctrl+C 结束。", server.address());
    server.serve();
    Ok(())
}

/// Builds the release page; gives its folder.
pub fn build() -> Outcome<PathBuf> {
    tools::for_page()?;
    step("Building the page (about 1 minute the first time)", || {
        let mut trunk = program("trunk", &["build", "--release", "--offline"]);
        // Offline is for trunk's own downloads; cargo may still fetch what Cargo.lock names.
        trunk.env("TRUNK_SKIP_VERSION_CHECK", "true").env_remove("NO_COLOR").env("CARGO_NET_OFFLINE", "false");
        fetch()?;
        run(trunk, "The lines above say what does not compile.")
    })?;
    Ok(root().join("dist"))
}

/// Builds the wasm package for Node and for pages; gives its folder.
pub fn package() -> Outcome<PathBuf> {
    tools::for_page()?;
    let folder = root().join("dist-package");
    step("Building the wasm package", || {
        let cargo = ["build", "--package", "gouji-wasm", "--release", "--target", "wasm32-unknown-unknown", "--lib"];
        run(program("cargo", &cargo), "The lines above say what does not compile.")?;
        let built = root().join("target/wasm32-unknown-unknown/release/gouji_wasm.wasm");
        for target in ["nodejs", "web"] {
            let out = folder.join(target);
            let mut bindgen = program("wasm-bindgen", &["--target", target, "--out-name", "gouji", "--out-dir"]);
            bindgen.arg(&out).arg(&built);
            run(bindgen, "Is the tool's version that of the wasm-bindgen crate in Cargo.toml?")?;
            let module = out.join("gouji_bg.wasm");
            let optimised = out.join("gouji_bg.optimised.wasm");
            let mut optimise = program("wasm-opt", &["-O3", "-o"]);
            optimise.arg(&optimised).arg(&module);
            run(optimise, "wasm-opt must be version 132, from crates/xtask/tools.")?;
            fs::rename(&optimised, &module).map_err(|error| format!("{}: {error}", module.display()))?;
        }
        Ok(())
    })?;
    Ok(folder)
}

/// Brings what Cargo.lock names, so that trunk can work offline.
fn fetch() -> Outcome {
    run(
        program("cargo", &["fetch", "--locked", "--quiet"]),
        "Is the crate registry reachable? Run the command again when it is.",
    )
}

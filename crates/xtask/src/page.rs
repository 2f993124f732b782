//! Building the page and the package, and serving the page.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::serve::Server;
use crate::steps::{program, root, run, step, target};
use crate::{Outcome, tools};

const COMPILER: &str = "请按上面几行改正，再运行一次。";

/// Builds the page and serves it until it is stopped.
pub fn start(port: u16) -> Outcome {
    let folder = build()?;
    let server = Server::bind(folder, port)?;
    println!("\n页面已就绪：{}（按 Ctrl+C 结束）", server.address());
    server.serve();
    Ok(())
}

/// What a panic would say is of no use on the page, and is eighteen kilobytes of its first load: a panic only stops the
/// module, also one in the standard library, which is built with it. The compiler, whose version rust-toolchain.toml pins,
/// takes these flags only so.
const SMALLER: [(&str, &str); 3] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("RUSTFLAGS", "-Zlocation-detail=none -Zfmt-debug=none -Zunstable-options -Cpanic=immediate-abort"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
];

/// Builds the release page; gives its folder.
pub fn build() -> Outcome<PathBuf> {
    tools::for_page()?;
    tools::standard_library()?;
    step("构建页面（首次约 3 分钟）", || {
        // Trunk works offline so that it takes the tools that are here and downloads none. It makes cargo work
        // offline too, so what Cargo.lock names is brought first, and what the standard library is built from for wasm.
        for (target, variables) in [(&[][..], &[][..]), (&["--target", "wasm32-unknown-unknown"], &SMALLER)] {
            let mut fetch = program("cargo", &[&["fetch", "--locked"], target].concat());
            fetch.envs(variables.iter().copied());
            run(fetch, "请确认网络可用，再运行一次。")?;
        }
        let mut trunk = program("trunk", &["build", "--release", "--offline"]);
        // Trunk takes the value of NO_COLOR for true or false and stops at any other.
        trunk.env("TRUNK_SKIP_VERSION_CHECK", "true").env_remove("NO_COLOR").envs(SMALLER);
        run(trunk, COMPILER)?;
        let page = root().join("dist");
        shorten(&page.join("gouji-web_bg.wasm"), &page.join("gouji-web.js"))?;
        minify(&page.join("gouji-web.js"), &["--module"])
    })?;
    let folder = root().join("dist");
    step("构建按需载入的读取模块（首次约 4 分钟）", || {
        READERS.iter().try_for_each(|reader| build_reader(reader, &folder))
    })?;
    Ok(folder)
}

/// Makes JavaScript smaller in its place. Trunk's own minifier does not know all that wasm-bindgen writes.
fn minify(file: &Path, arguments: &[&str]) -> Outcome {
    let mut terser = program("terser", &[arguments, &["--compress", "--mangle", "--output"]].concat());
    terser.arg(file).arg(file);
    run(terser, "terser 必须是 crates/xtask/tools 里的版本。")
}

/// Gives what a module and its JavaScript call each other by short names.
fn shorten(module: &Path, glue: &Path) -> Outcome {
    let mut node = program("node", &["crates/xtask/tools/shorten.mjs"]);
    node.arg(module).arg(glue);
    run(node, "wasm-opt 必须是 crates/xtask/tools 里的 132 版。")
}

/// The modules that the page loads when a file of their formats comes: features of `gouji-reader`.
pub const READERS: [&str; 5] = ["web", "word", "doc", "sheets", "pdf"];

/// Builds one of them and lays it beside the page.
fn build_reader(reader: &str, page: &Path) -> Outcome {
    let cargo = ["build", "--package", "gouji-reader", "--profile", "page", "--target", "wasm32-unknown-unknown"];
    let mut build = program("cargo", &[&cargo[..], &["--lib", "--features", reader]].concat());
    build.envs(SMALLER);
    run(build, COMPILER)?;
    let built = target().join("wasm32-unknown-unknown/page/gouji_reader.wasm");
    let name = format!("reader-{reader}");
    let folder = target().join("readers").join(reader);
    let module = folder.join(format!("{name}_bg.wasm"));
    let failed = |error: std::io::Error| format!("{}：{error}", folder.display());
    // Cargo leaves the file of the feature built last in the same place, as old as it was: its bytes tell.
    let bytes = fs::read(&built).map_err(|error| format!("{}：{error}", built.display()))?;
    let raw = folder.join("built.wasm");
    if !module.is_file() || fs::read(&raw).ok().as_deref() != Some(&bytes[..]) {
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(failed)?;
        }
        let mut bindgen =
            program("wasm-bindgen", &["--target", "no-modules", "--no-typescript", "--out-name", &name, "--out-dir"]);
        bindgen.arg(&folder).arg(&built);
        run(bindgen, "wasm-bindgen 工具和 Cargo.toml 里的 wasm-bindgen 必须是同一个版本。")?;
        let mut optimise = program("wasm-opt", &["-Oz", "-o"]);
        optimise.arg(&module).arg(&module);
        run(optimise, "wasm-opt 必须是 crates/xtask/tools 里的 132 版。")?;
        let glue = folder.join(format!("{name}.js"));
        shorten(&module, &glue)?;
        minify(&glue, &[])?;
        fs::write(&raw, &bytes).map_err(failed)?;
    }
    for file in [format!("{name}_bg.wasm"), format!("{name}.js")] {
        fs::copy(folder.join(&file), page.join(&file)).map_err(failed)?;
    }
    Ok(())
}

/// Builds the wasm package for Node and for pages; gives its folder.
pub fn package() -> Outcome<PathBuf> {
    tools::for_page()?;
    let folder = root().join("dist-package");
    step("构建 wasm 包（首次约 1 分钟）", || {
        let cargo = ["build", "--package", "gouji-wasm", "--release", "--target", "wasm32-unknown-unknown", "--lib"];
        run(program("cargo", &cargo), COMPILER)?;
        let built = target().join("wasm32-unknown-unknown/release/gouji_wasm.wasm");
        for kind in ["nodejs", "web"] {
            bind_and_optimise(&built, kind, &folder.join(kind))?;
        }
        Ok(())
    })?;
    Ok(folder)
}

/// What cargo built, as a module with its JavaScript; nothing to do while cargo built nothing newer.
fn bind_and_optimise(built: &Path, kind: &str, folder: &Path) -> Outcome {
    if let (Some(built), Some(module)) = (changed(built), changed(&folder.join("gouji_bg.wasm")))
        && built <= module
    {
        return Ok(());
    }
    // The folder gets its name when it is complete, so that a run that was broken off leaves nothing half made.
    let unfinished = folder.with_extension("unfinished");
    let mut bindgen = program("wasm-bindgen", &["--target", kind, "--out-name", "gouji", "--out-dir"]);
    bindgen.arg(&unfinished).arg(built);
    run(bindgen, "wasm-bindgen 工具和 Cargo.toml 里的 wasm-bindgen 必须是同一个版本。")?;
    let module = unfinished.join("gouji_bg.wasm");
    // Functions that are called once stay functions: one function that holds them all takes engines longer to compile well.
    let mut optimise = program("wasm-opt", &["-O3", "--one-caller-inline-max-function-size=60", "-o"]);
    optimise.arg(&module).arg(&module);
    run(optimise, "wasm-opt 必须是 crates/xtask/tools 里的 132 版。")?;
    let failed = |error: std::io::Error| format!("{}：{error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::rename(&unfinished, folder).map_err(failed)
}

fn changed(file: &Path) -> Option<SystemTime> {
    fs::metadata(file).and_then(|file| file.modified()).ok()
}

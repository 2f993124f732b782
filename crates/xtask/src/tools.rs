//! What the commands need and how it gets here: once, into folders of the project, never globally where a folder will do.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::steps::{find, output, program, root, run, step};

/// The newest trunk that the pinned toolchain builds.
const TRUNK: &str = "0.21.14";
const TARGET: &str = "wasm32-unknown-unknown";

/// What building the page needs.
pub fn for_page() -> Outcome {
    wasm_target()?;
    cargo_tool("wasm-bindgen", "wasm-bindgen-cli", &wasm_bindgen_version()?, "4 minutes")?;
    cargo_tool("trunk", "trunk", TRUNK, "8 minutes")?;
    npm_packages("crates/xtask/tools", "wasm-opt, about 1 minute")
}

/// The wasm target of the toolchain in use.
pub fn wasm_target() -> Outcome {
    let sysroot = output(program("rustc", &["--print", "sysroot"])).unwrap_or_default();
    if Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    step("Installing the wasm target (a few seconds)", || {
        run(
            program("rustup", &["target", "add", TARGET]),
            "Install it by hand: rustup target add wasm32-unknown-unknown, or your distribution's package of it.",
        )
    })
}

/// npm packages of a folder, as its lock file has them; not again while the lock file stays the same.
pub fn npm_packages(folder: &str, what: &str) -> Outcome {
    let folder = root().join(folder);
    let lock = fs::read(folder.join("package-lock.json")).map_err(|error| format!("{}: {error}", folder.display()))?;
    let stamp = folder.join("node_modules/.installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    if find("npm").is_none() {
        return Err(
            "npm was not found. Install Node.js 20 or newer (it brings npm), then run this command again.".to_owned()
        );
    }
    step(&format!("Installing npm packages ({what})"), || {
        let mut command = program("npm", &["ci", "--no-fund", "--no-audit"]);
        command.current_dir(&folder);
        run(command, "Is the npm registry reachable? Run the command again when it is.")?;
        fs::write(&stamp, &lock).map_err(|error| format!("{}: {error}", stamp.display()))
    })
}

/// The path of Chromium; Debian's is installed where it is missing and that is possible.
pub fn chromium() -> Outcome<PathBuf> {
    if let Some(known) = std::env::var_os("GOUJI_CHROMIUM") {
        return Ok(PathBuf::from(known));
    }
    const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let found = || NAMES.iter().find_map(|name| find(name));
    if let Some(path) = found() {
        return Ok(path);
    }
    let remedy = "Install Chromium with Chinese fonts (Debian: apt-get install chromium fonts-noto-cjk), or name a Chromium-based browser in the environment variable GOUJI_CHROMIUM.";
    let root = output(program("id", &["-u"])).is_some_and(|id| id.trim() == "0");
    if !root || find("apt-get").is_none() {
        return Err(format!("The browser tests need Chromium, and none was found.\n{remedy}"));
    }
    step("Installing Debian's Chromium and Chinese fonts (about 2 minutes)", || {
        run(program("apt-get", &["update", "--quiet"]), remedy)?;
        let mut install = program(
            "apt-get",
            &["install", "--yes", "--quiet", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
        );
        install.env("DEBIAN_FRONTEND", "noninteractive");
        run(install, remedy)
    })?;
    found().ok_or_else(|| format!("Chromium was installed but is not on the search path.\n{remedy}"))
}

/// The version of wasm-bindgen that Cargo.toml pins: crate and tool must be the same.
fn wasm_bindgen_version() -> Outcome<String> {
    let path = root().join("Cargo.toml");
    let manifest = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let line = manifest.lines().find_map(|line| line.strip_prefix("wasm-bindgen = \"="));
    line.and_then(|rest| rest.split('"').next())
        .map(str::to_owned)
        .ok_or_else(|| "Cargo.toml does not pin wasm-bindgen as `wasm-bindgen = \"=0.2.N\"`; write it so.".to_owned())
}

fn cargo_tool(name: &str, package: &str, version: &str, time: &str) -> Outcome {
    let installed = output(program(name, &["--version"])).unwrap_or_default();
    if installed.split_whitespace().any(|word| word.trim_start_matches('v') == version) {
        return Ok(());
    }
    step(&format!("Building {name} {version} from the crate registry, once (about {time} on 2 cores)"), || {
        let folder = root().join(".tools");
        let target = root().join("target/tools");
        let mut command = program("cargo", &["install", package, "--version", version, "--locked", "--root"]);
        command.arg(folder).env("CARGO_TARGET_DIR", &target);
        run(
            command,
            "It needs a C compiler (Debian: build-essential) and the crate registry. Run the command again when they are there.",
        )?;
        // What it was built from is of no further use.
        fs::remove_dir_all(&target).or(Ok(()))
    })
}

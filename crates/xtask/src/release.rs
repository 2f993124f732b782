//! The folder that is handed out: page, single file, the element's script with the guide for portals, npm package, command
//! line, and what says what they are made of.

use std::fs;
use std::io::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::layout::{ELEMENT, SINGLE};
use crate::reproducible::{reproducible, tells_no_folder};
use crate::steps::{program, root, run, step, target};
use crate::{COMPILER, Outcome, page, tools, wheel};

/// The command line for any Linux: it brings its C library along.
const LINUX: &str = "x86_64-unknown-linux-musl";

/// Builds everything into `dist-package`; two runs at the same place give the same bytes.
pub fn assemble() -> Outcome {
    let site = page::build()?;
    let package = page::package()?;
    let linux = for_linux()?;
    let folder = folder();
    let wheels = wheels();
    wheel::package(&wheels)?;
    step("汇集成品，写清单、许可和校验和", || {
        let failed = |error: Error| format!("{}：{error}", folder.display());
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(failed)?;
        }
        copy_files(&site, &folder.join("site")).map_err(failed)?;
        for file in [SINGLE, ELEMENT] {
            fs::copy(site.join(file), folder.join(file)).map_err(failed)?;
        }
        fs::copy(root().join("docs/embed.md"), folder.join("embed.md")).map_err(failed)?;
        fs::copy(linux, folder.join("gouji-linux-x86_64")).map_err(failed)?;
        copy_files(&wheels, &folder).map_err(failed)?;
        let mut pack = program("npm", &["pack", "--silent", "--pack-destination"]);
        run(pack.arg(&folder).arg(package), "npm 没有打成包，请看上面几行。")?;
        let mut describe = program("node", &["crates/xtask/tools/release.mjs"]);
        run(describe.arg(&folder).arg(env!("CARGO_PKG_VERSION")), COMPILER)
    })?;
    println!("\n成品在 {}。", folder.display());
    Ok(())
}

/// Builds everything twice, holds the second against the first, and runs what nothing else does.
pub fn check() -> Outcome {
    let sums = folder().join("SHA256SUMS");
    let read = || fs::read_to_string(&sums).map_err(|error| format!("{}：{error}", sums.display()));
    assemble()?;
    let first = read()?;
    forget()?;
    assemble()?;
    if read()? == first {
        return wheel::test_published(&wheels());
    }
    Err("两次构建的成品不同。请比较两次的 dist-package/SHA256SUMS，找出不同的文件。".to_owned())
}

/// Throws away what was built for what is handed out: a second run that finds it there would compare it with itself.
fn forget() -> Outcome {
    for folder in ["bound", "wasm32-unknown-unknown", LINUX].into_iter().chain(wheel::PUBLISHED) {
        let folder = target().join(folder);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|error| format!("{}：{error}", folder.display()))?;
        }
    }
    Ok(())
}

/// Builds the command line for Linux; gives its file.
fn for_linux() -> Outcome<PathBuf> {
    tools::target_of_rust(LINUX)?;
    step("构建命令行程序：Linux（首次约 3 分钟）", || {
        let mut build = command_line(LINUX);
        reproducible(&mut build, &[]);
        run(build, COMPILER)
    })?;
    built(LINUX, "gouji")
}

fn command_line(triple: &str) -> Command {
    program("cargo", &["build", "--locked", "--release", "--package", "gouji", "--target", triple])
}

/// The file that was built, when it tells nothing of this machine.
fn built(triple: &str, name: &str) -> Outcome<PathBuf> {
    let file = target().join(triple).join("release").join(name);
    let bytes = fs::read(&file).map_err(|error| format!("{}：{error}", file.display()))?;
    tells_no_folder(&format!("{triple}/{name}"), &bytes)?;
    Ok(file)
}

/// Where everything is put together.
fn folder() -> PathBuf {
    root().join("dist-package")
}

/// Where the published wheels lie.
fn wheels() -> PathBuf {
    target().join("wheels/published")
}

fn copy_files(from: &Path, to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let file = entry?.path();
        fs::copy(&file, to.join(file.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

//! The folder that is handed out: page, single file, the element's script with the guide for portals, npm package, command
//! line, and what says what they are made of.

use std::fs;
use std::io::Error;
use std::path::{Path, PathBuf};

use crate::layout::{ELEMENT, SINGLE};
use crate::steps::{output, program, root, run, step, target};
use crate::{COMPILER, Outcome, page, tools, wheel};

/// The command line for any Linux: it brings its C library along.
const LINUX: &str = "x86_64-unknown-linux-musl";

/// Builds everything into `dist-package`; two runs at the same place give the same bytes.
pub fn assemble() -> Outcome {
    let site = page::build()?;
    let package = page::package()?;
    let command = command_line()?;
    let folder = root().join("dist-package");
    let wheels = target().join("wheels/published");
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
        fs::copy(command, folder.join("gouji-linux-x86_64")).map_err(failed)?;
        copy_files(&wheels, &folder).map_err(failed)?;
        let mut pack = program("npm", &["pack", "--silent", "--pack-destination"]);
        run(pack.arg(&folder).arg(package), "npm 没有打成包，请看上面几行。")?;
        let mut describe = program("node", &["crates/xtask/tools/release.mjs"]);
        run(describe.arg(&folder).arg(env!("CARGO_PKG_VERSION")), COMPILER)
    })?;
    println!("\n成品在 {}。", folder.display());
    Ok(())
}

/// Builds everything twice and holds the second against the first.
pub fn check() -> Outcome {
    let sums = root().join("dist-package/SHA256SUMS");
    let read = || fs::read_to_string(&sums).map_err(|error| format!("{}：{error}", sums.display()));
    assemble()?;
    let first = read()?;
    assemble()?;
    if read()? == first {
        return Ok(());
    }
    Err("两次构建的成品不同。请比较两次的 dist-package/SHA256SUMS，找出不同的文件。".to_owned())
}

/// Builds the command line; gives its file.
fn command_line() -> Outcome<PathBuf> {
    tools::target_of_rust(LINUX)?;
    step("构建命令行程序（首次约 3 分钟）", || {
        let mut build = program("cargo", &["build", "--locked", "--release", "--package", "gouji", "--target", LINUX]);
        // Paths of this machine are nobody's business.
        let home = std::env::var("HOME").unwrap_or_default();
        let cargo = std::env::var("CARGO_HOME").unwrap_or_else(|_| format!("{home}/.cargo"));
        let remapped = [root().display().to_string(), cargo].map(|path| format!("--remap-path-prefix={path}=."));
        // Parted so that a path may have spaces.
        build.env("CARGO_ENCODED_RUSTFLAGS", remapped.join("\u{1f}")).env("SOURCE_DATE_EPOCH", commit_time());
        run(build, COMPILER)
    })?;
    Ok(target().join(LINUX).join("release/gouji"))
}

/// When the last commit was made, in seconds; what is built tells no other time.
fn commit_time() -> String {
    let time = output(program("git", &["log", "-1", "--format=%ct"])).unwrap_or_default();
    if time.trim().is_empty() { "0".to_owned() } else { time.trim().to_owned() }
}

fn copy_files(from: &Path, to: &Path) -> Result<(), Error> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let file = entry?.path();
        fs::copy(&file, to.join(file.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

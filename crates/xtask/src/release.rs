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
/// The command line for Windows 7 and later; rustup has no standard library for it, so it is built along.
const WINDOWS: &str = "x86_64-win7-windows-gnu";
const WINDOWS_FILE: &str = "gouji-windows-x86_64.exe";

/// Builds everything into `dist-package`; two runs at the same place give the same bytes.
pub fn assemble() -> Outcome {
    let site = page::build()?;
    let package = page::package()?;
    let (linux, windows) = (for_linux()?, for_windows()?);
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
        fs::copy(windows, folder.join(WINDOWS_FILE)).map_err(failed)?;
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
        wheel::test_published(&wheels())?;
        return test_on_wine();
    }
    Err("两次构建的成品不同。请比较两次的 dist-package/SHA256SUMS，找出不同的文件。".to_owned())
}

/// Throws away what was built for what is handed out: a second run that finds it there would compare it with itself.
fn forget() -> Outcome {
    for folder in ["bound", "wasm32-unknown-unknown", LINUX, WINDOWS].into_iter().chain(wheel::PUBLISHED) {
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

/// Builds the command line for Windows; gives its file.
fn for_windows() -> Outcome<PathBuf> {
    tools::standard_library()?;
    tools::mingw()?;
    step("构建命令行程序：Windows（首次约 4 分钟）", || {
        let mut build = command_line(WINDOWS);
        reproducible(&mut build, &["-Clink-arg=-Wl,--no-insert-timestamp"]);
        build.env("RUSTC_BOOTSTRAP", "1").env("CARGO_UNSTABLE_BUILD_STD", "std,panic_unwind");
        run(build, COMPILER)
    })?;
    built(WINDOWS, "gouji.exe")
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

/// Holds what the command line for Windows says of reports, under Wine, against what the one for Linux says.
fn test_on_wine() -> Outcome {
    tools::wine()?;
    step("测试：Windows 命令行程序，在 Wine 里（首次约 1 分钟）", || {
        let formats = target().join("formats");
        // A name as clerks give it.
        const NAMED: &str = "清溪县 2024 年报告（定稿）.docx";
        let failed = |error: Error| format!("{}：{error}", formats.display());
        fs::copy(formats.join("report.docx"), formats.join(NAMED)).map_err(failed)?;
        let said = |mut command: Command| {
            command.args(["check", "--format", "json", NAMED, "report.pdf", "report.xls", "report.txt", "-"]);
            command.current_dir(&formats).stdin(fs::File::open(formats.join("report.txt")).map_err(failed)?);
            // Nothing of Windows but what a program of the command line needs.
            command
                .env("WINEPREFIX", target().join("wine"))
                .env("WINEDEBUG", "-all")
                .env("WINEDLLOVERRIDES", "mscoree,mshtml=")
                .env("LC_ALL", "C.UTF-8");
            command.output().map_err(|error| format!("{}：{error}", command.get_program().display()))
        };
        let linux = said(program(folder().join("gouji-linux-x86_64"), &[]))?;
        let mut wine = program("wine", &[]);
        wine.arg(folder().join(WINDOWS_FILE));
        let windows = said(wine)?;
        let same = linux.stdout == windows.stdout && linux.status.code() == windows.status.code();
        if same && linux.stdout.split(|byte| *byte == b'\n').filter(|line| line.starts_with(b"{")).count() == 5 {
            return Ok(());
        }
        let [linux, windows] = [linux, windows].map(|said| String::from_utf8_lossy(&said.stdout).into_owned());
        Err(format!("Windows 命令行程序的结果与 Linux 的不同。\nLinux：{linux}\nWindows：{windows}"))
    })
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

//! What the commands need and how it gets here: once, into folders of the project, never globally where a folder will do.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::steps::{find, output, program, root, run, step, target};

/// The newest trunk that Rust 1.95 builds.
const TRUNK: &str = "0.21.14";
const WASM: &str = "wasm32-unknown-unknown";
const NODE: u32 = 20;

const NETWORK: &str = "请确认网络可用，再运行一次。";

/// What building the page needs.
pub fn for_page() -> Outcome {
    npm_packages("crates/xtask/tools", "wasm-opt、esbuild，几秒")?;
    wasm_target()
}

/// Trunk, with the tool of wasm-bindgen that it calls: minutes to build, and only the check that the page can be built so
/// needs them.
pub fn trunk() -> Outcome {
    cargo_tool("wasm-bindgen", "wasm-bindgen-cli", &wasm_bindgen_version()?, 7)?;
    cargo_tool("trunk", "trunk", TRUNK, 15)
}

/// Node, new enough, with npm.
pub fn node() -> Outcome {
    let remedy = format!("请安装 Node.js {NODE} 或更新的版本（带有 npm），再运行一次。");
    let Some(version) = output(program("node", &["--version"])) else {
        return Err(format!("没有找到 node。{remedy}"));
    };
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < NODE) {
        return Err(format!("node 的版本是 {}，太旧。{remedy}", version.trim()));
    }
    find("npm").map(|_| ()).ok_or_else(|| format!("没有找到 npm。{remedy}"))
}

/// The wasm target of the toolchain in use.
pub fn wasm_target() -> Outcome {
    target_of_rust(WASM)
}

/// What the toolchain in use needs to build for something else than this machine.
pub fn target_of_rust(triple: &str) -> Outcome {
    if has_toolchain(triple) {
        return Ok(());
    }
    step(&format!("安装 Rust 的目标 {triple}（几秒）"), || {
        run(
            program("rustup", &["target", "add", triple]),
            &format!("也可以自己安装：rustup target add {triple}；不用 rustup 的，安装发行版里相应的软件包。"),
        )
    })
}

/// The source of the standard library, which the page is built with.
pub fn standard_library() -> Outcome {
    if has_toolchain("src/rust/library") {
        return Ok(());
    }
    step("安装 Rust 标准库的源代码（几秒）", || {
        run(
            program("rustup", &["component", "add", "rust-src"]),
            "也可以自己安装：rustup component add rust-src；不用 rustup 的，安装发行版里相应的软件包。",
        )
    })
}

fn has_toolchain(part: &str) -> bool {
    let sysroot = output(program("rustc", &["--print", "sysroot"])).unwrap_or_default();
    Path::new(sysroot.trim()).join("lib/rustlib").join(part).is_dir()
}

/// npm packages of a folder, as its lock file has them; not again while the lock file stays the same.
pub fn npm_packages(folder: &str, what: &str) -> Outcome {
    node()?;
    let folder = root().join(folder);
    let lock = fs::read(folder.join("package-lock.json")).map_err(|error| format!("{}：{error}", folder.display()))?;
    let stamp = folder.join("node_modules/.installed-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step(&format!("安装 npm 软件包（{what}）"), || {
        let mut command = program("npm", &["ci", "--no-fund", "--no-audit"]);
        command.current_dir(&folder);
        run(command, NETWORK)?;
        fs::write(&stamp, &lock).map_err(|error| format!("{}：{error}", stamp.display()))
    })
}

/// The path of Chromium; Debian's is installed where it is missing and that is possible.
pub fn chromium() -> Outcome<PathBuf> {
    const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    const REMEDY: &str = "请安装 Chromium 和中文字体（Debian：apt-get install chromium fonts-noto-cjk），\
        或者用环境变量 GOUJI_CHROMIUM 指明一个 Chromium 内核的浏览器。";
    if let Some(named) = std::env::var_os("GOUJI_CHROMIUM").map(PathBuf::from) {
        let missing = format!("环境变量 GOUJI_CHROMIUM 指的 {} 不存在。\n{REMEDY}", named.display());
        return named.is_file().then_some(named).ok_or(missing);
    }
    let installed = || NAMES.iter().find_map(|name| find(name));
    if let Some(path) = installed() {
        return Ok(path);
    }
    debian("Chromium 和中文字体", &["chromium", "fonts-noto-cjk"], REMEDY)?;
    installed().ok_or_else(|| format!("Chromium 已经安装，但不在 PATH 里。\n{REMEDY}"))
}

/// LibreOffice, which makes the files that the readers are tested with.
pub fn libreoffice() -> Outcome {
    const REMEDY: &str = "请安装 LibreOffice 的 Writer 和 Calc（Debian：apt-get install libreoffice-writer-nogui \
        libreoffice-calc-nogui），使命令 soffice 可用。";
    if find("soffice").is_some() {
        return Ok(());
    }
    let packages = ["libreoffice-writer-nogui", "libreoffice-calc-nogui", "fonts-noto-cjk"];
    debian("LibreOffice", &packages, REMEDY)?;
    find("soffice").map(|_| ()).ok_or_else(|| format!("LibreOffice 已经安装，但 soffice 不在 PATH 里。\n{REMEDY}"))
}

/// nginx, on which the guide for portals is followed.
pub fn nginx() -> Outcome {
    const REMEDY: &str = "请安装 nginx（Debian：apt-get install nginx-light）。";
    // Debian's stands where only root looks for programs.
    if find("nginx").is_some() || Path::new("/usr/sbin/nginx").is_file() {
        return Ok(());
    }
    debian("nginx", &["nginx-light"], REMEDY)
}

/// A Java machine, which Spark runs on.
pub fn java() -> Outcome {
    const REMEDY: &str = "请安装 Java 17 或更新的版本（Debian：apt-get install default-jre-headless）。";
    if find("java").is_some() { Ok(()) } else { debian("Java", &["default-jre-headless"], REMEDY) }
}

/// What links programs for Windows.
pub fn mingw() -> Outcome {
    const REMEDY: &str = "请安装 mingw-w64 的 C 编译器（Debian：apt-get install gcc-mingw-w64-x86-64-win32）。";
    let packages = ["gcc-mingw-w64-x86-64-win32"];
    if find("x86_64-w64-mingw32-gcc").is_some() { Ok(()) } else { debian("mingw-w64", &packages, REMEDY) }
}

/// What runs programs for Windows.
pub fn wine() -> Outcome {
    const REMEDY: &str = "请安装 64 位的 Wine（Debian：apt-get install wine wine64）。";
    if find("wine").is_some() { Ok(()) } else { debian("Wine", &["wine", "wine64"], REMEDY) }
}

/// Python, able to make environments of its own.
pub fn python() -> Outcome {
    const REMEDY: &str = "请安装 Python 3.11 或更新的版本，带有 venv（Debian：apt-get install python3-venv）。";
    let able = output(program("python3", &["-c", "import ensurepip, venv"])).is_some();
    if able { Ok(()) } else { debian("Python", &["python3-venv"], REMEDY) }
}

/// Installs Debian's packages where that is possible.
fn debian(what: &str, packages: &[&str], remedy: &str) -> Outcome {
    let is_root = output(program("id", &["-u"])).is_some_and(|id| id.trim() == "0");
    if !is_root || find("apt-get").is_none() {
        return Err(format!("测试需要{what}，这里没有，也不能代为安装。\n{remedy}"));
    }
    step(&format!("安装 Debian 的 {what}（约 2 分钟）"), || {
        let apt = |arguments: &[&str]| {
            let mut command = program("apt-get", arguments);
            command.env("DEBIAN_FRONTEND", "noninteractive");
            run(command, remedy)
        };
        apt(&["update", "--quiet"])?;
        apt(&[&["install", "--yes", "--quiet", "--no-install-recommends"], packages].concat())
    })
}

/// The version of wasm-bindgen that Cargo.toml pins: crate and tool must be the same.
fn wasm_bindgen_version() -> Outcome<String> {
    let path = root().join("Cargo.toml");
    let manifest = fs::read_to_string(&path).map_err(|error| format!("{}：{error}", path.display()))?;
    let line = manifest.lines().find_map(|line| line.strip_prefix("wasm-bindgen = \"="));
    line.and_then(|rest| rest.split('"').next())
        .map(str::to_owned)
        .ok_or_else(|| "Cargo.toml 没有固定 wasm-bindgen 的版本，请写成 `wasm-bindgen = \"=0.2.N\"`。".to_owned())
}

/// Builds a tool of the crate registry into `.tools`, unless its program is there in that version.
fn cargo_tool(name: &str, package: &str, version: &str, minutes: u32) -> Outcome {
    let said = output(program(name, &["--version"])).unwrap_or_default();
    if said.split_whitespace().any(|word| word.trim_start_matches('v') == version) {
        return Ok(());
    }
    step(&format!("编译工具 {package} {version}，只此一次（双核约 {minutes} 分钟）"), || {
        let building = target().join("tools");
        let mut command = program("cargo", &["install", package, "--version", version, "--locked", "--root"]);
        command.arg(root().join(".tools")).env("CARGO_TARGET_DIR", &building);
        run(command, "需要 C 编译器（Debian：build-essential）和网络。备齐后再运行一次，已经编译的部分不会重来。")?;
        // What it was built from is of no further use; where it cannot be removed it only takes room.
        fs::remove_dir_all(&building).or(Ok(()))
    })
}

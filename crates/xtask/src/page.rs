//! Building the page and the package, and serving the page.

use std::fs;
use std::io::Error;
use std::path::{Path, PathBuf};

use crate::layout::Link;
use crate::module::{Library, Module};
use crate::serve::Server;
use crate::steps::{program, root, run, step, target};
use crate::{COMPILER, Outcome, tools};

/// Builds the page and serves it until it is stopped.
pub fn start(port: u16) -> Outcome {
    let folder = build()?;
    let server = Server::bind(folder, port)?;
    println!("\n页面已就绪：{}（按 Ctrl+C 结束）", server.address());
    server.serve();
    Ok(())
}

/// The modules that the page loads when a file of their formats comes: features of `gouji-reader`.
pub const READERS: [&str; 5] = ["web", "word", "doc", "sheets", "pdf"];

/// Builds the release page with its readers; gives its folder.
pub fn build() -> Outcome<PathBuf> {
    tools::for_page()?;
    tools::standard_library()?;
    let folder = root().join("dist");
    step("构建页面（首次约 3 分钟）", || lay_out(Library::Own, &folder))?;
    step("构建按需载入的读取模块（首次约 4 分钟）", || {
        READERS.iter().try_for_each(|reader| build_reader(reader, &folder))
    })?;
    Ok(folder)
}

/// Builds the page as anybody's cargo would, without its readers; gives its folder.
pub fn build_plain() -> Outcome<PathBuf> {
    tools::for_page()?;
    let folder = Library::Plain.target().join("dist");
    step("构建页面：普通方式（首次约 2 分钟）", || lay_out(Library::Plain, &folder))?;
    Ok(folder)
}

/// Builds the page with Trunk, without its readers; gives the folder back.
pub fn build_with_trunk(folder: &Path) -> Outcome<PathBuf> {
    // Trunk works offline so that it takes the tools that are here and downloads none. It makes cargo work offline too.
    run(program("cargo", &["fetch", "--locked"]), "请确认网络可用，再运行一次。")?;
    let mut trunk = program("trunk", &["build", "--release", "--offline", "--dist"]);
    trunk.arg(folder).env("TRUNK_SKIP_VERSION_CHECK", "true");
    // Trunk takes the value of NO_COLOR for true or false and stops at any other.
    run(trunk.env_remove("NO_COLOR"), COMPILER)?;
    Ok(folder.to_path_buf())
}

/// Lays the page out as index.html says: a new folder, with the files of its links and index.html without them.
fn lay_out(library: Library, folder: &Path) -> Outcome {
    let index = root().join("index.html");
    let mut page = fs::read_to_string(&index).map_err(|error| format!("{}：{error}", index.display()))?;
    let original = page.clone();
    let mut files = Vec::new();
    for link in Link::all(&original) {
        let source = root().join(link.get("href")?);
        let name = source.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stands_for = match link.get("rel")? {
            "css" => format!("<link rel=\"stylesheet\" href=\"{name}\">\n"),
            "copy-file" | "rust" => String::new(),
            other => return Err(format!("cargo xtask 还不认得 index.html 里的 rel=\"{other}\"：{}", link.line)),
        };
        if link.get("rel")? == "rust" {
            files.extend(build_program(&link, &source, library)?);
        } else {
            files.push(source);
        }
        page = page.replace(&format!("{}\n", link.line), &stands_for);
    }
    let failed = |error: Error| format!("{}：{error}", folder.display());
    if folder.exists() {
        fs::remove_dir_all(folder).map_err(failed)?;
    }
    fs::create_dir_all(folder).map_err(failed)?;
    files.iter().try_for_each(|file| copy_into(file, folder))?;
    fs::write(folder.join("index.html"), page).map_err(failed)
}

/// Builds the program that a link of index.html names; gives its two files.
fn build_program(link: &Link, manifest: &Path, library: Library) -> Outcome<[PathBuf; 2]> {
    let package = package_of(manifest)?;
    let level = format!("-O{}", link.get("data-wasm-opt")?);
    let module = Module {
        package: &package,
        features: &[],
        profile: link.get("data-cargo-profile-release")?,
        kind: "web",
        name: &package,
        optimise: &[&level],
        minify: true,
    };
    let folder = library.target().join("bound").join(&package);
    module.build(library, &folder)?;
    Ok([folder.join(module.script()), folder.join(module.wasm())])
}

fn package_of(manifest: &Path) -> Outcome<String> {
    let text = fs::read_to_string(manifest).map_err(|error| format!("{}：{error}", manifest.display()))?;
    let name = text.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    name.map(str::to_owned).ok_or_else(|| format!("{} 里没有包的名称。", manifest.display()))
}

/// Builds a reader and lays it beside the page.
fn build_reader(reader: &str, page: &Path) -> Outcome {
    let name = format!("reader-{reader}");
    let module = Module {
        package: "gouji-reader",
        features: &[reader],
        profile: "page",
        kind: "no-modules",
        name: &name,
        optimise: &["-Oz"],
        minify: true,
    };
    let folder = target().join("bound").join(&name);
    module.build(Library::Own, &folder)?;
    [module.script(), module.wasm()].iter().try_for_each(|file| copy_into(&folder.join(file), page))
}

fn copy_into(file: &Path, folder: &Path) -> Outcome {
    let copied = fs::copy(file, folder.join(file.file_name().unwrap_or_default()));
    copied.map(|_| ()).map_err(|error| format!("{}：{error}", file.display()))
}

/// Builds the wasm package for Node and for pages; gives its folder.
pub fn package() -> Outcome<PathBuf> {
    tools::for_page()?;
    let folder = root().join("dist-package");
    step("构建 wasm 包（首次约 1 分钟）", || {
        ["nodejs", "web"].iter().try_for_each(|kind| {
            let module = Module {
                package: "gouji-wasm",
                features: &[],
                profile: "release",
                kind,
                name: "gouji",
                // Functions that are called once stay functions: one function that holds them all takes engines longer to
                // compile well.
                optimise: &["-O3", "--one-caller-inline-max-function-size=60"],
                minify: false,
            };
            module.build(Library::Plain, &folder.join(kind))
        })
    })?;
    Ok(folder)
}

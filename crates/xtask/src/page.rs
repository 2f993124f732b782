//! Building the page and the package, and serving the page.

use std::fs;
use std::path::{Path, PathBuf};

use crate::layout::{BOOT, ELEMENT, Link, READERS, SINGLE, WRITER, file_name, index, lay_out};
use crate::module::{Library, Module, esbuild};
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

/// Builds the release page with its readers and its writer; gives its folder.
pub fn build() -> Outcome<PathBuf> {
    tools::for_page()?;
    tools::standard_library()?;
    let mut files = step("构建页面（首次约 2 分钟）", || page_files(Library::Own))?;
    step("构建按需载入的读写模块（首次约 3 分钟）", || {
        READERS.iter().map(reader_module).chain([writer_module()]).try_for_each(|module| {
            files.extend(build_module(&module, Library::Own)?);
            Ok(())
        })
    })?;
    let folder = folder();
    lay_out(&files, &folder)?;
    step("构建单文件页面和嵌入用的脚本（首次约 2 分钟）", || {
        single_file(&folder).and_then(|()| element(&folder))
    })?;
    Ok(folder)
}

/// Where the release page lies.
pub fn folder() -> PathBuf {
    root().join("dist")
}

/// Puts the page as one file, with all readers as one module and the writer in the page's own, beside the files of the hosted one.
fn single_file(site: &Path) -> Outcome {
    let module = Module { features: &READERS, name: "reader".to_owned(), ..reader_module(&"") };
    let reader = build_folder(&module, Library::Own);
    module.build(Library::Own, &reader)?;
    let page = Library::Own.target().join("bound").join("embedded");
    let index = index()?;
    for link in Link::all(&index) {
        if link.get("rel")? == "rust" {
            build_program(&link, &["embedded", "writer"], Library::Own, &page)?;
        }
    }
    let mut single = program("node", &["crates/xtask/tools/single.mjs"]);
    single.arg(site).arg(reader).arg(page).arg(site.join(SINGLE)).arg(env!("CARGO_PKG_VERSION"));
    run(single, "请确认 web/ 里的脚本和 crates/xtask/tools/single.mjs 一致。")
}

/// The script of the element, for pages without a bundler.
fn element(site: &Path) -> Outcome {
    esbuild(&root().join("web/element/script.js"), &site.join(ELEMENT), &["--bundle", "--format=iife", "--minify"])
}

/// Builds the page as anybody's cargo would, without its readers; gives its folder.
pub fn build_plain() -> Outcome<PathBuf> {
    tools::for_page()?;
    let folder = Library::Plain.target().join("dist");
    let files = step("构建页面：普通方式（首次约 2 分钟）", || page_files(Library::Plain))?;
    lay_out(&files, &folder)?;
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

/// The files that index.html names, built where they have to be.
fn page_files(library: Library) -> Outcome<Vec<PathBuf>> {
    let mut files = Vec::new();
    for link in Link::all(&index()?) {
        let source = root().join(link.get("href")?);
        if link.get("rel")? == "rust" {
            let folder = library.target().join("bound").join(package_of(&source)?);
            files.extend(build_program(&link, &[], library, &folder)?);
        } else if file_name(&source) == BOOT {
            // It is written for the oldest browsers as it stands; only its comments stay behind.
            let made = library.target().join("bound").join("sources").join(BOOT);
            esbuild(&source, &made, &["--target=es5"])?;
            files.push(made);
        } else if is_code(&source) {
            let made = library.target().join("bound").join("sources").join(file_name(&source));
            esbuild(&source, &made, &["--minify"])?;
            files.push(made);
        } else {
            files.push(source);
        }
    }
    Ok(files)
}

/// Whether a file is script or style, which can be written shorter.
fn is_code(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == "js" || ending == "css")
}

/// Builds the program that a link of index.html names, with these features, into a folder; gives its two files.
fn build_program(link: &Link, features: &[&str], library: Library, folder: &Path) -> Outcome<[PathBuf; 2]> {
    let package = package_of(&root().join(link.get("href")?))?;
    let level = format!("-O{}", link.get("data-wasm-opt")?);
    let module = Module {
        package: &package,
        features,
        profile: link.get("data-cargo-profile-release")?,
        name: package.clone(),
        // What the second pass finds is a half per cent of the first load.
        optimise: &[&level, &level],
    };
    module.build(library, folder)?;
    Ok([module.script(), module.wasm()].map(|file| folder.join(file)))
}

/// The module of a group of formats.
fn reader_module<'a>(reader: &'a &'a str) -> Module<'a> {
    worker_module("gouji-reader", std::slice::from_ref(reader), format!("reader-{reader}"))
}

/// The module that writes office files.
fn writer_module() -> Module<'static> {
    worker_module("gouji-writer", &[], WRITER.to_owned())
}

/// A module that the page's worker loads.
fn worker_module<'a>(package: &'a str, features: &'a [&'a str], name: String) -> Module<'a> {
    Module { package, features, profile: "page", name, optimise: &["-Oz"] }
}

/// Builds a module for the page; gives its two files.
fn build_module(module: &Module, library: Library) -> Outcome<[PathBuf; 2]> {
    let folder = build_folder(module, library);
    module.build(library, &folder)?;
    Ok([module.script(), module.wasm()].map(|file| folder.join(file)))
}

fn build_folder(module: &Module, library: Library) -> PathBuf {
    library.target().join("bound").join(&module.name)
}

fn package_of(manifest: &Path) -> Outcome<String> {
    let text = fs::read_to_string(manifest).map_err(|error| format!("{}：{error}", manifest.display()))?;
    let name = text.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'));
    name.map(str::to_owned).ok_or_else(|| format!("{} 里没有包的名称。", manifest.display()))
}

/// Where the npm package lies.
pub fn package_folder() -> PathBuf {
    target().join("npm")
}

/// Builds the npm package; gives its folder.
pub fn package() -> Outcome<PathBuf> {
    tools::for_page()?;
    tools::standard_library()?;
    let folder = package_folder();
    step("构建 npm 包（首次约 2 分钟）", || {
        let module = Module {
            package: "gouji-wasm",
            features: &[],
            profile: "release",
            name: "gouji".to_owned(),
            // Functions that are called once stay functions: one function that holds them all takes engines longer to
            // compile well.
            optimise: &["-O3", "--one-caller-inline-max-function-size=60"],
        };
        build_module(&module, Library::Own)?;
        for reader in READERS {
            build_module(&reader_module(&reader), Library::Own)?;
        }
        let mut pack = program("node", &["crates/xtask/tools/package.mjs"]);
        pack.arg(Library::Own.target().join("bound")).arg(&folder).arg(env!("CARGO_PKG_VERSION"));
        pack.arg("gouji").args(READERS.map(|reader| format!("reader-{reader}")));
        run(pack, "请确认 crates/wasm/package 和 crates/xtask/tools/package.mjs 一致。")
    })?;
    Ok(folder)
}

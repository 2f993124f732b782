//! A wasm module with its JavaScript: cargo builds it, `gouji-binder` binds it, wasm-opt and esbuild make it small. The page,
//! its readers and the package all come this way.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::layout::hex;
use crate::steps::{output, program, root, run, target};
use crate::{COMPILER, Outcome};

/// What is built, and what for.
pub struct Module<'a> {
    /// The cargo package.
    pub package: &'a str,
    /// Its features.
    pub features: &'a [&'a str],
    /// The profile of cargo.
    pub profile: &'a str,
    /// The files are `NAME.js` and `NAME_bg.wasm`.
    pub name: String,
    /// Arguments for wasm-opt.
    pub optimise: &'a [&'a str],
}

/// How the standard library comes into a module.
#[derive(Clone, Copy, PartialEq)]
pub enum Library {
    /// Built with the module, so that a panic carries no words: what is published.
    Own,
    /// As rustup has it: what anybody's cargo builds.
    Plain,
}

impl Library {
    /// Where cargo builds: each has a folder of its own, since cargo gives both the same names.
    pub fn target(self) -> PathBuf {
        match self {
            Library::Own => target(),
            Library::Plain => target().join("plain"),
        }
    }

    /// The instructions are those that Chromium 66 has, also in the standard library, which rustup has only with newer ones.
    ///
    /// What a panic would say is of no use on the page, and is eighteen kilobytes of its first load: a panic only stops the
    /// module, also one in the standard library, which is built with it. The compiler, whose version rust-toolchain.toml
    /// pins, takes these flags only so. The hash of the text written as a loop is as fast and a sixth of the size.
    fn variables(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Library::Own => &[
                ("RUSTC_BOOTSTRAP", "1"),
                (
                    "RUSTFLAGS",
                    "-Ctarget-cpu=mvp -Zlocation-detail=none -Zfmt-debug=none -Zunstable-options -Cpanic=immediate-abort \
                     --cfg sha2_backend_soft=\"compact\"",
                ),
                ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
                ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
            ],
            Library::Plain => &[],
        }
    }

    /// What wasm-opt lets through: for old engines the first wasm alone.
    fn features(self) -> &'static [&'static str] {
        match self {
            Library::Own => &["--mvp-features"],
            Library::Plain => &[],
        }
    }
}

/// The far end of the stack lies there, so no address that is used does: an offset may be folded into any load.
const LOW_MEMORY: &[&str] = &["--low-memory-unused"];

impl Module<'_> {
    /// Builds it into `folder`; nothing is bound again while cargo builds the same.
    pub fn build(&self, library: Library, folder: &Path) -> Outcome {
        let raw = self.compile(library)?;
        let failed = |error: std::io::Error| format!("{}：{error}", folder.display());
        let stamp = stamp_of(folder);
        let origin = self.origin(&raw, library)?;
        if folder.join(self.wasm()).is_file() && fs::read_to_string(&stamp).is_ok_and(|known| known == origin) {
            return Ok(());
        }
        if folder.exists() {
            fs::remove_dir_all(folder).map_err(failed)?;
        }
        fs::create_dir_all(folder).map_err(failed)?;
        let mut bind = program("cargo", &["run", "--quiet", "--package", "gouji-binder", "--"]);
        bind.arg(&raw).arg(&self.name).arg(folder);
        run(bind, "crates/binder 和 wasm-bindgen 必须是 Cargo.toml 里固定的同一个版本。")?;
        self.optimise(library, &folder.join(self.wasm()))?;
        let script = folder.join(self.script());
        esbuild(&script, &script, &["--minify"])?;
        // Only now, so that a run that was broken off leaves nothing that looks complete.
        let parent = stamp.parent().unwrap_or(folder);
        fs::create_dir_all(parent).and_then(|()| fs::write(&stamp, origin)).map_err(failed)
    }

    /// Makes the bound module small. Where it is meant for old engines too, it may need nothing newer than the first wasm:
    /// wasm-opt takes what a module declares beside what it is told to allow, so it is asked for both together.
    fn optimise(&self, library: Library, wasm: &Path) -> Outcome {
        const VERSION: &str = "wasm-opt 必须是 crates/xtask/tools 里的 132 版。";
        let mut optimise = program("wasm-opt", &[library.features(), LOW_MEMORY, self.optimise].concat());
        run(optimise.arg("-o").arg(wasm).arg(wasm), VERSION)?;
        if library == Library::Plain {
            return Ok(());
        }
        let mut ask = program("wasm-opt", &["--mvp-features", "--print-features"]);
        ask.arg(wasm);
        let needed = output(ask).ok_or(VERSION)?;
        if needed.trim().is_empty() {
            return Ok(());
        }
        let features = needed.trim().replace('\n', " ");
        Err(format!("{} 用到了 Chromium 66 没有的 wasm 功能：{features}", wasm.display()))
    }

    /// The file of its JavaScript.
    pub fn script(&self) -> String {
        format!("{}.js", self.name)
    }

    /// The file of the module itself.
    pub fn wasm(&self) -> String {
        format!("{}_bg.wasm", self.name)
    }

    /// What cargo built.
    fn compile(&self, library: Library) -> Outcome<PathBuf> {
        const TRIPLE: &str = "wasm32-unknown-unknown";
        let cargo = ["build", "--package", self.package, "--profile", self.profile, "--target", TRIPLE, "--target-dir"];
        let mut build = program("cargo", &cargo);
        build.arg(library.target()).envs(library.variables().iter().copied());
        build.args(["--features", &self.features.join(",")]);
        run(build, COMPILER)?;
        // Cargo writes a library's name with underscores and a program's as it is.
        let folder = library.target().join(TRIPLE).join(self.profile);
        let names = [self.package.to_owned(), self.package.replace('-', "_")];
        let built = names.iter().map(|name| folder.join(format!("{name}.wasm"))).find(|file| file.is_file());
        built.ok_or_else(|| format!("cargo 没有在 {} 里写出 {} 的 wasm 文件。", folder.display(), self.package))
    }

    /// What the bound module is made from, as a hash: of two features of one package cargo leaves the file of the last in
    /// the same place, as old as it was.
    fn origin(&self, raw: &Path, library: Library) -> Outcome<String> {
        let lock = root().join("crates/xtask/tools/package-lock.json");
        let mut hash = Sha256::new();
        for file in [raw, &lock] {
            hash.update(fs::read(file).map_err(|error| format!("{}：{error}", file.display()))?);
        }
        let optimise = [library.features(), LOW_MEMORY, self.optimise].concat();
        hash.update(format!("{} {} {optimise:?}", self.name, self.package));
        Ok(hex(&hash.finalize()))
    }
}

/// Writes a script or a style sheet as Chromium 66 understands it.
pub fn esbuild(from: &Path, to: &Path, arguments: &[&str]) -> Outcome {
    let mut esbuild =
        program("esbuild", &[&["--target=chrome66", "--log-level=warning", "--allow-overwrite"], arguments].concat());
    esbuild.arg(from).arg(format!("--outfile={}", to.display()));
    run(esbuild, "esbuild 必须是 crates/xtask/tools 里的版本。")
}

/// Where it is kept what a folder's module was made from: not in the folder, which may be published.
fn stamp_of(folder: &Path) -> PathBuf {
    let name = folder.strip_prefix(root()).unwrap_or(folder).to_string_lossy().replace(['/', '\\'], "-");
    target().join("bound").join(format!("{name}.stamp"))
}

//! The Python wheel: built by maturin, tested in Pythons of its own, one for each engine that calls it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::reproducible::{reproducible, tells_no_folder};
use crate::steps::{program, root, run, step, target};
use crate::{Outcome, tools};

/// Builds the wheel and linkers for other systems; a newer one may give other bytes.
const MATURIN: &str = "maturin==1.16.0";
const ZIG: &str = "ziglang==0.15.2";

const REMEDY: &str = "请按上面几行改正，再运行一次。";
const NETWORK: &str = "请确认网络可用（PyPI），再运行一次。";

/// A Python with an engine in it; two of them exclude each other, so each has its own.
struct Engine {
    name: &'static str,
    /// What is installed, in versions that were tested.
    packages: &'static [&'static str],
    /// The tests that it runs.
    tests: &'static [&'static str],
}

const BARE: Engine = Engine { name: "bare", packages: &[], tests: &["test_plain"] };
const DUCKDB: Engine = Engine {
    name: "duckdb",
    packages: &[
        "duckdb==2.0.1",
        "pyarrow==24.0.0",
        "pandas==2.3.3",
        "matplotlib==3.11.2",
        "nbclient==0.11.0",
        "ipykernel==7.4.0",
    ],
    tests: &["test_plain", "test_batches", "test_duckdb"],
};
const SAIL: Engine = Engine {
    name: "sail",
    packages: &["pysail==0.7.2", "pyspark-client==4.2.0", "pyarrow==24.0.0", "pandas==2.3.3"],
    tests: &["test_sail"],
};
const SPARK: Engine =
    Engine { name: "spark", packages: &["pyspark==4.3.0", "pyarrow==24.0.0", "pandas==2.3.3"], tests: &["test_spark"] };

/// What every run of the tests does: the wheel in a bare Python, in DuckDB and in Sail.
pub fn test() -> Outcome {
    let wheel = build()?;
    for engine in [BARE, DUCKDB, SAIL] {
        engine.test(&wheel)?;
    }
    Ok(())
}

/// What takes a Java machine and a minute: Spark on two executors.
pub fn test_on_spark() -> Outcome {
    SPARK.test(&build()?)
}

/// Where the published wheel runs.
pub const PUBLISHED: [&str; 2] = ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"];

/// The wheel as it is published, for two processors, loading on systems as old as glibc 2.17; two runs give the same bytes.
pub fn package(folder: &Path) -> Outcome {
    let python = builders()?;
    empty(folder)?;
    for triple in PUBLISHED {
        tools::target_of_rust(triple)?;
        step(&format!("构建发布用的 Python 软件包：{triple}（首次约 4 分钟）"), || {
            let mut build = maturin(&python, folder);
            build.args(["--release", "--zig", "--compatibility", "manylinux2014", "--target", triple]);
            reproducible(&mut build, &[]);
            run(build, REMEDY)?;
            let library = target().join(triple).join("release/libgouji_python.so");
            let bytes = std::fs::read(&library).map_err(|error| format!("{}：{error}", library.display()))?;
            tells_no_folder(&library.display().to_string(), &bytes)
        })?;
    }
    step("Python 软件包：abi3audit", || {
        let mut audit = Command::new(python.join("python"));
        audit.args(["-m", "abi3audit", "--strict"]);
        for wheel in wheels(folder)? {
            audit.arg(wheel);
        }
        run(audit, REMEDY)
    })
}

/// The published wheel for this processor, in a bare Python and in one with pyarrow.
pub fn test_published(folder: &Path) -> Outcome {
    let mut wheels = wheels(folder)?;
    wheels.retain(|file| file.to_string_lossy().ends_with(&format!("_{}.whl", std::env::consts::ARCH)));
    let wheel = wheels.pop().ok_or_else(|| format!("{} 里没有这台机器用的软件包。", folder.display()))?;
    BARE.test(&wheel)?;
    Engine { tests: &["test_plain", "test_batches"], ..DUCKDB }.test(&wheel)
}

/// The wheel for the tests, of this machine and quickly built.
fn build() -> Outcome<PathBuf> {
    let python = builders()?;
    let folder = target().join("wheels/tested");
    empty(&folder)?;
    step("构建 Python 软件包（首次约 2 分钟）", || {
        let mut build = maturin(&python, &folder);
        build.args(["--profile", "dev"]);
        run(build, REMEDY)
    })?;
    wheels(&folder)?.pop().ok_or_else(|| format!("maturin 没有在 {} 里写出软件包。", folder.display()))
}

fn maturin(python: &Path, folder: &Path) -> Command {
    let mut build = Command::new(python.join("maturin"));
    build.arg("build").arg("--manifest-path").arg(root().join("crates/python/Cargo.toml")).arg("--out").arg(folder);
    build.env("VIRTUAL_ENV", python.parent().unwrap_or(python)).env("CARGO_TARGET_DIR", target());
    // Zig is a package of the same Python.
    build.env("CARGO_ZIGBUILD_PYTHON_PATH", python.join("python"));
    build
}

/// A folder without the wheels of earlier versions.
fn empty(folder: &Path) -> Outcome {
    let failed = |error: std::io::Error| format!("{}：{error}", folder.display());
    if folder.exists() { std::fs::remove_dir_all(folder).map_err(failed) } else { Ok(()) }
}

fn wheels(folder: &Path) -> Outcome<Vec<PathBuf>> {
    let failed = |error: std::io::Error| format!("{}：{error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(failed)?;
    let mut wheels: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    wheels.retain(|file| file.extension().is_some_and(|ending| ending == "whl"));
    wheels.sort();
    Ok(wheels)
}

/// The Python with maturin, zig and abi3audit.
fn builders() -> Outcome<PathBuf> {
    environment("tools", &[MATURIN, ZIG, "abi3audit==0.0.26"])
}

impl Engine {
    fn test(&self, wheel: &Path) -> Outcome {
        let python = environment(self.name, self.packages)?;
        step(&format!("测试：Python 软件包，环境 {}", self.name), || {
            let mut install = Command::new(python.join("python"));
            install.args(["-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall"]).arg(wheel);
            run(install, NETWORK)?;
            let mut tests = Command::new(python.join("python"));
            tests.args(["-m", "unittest"]).args(self.tests).current_dir(root().join("tests/python"));
            tests.env("GOUJI_FORMATS", target().join("formats")).env("GOUJI_COMMAND", target().join("debug/gouji"));
            run(tests, REMEDY)
        })
    }
}

/// The programs of a Python with these packages, kept while the list stays the same.
fn environment(name: &str, packages: &[&str]) -> Outcome<PathBuf> {
    let folder = root().join(".tools/python").join(name);
    let (programs, stamp) = (folder.join("bin"), folder.join("packages"));
    let wanted = packages.join("\n");
    if std::fs::read_to_string(&stamp).is_ok_and(|known| known == wanted) {
        return Ok(programs);
    }
    step(&format!("安装 Python 环境 {name}（首次约 1 分钟）"), || {
        let mut create = program("python3", &["-m", "venv", "--clear"]);
        create.arg(&folder);
        run(create, REMEDY)?;
        if !packages.is_empty() {
            let mut install = Command::new(programs.join("python"));
            install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]).args(packages);
            run(install, NETWORK)?;
        }
        std::fs::write(&stamp, &wanted).map_err(|error| format!("{}：{error}", stamp.display()))
    })?;
    Ok(programs)
}

//! The Python wheel: built by maturin, tested in Pythons of its own, one for each engine that calls it.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::Outcome;
use crate::steps::{program, root, run, step, target};

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

/// The wheel as it is published: for two processors, loading on systems as old as glibc 2.17.
pub fn package(folder: &Path) -> Outcome {
    let python = tools()?;
    for triple in ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"] {
        step(&format!("Python 软件包：{triple}（约 4 分钟）"), || {
            run(program("rustup", &["target", "add", triple]), NETWORK)?;
            let mut build = maturin(&python, folder);
            build.args(["--release", "--zig", "--compatibility", "manylinux2014", "--target", triple]);
            run(build, REMEDY)
        })?;
    }
    step("Python 软件包：abi3audit", || {
        let mut audit = Command::new(python.join("abi3audit"));
        audit.arg("--strict");
        for wheel in wheels(folder)? {
            audit.arg(wheel);
        }
        run(audit, REMEDY)
    })
}

/// The wheel for the tests, of this machine and quickly built.
fn build() -> Outcome<PathBuf> {
    let python = tools()?;
    let folder = target().join("wheels");
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
    // Zig is found as a package of the same Python.
    build.env("VIRTUAL_ENV", python.parent().unwrap_or(python)).env("CARGO_TARGET_DIR", target());
    build
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
fn tools() -> Outcome<PathBuf> {
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

//! The project's own commands. `cargo xtask start` and `cargo xtask test` are the two that people need; each installs
//! what it lacks into folders of the project, says what it is doing, and fails with the cause and the remedy.

mod accuracy;
mod bench;
mod contract;
mod layout;
mod licences;
mod module;
mod page;
mod release;
mod rules;
mod serve;
mod sizes;
mod steps;
mod test;
mod tools;
mod wheel;

use std::process::ExitCode;

/// A failure in words for the person at the keyboard: what happened, and what to do.
type Outcome<T = ()> = Result<T, String>;

/// What to do when cargo says what is wrong.
const COMPILER: &str = "请按上面几行改正，再运行一次。";

const HELP: &str = "\
cargo xtask start [--port N]  构建页面并在本机打开服务（首次约 4 分钟，以后不到 1 分钟）
cargo xtask test              格式、静态检查、全部测试（首次约 20 分钟，以后约 10 分钟）
cargo xtask test --all        再加上太重、不必每次都跑的测试，所需工具这时才安装（首次再加约 30 分钟）
cargo xtask build             只构建页面到 dist/
cargo xtask bench             测速：本机与 wasm，同一次运行里与 autocorrect 比较
cargo xtask accuracy          测准确率，更新 docs/accuracy.md 和 tests/corpus-findings.txt（首次约 2 分钟）
cargo xtask rules             根据各条规则更新 tests/rules.snap 和 docs/rules.md
cargo xtask contract          根据 Rust 类型更新 contract/ 里的机器输出说明和 TypeScript 类型
cargo xtask package           构建全部成品到 dist-package/：网站、单文件、npm 包、命令行程序、校验和、成分清单、许可
cargo xtask sizes             更新体积记录 crates/xtask/sizes.snap
cargo xtask pictures          重新拍 README 里的图，以及页面测试看过的每个状态
cargo xtask licences          列出全部依赖和各自的许可
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words[..] {
        ["start"] => page::start(DEFAULT_PORT),
        ["start", "--port", port] => match port.parse() {
            Ok(port) => page::start(port),
            Err(_) => Err(format!("--port 后面的 {port} 不是端口号，请用 1024 到 65535 之间的数。")),
        },
        ["test"] => test::run_checks(),
        ["test", "--all"] => test::run_all_checks(),
        ["build"] => page::build().map(|_| ()),
        ["bench"] => bench::run_bench(),
        ["accuracy"] => accuracy::refresh(),
        ["rules"] => rules::refresh(),
        ["contract"] => contract::refresh(),
        ["package"] => release::assemble(),
        ["sizes"] => sizes::refresh(),
        ["pictures"] => test::take_pictures(),
        ["licences"] => licences::list(),
        ["help" | "--help" | "-h"] => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(format!("没有这个命令。可用的命令：\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\nxtask: {message}");
            ExitCode::FAILURE
        }
    }
}

/// Where `start` serves unless it is told otherwise or something else is there.
const DEFAULT_PORT: u16 = 8480;

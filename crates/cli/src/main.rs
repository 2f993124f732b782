//! `gouji`: checks annual reports from files or standard input.

mod annotating;
mod arguments;
mod checking;
mod exit_status;
mod explaining;
mod given;
mod human;
mod input;
mod stating;

use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use gouji_core::rules;

use arguments::{Command, Task};
use exit_status::USAGE;

fn main() -> ExitCode {
    let command = Command::parse();
    let outcome = match command.task {
        Task::Check(arguments) => checking::check_all(&arguments),
        Task::Annotate(arguments) => annotating::annotate(&arguments),
        Task::Statement(arguments) => stating::state(&arguments),
        Task::Explain { file } => explaining::explain_file(&file),
        Task::Rules { id } => list_rules(id.as_deref()),
    };
    match outcome {
        Ok(code) => ExitCode::from(code),
        // Whoever read our output has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gouji：{error}");
            ExitCode::from(USAGE)
        }
    }
}

fn list_rules(id: Option<&str>) -> io::Result<u8> {
    let mut output = io::stdout().lock();
    match id {
        None => {
            for rule in rules::RULES {
                writeln!(output, "{:<26} {}", rule.id, rule.title())?;
            }
        }
        Some(id) => match rules::rule(id) {
            Some(rule) => output.write_all(rule.page().as_bytes())?,
            None => {
                eprintln!("gouji：没有名为 {id} 的规则。用 gouji rules 查看全部规则。");
                return Ok(USAGE);
            }
        },
    }
    Ok(0)
}

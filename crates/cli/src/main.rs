//! `gouji`: checks annual reports from files or standard input.

mod human;
mod input;
mod markdown;
mod sarif;
mod summary;

use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use gouji_core::contract::{Acknowledged, MachineOutput, fingerprint};
use gouji_core::finding::Severity;
use gouji_core::form::Level;
use gouji_core::report::{Day, TableState};
use gouji_core::{Checked, Options, Source, check, check_against, rules};
use gouji_documents::notes::{notes_of, safe_edits_of};

use input::Input;

/// 勾稽：核对政府信息公开工作年度报告。文字只在本机处理。
#[derive(Parser)]
#[command(name = "gouji", version)]
struct Command {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// 检查报告（Word、WPS、PDF、表格、网页和文本文件；“-”为标准输入）
    Check(CheckArguments),
    /// 把检查意见写成批注，放进 .docx 文件的副本
    Annotate(AnnotateArguments),
    /// 列出全部规则，或显示一条规则的说明
    Rules {
        /// 规则名，如 requests-out-of-balance
        id: Option<String>,
    },
}

#[derive(clap::Args)]
struct CheckArguments {
    /// 报告文件；不写时读标准输入
    files: Vec<PathBuf>,
    /// 输出形式：human 给人看，json 每份报告一行，sarif 供代码扫描平台，markdown 为可转发的校验意见
    #[arg(long, value_enum, default_value = "human")]
    format: Format,
    /// 发现这一级或更重的问题时，退出码为 1
    #[arg(long, value_enum, default_value = "error")]
    fail_on: FailOn,
    /// 更正机关名称
    #[arg(long)]
    organ: Option<String>,
    /// 更正机关级别，如 county_department
    #[arg(long, value_parser = read_level)]
    level: Option<Level>,
    /// 更正报告年度
    #[arg(long)]
    year: Option<u16>,
    /// 公布期限，如 2024-01-31；不写时按法律规定
    #[arg(long, value_parser = read_day)]
    due: Option<Day>,
    /// 上一年度的报告，与它对照检查
    #[arg(long)]
    previous: Option<PathBuf>,
    /// 已确认的问题（JSON：指纹 → 理由），仍列出，不再影响退出码
    #[arg(long)]
    acknowledged: Option<PathBuf>,
    /// JSON 里附上被检查的文字
    #[arg(long)]
    with_text: bool,
}

#[derive(clap::Args)]
struct AnnotateArguments {
    /// .docx 报告文件
    file: PathBuf,
    /// 写到哪个文件；不写时在原文件旁边，文件名后加“（勾稽批注）”
    #[arg(long, short)]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Format {
    Human,
    Json,
    Sarif,
    Markdown,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Never,
}

fn read_level(id: &str) -> Result<Level, String> {
    Level::from_id(id).ok_or_else(|| {
        let known: Vec<&str> = Level::ALL.iter().map(|level| level.id()).collect();
        format!("没有这个级别。可用：{}", known.join("、"))
    })
}

fn read_day(words: &str) -> Result<Day, String> {
    Day::read(words).ok_or_else(|| "应写成 2024-01-31 这样的日期".to_owned())
}

fn main() -> ExitCode {
    let command = Command::parse();
    let outcome = match command.task {
        Task::Check(arguments) => check_all(&arguments),
        Task::Annotate(arguments) => annotate(&arguments),
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

/// Exit status: a usage error, an input that could not be read, or no report.
const USAGE: u8 = 2;
/// Exit status: something at or above `--fail-on`.
const FOUND: u8 = 1;
/// Exit status: nothing found, but a table could not be read.
const UNREAD_TABLE: u8 = 3;

fn check_all(arguments: &CheckArguments) -> io::Result<u8> {
    let acknowledged = match &arguments.acknowledged {
        None => BTreeMap::new(),
        Some(path) => match read_acknowledged(path) {
            Ok(known) => known,
            Err(message) => {
                eprintln!("gouji：{}：{message}", path.display());
                return Ok(USAGE);
            }
        },
    };
    let previous = match arguments.previous.as_deref().map(Input::read) {
        None => None,
        Some(Ok(source)) => Some(source),
        Some(Err(problem)) => {
            eprintln!("gouji：上一年度的报告没有读出来：{}", problem.message);
            return Ok(USAGE);
        }
    };
    let mut files = arguments.files.clone();
    if files.is_empty() {
        if io::stdin().is_terminal() {
            eprintln!("gouji：没有给出文件。用法：gouji check 报告.txt，或 gouji check - 从标准输入读取。");
            return Ok(USAGE);
        }
        files.push(PathBuf::from("-"));
    }
    let CheckArguments { level, year, due, .. } = *arguments;
    let options = Options { organ: arguments.organ.clone(), level, year, due };
    let mut output = io::stdout().lock();
    let mut codes = Vec::new();
    let mut log = sarif::Log::default();
    for path in &files {
        let name = path.display().to_string();
        let (source, checked) = match Input::read(path) {
            Ok(source) => {
                let checked = match &previous {
                    Some(previous) => check_against(&source, previous, &options),
                    None => check(&source, &options),
                };
                (source, checked)
            }
            Err(problem) => (Source::default(), Checked::unread(problem)),
        };
        codes.push(code_of(&source, &checked, arguments.fail_on, &acknowledged));
        match arguments.format {
            Format::Json => write_json(&mut output, name, &source, &checked, &acknowledged, arguments.with_text)?,
            Format::Human => human::write(&mut output, &name, &source, &checked, &acknowledged)?,
            Format::Markdown => markdown::write(&mut output, &name, &source, &checked, &acknowledged)?,
            Format::Sarif => log.add(&name, &source, &checked, &acknowledged),
        }
    }
    if arguments.format == Format::Sarif {
        log.write(&mut output)?;
    }
    output.flush()?;
    // What needs a person first: found, then unreadable input, then an unread table.
    Ok([FOUND, USAGE, UNREAD_TABLE].into_iter().find(|code| codes.contains(code)).unwrap_or(0))
}

/// The findings as comments, the safe fixes as tracked changes; the file itself stays as it is.
fn annotate(arguments: &AnnotateArguments) -> io::Result<u8> {
    let path = &arguments.file;
    let refuse = |message: &str| {
        eprintln!("gouji：{}：{message}", path.display());
        Ok(USAGE)
    };
    let bytes = match Input::bytes(path) {
        Ok(bytes) => bytes,
        Err(problem) => return refuse(&problem.message),
    };
    if gouji_documents::read::format(&bytes) != Ok(gouji_documents::format::Format::Docx) {
        return refuse("只有 .docx 文件可以写入批注。请用 Word 或 WPS 打开，另存为 .docx 文件再试。");
    }
    let written = Input::open(&bytes).and_then(|document| {
        let source = document.source();
        let checked = check(source, &Options::default());
        match checked.problems.first() {
            Some(problem) => Err(problem.clone()),
            None => {
                let notes = notes_of(source, &checked);
                Ok((notes.len(), document.annotate(&notes, &safe_edits_of(&checked))?))
            }
        }
    });
    let (count, annotated) = match written {
        Ok(written) => written,
        Err(problem) => return refuse(&problem.message),
    };
    let output = arguments.output.clone().unwrap_or_else(|| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        path.with_file_name(format!("{stem}（勾稽批注）.docx"))
    });
    if output == *path {
        return refuse("不能写回原文件，请另给一个文件名。");
    }
    std::fs::write(&output, annotated.file)?;
    println!("{count} 处意见已写入 {}。", output.display());
    Ok(0)
}

fn code_of(source: &Source, checked: &Checked, fail_on: FailOn, acknowledged: &BTreeMap<String, String>) -> u8 {
    if !checked.problems.is_empty() {
        return USAGE;
    }
    let limit = match fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Never => None,
    };
    let counts = checked.findings.iter().any(|finding| {
        limit.is_some_and(|limit| finding.severity <= limit)
            && !acknowledged.contains_key(&fingerprint(finding, source))
    });
    let unread =
        checked.report.tables.iter().any(|table| {
            matches!(table.state, TableState::LostInCopying | TableState::PartlyRead | TableState::Missing)
        });
    match (counts, unread) {
        (true, _) => FOUND,
        (false, true) => UNREAD_TABLE,
        (false, false) => 0,
    }
}

fn write_json(
    output: &mut impl Write,
    name: String,
    source: &Source,
    checked: &Checked,
    acknowledged: &BTreeMap<String, String>,
    with_text: bool,
) -> io::Result<()> {
    let mut machine = MachineOutput::new(source, checked, true);
    machine.file = Some(name);
    machine.text = with_text.then(|| source.text().to_owned());
    for finding in &mut machine.findings {
        let reason = acknowledged.get(&finding.fingerprint);
        finding.acknowledged = reason.map(|reason| Acknowledged { reason: reason.clone() });
    }
    serde_json::to_writer(&mut *output, &machine)?;
    output.write_all(b"\n")
}

fn read_acknowledged(path: &PathBuf) -> Result<BTreeMap<String, String>, String> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("读不出来（{error}）。"))?;
    serde_json::from_str(&text).map_err(|error| format!("应为 JSON：指纹 → 理由（{error}）。"))
}

fn list_rules(id: Option<&str>) -> io::Result<u8> {
    let mut output = io::stdout().lock();
    match id {
        None => {
            for rule in rules::RULES {
                let title = rule.page.lines().next().unwrap_or("").trim_start_matches("# ");
                writeln!(output, "{:<26} {title}", rule.id)?;
            }
        }
        Some(id) => match rules::rule(id) {
            Some(rule) => output.write_all(rule.page.as_bytes())?,
            None => {
                eprintln!("gouji：没有名为 {id} 的规则。用 gouji rules 查看全部规则。");
                return Ok(USAGE);
            }
        },
    }
    Ok(0)
}

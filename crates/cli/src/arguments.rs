//! What the command takes.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use gouji_core::form::Level;
use gouji_core::report::Day;
use gouji_core::rules;

/// 勾稽：核对政府信息公开工作年度报告。文字只在本机处理。
#[derive(Parser)]
#[command(name = "gouji", version)]
pub(crate) struct Command {
    #[command(subcommand)]
    pub task: Task,
}

#[derive(Subcommand)]
pub(crate) enum Task {
    /// 检查报告（Word、WPS、PDF、表格、网页和文本文件；“-”为标准输入）
    Check(CheckArguments),
    /// 把检查意见写成批注，放进 .docx 文件的副本
    Annotate(AnnotateArguments),
    /// 写出校验意见，可打印或转发
    Statement(StatementArguments),
    /// 逐句说明正文是怎样理解的：认出了哪些词，每个数与表的哪一格核对，或者为什么没有核对
    Explain {
        /// 报告文件
        file: PathBuf,
    },
    /// 列出全部规则，或显示一条规则的说明
    Rules {
        /// 规则名，如 requests-out-of-balance
        id: Option<String>,
    },
}

#[derive(clap::Args)]
pub(crate) struct CheckArguments {
    /// 报告文件；不写时读标准输入
    pub files: Vec<PathBuf>,
    /// 输出形式：human 给人看，json 每份报告一行，sarif 供代码扫描平台，markdown 为可转发的校验意见
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
    /// 发现这一级或更重的问题时，退出码为 1
    #[arg(long, value_enum, default_value = "error")]
    pub fail_on: FailOn,
    #[command(flatten)]
    pub given: GivenArguments,
    /// JSON 里附上被检查的文字
    #[arg(long)]
    pub with_text: bool,
    /// JSON 里不列出单元格
    #[arg(long)]
    pub no_cells: bool,
}

#[derive(clap::Args)]
pub(crate) struct AnnotateArguments {
    /// .docx 报告文件
    pub file: PathBuf,
    /// 写到哪个文件；不写时在原文件旁边，文件名后加“（勾稽批注）”
    #[arg(long, short)]
    pub output: Option<PathBuf>,
    /// 补充意见的批注上写谁的名字；不写时为“使用者”
    #[arg(long, default_value = "")]
    pub reviewer: String,
    #[command(flatten)]
    pub given: GivenArguments,
}

#[derive(clap::Args)]
pub(crate) struct StatementArguments {
    /// 报告文件；“-”为标准输入
    pub file: PathBuf,
    /// 写到哪个文件，格式由结尾决定：.docx、.xlsx、.csv 或 .md；不写时在原文件旁边，文件名后加“（校验意见）.docx”
    #[arg(long, short)]
    pub output: Option<PathBuf>,
    /// 审核人；不写时留出空行
    #[arg(long, default_value = "")]
    pub reviewer: String,
    /// 印在意见上的日期，原样写出；不写时留出空行
    #[arg(long, default_value = "")]
    pub date: String,
    #[command(flatten)]
    pub given: GivenArguments,
}

/// What is given beside the report, alike for every task.
#[derive(clap::Args)]
pub(crate) struct GivenArguments {
    /// 更正机关名称
    #[arg(long)]
    pub organ: Option<String>,
    /// 更正机关级别，如 county_department
    #[arg(long, value_parser = read_level)]
    pub level: Option<Level>,
    /// 更正报告年度
    #[arg(long, value_parser = clap::value_parser!(u16).range(2008..=2100))]
    pub year: Option<u16>,
    /// 公布期限，如 2024-01-31；不写时按法律规定
    #[arg(long, value_parser = read_day)]
    pub due: Option<Day>,
    /// 上一年度的报告，与它对照检查
    #[arg(long)]
    pub previous: Option<PathBuf>,
    /// 不查这条规则的“请核对”和“提示”（可写多次）；“必须改正”的照查
    #[arg(long, value_parser = read_rule)]
    pub without: Vec<String>,
    /// 已确认的问题（JSON：指纹 → 理由），仍列出，不再影响退出码
    #[arg(long)]
    pub acknowledged: Option<PathBuf>,
    /// 补充意见（JSON：[{"start", "end", "text"}]，位置是被检查文字的 UTF-8 字节）
    #[arg(long)]
    pub remarks: Option<PathBuf>,
    /// 上次检查的 JSON 输出：说明哪些已改正、哪些新出现、哪些仍存在
    #[arg(long)]
    pub since: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(crate) enum Format {
    Human,
    Json,
    Sarif,
    Markdown,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(crate) enum FailOn {
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

fn read_rule(id: &str) -> Result<String, String> {
    match rules::rule(id) {
        Some(rule) => Ok(rule.id.to_owned()),
        None => Err("没有这条规则，可用 gouji rules 查看全部规则".to_owned()),
    }
}

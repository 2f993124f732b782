//! `gouji check`.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use gouji_core::contract::{Earlier, Remark, Wanted};
use gouji_core::finding::Severity;
use gouji_core::report::TableState;
use gouji_core::{CheckedReport, check};
use gouji_export::sarif::Log;
use gouji_export::{Beside, json, markdown};

use crate::arguments::{CheckArguments, FailOn, Format};
use crate::exit_status::{FOUND, UNREAD_TABLE, USAGE};
use crate::given::Given;
use crate::human;
use crate::input::Input;

pub(crate) fn check_all(arguments: &CheckArguments) -> io::Result<u8> {
    let refuse = |message: &str| {
        eprintln!("gouji：{message}");
        Ok(USAGE)
    };
    let given = match Given::read(&arguments.given) {
        Ok(given) => given,
        Err(message) => return refuse(&message),
    };
    let mut files = arguments.files.clone();
    if files.is_empty() {
        if io::stdin().is_terminal() {
            return refuse("没有给出文件。用法：gouji check 报告.txt，或 gouji check - 从标准输入读取。");
        }
        files.push(PathBuf::from("-"));
    }
    let mut writer =
        Writer { arguments, since: given.since.as_deref(), log: Log::default(), output: io::stdout().lock() };
    let mut codes = Vec::new();
    for path in &files {
        let (checked, sha256) = check_file(path, &given);
        match given.remarks(&checked.source) {
            Ok(remarks) => writer.write(path, &checked, sha256, &remarks)?,
            Err(message) => return refuse(&message),
        }
        codes.push(code_of(&checked, arguments.fail_on));
    }
    writer.finish()?;
    // What needs a person first: found, then unreadable input, then an unread table.
    Ok([FOUND, USAGE, UNREAD_TABLE].into_iter().find(|code| codes.contains(code)).unwrap_or(0))
}

/// The checked report, and the SHA-256 of the file's bytes.
fn check_file(path: &Path, given: &Given) -> (CheckedReport, Option<String>) {
    let bytes = match Input::bytes(path) {
        Ok(bytes) => bytes,
        Err(problem) => return (CheckedReport::unread(problem), None),
    };
    let sha256 = Some(gouji_core::contract::sha256_of(&bytes));
    match Input::open(&bytes) {
        Ok(document) => (check(document.into_source(), &given.options), sha256),
        Err(problem) => (CheckedReport::unread(problem), sha256),
    }
}

struct Writer<'a> {
    arguments: &'a CheckArguments,
    since: Option<&'a [Earlier]>,
    log: Log,
    output: io::StdoutLock<'static>,
}

impl Writer<'_> {
    fn write(
        &mut self,
        path: &Path,
        checked: &CheckedReport,
        sha256: Option<String>,
        remarks: &[Remark],
    ) -> io::Result<()> {
        let name = path.display().to_string();
        let output = &mut self.output;
        let (since, file_sha256) = (self.since, sha256.as_deref());
        let beside = Beside { file: &name, file_sha256, remarks, since, ..Beside::default() };
        match self.arguments.format {
            Format::Human => human::write(output, checked, &beside),
            Format::Markdown => output.write_all(markdown(checked, &beside).as_bytes()),
            Format::Json => {
                let wanted = Wanted {
                    file: Some(name.clone()),
                    sha256: sha256.clone(),
                    cells: !self.arguments.no_cells,
                    text: self.arguments.with_text,
                    since: self.since.map(<[Earlier]>::to_vec),
                    remarks,
                    ..Wanted::default()
                };
                writeln!(output, "{}", json(checked, wanted)?)
            }
            Format::Sarif => {
                self.log.add(checked, &beside);
                Ok(())
            }
        }
    }

    fn finish(mut self) -> io::Result<()> {
        if self.arguments.format == Format::Sarif {
            self.output.write_all(self.log.finish()?.as_bytes())?;
        }
        self.output.flush()
    }
}

fn code_of(checked: &CheckedReport, fail_on: FailOn) -> u8 {
    if !checked.was_read {
        return USAGE;
    }
    let limit = match fail_on {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Never => None,
    };
    let open = checked.findings.iter().filter(|finding| finding.acknowledged.is_none());
    let counts = open.into_iter().any(|finding| limit.is_some_and(|limit| finding.severity <= limit));
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

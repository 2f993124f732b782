//! Every finding on every real report, as a list that shows what a change of the rules does to them.

use std::fmt::Write as _;
use std::path::Path;

use gouji_core::{LineIndex, Options, check};
use gouji_documents::native::TOOLS;
use gouji_documents::read::read;

/// One line a finding: id, severity, line of the text, message.
///
/// # Errors
/// When the folder or a report cannot be read.
pub fn corpus_findings(corpus: &Path) -> std::io::Result<String> {
    let mut text = String::from(
        "# 真实报告上的全部提示：检查、严重程度、行、说明。用 cargo xtask accuracy 重新生成；每次变动都要逐条看过。\n",
    );
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(corpus.join("reports"))? {
        paths.push(entry?.path());
    }
    paths.sort();
    for path in paths {
        let kind = path.extension().and_then(|extension| extension.to_str());
        if !matches!(kind, Some("txt" | "md" | "html")) {
            continue;
        }
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
        let _ = writeln!(text, "\n{name}");
        let source = match read(&std::fs::read(&path)?, TOOLS) {
            Ok(source) => source,
            Err(problem) => {
                let _ = writeln!(text, "  {} {}", problem.kind.id(), problem.message);
                continue;
            }
        };
        let checked = check(source.clone(), &Options::default());
        for problem in &checked.problems {
            let _ = writeln!(text, "  {} {}", problem.kind.id(), problem.message);
        }
        let lines = LineIndex::new(source.text());
        for finding in &checked.findings {
            let (line, _) = lines.line_and_column(source.text(), finding.span.start);
            let message = checked.words(finding).message;
            let _ = writeln!(text, "  {} {} {line} {message}", finding.rule, finding.severity.id());
        }
        if checked.findings.is_empty() && checked.problems.is_empty() {
            text.push_str("  （没有提示）\n");
        }
    }
    Ok(text)
}

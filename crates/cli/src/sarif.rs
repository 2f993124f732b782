//! The output for code-scanning services: one SARIF 2.1.0 log for all files. Lines and columns are those of the checked text;
//! of a text file that is the file itself.

use std::collections::BTreeMap;
use std::io::{self, Write};

use gouji_core::contract::MachineOutput;
use gouji_core::rules::RULES;
use gouji_core::{Checked, Source};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::summary;

/// A log that grows file by file.
#[derive(Default)]
pub(crate) struct Log {
    results: Vec<Value>,
    /// What could not be read or checked.
    notifications: Vec<Value>,
    unread: bool,
}

impl Log {
    pub(crate) fn add(
        &mut self,
        file: &str,
        source: &Source,
        checked: &Checked,
        acknowledged: &BTreeMap<String, String>,
    ) {
        let artifact = json!({ "uri": uri(file) });
        let mut notify = |level: &str, id: &str, message: &str| {
            self.notifications.push(json!({
                "level": level,
                "descriptor": { "id": id },
                "message": { "text": message },
                "locations": [{ "physicalLocation": { "artifactLocation": artifact } }],
            }));
        };
        for problem in &checked.problems {
            notify("error", problem.kind.id(), &problem.message);
        }
        for (why, what) in summary::unchecked(checked) {
            notify("note", "not-checked", &format!("未检查：{why}（{}）", what.join("、")));
        }
        self.unread |= !checked.problems.is_empty();
        let location = |start: u32, end: u32| {
            let mut places = source.lines().lines_and_columns(source.text(), [start, end].into_iter());
            let mut next = || places.next().unwrap_or((1, 1));
            let ((line, column), (end_line, end_column)) = (next(), next());
            let region =
                json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column });
            json!({ "artifactLocation": artifact, "region": region })
        };
        for finding in MachineOutput::new(source, checked, false).findings {
            let mut result = json!({
                "ruleId": finding.rule,
                "level": if finding.severity.0 == "info" { "note" } else { finding.severity.0 },
                "message": { "text": format!("{}\n{}", finding.message, finding.advice) },
                "locations": [{ "physicalLocation": location(finding.start, finding.end) }],
                "partialFingerprints": { "gouji/1": finding.fingerprint },
            });
            if !finding.related.is_empty() {
                let related = finding.related.iter().map(|related| {
                    let place = location(related.start, related.end);
                    json!({ "physicalLocation": place, "message": { "text": related.message } })
                });
                result["relatedLocations"] = related.collect();
            }
            if let Some(reason) = acknowledged.get(&finding.fingerprint) {
                result["suppressions"] = json!([{ "kind": "external", "justification": reason }]);
            }
            self.results.push(result);
        }
    }

    pub(crate) fn write(self, output: &mut impl Write) -> io::Result<()> {
        let rules = RULES.iter().map(|rule| {
            let title = rule.page.lines().next().unwrap_or("").trim_start_matches("# ");
            json!({
                "id": rule.id,
                "shortDescription": { "text": title },
                "fullDescription": { "text": rule.why() },
                "help": { "text": rule.page, "markdown": rule.page },
            })
        });
        let driver = json!({
            "name": "gouji",
            "version": env!("CARGO_PKG_VERSION"),
            "rules": rules.collect::<Value>(),
        });
        let log = json!({
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": driver },
                "columnKind": "unicodeCodePoints",
                "invocations": [{
                    "executionSuccessful": !self.unread,
                    "toolExecutionNotifications": self.notifications,
                }],
                "results": self.results,
            }],
        });
        serde_json::to_writer_pretty(&mut *output, &log)?;
        output.write_all(b"\n")
    }
}

/// What a URI may have as it is, between its slashes.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The file as a reference relative to where the command ran; standard input has no place.
fn uri(file: &str) -> String {
    match file {
        "-" => "stdin".to_owned(),
        _ => utf8_percent_encode(&file.replace('\\', "/"), KEPT).to_string(),
    }
}

//! The output for code-scanning services: one SARIF 2.1.0 log for all files. Lines and columns are those of the checked text;
//! of a text file that is the file itself.

use std::collections::BTreeMap;

use gouji_core::contract::{RULE_SET, Standing, sha256_of, standing};
use gouji_core::finding::Severity;
use gouji_core::rules::{RULES, Rule};
use gouji_core::{CheckedReport, Finding, Span, voice};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::beside::Beside;

/// A log that grows file by file.
#[derive(Default)]
pub struct Log {
    results: Vec<SarifResult>,
    /// What could not be read or checked, the verdict on each file, and what a person wrote beside it.
    notifications: Vec<Notification>,
    artifacts: Vec<Artifact>,
    unread: bool,
}

impl Log {
    /// Adds what was found in a file.
    pub fn add(&mut self, checked: &CheckedReport, beside: &Beside) {
        let file = ArtifactLocation { uri: uri(beside.file) };
        let mut notify = |level, id, text: String, region| {
            let place = PhysicalLocation { artifact_location: file.clone(), region };
            self.notifications.push(Notification {
                level,
                descriptor: Descriptor { id },
                message: Message { text },
                locations: vec![Location { physical_location: place, message: None }],
            });
        };
        let level = if checked.was_read { "warning" } else { "error" };
        for problem in &checked.problems {
            notify(level, problem.kind.id(), problem.message.clone(), None);
        }
        notify("note", "verdict", voice::verdict_of(checked).in_words(), None);
        for unchecked in voice::unchecked(&checked.coverage) {
            notify("note", "not-checked", unchecked.in_words(), None);
        }
        for remark in beside.remarks {
            notify("note", "remark", remark.text.clone(), Some(region(remark.span, checked)));
        }
        self.unread |= !checked.was_read;
        self.results.extend(checked.findings.iter().map(|finding| result(finding, &file, checked, beside)));
        self.artifacts.push(Artifact {
            location: file,
            hashes: beside.file_sha256.map(|hash| BTreeMap::from([("sha-256", hash.to_owned())])),
            properties: TextProperties { text_sha256: sha256_of(checked.source.text().as_bytes()) },
        });
    }

    /// The log as JSON in UTF-8, with line ends.
    ///
    /// # Errors
    /// None that is known; a fault of the serializer would be one.
    pub fn finish(self) -> serde_json::Result<String> {
        let driver = Driver {
            name: "gouji",
            version: env!("CARGO_PKG_VERSION"),
            rules: RULES.iter().map(descriptor).collect(),
            properties: RuleProperties { rule_set: RULE_SET },
        };
        let run = Run {
            tool: Tool { driver },
            column_kind: "unicodeCodePoints",
            invocations: [Invocation {
                execution_successful: !self.unread,
                tool_execution_notifications: self.notifications,
            }],
            artifacts: self.artifacts,
            results: self.results,
        };
        let file = LogFile { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
        serde_json::to_string_pretty(&file).map(|log| log + "\n")
    }
}

fn descriptor(rule: &Rule) -> ReportingDescriptor {
    ReportingDescriptor {
        id: rule.id,
        short_description: Message { text: rule.title().to_owned() },
        full_description: Message { text: rule.why().to_owned() },
        help: Help { text: rule.page(), markdown: rule.page() },
    }
}

fn result(finding: &Finding, file: &ArtifactLocation, checked: &CheckedReport, beside: &Beside) -> SarifResult {
    let words = checked.words(finding);
    let location = |span: Span, message: Option<&String>| Location {
        physical_location: PhysicalLocation { artifact_location: file.clone(), region: Some(region(span, checked)) },
        message: message.map(|text| Message { text: text.clone() }),
    };
    let related = finding.related.iter().map(|related| location(related.span, Some(&related.message)));
    let suppression =
        finding.acknowledged.iter().map(|reason| Suppression { kind: "external", justification: reason.clone() });
    SarifResult {
        rule_id: finding.rule,
        level: match finding.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "note",
        },
        message: Message { text: format!("{}\n{}", words.message, words.advice) },
        locations: [location(finding.span, None)],
        partial_fingerprints: Fingerprints { gouji: finding.fingerprint.clone() },
        related_locations: related.collect(),
        baseline_state: beside.since.map(|earlier| match standing(finding, earlier) {
            Standing::New => "new",
            Standing::Remaining => "unchanged",
        }),
        suppressions: suppression.collect(),
    }
}

fn region(span: Span, checked: &CheckedReport) -> Region {
    let source = &checked.source;
    let mut places = source.lines().lines_and_columns(source.text(), [span.start, span.end].into_iter());
    let mut next = || places.next().unwrap_or((1, 1));
    let ((start_line, start_column), (end_line, end_column)) = (next(), next());
    Region { start_line, start_column, end_line, end_column }
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

#[derive(Serialize)]
struct LogFile {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    column_kind: &'static str,
    invocations: [Invocation; 1],
    artifacts: Vec<Artifact>,
    results: Vec<SarifResult>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
struct Driver {
    name: &'static str,
    version: &'static str,
    rules: Vec<ReportingDescriptor>,
    properties: RuleProperties,
}

/// What SARIF has no name for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleProperties {
    rule_set: &'static str,
}

/// A file that was checked.
#[derive(Serialize)]
struct Artifact {
    location: ArtifactLocation,
    /// Of the file's bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    hashes: Option<BTreeMap<&'static str, String>>,
    properties: TextProperties,
}

/// Of the text that was checked, which SARIF does not part from the file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TextProperties {
    text_sha256: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ReportingDescriptor {
    id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
}

#[derive(Serialize)]
struct Help {
    text: &'static str,
    markdown: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    tool_execution_notifications: Vec<Notification>,
}

#[derive(Serialize)]
struct Notification {
    level: &'static str,
    descriptor: Descriptor,
    message: Message,
    locations: Vec<Location>,
}

#[derive(Serialize)]
struct Descriptor {
    id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult {
    rule_id: &'static str,
    level: &'static str,
    message: Message,
    locations: [Location; 1],
    partial_fingerprints: Fingerprints,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Clone, Serialize)]
struct ArtifactLocation {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

#[derive(Serialize)]
struct Fingerprints {
    #[serde(rename = "gouji/2")]
    gouji: String,
}

#[derive(Serialize)]
struct Suppression {
    kind: &'static str,
    justification: String,
}

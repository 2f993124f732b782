//! One place for how a severity looks and is called: word and shape first, colour second.

use gouji_core::finding::Severity;

pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

pub fn label(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "必须改正",
        Severity::Warning => "请核对",
        Severity::Info => "提示",
    }
}

pub fn shape(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "■",
        Severity::Warning => "▲",
        Severity::Info => "●",
    }
}

pub fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

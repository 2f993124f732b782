//! How a severity looks: word and shape first, colour second. The word is the core's.

use gouji_core::finding::Severity;

pub fn shape(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "■",
        Severity::Warning => "▲",
        Severity::Info => "●",
    }
}

/// The class of what has it, in the style sheet.
pub fn class(severity: Severity) -> &'static str {
    severity.id()
}

/// The shape of what was confirmed as right.
pub const CONFIRMED: &str = "✓";

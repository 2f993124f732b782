//! What the command tells whoever called it. 0 says that nothing was found.

/// A usage error, an input that could not be read, or no report.
pub(crate) const USAGE: u8 = 2;

/// Something at or above `--fail-on`.
pub(crate) const FOUND: u8 = 1;

/// Nothing found, but a table could not be read.
pub(crate) const UNREAD_TABLE: u8 = 3;

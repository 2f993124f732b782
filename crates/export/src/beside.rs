use gouji_core::contract::{Earlier, Remark};

/// What goes with a check into what it leaves behind; the default brings nothing. Build it with `..Beside::default()`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Beside<'a> {
    /// The file's name as it is to be told, `-` for standard input and pasted text.
    pub file: &'a str,
    /// SHA-256 of the file's bytes, where there was one.
    pub file_sha256: Option<&'a str>,
    /// What a person wrote beside the text.
    pub remarks: &'a [Remark],
    /// The findings of an earlier check.
    pub since: Option<&'a [Earlier]>,
    /// Who signs; empty leaves a line to write on.
    pub reviewer: &'a str,
    /// The day as it is to be printed; empty leaves a line to write on.
    pub date: &'a str,
}

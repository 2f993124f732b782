//! What a file is. Its content decides, not its name: clerks rename files.

use gouji_core::problem::{Problem, ProblemKind};

/// A kind of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text or Markdown, in any encoding.
    Text,
    /// A web page, or a script with one in it, in any encoding.
    Web,
    /// A saved web page of one file (.mht, and what Word saves as "单个文件网页").
    Mht,
    /// Word since 2007; new files of WPS.
    Docx,
    /// Text of LibreOffice and of the national standard's relatives.
    Odt,
    /// Rich text.
    Rtf,
    /// Word 97–2003 and .wps.
    Doc,
    /// .xlsx, .xls, .et or .ods.
    Sheets,
    /// PDF.
    Pdf,
}

/// The part of the program that reads some formats; the page loads it when such a file comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Module {
    /// Files of web pages.
    Web,
    /// .docx, .odt, .rtf, .mht.
    Word,
    /// .doc, .wps.
    Doc,
    /// Spreadsheets.
    Sheets,
    /// PDF.
    Pdf,
}

impl Format {
    /// What these bytes are.
    ///
    /// # Errors
    /// A file of a kind that holds no report that can be read: a picture, an archive, a file with a password.
    pub fn of(bytes: &[u8]) -> Result<Format, Problem> {
        let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if start.starts_with(b"PK\x03\x04") {
            return zip(bytes);
        }
        if start.starts_with(b"\xd0\xcf\x11\xe0") {
            return ole(bytes);
        }
        // A PDF may have a few bytes of something else before it.
        if contains(&bytes[..bytes.len().min(1024)], b"%PDF-") {
            return Ok(Format::Pdf);
        }
        if start.starts_with(b"{\\rtf") {
            return Ok(Format::Rtf);
        }
        if is_mht(start) {
            return Ok(Format::Mht);
        }
        if is_flat_odt(start) {
            return Ok(Format::Odt);
        }
        let is_text = std::str::from_utf8(bytes).is_ok();
        let other = OTHERS.iter().find(|(magic, _)| start.starts_with(magic));
        match other {
            Some((magic, other)) if !is_text || *magic != b"BM" => Err(other.problem()),
            _ if is_web(bytes) => Ok(Format::Web),
            _ => Ok(Format::Text),
        }
    }

    /// What has to be loaded to read it; `None` where the page reads it by itself.
    pub fn module(self) -> Option<Module> {
        match self {
            Format::Text => None,
            Format::Web => Some(Module::Web),
            Format::Docx | Format::Odt | Format::Rtf | Format::Mht => Some(Module::Word),
            Format::Doc => Some(Module::Doc),
            Format::Sheets => Some(Module::Sheets),
            Format::Pdf => Some(Module::Pdf),
        }
    }
}

impl Module {
    /// Name of its file.
    pub fn id(self) -> &'static str {
        match self {
            Module::Web => "web",
            Module::Word => "word",
            Module::Doc => "doc",
            Module::Sheets => "sheets",
            Module::Pdf => "pdf",
        }
    }
}

/// What a person should do with a file that holds no text to read.
#[derive(Clone, Copy)]
enum Other {
    Picture,
    Archive,
    EmptyArchive,
    NoReport,
    Password,
}

const OTHERS: &[(&[u8], Other)] = &[
    (b"\x89PNG", Other::Picture),
    (b"\xff\xd8\xff", Other::Picture),
    (b"GIF8", Other::Picture),
    (b"BM", Other::Picture),
    (b"II*\0", Other::Picture),
    (b"MM\0*", Other::Picture),
    (b"Rar!", Other::Archive),
    (b"7z\xbc\xaf", Other::Archive),
    (b"\x1f\x8b", Other::Archive),
    (b"PK\x05\x06", Other::EmptyArchive),
];

impl Other {
    fn problem(self) -> Problem {
        let (kind, message) = match self {
            Other::Picture => (
                ProblemKind::NoText,
                "这是图片，里面没有文字，无法检查。请打开报告的 Word、WPS 或 PDF 文件；只有扫描件的，请先用文字识别软件转成文字。",
            ),
            Other::Archive => (ProblemKind::UnreadablePart, "这是压缩文件。请先解压，再选择里面的报告文件。"),
            Other::EmptyArchive => (ProblemKind::Empty, "这是空的压缩文件，里面没有报告。请重新选择文件。"),
            Other::NoReport => (
                ProblemKind::UnreadablePart,
                "这种文件里没有可读的报告正文。请打开它，全选后复制，再粘贴到这里；或另存为 .docx 文件再选择。",
            ),
            Other::Password => (
                ProblemKind::Password,
                "这个文件设有密码，无法读取。请打开它，去掉密码后另存，再选择；或全选后复制，再粘贴到这里。",
            ),
        };
        Problem { kind, message: message.to_owned() }
    }
}

/// The problem of a file with a password.
pub fn password() -> Problem {
    Other::Password.problem()
}

/// The names of its entries stand in a zip archive as they are: at its end, and those of the first ones at its beginning.
fn zip(bytes: &[u8]) -> Result<Format, Problem> {
    let bytes = &[&bytes[..bytes.len().min(SOUGHT)], &bytes[bytes.len().saturating_sub(SOUGHT)..]].concat();
    if contains(bytes, b"word/document") {
        Ok(Format::Docx)
    } else if contains(bytes, b"xl/workbook") {
        Ok(Format::Sheets)
    } else if contains(bytes, b"opendocument.text") {
        Ok(Format::Odt)
    } else if contains(bytes, b"opendocument.spreadsheet") {
        Ok(Format::Sheets)
    } else if contains(bytes, b"[Content_Types].xml") {
        // A package of Word's family whose main part has another name: the reader asks its relations.
        Ok(Format::Docx)
    } else {
        Err(Other::Archive.problem())
    }
}

/// More than the list of contents of any document takes; the pictures between need not be gone through.
const SOUGHT: usize = 512 << 10;

/// The names of its streams stand in an OLE file in UTF-16.
fn ole(bytes: &[u8]) -> Result<Format, Problem> {
    let has = |name: &str| contains(bytes, &name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    if has("EncryptedPackage") {
        Err(password())
    } else if has("WordDocument") {
        Ok(Format::Doc)
    } else if has("Workbook") || has("Book") {
        Ok(Format::Sheets)
    } else {
        Err(Other::NoReport.problem())
    }
}

fn is_mht(start: &[u8]) -> bool {
    let head = start[..start.len().min(4096)].to_ascii_lowercase();
    contains(&head, b"mime-version:") && contains(&head, b"content-type:")
}

/// Text of OpenDocument in one XML file: it names itself behind forty name spaces.
fn is_flat_odt(start: &[u8]) -> bool {
    let head = &start[..start.len().min(16_384)];
    head.starts_with(b"<") && contains(head, b"<office:document") && contains(head, b"opendocument.text")
}

/// Whether tags stand in a text, as they are or in the strings of a script; UTF-16 has a NUL beside each of their bytes.
fn is_web(bytes: &[u8]) -> bool {
    let mut last = [0; 4];
    bytes.iter().filter(|byte| **byte != 0).any(|byte| {
        last = [last[1], last[2], last[3], byte.to_ascii_lowercase()];
        matches!(&last, b"<tab" | b"<htm" | b"<bod" | b"<div" | b"<!do" | b"u003" | b"&lt;" | b"<met" | b"<spa")
            || matches!(last, [_, b'<', b'p', b'>' | b' '])
    })
}

fn contains(bytes: &[u8], words: &[u8]) -> bool {
    let Some((first, rest)) = words.split_first() else { return true };
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| byte == first) {
        from += at + 1;
        if bytes[from..].starts_with(rest) {
            return true;
        }
    }
    false
}

//! What a file is. Its content decides, not its name: clerks rename files.

use gouji_core::problem::{Problem, ProblemKind};

use crate::compound::Compound;

/// A kind of file that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Plain text or Markdown, in any encoding.
    Text,
    /// A web page, a script with one in it, or Markdown with markup, in any encoding.
    Web,
    /// A saved web page of one file (.mht, and what Word saves as "单个文件网页").
    Mht,
    /// Word since 2007; new files of WPS.
    Docx,
    /// Word's one XML file: of 2003, or the parts of a .docx in one.
    WordXml,
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
    /// OFD, the page format of GB/T 33190.
    Ofd,
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
    /// OFD.
    Ofd,
}

impl Format {
    /// What these bytes are.
    ///
    /// # Errors
    /// A file of a kind that holds no report that can be read: a picture, an archive, a file with a password.
    pub fn of(bytes: &[u8]) -> Result<Format, Problem> {
        let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if start.starts_with(b"\xd0\xcf\x11\xe0") {
            return ole(bytes);
        }
        if is_zip(start) {
            return zip(bytes);
        }
        if is_lock(bytes) {
            return Err(Other::Lock.problem());
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
        if let Some(format) = xml(start) {
            return format;
        }
        let is_text = std::str::from_utf8(bytes).is_ok();
        if let Some(other) = by_media_type(start) {
            return Err(other.problem());
        }
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
            Format::Docx | Format::WordXml | Format::Odt | Format::Rtf | Format::Mht => Some(Module::Word),
            Format::Doc => Some(Module::Doc),
            Format::Sheets => Some(Module::Sheets),
            Format::Pdf => Some(Module::Pdf),
            Format::Ofd => Some(Module::Ofd),
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
            Module::Ofd => "ofd",
        }
    }
}

/// What a person should do with a file that holds no text to read.
#[derive(Clone, Copy)]
enum Other {
    Picture,
    Archive,
    ArchiveInArchive,
    EmptyArchive,
    NoReport,
    Password,
    /// What Word or Excel puts beside an open file.
    Lock,
    /// UOF, and CEB of Founder.
    OfOwnKind,
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
            Other::ArchiveInArchive => {
                (ProblemKind::ArchiveInArchive, "这是压缩文件，里面还是压缩文件。请逐层解压，再选择里面的报告文件。")
            }
            Other::EmptyArchive => (ProblemKind::Empty, "这是空的压缩文件，里面没有报告。请重新选择文件。"),
            Other::NoReport => (
                ProblemKind::UnreadablePart,
                "这种文件里没有可读的报告正文。请打开它，全选后复制，再粘贴到这里；或另存为 .docx 文件再选择。",
            ),
            Other::Lock => (
                ProblemKind::UnreadablePart,
                "这是 Word、Excel 或 WPS 打开文件时生成的临时文件（文件名以“~$”开头），里面没有报告。请选择文件名不带“~$”的原文件。",
            ),
            Other::OfOwnKind => (
                ProblemKind::UnreadablePart,
                "标文通（UOF）、CEB 文件不能直接读取。请用原来的软件打开，另存为 .docx、.ofd 或带文字的 .pdf 文件，再选择。",
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

/// Whether it is an archive; some programs and mail systems put a few bytes before it.
fn is_zip(start: &[u8]) -> bool {
    const SIGN: &[u8] = b"PK\x03\x04";
    start.starts_with(SIGN) || contains(&start[..start.len().min(1024)], SIGN) && !directory_of(start).is_empty()
}

/// What an archive is, by the names in its own directory; of one that was cut off by those before its parts.
fn zip(bytes: &[u8]) -> Result<Format, Problem> {
    let parts = directory_of(bytes);
    let head = &bytes[..bytes.len().min(SOUGHT)];
    let has = |name: &str| {
        parts.iter().any(|(known, _)| known.starts_with(name)) || parts.is_empty() && contains(head, name.as_bytes())
    };
    if has("ofd.xml") {
        Ok(Format::Ofd)
    } else if has("word/document") {
        Ok(Format::Docx)
    } else if has("xl/workbook") || has("workbook.xml") {
        Ok(Format::Sheets)
    } else if has("content.xml") || has("mimetype") {
        // The media type says which of OpenDocument's kinds it is; where it is packed, its length does.
        let size = parts.iter().find(|(name, _)| name == "mimetype").map(|(_, size)| *size);
        let is_sheets =
            contains(head, SPREADSHEET) || !contains(head, b"opendocument.") && size == Some(SPREADSHEET.len());
        Ok(if is_sheets { Format::Sheets } else { Format::Odt })
    } else if has("uof.xml") || has("_meta/meta.xml") {
        Err(Other::OfOwnKind.problem())
    } else if has("[content_types].xml") || contains(head, b"[Content_Types].xml") {
        // A package of Word's family whose main part has another name: the reader asks its relations.
        Ok(Format::Docx)
    } else {
        let is_archive = |(name, _): &(String, usize)| [".zip", ".rar", ".7z"].iter().any(|end| name.ends_with(end));
        let mut files = parts.iter().filter(|(name, _)| !name.ends_with('/')).peekable();
        let only_archives = files.peek().is_some() && files.all(is_archive);
        Err(if only_archives { Other::ArchiveInArchive } else { Other::Archive }.problem())
    }
}

const SPREADSHEET: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// More than the list of contents of any document takes; the pictures between need not be gone through.
const SOUGHT: usize = 512 << 10;

/// No report has more parts.
const MOST_PARTS: usize = 4_000;

/// The names of the parts of an archive in its directory, in small letters, with plain slashes and none before them; and how
/// large they are.
fn directory_of(bytes: &[u8]) -> Vec<(String, usize)> {
    let number = |at: usize| bytes.get(at..at + 2).map_or(0, |two| usize::from(u16::from_le_bytes([two[0], two[1]])));
    let long = |at: usize| number(at) | number(at + 2) << 16;
    let tail = bytes.len().saturating_sub(22 + 0xffff);
    let Some(end) = bytes[tail..].windows(4).rposition(|window| window == b"PK\x05\x06") else { return Vec::new() };
    // What stands before the archive moves all places by as much.
    let mut at = (tail + end).saturating_sub(long(tail + end + 12));
    let mut parts = Vec::new();
    while bytes.get(at..at + 4) == Some(b"PK\x01\x02") && parts.len() < MOST_PARTS {
        let length = number(at + 28);
        let name = bytes.get(at + 46..at + 46 + length).unwrap_or_default();
        let name = String::from_utf8_lossy(name).replace('\\', "/").to_ascii_lowercase();
        parts.push((name.trim_start_matches('/').to_owned(), long(at + 24)));
        at += 46 + length + number(at + 30) + number(at + 32);
    }
    parts
}

/// Word writes a user's name twice beside an open file, once in bytes and once in UTF-16, each behind its length.
fn is_lock(bytes: &[u8]) -> bool {
    let Some((length, rest)) = bytes.split_first() else { return false };
    let length = usize::from(*length);
    matches!(bytes.len(), 162 | 165)
        && (1..=53).contains(&length)
        && rest.get(length..53).is_some_and(|rest| rest.iter().all(|byte| matches!(byte, b' ' | 0)))
}

/// Documents in one XML file.
fn xml(start: &[u8]) -> Option<Result<Format, Problem>> {
    let head = &start[..start.len().min(16_384)];
    if !head.trim_ascii_start().starts_with(b"<") {
        return None;
    }
    let has = |words: &[u8]| contains(head, words);
    // It names itself behind forty name spaces.
    if has(b"<office:document") && has(b"opendocument.text") {
        Some(Ok(Format::Odt))
    } else if has(b"wordDocument") && has(b"office/word/2003/wordml") || has(b"<pkg:package") {
        Some(Ok(Format::WordXml))
    } else if has(b"<uof:UOF") || has(b"schemas.uof.org") {
        Some(Err(Other::OfOwnKind.problem()))
    } else {
        None
    }
}

/// Pictures and documents whose sign stands further in.
fn by_media_type(start: &[u8]) -> Option<Other> {
    let at = |from: usize, words: &[&[u8]]| {
        words.iter().any(|words| start.get(from..from + words.len()).is_some_and(|own| own.eq_ignore_ascii_case(words)))
    };
    if at(4, &[b"ftyphei", b"ftyphev", b"ftypmif1", b"ftypmsf1", b"ftypavi"]) || at(0, &[b"RIFF"]) && at(8, &[b"WEBP"])
    {
        return Some(Other::Picture);
    }
    // Founder's files begin with its name.
    at(0, &[b"Founder", b"CEB", b"\0CEB", b"XCEB"]).then_some(Other::OfOwnKind)
}

/// By the names of the streams in its root; what is embedded has its own. Of a file whose directory is broken by the names
/// that stand anywhere in it, in UTF-16.
fn ole(bytes: &[u8]) -> Result<Format, Problem> {
    if let Ok(file) = Compound::open(bytes) {
        return if file.has("EncryptedPackage") {
            Err(password())
        } else if file.has("Workbook") || file.has("Book") {
            Ok(Format::Sheets)
        } else if file.has("WordDocument") {
            Ok(Format::Doc)
        } else {
            Err(Other::NoReport.problem())
        };
    }
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

/// Whether tags stand in a text, as they are or in the strings of a script, or Pandoc's attributes; UTF-16 has a NUL beside each
/// of their bytes.
fn is_web(bytes: &[u8]) -> bool {
    let mut last = [0; 4];
    bytes.iter().filter(|byte| **byte != 0).any(|byte| {
        last = [last[1], last[2], last[3], byte.to_ascii_lowercase()];
        matches!(
            &last,
            b"<tab"
                | b"<htm"
                | b"<bod"
                | b"<div"
                | b"<!do"
                | b"u003"
                | b"&lt;"
                | b"<met"
                | b"<spa"
                | b"</sp"
                | b"</td"
                | b"</u>"
        ) || matches!(last, [_, b'<', b'p', b'>' | b' '] | [.., b']', b'{'] | [b'\n', b':', b':', b':'])
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

//! A zip archive of named parts (.docx, .odt), opened within limits. Only the parts asked for are inflated, and an archive
//! inside an archive stays closed.

use std::io::{Cursor, Read, Write};

use gouji_core::problem::{Problem, ProblemKind};
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::format::password;

/// The largest part that is inflated, in bytes.
pub const MAX_PART: usize = 50 << 20;

/// How much all parts may inflate to, in bytes.
pub const MAX_TOTAL: usize = 100 << 20;

/// More parts than this has no report.
pub const MAX_ENTRIES: usize = 2_000;

/// XML of blank tables inflates to about sixty times its size; bombs to a thousand times.
const MAX_RATIO: u64 = 250;

/// Parts smaller than this may have any ratio.
const RATIO_FROM: u64 = 4 << 20;

/// An open package.
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
    inflated: usize,
}

impl<'a> Package<'a> {
    /// Opens a package; inflates nothing.
    ///
    /// # Errors
    /// An archive that is cut off or has too many parts.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        if announced_entries(bytes) > MAX_ENTRIES {
            return Err(too_many_parts());
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| cut_off())?;
        if archive.len() > MAX_ENTRIES {
            return Err(too_many_parts());
        }
        let names = archive.file_names_raw().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
        Ok(Package { archive, names, inflated: 0 })
    }

    /// Names of the parts, in the order of the archive.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The bytes of a part; `None` where the package has no such part. Upper and lower case, a slash before the name and
    /// backslashes make no difference.
    ///
    /// # Errors
    /// A part that is encrypted, damaged, or inflates beyond the limits.
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Problem> {
        let Some(at) = self.place(name) else { return Ok(None) };
        let declared = self.archive.by_index_raw(at).map_err(|_| damaged(name))?;
        let (packed, size) = (declared.compressed_size(), declared.size());
        let (encrypted, method) = (declared.encrypted(), declared.compression());
        drop(declared);
        if encrypted {
            return Err(password());
        }
        if !matches!(method, CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(unknown_packing());
        }
        let room = MAX_PART.min(MAX_TOTAL - self.inflated);
        if size > room as u64 {
            return Err(inflates_too_far());
        }
        let most = if packed.saturating_mul(MAX_RATIO) < RATIO_FROM { RATIO_FROM } else { packed * MAX_RATIO };
        if size > most {
            return Err(squeezed());
        }
        // What the archive says of its sizes may be untrue: the limits hold for what really comes out.
        let limit = room.min(usize::try_from(most).unwrap_or(room));
        let mut bytes = Vec::with_capacity(limit.min(size as usize));
        let entry = self.archive.by_index(at).map_err(|_| damaged(name))?;
        let read = entry.take(limit as u64 + 1).read_to_end(&mut bytes);
        self.inflated = (self.inflated + bytes.len()).min(MAX_TOTAL);
        if bytes.len() > limit {
            return Err(if limit == room { inflates_too_far() } else { squeezed() });
        }
        read.map_err(|_| damaged(name))?;
        Ok(Some(bytes))
    }

    /// The same package with other bytes for these parts; parts that it did not have come last. All other parts are
    /// copied as they are packed, in their order.
    ///
    /// # Errors
    /// A package that cannot be written again.
    pub fn with_parts(&mut self, parts: &[(String, Vec<u8>)]) -> Result<Vec<u8>, Problem> {
        let places: Vec<Option<usize>> = parts.iter().map(|(name, _)| self.place(name)).collect();
        self.write(parts, &places).map_err(|error| match error {
            ZipError::Io(_) | ZipError::InvalidArchive(_) => cut_off(),
            _ => unknown_packing(),
        })
    }

    fn write(&mut self, parts: &[(String, Vec<u8>)], places: &[Option<usize>]) -> Result<Vec<u8>, ZipError> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.set_raw_comment(self.archive.comment().into())?;
        // No clock here, and the same file every time.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default());
        for at in 0..self.archive.len() {
            let entry = self.archive.by_index_raw(at)?;
            match places.iter().position(|place| *place == Some(at)).and_then(|number| parts.get(number)) {
                Some((_, bytes)) => {
                    writer.start_file(entry.name()?, options)?;
                    drop(entry);
                    writer.write_all(bytes)?;
                }
                None => writer.raw_copy_file(entry)?,
            }
        }
        for ((name, bytes), place) in parts.iter().zip(places) {
            if place.is_none() {
                writer.start_file(name, options)?;
                writer.write_all(bytes)?;
            }
        }
        Ok(writer.finish()?.into_inner())
    }

    fn place(&self, name: &str) -> Option<usize> {
        let wanted = name.trim_start_matches('/');
        let same = |known: &String| {
            let known = known.trim_start_matches(['/', '\\']).bytes();
            known
                .map(|byte| if byte == b'\\' { b'/' } else { byte.to_ascii_lowercase() })
                .eq(wanted.bytes().map(|byte| byte.to_ascii_lowercase()))
        };
        self.names.iter().position(|known| known == wanted).or_else(|| self.names.iter().position(same))
    }
}

/// How many entries the end of the archive announces: asked before any of them is looked at.
fn announced_entries(bytes: &[u8]) -> usize {
    let tail = bytes.get(bytes.len().saturating_sub(22 + 0xffff)..).unwrap_or(bytes);
    let ends = tail.windows(12).filter(|window| window.starts_with(b"PK\x05\x06"));
    ends.map(|end| usize::from(u16::from_le_bytes([end[10], end[11]]))).max().unwrap_or(0)
}

/// The problem of a part whose content is broken.
pub fn damaged(name: &str) -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: format!(
            "文件内部有损坏（{name}），无法读取。请重新下载或复制这个文件；能用 Word 或 WPS 打开的，另存为新文件再选择。"
        ),
    }
}

fn cut_off() -> Problem {
    Problem {
        kind: ProblemKind::Truncated,
        message: "文件不完整，可能没有下载或复制完。请重新下载或复制这个文件，再选择。".to_owned(),
    }
}

fn too_many_parts() -> Problem {
    Problem {
        kind: ProblemKind::TooLarge,
        message: format!(
            "文件里的部件超过 {MAX_ENTRIES} 个，不像一份报告。请打开它，只留下报告，另存为新文件再选择；或全选后复制，再粘贴到这里。"
        ),
    }
}

fn inflates_too_far() -> Problem {
    Problem {
        kind: ProblemKind::TooLarge,
        message: format!(
            "文件展开后超过 {} MB，超出可读取的大小。请打开它，只留下这一份报告，另存为新文件再选择。",
            MAX_PART >> 20
        ),
    }
}

fn squeezed() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "文件的压缩比例异常，为安全起见没有读取。请用 Word 或 WPS 打开它，另存为新文件再选择。".to_owned(),
    }
}

fn unknown_packing() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "文件用了少见的压缩方式，无法读取。请用 Word 或 WPS 打开它，另存为新文件再选择。".to_owned(),
    }
}

#[cfg(test)]
mod tests;

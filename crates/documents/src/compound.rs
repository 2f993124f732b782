//! The streams of an OLE compound file: sectors chained by a table, small streams inside another stream. Every chain is
//! bounded by the number of sectors, so that none goes in circles.
//!
//! The reader is home-made: the kept library for it, `cfb`, also writes such files and weighs 119 KB packed in the browser
//! to read four streams; and it refuses a whole file for one wrong entry of a table that no stream of ours touches.

use gouji_core::problem::{Problem, ProblemKind};

/// A chain ends with one of these; larger numbers are no sectors.
const LAST_SECTOR: u32 = 0xffff_fff9;

/// Entries of the directory of a file that people made; what embeds others has some hundred.
const MAX_ENTRIES: usize = 20_000;

/// An open compound file.
pub struct Compound<'a> {
    bytes: &'a [u8],
    sector_size: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    small: Vec<u8>,
    small_limit: u64,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    kind: u8,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: u64,
}

impl<'a> Compound<'a> {
    /// Opens a file: reads its table and its directory.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Problem> {
        let sector_size = match (bytes.get(..8), u16_at(bytes, 30)) {
            (Some(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Some(9)) => 512,
            (Some(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), Some(12)) => 4096,
            (Some(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), None) => return Err(cut_off()),
            _ => return Err(damaged()),
        };
        let header = |at: usize| u32_at(bytes, at).ok_or_else(cut_off);
        let mut compound = Compound {
            bytes,
            sector_size,
            table: Vec::new(),
            small_table: Vec::new(),
            small: Vec::new(),
            small_limit: u64::from(header(56)?),
            entries: Vec::new(),
        };
        compound.read_table(header(68)?)?;
        let directory = compound.chain(header(48)?, u64::MAX)?;
        compound.entries = directory.chunks_exact(128).take(MAX_ENTRIES).filter_map(Entry::read).collect();
        let Some(root) = compound.entries.first() else { return Err(damaged()) };
        let (start, size) = (root.start, root.size);
        if header(64)? > 0 {
            let small_table = compound.chain(header(60)?, u64::MAX)?;
            compound.small_table = numbers(&small_table).collect();
            compound.small = compound.chain(start, size)?;
        }
        Ok(compound)
    }

    /// A stream of the root by its name; upper and lower case make no difference.
    pub fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Problem> {
        self.entry(name).map(|entry| self.content(entry)).transpose()
    }

    /// Whether the root itself has a stream of this name; what is embedded in the file has its own.
    pub fn has(&self, name: &str) -> bool {
        self.entry(name).is_some()
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        let mut seen = vec![false; self.entries.len()];
        let mut ahead: Vec<u32> = self.entries.first().map(|root| root.child).into_iter().collect();
        while let Some(at) = ahead.pop() {
            let (Some(entry), Some(seen)) = (self.entries.get(at as usize), seen.get_mut(at as usize)) else {
                continue;
            };
            if std::mem::replace(seen, true) {
                continue;
            }
            if entry.kind == STREAM && entry.name.eq_ignore_ascii_case(name) {
                return Some(entry);
            }
            ahead.extend([entry.left, entry.right]);
        }
        None
    }

    fn content(&self, entry: &Entry) -> Result<Vec<u8>, Problem> {
        if entry.size >= self.small_limit {
            return self.chain(entry.start, entry.size);
        }
        let sector = |at: u32| {
            let first = (at as usize).checked_mul(SMALL_SECTOR)?;
            self.small.get(first..self.small.len().min(first.checked_add(SMALL_SECTOR)?))
        };
        follow(entry.start, entry.size, &self.small_table, sector)
    }

    fn chain(&self, start: u32, size: u64) -> Result<Vec<u8>, Problem> {
        follow(start, size, &self.table, |at| self.sector(at))
    }

    /// The last sector may be shorter: some programs do not fill it.
    fn sector(&self, at: u32) -> Option<&'a [u8]> {
        let first = (at as usize).checked_add(1)?.checked_mul(self.sector_size)?;
        self.bytes.get(first..self.bytes.len().min(first.checked_add(self.sector_size)?)).filter(|it| !it.is_empty())
    }

    /// The table is itself chained: its first sectors stand in the header, further ones in sectors of their own.
    fn read_table(&mut self, mut more: u32) -> Result<(), Problem> {
        let most = self.bytes.len() / self.sector_size + 1;
        let mut places: Vec<u32> = numbers(self.bytes.get(76..512).ok_or_else(cut_off)?).collect();
        let mut lists = 0;
        while more <= LAST_SECTOR {
            lists += 1;
            let list = self.sector(more).filter(|_| lists <= most).ok_or_else(cut_off)?;
            let mut list: Vec<u32> = numbers(list).collect();
            more = list.pop().unwrap_or(u32::MAX);
            places.extend(list);
        }
        for place in places.into_iter().filter(|place| *place <= LAST_SECTOR).take(most) {
            let sector = self.sector(place).ok_or_else(cut_off)?;
            self.table.extend(numbers(sector));
        }
        self.table.truncate(most);
        Ok(())
    }
}

const SMALL_SECTOR: usize = 64;
const STREAM: u8 = 2;

impl Entry {
    fn read(bytes: &[u8]) -> Option<Self> {
        let length = usize::from(u16_at(bytes, 64)?).clamp(2, 64) - 2;
        let units = bytes.get(..length)?.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
        Some(Entry {
            name: char::decode_utf16(units).map(|it| it.unwrap_or('\u{fffd}')).collect(),
            kind: *bytes.get(66)?,
            left: u32_at(bytes, 68)?,
            right: u32_at(bytes, 72)?,
            child: u32_at(bytes, 76)?,
            start: u32_at(bytes, 116)?,
            // Older writers leave rubbish in the upper half.
            size: u64::from(u32_at(bytes, 120)?),
        })
    }
}

/// The bytes of a chain up to a size.
fn follow<'a>(
    start: u32,
    size: u64,
    table: &[u32],
    sector: impl Fn(u32) -> Option<&'a [u8]>,
) -> Result<Vec<u8>, Problem> {
    let size = usize::try_from(size).unwrap_or(usize::MAX);
    let mut content = Vec::new();
    let mut at = start;
    let mut steps = 0;
    while at <= LAST_SECTOR && content.len() < size {
        steps += 1;
        let Some(bytes) = sector(at).filter(|_| steps <= table.len()) else { return Err(cut_off()) };
        content.extend_from_slice(bytes.get(..size - content.len()).unwrap_or(bytes));
        at = table.get(at as usize).copied().unwrap_or(u32::MAX);
    }
    if content.len() < size && size < usize::MAX { Err(cut_off()) } else { Ok(content) }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    bytes.as_chunks::<4>().0.iter().map(|four| u32::from_le_bytes(*four))
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|four| u32::from_le_bytes(*four))
}

/// The problem of a file whose inner order is broken.
pub fn damaged() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "这个文件已损坏，无法读取。请用 Word 或 WPS 打开，另存为 .docx 文件再选择；打不开的，请重新下载或复制原文件。"
            .to_owned(),
    }
}

/// The problem of a file whose end is missing.
pub fn cut_off() -> Problem {
    Problem {
        kind: ProblemKind::Truncated,
        message: "文件不完整，可能没有下载或复制完。请重新下载或复制这个文件，再选择。".to_owned(),
    }
}

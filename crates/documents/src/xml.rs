//! XML of a package as events with resolved names. No document type is ever obeyed: only the five predefined entities and
//! character references are replaced. Depth is bounded, so that readers may recurse.

use std::borrow::Cow;
use std::ops::Range;

use gouji_core::problem::{Problem, ProblemKind};
use quick_xml::events::attributes::Attributes;
use serde::{Deserialize, Serialize};

/// Elements nested deeper than this are none of a document that people made.
pub const MAX_DEPTH: usize = 400;

/// Declared name spaces in force at one place; Word and LibreOffice declare about forty.
const MAX_NAMESPACES: usize = 256;

/// How the bytes of a part were made of its characters, to write it again the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without a byte-order mark.
    Utf8 {
        /// Whether a byte-order mark stands first.
        mark: bool,
    },
    /// UTF-16 with the low byte first, always with a byte-order mark.
    Utf16Low,
    /// UTF-16 with the high byte first, always with a byte-order mark.
    Utf16High,
}

/// The characters of a part of a package; its name is for the message.
///
/// # Errors
/// Bytes that are neither UTF-8 nor UTF-16.
pub fn decode<'a>(bytes: &'a [u8], name: &str) -> Result<(Cow<'a, str>, Encoding), Problem> {
    let utf16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| -> Option<Cow<'a, str>> {
        let (pairs, []) = bytes.as_chunks::<2>() else { return None };
        let units = pairs.iter().map(|pair| unit(*pair));
        char::decode_utf16(units).collect::<Result<String, _>>().ok().map(Cow::Owned)
    };
    let decoded = match bytes {
        [0xef, 0xbb, 0xbf, rest @ ..] => {
            std::str::from_utf8(rest).ok().map(|text| (Cow::Borrowed(text), Encoding::Utf8 { mark: true }))
        }
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes).map(|text| (text, Encoding::Utf16Low)),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes).map(|text| (text, Encoding::Utf16High)),
        _ => std::str::from_utf8(bytes).ok().map(|text| (Cow::Borrowed(text), Encoding::Utf8 { mark: false })),
    };
    decoded.ok_or_else(|| malformed(name))
}

/// The bytes of a part again.
pub fn encode(text: String, encoding: Encoding) -> Vec<u8> {
    match encoding {
        Encoding::Utf8 { mark: false } => text.into_bytes(),
        Encoding::Utf8 { mark: true } => [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        Encoding::Utf16Low => [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16High => [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect(),
    }
}

/// Characters as they stand between tags or in an attribute with double quotes; what XML cannot hold is left out.
pub fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for character in words.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(character),
            control if control < ' ' || matches!(control, '\u{fffe}' | '\u{ffff}') => {}
            _ => escaped.push(character),
        }
    }
    escaped
}

/// What comes next.
#[derive(Clone, Debug)]
pub enum Event<'a> {
    /// An element begins. One without content (`<a/>`) also ends, in an event of no width.
    Open(Tag<'a>),
    /// The innermost open element ends.
    Close,
    /// Words between tags. Words with a reference among them come in several events.
    Words(Words<'a>),
}

/// Words between tags.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words<'a> {
    /// The words with references replaced.
    pub text: Cow<'a, str>,
    /// Whether they stand in the part exactly so, byte for byte.
    pub exact: bool,
}

/// The tag that begins an element.
#[derive(Clone, Copy, Debug)]
pub struct Tag<'a> {
    /// Its name without prefix.
    pub name: &'a str,
    /// The name space it is of, as declared; empty for none.
    pub namespace: &'a str,
    /// Whether it has no content (`<a/>`).
    pub is_empty: bool,
    content: &'a str,
    name_length: usize,
}

impl<'a> Tag<'a> {
    /// The value of an attribute by its name without prefix.
    pub fn attribute(&self, name: &str) -> Option<Cow<'a, str>> {
        self.attributes().find(|(_, known, _)| *known == name).map(|(_, _, value)| value)
    }

    /// Prefix, name and value of each attribute.
    pub fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str, Cow<'a, str>)> + use<'a> {
        raw_attributes(self.content, self.name_length).map(|(name, value)| {
            let (prefix, local) = name.split_once(':').unwrap_or(("", name));
            (prefix, local, unescape(value))
        })
    }

    /// Its name as it stands, with its prefix.
    pub fn full_name(&self) -> &'a str {
        self.content.get(..self.name_length).unwrap_or(self.name)
    }
}

/// Reads a part from its beginning.
#[derive(Debug)]
pub struct Reader<'a> {
    reader: quick_xml::Reader<&'a [u8]>,
    text: &'a str,
    part: &'a str,
    /// Prefixes and what they stand for, with the depth at which they were declared.
    namespaces: Vec<(usize, &'a str, &'a str)>,
    depth: usize,
    range: Range<usize>,
    /// An element without content has begun and not ended.
    closes: bool,
}

impl<'a> Reader<'a> {
    /// A reader of the characters of a part; its name is for messages.
    pub fn new(text: &'a str, part: &'a str) -> Self {
        let mut reader = quick_xml::Reader::from_str(text);
        // An ampersand that stands alone is read as one.
        reader.config_mut().allow_dangling_amp = true;
        Reader { reader, text, part, namespaces: Vec::new(), depth: 0, range: 0..0, closes: false }
    }

    /// The bytes of the part that the last event takes.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// What comes next; `None` after the last.
    ///
    /// # Errors
    /// XML that is not well formed, is cut off, is nested without end, or brings entities of its own.
    #[allow(clippy::should_implement_trait, reason = "an iterator of results invites to pass over the first error")]
    pub fn next(&mut self) -> Result<Option<Event<'a>>, Problem> {
        use quick_xml::events::Event as Raw;

        if self.closes {
            self.closes = false;
            self.range = self.range.end..self.range.end;
            self.leave();
            return Ok(Some(Event::Close));
        }
        loop {
            let start = self.reader.buffer_position() as usize;
            let event = self.reader.read_event().map_err(|_| malformed(self.part))?;
            self.range = start..self.reader.buffer_position() as usize;
            match event {
                Raw::Start(_) => return self.open(false).map(Some),
                Raw::Empty(_) => {
                    self.closes = true;
                    return self.open(true).map(Some);
                }
                Raw::End(_) => {
                    self.leave();
                    return Ok(Some(Event::Close));
                }
                Raw::Text(_) => {
                    let text = self.text.get(self.range()).unwrap_or("");
                    if !text.is_empty() {
                        return Ok(Some(Event::Words(Words { text: Cow::Borrowed(text), exact: true })));
                    }
                }
                Raw::CData(words) => {
                    return Ok(Some(Event::Words(Words { text: words.into_inner(), exact: false })));
                }
                Raw::GeneralRef(_) => {
                    let raw = self.text.get(self.range()).unwrap_or("");
                    return Ok(Some(Event::Words(Words { text: unescape(raw), exact: false })));
                }
                Raw::DocType(content) => {
                    if content.contains('[') || content.to_ascii_lowercase().contains("<!entity") {
                        return Err(own_entities());
                    }
                }
                Raw::Eof if self.depth > 0 => return Err(malformed(self.part)),
                Raw::Eof => return Ok(None),
                Raw::Comment(_) | Raw::PI(_) | Raw::Decl(_) => {}
            }
        }
    }

    /// Goes past everything in the element that has just begun, its end included.
    ///
    /// # Errors
    /// As [`Reader::next`].
    pub fn skip(&mut self) -> Result<(), Problem> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next()?.is_some() {}
        Ok(())
    }

    fn open(&mut self, is_empty: bool) -> Result<Event<'a>, Problem> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(nested_without_end());
        }
        let end = if is_empty { 2 } else { 1 };
        let content = self.text.get(self.range.start + 1..self.range.end - end).unwrap_or("");
        let name_length = content.find(|it: char| it.is_ascii_whitespace()).unwrap_or(content.len());
        let full = content.get(..name_length).unwrap_or("");
        // Most tags declare nothing: their attributes are not looked at.
        if content.contains("xmlns") {
            for (key, value) in raw_attributes(content, name_length) {
                let prefix = match key.strip_prefix("xmlns") {
                    Some("") => "",
                    Some(rest) if rest.starts_with(':') => &rest[1..],
                    _ => continue,
                };
                if self.namespaces.len() == MAX_NAMESPACES {
                    return Err(malformed(self.part));
                }
                self.namespaces.push((self.depth, prefix, value));
            }
        }
        let (prefix, name) = full.split_once(':').unwrap_or(("", full));
        let declared = self.namespaces.iter().rev().find(|(_, known, _)| *known == prefix);
        let namespace = declared.map_or("", |(_, _, namespace)| namespace);
        Ok(Event::Open(Tag { name, namespace, is_empty, content, name_length }))
    }

    fn leave(&mut self) {
        while self.namespaces.last().is_some_and(|(depth, _, _)| *depth == self.depth) {
            self.namespaces.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }
}

fn raw_attributes<'a>(content: &'a str, name_length: usize) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
    let mut attributes = Attributes::new(content, name_length);
    // To look for doubled ones takes the square of their number.
    attributes.with_checks(false);
    attributes.filter_map(Result::ok).filter_map(move |attribute| match attribute.value {
        Cow::Borrowed(value) => Some((attribute.key.into_inner(), value)),
        Cow::Owned(_) => None,
    })
}

/// Words with the five predefined entities and character references replaced; others stay as they are.
fn unescape(words: &str) -> Cow<'_, str> {
    if !words.contains('&') {
        return Cow::Borrowed(words);
    }
    let mut plain = String::with_capacity(words.len());
    let mut rest = words;
    while let Some((before, from)) = rest.split_once('&') {
        plain.push_str(before);
        let reference = from.split_once(';').filter(|(name, _)| name.len() <= 10);
        match reference.and_then(|(name, after)| Some((character(name)?, after))) {
            Some((character, after)) => {
                plain.push(character);
                rest = after;
            }
            None => {
                plain.push('&');
                rest = from;
            }
        }
    }
    plain.push_str(rest);
    Cow::Owned(plain)
}

fn character(reference: &str) -> Option<char> {
    match reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = reference.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|character| *character != '\0')
        }
    }
}

/// The problem of a part that is no XML.
fn malformed(part: &str) -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: format!(
            "文件内部的格式有错误（{part}），无法读取。请用 Word 或 WPS 打开它，另存为新文件再选择；打不开的，请重新下载或复制这个文件。"
        ),
    }
}

fn own_entities() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "文件里有自行定义的替换内容，正常的报告没有这种内容，为安全起见没有读取。请用 Word 或 WPS 打开它，另存为新文件再选择。".to_owned(),
    }
}

fn nested_without_end() -> Problem {
    Problem {
        kind: ProblemKind::UnreadablePart,
        message: "文件里的内容嵌套层数异常，无法读取。请打开它，全选后复制，再粘贴到这里。".to_owned(),
    }
}

#[cfg(test)]
mod tests;

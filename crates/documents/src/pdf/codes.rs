//! How the strings of composite fonts are cut into codes, and what the codes of the usual tables mean.

use hayro_cmap::CMap;

use crate::tools::Gb18030;

/// The table between a string and the glyphs of a composite font.
pub(super) enum Codes {
    /// Two bytes name a glyph; what it shows only the font knows.
    Glyphs,
    /// UniGB-UTF16-H and its like, and UniGB-UCS2-H: the codes are UTF-16.
    Utf16,
    /// UniGB-UTF32-H and its like.
    Utf32,
    /// UniGB-UTF8-H and its like.
    Utf8,
    /// GB-EUC-H, GBK-EUC-H, GBKp-EUC-H, GBK2K-H: the codes are GB18030. `proportional` tables take the western letters from
    /// the glyphs of varying width.
    Gb18030 { proportional: bool },
    /// A table of another national encoding: two bytes when the first is not ASCII.
    Other,
    /// A table that came with the font.
    Embedded(Box<CMap>),
}

impl Codes {
    pub fn named(name: &[u8]) -> Codes {
        let has = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
        if name.starts_with(b"Identity") {
            Codes::Glyphs
        } else if name.starts_with(b"Uni") && has(b"-UTF32-") {
            Codes::Utf32
        } else if name.starts_with(b"Uni") && has(b"-UTF8-") {
            Codes::Utf8
        } else if name.starts_with(b"Uni") {
            Codes::Utf16
        } else if name.starts_with(b"GB") {
            Codes::Gb18030 { proportional: name.starts_with(b"GBKp") || name.starts_with(b"GBpc") }
        } else {
            Codes::Other
        }
    }

    pub fn embedded(map: Option<CMap>, builds_on: Option<&[u8]>) -> Codes {
        match (map, builds_on) {
            (_, Some(name)) if !name.starts_with(b"Identity") => Codes::named(name),
            (Some(map), None) => Codes::Embedded(Box::new(map)),
            _ => Codes::Glyphs,
        }
    }

    /// The first code of a string that is not empty, and of how many bytes it is, at least one.
    pub fn next(&self, string: &[u8]) -> (u32, u8) {
        let number = |length: usize| {
            let bytes = &string[..length.min(string.len())];
            (bytes.iter().fold(0, |code, byte| code << 8 | u32::from(*byte)), bytes.len().max(1) as u8)
        };
        let first = string.first().copied().unwrap_or(0);
        match self {
            Codes::Glyphs => number(2),
            Codes::Utf16 if (0xd8..=0xdb).contains(&first) && matches!(string.get(2), Some(0xdc..=0xdf)) => number(4),
            Codes::Utf16 => number(2),
            Codes::Utf32 => number(4),
            Codes::Utf8 => number(match first {
                0..=0xbf => 1,
                0xc0..=0xdf => 2,
                0xe0..=0xef => 3,
                _ => 4,
            }),
            Codes::Gb18030 { .. } if first < 0x81 => number(1),
            Codes::Gb18030 { .. } if matches!(string.get(1), Some(0x30..=0x39)) => number(4),
            Codes::Other if first < 0x81 => number(1),
            Codes::Gb18030 { .. } | Codes::Other => number(2),
            Codes::Embedded(map) => (1..=4)
                .map(number)
                .find(|(code, length)| map.lookup_cid_code(*code, *length).is_some())
                .unwrap_or_else(|| number(2)),
        }
    }

    /// The glyph by which the font's widths are given.
    pub fn glyph(&self, code: u32, length: u8) -> u32 {
        let is_western = (0x20..0x7f).contains(&code);
        match self {
            Codes::Glyphs => code,
            Codes::Embedded(map) => map.lookup_cid_code(code, length).unwrap_or(0),
            // The order of the collection Adobe-GB1: western letters first, and again with half the width of an ideograph.
            Codes::Gb18030 { proportional: false } if code == 0x20 => 7716,
            Codes::Gb18030 { proportional: false } if is_western => code - 0x21 + 814,
            _ if is_western => code - 0x1f,
            _ => IDEOGRAPH,
        }
    }

    /// What a code means, where the table says it.
    pub fn text(&self, code: u32, length: u8, gb18030: Gb18030) -> Option<String> {
        let bytes = code.to_be_bytes();
        let bytes = bytes.get(4_usize.checked_sub(usize::from(length))?..)?;
        match self {
            Codes::Utf16 => {
                let units = bytes.chunks_exact(2).map(|pair| u16::from(pair[0]) << 8 | u16::from(pair[1]));
                char::decode_utf16(units).collect::<Result<String, _>>().ok()
            }
            Codes::Utf32 => char::from_u32(code).map(String::from),
            Codes::Utf8 => std::str::from_utf8(bytes).ok().map(str::to_owned),
            Codes::Gb18030 { .. } => gb18030(bytes),
            Codes::Other if length == 1 => char::from_u32(code).map(String::from),
            Codes::Glyphs | Codes::Other | Codes::Embedded(_) => None,
        }
    }
}

/// No glyph for whose width a font gives anything but the usual one.
const IDEOGRAPH: u32 = u32::MAX;

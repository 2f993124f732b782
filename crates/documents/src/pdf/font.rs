//! A font, as far as its text goes: how a string is cut into codes, which characters they are, how wide they run.

use std::cell::RefCell;
use std::collections::HashMap;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object};

use crate::tools::Gb18030;

use super::codes::Codes;
use super::glyph_names::{Base, of_code, of_name};
use super::inflate::Inflater;

/// A font of the file.
pub(super) struct Font {
    kind: Kind,
    to_unicode: Option<ToUnicode>,
    gb18030: Gb18030,
    /// Its characters are signs, which no report needs as words.
    is_of_signs: bool,
    /// Shapes already looked up, by code and its length.
    known: RefCell<HashMap<(u32, u8), Shape>>,
}

/// What one code of a string shows.
#[derive(Clone, Debug)]
pub(super) struct Shape {
    /// Usually one character; `None` where nothing says which.
    pub text: Option<String>,
    /// How far the next one stands, in parts of the type's size.
    pub advance: f64,
    /// Whether it is the code on which the spacing of words falls.
    pub is_space: bool,
}

enum Kind {
    Simple { characters: Vec<Option<char>>, widths: Widths },
    Composite { codes: Codes, widths: Widths, vertical: bool },
}

enum ToUnicode {
    Map(Box<CMap>),
    /// The codes are Unicode.
    Codes,
}

/// Widths by code or glyph, in parts of the type's size.
struct Widths {
    usual: f64,
    of: HashMap<u32, f64>,
}

impl Widths {
    fn get(&self, code: u32) -> f64 {
        self.of.get(&code).copied().unwrap_or(self.usual)
    }
}

impl Font {
    pub fn read(font: &Dict, gb18030: Gb18030, inflater: &mut Inflater) -> Font {
        let kind = match font.get::<Name>("Subtype").as_deref() {
            Some(b"Type0") => composite(font, inflater),
            _ => simple(font),
        };
        let to_unicode = match font.get::<Object>("ToUnicode") {
            Some(Object::Stream(stream)) => inflater
                .decoded(&stream)
                .and_then(|data| CMap::parse(&data, |_| None))
                .map(|map| ToUnicode::Map(Box::new(map))),
            Some(Object::Name(name)) if name.starts_with(b"Identity") => Some(ToUnicode::Codes),
            _ => None,
        };
        let name = font.get::<Name>("BaseFont").map(|name| name.to_ascii_lowercase()).unwrap_or_default();
        let has = |part: &[u8]| name.windows(part.len()).any(|window| window == part);
        let is_of_signs = has(b"symbol") || has(b"dings");
        Font { kind, to_unicode, gb18030, is_of_signs, known: RefCell::default() }
    }

    /// Whether its characters stand below each other.
    pub fn is_vertical(&self) -> bool {
        matches!(self.kind, Kind::Composite { vertical: true, .. })
    }

    /// The shapes of a string in their order.
    pub fn show(&self, string: &[u8], mut each: impl FnMut(&Shape)) {
        let mut rest = string;
        while !rest.is_empty() {
            let (code, length) = match &self.kind {
                Kind::Simple { .. } => (u32::from(rest[0]), 1),
                Kind::Composite { codes, .. } => codes.next(rest),
            };
            rest = rest.get(usize::from(length)..).unwrap_or_default();
            let mut known = self.known.borrow_mut();
            each(known.entry((code, length)).or_insert_with(|| self.shape(code, length)));
        }
    }

    fn shape(&self, code: u32, length: u8) -> Shape {
        let (own, advance) = match &self.kind {
            Kind::Simple { characters, widths } => {
                let character = characters.get(code as usize).copied().flatten();
                (character.map(String::from), widths.get(code))
            }
            Kind::Composite { codes, widths, vertical } => {
                let advance = if *vertical { 1.0 } else { widths.get(codes.glyph(code, length)) };
                (codes.text(code, length, self.gb18030), advance)
            }
        };
        let is_known = |text: &String| text.chars().any(|it| !is_nothing(it) && (self.is_of_signs || !is_private(it)));
        let text = self.given(code).or(own).filter(is_known);
        let text = if self.is_of_signs { Some(text.unwrap_or_default()) } else { text };
        Shape { text, advance, is_space: length == 1 && code == 32 }
    }

    /// What the file says that the code means.
    fn given(&self, code: u32) -> Option<String> {
        let text = match self.to_unicode.as_ref()? {
            ToUnicode::Codes => char::from_u32(code)?.to_string(),
            ToUnicode::Map(map) => match map.lookup_bf_string(code)? {
                BfString::Char(character) => character.to_string(),
                BfString::String(text) => text,
            },
        };
        (!text.chars().all(is_nothing)).then_some(text)
    }
}

/// Codes that some programs write where they do not know a character.
fn is_nothing(character: char) -> bool {
    (character.is_control() && !matches!(character, '\t' | '\n' | '\r')) || matches!(character, '\u{fffd}' | '\u{ffff}')
}

/// What only the font that came with the file can show.
fn is_private(character: char) -> bool {
    matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

fn simple(font: &Dict) -> Kind {
    let type3 = font.get::<Name>("Subtype").as_deref() == Some(b"Type3");
    let name = font.get::<Name>("BaseFont").map(|name| String::from_utf8_lossy(&name).into_owned()).unwrap_or_default();
    let base_of = |name: &Name| match &**name {
        b"MacRomanEncoding" => Some(Base::MacRoman),
        b"WinAnsiEncoding" => Some(Base::WinAnsi),
        b"StandardEncoding" => Some(Base::Standard),
        _ => None,
    };
    let mut base = match font.get::<Name>("Subtype").as_deref() {
        _ if name.contains("Symbol") || name.contains("Dingbats") || type3 => None,
        Some(b"TrueType") => Some(Base::WinAnsi),
        _ => Some(Base::Standard),
    };
    let mut differences = None;
    match font.get::<Object>("Encoding") {
        Some(Object::Name(name)) => base = base_of(&name).or(base),
        Some(Object::Dict(encoding)) => {
            base = encoding.get::<Name>("BaseEncoding").as_ref().and_then(base_of).or(base);
            differences = encoding.get::<Array>("Differences");
        }
        _ => {}
    }
    let mut characters: Vec<Option<char>> = (0..=255).map(|code| base.and_then(|base| of_code(base, code))).collect();
    let mut code = 0_usize;
    for item in differences.iter().flat_map(|differences| differences.iter::<Object>()) {
        match item {
            Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(usize::MAX),
            Object::Name(name) => {
                if let Some(character) = characters.get_mut(code) {
                    *character = of_name(name.as_str());
                }
                code = code.saturating_add(1);
            }
            _ => {}
        }
    }
    // A font of drawings has a scale of its own.
    let unit = if type3 { type3_unit(font) } else { 0.001 };
    let descriptor = font.get::<Dict>("FontDescriptor").unwrap_or_default();
    let usual = match descriptor.get::<f64>("MissingWidth").filter(|width| *width > 0.0) {
        Some(width) => width * unit,
        None if name.contains("Courier") => 0.6,
        None if type3 => 0.0,
        None => 0.53,
    };
    let first = font.get::<u32>("FirstChar").unwrap_or(0);
    let widths = font.get::<Array>("Widths");
    let of = widths.iter().flat_map(|widths| widths.iter::<f64>()).take(256).enumerate();
    let of = of.map(|(at, width)| (first.saturating_add(at as u32), width * unit)).collect();
    Kind::Simple { characters, widths: Widths { usual, of } }
}

fn type3_unit(font: &Dict) -> f64 {
    let matrix = font.get::<Array>("FontMatrix");
    matrix.and_then(|matrix| matrix.iter::<f64>().next()).map_or(0.001, f64::abs)
}

fn composite(font: &Dict, inflater: &mut Inflater) -> Kind {
    let descendant = font.get::<Array>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict>().next());
    let descendant = descendant.unwrap_or_default();
    let codes = match font.get::<Object>("Encoding") {
        Some(Object::Stream(stream)) => {
            let named = stream.dict().get::<Name>("UseCMap");
            let map = inflater.decoded(&stream).and_then(|data| CMap::parse(&data, |_| None));
            Codes::embedded(map, named.as_deref())
        }
        Some(Object::Name(name)) => Codes::named(&name),
        _ => Codes::named(b"Identity-H"),
    };
    let vertical = match font.get::<Object>("Encoding") {
        Some(Object::Stream(stream)) => stream.dict().get::<u8>("WMode") == Some(1),
        Some(Object::Name(name)) => name.ends_with(b"-V"),
        _ => false,
    };
    let usual = descendant.get::<f64>("DW").unwrap_or(1000.0) / 1000.0;
    Kind::Composite { codes, widths: Widths { usual, of: composite_widths(&descendant) }, vertical }
}

/// `first [width width …]` or `first last width`.
fn composite_widths(descendant: &Dict) -> HashMap<u32, f64> {
    /// No font has more glyphs.
    const MOST: u32 = 0xffff;
    let mut widths = HashMap::new();
    let Some(array) = descendant.get::<Array>("W") else { return widths };
    let mut items = array.iter::<Object>();
    while let Some(Object::Number(first)) = items.next() {
        let Ok(first) = u32::try_from(first.as_i64()) else { continue };
        match items.next() {
            Some(Object::Array(list)) => {
                let list = list.iter::<f64>().take(MOST as usize).enumerate();
                widths.extend(list.map(|(at, width)| (first.saturating_add(at as u32), width / 1000.0)));
            }
            Some(Object::Number(last)) => {
                let Some(Object::Number(width)) = items.next() else { break };
                let last = u32::try_from(last.as_i64()).unwrap_or(0).min(MOST);
                if widths.len() > 4 * MOST as usize {
                    break;
                }
                widths.extend((first..=last).map(|glyph| (glyph, width.as_f64() / 1000.0)));
            }
            _ => break,
        }
    }
    widths
}

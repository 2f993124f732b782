//! The contents of the file's streams, within limits: a small file may inflate to more than any memory holds.

use std::borrow::Cow;

use hayro_syntax::Filter;
use hayro_syntax::object::Stream;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit, decompress_to_vec_zlib_with_limit};

/// Decodes streams as long as some of the total is left.
#[derive(Debug)]
pub(super) struct Inflater {
    left: usize,
}

/// How much one stream, and how much all together, may inflate to.
const MOST_OF_ONE: usize = 50 << 20;
const MOST_OF_ALL: usize = 100 << 20;

impl Default for Inflater {
    fn default() -> Self {
        Inflater { left: MOST_OF_ALL }
    }
}

impl Inflater {
    /// Whether something was too large: what follows is not read any more.
    pub fn is_exhausted(&self) -> bool {
        self.left == 0
    }

    /// What a stream holds; `None` when it is damaged beyond reading, an image, or too large.
    pub fn decoded<'a>(&mut self, stream: &Stream<'a>) -> Option<Cow<'a, [u8]>> {
        let raw = stream.raw_data();
        let filters = stream.filters();
        let is_plain = !stream.dict().contains_key("DecodeParms");
        let decoded = match filters.as_slice() {
            [] => raw,
            [Filter::FlateDecode] if is_plain => Cow::Owned(self.inflated(&raw)?),
            filters if raw.len().checked_mul(growth(filters)).is_some_and(|most| most <= MOST_OF_ONE) => {
                stream.decoded_data().ok()?
            }
            _ => return None,
        };
        self.left = self.left.saturating_sub(decoded.len());
        (!self.is_exhausted()).then_some(decoded)
    }

    /// Whether the streams that hold the file's objects stay within the limits. The library inflates them whole, so that
    /// this has to be known before.
    pub fn objects_fit(&mut self, file: &[u8]) -> bool {
        for kind in [&b"/ObjStm"[..], b"/XRef"] {
            let mut stream = 0;
            for name in positions(file, kind) {
                if name < stream {
                    continue;
                }
                let Some(at) = positions(&file[name..], b"stream").next() else { break };
                stream = name + at + b"stream".len();
                match self.inflated(file[stream..].trim_ascii_start()) {
                    Some(inflated) => self.left = self.left.saturating_sub(inflated.len()),
                    None if self.is_exhausted() => return false,
                    None => {}
                }
            }
        }
        !self.is_exhausted()
    }

    /// As much as a damaged stream still holds is better than nothing.
    fn inflated(&mut self, raw: &[u8]) -> Option<Vec<u8>> {
        let most = self.left.min(MOST_OF_ONE);
        let outcome = decompress_to_vec_zlib_with_limit(raw, most).or_else(|error| {
            if error.output.is_empty() { decompress_to_vec_with_limit(raw, most) } else { Err(error) }
        });
        match outcome {
            Ok(inflated) => Some(inflated),
            Err(error) if error.status == TINFLStatus::HasMoreOutput => {
                self.left = 0;
                None
            }
            Err(error) => (!error.output.is_empty()).then_some(error.output),
        }
    }
}

/// How many bytes at most come out of one byte that goes in.
fn growth(filters: &[Filter]) -> usize {
    let growth = |filter: &Filter| match filter {
        Filter::AsciiHexDecode | Filter::Ascii85Decode | Filter::Crypt => 4,
        Filter::RunLengthDecode => 64,
        Filter::FlateDecode => 1032,
        Filter::LzwDecode => 2800,
        Filter::CcittFaxDecode | Filter::Jbig2Decode | Filter::DctDecode | Filter::JpxDecode => usize::MAX,
    };
    filters.iter().map(growth).fold(1, usize::saturating_mul)
}

/// Where some words stand in the file.
fn positions<'a>(file: &'a [u8], words: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        let (first, rest) = words.split_first()?;
        loop {
            let at = from + file.get(from..)?.iter().position(|byte| byte == first)?;
            from = at + 1;
            if file[from..].starts_with(rest) {
                return Some(at);
            }
        }
    })
}

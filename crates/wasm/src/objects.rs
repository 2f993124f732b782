//! The contract's values → JavaScript objects, all in one call.
//!
//! A call for each string and field, as serde-wasm-bindgen makes it, took a third of the whole check of a short report, and a
//! JSON text no less: engines decode UTF-8 and parse it slowly. Here the strings go over together as UTF-16, which an engine
//! takes as it is, with a plan of what they make; `objects.js` follows it, with an object literal for each struct of the
//! contract. Names of structs and words of the program's own go over once and are known from then on.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt::Display;

use rustc_hash::FxBuildHasher;
use serde::de::value::Error;
use serde::ser::{self, Impossible, Serialize, Serializer};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/objects.js")]
extern "C" {
    #[wasm_bindgen(js_name = makeObjects)]
    fn make_objects(units: &[u16], plan: &[u32]) -> JsValue;
}

/// The value as JavaScript has it: structs as plain objects, nothing as null, a skipped field as none.
///
/// # Errors
/// Kinds of values that the contract does not have: bytes, tuples, maps, enums with content.
pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue, JsError> {
    KNOWN.with_borrow_mut(|known| {
        let mut plan = Plan { units: Vec::with_capacity(2048), words: Vec::with_capacity(1024), known, fixed: false };
        let written = value.serialize(&mut plan);
        let Plan { units, words, .. } = plan;
        match written {
            Ok(()) => Ok(make_objects(&units, &words)),
            Err(error) => {
                // What the plan was to teach was not learnt.
                known.clear();
                Err(JsError::new(&error.to_string()))
            }
        }
    })
}

thread_local! {
    /// The words that JavaScript knows, each with its number.
    static KNOWN: RefCell<HashMap<Place, u32, FxBuildHasher>> = RefCell::default();
}

/// Where words stand that stay as long as the program does, and how many bytes they take: quicker to compare than they are.
type Place = (usize, usize);

/// What a word of the plan says, in its low bits; the size or number stands in the others. `objects.js` has the same numbers.
const CONSTANT: u32 = 0;
const INTEGER: u32 = 1;
const DOUBLE: u32 = 2;
const STRING: u32 = 3;
const ARRAY: u32 = 4;
const OBJECT: u32 = 5;
/// Words that JavaScript knows, by their number.
const FIXED: u32 = 6;
/// The next number's words, and the word of the plan that needs them behind it.
const NEW: u32 = 7;

/// A larger size does not fit.
const LARGEST: u32 = u32::MAX >> 3;

struct Plan<'a> {
    units: Vec<u16>,
    words: Vec<u32>,
    known: &'a mut HashMap<Place, u32, FxBuildHasher>,
    /// The next string is one of the program's own.
    fixed: bool,
}

impl Plan<'_> {
    fn push(&mut self, kind: u32, size: usize) -> Result<(), Error> {
        let size = u32::try_from(size).ok().filter(|size| *size <= LARGEST);
        self.words.push(size.ok_or_else(|| ser::Error::custom("too large"))? << 3 | kind);
        Ok(())
    }

    fn push_string(&mut self, kind: u32, value: &str) -> Result<(), Error> {
        let before = self.units.len();
        self.units.extend(value.encode_utf16());
        self.push(kind, self.units.len() - before)
    }

    /// A word that says the number of `words`, which stay where they are as long as the program runs.
    fn push_fixed(&mut self, kind: u32, words: &str) -> Result<(), Error> {
        let next = self.known.len() as u32;
        let number = *self.known.entry((words.as_ptr() as usize, words.len())).or_insert(next);
        if number == next {
            self.push_string(NEW, words)?;
        }
        self.push(kind, number as usize)
    }
}

impl Serializer for &mut Plan<'_> {
    type Ok = ();
    type Error = Error;
    type SerializeSeq = Self;
    type SerializeStruct = Self;
    type SerializeTuple = Impossible<(), Error>;
    type SerializeTupleStruct = Impossible<(), Error>;
    type SerializeTupleVariant = Impossible<(), Error>;
    type SerializeMap = Impossible<(), Error>;
    type SerializeStructVariant = Impossible<(), Error>;

    fn serialize_none(self) -> Result<(), Error> {
        self.push(CONSTANT, 0)
    }

    fn serialize_bool(self, value: bool) -> Result<(), Error> {
        self.push(CONSTANT, 1 + usize::from(value))
    }

    fn serialize_u8(self, value: u8) -> Result<(), Error> {
        self.push(INTEGER, usize::from(value))
    }

    fn serialize_u16(self, value: u16) -> Result<(), Error> {
        self.push(INTEGER, usize::from(value))
    }

    fn serialize_u32(self, value: u32) -> Result<(), Error> {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i64(self, value: i64) -> Result<(), Error> {
        match usize::try_from(value) {
            Ok(small) if small <= LARGEST as usize => self.push(INTEGER, small),
            // Counts have fifteen digits at most, which a double holds.
            _ => self.serialize_f64(value as f64),
        }
    }

    fn serialize_f64(self, value: f64) -> Result<(), Error> {
        let bits = value.to_bits();
        self.words.extend([DOUBLE, bits as u32, (bits >> 32) as u32]);
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Result<(), Error> {
        match std::mem::take(&mut self.fixed) {
            true => self.push_fixed(FIXED, value),
            false => self.push_string(STRING, value),
        }
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self, Error> {
        self.push(ARRAY, length.ok_or_else(|| unknown("a sequence of unknown length"))?)?;
        Ok(self)
    }

    fn serialize_struct(self, name: &'static str, _fields: usize) -> Result<Self, Error> {
        self.push_fixed(OBJECT, name)?;
        Ok(self)
    }

    fn serialize_i8(self, value: i8) -> Result<(), Error> {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i16(self, value: i16) -> Result<(), Error> {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_i32(self, value: i32) -> Result<(), Error> {
        self.serialize_i64(i64::from(value))
    }

    fn serialize_f32(self, value: f32) -> Result<(), Error> {
        self.serialize_f64(f64::from(value))
    }

    fn serialize_u64(self, _value: u64) -> Result<(), Error> {
        Err(unknown("u64"))
    }

    fn serialize_char(self, value: char) -> Result<(), Error> {
        self.serialize_str(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_bytes(self, _value: &[u8]) -> Result<(), Error> {
        Err(unknown("bytes"))
    }

    fn serialize_unit(self) -> Result<(), Error> {
        self.serialize_none()
    }

    fn serialize_unit_struct(self, _name: &'static str) -> Result<(), Error> {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _name: &'static str, _place: u32, variant: &'static str) -> Result<(), Error> {
        self.push_fixed(FIXED, variant)
    }

    /// `gouji_core::contract::Fixed` holds nothing but words that stay.
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, name: &'static str, value: &T) -> Result<(), Error> {
        self.fixed = name == "Fixed";
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _name: &'static str,
        _place: u32,
        _variant: &'static str,
        _value: &T,
    ) -> Result<(), Error> {
        Err(unknown("a variant with content"))
    }

    fn serialize_tuple(self, _length: usize) -> Result<Self::SerializeTuple, Error> {
        Err(unknown("a tuple"))
    }

    fn serialize_tuple_struct(self, _name: &'static str, _length: usize) -> Result<Self::SerializeTupleStruct, Error> {
        Err(unknown("a tuple"))
    }

    fn serialize_tuple_variant(
        self,
        _name: &'static str,
        _place: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeTupleVariant, Error> {
        Err(unknown("a variant with content"))
    }

    fn serialize_map(self, _length: Option<usize>) -> Result<Self::SerializeMap, Error> {
        Err(unknown("a map"))
    }

    fn serialize_struct_variant(
        self,
        _name: &'static str,
        _place: u32,
        _variant: &'static str,
        _length: usize,
    ) -> Result<Self::SerializeStructVariant, Error> {
        Err(unknown("a variant with content"))
    }
}

impl ser::SerializeSeq for &mut Plan<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Error> {
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

impl ser::SerializeStruct for &mut Plan<'_> {
    type Ok = ();
    type Error = Error;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, _name: &'static str, value: &T) -> Result<(), Error> {
        value.serialize(&mut **self)
    }

    fn skip_field(&mut self, _name: &'static str) -> Result<(), Error> {
        self.push(CONSTANT, 3)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

fn unknown(kind: impl Display) -> Error {
    ser::Error::custom(format_args!("the contract has no such value: {kind}"))
}

//! Serde values → JavaScript objects, all in one call.
//!
//! A call for each string and field, as serde-wasm-bindgen makes it, took a third of the whole check of a short report, and a
//! JSON text no less: engines decode UTF-8 and parse it slowly. Here the strings go over together as UTF-16, which an engine
//! takes as it is, with a plan of what they make; `objects.js` follows it.

use std::cell::RefCell;
use std::fmt::Display;

use serde::de::value::Error;
use serde::ser::{self, Impossible, Serialize, Serializer};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/src/objects.js")]
extern "C" {
    #[wasm_bindgen(js_name = makeObjects)]
    fn make_objects(new_names: &str, units: &[u16], plan: &[u32]) -> JsValue;
}

/// The value as JavaScript has it: structs and maps of known fields as plain objects, nothing as null.
///
/// # Errors
/// Kinds of values that the contract does not have: bytes, tuples, maps, enums with content.
pub(crate) fn to_js(value: &impl Serialize) -> Result<JsValue, JsError> {
    NAMES.with_borrow_mut(|names| {
        let known = names.all.len();
        let mut plan = Plan { units: Vec::with_capacity(2048), words: Vec::with_capacity(1024), names };
        value.serialize(&mut plan).map_err(|error: Error| JsError::new(&error.to_string()))?;
        let Plan { units, words, .. } = plan;
        Ok(make_objects(&names.all[known..].join(","), &units, &words))
    })
}

thread_local! {
    /// The names of fields that JavaScript knows.
    static NAMES: RefCell<Names> = const { RefCell::new(Names { all: Vec::new(), next: 0 }) };
}

struct Names {
    all: Vec<&'static str>,
    /// Fields come in the same order again and again: where the next one probably is.
    next: usize,
}

impl Names {
    fn place(&mut self, name: &'static str) -> u32 {
        let is = |known: &&str| std::ptr::eq(*known, name);
        let place = if self.all.get(self.next).is_some_and(is) {
            self.next
        } else {
            self.all.iter().position(is).unwrap_or_else(|| {
                self.all.push(name);
                self.all.len() - 1
            })
        };
        self.next = place + 1;
        place as u32
    }
}

/// What a word of the plan says, in its low bits; the size stands in the others. `objects.js` has the same numbers.
const CONSTANT: u32 = 0;
const INTEGER: u32 = 1;
const DOUBLE: u32 = 2;
const STRING: u32 = 3;
const ARRAY: u32 = 4;
const OBJECT: u32 = 5;

/// A larger size does not fit.
const LARGEST: u32 = u32::MAX >> 3;

struct Plan<'a> {
    units: Vec<u16>,
    words: Vec<u32>,
    names: &'a mut Names,
}

impl Plan<'_> {
    fn push(&mut self, kind: u32, size: usize) -> Result<(), Error> {
        let size = u32::try_from(size).ok().filter(|size| *size <= LARGEST);
        self.words.push(size.ok_or_else(|| ser::Error::custom("too large"))? << 3 | kind);
        Ok(())
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
        let before = self.units.len();
        self.units.extend(value.encode_utf16());
        self.push(STRING, self.units.len() - before)
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Error> {
        value.serialize(self)
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<Self, Error> {
        self.push(ARRAY, length.ok_or_else(|| unknown("a sequence of unknown length"))?)?;
        Ok(self)
    }

    fn serialize_struct(self, _name: &'static str, fields: usize) -> Result<Self, Error> {
        self.push(OBJECT, fields)?;
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
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _name: &'static str, value: &T) -> Result<(), Error> {
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

    fn serialize_field<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Error> {
        let place = self.names.place(name);
        self.words.push(place);
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Error> {
        Ok(())
    }
}

fn unknown(kind: impl Display) -> Error {
    ser::Error::custom(format_args!("the contract has no such value: {kind}"))
}

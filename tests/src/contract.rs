//! The description of the machine output for its users, made from the types of `gouji_core::contract`: a JSON Schema and
//! TypeScript types. Both are committed in `contract/`; a test holds them against the types.

use std::any::TypeId;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use gouji_core::contract::Output;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};
use ts_rs::{Config, TS, TypeVisitor};

/// The generated files with what they should hold.
pub fn files() -> Vec<(PathBuf, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../contract");
    vec![(folder.join("report.schema.json"), json_schema()), (folder.join("gouji.d.ts"), typescript())]
}

/// The JSON Schema as it is published: open, since fields may be added.
pub fn json_schema() -> String {
    format!("{:#}\n", schema())
}

/// The same schema closed: a field that it does not name is refused. For tests.
pub fn closed_schema() -> Value {
    let mut schema = schema();
    close(&mut schema);
    schema
}

fn schema() -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<Output>().to_value();
    shorten_names(&mut schema);
    without_defaults(&mut schema);
    schema["title"] = json!("Gouji: one checked report");
    schema["description"] = json!(
        "Machine output. Offsets (start, end) are UTF-8 bytes of the checked text; line and column count from 1, column in characters."
    );
    schema["properties"]["schema"] = json!({ "const": gouji_core::contract::SCHEMA });
    schema
}

/// Rust's `FindingOutput` is the contract's `Finding`.
fn public_name(name: &str) -> &str {
    name.strip_suffix("Output").filter(|name| !name.is_empty()).unwrap_or(name)
}

fn shorten_names(value: &mut Value) {
    match value {
        Value::Object(members) => {
            if let Some(Value::Object(definitions)) = members.get_mut("$defs") {
                let renamed = std::mem::take(definitions).into_iter();
                for (name, value) in renamed {
                    let other = definitions.insert(public_name(&name).to_owned(), value);
                    assert!(other.is_none(), "two types have the public name of {name}");
                }
            }
            if let Some(Value::String(reference)) = members.get_mut("$ref")
                && let Some(name) = reference.strip_prefix("#/$defs/")
            {
                *reference = format!("#/$defs/{}", public_name(name));
            }
            members.values_mut().for_each(shorten_names);
        }
        Value::Array(items) => items.iter_mut().for_each(shorten_names),
        _ => {}
    }
}

/// What is left out is absent, not a default.
fn without_defaults(value: &mut Value) {
    match value {
        Value::Object(members) => {
            members.remove("default");
            members.values_mut().for_each(without_defaults);
        }
        Value::Array(items) => items.iter_mut().for_each(without_defaults),
        _ => {}
    }
}

/// Refuses unknown fields wherever fields are named. Alternatives inside an object count their fields together.
fn close(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                match (name.as_str(), member) {
                    // Alternatives of a flattened part: the object around them is closed.
                    ("oneOf" | "anyOf" | "allOf", Value::Array(parts)) => {
                        for part in parts {
                            if let Value::Object(members) = part {
                                members.values_mut().for_each(close);
                            }
                        }
                    }
                    (_, member) => close(member),
                }
            }
            if members.get("type").is_some_and(|kind| kind == "object") {
                members.insert("unevaluatedProperties".to_owned(), json!(false));
            }
        }
        Value::Array(items) => items.iter_mut().for_each(close),
        _ => {}
    }
}

/// The TypeScript types of what the package gives and takes.
pub fn typescript() -> String {
    let config = Config::new().with_large_int("number");
    let mut declarations = Declarations { config: &config, seen: BTreeSet::new(), written: BTreeMap::new() };
    declarations.visit::<Output>();
    let mut types = String::new();
    let written: String = declarations.written.into_values().collect();
    let mut lines = written.lines().map(str::trim_end).peekable();
    while let Some(line) = lines.next() {
        // A comment of one sentence stands on one line.
        if line == "/**"
            && let Some(sentence) = lines.next().and_then(|line| line.strip_prefix(" * "))
        {
            let first = format!("/** {sentence}");
            let goes_on = lines.next_if(|line| *line == " */").is_none();
            types.push_str(&if goes_on { format!("/**\n * {sentence}\n") } else { format!("{first} */\n") });
            continue;
        }
        // What may be left out is never null.
        let optional = line.split_once(": ").is_some_and(|(name, _)| name.ends_with('?'));
        let line = if optional { line.replace(" | null,", ",") } else { line.to_owned() };
        types.push_str(&with_public_names(&line));
        types.push('\n');
    }
    format!("{FACE}\n{}\n", types.trim_end())
}

/// A line of declarations with the names that the outside uses.
fn with_public_names(line: &str) -> String {
    let is_word = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let mut named = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find(is_word) {
        let (before, words) = rest.split_at(start);
        let end = words.find(|character| !is_word(character)).unwrap_or(words.len());
        named.push_str(before);
        named.push_str(public_name(&words[..end]));
        rest = &words[end..];
    }
    named + rest
}

/// What JavaScript calls; the types of the answers follow it, generated.
const FACE: &str = include_str!("contract/face.d.ts");

struct Declarations<'a> {
    config: &'a Config,
    seen: BTreeSet<TypeId>,
    /// By name: the derive visits them in an order of its own.
    written: BTreeMap<String, String>,
}

impl TypeVisitor for Declarations<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_none() || !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        let docs = T::docs().unwrap_or_default();
        let declaration = T::decl(self.config);
        self.written.insert(T::ident(self.config), format!("{docs}export {declaration}\n\n"));
        T::visit_dependencies(self);
    }
}

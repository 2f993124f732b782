//! A name for a finding that survives edits elsewhere: by it a second run says fixed, new or remaining, and a confirmation
//! stays with its finding.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::finding::{Found, Place};
use crate::matching::fold;
use crate::rules::AnySlip;
use crate::span::Span;

/// The fingerprint of each finding: made from its rule, its place in the form, its own words and the sentence around them,
/// folded. Among findings that are still equal, which of how many it is belongs to it: when one of them goes, the others get
/// other fingerprints, so a confirmation may be lost, but never moves to another finding.
pub(crate) fn fingerprints(found: &[Found<AnySlip>], text: &str) -> Vec<String> {
    let own: Vec<String> = found.iter().map(|finding| description(finding, text)).collect();
    let mut equal: BTreeMap<&str, u32> = BTreeMap::new();
    for description in &own {
        *equal.entry(description).or_default() += 1;
    }
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    let mut fingerprints = Vec::with_capacity(own.len());
    for description in &own {
        let count = equal.get(description.as_str()).copied().unwrap_or(1);
        let place = seen.entry(description).or_default();
        *place += 1;
        fingerprints.push(match count {
            1 => hash(description),
            _ => hash(&format!("{description}\0{place} of {count}")),
        });
    }
    fingerprints
}

/// What makes a finding this one and no other.
fn description(finding: &Found<AnySlip>, text: &str) -> String {
    let mut all = format!("{}\0", finding.rule);
    // A write to a String cannot fail.
    let _ = match finding.place {
        Place::Title => write!(all, "title"),
        Place::Preamble => write!(all, "preamble"),
        Place::Signature => write!(all, "signature"),
        Place::Section(section) => write!(all, "section {}", section.id()),
        Place::Table(table) => write!(all, "table {}", table.number()),
        Place::Row(row) => write!(all, "table {} row {}", row.table().number(), row.id()),
        Place::Column(table, column) => write!(all, "table {} column {}", table.number(), column.id()),
        Place::Cell(cell) => {
            write!(all, "table {} row {} column {}", cell.table().number(), cell.row.id(), cell.column.id())
        }
    };
    all.push('\0');
    // A finding without words of its own is told by its place and by what it asks for.
    let own = finding.span.of(text);
    if own.is_empty() {
        all.push_str(&finding.slip.expected().unwrap_or_default());
        return all;
    }
    all.push_str(&fold(own));
    if !matches!(finding.place, Place::Table(_) | Place::Row(..) | Place::Column(..) | Place::Cell(_)) {
        all.push('\0');
        all.push_str(&fold(sentence_around(finding.span, text)));
    }
    all
}

/// So far from its words the sentence of a finding is looked at, in bytes: some copies of a report have no marks at all.
const FARTHEST: usize = 600;

/// The sentence in which a span stands.
fn sentence_around(span: Span, text: &str) -> &str {
    const ENDS: [char; 6] = ['。', '；', '！', '？', '\n', '\r'];
    let (start, end) = (span.start as usize, span.end as usize);
    let from = text.floor_char_boundary(start.saturating_sub(FARTHEST));
    let to = text.ceil_char_boundary(end.saturating_add(FARTHEST).min(text.len()));
    let before = &text[from..start];
    let behind = &text[end..to];
    let begin = before
        .rfind(ENDS)
        .map_or(from, |at| from + text[from + at..].chars().next().map_or(at, |mark| at + mark.len_utf8()));
    let stop = behind.find(ENDS).map_or(to, |at| end + at);
    &text[begin..stop]
}

/// FNV-1a, 64 bits, as 16 hexadecimal digits: short, stable over versions and platforms, and nothing secret depends on it.
fn hash(words: &str) -> String {
    let hash = words
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{hash:016x}")
}

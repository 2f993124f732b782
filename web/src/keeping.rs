//! What is kept of a report: for this tab until it is closed, so that a reload loses nothing; and where the person asks for
//! it, on this computer for seven days. Every tab keeps its own.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gouji_documents::read;
use js_sys::{Date, Uint8Array};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use web_sys::Storage;

use crate::browser::TOOLS;
use crate::document::{Document, Given};
use crate::steps::{Packed, Step};

/// The text as it is now, behind one letter: `boot.js` reads it after a trap.
const REPORT: &str = "gouji.report";
/// A text that could not be checked: `boot.js` keeps it.
const UNCHECKED: &str = "gouji.unchecked";
/// The report as it came in.
const GIVEN: &str = "gouji.given";
/// What was done to it.
const STEPS: &str = "gouji.steps";
/// The report whose place it took.
const BEFORE: &str = "gouji.before";
/// Under which name it is kept on this computer too.
const HERE: &str = "gouji.here";
/// What is kept on this computer: behind this stands the name.
const KEPT: &str = "gouji.kept.";

/// For so long a report is kept on this computer.
const DAYS: u64 = 7;
/// In milliseconds.
const DAY: u64 = 86_400_000;

#[derive(Serialize, Deserialize)]
struct KeptGiven {
    source: Packed,
    name: Option<String>,
    sha256: Option<String>,
    word: Option<Vec<u8>>,
    word_is_gone: bool,
}

#[derive(Serialize, Deserialize)]
struct KeptSteps {
    steps: Vec<Step>,
    cursor: u32,
}

/// A report that is kept on this computer.
#[derive(Clone, PartialEq)]
pub struct KeptHere {
    pub id: String,
    /// Whose report it is.
    pub title: String,
    /// The last day, 12月8日.
    pub until: String,
}

thread_local! {
    /// The report as it came in, when it was kept last: it is as large as all else and never changes.
    static LAST: RefCell<Weak<Given>> = const { RefCell::new(Weak::new()) };
}

/// Keeps a report for this tab, and on this computer where that is asked for. False when the browser has no room.
pub fn keep(document: &Document, text: &str, title: &str) -> bool {
    let Some(session) = session() else { return true };
    let mut kept = put(&session, REPORT, &format!("t{text}"));
    let last = LAST.replace(Rc::downgrade(&document.given));
    if !last.upgrade().is_some_and(|last| Rc::ptr_eq(&last, &document.given)) {
        let given = packed_given(&document.given);
        let whole = put(&session, GIVEN, &in_text(&given));
        if !whole && given.word.is_some() {
            // Without the Word file there is room; the page then says that it has to be chosen again.
            let without = KeptGiven { word: None, word_is_gone: true, ..given };
            kept &= put(&session, GIVEN, &in_text(&without));
        } else {
            kept &= whole;
        }
    }
    kept &= put(&session, STEPS, &in_text(&packed_steps(document)));
    if let Some(id) = get(&session, HERE) {
        kept &= keep_here(&id, document, title);
    }
    kept
}

/// Keeps a text that is no report, as it stands in the box.
pub fn keep_text(text: &str) -> bool {
    let Some(session) = session() else { return true };
    LAST.replace(Weak::new());
    remove(&session, GIVEN);
    remove(&session, STEPS);
    put(&session, REPORT, &format!("t{text}"))
}

/// Keeps the report whose place another one took; where there is no room, it is only there until the page is left.
pub fn keep_replaced(document: Option<&Document>) {
    let Some(session) = session() else { return };
    match document {
        Some(document) => {
            put(&session, BEFORE, &in_text(&(packed_given(&document.given), packed_steps(document))));
        }
        None => remove(&session, BEFORE),
    }
}

/// What this tab had before the page was loaded again: its report, or the words in its box, and the report before it.
pub struct Kept {
    pub report: std::result::Result<Document, String>,
    pub replaced: Option<Document>,
}

pub fn kept() -> Option<Kept> {
    let session = session()?;
    let text = get(&session, REPORT)?.get(1..)?.to_owned();
    let stored = || Some((from_text(&get(&session, GIVEN)?)?, from_text(&get(&session, STEPS)?)?));
    let document = stored().and_then(|(given, steps)| opened(given, steps));
    let document = document.filter(|document| document.present().source.text() == text);
    let report = match document {
        Some(document) => Ok(document),
        // Another version of the page, or what came out of a trap: the words are there.
        None => read::words(text.clone(), TOOLS).map(|source| Document::new(Given::of(source))).map_err(|_| text),
    };
    let replaced = get(&session, BEFORE).and_then(|before| from_text(&before));
    let replaced = replaced.and_then(|(given, steps)| opened(given, steps));
    Some(Kept { report, replaced })
}

/// Forgets all of it, here and in the tab.
pub fn forget() {
    LAST.replace(Weak::new());
    if let Some(session) = session() {
        if let (Some(id), Some(local)) = (get(&session, HERE), local()) {
            remove(&local, &format!("{KEPT}{id}"));
        }
        for key in [REPORT, UNCHECKED, GIVEN, STEPS, BEFORE, HERE] {
            remove(&session, key);
        }
    }
}

/// Whether a report may be kept on this computer at all: what a page of a folder keeps, every other page of it could read.
pub fn may_keep_here() -> bool {
    let protocol = web_sys::window().and_then(|window| window.location().protocol().ok());
    protocol.is_some_and(|protocol| protocol.starts_with("http")) && local().is_some()
}

/// Whether this tab's report is kept on this computer.
pub fn is_kept_here() -> bool {
    session().is_some_and(|session| get(&session, HERE).is_some())
}

/// Begins or ends keeping this tab's report on this computer. False when the browser has no room.
pub fn set_kept_here(wanted: bool, document: &Document, title: &str) -> bool {
    let (Some(session), Some(local)) = (session(), local()) else { return false };
    let known = get(&session, HERE);
    if !wanted {
        known.inspect(|id| remove(&local, &format!("{KEPT}{id}")));
        remove(&session, HERE);
        return true;
    }
    let id = known.unwrap_or_else(new_id);
    let kept = keep_here(&id, document, title) && put(&session, HERE, &id);
    if !kept {
        remove(&local, &format!("{KEPT}{id}"));
    }
    kept
}

/// The last day on which a report that is kept today is still there.
pub fn last_day() -> String {
    day(now() + DAYS * DAY)
}

/// What is kept on this computer, the newest first. What is older than it may be is forgotten.
pub fn all_kept_here() -> Vec<KeptHere> {
    let Some(local) = local().filter(|_| may_keep_here()) else { return Vec::new() };
    let names = (0..local.length().unwrap_or(0)).filter_map(|at| local.key(at).ok().flatten());
    let names: Vec<String> = names.filter(|name| name.starts_with(KEPT)).collect();
    let mut all = Vec::new();
    for name in names {
        let head = get(&local, &name).and_then(|stored| {
            let (since, rest) = stored.split_once('\n')?;
            Some((since.parse::<u64>().ok()?, rest.split_once('\n')?.0.to_owned()))
        });
        match head {
            Some((since, title)) if since + DAYS * DAY > now() => {
                let id = name[KEPT.len()..].to_owned();
                all.push((since, KeptHere { id, title, until: day(since + DAYS * DAY) }));
            }
            _ => remove(&local, &name),
        }
    }
    all.sort_by_key(|(since, _)| std::cmp::Reverse(*since));
    all.into_iter().map(|(_, kept)| kept).collect()
}

/// Takes a report that is kept on this computer into this tab, which keeps it there from now on under a name of its own.
pub fn take_from_here(id: &str) -> Option<Document> {
    let name = format!("{KEPT}{id}");
    let (local, session) = (local()?, session()?);
    let stored = get(&local, &name)?;
    let packed = stored.splitn(3, '\n').nth(2)?;
    let (given, steps) = from_text(packed)?;
    let document = opened(given, steps)?;
    // The tab that kept it may still be open and keep it again: neither writes over the other.
    let title = stored.split('\n').nth(1).unwrap_or_default();
    let own = new_id();
    if keep_here(&own, &document, title) && put(&session, HERE, &own) {
        remove(&local, &name);
    }
    Some(document)
}

/// A name that no other tab uses.
fn new_id() -> String {
    format!("{:x}", now() * 1000 + (js_sys::Math::random() * 1000.0) as u64)
}

/// Forgets a report that is kept on this computer.
pub fn forget_here(id: &str) {
    if let Some(local) = local() {
        remove(&local, &format!("{KEPT}{id}"));
    }
}

fn keep_here(id: &str, document: &Document, title: &str) -> bool {
    let Some(local) = local() else { return false };
    let packed = in_text(&(packed_given(&document.given), packed_steps(document)));
    let title = title.replace('\n', " ");
    put(&local, &format!("{KEPT}{id}"), &format!("{}\n{title}\n{packed}", now()))
}

fn packed_given(given: &Given) -> KeptGiven {
    KeptGiven {
        source: Packed::of(&given.source),
        name: given.name.clone(),
        sha256: given.sha256.clone(),
        word: given.word.as_ref().map(Uint8Array::to_vec),
        word_is_gone: given.word_is_gone,
    }
}

fn packed_steps(document: &Document) -> KeptSteps {
    let (done, undone) = document.steps();
    KeptSteps { steps: [done, undone].concat(), cursor: done.len() as u32 }
}

fn opened(given: KeptGiven, steps: KeptSteps) -> Option<Document> {
    let KeptGiven { source, name, sha256, word, word_is_gone } = given;
    let word = word.map(|word| Uint8Array::from(&word[..]));
    let given = Given { source: source.open()?, name, sha256, word, word_is_gone };
    Some(Document::with_steps(given, steps.steps, steps.cursor as usize))
}

/// Bytes as a storage takes them: one character each.
fn in_text<T: Serialize>(value: &T) -> String {
    // It fails where a value refuses to be written, which nothing here does.
    postcard::to_allocvec(value).unwrap_or_default().into_iter().map(char::from).collect()
}

fn from_text<T: DeserializeOwned>(text: &str) -> Option<T> {
    let bytes: Option<Vec<u8>> = text.chars().map(|it| u8::try_from(u32::from(it)).ok()).collect();
    postcard::from_bytes(&bytes?).ok()
}

/// Milliseconds since 1970. Whole numbers: words for others are ten kilobytes of the page.
fn now() -> u64 {
    Date::now() as u64
}

fn day(at: u64) -> String {
    let date = Date::new(&(at as f64).into());
    format!("{}月{}日", date.get_month() + 1, date.get_date())
}

fn session() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}

fn local() -> Option<Storage> {
    web_sys::window()?.local_storage().ok()?
}

fn get(storage: &Storage, key: &str) -> Option<String> {
    storage.get_item(key).ok()?
}

/// False when there is no room; what was kept under this name is then gone, for nothing older may come back in its place.
fn put(storage: &Storage, key: &str, value: &str) -> bool {
    let stored = storage.set_item(key, value).is_ok();
    if !stored {
        remove(storage, key);
    }
    stored
}

fn remove(storage: &Storage, key: &str) {
    // Nothing can be done where the browser refuses, and nothing was kept there.
    let _ = storage.remove_item(key);
}

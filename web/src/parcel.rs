//! What is taken away is made by the module `writer`: the page sends it the report with all that goes with it.

use std::rc::Rc;

use gouji_documents::handover::{Request, WorkerMessage};
use gouji_documents::notes::{Author, Change, safe_changes_of};
use gouji_export::{Order, Wanted};
use yew::Callback;

use crate::document::Document;
use crate::reading::{News, Reading};
use crate::result::Result;
use crate::steps::Packed;
use crate::words;

/// A report with all that goes with it into what is taken away.
#[derive(Clone)]
pub struct Parcel {
    pub document: Rc<Document>,
    pub result: Rc<Result>,
}

impl PartialEq for Parcel {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.result, &other.result) && Rc::ptr_eq(&self.document, &other.document)
    }
}

impl Parcel {
    /// Whether the text is as it was given.
    pub fn is_as_given(&self) -> bool {
        self.result.edits.is_empty()
    }

    /// Has something made of it.
    pub fn order(&self, wanted: Wanted, news: Callback<News>) -> Reading {
        let (given, options) = (&self.document.given, self.result.options().clone());
        let order = Order {
            wanted,
            organ: options.organ,
            level: options.level.map(|level| level.id().to_owned()),
            year: options.year,
            due: options.due.map(String::from),
            without: options.without,
            acknowledged: options.acknowledged,
            remarks: self.result.remarks.iter().map(|remark| (remark.span, remark.text.clone())).collect(),
            file: given.name.clone().unwrap_or_else(|| "-".to_owned()),
            // Of the file as it is taken away: the one that came in, or one of the text as it is now.
            file_sha256: given.sha256.clone().filter(|_| self.is_as_given()),
            given: (!self.is_as_given()).then(|| Packed::of(&given.source).0),
            edits: self.result.edits.clone(),
            previous: options.previous.as_deref().map(|previous| Packed::of(previous).0),
        };
        Reading::ordering(order, &Packed::of(self.result.source()), news)
    }

    /// What is to be tracked in the Word file that the report came in, under the name of who revises it. One that was changed gets these changes, one as it was
    /// given what the command line writes into it.
    pub fn changes(&self, reviser: &str) -> Vec<Change> {
        match self.is_as_given() {
            true => safe_changes_of(&self.result.checked),
            false => self.result.changes(&self.document.given.source, &Author::Person(reviser.to_owned())),
        }
    }

    /// What the reader of Word files is asked to write, still without notes.
    pub fn request(&self, reviser: &str) -> Vec<u8> {
        WorkerMessage::new(Request::Annotate { notes: Vec::new(), changes: self.changes(reviser) }).to_bytes()
    }

    /// The name of a file that is taken away: 报告（校验意见）.docx.
    pub fn named(&self, what: &str, ending: &str) -> String {
        let name = self.document.given.name.as_deref().map(|name| name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        let report = &self.result.checked.report;
        let organ = || report.organ.clone().unwrap_or_else(|| words::REPORT_NAME.to_owned());
        let year = report.year.map_or(String::new(), |year| format!("{year}年"));
        let stem = name.map_or_else(|| format!("{}{year}{}", organ(), words::REPORT_NAME), str::to_owned);
        format!("{stem}（{what}）.{ending}")
    }
}

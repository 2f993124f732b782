//! What is made from a check for the page, by the module that it loads when something is asked for.

use std::error::Error;
use std::sync::Arc;

use gouji_core::contract::{Earlier, Remark, Wanted as WantedOutput};
use gouji_core::form::Level;
use gouji_core::report::Day;
use gouji_core::since::known_again;
use gouji_core::{CheckedReport, Options, Source, check};

use crate::layout::Sheets;
use crate::{Beside, Order, Statement, Wanted, Workbook, chat, csv, docx, doubt, json, markdown, sarif, xlsx};

/// A report that was checked again for an order.
pub struct Rechecked {
    order: Order,
    /// The check.
    pub checked: CheckedReport,
    /// What a person wrote beside the text.
    pub remarks: Vec<Remark>,
    /// The findings of the report as it was given, where it was changed since.
    pub since: Option<Vec<Earlier>>,
}

/// What an order asks for.
pub enum Written {
    /// The file, or the words in UTF-8.
    File(Vec<u8>),
    /// 校验意见 as it is laid out.
    Sheets(Sheets),
}

impl Rechecked {
    /// Checks a report as the page has it, with the report as given and last year's.
    pub fn new(order: Order, source: Source, given: Option<Source>, previous: Option<Source>) -> Self {
        let options = Options {
            organ: order.organ.clone(),
            level: order.level.as_deref().and_then(Level::from_id),
            year: order.year,
            due: order.due.as_deref().and_then(Day::read),
            without: order.without.clone(),
            acknowledged: order.acknowledged.clone(),
            previous: previous.map(Arc::new),
        };
        let remarks = order.remarks.iter().map(|(span, text)| Remark { span: *span, text: text.clone() }).collect();
        let checked = check(source, &options);
        let since = given.map(|given| known_again(&check(given, &options), &checked, &order.edits));
        Rechecked { checked, remarks, since, order }
    }

    /// What the order asks for; notes for a Word file, which are written by others, are none of it.
    ///
    /// # Errors
    /// None that is known; a fault of the libraries that write would be one.
    pub fn write(&self) -> Result<Written, Box<dyn Error>> {
        let Rechecked { order, checked, .. } = self;
        let beside = self.beside();
        let file = match &order.wanted {
            Wanted::Json => (json(checked, self.output())? + "\n").into_bytes(),
            Wanted::Sarif => {
                let mut log = sarif::Log::default();
                log.add(checked, &beside);
                log.finish()?.into_bytes()
            }
            Wanted::Markdown => markdown(checked, &beside).into_bytes(),
            Wanted::Csv => csv(&Workbook::flat(checked, &beside)).into_bytes(),
            Wanted::Xlsx => xlsx(&Workbook::of(checked, &beside))?,
            Wanted::Sheets => return Ok(Written::Sheets(Statement::of(checked, &beside).sheets())),
            Wanted::Docx { reviewer, date } => docx(&Statement::of(checked, &Beside { reviewer, date, ..beside }))?,
            Wanted::Chat { with_words } => chat(checked, &beside, *with_words).into_bytes(),
            Wanted::Doubt { finding } => {
                let finding = checked.findings.get(*finding as usize).ok_or("no such finding")?;
                doubt(checked, finding).into_bytes()
            }
            Wanted::Notes { .. } => return Err("notes are written by the reader of Word files".into()),
        };
        Ok(Written::File(file))
    }

    fn beside(&self) -> Beside<'_> {
        Beside {
            file: &self.order.file,
            file_sha256: self.order.file_sha256.as_deref(),
            remarks: &self.remarks,
            since: self.since.as_deref(),
            ..Beside::default()
        }
    }

    fn output(&self) -> WantedOutput<'_> {
        WantedOutput {
            file: Some(self.order.file.clone()),
            sha256: self.order.file_sha256.clone(),
            cells: true,
            since: self.since.clone(),
            remarks: &self.remarks,
            ..WantedOutput::default()
        }
    }
}

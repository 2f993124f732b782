//! A checked report, as the page shows it: its findings in the order of the list, equal ones together, and where each is
//! marked.

use std::collections::BTreeMap;
use std::rc::Rc;

use gouji_core::contract::Remark;
use gouji_core::finding::{Edit, Fix, Severity};
use gouji_core::problem::Problem;
use gouji_core::voice::Verdict;
use gouji_core::{CheckedReport, Finding, Options, Source, Span, check, voice};
use gouji_documents::notes::{Author, Change, safe_changes_of};

use crate::document::{Document, Present};
use crate::marks::{Mark, mark_of};
use crate::since::Since;

/// A checked report.
pub struct Result {
    pub checked: CheckedReport,
    /// The findings as the list has them: open ones by severity, then by position, then those confirmed.
    pub order: Vec<usize>,
    /// The number that each finding has in the list, from 1.
    numbers: Vec<usize>,
    /// Where each finding is marked.
    pub marks: Vec<Mark>,
    /// The same findings, equal ones together.
    pub groups: Vec<Group>,
    pub remarks: Vec<Remark>,
    /// The file of last year's report.
    pub previous_name: Option<String>,
    /// All changes of the text as one, over the text as given.
    pub edits: Vec<Edit>,
    /// Which words of the text now the person typed.
    typed: Vec<Span>,
    /// What the text came to since the first check; nothing as long as it is as given.
    pub since: Option<Since>,
    /// The changes in which nothing else is thinkable.
    pub safe: Vec<Edit>,
}

/// Findings that say the same of different places; most are alone.
pub struct Group {
    /// Where it stands in the list.
    pub shelf: Shelf,
    /// The findings, by position.
    pub members: Vec<usize>,
}

/// A part of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Findings to do something about.
    Open(Severity),
    /// Those confirmed as right.
    Confirmed,
}

impl Shelf {
    /// All of them, in the order of the list.
    pub const ALL: [Shelf; 4] =
        [Shelf::Open(Severity::Error), Shelf::Open(Severity::Warning), Shelf::Open(Severity::Info), Shelf::Confirmed];

    /// Where a finding stands.
    pub fn of(finding: &Finding) -> Self {
        if finding.acknowledged.is_some() { Shelf::Confirmed } else { Shelf::Open(finding.severity) }
    }
}

impl Result {
    /// Checks a report as the steps have made it.
    ///
    /// # Errors
    /// What could not be read, and why.
    pub fn of(document: &Document) -> std::result::Result<Rc<Self>, Vec<Problem>> {
        let present = document.present();
        let mut checked = check(present.source.clone(), &present.options);
        if !checked.was_read {
            return Err(checked.problems);
        }
        confirm(&mut checked, &present);
        // Against the text as given, with all else as it is now: a corrected year mends nothing.
        let since = (!present.edits.is_empty()).then(|| {
            let first = check(document.given.source.clone(), &present.options);
            Since::of(&first, &checked, &present.edits)
        });
        Ok(Rc::new(Result::new(checked, present, since)))
    }

    fn new(checked: CheckedReport, present: Present, since: Option<Since>) -> Self {
        let findings = &checked.findings;
        let of = |wanted: Shelf| (0..findings.len()).filter(move |at| Shelf::of(&findings[*at]) == wanted);
        let order: Vec<usize> = Shelf::ALL.into_iter().flat_map(of).collect();
        let mut numbers = vec![0; order.len()];
        order.iter().enumerate().for_each(|(place, finding)| numbers[*finding] = place + 1);
        let marks = findings.iter().map(|finding| mark_of(finding, &checked)).collect();
        let groups = grouped(&checked, &order);
        let safe = safe_changes_of(&checked).into_iter().map(|it| Edit { span: it.span, text: it.now }).collect();
        let Present { remarks, edits, typed, previous_name, .. } = present;
        Result { checked, order, numbers, marks, groups, remarks, previous_name, edits, typed, since, safe }
    }

    /// The verdict.
    pub fn verdict(&self) -> Verdict {
        voice::verdict_of(&self.checked)
    }

    pub fn source(&self) -> &Source {
        &self.checked.source
    }

    pub fn options(&self) -> &Options {
        &self.checked.options
    }

    /// A finding.
    pub fn finding(&self, at: usize) -> Option<&Finding> {
        self.checked.findings.get(at)
    }

    /// The number of a finding in the list.
    pub fn number(&self, finding: usize) -> usize {
        self.numbers.get(finding).copied().unwrap_or(0)
    }

    /// How many findings stand in a part of the list.
    pub fn count(&self, shelf: Shelf) -> usize {
        self.checked.findings.iter().filter(|finding| Shelf::of(finding) == shelf).count()
    }

    /// The changes of the text as given, each with whose it is.
    pub fn changes(&self, given: &Source, person: &Author) -> Vec<Change> {
        let mut shift: i64 = 0;
        let change = |edit: &Edit| {
            let start = (i64::from(edit.span.start) + shift) as u32;
            let now = Span { start, end: start + edit.text.len() as u32 };
            shift += edit.text.len() as i64 - edit.span.len() as i64;
            let is_typed = self.typed.iter().any(|typed| typed.start <= now.end && now.start <= typed.end);
            let was = edit.span.of(given.text()).to_owned();
            let by = if is_typed { person.clone() } else { Author::Program };
            Change { span: edit.span, was, now: edit.text.clone(), by }
        };
        let changes: Vec<Change> = self.edits.iter().map(change).collect();
        // What was changed back is as it was.
        changes.into_iter().filter(|change| change.was != change.now).collect()
    }

    /// How many findings are open.
    pub fn open(&self) -> usize {
        self.checked.findings.iter().filter(|finding| finding.acknowledged.is_none()).count()
    }
}

/// Marks what the person confirmed, by rule and place.
fn confirm(checked: &mut CheckedReport, present: &Present) {
    for known in &present.confirmed {
        let same = checked
            .findings
            .iter_mut()
            .find(|finding| finding.rule == known.rule && finding.span == known.span && finding.acknowledged.is_none());
        if let Some(finding) = same {
            finding.acknowledged = Some(known.reason.clone());
            checked.options.acknowledged.insert(finding.fingerprint.clone(), known.reason.clone());
        }
    }
}

/// Findings of one part of the list that say the same in the same words. Sums are never equal.
fn grouped(checked: &CheckedReport, order: &[usize]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut known: BTreeMap<(Severity, &str, String), usize> = BTreeMap::new();
    for at in order.iter().copied() {
        let finding = &checked.findings[at];
        let shelf = Shelf::of(finding);
        if shelf == Shelf::Confirmed || finding.slip.sums().is_some() {
            groups.push(Group { shelf, members: vec![at] });
            continue;
        }
        let message = checked.words(finding).message;
        let place = *known.entry((finding.severity, finding.rule, message)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.members.push(at),
            None => groups.push(Group { shelf, members: vec![at] }),
        }
    }
    groups
}

impl Group {
    /// The mending of all its findings, where it is literally the same and there are several of them.
    pub fn common_fix<'a>(&self, checked: &'a CheckedReport) -> Option<&'a Fix> {
        let text = checked.source.text();
        let own = |at: &usize| {
            let fix = checked.findings.get(*at)?.fixes.first()?;
            let [edit] = &fix.edits[..] else { return None };
            Some((fix, edit.span.of(text), &edit.text))
        };
        let (fix, words, new) = self.members.first().and_then(own)?;
        let same = |at: &usize| {
            own(at).is_some_and(|(other, own, text)| other.label == fix.label && own == words && text == new)
        };
        (self.members.len() > 1 && self.members.iter().all(same)).then_some(fix)
    }
}

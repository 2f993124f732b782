//! The sentences of `templates.txt`, and how a sentence gets its numbers.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use gouji_core::form::{ColumnId, Edition, OutcomeId, RowId};

use super::{Random, ReportData};

/// A sentence with places for numbers and names.
#[derive(Debug)]
pub(super) struct Template {
    /// At most one of a tag in a report.
    pub tag: Option<&'static str>,
    kinds: &'static str,
    edition: Option<bool>,
    /// A number of the tables, and whether it must be 0 or must not.
    conditions: Vec<(&'static str, bool)>,
    text: &'static str,
}

/// What a claim in the prose says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum What {
    /// A number of the tables, by its name in the templates.
    Count(&'static str),
    /// A share in percent.
    Percentage,
    /// A sum whose parts follow.
    Sum,
    /// A part of a sum.
    SumPart,
    /// A growth rate whose two figures stand beside it.
    Growth,
    /// The report year.
    Year,
    /// The year before, compared with.
    LastYear,
    /// The year after, planned for.
    NextYear,
    /// The year in the period of the report.
    PeriodYear,
    /// The number of parts of the report.
    PartCount,
    /// 我局, 我镇.
    SelfName,
    /// The organ's name.
    Organ,
}

/// A claim and its bytes in the line.
#[derive(Clone, Debug, PartialEq)]
pub struct Claim {
    /// What it says.
    pub what: What,
    /// Its words.
    pub span: Range<usize>,
}

/// The templates of a heading of the file, in its order.
pub(super) fn templates(heading: &str) -> &'static [Template] {
    static ALL: OnceLock<HashMap<&'static str, Vec<Template>>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let mut all: HashMap<&'static str, Vec<Template>> = HashMap::new();
        let mut heading = "";
        for line in include_str!("templates.txt").lines() {
            if let Some(words) = line.strip_prefix("== ") {
                heading = words;
            } else if !line.is_empty() && !line.starts_with("//") {
                all.entry(heading).or_default().push(Template::parse(line));
            }
        }
        all
    });
    all.get(heading).map_or(&[], Vec::as_slice)
}

impl Template {
    fn parse(line: &'static str) -> Self {
        let (head, text) = match line.strip_prefix('[').and_then(|line| line.split_once("] ")) {
            Some(parts) => parts,
            None => ("", line),
        };
        let mut template = Template { tag: None, kinds: "", edition: None, conditions: Vec::new(), text };
        for word in head.split_whitespace() {
            if let Some(tag) = word.strip_prefix('#') {
                template.tag = Some(tag);
            } else if let Some(key) = word.strip_suffix("=0") {
                template.conditions.push((key, true));
            } else if let Some(key) = word.strip_suffix(">0") {
                template.conditions.push((key, false));
            } else if word == "new" || word == "old" {
                template.edition = Some(word == "new");
            } else {
                template.kinds = word;
            }
        }
        template
    }

    /// Whether it may stand in a report again and again.
    pub fn is_free(&self) -> bool {
        self.tag.is_none() && self.kinds.is_empty() && self.edition.is_none() && !self.text.contains("year}")
    }

    /// Whether it may stand in this report: the right kind of organ and edition, no number that is 0.
    pub fn suits(&self, data: &ReportData) -> bool {
        let kind = self.kinds.is_empty() || self.kinds.contains(kind_of(data.organ));
        let edition = self.edition.is_none_or(|new| new == (data.edition != Edition::E2019));
        let conditions = self.conditions.iter().all(|(key, zero)| count(data, key).is_some_and(|n| (n == 0) == *zero));
        let numbers = self.places().all(|place| match place {
            place if place.contains(':') => true,
            key if is_count(key) => count(data, key).is_some_and(|number| number > 0),
            _ => true,
        });
        kind && edition && conditions && numbers
    }

    fn places(&self) -> impl Iterator<Item = &'static str> {
        self.text.split('{').skip(1).filter_map(|rest| rest.split('}').next())
    }

    /// The sentence with its numbers, appended to `text`.
    pub fn write(&self, data: &ReportData, random: &mut Random, text: &mut String, claims: &mut Vec<Claim>) {
        let mut names = self.numbers(random);
        let mut parts = self.text.split('{');
        text.push_str(parts.next().unwrap_or(""));
        for part in parts {
            let (place, behind) = part.split_once('}').unwrap_or((part, ""));
            let start = text.len();
            let what = fill(place, data, &mut names, random, text);
            if let Some(what) = what {
                claims.push(Claim { what, span: start..text.len() });
            }
            text.push_str(behind);
        }
    }

    /// The numbers that belong together, chosen before the first is written.
    fn numbers(&self, random: &mut Random) -> HashMap<&'static str, i64> {
        let mut names = HashMap::new();
        let last = 40 + random.below(700) as i64;
        names.insert("last", last);
        names.insert("more", last + 1 + random.below(last as usize / 2) as i64);
        names.insert("less", last - 1 - random.below(last as usize / 2) as i64);
        for place in self.places() {
            let Some((words, range)) = place.split_once(':').filter(|(words, _)| *words != "pct") else { continue };
            let summands: Vec<&'static str> = words.split('+').collect();
            for name in &summands {
                names.insert(name, from_range(range, random));
            }
            if summands.len() > 1 {
                names.insert(words, summands.iter().map(|name| names[name]).sum());
            }
        }
        names
    }
}

fn from_range(range: &str, random: &mut Random) -> i64 {
    let (low, high) = range.split_once('-').unwrap_or((range, range));
    let (low, high): (usize, usize) = (low.parse().unwrap_or(1), high.parse().unwrap_or(9));
    (low + random.below(high + 1 - low)) as i64
}

fn fill(
    place: &'static str,
    data: &ReportData,
    names: &mut HashMap<&'static str, i64>,
    random: &mut Random,
    text: &mut String,
) -> Option<What> {
    let (own, whole) = own_names(data.organ);
    let (words, what) = match place {
        "year" => (data.year.to_string(), Some(What::Year)),
        "last_year" => ((data.year - 1).to_string(), Some(What::LastYear)),
        "next_year" => ((data.year + 1).to_string(), Some(What::NextYear)),
        "period" => (data.year.to_string(), Some(What::PeriodYear)),
        "parts" => ("六".to_owned(), Some(What::PartCount)),
        "organ" => (data.organ.to_owned(), Some(What::Organ)),
        "self" => (own.to_owned(), Some(What::SelfName)),
        "whole" => (whole.to_owned(), None),
        "rise" => (percent(names["more"] - names["last"], names["last"]), Some(What::Growth)),
        "fall" => (percent(names["last"] - names["less"], names["last"]), Some(What::Growth)),
        _ if place.starts_with("pct:") => {
            let (share, all) = place["pct:".len()..].split_once('/').unwrap_or(("", ""));
            let number = |name: &str| names.get(name).copied().or_else(|| count(data, name)).unwrap_or(1);
            (percent(number(share), number(all)), Some(What::Percentage))
        }
        _ => match place.split_once(':') {
            // {n:…} stands for another number each time.
            Some(("n", range)) => (from_range(range, random).to_string(), None),
            Some((words, _)) => (names[words].to_string(), words.contains('+').then_some(What::Sum)),
            None => match names.get(place) {
                Some(number) => {
                    let part = !matches!(place, "last" | "more" | "less");
                    (number.to_string(), part.then_some(What::SumPart))
                }
                None => (count(data, place).unwrap_or(0).to_string(), Some(What::Count(place))),
            },
        },
    };
    text.push_str(&words);
    what
}

/// A share with at most one decimal, rounded half up.
pub(crate) fn percent(share: i64, all: i64) -> String {
    let tenths = (share * 2000 + all) / (all * 2);
    if tenths % 10 == 0 { format!("{}%", tenths / 10) } else { format!("{}.{}%", tenths / 10, tenths % 10) }
}

fn is_count(key: &str) -> bool {
    !matches!(
        key,
        "year" | "last_year" | "next_year" | "period" | "parts" | "organ" | "self" | "whole" | "last" | "more" | "less"
    ) && !matches!(key, "rise" | "fall" | "a" | "b" | "c" | "x" | "y" | "n")
}

/// A number of the tables by its name in the templates; `None` where the edition has none.
pub fn count(data: &ReportData, key: &str) -> Option<i64> {
    let cell = |row: RowId, column: ColumnId| {
        let columns = data.layout(row.table()).row(row)?.columns;
        Some(data.row_of(row)?[columns.iter().position(|form| form.id == column)?])
    };
    let three = |row| cell(row, ColumnId::Total);
    let suits = |column| Some(cell(RowId::LitigationDirect, column)? + cell(RowId::LitigationAfter, column)?);
    let group = |outcome: OutcomeId| Some(outcome.rows().iter().filter_map(|row| three(*row)).sum());
    match key {
        "received" => three(RowId::Received),
        "carried_in" => three(RowId::CarriedIn),
        "carried_out" => three(RowId::CarriedOut),
        "granted" => three(RowId::Granted),
        "received_people" => cell(RowId::Received, ColumnId::NaturalPerson),
        "answered" => three(RowId::OutcomeTotal),
        "partly" => three(RowId::Partial),
        "refused" => group(OutcomeId::Refused),
        "unable" => group(OutcomeId::Unable),
        "declined" => group(OutcomeId::Declined),
        "other" => group(OutcomeId::Other),
        "reconsideration" => cell(RowId::Reconsideration, ColumnId::Total),
        "rec_upheld" => cell(RowId::Reconsideration, ColumnId::Upheld),
        "rec_corrected" => cell(RowId::Reconsideration, ColumnId::Corrected),
        "rec_pending" => cell(RowId::Reconsideration, ColumnId::Pending),
        "litigation" => suits(ColumnId::Total),
        "lit_upheld" => suits(ColumnId::Upheld),
        "lit_other" => suits(ColumnId::OtherResult),
        "lit_pending" => suits(ColumnId::Pending),
        "documents_issued" => cell(RowId::NormativeDocuments, ColumnId::Issued),
        "documents_repealed" => cell(RowId::NormativeDocuments, ColumnId::Repealed),
        "in_force" => cell(RowId::NormativeDocuments, ColumnId::InForce),
        "licences" => cell(RowId::Licensing, ColumnId::Decisions),
        "penalties" => cell(RowId::Penalty, ColumnId::Decisions),
        "compulsion" => cell(RowId::Compulsion, ColumnId::Decisions),
        "fees" => cell(RowId::Fees, ColumnId::Amount),
        _ => None,
    }
}

/// The letter of an organ's kind in the templates.
fn kind_of(organ: &str) -> char {
    match organ {
        _ if organ.ends_with("镇人民政府") => 't',
        _ if organ.ends_with("人民政府") => 'g',
        _ if organ.ends_with("街道办事处") => 's',
        _ if organ.ends_with('厅') => 'p',
        _ if organ.ends_with("委员会") => 'z',
        _ => 'b',
    }
}

/// What an organ calls itself and what it governs.
pub(crate) fn own_names(organ: &str) -> (&'static str, &'static str) {
    match kind_of(organ) {
        't' => ("我镇", "全镇"),
        'g' if organ.ends_with("市人民政府") => ("我市", "全市"),
        'g' => ("我县", "全县"),
        's' => ("我街道", "全街道"),
        'p' => ("我厅", "全厅"),
        'z' => ("我区", "全区"),
        _ => ("我局", "全局"),
    }
}

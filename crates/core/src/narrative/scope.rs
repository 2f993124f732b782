//! How far a number reaches: over the organ's own whole year, as the tables do, or less, or further.
//!
//! What narrows it may stand clauses before: 网上申请21件，予以公开9件. The words between two semicolons speak of one thing.

use crate::form::{ColumnId, RowId};
use crate::report::{CellAddress, Report};

use super::contents::Narrative;
use super::figures::{Figure, Unit};
use super::lexicon::{Class, Hit, Word};
use super::own_name::ends_with_own_name;

impl Narrative {
    /// Whether what is said of requests in a clause is said of some of them only, or of other requests than those for
    /// information.
    pub fn is_of_some_requests(&self, report: &Report, clause: usize) -> bool {
        is_of_some_requests(self, report, clause, self.prose.clauses[clause].end)
    }
}

/// In clauses, and in numbers: what stands further in front of a number no longer speaks of it.
const FAR: usize = 12;

/// Whether something narrows or widens what a number counts, whatever it counts. `own` are the words of its clause.
pub(super) fn is_narrowed(narrative: &Narrative, report: &Report, at: usize, own: &[Hit]) -> bool {
    let has = |word: Word| own.iter().any(|hit| hit.word == word);
    // 因本机关不掌握等原因无法提供: with 等 the whole group is meant.
    let one_row = has(Word::RowNamed) && !has(Word::Etc);
    if own.iter().any(|hit| hit.word.narrows()) || has(Word::OtherTime) || has(Word::Roughly) || one_row {
        return true;
    }
    let figure = &narrative.figures[at];
    let (first, _) = narrative.clauses_of_sentence(figure.clause);
    (!report.level.is_government() && is_of_all_the_region(narrative, figure))
        || is_of_another_year(narrative, report, at, first)
        || is_of_another_time(narrative, figure.clause, figure.start)
        || is_somebody_elses(narrative, report, figure)
}

/// Whether the sentence speaks of the whole region, or those right before it do of its requests: 全市收到826件。其中,予以公开286件.
pub(super) fn is_of_all_the_region(narrative: &Narrative, figure: &Figure) -> bool {
    let clauses = &narrative.prose.clauses;
    let own = &clauses[figure.clause];
    let near = clauses[..figure.clause].iter().rev().take(FAR).take_while(|clause| clause.paragraph == own.paragraph);
    let first = figure.clause - near.count();
    (first..=figure.clause).any(|clause| {
        let hits = narrative.hits_of(clause);
        let has = |words: &[Word]| hits.iter().any(|hit| words.contains(&hit.word));
        let same_sentence = clauses[clause].sentence == own.sentence;
        let begins = || hits.first().is_some_and(|hit| hit.word == Word::Wider && hit.start == clauses[clause].start);
        let counts = || narrative.figures_of(clause).iter().any(|figure| figure.unit.is_cases());
        let of_requests = || has(&[Word::Request, Word::OnRequest, Word::Receive, Word::Answer]);
        has(&[Word::Wider]) && (same_sentence || (of_requests() && (begins() || counts())))
    })
}

/// Whether the year named before a number is not the report year, or is one of several.
fn is_of_another_year(narrative: &Narrative, report: &Report, at: usize, first_clause: usize) -> bool {
    let before = narrative.figures[..at].iter().rev().take_while(|before| before.clause >= first_clause);
    let mut years = before.filter(|before| before.unit == Unit::Year);
    let is_other = |year: &Figure| year.value.whole() != report.year.map(i64::from);
    let Some(last) = years.next() else { return false };
    // 2023年、2024年分别收到30件、34件.
    let is_joined = |year: &Figure| {
        let between = narrative.prose.text().get(year.end..last.start);
        is_other(year) && between.is_some_and(|words| matches!(words, "、" | "和" | "与" | "及"))
    };
    // 2020—2024年, 2020年至2024年.
    let before = &narrative.prose.text()[..last.start];
    let is_span = before
        .strip_suffix(['至', '—', '–', '-', '~'])
        .is_some_and(|from| from.ends_with('年') || from.ends_with(|last: char| last.is_ascii_digit()));
    is_other(last) || is_span || years.next().is_some_and(is_joined)
}

/// 截至6月底,收到19件; 近三年,分别收到28件. A comparison with another time narrows nothing.
fn is_of_another_time(narrative: &Narrative, clause: usize, end: usize) -> bool {
    let first = segment_start(narrative, clause);
    let of_clause = |clause: usize| {
        let hits = narrative.hits_of(clause);
        let compares = hits.iter().any(|hit| matches!(hit.word, Word::Grow | Word::Shrink))
            || narrative.prose.clause(&narrative.prose.clauses[clause]).contains(['比', '较']);
        !compares && hits.iter().any(|hit| hit.word == Word::OtherTime)
    };
    (first..clause).any(of_clause) || names_month(&narrative.prose.text()[narrative.prose.clauses[first].start..end])
}

/// Whether words name a month, not only the first and the last day of a year.
fn names_month(words: &str) -> bool {
    words.match_indices('月').any(|(at, _)| {
        let (before, behind) = (&words[..at], &words[at + '月'.len_utf8()..]);
        let whole_year = (before.ends_with("12") && behind.starts_with("31日"))
            || (before.ends_with('1') && !before.ends_with("11") && behind.starts_with("1日"));
        before.ends_with(|last: char| last.is_ascii_digit()) && !whole_year
    })
}

/// 县农技推广中心收到2件, 县政府印发的文件3件: the words in front of what is done end with the name of another.
fn is_somebody_elses(narrative: &Narrative, report: &Report, figure: &Figure) -> bool {
    let clause = &narrative.prose.clauses[figure.clause];
    let hits = narrative.hits_in(clause.start, figure.start);
    // 政府信息 names no government.
    let is_done = |hit: &&Hit| {
        (hit.word.names() && hit.word != Word::Published)
            || matches!(hit.word, Word::Issue | Word::Act | Word::OnRequest)
    };
    let done = hits.iter().find(is_done);
    let Some(done) = done else { return false };
    let mut words = &narrative.prose.text()[clause.start..done.start];
    while let Some(before) = Class::BeforeDeed.before(words) {
        words = before.trim_end_matches(|digit: char| digit.is_ascii_digit());
    }
    let is_body = Class::Body.ends(words) || (words.ends_with('部') && !words.ends_with("全部"));
    is_body && !ends_with_own_name(report.organ.as_deref().unwrap_or(""), words)
}

/// Whether what is said of requests in front of the folded byte `end` is said of some of them only, or of other requests
/// than those for information: 补贴申请, 自然人申请中, 企业申请4件.
pub(super) fn is_of_some_requests(narrative: &Narrative, report: &Report, clause: usize, end: usize) -> bool {
    let text = narrative.prose.text();
    let first = segment_start(narrative, clause);
    let start = narrative.prose.clauses[first].start;
    let hits = narrative.hits_in(start, end);
    if hits.iter().any(|hit| hit.word == Word::Request && is_of_a_kind(&text[start..hit.start])) {
        return true;
    }
    let before = |other: usize| narrative.prose.clause(&narrative.prose.clauses[other]);
    // 涉及补贴的申请全部办结,其中予以公开7件; 自然人申请中,予以公开12件.
    let narrows = |other: usize| {
        let hits = narrative.hits_of(other);
        let of_requests = || hits.iter().any(|hit| matches!(hit.word, Word::Request | Word::OnRequest));
        let of_people = || hits.iter().any(|hit| matches!(hit.word, Word::NaturalPerson | Word::Organisation));
        let came = || hits.iter().any(|hit| matches!(hit.word, Word::Receive | Word::Answer));
        (hits.iter().any(|hit| hit.word == Word::Narrow) && (of_requests() || came()))
            || (before(other).ends_with('中') && of_people())
    };
    // 由41件减至34件: the first is last year's.
    let from = text[start..end].ends_with(['由', '从']);
    let among = from || text[start..end].ends_with("中有") || before(clause).ends_with("申请中");
    // 群众诉求方面,全年收到46件.
    let says_request = narrative
        .hits_in(narrative.prose.clauses[clause].start, end)
        .iter()
        .any(|hit| matches!(hit.word, Word::Request | Word::OnRequest));
    let is_narrow = |other: usize| narrative.clause_has(other, Word::Narrow);
    let goes_on = !says_request && clause > first && is_narrow(clause - 1);
    if among || goes_on || (first..clause).any(narrows) {
        return true;
    }
    let counted = narrative.figures_in(start, end).iter().rev().take(FAR);
    let of_requests = counted.filter(|figure| matches!(figure.unit, Unit::Count('件' | '宗' | '起' | '份' | '个')));
    let totals = request_totals(report);
    of_requests.into_iter().any(|figure| {
        let ends_in_among = figure.clause < clause && before(figure.clause).ends_with('中');
        let is_total = figure.count().is_some_and(|count| totals.contains(&Some(count)));
        ends_in_among || (!is_total && (counts_requests(narrative, figure) || is_whole_of_list(narrative, figure, end)))
    })
}

/// The first clause of those between semicolons in the sentence of a clause.
fn segment_start(narrative: &Narrative, clause: usize) -> usize {
    let (first, _) = narrative.clauses_of_sentence(clause);
    let clauses = &narrative.prose.clauses;
    let first = first.max(clause.saturating_sub(FAR));
    (first..clause).rev().find(|before| clauses[*before].mark == ';').map_or(first, |before| before + 1)
}

/// Whether the words in front of 申请 say of what kind it is: 补贴, 网上, 企业.
fn is_of_a_kind(before: &str) -> bool {
    let opens = |last: char| !matches!(last, '\u{4e00}'..='\u{9fff}');
    !(before.is_empty() || before.ends_with(opens) || Class::OfAllRequests.ends(before))
}

/// What table 3 counts of all requests: those received, with those carried in, and the outcomes.
pub fn request_totals(report: &Report) -> [Option<i64>; 3] {
    let count = |row| {
        let address = CellAddress { row, column: ColumnId::Total };
        report.cell(address).and_then(|cell| cell.count())
    };
    let (received, carried_in) = (count(RowId::Received), count(RowId::CarriedIn));
    let both = received.zip(carried_in).map(|(received, carried_in)| received + carried_in);
    [received, both, count(RowId::OutcomeTotal)]
}

/// Whether a number counts requests by nothing but that: no outcome and nothing carried over.
fn counts_requests(narrative: &Narrative, figure: &Figure) -> bool {
    let own = narrative.figures_of(figure.clause);
    let from = own.iter().rev().find(|other| other.start < figure.start).map(|other| other.end);
    let to = own.iter().find(|other| other.start > figure.start).map(|other| other.start);
    let clause = &narrative.prose.clauses[figure.clause];
    let hits = narrative.hits_in(from.unwrap_or(clause.start), to.unwrap_or(clause.end));
    let has = |words: &[Word]| hits.iter().any(|hit| words.contains(&hit.word));
    has(&[Word::Request, Word::OnRequest])
        && !hits.iter().any(|hit| hit.word.is_outcome())
        && !has(&[Word::CarriedIn, Word::CarriedOut, Word::Carry])
}

/// Whether 其中 stands behind a number, and no further number between them: 制发公文163件,其中不予公开81件.
fn is_whole_of_list(narrative: &Narrative, figure: &Figure, end: usize) -> bool {
    let next = narrative.figures_in(figure.end, end).first().map_or(end, |next| next.start);
    narrative.hits_in(figure.end, next).iter().any(|hit| hit.word == Word::AmongThem)
}

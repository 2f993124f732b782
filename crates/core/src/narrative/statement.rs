//! What a clause states up to a place in it: of whom it speaks, of what time, of how much of what the tables count.
//!
//! Much of this is said clauses before: 网上申请21件，予以公开9件. What goes on to a clause, and from where, is told in one place,
//! [`Statement::goes_on_from`]. A subject with a word that nobody knows is taken for another's.

use crate::form::{ColumnId, RowId};
use crate::report::{CellAddress, Report};

use super::contents::{LONGEST_SENTENCE, Narrative};
use super::figures::{Figure, Unit};
use super::lexicon::{Class, Hit, Word, has_any};
use super::measures::names;
use super::own_name::{behind_own_name, ends_with_own_name};
use super::prose::Clause;

/// What a clause states up to a place in it.
#[derive(Clone, Copy)]
pub struct Statement<'a> {
    pub(super) narrative: &'a Narrative,
    pub(super) report: &'a Report,
    clause: usize,
    /// Where it ends in the folded text: at its number, or with its clause.
    end: usize,
}

/// Of whom a clause speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// The organ itself.
    Organ,
    /// All organs of its region.
    Region,
    /// Somebody else.
    Another,
}

/// Of what time a clause speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The report year, as all that says nothing else.
    ReportYear,
    /// Another year, or several.
    OtherYear,
    /// A part of a year.
    PartOfYear,
}

/// What goes on from one clause to those behind it.
#[derive(Clone, Copy)]
enum Field {
    Region,
    Year,
    PartOfYear,
    SomeRequests,
    Topic,
}

/// In clauses, and in numbers: what stands further in front of a number no longer speaks of it.
const FAR: usize = 12;

impl Narrative {
    /// What a clause states.
    pub fn statement<'a>(&'a self, report: &'a Report, clause: usize) -> Statement<'a> {
        self.statement_until(report, clause, self.prose.clauses[clause].end)
    }

    /// What the clause of a number states up to it.
    pub fn statement_before<'a>(&'a self, report: &'a Report, figure: &Figure) -> Statement<'a> {
        self.statement_until(report, figure.clause, figure.start)
    }

    /// What a clause states up to a place of the folded text in it.
    pub fn statement_until<'a>(&'a self, report: &'a Report, clause: usize, end: usize) -> Statement<'a> {
        Statement { narrative: self, report, clause, end }
    }
}

impl<'a> Statement<'a> {
    /// The first clause from which something goes on to this one, where none between says otherwise.
    fn goes_on_from(&self, field: Field) -> usize {
        let clauses = &self.narrative.prose.clauses;
        let own = &clauses[self.clause];
        let (far, goes_on): (usize, fn(&Clause, &Clause) -> bool) = match field {
            // 全市收到826件。其中,予以公开286件.
            Field::Region => (FAR, |before, own| before.paragraph == own.paragraph),
            Field::Year => (LONGEST_SENTENCE, |before, own| before.sentence == own.sentence),
            // What stands between two semicolons speaks of one thing.
            Field::PartOfYear | Field::SomeRequests => {
                (FAR, |before, own| before.sentence == own.sentence && before.mark != ';')
            }
            // 收到申请34件。均已答复。其中,予以公开9件.
            Field::Topic => (LONGEST_SENTENCE, |before, own| {
                before.paragraph == own.paragraph && before.sentence + 3 >= own.sentence
            }),
        };
        self.clause - clauses[..self.clause].iter().rev().take(far).take_while(|before| goes_on(before, own)).count()
    }

    /// The numbers of its sentence up to its end.
    pub fn figures(&self) -> &'a [Figure] {
        self.narrative.figures_in(self.start_of_sentence(), self.end)
    }

    /// The words of the lexicon in its sentence up to its end.
    pub fn hits(&self) -> &'a [Hit] {
        self.narrative.hits_in(self.start_of_sentence(), self.end)
    }

    /// The folded words of its sentence up to its end.
    pub fn words(&self) -> &'a str {
        &self.text()[self.start_of_sentence()..self.end]
    }

    /// Where its sentence begins in the folded text.
    pub fn start_of_sentence(&self) -> usize {
        self.narrative.sentence(self.clause).0
    }

    /// The words between two semicolons, which speak of one thing, as far as they stand in it or before it.
    pub fn words_of_part(&self) -> &'a [Hit] {
        self.narrative.hits_in(self.start_of(self.goes_on_from(Field::SomeRequests)), self.end)
    }

    /// Of whom it speaks.
    pub fn who(&self) -> Who {
        match (self.is_somebody_elses(), self.is_of_all_the_region()) {
            (true, _) => Who::Another,
            (false, true) => Who::Region,
            (false, false) => Who::Organ,
        }
    }

    /// Of what time it speaks.
    pub fn when(&self) -> When {
        match (self.is_of_another_year(), self.is_of_a_part_of_the_year()) {
            (true, _) => When::OtherYear,
            (false, true) => When::PartOfYear,
            (false, false) => When::ReportYear,
        }
    }

    /// Whether it speaks of what the tables count: of the organ, a government's of its region, in the whole report year, and
    /// `words` say nothing that makes it less or more.
    pub fn is_of_all(&self, words: &[Hit]) -> bool {
        // 因本机关不掌握等原因无法提供: with 等 the whole group is meant.
        let one_row = has_any(words, &[Word::RowNamed]) && !has_any(words, &[Word::Etc]);
        let narrowed = words.iter().any(|hit| hit.word.narrows()) || has_any(words, &[Word::OtherTime, Word::Roughly]);
        if narrowed || one_row || self.when() != When::ReportYear {
            return false;
        }
        match self.who() {
            Who::Organ => true,
            Who::Region => self.report.level.is_government(),
            Who::Another => false,
        }
    }

    fn text(&self) -> &'a str {
        self.narrative.prose.text()
    }

    fn words_of(&self, clause: usize) -> &'a str {
        self.narrative.prose.clause(&self.narrative.prose.clauses[clause])
    }

    fn start_of(&self, clause: usize) -> usize {
        self.narrative.prose.clauses[clause].start
    }

    fn has(&self, clause: usize, words: &[Word]) -> bool {
        has_any(self.narrative.hits_of(clause), words)
    }

    /// Whether the sentence speaks of the whole region, or those right before it do of its requests.
    pub(super) fn is_of_all_the_region(&self) -> bool {
        let sentence = self.narrative.prose.clauses[self.clause].sentence;
        (self.goes_on_from(Field::Region)..=self.clause).any(|clause| {
            let hits = self.narrative.hits_of(clause);
            let same_sentence = self.narrative.prose.clauses[clause].sentence == sentence;
            let begins =
                || hits.first().is_some_and(|hit| hit.word == Word::Wider && hit.start == self.start_of(clause));
            let counts = || self.narrative.figures_of(clause).iter().any(|figure| figure.unit.is_cases());
            let of_requests = || has_any(hits, &[Word::Request, Word::OnRequest, Word::Receive, Word::Answer]);
            has_any(hits, &[Word::Wider]) && (same_sentence || (of_requests() && (begins() || counts())))
        })
    }

    /// 县农技推广中心收到2件, 县政府印发的文件3件: the words in front of what is done end with the name of another.
    fn is_somebody_elses(&self) -> bool {
        let start = self.start_of(self.clause);
        // 政府信息 names no government.
        let is_done = |hit: &&Hit| (names(hit.word) && hit.word != Word::Published) || hit.word == Word::Act;
        let Some(done) = self.narrative.hits_in(start, self.end).iter().find(is_done) else { return false };
        let mut words = &self.text()[start..done.start];
        while let Some(before) = Class::BeforeDeed.before(words) {
            words = before.trim_end_matches(|digit: char| digit.is_ascii_digit());
        }
        let is_body = Class::Body.ends(words) || (words.ends_with('部') && !words.ends_with("全部"));
        is_body && !ends_with_own_name(self.report.organ.as_deref().unwrap_or(""), words)
    }

    /// Whether the year named before is not the report year, or is one of several.
    fn is_of_another_year(&self) -> bool {
        let first = self.start_of(self.goes_on_from(Field::Year));
        let mut years = self.narrative.figures_in(first, self.end).iter().rev().filter(|year| year.unit == Unit::Year);
        let is_other = |year: &Figure| year.is_another_year(self.report);
        let Some(last) = years.next() else { return false };
        // 2023年、2024年分别收到30件、34件.
        let is_joined = |year: &Figure| is_other(year) && Class::Joins.is(&self.text()[year.end..last.start]);
        // 2020—2024年, 2020年至2024年.
        let from = Class::SpanOfYears.before(&self.text()[..last.start]);
        let is_span = from.is_some_and(|from| from.ends_with(|last: char| last == '年' || last.is_ascii_digit()));
        is_other(last) || is_span || years.next().is_some_and(is_joined)
    }

    /// 截至6月底,收到19件; 近三年,分别收到28件. A comparison with another time narrows nothing.
    fn is_of_a_part_of_the_year(&self) -> bool {
        let first = self.goes_on_from(Field::PartOfYear);
        let of_clause = |clause: usize| {
            let own = &self.narrative.prose.clauses[clause];
            let end = own.end.min(self.end);
            let hits = self.narrative.hits_in(own.start, end);
            let compares =
                || has_any(hits, &[Word::Grow, Word::Shrink]) || self.text()[own.start..end].contains(['比', '较']);
            has_any(hits, &[Word::OtherTime]) && !compares()
        };
        (first..=self.clause).any(of_clause) || names_month(&self.text()[self.start_of(first)..self.end])
    }

    /// Whether what is said of requests is said of some of them only, or of other requests than those for information:
    /// 补贴申请, 自然人申请中, 企业申请4件.
    pub fn is_of_some_requests(&self) -> bool {
        let first = self.goes_on_from(Field::SomeRequests);
        let start = self.start_of(first);
        let words = &self.text()[start..self.end];
        let mut requests = self.narrative.hits_in(start, self.end).iter().filter(|hit| hit.word == Word::Request);
        let among = || Class::SomeOf.ends(words) || self.words_of(self.clause).ends_with("申请中");
        // 群众诉求方面,全年收到46件.
        let own = || self.narrative.hits_in(self.start_of(self.clause), self.end);
        let goes_on = || {
            self.clause > first
                && self.has(self.clause - 1, &[Word::Narrow])
                && !has_any(own(), &[Word::Request, Word::OnRequest])
        };
        requests.any(|hit| is_of_a_kind(&self.text()[start..hit.start]))
            || among()
            || goes_on()
            || (first..self.clause).any(|clause| self.narrows_requests(clause))
            || self.parts_other_requests(start)
    }

    /// 涉及补贴的申请全部办结,其中予以公开7件; 自然人申请中,予以公开12件.
    fn narrows_requests(&self, clause: usize) -> bool {
        let speaks = &[Word::Request, Word::OnRequest, Word::Receive, Word::Answer];
        let of_people = || self.has(clause, &[Word::NaturalPerson, Word::Organisation]);
        (self.has(clause, &[Word::Narrow]) && self.has(clause, speaks))
            || (self.words_of(clause).ends_with('中') && of_people())
    }

    /// Whether a number before counts other requests than the tables do, or a list, whose parts go on here.
    fn parts_other_requests(&self, start: usize) -> bool {
        let counted = self.narrative.figures_in(start, self.end).iter().rev().take(FAR);
        let mut of_requests =
            counted.filter(|figure| matches!(figure.unit, Unit::Count('件' | '宗' | '起' | '份' | '个')));
        let totals = request_totals(self.report);
        of_requests.any(|figure| {
            let ends_in_among = figure.clause < self.clause && self.words_of(figure.clause).ends_with('中');
            let is_total = figure.count().is_some_and(|count| totals.contains(&Some(count)));
            let is_other = || counts_requests(self.narrative, figure) || self.is_whole_of_list(figure);
            ends_in_among || (!is_total && is_other())
        })
    }

    /// Whether 其中 stands behind a number, and no further number between them: 制发公文163件,其中不予公开81件.
    fn is_whole_of_list(&self, figure: &Figure) -> bool {
        let next = self.narrative.figures_in(figure.end, self.end).first().map_or(self.end, |next| next.start);
        has_any(self.narrative.hits_in(figure.end, next), &[Word::AmongThem])
    }

    /// Whether requests for information are what is spoken of: in the sentence, those before it, or the paragraph's first words.
    pub(super) fn speaks_of_requests(&self) -> bool {
        let hits = self.narrative.hits_of_clauses(self.goes_on_from(Field::Topic), self.clause);
        has_any(hits, &[Word::Request, Word::OnRequest, Word::Applicant])
            || self.narrative.paragraph_opens_with(self.clause, Word::OnRequest)
    }

    /// Whether disputes are about the disclosure of information: the sentence says so before it counts them.
    pub(super) fn is_about_disclosure(&self) -> bool {
        has_any(self.hits(), &[Word::Disclosure, Word::OnRequest])
    }

    /// Whether its words, and the clauses of the sentence before it, speak of nothing but the organ in the report year. 局属3家
    /// 事业单位, 县农技站 and 往年 do not; what is not known is taken for another.
    pub fn is_surely_the_organs(&self) -> bool {
        let before = self.goes_on_from(Field::Year)..self.clause;
        self.behind_known(&self.text()[self.start_of(self.clause)..self.end]).is_empty()
            // The subject of the sentence goes on: 县农技站未收到申请,未发生行政复议.
            && !before.into_iter().any(|clause| begins_with_another(self.behind_known(self.words_of(clause))))
    }

    /// What is left of the words of a clause behind those that name the organ and the things that are counted.
    fn behind_known(&self, words: &'a str) -> &'a str {
        self.behind_subject(words, &[Class::KnownInSubject, Class::Belonging])
    }

    /// What is left of some words behind names of the organ, digits, and words of some classes.
    pub fn behind_subject(&self, words: &'a str, passed: &[Class]) -> &'a str {
        let organ = self.report.organ.as_deref().unwrap_or("");
        let mut rest = words.trim_start_matches(|next: char| next.is_ascii_digit());
        while let Some(behind) =
            behind_own_name(organ, rest).or_else(|| passed.iter().find_map(|class| class.behind(rest)))
        {
            rest = behind.trim_start_matches(|next: char| next.is_ascii_digit());
        }
        rest
    }
}

/// Whether a clause begins with the name of somebody else: 局属3家事业单位按要求….
fn begins_with_another(words: &str) -> bool {
    let longest = words.char_indices().nth(12).map_or(words.len(), |(at, _)| at);
    // 在县政务服务中心设窗口, 由办公室负责.
    let end = Class::Unit.first_in(&words[..longest]);
    end.is_some_and(|end| end > 0 && !Class::LeadsIn.is_in(&words[..end]))
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

/// Whether the words in front of 申请 say of what kind it is: 补贴, 网上, 企业.
fn is_of_a_kind(before: &str) -> bool {
    let opens = |last: char| !matches!(last, '\u{4e00}'..='\u{9fff}');
    !(before.is_empty() || before.ends_with(opens) || Class::OfAllRequests.ends(before))
}

/// What table 3 counts of all requests: those received, with those carried in, and the outcomes.
pub fn request_totals(report: &Report) -> [Option<i64>; 3] {
    let count = |row| report.cell(CellAddress { row, column: ColumnId::Total }).and_then(|cell| cell.count());
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
    has_any(hits, &[Word::Request, Word::OnRequest])
        && !hits.iter().any(|hit| hit.word.is_outcome())
        && !has_any(hits, &[Word::CarriedIn, Word::CarriedOut, Word::Carry])
}

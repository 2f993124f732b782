//! What a number of the prose counts, step by step: the first step that knows decides, for a role or with the reason why none.

use crate::form::{ColumnId, RowId};
use crate::report::Report;

use super::applicants;
use super::cells::OUTCOME_WORDS;
use super::claim::{Role, Untied};
use super::contents::{LONGEST_SENTENCE, Narrative};
use super::disputes::{is_about_disclosure, result_counted};
use super::figures::{Figure, Unit};
use super::lexicon::{Class, Hit, Word};
use super::scope::{is_narrowed, is_of_some_requests};
use super::single_rows;

/// A number where it stands.
struct Place<'a> {
    narrative: &'a Narrative,
    report: &'a Report,
    /// Its place in [`Narrative::figures`].
    at: usize,
    figure: &'a Figure,
    /// The words of its clause.
    own: &'a [Hit],
    /// Those between the number before it and this one: only they name it.
    before: &'a [Hit],
}

type Answer = Result<Role, Untied>;

/// What a number counts, or why that is not known.
pub(super) fn role_of<'a>(narrative: &'a Narrative, report: &'a Report, at: usize) -> Answer {
    let steps: [fn(&Place<'a>) -> Option<Answer>; 13] = [
        Place::unit,
        Place::carried_behind,
        Place::applicants_and_rows,
        Place::result,
        Place::limits,
        Place::disclosed,
        Place::fees,
        Place::documents,
        Place::decisions,
        Place::disputes,
        Place::carried,
        Place::outcomes,
        Place::received_or_answered,
    ];
    let place = Place::of(narrative, report, at);
    steps.iter().find_map(|step| step(&place)).unwrap_or(Err(Untied::Unnamed))
}

fn has(hits: &[Hit], word: Word) -> bool {
    hits.iter().any(|hit| hit.word == word)
}

impl<'a> Place<'a> {
    fn of(narrative: &'a Narrative, report: &'a Report, at: usize) -> Self {
        let figure = &narrative.figures[at];
        let in_clause = narrative.figures[..at].iter().rev().take_while(|before| before.clause == figure.clause);
        let from = in_clause.filter(|before| before.unit != Unit::Year).map(|before| before.end).next();
        let own = narrative.hits_of(figure.clause);
        let behind = |place: usize| own.partition_point(|hit| hit.start < place);
        let before = &own[from.map_or(0, behind)..behind(figure.start)];
        Place { narrative, report, at, figure, own, before }
    }

    fn text(&self) -> &'a str {
        self.narrative.prose.text()
    }

    fn is_narrowed(&self) -> bool {
        is_narrowed(self.narrative, self.report, self.at, self.own)
    }

    fn is_of_some_requests(&self) -> bool {
        is_of_some_requests(self.narrative, self.report, self.figure.clause, self.figure.start)
    }

    fn unit(&self) -> Option<Answer> {
        let counts =
            matches!(self.figure.unit, Unit::Yuan | Unit::Count('件' | '宗' | '起' | '条' | '份' | '个' | '次' | '项'));
        (!counts).then_some(Err(Untied::OtherUnit))
    }

    /// 3件申请结转下年度: the number stands in front of what becomes of it.
    fn carried_behind(&self) -> Option<Answer> {
        let Place { figure, own, .. } = self;
        let hit = own.iter().find(|hit| hit.start >= figure.end && hit.word == Word::CarriedOut)?;
        let between = self.text()[figure.end..hit.start].trim_start_matches("政府").trim_start_matches("信息公开");
        // 正在办理 may be of any time.
        let directly = matches!(between, "申请" | "申请已" | "申请需" | "申请将")
            && self.text()[hit.start..hit.end].contains('转');
        if !(figure.unit.is_cases() && directly) {
            return None;
        }
        let part = self.is_narrowed() || self.is_of_some_requests();
        Some(if part { Err(Untied::Part) } else { Ok(Role::CarriedOut) })
    }

    fn applicants_and_rows(&self) -> Option<Answer> {
        let named = |hit: &Hit| matches!(hit.word, Word::NaturalPerson | Word::Organisation);
        let role = match self.before.iter().any(named) {
            true => applicants::counted(self.narrative, self.report, self.at),
            false => single_rows::counted(self.narrative, self.report, self.at),
        };
        role.map(Ok)
    }

    /// 其中2件维持、1件被纠正; 维持2件: the result of a dispute beside its number.
    fn result(&self) -> Option<Answer> {
        let Place { figure, own, before, .. } = self;
        let named_before = before.last().filter(|hit| hit.word.is_result());
        let behind = own.iter().find(|hit| hit.start >= figure.end && hit.word.is_result());
        let directly = |hit: &&Hit| matches!(&self.text()[figure.end..hit.start], "" | "被" | "结果为" | "为");
        let beside = named_before.is_some_and(|hit| hit.end == figure.start);
        let result = behind.filter(directly).filter(|_| !beside).or(named_before)?;
        Some(result_counted(self.narrative, self.report, self.at, result).ok_or(Untied::Part))
    }

    /// What keeps a number from being any of the tables' numbers.
    fn limits(&self) -> Option<Answer> {
        if !self.before.iter().any(|hit| hit.word.names()) {
            return Some(Err(Untied::Unnamed));
        }
        // 以“怎样答复申请”为题授课1次.
        let named_end = self.before.last().map_or(self.figure.start, |hit| hit.end);
        if self.text()[named_end..self.figure.start].contains('"') {
            return Some(Err(Untied::Quoted));
        }
        self.is_narrowed().then_some(Err(Untied::Part))
    }

    /// 依申请公开信息17条 is what was given, 受理依申请公开事项34件 what came.
    fn disclosed(&self) -> Option<Answer> {
        let [.., on_request, published] = self.before else { return None };
        let is_named = (on_request.word, published.word) == (Word::OnRequest, Word::Published)
            && matches!(&self.text()[on_request.end..published.start], "" | "政府")
            && published.end == self.figure.start;
        let came = [Word::Receive, Word::Answer, Word::Finish].iter().any(|word| has(self.before, *word));
        let is_matter = &self.text()[published.start..published.end] == "事项";
        is_named.then_some(if came || is_matter { Err(Untied::Unnamed) } else { Ok(Role::Disclosed) })
    }

    fn fees(&self) -> Option<Answer> {
        let fees = has(self.before, Word::Fees);
        (self.figure.unit == Unit::Yuan).then_some(if fees { Ok(Role::Fees) } else { Err(Untied::Unnamed) })
    }

    /// 清理规范性文件,废止3件,现行有效9件: the clauses behind speak of the same.
    fn documents(&self) -> Option<Answer> {
        let Place { narrative, figure, own, before, .. } = self;
        let made = match [Word::Issue, Word::Repeal, Word::InForce].map(|word| has(before, word)) {
            [false, false, false] => None,
            [true, false, false] => Some(&[ColumnId::Issued][..]),
            [false, true, false] => Some(&[ColumnId::Repealed][..]),
            [false, false, true] => Some(&[ColumnId::InForce][..]),
            _ => Some(&[ColumnId::Issued, ColumnId::Repealed, ColumnId::InForce][..]),
        };
        let documents =
            has(before, Word::Documents) || (spoke_of_documents(narrative, figure) && !has(before, Word::Issue));
        let is_part =
            |clause: usize| narrative.clause_has(clause, Word::Documents) && narrative.clause_has(clause, Word::Narrow);
        let (first, _) = narrative.clauses_of_sentence(figure.clause);
        if made.is_some() && (first..figure.clause).any(is_part) {
            return Some(Err(Untied::Part));
        }
        if let Some(columns) = made.filter(|_| figure.unit.is_cases() && documents && !has(own, Word::Published)) {
            // 公开现行有效的文件: how many were published.
            let published = columns == [ColumnId::InForce]
                && narrative.prose.clause_before(figure.clause, figure.start).contains("公开");
            return Some(if published { Err(Untied::Published) } else { Ok(Role::Documents(columns)) });
        }
        has(before, Word::Documents).then_some(Err(Untied::Unnamed))
    }

    fn decisions(&self) -> Option<Answer> {
        const DECISIONS: [(Word, RowId); 3] =
            [(Word::Licence, RowId::Licensing), (Word::Penalty, RowId::Penalty), (Word::Compulsion, RowId::Compulsion)];
        let mut named = DECISIONS.iter().filter(|(word, _)| has(self.before, *word));
        let (_, row) = named.next()?;
        if named.next().is_some() {
            return Some(Err(Untied::Several));
        }
        if has(self.own, Word::Published) {
            return Some(Err(Untied::Published));
        }
        let acts = has(self.own, Word::Act) || handles_decisions(self.narrative, self.own);
        let counted = self.figure.unit.is_cases() && acts;
        Some(if counted { Ok(Role::Decisions(*row)) } else { Err(Untied::Unnamed) })
    }

    fn disputes(&self) -> Option<Answer> {
        let Place { narrative, figure, own, before, .. } = self;
        // 复议后起诉1件 is a suit.
        let then_sued = before.iter().any(|hit| {
            let behind = &self.text()[hit.end..];
            let before = &self.text()[..hit.start];
            hit.word == Word::Reconsideration
                && (before.ends_with("未经") || behind.starts_with('后') || behind.starts_with("机构"))
        });
        let role = match (has(before, Word::Reconsideration), has(before, Word::Litigation)) {
            (false, false) => return None,
            (true, true) => return Some(Err(Untied::Several)),
            (true, false) => Role::Reconsideration(ColumnId::Total),
            (false, true) => Role::Litigation(ColumnId::Total),
        };
        let sure = figure.unit.is_cases()
            && !then_sued
            && is_about_disclosure(narrative, figure)
            && !names_its_part(&self.text()[figure.end..])
            && !has(own, Word::Answer)
            && !has(own, Word::Receive);
        Some(if sure { Ok(role) } else { Err(Untied::Part) })
    }

    /// 结转下年度继续办理: 办理 stands behind what it belongs to, and nothing but requests is carried over.
    fn carried(&self) -> Option<Answer> {
        if has(self.own, Word::Published) {
            return Some(Err(Untied::Published));
        }
        if self.is_of_some_requests() {
            return Some(Err(Untied::Part));
        }
        let carried = self.before.iter().find_map(|hit| match hit.word {
            Word::CarriedOut => Some(Role::CarriedOut),
            Word::CarriedIn => Some(Role::CarriedIn),
            _ => None,
        });
        let of_requests = || speaks_of_requests(self.narrative, self.figure.clause);
        carried.map(Ok).or_else(|| (!of_requests()).then_some(Err(Untied::OtherThings)))
    }

    fn outcomes(&self) -> Option<Answer> {
        let groups = self.before.iter().filter_map(|hit| OUTCOME_WORDS.iter().position(|word| *word == hit.word));
        let groups = groups.fold(0, |bits, group| bits | 1 << group);
        // 部分公开5个栏目.
        if !self.figure.unit.is_cases() && counts_other_things(&self.text()[self.figure.end..]) {
            return Some(Err(Untied::OtherThings));
        }
        // 审核公文512件,主动公开128件,不予公开288件: of documents.
        let (start, _) = self.narrative.sentence(self.figure.clause);
        let of_documents = || Class::AboutDocuments.is_in(&self.text()[start..self.figure.start]);
        (groups != 0).then(|| if of_documents() { Err(Untied::OtherThings) } else { Ok(Role::Outcomes(groups)) })
    }

    /// 答复33件,其中提前答复28件: the first number is of all, and what is said so again of a part.
    fn received_or_answered(&self) -> Option<Answer> {
        if counted_before(self.narrative, self.figure) {
            return Some(Err(Untied::Part));
        }
        let role = self.before.iter().rev().find_map(|hit| match hit.word {
            Word::Receive => Some(Role::Received),
            Word::Answer if matches!(&self.text()[hit.start..hit.end], "办结" | "办毕") => Some(Role::Done),
            Word::Answer | Word::Finish => Some(Role::Answered),
            _ => None,
        });
        role.map(Ok)
    }
}

/// 办理行政许可312件、行政处罚45件: the clause counts the organ's own decisions. 办理行政许可申请 counts what came.
fn handles_decisions(narrative: &Narrative, own: &[Hit]) -> bool {
    let text = narrative.prose.text();
    let is_decision = |hit: &Hit| matches!(hit.word, Word::Licence | Word::Penalty | Word::Compulsion);
    own.windows(2).any(|pair| {
        &text[pair[0].start..pair[0].end] == "办理"
            && pair[0].end == pair[1].start
            && is_decision(&pair[1])
            && text[pair[1].end..].trim_start_matches("决定").starts_with(|next: char| next.is_ascii_digit())
    })
}

/// Whether an earlier number of the sentence counts answers, as this one does.
fn counted_before(narrative: &Narrative, figure: &Figure) -> bool {
    let is_answer = |hit: &Hit| matches!(hit.word, Word::Answer | Word::Finish);
    let (start, _) = narrative.sentence(figure.clause);
    let clause = narrative.prose.clauses[figure.clause].start;
    let counts = narrative.figures_in(start, clause).iter().any(|before| before.unit.is_cases());
    counts
        && narrative.hits_in(start, clause).iter().any(is_answer)
        && narrative.hits_in(clause, figure.start).iter().any(is_answer)
}

/// 行政诉讼3件(其中政府信息公开类1件).
fn names_its_part(behind: &str) -> bool {
    let bracket = behind.strip_prefix('(').unwrap_or("");
    let part = bracket.trim_start_matches("其中").trim_start_matches([':', ',']).trim_start_matches("涉及");
    part.len() < bracket.len() && (part.starts_with("政府信息公开") || part.starts_with("信息公开"))
}

/// Whether the sentence names 规范性文件 in front of a number.
fn spoke_of_documents(narrative: &Narrative, figure: &Figure) -> bool {
    let (start, _) = narrative.sentence(figure.clause);
    narrative.hits_in(start, figure.start).iter().any(|hit| hit.word == Word::Documents)
}

/// Whether what stands behind 个, 条 or 次 is a thing, and none of those that requests are called.
fn counts_other_things(behind: &str) -> bool {
    let is_word = behind.starts_with(|next| matches!(next, '\u{4e00}'..='\u{9fff}'));
    is_word && !Class::CalledRequests.begins(behind)
}

/// Whether requests for information are what is spoken of: in the sentence, those before it, or the paragraph's first words.
fn speaks_of_requests(narrative: &Narrative, clause: usize) -> bool {
    let clauses = &narrative.prose.clauses;
    let own = &clauses[clause];
    let near = clauses[..clause].iter().rev().take(LONGEST_SENTENCE);
    let near = near.take_while(|other| other.paragraph == own.paragraph && other.sentence + 3 >= own.sentence);
    let first = clause - near.count();
    let is_request = |hit: &Hit| matches!(hit.word, Word::Request | Word::OnRequest | Word::Applicant);
    narrative.hits_of_clauses(first, clause).iter().any(is_request)
        || narrative.paragraph_opens_with(clause, Word::OnRequest)
}

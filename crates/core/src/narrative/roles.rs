//! What a number of the prose counts, step by step: the first step that knows decides, for a role or with the reason why none.

use crate::report::Report;

use super::applicants;
use super::cells::OUTCOME_WORDS;
use super::claim::{Role, Untied};
use super::contents::Narrative;
use super::disputes::result_counted;
use super::figures::{Figure, Unit};
use super::lexicon::{Class, Hit, Word, has_any};
use super::measures::{Measure, Topic, measures_of, names};
use super::single_rows;
use super::statement::Statement;

/// A number where it stands.
struct Place<'a> {
    narrative: &'a Narrative,
    figure: &'a Figure,
    /// The words of its clause.
    own: &'a [Hit],
    /// Those between the number before it and this one: only they name it.
    before: &'a [Hit],
    /// What its clause states up to it.
    statement: Statement<'a>,
}

type Answer = Result<Role, Untied>;

/// What a number counts, or why that is not known.
pub(super) fn role_of<'a>(narrative: &'a Narrative, report: &'a Report, figure: &'a Figure) -> Answer {
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
    let place = Place::of(narrative, report, figure);
    steps.iter().find_map(|step| step(&place)).unwrap_or(Err(Untied::Unnamed))
}

fn has(hits: &[Hit], word: Word) -> bool {
    has_any(hits, &[word])
}

impl<'a> Place<'a> {
    fn of(narrative: &'a Narrative, report: &'a Report, figure: &'a Figure) -> Self {
        let own = narrative.hits_of(figure.clause);
        let before = narrative.hits_in(narrative.start_of_name(figure), figure.start);
        let statement = narrative.statement_before(report, figure);
        Place { narrative, figure, own, before, statement }
    }

    fn text(&self) -> &'a str {
        self.narrative.prose.text()
    }

    fn unit(&self) -> Option<Answer> {
        let counts =
            matches!(self.figure.unit, Unit::Yuan | Unit::Count('件' | '宗' | '起' | '条' | '份' | '个' | '次' | '项'));
        (!counts).then_some(Err(Untied::OtherUnit))
    }

    /// The lines of a topic whose words all stand in front of the number.
    fn named(&self, topic: Topic) -> impl Iterator<Item = &'static Measure> {
        measures_of(topic).filter(|measure| measure.named.iter().all(|word| has(self.before, *word)))
    }

    /// 3件申请结转下年度: the number stands in front of what becomes of it.
    fn carried_behind(&self) -> Option<Answer> {
        let Place { figure, own, .. } = self;
        let hit = own.iter().find(|hit| hit.start >= figure.end && hit.word == Word::CarriedOut)?;
        let between = &self.text()[figure.end..hit.start];
        // 正在办理 may be of any time.
        let directly = !between.is_empty()
            && Class::BesideCarried.skipped(between).is_empty()
            && self.text()[hit.start..hit.end].contains('转');
        if !(figure.unit.is_cases() && directly) {
            return None;
        }
        let part = !self.statement.is_of_all(own) || self.statement.is_of_some_requests();
        let carried = measures_of(Topic::Carried).find(|measure| measure.named == [Word::CarriedOut])?;
        Some(if part { Err(Untied::Part) } else { Ok(Role::Of(carried)) })
    }

    fn applicants_and_rows(&self) -> Option<Answer> {
        let named = |hit: &Hit| matches!(hit.word, Word::NaturalPerson | Word::Organisation);
        let role = match self.before.iter().any(named) {
            true => applicants::counted(&self.statement, self.figure),
            false => single_rows::counted(&self.statement, self.figure),
        };
        role.map(Ok)
    }

    /// 其中2件维持、1件被纠正; 维持2件: the result of a dispute beside its number.
    fn result(&self) -> Option<Answer> {
        let Place { figure, own, before, .. } = self;
        let named_before = before.last().filter(|hit| hit.word.is_result());
        let behind = own.iter().find(|hit| hit.start >= figure.end && hit.word.is_result());
        let directly = |hit: &&Hit| Class::BesideResult.skipped(&self.text()[figure.end..hit.start]).is_empty();
        let beside = named_before.is_some_and(|hit| hit.end == figure.start);
        let result = behind.filter(directly).filter(|_| !beside).or(named_before)?;
        Some(result_counted(&self.statement, figure, result).ok_or(Untied::Part))
    }

    /// What keeps a number from being any of the tables' numbers.
    fn limits(&self) -> Option<Answer> {
        if !self.before.iter().any(|hit| names(hit.word)) {
            return Some(Err(Untied::Unnamed));
        }
        // 以“怎样答复申请”为题授课1次.
        let named_end = self.before.last().map_or(self.figure.start, |hit| hit.end);
        if self.text()[named_end..self.figure.start].contains('"') {
            return Some(Err(Untied::Quoted));
        }
        (!self.statement.is_of_all(self.own)).then_some(Err(Untied::Part))
    }

    /// 依申请公开信息17条 is what was given, 受理依申请公开事项34件 what came.
    fn disclosed(&self) -> Option<Answer> {
        let [.., on_request, published] = self.before else { return None };
        let measure =
            measures_of(Topic::Disclosed).find(|measure| measure.named == [on_request.word, published.word])?;
        let is_named =
            matches!(&self.text()[on_request.end..published.start], "" | "政府") && published.end == self.figure.start;
        let came = [Word::Receive, Word::Answer, Word::Finish].iter().any(|word| has(self.before, *word));
        let is_matter = &self.text()[published.start..published.end] == "事项";
        is_named.then_some(if came || is_matter { Err(Untied::Unnamed) } else { Ok(Role::Of(measure)) })
    }

    fn fees(&self) -> Option<Answer> {
        let fees = self.named(Topic::Fees).next();
        (self.figure.unit == Unit::Yuan).then_some(fees.map(Role::Of).ok_or(Untied::Unnamed))
    }

    /// 清理规范性文件,废止3件,现行有效9件: the clauses behind speak of the same.
    fn documents(&self) -> Option<Answer> {
        let Place { narrative, figure, own, before, .. } = self;
        let made = || {
            let made = |measure: &&Measure| measure.named.get(1).is_some_and(|made| has(before, *made));
            measures_of(Topic::Documents).filter(made)
        };
        let (start, _) = narrative.clauses_of_sentence(figure.clause);
        let is_part = |measure: &Measure| {
            let narrows =
                |clause| narrative.clause_has(clause, measure.named[0]) && narrative.clause_has(clause, Word::Narrow);
            (start..figure.clause).any(narrows)
        };
        if made().any(is_part) {
            return Some(Err(Untied::Part));
        }
        let is_thing = |measure: &&Measure| {
            let thing = measure.named[0];
            has(before, thing) || (!has(before, Word::Issue) && has(self.statement.hits(), thing))
        };
        let mut counted = made().filter(is_thing).filter(|_| figure.unit.is_cases() && !has(own, Word::Published));
        let Some(measure) = counted.next() else {
            return has(before, Word::Documents).then_some(Err(Untied::Unnamed));
        };
        // 公开现行有效的文件: how many were published.
        let words = narrative.prose.clause_before(figure.clause, figure.start);
        Some(match counted.next() {
            None if measure.named[1] == Word::InForce && words.contains("公开") => Err(Untied::Published),
            None => Ok(Role::Of(measure)),
            Some(other) if other.named[0] != measure.named[0] => Err(Untied::Several),
            Some(_) => Ok(Role::Of(measures_of(Topic::Documents).find(|any| *any.named == measure.named[..1])?)),
        })
    }

    fn decisions(&self) -> Option<Answer> {
        let mut named = self.named(Topic::Decisions);
        let measure = named.next()?;
        if named.next().is_some() {
            return Some(Err(Untied::Several));
        }
        if has(self.own, Word::Published) {
            return Some(Err(Untied::Published));
        }
        let acts = has(self.own, Word::Act) || handles_decisions(self.narrative, self.own);
        let counted = self.figure.unit.is_cases() && acts;
        Some(if counted { Ok(Role::Of(measure)) } else { Err(Untied::Unnamed) })
    }

    fn disputes(&self) -> Option<Answer> {
        let Place { figure, own, before, .. } = self;
        let mut named = self.named(Topic::Disputes);
        let measure = named.next()?;
        if named.next().is_some() {
            return Some(Err(Untied::Several));
        }
        // 复议后起诉1件 is a suit.
        let then_sued = before.iter().any(|hit| {
            let (words, behind) = (&self.text()[..hit.start], &self.text()[hit.end..]);
            hit.word == Word::Reconsideration && (words.ends_with("未经") || Class::BehindReview.begins(behind))
        });
        let sure = figure.unit.is_cases()
            && !then_sued
            && self.statement.is_about_disclosure()
            && !names_its_part(&self.text()[figure.end..])
            && !has(own, Word::Answer)
            && !has(own, Word::Receive);
        Some(if sure { Ok(Role::Of(measure)) } else { Err(Untied::Part) })
    }

    /// 结转下年度继续办理: 办理 stands behind what it belongs to, and nothing but requests is carried over.
    fn carried(&self) -> Option<Answer> {
        if has(self.own, Word::Published) {
            return Some(Err(Untied::Published));
        }
        if self.statement.is_of_some_requests() {
            return Some(Err(Untied::Part));
        }
        let of_requests = || self.statement.speaks_of_requests();
        let carried = self.before.iter().find_map(|hit| measure_named(Topic::Carried, hit, self.text()));
        carried.map(|measure| Ok(Role::Of(measure))).or_else(|| (!of_requests()).then_some(Err(Untied::OtherThings)))
    }

    fn outcomes(&self) -> Option<Answer> {
        let groups = self.before.iter().filter_map(|hit| OUTCOME_WORDS.iter().position(|word| *word == hit.word));
        let groups = groups.fold(0, |bits, group| bits | 1 << group);
        // 部分公开5个栏目.
        if !self.figure.unit.is_cases() && counts_other_things(&self.text()[self.figure.end..]) {
            return Some(Err(Untied::OtherThings));
        }
        // 审核公文512件,主动公开128件,不予公开288件: of documents.
        let of_documents = || Class::AboutDocuments.is_in(self.statement.words());
        (groups != 0).then(|| if of_documents() { Err(Untied::OtherThings) } else { Ok(Role::Outcomes(groups)) })
    }

    /// 答复33件,其中提前答复28件: the first number is of all, and what is said so again of a part.
    fn received_or_answered(&self) -> Option<Answer> {
        if self.is_counted_before() {
            return Some(Err(Untied::Part));
        }
        let measure = self.before.iter().rev().find_map(|hit| measure_named(Topic::Requests, hit, self.text()))?;
        Some(Ok(Role::Of(measure)))
    }

    /// Whether an earlier clause of the sentence counts answers, as this one does.
    fn is_counted_before(&self) -> bool {
        let clause = self.narrative.prose.clauses[self.figure.clause].start;
        let is_answer = |hit: &&Hit| matches!(hit.word, Word::Answer | Word::Finish);
        let mut answers = self.statement.hits().iter().filter(is_answer);
        answers.next().is_some_and(|first| first.start < clause)
            && answers.next_back().is_some_and(|last| last.start >= clause)
            && self.statement.figures().iter().any(|before| before.start < clause && before.unit.is_cases())
    }
}

/// The line of a topic that a word by itself names.
fn measure_named(topic: Topic, hit: &Hit, text: &str) -> Option<&'static Measure> {
    let is_spelt = |class: &Class| class.is(&text[hit.start..hit.end]);
    measures_of(topic).find(|measure| *measure.named == [hit.word] && measure.spelt.iter().all(is_spelt))
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

/// 行政诉讼3件(其中政府信息公开类1件).
fn names_its_part(behind: &str) -> bool {
    let bracket = behind.strip_prefix('(').unwrap_or("");
    let part = Class::BesideApplicant.skipped(bracket);
    part.len() < bracket.len() && part.trim_start_matches("政府").starts_with("信息公开")
}

/// Whether what stands behind 个, 条 or 次 is a thing, and none of those that requests are called.
fn counts_other_things(behind: &str) -> bool {
    let is_word = behind.starts_with(|next| matches!(next, '\u{4e00}'..='\u{9fff}'));
    is_word && !Class::CalledRequests.begins(behind)
}

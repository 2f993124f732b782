//! What a number of the prose claims, and which cells of the tables it may mean.
//!
//! A number is tied only when its clause names what is counted and nothing narrows it: another year, a part of the year, a
//! channel, a subject, other organs. Ambiguity is part of the claim: 收到 may mean the new requests or those with what was
//! carried in, so a claim has several readings.

use crate::form::{ColumnId, Edition, OutcomeId, RowId, TableNumber};
use crate::report::{CellAddress, Number, Report};

use super::applicants;
use super::cells::{OUTCOME_WORDS, sum};
use super::claim::{Claim, Reading, Role};
use super::contents::{LONGEST_SENTENCE, Narrative};
use super::disputes::{is_about_disclosure, result_counted};
use super::figures::{Figure, Unit};
use super::lexicon::{Class, Hit, Word};
use super::scope::{is_narrowed, is_of_all_the_region, is_of_some_requests};
use super::single_rows;

/// The outcomes without （六）其他处理, as bits.
const ALL_BUT_OTHER: u8 = (1 << OutcomeId::Other as u8) - 1;

/// All claims in the order of the text.
pub(super) fn claims(narrative: &Narrative, report: &Report) -> Vec<Claim> {
    if report.edition == Edition::Older {
        return Vec::new();
    }
    // Many numbers claim the same.
    let mut known: Vec<(Role, bool, Readings)> = Vec::new();
    let claim = |(figure, own): (usize, &Figure)| {
        own.count().or(own.yuan())?;
        let role = role_of(narrative, report, figure)?;
        let person = narrative.clause_has(own.clause, Word::NaturalPerson);
        let readings = match known.iter().find(|(claimed, of_person, _)| (*claimed, *of_person) == (role, person)) {
            Some((_, _, readings)) => readings.clone(),
            None => {
                let readings = readings(role, person, report);
                known.push((role, person, readings.clone()));
                readings
            }
        };
        let Readings { read, are_complete } = readings;
        let agrees = read.iter().any(|reading| own.count().or(own.yuan()) == Some(reading.value));
        // A government's tables may count its whole region or not: 全市收到826件 is either what they say, or of others too.
        let regional = || report.level.is_government() && is_of_all_the_region(narrative, own);
        // A cell that was not read may be the one that is meant.
        let differs = || are_complete && !read.is_empty() && !regional();
        (agrees || differs()).then_some(Claim { figure, role, readings: read })
    };
    narrative.figures.iter().enumerate().filter_map(claim).collect()
}

fn role_of(narrative: &Narrative, report: &Report, at: usize) -> Option<Role> {
    let figure = &narrative.figures[at];
    if !matches!(figure.unit, Unit::Yuan | Unit::Count('件' | '宗' | '起' | '条' | '份' | '个' | '次' | '项')) {
        return None;
    }
    // Only what stands between the number before it and this one names it.
    let in_clause = narrative.figures[..at].iter().rev().take_while(|before| before.clause == figure.clause);
    let from = in_clause.filter(|before| before.unit != Unit::Year).map(|before| before.end).next();
    let own = narrative.hits_of(figure.clause);
    let behind = |place: usize| own.partition_point(|hit| hit.start < place);
    let before = &own[from.map_or(0, behind)..behind(figure.start)];
    if let Some(carried) = carried_behind(narrative, figure, own) {
        let all = !is_narrowed(narrative, report, at, own)
            && !is_of_some_requests(narrative, report, figure.clause, figure.start);
        return Some(carried).filter(|_| all);
    }
    if let Some(role) =
        applicants::counted(narrative, report, at).or_else(|| single_rows::counted(narrative, report, at))
    {
        return Some(role);
    }
    // 其中2件维持、1件被纠正: the result stands behind its number.
    let named_before = before.last().is_some_and(|hit| hit.word.is_result() && hit.end == figure.start);
    let behind_number = own.iter().find(|hit| hit.start >= figure.end && hit.word.is_result());
    let directly = |hit: &&Hit| matches!(&narrative.prose.text()[figure.end..hit.start], "" | "被" | "结果为" | "为");
    if let Some(result) = behind_number.filter(directly).filter(|_| !named_before) {
        return result_counted(narrative, report, at, result);
    }
    if !before.iter().any(|hit| hit.word.names()) {
        return None;
    }
    if let [.., last] = before
        && last.word.is_result()
    {
        return result_counted(narrative, report, at, last);
    }
    // 以“怎样答复申请”为题授课1次.
    let named_end = before.last().map_or(figure.start, |hit| hit.end);
    if narrative.prose.text()[named_end..figure.start].contains('"') {
        return None;
    }
    if is_narrowed(narrative, report, at, own) {
        return None;
    }
    let has = |hits: &[Hit], word: Word| hits.iter().any(|hit| hit.word == word);
    if let [.., on_request, published] = before
        && (on_request.word, published.word) == (Word::OnRequest, Word::Published)
        && matches!(&narrative.prose.text()[on_request.end..published.start], "" | "政府")
        && published.end == figure.start
    {
        // 受理依申请公开事项34件 counts what came, 依申请公开信息17条 what was given.
        let came = has(before, Word::Receive) || has(before, Word::Answer) || has(before, Word::Finish);
        let is_matter = &narrative.prose.text()[published.start..published.end] == "事项";
        return Some(Role::Disclosed).filter(|_| !came && !is_matter);
    }
    if figure.unit == Unit::Yuan {
        return has(before, Word::Fees).then_some(Role::Fees);
    }
    // 清理规范性文件,废止3件,现行有效9件: the clauses behind speak of the same.
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
        return None;
    }
    if let Some(columns) = made.filter(|_| figure.unit.is_cases() && documents && !has(own, Word::Published)) {
        // 公开现行有效的文件: how many were published.
        let published = columns == [ColumnId::InForce]
            && narrative.prose.clause_before(figure.clause, figure.start).contains("公开");
        return (!published).then_some(Role::Documents(columns));
    }
    if has(before, Word::Documents) {
        return None;
    }
    let decision =
        [(Word::Licence, RowId::Licensing), (Word::Penalty, RowId::Penalty), (Word::Compulsion, RowId::Compulsion)];
    let named: Vec<RowId> = decision.iter().filter(|(word, _)| has(before, *word)).map(|(_, row)| *row).collect();
    if let [row] = named[..] {
        let acts = has(own, Word::Act) || handles_decisions(narrative, own);
        let counted = figure.unit.is_cases() && !has(own, Word::Published) && acts;
        return counted.then_some(Role::Decisions(row));
    }
    if !named.is_empty() {
        return None;
    }
    // 复议后起诉1件 is a suit.
    let then_sued = before.iter().any(|hit| {
        let behind = &narrative.prose.text()[hit.end..];
        let before = &narrative.prose.text()[..hit.start];
        hit.word == Word::Reconsideration
            && (before.ends_with("未经") || behind.starts_with('后') || behind.starts_with("机构"))
    });
    if then_sued {
        return None;
    }
    let disputes = (has(before, Word::Reconsideration), has(before, Word::Litigation));
    if disputes != (false, false) {
        let sure = figure.unit.is_cases()
            && is_about_disclosure(narrative, figure)
            && !names_its_part(&narrative.prose.text()[figure.end..])
            && !has(own, Word::Answer)
            && !has(own, Word::Receive);
        return match disputes {
            (true, false) if sure => Some(Role::Reconsideration(ColumnId::Total)),
            (false, true) if sure => Some(Role::Litigation(ColumnId::Total)),
            _ => None,
        };
    }
    if has(own, Word::Published) || is_of_some_requests(narrative, report, figure.clause, figure.start) {
        return None;
    }
    // 结转下年度继续办理: 办理 stands behind what it belongs to, and nothing but requests is carried over.
    let carried = before.iter().find_map(|hit| match hit.word {
        Word::CarriedOut => Some(Role::CarriedOut),
        Word::CarriedIn => Some(Role::CarriedIn),
        _ => None,
    });
    if carried.is_some() || !speaks_of_requests(narrative, figure.clause) {
        return carried;
    }
    let groups = before.iter().filter_map(|hit| OUTCOME_WORDS.iter().position(|word| *word == hit.word));
    let groups = groups.fold(0, |bits, group| bits | 1 << group);
    let text = narrative.prose.text();
    // 部分公开5个栏目.
    if !figure.unit.is_cases() && counts_other_things(&text[figure.end..]) {
        return None;
    }
    if groups != 0 {
        // 审核公文512件,主动公开128件,不予公开288件: of documents.
        let (start, _) = narrative.sentence(figure.clause);
        let of_documents = Class::AboutDocuments.is_in(&text[start..figure.start]);
        return (!of_documents).then_some(Role::Outcomes(groups));
    }
    // 答复33件,其中提前答复28件: the first number is of all, and what is said so again of a part.
    if counted_before(narrative, figure) {
        return None;
    }
    before.iter().rev().find_map(|hit| match hit.word {
        Word::Receive => Some(Role::Received),
        Word::Answer if matches!(&text[hit.start..hit.end], "办结" | "办毕") => Some(Role::Done),
        Word::Answer | Word::Finish => Some(Role::Answered),
        _ => None,
    })
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

/// 3件申请结转下年度: the number stands in front of what becomes of it.
fn carried_behind(narrative: &Narrative, figure: &Figure, own: &[Hit]) -> Option<Role> {
    let text = narrative.prose.text();
    let hit = own.iter().find(|hit| hit.start >= figure.end && hit.word == Word::CarriedOut)?;
    let between = text[figure.end..hit.start].trim_start_matches("政府").trim_start_matches("信息公开");
    // 正在办理 may be of any time.
    let directly =
        matches!(between, "申请" | "申请已" | "申请需" | "申请将") && text[hit.start..hit.end].contains('转');
    (figure.unit.is_cases() && directly).then_some(Role::CarriedOut)
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

/// What a claim may mean.
#[derive(Clone)]
struct Readings {
    /// Those of which every cell was read, the most likely first.
    read: Vec<Reading>,
    /// Whether there are no others.
    are_complete: bool,
}

/// What a claim may mean, as far as the tables were read.
fn readings(role: Role, natural_person: bool, report: &Report) -> Readings {
    let mut readings = Vec::new();
    let mut are_complete = true;
    let mut add = |rows: &[RowId], column: ColumnId| match sum(report, rows, column) {
        Some(reading) if !readings.contains(&reading) => readings.push(reading),
        Some(_) => {}
        None => are_complete = false,
    };
    let layout = report.table(TableNumber::Three).layout;
    let rows_of = |outcomes: u8| -> Vec<RowId> {
        let is_named = |outcome: OutcomeId| outcomes & (1 << outcome as u8) != 0;
        layout.rows.iter().map(|row| row.id).filter(|row| row.outcome().is_some_and(is_named)).collect()
    };
    let total = ColumnId::Total;
    match role {
        Role::Received => {
            add(&[RowId::Received], total);
            add(&[RowId::Received, RowId::CarriedIn], total);
        }
        Role::CarriedIn => add(&[RowId::CarriedIn], total),
        Role::CarriedOut => add(&[RowId::CarriedOut], total),
        Role::Answered => {
            add(&[RowId::OutcomeTotal], total);
            add(&[RowId::Received], total);
            add(&[RowId::Received, RowId::CarriedIn], total);
            add(&rows_of(ALL_BUT_OTHER), total);
        }
        // Those of this year are all done only where what is left may be from last year.
        Role::Done => {
            let count = |row| Some(sum(report, &[row], total)?.value);
            let (carried_in, carried_out) = (count(RowId::CarriedIn), count(RowId::CarriedOut));
            add(&[RowId::OutcomeTotal], total);
            if carried_out.is_none_or(|left| left <= carried_in.unwrap_or(left)) {
                add(&[RowId::Received], total);
            }
            add(&rows_of(ALL_BUT_OTHER), total);
        }
        Role::Outcomes(groups) => {
            add(&rows_of(groups), total);
        }
        Role::Applicants(applicant) => {
            for reading in applicants::readings(applicant, report) {
                are_complete &= reading.is_some();
                let value = reading.as_ref().map(|reading| reading.value);
                let is_new = !readings.iter().any(|known| Some(known.value) == value);
                readings.extend(reading.filter(|_| is_new));
            }
        }
        Role::Row(row) => add(&[row], total),
        Role::Disclosed => {
            add(&[RowId::Granted, RowId::Partial], total);
            add(&[RowId::Granted], total);
            add(&[RowId::Partial], total);
        }
        Role::Reconsideration(column) => readings.extend(group(report, &[RowId::Reconsideration], column)),
        Role::Litigation(column) => {
            let groups = [RowId::LitigationDirect, RowId::LitigationAfter];
            readings.extend(group(report, &groups, column));
            are_complete = sum(report, &groups, column).is_some();
        }
        Role::Documents(columns) => {
            for column in columns {
                readings.extend(sum(report, &[RowId::NormativeDocuments], *column));
            }
            are_complete = readings.len() == columns.len();
        }
        Role::Fees => {
            let cell = report.cell(CellAddress { row: RowId::Fees, column: ColumnId::Amount });
            // The table counts in 万元.
            let yuan = |amount: Number| (amount.to_f64() * 10_000.0).round() as i64;
            let amount = cell.and_then(|cell| Some((cell.address, yuan(cell.value?))));
            readings.extend(amount.map(|(cell, value)| Reading { cells: vec![cell], value }));
        }
        Role::Decisions(row) => readings.extend(sum(report, &[row], ColumnId::Decisions)),
    }
    if natural_person {
        let columns = |reading: &Reading| {
            let rows: Vec<RowId> = reading.cells.iter().map(|cell| cell.row).collect();
            sum(report, &rows, ColumnId::NaturalPerson)
        };
        let people: Vec<Reading> = readings.iter().filter_map(columns).collect();
        are_complete &= people.len() == readings.len();
        readings.extend(people);
    }
    Readings { read: readings, are_complete }
}

/// A column of groups of table 4, each and together.
fn group(report: &Report, rows: &[RowId], column: ColumnId) -> Vec<Reading> {
    let mut readings: Vec<Reading> = sum(report, rows, column).into_iter().collect();
    if rows.len() > 1 {
        // 行政诉讼0件 is said of both.
        let one = rows.iter().filter_map(|row| sum(report, &[*row], column));
        readings.extend(one.filter(|reading| reading.value > 0));
    }
    readings
}

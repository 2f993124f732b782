//! Slips in structure, names and wording.

use gouji_core::form::{Edition, SectionId};

use super::slip::{Slip, SlipKind, Where, appended, kind, of_section, pick_claim, pick_words, replaced};
use crate::generate::{Draft, DraftLine, Part, Random, What, own_names};

pub(super) const KINDS: &[SlipKind] = &[
    kind("缺一部分", section_missing),
    kind("两部分颠倒", section_out_of_order),
    kind("一部分重复", section_repeated),
    kind("所称部分数不对", part_count),
    kind("序号跳号或重复", numbering),
    kind("残留模板文字", template_text),
    kind("残留无关的行", stray_line),
    kind("写了个人信息", personal_data),
    SlipKind { shows: |shape| !shape.breaks_lines(), ..kind("一句话中间分段", paragraph_broken) },
    kind("标题写错", title),
    kind("单位名称前后不一", organ_name),
    kind("自称用错", self_reference),
    kind("残留别处的地名", foreign_place),
    kind("开头写了别的机关", foreign_organ),
    kind("发文字号写错", document_number),
    kind("引用已被代替的文件", superseded),
    kind("文件名称与文号不符", document_name),
    kind("简称没有说明全称", short_name),
    kind("词语重复", words_doubled),
    kind("术语写错", term),
    SlipKind { shows: |shape| !shape.breaks_lines(), ..kind("段末没有标点", mark_missing) },
    kind("标点重复", mark_doubled),
    kind("括号引号不成对", mark_unbalanced),
    kind("半角标点", mark_half_width),
    kind("书名号、引号之间用顿号", mark_between_titles),
];

fn section_missing(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let lines = of_section(draft, *random.pick(&SectionId::ALL));
    let mut draft = draft.clone();
    draft.lines.drain(lines);
    Some(Slip::new("section-missing", draft, Where::Anywhere))
}

fn section_out_of_order(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let at = random.below(5);
    let (one, two) = (of_section(draft, SectionId::ALL[at]), of_section(draft, SectionId::ALL[at + 1]));
    let mut draft = draft.clone();
    draft.lines[one.start..two.end].rotate_left(one.len());
    Some(Slip::new("section-out-of-order", draft, Where::Anywhere))
}

fn section_repeated(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let lines = of_section(draft, *random.pick(&[SectionId::Overview, SectionId::Problems, SectionId::Other]));
    let mut draft = draft.clone();
    let copy: Vec<DraftLine> = draft.lines[lines.clone()].to_vec();
    draft.lines.splice(lines.end..lines.end, copy);
    Some(Slip::new("section-repeated", draft, Where::Anywhere))
}

fn part_count(draft: &Draft, random: &mut Random) -> Option<Slip> {
    const RULE: &str = "part-count-wrong";
    let wrong = *random.pick(&["五", "七"]);
    if let Some((line, claim)) = pick_claim(draft, random, |_, claim| claim.what == What::PartCount) {
        return replaced(RULE, draft, line, claim.span, wrong);
    }
    let line = draft.lines.iter().rposition(|line| line.part == Part::Opening)?;
    appended(
        RULE,
        draft,
        line,
        &format!(
            "本报告由总体情况、主动公开政府信息情况、收到和处理政府信息公开申请情况、政府信息公开行政复议和行政诉讼情况、存在的主要问题及改进情况、其他需要报告的事项{wrong}个部分组成。"
        ),
    )
}

fn numbering(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (right, wrong) =
        *random.pick(&[("（三）", "（四）"), ("（三）", "（二）"), ("二是", "三是"), ("（四）", "（五）")]);
    let lines = draft.lines.iter().enumerate().filter(|(_, line)| matches!(line.part, Part::Body | Part::SubHeading));
    let all: Vec<(usize, usize)> = lines
        .filter_map(|(at, line)| Some((at, line.text.find(right)?)))
        .filter(|(at, start)| right == "二是" || *start == 0 && draft.lines[*at].section == Some(SectionId::Overview))
        .collect();
    let (line, start) = *all.get(random.below(all.len()))?;
    let section = draft.lines[line].section?;
    let slip = replaced("numbering-broken", draft, line, start..start + right.len(), wrong)?;
    // The number before it or the one behind it may be pointed at.
    Some(Slip { place: Where::Lines(of_section(draft, section)), ..slip })
}

fn template_text(draft: &Draft, random: &mut Random) -> Option<Slip> {
    const RULE: &str = "template-text-left";
    match random.below(4) {
        0 => {
            let (line, claim) =
                pick_claim(draft, random, |line, claim| claim.what == What::Organ && line.part != Part::Signature)?;
            let words = *random.pick(&["XX局", "××局", "XXX"]);
            replaced(RULE, draft, line, claim.span, words)
        }
        1 => {
            let (line, claim) =
                pick_claim(draft, random, |line, claim| line.part == Part::Body && claim.what == What::Year)?;
            replaced(RULE, draft, line, claim.span, "20XX")
        }
        2 => inserted(RULE, draft, random, "（文字描述）"),
        _ => inserted(RULE, draft, random, "（该部分以表格形式报告）"),
    }
}

/// A further line in front of a paragraph or a heading in it.
fn inserted(rule: &'static str, draft: &Draft, random: &mut Random, words: &str) -> Option<Slip> {
    let all: Vec<usize> = (0..draft.lines.len()).filter(|at| draft.lines[*at].part == Part::Body).collect();
    let at = *all.get(random.below(all.len()))?;
    let mut draft = draft.clone();
    let section = draft.lines[at].section;
    draft.lines.insert(at, DraftLine { part: Part::SubHeading, section, text: words.to_owned(), claims: Vec::new() });
    Some(Slip::new(rule, draft, Where::Lines(at..at + 1)))
}

fn stray_line(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let words = *random.pick(&["告", "的", "字号：大 中 小", "打印本页", "关闭窗口", "首页 > 政务公开 > 年度报告"]);
    inserted("stray-line", draft, random, words)
}

fn title(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let line = draft.lines.iter().position(|line| line.part == Part::Title)?;
    let text = draft.lines[line].text.clone();
    let wrong = match random.below(4) {
        0 => text.replacen("年政府", "年度政府", 1).replacen("年2", "年度2", 1),
        1 => format!("{text}报告"),
        2 => format!("{text}{text}"),
        _ => text.replacen("工作年度报告", "工作年度年度报告", 1),
    };
    if wrong == text {
        return None;
    }
    let mut draft = draft.clone();
    draft.lines[line].text = wrong;
    Some(Slip::new("title-malformed", draft, Where::Lines(line..line + 1)))
}

fn organ_name(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (line, claim) = pick_claim(draft, random, |_, claim| claim.what == What::Organ)?;
    let organ = draft.data.organ;
    let wrong = match organ.strip_suffix('局') {
        Some(stem) => format!("{stem}办公室"),
        None => format!("新{}", organ.chars().skip(1).collect::<String>()),
    };
    let slip = replaced("organ-name-varies", draft, line, claim.span, &wrong)?;
    Some(Slip { place: Where::Anywhere, ..slip })
}

fn self_reference(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (line, claim) =
        pick_claim(draft, random, |line, claim| claim.what == What::SelfName && line.part == Part::Body)?;
    let own = own_names(draft.data.organ).0;
    let others: Vec<&str> = ["我局", "我镇", "我厅"].into_iter().filter(|other| *other != own).collect();
    let wrong = *random.pick(&others);
    replaced("self-reference-differs", draft, line, claim.span, wrong)
}

fn foreign_place(draft: &Draft, random: &mut Random) -> Option<Slip> {
    // Only where the organ's own region is a real one can another be told.
    if !draft.data.organ.starts_with("松原市") {
        return None;
    }
    let sentence = *random.pick(&[
        "落实宜宾市政府信息公开工作部署。",
        "按照保定市的统一安排，开展网站自查。",
        "推动柘城县人民政府信息公开工作制度化。",
        "加强对桐城市各镇街公开工作的指导。",
        "不断提高恩施土家族苗族自治州政务公开水平。",
    ]);
    let all: Vec<usize> = (0..draft.lines.len()).filter(|at| draft.lines[*at].part == Part::Body).collect();
    let line = *all.get(random.below(all.len()))?;
    appended("foreign-name", draft, line, sentence)
}

fn foreign_organ(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (line, claim) =
        pick_claim(draft, random, |line, claim| claim.what == What::Organ && line.part == Part::Opening)?;
    let (region, own) = draft.data.organ.split_once(['县', '市', '区'])?;
    let other = *random.pick(&["审计局", "民政局", "市场监督管理局"]);
    let behind = &draft.lines[line].text[claim.span.end..];
    if !own.ends_with('局') || !["20", "编制", "政府信息公开"].iter().any(|next| behind.starts_with(next)) {
        return None;
    }
    let kind = draft.data.organ[region.len()..].chars().next()?;
    replaced("foreign-name", draft, line, claim.span, &format!("{region}{kind}{other}"))
}

fn document_number(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (right, wrong) = *random.pick(&[
        ("〔2021〕30号", "（2021）30号"),
        ("〔2021〕30号", "[2021]30号"),
        ("〔2021〕30号", "〔2021〕第30号"),
        ("〔2021〕30号", "〔21〕30号"),
        ("〔2020〕109号", "(2020)109号"),
        ("〔2020〕109号", "〔2020〕0109号"),
        ("〔2019〕60号", "【2019】60号"),
    ]);
    let (line, bytes) = pick_words(draft, random, right)?;
    replaced("document-number-malformed", draft, line, bytes, wrong)
}

fn words_doubled(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let words = *random.pick(&["政府信息", "工作人员", "定期", "公开", "的", "按照", "申请", "及时", "年度"]);
    let (line, bytes) = pick_words(draft, random, words)?;
    replaced("words-doubled", draft, line, bytes.end..bytes.end, words)
}

fn term(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (right, wrong) = *random.pick(&[
        ("收取信息处理费", "收取信息公开处理费"),
        ("政府信息公开条例", "政府信息公开条列"),
        ("依申请公开", "以申请公开"),
        ("行政规范性文件", "行政规范文件"),
    ]);
    let (line, bytes) = pick_words(draft, random, right)?;
    replaced("term-wrong", draft, line, bytes, wrong)
}

fn mark_doubled(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (mark, wrong) = *random.pick(&[("。", "。。"), ("，", "，，"), ("、", "、、"), ("。", "，。")]);
    let (line, bytes) = pick_words(draft, random, mark)?;
    replaced("mark-doubled", draft, line, bytes, wrong)
}

/// A paragraph of the account without its last mark, where another one of its part has two sentences too.
fn mark_missing(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let sentences = |line: &DraftLine| line.text.matches('。').count();
    let whole = |line: &DraftLine| line.part == Part::Body && line.text.ends_with('。') && sentences(line) > 2;
    let all: Vec<usize> = (0..draft.lines.len())
        .filter(|at| {
            let own = &draft.lines[*at];
            let beside = draft.lines.iter().filter(|line| line.section == own.section && whole(line)).count() > 1;
            whole(own) && beside && !own.text.starts_with(|first: char| first.is_ascii_digit())
        })
        .collect();
    let at = *all.get(random.below(all.len()))?;
    let text = &draft.lines[at].text;
    let end = text.len() - "。".len();
    let last = text[..end].rsplit('。').next()?;
    let plain = last.chars().count() > 8 && last.ends_with(|last: char| ('一'..='龥').contains(&last));
    if !plain {
        return None;
    }
    replaced("mark-missing", draft, at, end..text.len(), "")
}

fn mark_unbalanced(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let mark = *random.pick(&["）", "》", "”", "“", "《"]);
    let (line, bytes) = pick_words(draft, random, mark)?;
    replaced("mark-unbalanced", draft, line, bytes, "")
}

fn mark_half_width(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let (right, wrong) = *random.pick(&[("，", ","), ("，", ","), ("；", ";"), ("：", ":")]);
    let (line, bytes) = pick_words(draft, random, right)?;
    let text = &draft.lines[line].text;
    let chinese = |character: Option<char>| character.is_some_and(|character| ('一'..='龥').contains(&character));
    if !chinese(text[..bytes.start].chars().next_back()) || !chinese(text[bytes.end..].chars().next()) {
        return None;
    }
    replaced("mark-half-width", draft, line, bytes, wrong)
}

fn mark_between_titles(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let words =
        *random.pick(&["认真学习《政府信息公开工作手册》、《政务公开业务问答》。", "坚持“先审后发”、“一事一审”。"]);
    let all: Vec<usize> = (0..draft.lines.len()).filter(|at| draft.lines[*at].part == Part::Body).collect();
    let line = *all.get(random.below(all.len()))?;
    appended("mark-between-titles", draft, line, words)
}

/// What a clerk updates by half: the name of one notice with the number of another.
fn document_name(draft: &Draft, random: &mut Random) -> Option<Slip> {
    const FORM: &str =
        "《国务院办公厅政府信息与政务公开办公室关于印发〈中华人民共和国政府信息公开工作年度报告格式〉的通知》";
    const MATTERS: &str = "《国务院办公厅政府信息与政务公开办公室关于政府信息公开工作年度报告有关事项的通知》";
    const FEES: &str = "《政府信息公开信息处理费管理办法》";
    let (name, number) = *random.pick(&[
        (MATTERS, "国办公开办函〔2021〕30号"),
        (FORM, "国办公开办函〔2019〕60号"),
        (FEES, "国办公开办函〔2021〕30号"),
        (FORM, "国办函〔2020〕109号"),
    ]);
    let line = draft.lines.iter().rposition(|line| line.part == Part::Opening)?;
    appended("document-name-mismatch", draft, line, &format!("本报告按照{name}（{number}）的要求编制。"))
}

fn superseded(draft: &Draft, random: &mut Random) -> Option<Slip> {
    const RULE: &str = "superseded-document";
    const FORM: &str = "国办公开办函〔2021〕30号";
    const REGULATIONS: &str = "《中华人民共和国政府信息公开条例》";
    let old = *random.pick(&[
        "国务院令第492号",
        "国务院令第492号",
        "国务院令492号",
        "国务院第492号令",
        "中华人民共和国国务院令第492号",
    ]);
    if let Some((line, bytes)) = pick_words(draft, random, "国务院令第711号") {
        return replaced(RULE, draft, line, bytes, old);
    }
    if draft.data.edition == Edition::E2021 && random.below(2) == 0 {
        let form = *random.pick(&["国办公开办函〔2019〕60号", "国办公开办函[2019]60号", "国办公开办函（2019）60号"]);
        if let Some((line, bytes)) = pick_words(draft, random, FORM) {
            // Right behind the name of the document in force it is the number alone that is wrong.
            let is_named = draft.lines[line].text[..bytes.start].ends_with("格式》（")
                || draft.lines[line].text[..bytes.start].ends_with("的通知》（");
            let rule = if is_named { "document-name-mismatch" } else { RULE };
            return replaced(rule, draft, line, bytes, form);
        }
        let (line, bytes) = pick_words(draft, random, REGULATIONS)?;
        let end = bytes.end
            + draft.lines[line].text[bytes.end..]
                .strip_prefix("（以下简称《条例》）")
                .map_or(0, |_| "（以下简称《条例》）".len());
        let words = format!("和《关于政府信息公开工作年度报告有关事项的通知》（{form}）");
        return replaced(RULE, draft, line, end..end, &words);
    }
    let (line, bytes) = pick_words(draft, random, REGULATIONS)?;
    let behind = &draft.lines[line].text[bytes.end..];
    match behind.strip_prefix('（') {
        Some(_) => replaced(RULE, draft, line, bytes.end..bytes.end + "（".len(), &format!("（{old}，")),
        None => replaced(RULE, draft, line, bytes.end..bytes.end, &format!("（{old}）")),
    }
}

/// The full name stands there, without what it is called for short.
fn short_name(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let mut draft = draft.clone();
    let line = draft.lines.iter().position(|line| line.text.contains("以下简称《条例》"))?;
    let text = &mut draft.lines[line].text;
    *text = text.replace("（以下简称《条例》）", "").replace("，以下简称《条例》", "");
    if !draft.lines.iter().any(|line| line.text.contains("《条例》")) {
        let words = *random.pick(&["严格执行《条例》规定的公开范围和时限。", "组织学习《条例》和《办法》。"]);
        let at = draft.lines.iter().position(|line| line.part == Part::Body)?;
        draft.lines[at].text.push_str(words);
    }
    Some(Slip::new("short-name-undefined", draft, Where::Anywhere))
}

fn personal_data(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let identity = identity_number(random);
    let mobile = format!("1{}{:09}", 3 + random.below(7), random.below(1_000_000_000));
    let words = match random.below(7) {
        0 => format!("申请人张某某（身份证号{identity}）申请公开补助发放明细，已按时答复。"),
        1 => format!("其中申请人身份证号码为{identity}的一件申请正在办理。"),
        2 => format!("回复网民王某某（{mobile}）的来信，答复意见已公开。"),
        3 => format!("李某某{mobile}反映栏目更新不及时，已核实整改。"),
        4 => format!("公示对象：赵某某，{identity}。"),
        5 => format!("已将处理结果告知反映人陈先生，手机{mobile}。"),
        _ => format!("申请人刘某（{} {} {}）提出的申请已办结。", &mobile[..3], &mobile[3..7], &mobile[7..]),
    };
    let all: Vec<usize> = (0..draft.lines.len()).filter(|at| draft.lines[*at].part == Part::Body).collect();
    let line = *all.get(random.below(all.len()))?;
    appended("personal-data-left", draft, line, &words)
}

/// A number of nobody's with a right check digit (GB 11643).
fn identity_number(random: &mut Random) -> String {
    const WEIGHTS: [usize; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let (year, month, day) = (1950 + random.below(50), 1 + random.below(12), 1 + random.below(28));
    let body = format!("990199{year}{month:02}{day:02}{:03}", random.below(1000));
    let sum: usize = body.bytes().zip(WEIGHTS).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
    format!("{body}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][sum % 11])
}

/// A paragraph cut between two characters of a sentence, as a copy out of a file with broken lines leaves it.
fn paragraph_broken(draft: &Draft, random: &mut Random) -> Option<Slip> {
    let lines =
        draft.lines.iter().enumerate().filter(|(_, line)| line.part == Part::Body && line.text.chars().count() > 40);
    let all: Vec<usize> = lines.map(|(at, _)| at).collect();
    let at = *all.get(random.below(all.len()))?;
    let text = &draft.lines[at].text;
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let place = 20 + random.below(characters.len() - 30);
    let chinese = |character: char| ('一'..='龥').contains(&character);
    if !characters[place - 2..place + 2].iter().all(|(_, character)| chinese(*character)) {
        return None;
    }
    let cut = characters[place].0;
    let (first, rest) = (text[..cut].to_owned(), text[cut..].to_owned());
    let mut draft = draft.clone();
    let mut line = draft.lines[at].clone();
    draft.lines[at].text = first;
    line.text = rest;
    draft.lines.insert(at + 1, line);
    Some(Slip::new("paragraph-broken", draft, Where::Lines(at..at + 2)))
}

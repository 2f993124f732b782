//! What an organ's name looks like, where nothing but the words around it shows where it begins and ends.

use crate::searching::{Words, ends_with_any, words};

/// How names of organs end.
static ENDS: Words = words!(
    "人民政府 政府 政府机关 局 委员会 委 办公室 办公厅 办 厅 署 行署 公署 部 院 中心 管委会 办事处 街道 镇 乡 大学 学院 学校 中学 \
                    小学 医院 公司 集团 银行 社 站 所 馆 队 支队 总队 处 会 联合会 海关 试验区 实验区 开发区 高新区 新区 示范区 园区 度假区 \
                    省 市 县 区 州 旗 盟"
);

/// What stands in no name of an organ.
static FOREIGN: Words = words!(
    "报告 条例 要求 规定 精神 根据 按照 依照 依据 关于 通知 年度 情况 如下 上级 有关 相关 网站 网址 电话 地址 我局 我镇 我县 我市 \
                       我区 我乡 我委 我厅 我省 我单位 本单位 本机关 各级 编制 公布 发布 联系 认真 组成 全文 信息公开工作"
);

/// What begins no name.
static NO_BEGINNING: Words = words!(
    "我 该 其他 其中 由 各单位 各部门 各县 各区 各市 各乡 各镇 各有 全市 全县 全区 全局 全镇 全乡 本局 本镇 本乡 本县 本市 本区 本级 本单位 \
                            本机关 本报告 本年 现将 现公布 特将 特向 将本 将我 将全 向社会 向上级 向本 对 请 经过 经研究 按 在 是 为了 为做 为进 以及 并 及其 等 \
                            一是 二是 三是 四是 一、 二、 三、 四、 五、 六、 落实 贯彻 执行 参照 对照 配合"
);

/// Whether folded words may be the name of an organ, nothing more and nothing less.
pub(super) fn is_name(words: &str) -> bool {
    (3..=LONGEST).contains(&words.chars().count())
        && words.chars().all(is_of_name)
        && words.starts_with(|first| matches!(first, '\u{4e00}'..='\u{9fff}'))
        && ENDS.end(words)
        && !FOREIGN.stand_in(words)
        && !NO_BEGINNING.begin(words)
        && words.matches('(').count() == words.matches(')').count()
}

/// In characters.
const LONGEST: usize = 40;

/// Whether a character may stand in a name.
fn is_of_name(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | '(' | ')' | '、' | '·' | '"')
}

/// What may stand right behind the name of an organ in a sentence.
static BEHIND: Words = words!(
    "根据 按照 依据 依照 遵照 结合 组织 负责 牵头 编制 编写 编撰 撰写 汇总 形成 制作 完成 公布 公开 发布 联系 反映 咨询 提出 查询 办公室 政务公开 \
                      信息公开 政府信息公开 门户网站 网站 官网 认真 严格 坚持 深入 积极 特 现 就 对 在 于 已 的 ( ) , 。 : ; 2"
);

/// The end of the longest name of an organ that folded words begin with, in bytes, where what follows shows that it ends.
pub(super) fn name_at_start(words: &str) -> Option<usize> {
    let characters = words.char_indices().take(LONGEST).take_while(|(_, character)| is_of_name(*character));
    let ends: Vec<usize> = characters.map(|(at, character)| at + character.len_utf8()).collect();
    let is_end = |end: &&usize| {
        let (name, behind) = words.split_at(**end);
        // 青石县水务局政府信息公开工作: its 政府 is no part of the name.
        let cut = behind.starts_with("信息公开") && name.ends_with("政府") && !name.ends_with("人民政府");
        let ended = || behind.is_empty() || behind.starts_with('\n') || BEHIND.begin(behind);
        !cut && is_name(name) && ended()
    };
    ends.iter().rfind(is_end).map(|end| without_inner_office(&words[..*end]).len())
}

/// Where the name of an organ begins that folded words end with, in bytes; `None` where nothing shows it.
pub(super) fn name_at_end(words: &str) -> Option<usize> {
    let mut start = words.rfind(BORDER).map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    // A bracket that closes belongs to what is in front, one that opened and closed to the name: 中国(上海)自由贸易试验区.
    if words[..start].ends_with(')') {
        start = words[..start]
            .rfind(BORDERS_BUT_BRACKETS)
            .map_or(0, |at| at + words[at..].chars().next().map_or(0, char::len_utf8));
    }
    let clause = &words[start..];
    let behind = |word: &str| clause.rfind(word).map(|at| at + word.len());
    let begun = IN_FRONT.split(' ').filter_map(behind).max().unwrap_or(0);
    let begun = begun + (clause[begun..].len() - clause[begun..].trim_start_matches(['了', '的']).len());
    is_name(&clause[begun..]).then_some(start + begun)
}

/// The marks at which a clause begins.
const BORDER: [char; 9] = [',', '。', ':', ';', '\n', '》', ')', '"', '!'];
const BORDERS_BUT_BRACKETS: [char; 7] = [',', '。', ':', ';', '\n', '》', '!'];

/// Words behind which the name of an organ may begin within a clause.
const IN_FRONT: &str = "公布 公开 发布 编制 编写 编撰 撰写 现将 特将 要求 规定 精神 报告由 现由 特由 年由 请与 可与 并与 联系 欢迎向 可向 请向 向社会公布 附件";

/// An organ's name without the office within it: 青石县水务局 for 青石县水务局办公室. That of a government stays.
pub(super) fn without_inner_office(name: &str) -> &str {
    const INNER: &str = "政务公开办公室 办公室 秘书科 综合科 办公厅 政务公开科 政策法规科 信息公开科";
    for office in INNER.split(' ') {
        if let Some(organ) = name.strip_suffix(office)
            && ends_with_any(organ, "局 委员会 委 厅 署 管委会 办事处 中心 院 大学 学院 公司 集团")
            && is_name(organ)
        {
            return organ;
        }
    }
    name
}

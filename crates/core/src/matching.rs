//! Folding: the form of a text that is used for comparison only, with the way back to the text as given.
//!
//! White space and invisible characters go, full-width letters and digits become half-width, brackets and quotation
//! marks become plain ones, Kangxi radicals that PDF files use become the characters they look like (⼀⾏⼈ → 一行人),
//! and so do ideographs that were encoded twice (U+F9XX).
//! The stored text is never changed.

use crate::span::Span;

/// Folded text with the way back to the original.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    /// Parts of `text`, in order, without gaps.
    parts: Vec<Part>,
    /// How many of ，；：？！ became half-width.
    narrowed_marks: usize,
}

/// A part of a folded text: a character that changed, if any, and what stands behind it byte for byte. Both in one, since a
/// text has two hundred of them a page.
#[derive(Clone, Copy, Debug)]
struct Part {
    /// Where it begins in the folded text.
    at: u32,
    /// Where it comes from.
    origin: u32,
    /// Bytes that the changed character takes in the folded text; 0 where none did.
    folded: u8,
    /// Bytes that it takes in the original.
    original: u8,
}

impl Folded {
    /// Folds the part of `text` at `span`. Offsets of the result are those of the whole `text`.
    pub fn of(text: &str, span: Span) -> Self {
        let mut folded = Folded::default();
        folded.push(text, span);
        folded
    }

    /// Nothing yet, with room for as much as a text of so many bytes folds to.
    pub fn with_room_for(bytes: usize) -> Self {
        // A mark every thirty bytes or so begins a part.
        Folded { text: String::with_capacity(bytes), parts: Vec::with_capacity(bytes / 24), narrowed_marks: 0 }
    }

    /// Adds another part of the same text behind what is there.
    pub fn push(&mut self, text: &str, span: Span) {
        let mut at = span.start as usize;
        let words = &text[..span.end as usize];
        // Whether what comes next stands right behind a part in the original too.
        let mut follows = false;
        loop {
            let same = verbatim_length(&words[at..]);
            if same > 0 {
                if !follows {
                    self.push_part(self.text.len(), at, 0);
                }
                self.text.push_str(&words[at..at + same]);
                at += same;
            }
            let Some(character) = words[at..].chars().next() else { return };
            let length = character.len_utf8();
            let before = self.text.len();
            self.text.extend(fold_char(character));
            self.narrowed_marks += usize::from(matches!(character, '，' | '；' | '：' | '？' | '！'));
            follows = self.text.len() > before;
            if follows {
                self.push_part(before, at, length);
            }
            at += length;
        }
    }

    /// A part that begins at `at`, up to the end of the text so far a character that changed, of `original` bytes.
    fn push_part(&mut self, at: usize, origin: usize, original: usize) {
        let folded = (self.text.len() - at) as u8;
        self.parts.push(Part { at: at as u32, origin: origin as u32, folded, original: original as u8 });
    }

    /// Adds a character that stands for something at `origin`, as a wall that no comparison crosses.
    pub fn push_mark(&mut self, mark: char, origin: Span) {
        let at = self.text.len();
        self.text.push(mark);
        self.push_part(at, origin.start as usize, (origin.end - origin.start) as usize);
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The place in the original of the folded bytes `start..end`; both must be character boundaries of
    /// [`Folded::text`], `start` before `end`. An empty or wrong range gives the place of its start, or of the end.
    pub fn origin(&self, start: usize, end: usize) -> Span {
        let last = self.text.char_indices().next_back().map_or(0, |(at, _)| at);
        let own = self.part(start.min(last));
        let first = own.map_or(0, |(_, part)| part.origin_of(start.min(last)));
        let next = own.and_then(|(at, _)| self.parts.get(at + 1));
        let behind = match next {
            _ if start >= end || end > self.text.len() => None,
            Some(next) if (next.at as usize) < end => self.part(end - 1),
            // Most words stand in one part.
            _ => own,
        };
        let end = behind.map_or(first, |(_, part)| part.origin_end_of(end));
        Span::new(first, end)
    }

    /// How many of ，；：？！ the original has; folded they are ,;:?!.
    pub fn narrowed_marks(&self) -> usize {
        self.narrowed_marks
    }

    /// Those of some places of the folded text, given in their order, where the character is the original's own.
    pub fn unchanged(&self, places: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
        let mut part = 0;
        places.filter(move |place| {
            part += self.parts[part..].iter().take_while(|part| part.at as usize <= *place).count();
            let own = part.checked_sub(1).and_then(|part| self.parts.get(part));
            own.is_some_and(|own| *place >= own.at as usize + usize::from(own.folded))
        })
    }

    /// The part that a folded byte belongs to, and its place among the parts.
    fn part(&self, at: usize) -> Option<(usize, &Part)> {
        let place = self.parts.partition_point(|part| part.at as usize <= at).checked_sub(1)?;
        Some((place, self.parts.get(place)?))
    }
}

impl Part {
    /// Where the folded byte `at` of this part comes from.
    fn origin_of(&self, at: usize) -> usize {
        let inside = at - self.at as usize;
        let behind = inside.checked_sub(usize::from(self.folded));
        self.origin as usize + behind.map_or(0, |behind| usize::from(self.original) + behind)
    }

    /// Where what ends in front of the folded byte `end`, of this part, ends in the original.
    fn origin_end_of(&self, end: usize) -> usize {
        let behind = (end - self.at as usize).saturating_sub(usize::from(self.folded));
        self.origin as usize + usize::from(self.original) + behind
    }
}

/// The folded form of a short text, where the way back is not needed.
///
/// ```
/// assert_eq!(gouji_core::matching::fold("（七） 总　计"), "(七)总计");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (same, other) = rest.split_at(verbatim_length(rest));
        folded.push_str(same);
        let mut characters = other.chars();
        let Some(character) = characters.next() else { return folded };
        folded.extend(fold_char(character));
        rest = characters.as_str();
    }
}

/// How long the beginning of a text is that folds to itself, in bytes.
fn verbatim_length(text: &str) -> usize {
    text.find(|character| !is_verbatim(character)).unwrap_or(text.len())
}

/// Whether a character is one of those that fold to themselves and make up nearly all of a report.
fn is_verbatim(character: char) -> bool {
    match character {
        '[' | ']' | '\'' => false,
        '!'..='~' | '\u{4000}'..='\u{9fff}' | '、'..='》' => true,
        _ => false,
    }
}

/// The characters of the folded form, one by one.
pub fn fold_chars(text: &str) -> impl Iterator<Item = char> + Clone + '_ {
    text.chars().flat_map(fold_char)
}

/// Only the words: folded, and without punctuation and numbering marks.
pub fn fold_words(text: &str) -> String {
    fold_chars(text).filter(|character| is_word(*character)).collect()
}

/// Whether two texts have the same words.
///
/// ```
/// assert!(gouji_core::matching::same_words("１、属于 国家秘密", "1.属于国家秘密"));
/// ```
pub fn same_words(one: &str, other: &str) -> bool {
    let words = |text| fold_chars(text).filter(|character| is_word(*character));
    one == other || words(one).eq(words(other))
}

/// Whether a character is white space or invisible and so never counts.
pub fn is_space(character: char) -> bool {
    match character {
        '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{3164}' => true,
        _ => character.is_whitespace(),
    }
}

/// Words without the white space in front of them and behind.
pub(crate) fn without_space_around(words: &str) -> &str {
    words.trim_matches(is_space)
}

/// Letters, ideographs and digits.
fn is_word(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | '0'..='9') || character.is_alphanumeric()
}

/// What a character folds to: nothing, one character, or for ㈠ three.
fn fold_char(character: char) -> impl Iterator<Item = char> + Clone {
    let one = |folded| ([folded, ' ', ' '], 1);
    let (folded, length) = match character {
        _ if is_space(character) => ([' '; 3], 0),
        '（' | '〔' | '［' | '【' | '[' | '﹙' => one('('),
        '）' | '〕' | '］' | '】' | ']' | '﹚' => one(')'),
        '“' | '”' | '‘' | '’' | '「' | '」' | '『' | '』' | '＂' | '\'' => one('"'),
        '\u{ff01}'..='\u{ff5e}' => one(char::from_u32(character as u32 - 0xfee0).unwrap_or(character)),
        '㈠'..='㈩' => (['(', NUMERALS[(character as u32 - '㈠' as u32) as usize], ')'], 3),
        '\u{2f00}'..='\u{2fd5}' => {
            one(KANGXI_RADICALS.chars().nth((character as u32 - 0x2f00) as usize).unwrap_or(character))
        }
        '\u{f900}'..='\u{fad9}' => one(compatibility_ideograph(character)),
        '\u{2e80}'..='\u{2eff}' => one(supplementary_radical(character)),
        _ => one(character),
    };
    folded.into_iter().take(length)
}

/// The ideographs that those for compatibility, U+F900…U+FAD9, are doubles of, in that order (Unicode decompositions); 〓 for
/// those that are characters of their own.
const COMPATIBILITY_IDEOGRAPHS: &str = "\
    豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧\
    老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不\
    泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊\
    列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐\
    類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖\
    宅洞暴輻行降見廓兀嗀〓〓塚〓晴〓〓凞猪益礼神祥福靖精羽〓蘒〓諸〓〓逸都〓〓〓飯飼館鶴郞隷侮僧免勉勤卑喝嘆\
    器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵\
    𤋮舘〓〓並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯\
    猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜𢡊𢡄𣏕㮝䀘\
    䀹𥉉𥳐𧻓齃龎\
    ";

fn compatibility_ideograph(character: char) -> char {
    let at = (character as usize).checked_sub(0xf900);
    let double = at.and_then(|at| COMPATIBILITY_IDEOGRAPHS.chars().nth(at));
    double.filter(|double| *double != '〓').unwrap_or(character)
}

const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// The characters that the radicals U+2F00…U+2FD5 look like, in that order (Unicode compatibility decompositions).
const KANGXI_RADICALS: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾\
    干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生\
    用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷\
    豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻\
    黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠\
    ";

/// Radicals of the supplement block that fonts put in place of whole characters.
fn supplementary_radical(radical: char) -> char {
    const PAIRS: &str = "⺟母⺠民⺮竹⻁虎⻄西⻅见⻆角⻉贝⻋车⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻬齐⻮齿⻰龙⻳龟";
    let mut pairs = PAIRS.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == radical {
            return to;
        }
    }
    radical
}

#[cfg(test)]
mod tests {
    use super::{Folded, fold, fold_chars};
    use crate::span::Span;

    #[test]
    fn folds_many_at_a_time_as_one_by_one() {
        // At each place of a run of usual characters one that is just not usual, or that changes.
        for character in
            ['\u{3fff}', '\u{4000}', '\u{9fff}', '\u{a000}', 'a', '[', '，', '、', '〔', '〇', ' ', '㈠', '𠀀']
        {
            for before in 0..12 {
                let text = format!("{}{character}{}", "政".repeat(before), "府".repeat(12));
                let one_by_one: String = fold_chars(&text).collect();
                assert_eq!(fold(&text), one_by_one, "{character}");
                assert_eq!(Folded::of(&text, Span::new(0, text.len())).text(), one_by_one, "{character}");
            }
        }
    }
}

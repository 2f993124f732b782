//! The valid report and the sentences put into it, as other organs would write them and for another year.

use crate::sample::mended_sample;

/// An organ whose report the sample becomes.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// How lines of the lists of sentences call it.
    pub name: &'static str,
    /// What the sample says of its bureau, and what this organ says instead. All are changed at once, the first that fits
    /// wins: what stands for a slip in the sample may be right here, and the other way round.
    changes: &'static [(&'static str, &'static str)],
    /// The same, of the report alone.
    of_report: &'static [(&'static str, &'static str)],
}

/// The sample as it is, and three other organs.
pub const SETTINGS: [Setting; 4] = [
    Setting { name: "bureau", changes: &[], of_report: &[] },
    Setting {
        name: "commission",
        changes: &[
            ("清溪县农业农村委员会", "清溪县农业农村局"),
            ("清溪县农业农村局", "清溪县农业农村委员会"),
            ("县农业农村局", "县农业农村委员会"),
            ("我委", "我局"),
            ("我局", "我委"),
            ("本局", "本委"),
            ("全局", "全委"),
            ("局属", "委属"),
            ("局机关", "委机关"),
            ("局党组", "委党组"),
            ("局办公室", "委办公室"),
            ("局主要负责", "委主要负责"),
            ("局长", "主任"),
        ],
        of_report: &[],
    },
    Setting {
        name: "government",
        changes: &[
            ("清溪县农业农村局", "清溪县人民政府"),
            ("县农业农村局", "县政府"),
            ("我局", "我县"),
            ("本局", "本县"),
            ("全局", "全县"),
            ("局属", "县属"),
            ("局机关", "县政府机关"),
            ("局党组", "县政府党组"),
            ("局办公室", "县政府办公室"),
            ("局主要负责", "县政府主要负责"),
        ],
        of_report: &[("接受县政府办公室考核，等次为良好", "开展工作考核和社会评议，没有需要责任追究的情形")],
    },
    Setting {
        name: "township",
        changes: &[
            ("我镇", "我局"),
            ("清溪县农业农村局", "清溪县石桥镇人民政府"),
            ("县农业农村局", "镇政府"),
            ("我局", "我镇"),
            ("本局", "本镇"),
            ("全局", "全镇"),
            ("局属", "镇属"),
            ("局机关", "镇机关"),
            ("局党组", "镇党委"),
            ("局办公室", "镇党政办公室"),
            ("局主要负责", "镇主要负责"),
            ("局长", "镇长"),
        ],
        of_report: &[("接受县政府办公室考核，等次为良好", "接受县政府考核和社会评议，没有需要责任追究的情形")],
    },
];

/// By how many years the sample is moved.
pub const MOVES: [u32; 2] = [0, 1];

/// A line of the lists: a sentence, and behind ` @ ` the settings in which it makes sense where these are not all, and `2024`
/// where its years do not move with the report's.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    /// The words.
    pub sentence: &'a str,
    only: &'a str,
}

impl<'a> Line<'a> {
    /// A line as it stands in the list.
    pub fn new(line: &'a str) -> Self {
        let (sentence, only) = line.split_once(" @ ").unwrap_or((line, ""));
        Line { sentence, only }
    }

    /// Whether the sentence makes sense there.
    pub fn fits(&self, setting: &Setting, years: u32) -> bool {
        let mut words = self.only.split(' ').filter(|word| !word.is_empty());
        let named = SETTINGS.iter().any(|known| self.only.contains(known.name));
        let stays = words.clone().any(|word| word == "2024");
        (!named || words.any(|word| word == setting.name)) && (years == 0 || !stays)
    }
}

impl Setting {
    /// The valid report of this organ, so many years later.
    pub fn report(&self, years: u32) -> String {
        let sample = self.of_report.iter().fold(mended_sample(), |text, (own, other)| text.replace(own, other));
        self.words(&sample, years)
    }

    /// Words of the sample as this organ writes them, so many years later.
    pub fn words(&self, words: &str, years: u32) -> String {
        let mut changed = String::with_capacity(words.len());
        let mut rest = words;
        while let Some(next) = rest.chars().next() {
            let (own, other) = self.changes.iter().find(|(own, _)| rest.starts_with(own)).copied().unwrap_or_default();
            let length = if own.is_empty() { next.len_utf8() } else { own.len() };
            changed.push_str(if own.is_empty() { &rest[..length] } else { other });
            rest = &rest[length..];
        }
        moved(&changed, years)
    }
}

/// The years that the sample's report speaks of.
const YEARS: std::ops::RangeInclusive<u32> = 2021..=2027;

/// A text with its years so many later. Those of documents stay: in 〔〕 and 《》.
fn moved(text: &str, by: u32) -> String {
    let mut moved = String::with_capacity(text.len());
    let (mut inside, mut before) = (0_u32, ' ');
    let mut at = 0;
    while let Some(next) = text[at..].chars().next() {
        match next {
            '《' | '〔' => inside += 1,
            '》' | '〕' => inside = inside.saturating_sub(1),
            _ => {}
        }
        let year = text.get(at..at + 4).and_then(|year| year.parse::<u32>().ok()).filter(|year| YEARS.contains(year));
        // 20241月 is one whose 年 is missing, 20240001 a number.
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        let length = match year {
            Some(year) if inside == 0 && digits < 7 && !before.is_ascii_digit() && !before.is_ascii_uppercase() => {
                moved.push_str(&(year + by).to_string());
                4
            }
            _ => {
                moved.push(next);
                next.len_utf8()
            }
        };
        before = text[at..at + length].chars().next_back().unwrap_or(' ');
        at += length;
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::{Line, SETTINGS, moved};

    #[test]
    fn years_move_but_for_those_of_documents() {
        let own = "2023年〔2024〕5号《2024年要点》20241月1日，电话0558-2024001，共12024条";
        assert_eq!(moved(own, 1), "2024年〔2024〕5号《2024年要点》20251月1日，电话0558-2024001，共12024条");
    }

    #[test]
    fn a_line_says_where_it_makes_sense() {
        let line = Line::new("一句。 @ bureau township");
        let fits: Vec<bool> = SETTINGS.iter().map(|setting| line.fits(setting, 1)).collect();
        assert_eq!((line.sentence, fits), ("一句。", vec![true, false, false, true]));
        assert!(Line::new("一句。 @ 2024").fits(&SETTINGS[2], 0) && !Line::new("一句。 @ 2024").fits(&SETTINGS[2], 1));
        assert!(Line::new("一句。").fits(&SETTINGS[3], 1));
    }
}

//! The divisions of China: provinces, prefectures and counties, and which lies within which.
//!
//! The names are those of the statistics bureau's codes (GB/T 2260) as of 2023-06-30; `divisions.txt` tells how they were
//! taken. A place that was renamed since is not known, and nothing is concluded from that.

use std::collections::HashMap;
use std::sync::LazyLock;

/// A division at one of three levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Division {
    /// Its full name, 三门峡市.
    pub name: &'static str,
    /// Its level.
    pub tier: Tier,
    /// Its place among [`Divisions::all`], so that equal names (朝阳区 in Beijing and in Changchun) stay two.
    id: u16,
    /// The one it lies in.
    within: Option<u16>,
}

/// Level of a division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tier {
    /// 省, 自治区, 直辖市.
    Province,
    /// 设区的市, 自治州, 盟, 地区.
    Prefecture,
    /// 县, 区, 县级市, 旗.
    County,
}

/// All of them, found by how their names end.
#[derive(Debug)]
pub struct Divisions {
    all: Vec<Division>,
    /// Places in `all` by the last character but one of the name: the last is 市, 县 or 区 for most.
    by_end: HashMap<char, Vec<u16>>,
}

impl Divisions {
    /// The table, read at the first call.
    pub fn get() -> &'static Self {
        static DIVISIONS: LazyLock<Divisions> = LazyLock::new(|| Divisions::read(include_str!("divisions.txt")));
        &DIVISIONS
    }

    /// A line `=` begins a province; every other line is a prefecture (nothing for what lies in none) and its counties.
    fn read(table: &'static str) -> Self {
        let mut all: Vec<Division> = Vec::new();
        let mut add = |name, tier, within| {
            let id = all.len() as u16;
            all.push(Division { name, tier, id, within });
            Some(id)
        };
        let mut province = None;
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            if let Some(name) = line.strip_prefix('=') {
                province = add(name, Tier::Province, None);
                continue;
            }
            let mut names = line.split(' ');
            let prefecture = names.next().filter(|name| !name.is_empty());
            let within = prefecture.map_or(province, |name| add(name, Tier::Prefecture, province));
            names.for_each(|name| _ = add(name, Tier::County, within));
        }
        let mut by_end: HashMap<char, Vec<u16>> = HashMap::new();
        for division in &all {
            by_end.entry(last_but_one(division.name)).or_default().push(division.id);
        }
        Divisions { all, by_end }
    }

    /// Those whose name `text` ends with; several have one name.
    pub fn ending(&self, text: &str) -> impl Iterator<Item = &Division> {
        let same_end = self.by_end.get(&last_but_one(text)).into_iter().flatten();
        let same_end = same_end.map(|id| &self.all[usize::from(*id)]);
        same_end.filter(move |division| text.ends_with(division.name))
    }

    /// The division that one lies in.
    pub fn within(&self, division: &Division) -> Option<&Division> {
        self.all.get(usize::from(division.within?))
    }

    /// The division that an organ's name begins with and those it lies in, the highest first: 河南省, 三门峡市 for
    /// 三门峡市信访局. Empty where the name begins with none, or with one of several of that name.
    pub fn region_of(&self, organ: &str) -> Vec<&'static str> {
        let leading = self.leading(organ);
        let [lowest] = leading.lowest[..] else { return Vec::new() };
        let mut region = vec![lowest.name];
        let mut place = lowest;
        while let Some(above) = self.within(&place) {
            region.insert(0, above.name);
            place = *above;
        }
        region
    }

    /// Whether one of two lies in the other, or they are the same.
    pub fn are_in_line(&self, one: &Division, other: &Division) -> bool {
        let up = |from: &Division, to: &Division| {
            let mut place = Some(*from);
            while let Some(division) = place {
                if division.id == to.id {
                    return true;
                }
                place = self.within(&division).copied();
            }
            false
        };
        up(one, other) || up(other, one)
    }

    /// The divisions that a name begins with, the highest first, and what follows them: 淮安市洪泽区人民政府 gives 淮安市,
    /// 洪泽区 and 人民政府. Of several with one name those are given that lie in what stands before; where nothing tells,
    /// `lowest` has them all.
    pub fn leading<'a>(&self, name: &'a str) -> Leading<'a> {
        // 国家税务总局淮安市税务局 is the branch for 淮安市.
        let branch = BRANCHES_OF.iter().find_map(|organ| name.strip_prefix(organ)).filter(|rest| !rest.is_empty());
        let mut leading = Leading { tier: None, lowest: Vec::new(), rest: branch.unwrap_or(name) };
        loop {
            let rest = leading.rest;
            let ends = rest.char_indices().map(|(at, character)| at + character.len_utf8());
            let next = ends.take(LONGEST_NAME).find_map(|end| {
                let named = self.ending(&rest[..end]).filter(|division| division.name.len() == end);
                let lower = named.filter(|division| leading.tier.is_none_or(|tier| division.tier > tier));
                let lower: Vec<Division> = lower.copied().collect();
                (!lower.is_empty()).then_some((end, lower))
            });
            let Some((end, mut found)) = next else { return leading };
            if !leading.lowest.is_empty() {
                found.retain(|own| leading.lowest.iter().any(|above| self.are_in_line(own, above)));
            }
            if found.is_empty() {
                // A name of another region's: what the table says is not what the organ means.
                return leading;
            }
            leading = Leading { tier: Some(found[0].tier), lowest: found, rest: &rest[end..] };
        }
    }
}

/// Central organs whose branches bear their name in front of the division's.
const BRANCHES_OF: [&str; 3] = ["国家税务总局", "国家统计局", "国家金融监督管理总局"];

/// 双江拉祜族佤族布朗族傣族自治县 has so many characters.
const LONGEST_NAME: usize = 15;

/// What [`Divisions::leading`] finds.
#[derive(Clone, Debug)]
pub struct Leading<'a> {
    /// Level of the lowest division; `None` where the name begins with none.
    pub tier: Option<Tier>,
    /// The lowest division, or all that it may be.
    pub lowest: Vec<Division>,
    /// What stands behind it.
    pub rest: &'a str,
}

/// The last character but one; that of a single one is a blank, which ends no name.
fn last_but_one(name: &str) -> char {
    name.chars().nth_back(1).unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use super::{Divisions, Tier};

    #[test]
    fn the_table_is_whole() {
        let count = |tier| Divisions::get().all.iter().filter(|division| division.tier == tier).count();
        assert_eq!(count(Tier::Province), 34);
        // 293 cities and 40 prefectures, leagues and autonomous prefectures.
        assert_eq!(count(Tier::Prefecture), 333);
        assert!((2800..2900).contains(&count(Tier::County)), "{}", count(Tier::County));
    }

    #[test]
    fn names_are_found_by_their_ends() {
        let divisions = Divisions::get();
        let ending = |text: &str| divisions.ending(text).map(|division| division.name).collect::<Vec<_>>();
        assert_eq!(ending("河南省三门峡市"), ["三门峡市"]);
        assert_eq!(ending("在朝阳区").len(), 2);
        assert!(ending("某市").is_empty());
        assert!(ending("市").is_empty() && ending("").is_empty() && ending("a市").is_empty());
    }

    #[test]
    fn an_organ_has_its_region() {
        let divisions = Divisions::get();
        assert_eq!(divisions.region_of("三门峡市信访局"), ["河南省", "三门峡市"]);
        assert_eq!(divisions.region_of("洪泽区人民政府"), ["江苏省", "淮安市", "洪泽区"]);
        assert_eq!(divisions.region_of("国家税务总局淮安市税务局"), ["江苏省", "淮安市"]);
        assert!(divisions.region_of("朝阳区财政局").is_empty() && divisions.region_of("国家统计局").is_empty());
    }

    #[test]
    fn a_name_begins_with_its_divisions() {
        let divisions = Divisions::get();
        for (name, lowest, rest) in [
            ("淮安市洪泽区人民政府", &["洪泽区"][..], "人民政府"),
            ("三门峡市信访局", &["三门峡市"], "信访局"),
            ("河南省柘城县财政局", &["柘城县"], "财政局"),
            ("朝阳区财政局", &["朝阳区", "朝阳区"], "财政局"),
            ("北京市朝阳区财政局", &["朝阳区"], "财政局"),
            ("甲县财政局", &[], "甲县财政局"),
            ("国家统计局", &[], "国家统计局"),
        ] {
            let leading = divisions.leading(name);
            let names: Vec<&str> = leading.lowest.iter().map(|division| division.name).collect();
            assert_eq!((&names[..], leading.rest), (lowest, rest), "{name}");
        }
    }
}

use std::ops::Range;

use gouji_core::form::{Edition, Layout, OutcomeId, RowId, RowRole, TableNumber, layout};

use super::Random;

/// What a generated report says.
#[derive(Clone, Debug)]
pub struct ReportData {
    /// Name of the organ.
    pub organ: &'static str,
    /// Report year.
    pub year: u16,
    /// Edition of the report.
    pub edition: Edition,
    /// Edition of each table's layout: the report's own, unless the wrong form was filled in.
    pub editions: [Edition; 3],
    /// How full table 3 is.
    pub kind: Kind,
    /// Numbers of tables 2, 3 and 4 in the order of their layouts.
    pub values: [Vec<i64>; 3],
    /// What the prose is chosen by.
    pub seed: u64,
}

const ORGANS: &[&str] = &[
    "清溪县财政局",
    "松原市水务局",
    "松原市人民政府",
    "南安区教育局",
    "长岭县人民政府",
    "安平市人民政府",
    "白石镇人民政府",
    "柳河镇人民政府",
    "东陵街道办事处",
    "云岭省交通运输厅",
    "临江经济技术开发区管理委员会",
];

/// How full table 3 is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// Several outcomes and kinds of applicants.
    Usual,
    /// One or two requests.
    Sparse,
    /// None at all.
    Empty,
    /// Thousands.
    Large,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 4] = [Kind::Usual, Kind::Sparse, Kind::Empty, Kind::Large];
}

impl ReportData {
    /// A valid report: every equation of the form holds.
    pub fn new(seed: u64, kind: Kind, edition: Edition) -> Self {
        let mut random = Random::new(seed);
        let organ = *random.pick(ORGANS);
        let year = match edition {
            Edition::E2019 => 2019 + random.below(2) as u16,
            _ => 2021 + random.below(4) as u16,
        };
        let values = [
            table_two(&mut random, organ, edition),
            table_three(&mut random, kind, edition, None),
            table_four(&mut random, kind, year),
        ];
        ReportData { organ, year, edition, editions: [edition; 3], kind, values, seed }
    }

    /// A valid report of the organ for the year before, where the unified form was due then: it carries out what this one
    /// carries in, has in force what this one goes on from, and counts about as much.
    pub fn last_year(&self) -> Option<Self> {
        let year = self.year - 1;
        let edition = Some(Edition::of_year(year)).filter(|edition| *edition != Edition::Older)?;
        let seed = self.seed ^ 0x1a57;
        let mut random = Random::new(seed);
        let carried: Vec<i64> = self.row_of(RowId::CarriedIn)?[..6].to_vec();
        let values = [
            table_two(&mut random, self.organ, edition),
            table_three(&mut random, self.kind, edition, Some(&carried)),
            table_four(&mut random, self.kind, year),
        ];
        let mut last =
            ReportData { organ: self.organ, year, edition, editions: [edition; 3], kind: self.kind, values, seed };
        for row in [RowId::Rules, RowId::NormativeDocuments] {
            if let &[issued, repealed, in_force] = self.row_of(row)?
                && let Some([own_issued, _, own_in_force]) = last.row_mut(row)
            {
                *own_in_force = in_force - issued + repealed;
                *own_issued = (*own_issued).min(*own_in_force);
            }
        }
        for row in [RowId::Licensing, RowId::Penalty, RowId::Compulsion] {
            let decisions = *self.row_of(row)?.last()?;
            if let Some(own) = last.row_mut(row).and_then(|own| own.last_mut()) {
                *own = decisions * (80 + random.below(40) as i64) / 100;
            }
        }
        Some(last)
    }

    /// Fills the other edition's form of a table with the same numbers, as far as it has the same cells.
    pub fn fill_other_form(&mut self, table: TableNumber) {
        let other = if self.editions[table.index()] == Edition::E2019 { Edition::E2021 } else { Edition::E2019 };
        let mut values = Vec::new();
        for row in layout(table, other).rows {
            let own = match row.id {
                // One row of the one form, three of the other.
                RowId::OtherOther => self.row_of(RowId::Other),
                RowId::Other => None,
                id => self.row_of(id),
            };
            let mut numbers = vec![0; row.columns.len()];
            for (number, own) in numbers.iter_mut().rev().zip(own.unwrap_or(&[]).iter().rev()) {
                *number = *own;
            }
            for own in OutcomeId::Other.rows().iter().filter(|_| row.id == RowId::Other) {
                for (number, own) in numbers.iter_mut().zip(self.row_of(*own).unwrap_or(&[])) {
                    *number += own;
                }
            }
            values.extend(numbers);
        }
        self.values[table.index()] = values;
        self.editions[table.index()] = other;
    }

    /// The layout of a table.
    pub fn layout(&self, table: TableNumber) -> &'static Layout {
        layout(table, self.editions[table.index()])
    }

    /// The numbers of one row.
    pub fn row(&self, table: TableNumber, row: usize) -> &[i64] {
        &self.values[table.index()][self.cells_of(table, row)]
    }

    /// The numbers of a row of the form.
    pub fn row_of(&self, id: RowId) -> Option<&[i64]> {
        Some(self.row(id.table(), self.place_of(id)?))
    }

    /// The same, to change them.
    pub fn row_mut(&mut self, id: RowId) -> Option<&mut [i64]> {
        let cells = self.cells_of(id.table(), self.place_of(id)?);
        Some(&mut self.values[id.table().index()][cells])
    }

    /// The places of a row's cells among the table's.
    pub fn cells_of(&self, table: TableNumber, row: usize) -> Range<usize> {
        let rows = self.layout(table).rows;
        let before: usize = rows[..row].iter().map(|row| row.columns.len()).sum();
        before..before + rows[row].columns.len()
    }

    /// The place of a row in its layout.
    pub fn place_of(&self, id: RowId) -> Option<usize> {
        self.layout(id.table()).rows.iter().position(|row| row.id == id)
    }
}

fn table_two(random: &mut Random, organ: &str, edition: Edition) -> Vec<i64> {
    let layout = layout(TableNumber::Two, edition);
    let mut values = Vec::new();
    for row in layout.rows {
        match (row.id, row.columns.len()) {
            // Only the government of a city that is divided into districts makes any.
            (RowId::Rules, _) if organ == "松原市人民政府" => {
                let issued = random.below(3) as i64;
                values.extend([issued, random.below(2) as i64, issued + random.below(9) as i64]);
            }
            (RowId::Rules, columns) => values.extend(std::iter::repeat_n(0, columns)),
            (RowId::NormativeDocuments, _) => {
                let issued = random.below(9) as i64;
                values.extend([issued, random.below(4) as i64, issued + random.below(30) as i64]);
            }
            (_, columns) => values.extend((0..columns).map(|_| random.below(900) as i64)),
        }
    }
    values
}

/// `carried`: what is carried out, where that is settled.
fn table_three(random: &mut Random, kind: Kind, edition: Edition, carried: Option<&[i64]>) -> Vec<i64> {
    let rows = layout(TableNumber::Three, edition).rows;
    let mut cells = vec![[0_i64; 7]; rows.len()];
    let (share, most) = match kind {
        Kind::Usual => (40, 40),
        Kind::Sparse => (3, 2),
        Kind::Empty => (0, 1),
        Kind::Large => (70, 9000),
    };
    for (row, form) in rows.iter().enumerate() {
        for cell in &mut cells[row][..6] {
            if form.role == RowRole::Outcome && random.below(100) < share {
                *cell = 1 + random.below(most) as i64;
            }
        }
    }
    let find = |role| rows.iter().position(|row| row.role == role).unwrap_or(0);
    let (received, carried_in) = (find(RowRole::Received), find(RowRole::CarriedIn));
    let (total, carried_out) = (find(RowRole::OutcomeTotal), find(RowRole::CarriedOut));
    // Most organs carry nothing over in one year or another.
    let (none_in, none_out) = (random.below(3) == 0, kind == Kind::Empty || random.below(3) == 0);
    for column in 0..6 {
        let outcomes =
            cells.iter().zip(rows).filter(|(_, form)| form.role == RowRole::Outcome).map(|(row, _)| row[column]).sum();
        cells[total][column] = outcomes;
        cells[carried_out][column] = match carried {
            Some(carried) => carried[column],
            None if none_out => 0,
            None => random.below(4) as i64,
        };
        let all = outcomes + cells[carried_out][column];
        cells[carried_in][column] = if all > 0 && !none_in { random.below(all.min(6) as usize + 1) as i64 } else { 0 };
        cells[received][column] = all - cells[carried_in][column];
    }
    for row in &mut cells {
        row[6] = row[..6].iter().sum();
    }
    cells.into_iter().flatten().collect()
}

fn table_four(random: &mut Random, kind: Kind, year: u16) -> Vec<i64> {
    let mut values = Vec::new();
    for group in 0..3 {
        let most = if kind == Kind::Large { 300 } else { 4 };
        // From 2024 a refusal goes to reconsideration before it goes to court.
        let results: Vec<i64> = (0..4)
            .map(|_| if kind == Kind::Empty || group == 1 && year >= 2024 { 0 } else { random.below(most) as i64 })
            .collect();
        values.extend(&results);
        values.push(results.iter().sum());
    }
    values
}

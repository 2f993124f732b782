use annual_report::form::{Edition, Layout, RowRole, TableNumber, layout};

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
    /// Numbers of tables 2, 3 and 4 in the order of their layouts.
    pub values: [Vec<i64>; 3],
    /// What the prose is chosen by.
    pub seed: u64,
}

const ORGANS: &[&str] = &[
    "清溪县财政局",
    "松原市水务局",
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
            table_two(&mut random, edition),
            table_three(&mut random, kind, edition),
            table_four(&mut random, kind, year),
        ];
        ReportData { organ, year, edition, values, seed }
    }

    /// The layout of a table.
    pub fn layout(&self, table: TableNumber) -> &'static Layout {
        layout(table, self.edition)
    }

    /// The numbers of one row.
    pub fn row(&self, table: TableNumber, row: usize) -> &[i64] {
        let rows = self.layout(table).rows;
        let before: usize = rows[..row].iter().map(|row| row.columns.len()).sum();
        &self.values[table.index()][before..before + rows[row].columns.len()]
    }
}

fn table_two(random: &mut Random, edition: Edition) -> Vec<i64> {
    let layout = layout(TableNumber::Two, edition);
    let mut values = Vec::new();
    for row in layout.rows {
        match (row.id, row.columns.len()) {
            ("rules", columns) => values.extend(std::iter::repeat_n(0, columns)),
            ("normative_documents", _) => {
                let issued = random.below(9) as i64;
                values.extend([issued, random.below(4) as i64, issued + random.below(30) as i64]);
            }
            (_, columns) => values.extend((0..columns).map(|_| random.below(900) as i64)),
        }
    }
    values
}

fn table_three(random: &mut Random, kind: Kind, edition: Edition) -> Vec<i64> {
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
        cells[carried_out][column] = if none_out { 0 } else { random.below(4) as i64 };
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

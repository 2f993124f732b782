//! The lines of a path: `M 0 0 L 100 0 C`.

use crate::paper::Matrix;

/// The corners of each part of a path, placed on the page.
pub fn parts_of(data: &str, place: Matrix) -> Vec<Vec<(f64, f64)>> {
    let mut parts: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut words = data.split_whitespace();
    let mut first = (0.0, 0.0);
    let mut count = 0;
    while let Some(word) = words.next() {
        count += 1;
        if count > MOST_COMMANDS {
            break;
        }
        // How many numbers follow, of which the last two are a point.
        let numbers = match word {
            "S" | "M" | "L" => 2,
            "Q" => 4,
            "B" => 6,
            "A" => 7,
            "C" => {
                if let Some(part) = parts.last_mut() {
                    part.push(first);
                }
                continue;
            }
            _ => continue,
        };
        let numbers: Vec<f64> = words.by_ref().take(numbers).filter_map(|number| number.parse().ok()).collect();
        let [.., x, y] = numbers[..] else { break };
        let point = place.place(x, y);
        match parts.last_mut() {
            Some(part) if !matches!(word, "S" | "M") => part.push(point),
            _ => {
                first = point;
                parts.push(vec![point]);
            }
        }
    }
    parts
}

/// Drawings have more commands than any line of a table.
const MOST_COMMANDS: usize = 20_000;

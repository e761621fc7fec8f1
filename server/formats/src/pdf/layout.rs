//! From glyphs to lines in reading order: columns are found by the gutter between them, whatever the order of painting.

/// A glyph of a page. Lengths are those of the page, `y` grows downwards.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    pub(super) text: String,
    /// Where it begins and ends on its line.
    pub(super) x0: f64,
    pub(super) x1: f64,
    /// Its base line.
    pub(super) y: f64,
    pub(super) size: f64,
}

/// A run of glyphs on one line without a wide gap.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Chunk {
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
}

/// A line of a column: one chunk or several with gaps between them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// The words; cells that stand far apart are parted by tabs.
    pub(super) text: String,
    pub(super) x0: f64,
    pub(super) x1: f64,
    pub(super) y: f64,
    pub(super) size: f64,
}

// Lengths in parts of the size of the letters.

/// A gap from which on words are apart: blanks have a quarter, squeezed ones a fifth; letters come as near as they may.
const WORD_GAP: f64 = 0.17;
/// A gap from which on a line may belong to two columns: no blank of justified text is so wide.
const CHUNK_GAP: f64 = 1.0;
/// A gap from which on the words stand in two cells.
const CELL_GAP: f64 = 1.8;
/// Base lines nearer than this are one line, with raised and lowered letters on it.
const SAME_LINE: f64 = 0.45;
/// The least width of a gutter.
const GUTTER: f64 = 0.6;

// Columns hold running text: what else stands side by side is a table, and read line by line.

/// The least lines on either side of a gutter.
const LEAST_LINES: usize = 4;
/// The least letters that the lines on either side have on average.
const LEAST_LETTERS: usize = 15;
/// How much of the width of their column the lines fill on average.
const LEAST_FILL: f64 = 0.55;
/// How many gutters are looked for within each other: four columns.
const MOST_GUTTERS: usize = 3;

/// The chunks of glyphs in the order of painting.
pub(super) fn chunks(glyphs: &[Glyph]) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut is_blank = false;
    for glyph in glyphs {
        if glyph.text.chars().all(char::is_whitespace) {
            is_blank = true;
            continue;
        }
        let had_blank = std::mem::take(&mut is_blank);
        if let Some(chunk) = chunks.last_mut() {
            let size = chunk.size.max(glyph.size);
            let gap = glyph.x0 - chunk.x1;
            let is_on = (glyph.y - chunk.y).abs() < 0.12 * size && (-0.6 * size..CHUNK_GAP * size).contains(&gap);
            if is_on && glyph.size > 0.7 * chunk.size && glyph.size < 1.4 * chunk.size {
                if gap > WORD_GAP * glyph.size || had_blank {
                    chunk.text.push(' ');
                }
                chunk.text.push_str(&glyph.text);
                chunk.x1 = chunk.x1.max(glyph.x1);
                continue;
            }
        }
        chunks.push(Chunk { text: glyph.text.clone(), x0: glyph.x0, x1: glyph.x1, y: glyph.y, size: glyph.size });
    }
    chunks
}

/// The lines of a page in reading order, a run of lines for each part of a column.
pub(super) fn runs(chunks: Vec<Chunk>) -> Vec<Vec<Line>> {
    let mut runs = Vec::new();
    order(chunks, MOST_GUTTERS, &mut runs);
    runs
}

fn order(chunks: Vec<Chunk>, gutters: usize, runs: &mut Vec<Vec<Line>>) {
    let gutter = if gutters == 0 { None } else { gutter(&chunks) };
    let Some(x) = gutter else {
        let lines = lines(chunks);
        if !lines.is_empty() {
            runs.push(lines);
        }
        return;
    };
    // What crosses the gutter parts what stands above it from what stands below.
    let mut chunks = chunks;
    chunks.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let (mut left, mut right, mut across) = (Vec::new(), Vec::new(), Vec::new());
    for chunk in chunks {
        let side = side(&chunk, x);
        if side == Side::Across {
            flush(&mut left, &mut right, gutters, runs);
            across.push(chunk);
        } else {
            if !across.is_empty() {
                runs.push(lines(std::mem::take(&mut across)));
            }
            if side == Side::Left { left.push(chunk) } else { right.push(chunk) }
        }
    }
    if !across.is_empty() {
        runs.push(lines(across));
    }
    flush(&mut left, &mut right, gutters, runs);
}

fn flush(left: &mut Vec<Chunk>, right: &mut Vec<Chunk>, gutters: usize, runs: &mut Vec<Vec<Line>>) {
    for side in [left, right] {
        if !side.is_empty() {
            order(std::mem::take(side), gutters - 1, runs);
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Across,
}

/// Where a chunk stands to a gutter that ends at `x`.
fn side(chunk: &Chunk, x: f64) -> Side {
    if chunk.x0 >= x - 0.2 * chunk.size {
        Side::Right
    } else if chunk.x1 <= x - GUTTER * chunk.size {
        Side::Left
    } else {
        Side::Across
    }
}

/// The right edge of the gutter between two columns of running text: many lines begin there, few cross it.
fn gutter(chunks: &[Chunk]) -> Option<f64> {
    let mut edges: Vec<(f64, f64)> = chunks.iter().map(|chunk| (chunk.x0, chunk.size)).collect();
    edges.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut clusters: Vec<(f64, usize)> = Vec::new();
    for (x, size) in edges {
        match clusters.last_mut() {
            Some((first, count)) if x - *first < 0.4 * size => *count += 1,
            _ => clusters.push((x, 1)),
        }
    }
    let mut clusters: Vec<(f64, usize)> =
        clusters.into_iter().skip(1).filter(|&(_, count)| count >= LEAST_LINES).collect();
    // The edges where the most lines begin; a page has no more columns than that.
    clusters.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.total_cmp(&b.0)));
    clusters.truncate(8);
    clusters.sort_by(|a, b| a.0.total_cmp(&b.0));
    clusters.into_iter().map(|(x, _)| x).find(|&x| {
        let (mut left, mut right, mut across) = (Vec::new(), Vec::new(), 0);
        for chunk in chunks {
            match side(chunk, x) {
                Side::Left => left.push(chunk),
                Side::Right => right.push(chunk),
                Side::Across => across += 1,
            }
        }
        2 * across <= left.len().min(right.len()) && is_running(&left) && is_running(&right)
    })
}

/// Whether chunks are lines of running text: enough of them, long, and filling their column.
fn is_running(chunks: &[&Chunk]) -> bool {
    if chunks.len() < LEAST_LINES {
        return false;
    }
    let start = chunks.iter().map(|chunk| chunk.x0).fold(f64::INFINITY, f64::min);
    let end = chunks.iter().map(|chunk| chunk.x1).fold(f64::NEG_INFINITY, f64::max);
    let width = (end - start).max(1.0);
    let count = chunks.len() as f64;
    let fill = chunks.iter().map(|chunk| (chunk.x1 - chunk.x0) / width).sum::<f64>() / count;
    let letters = chunks.iter().map(|chunk| chunk.text.chars().count()).sum::<usize>() / chunks.len();
    // A side of several columns is filled by each of them in part.
    letters >= LEAST_LETTERS && fill >= LEAST_FILL / 2.0
}

/// The lines that chunks make, from top to bottom.
pub(super) fn lines(mut chunks: Vec<Chunk>) -> Vec<Line> {
    chunks.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<(f64, Vec<Chunk>)> = Vec::new();
    for chunk in chunks {
        match rows.last_mut() {
            Some((y, row)) if chunk.y - *y < SAME_LINE * row_size(row, &chunk) => {
                // The largest letters of a line say where it stands.
                if row.iter().all(|other| other.size < chunk.size) {
                    *y = chunk.y;
                }
                row.push(chunk);
            }
            _ => rows.push((chunk.y, vec![chunk])),
        }
    }
    rows.into_iter().map(|(y, row)| line(y, row)).collect()
}

/// The size that tells whether a chunk stands on a row: the larger one's.
fn row_size(row: &[Chunk], chunk: &Chunk) -> f64 {
    row.iter().map(|other| other.size).fold(chunk.size, f64::max)
}

fn line(y: f64, mut row: Vec<Chunk>) -> Line {
    row.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    let largest = row.iter().map(|chunk| (chunk.text.chars().count(), chunk.size)).max_by_key(|&(count, _)| count);
    let size = largest.map_or(1.0, |(_, size)| size);
    let mut text = String::new();
    let (mut start, mut end) = (f64::INFINITY, f64::NEG_INFINITY);
    for chunk in &row {
        if end.is_finite() {
            let gap = chunk.x0 - end;
            if gap > CELL_GAP * size {
                text.push('\t');
            } else if gap > WORD_GAP * chunk.size.min(size) {
                text.push(' ');
            }
        }
        text.push_str(&chunk.text);
        start = start.min(chunk.x0);
        end = end.max(chunk.x1);
    }
    Line { text, x0: start, x1: end, y, size }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chunks of text set in letters of size 10 that are 5 wide, each at a place.
    fn page(chunks: &[(f64, f64, &str)]) -> Vec<Chunk> {
        let chunk = |&(x, y, text): &(f64, f64, &str)| Chunk {
            text: text.to_owned(),
            x0: x,
            x1: x + 5.0 * text.len() as f64,
            y,
            size: 10.0,
        };
        chunks.iter().map(chunk).collect()
    }

    fn check(chunks: &[(f64, f64, &str)], expected: &[&[&str]]) {
        let runs = runs(page(chunks));
        let said: Vec<Vec<&str>> = runs.iter().map(|run| run.iter().map(|line| line.text.as_str()).collect()).collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn columns_painted_line_by_line_are_read_one_after_the_other() {
        let rows = [
            ("the port of kessin handled", "two cranes were bought and"),
            ("more timber in the spring", "a third one, which is old"),
            ("than in any spring before", "was moved there from that"),
            ("its master said of these", "basin which was filled in"),
        ];
        let mut chunks = vec![(0.0, 0.0, "a title that stands over both of the columns below it")];
        for (n, (left, right)) in rows.iter().enumerate() {
            let y = 20.0 + 12.0 * n as f64;
            chunks.push((0.0, y, left));
            chunks.push((160.0, y, right));
        }
        check(&chunks, &[&[chunks[0].2], &rows.map(|row| row.0), &rows.map(|row| row.1)]);
    }

    #[test]
    fn tables_are_read_line_by_line() {
        let rows = [("Year", "Tonnes"), ("2031", "4.2"), ("2032", "4.3"), ("2033", "4.4"), ("2034", "4.6")];
        let mut chunks = Vec::new();
        for (n, (left, right)) in rows.iter().enumerate() {
            chunks.push((0.0, 12.0 * n as f64, *left));
            chunks.push((100.0, 12.0 * n as f64, *right));
        }
        check(&chunks, &[&["Year\tTonnes", "2031\t4.2", "2032\t4.3", "2033\t4.4", "2034\t4.6"]]);
    }

    #[test]
    fn raised_letters_stand_on_their_line() {
        let mut chunks = page(&[(0.0, 10.0, "words"), (27.0, 22.0, "below")]);
        chunks.push(Chunk { text: "3".into(), x0: 25.0, x1: 28.0, y: 6.5, size: 6.0 });
        let said: Vec<String> = lines(chunks).into_iter().map(|line| line.text).collect();
        assert_eq!(said, ["words3", "below"]);
    }

    #[test]
    fn gaps_part_words() {
        let glyph = |text: &str, x: f64| Glyph { text: text.into(), x0: x, x1: x + 5.0, y: 0.0, size: 10.0 };
        let glyphs =
            [glyph("a", 0.0), glyph("b", 5.2), glyph("c", 13.0), glyph(" ", 18.0), glyph("d", 20.0), glyph("e", 60.0)];
        let said: Vec<String> = chunks(&glyphs).into_iter().map(|chunk| chunk.text).collect();
        assert_eq!(said, ["ab c d", "e"]);
    }
}

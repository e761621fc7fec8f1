//! How many items came to what, as bars.

use super::super::state::{Counts, State};

/// The width of a whole bar, in units of the picture.
const WIDTH: usize = 600;
const HEIGHT: usize = 12;

/// What the columns of a table of counts hold: the last one gathers what is neither good nor bad.
pub(super) const COLUMNS: [(&str, &[State]); 5] = [
    ("verified", &[State::Verified]),
    ("errors", &[State::Error]),
    ("warnings", &[State::Warning]),
    ("notes", &[State::Info, State::Hint]),
    ("not decided", &[State::Unverifiable, State::Unasked, State::Silenced]),
];

/// A row of bars, as long as its share of `most`. The numbers stand beside it, so it is hidden from who can't see it.
pub(super) fn bar(counts: &Counts, most: usize) -> String {
    let most = most.max(1);
    let mut bars = String::new();
    let mut before = 0;
    for (state, count) in counts.some() {
        // Ends are rounded, not widths: the bars leave no gaps.
        let (from, to) = (before * WIDTH / most, (before + count) * WIDTH / most);
        let width = (to - from).max(1);
        bars.push_str(&format!(
            "<rect class=\"{}\" x=\"{from}\" width=\"{width}\" height=\"{HEIGHT}\"/>",
            state.name()
        ));
        before += count;
    }
    format!(
        "<svg class=\"bar\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" preserveAspectRatio=\"none\" aria-hidden=\"true\" \
         focusable=\"false\">{bars}</svg>"
    )
}

/// The heads of the columns of counts.
pub(super) fn heads() -> String {
    let head = |(name, states): (&str, &[State])| {
        let state = states.first().map_or("", |state| state.name());
        format!(
            "<th scope=\"col\" class=\"number\" title=\"{name}\"><span class=\"sign {state}\" aria-hidden=\"true\"></span>\
             <span class=\"unseen\">{name}</span></th>"
        )
    };
    COLUMNS.into_iter().map(head).collect()
}

/// The cells of a row of counts.
pub(super) fn cells(counts: &Counts) -> String {
    let cell = |(_, states): (&str, &[State])| {
        let count: usize = states.iter().map(|&state| counts.get(state)).sum();
        let class = if count == 0 { "number none" } else { "number" };
        format!("<td class=\"{class}\">{count}</td>")
    };
    COLUMNS.into_iter().map(cell).collect()
}

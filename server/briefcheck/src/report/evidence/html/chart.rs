//! How many items came to what, as bars.

use briefcheck_engine::rules::{Class, Counts};

/// The width of a whole bar, in units of the picture.
const WIDTH: usize = 600;
const HEIGHT: usize = 12;

/// What the columns of a table of counts hold: the last one gathers what is neither good nor bad.
pub(super) const COLUMNS: [(&str, &[Class]); 6] = [
    ("verified", &[Class::Verified]),
    ("errors", &[Class::Error]),
    ("warnings", &[Class::Warning]),
    ("notes", &[Class::Info, Class::Hint]),
    ("unconfirmed", &[Class::Unconfirmed]),
    ("not decided", &[Class::Unverifiable, Class::Checked, Class::Allowed, Class::Unasked]),
];

/// A row of bars, as long as its share of `most`. The numbers stand beside it, so it is hidden from who can't see it.
pub(super) fn bar(counts: &Counts, most: usize) -> String {
    let most = most.max(1);
    let mut bars = String::new();
    let mut before = 0;
    for (class, count) in counts.some() {
        // Ends are rounded, not widths: the bars leave no gaps.
        let (from, to) = (before * WIDTH / most, (before + count) * WIDTH / most);
        let width = (to - from).max(1);
        bars.push_str(&format!(
            "<rect class=\"{}\" x=\"{from}\" width=\"{width}\" height=\"{HEIGHT}\"/>",
            class.name()
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
    let head = |(name, classes): (&str, &[Class])| {
        let class = classes.first().map_or("", |class| class.name());
        format!(
            "<th scope=\"col\" class=\"number\" title=\"{name}\"><span class=\"sign {class}\" aria-hidden=\"true\"></span>\
             <span class=\"unseen\">{name}</span></th>"
        )
    };
    COLUMNS.into_iter().map(head).collect()
}

/// The cells of a row of counts.
pub(super) fn cells(counts: &Counts) -> String {
    let cell = |(_, classes): (&str, &[Class])| {
        let count: usize = classes.iter().map(|&class| counts.get(class)).sum();
        let class = if count == 0 { "number none" } else { "number" };
        format!("<td class=\"{class}\">{count}</td>")
    };
    COLUMNS.into_iter().map(cell).collect()
}

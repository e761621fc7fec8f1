//! How many items came to what, as bars.

use briefcheck_engine::rules::{Class, Counts};
use maud::{Markup, html};

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
pub(super) fn bar(counts: &Counts, most: usize) -> Markup {
    let most = most.max(1);
    let mut before = 0;
    let bars = counts.some().map(|(class, count)| {
        // Ends are rounded, not widths: the bars leave no gaps.
        let (from, to) = (before * WIDTH / most, (before + count) * WIDTH / most);
        before += count;
        (class.name(), from, (to - from).max(1))
    });
    html! {
        svg class="bar" viewBox={ "0 0 " (WIDTH) " " (HEIGHT) } preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            @for (class, from, width) in bars {
                rect class=(class) x=(from) width=(width) height=(HEIGHT) {}
            }
        }
    }
}

/// The heads of the columns of counts.
pub(super) fn heads() -> Markup {
    html! {
        @for (name, classes) in COLUMNS {
            th scope="col" class="number" title=(name) {
                span class={ "sign " (classes.first().map_or("", |class| class.name())) } aria-hidden="true" {}
                span class="unseen" { (name) }
            }
        }
    }
}

/// The cells of a row of counts.
pub(super) fn cells(counts: &Counts) -> Markup {
    let of = |classes: &[Class]| classes.iter().map(|&class| counts.get(class)).sum::<usize>();
    html! {
        @for count in COLUMNS.into_iter().map(|(_, classes)| of(classes)) {
            td class=(if count == 0 { "number none" } else { "number" }) { (count) }
        }
    }
}

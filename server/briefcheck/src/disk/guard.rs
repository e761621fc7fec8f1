//! A panic ends what it happens in, and nothing else.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};
use std::sync::Once;

use super::Failure;

thread_local! {
    /// Within a guard: what the panic said, once there is one.
    static SAID: RefCell<Option<Option<String>>> = const { RefCell::new(None) };
}

/// Does some work on `subject`, a file say.
///
/// # Errors
///
/// If the work panics: what to report, with the place and the words of the panic.
pub fn guarded<T>(subject: &str, work: impl FnOnce() -> T) -> Result<T, Failure> {
    listen();
    let outer = SAID.replace(Some(None));
    // What the work was given is dropped or only read afterwards, so nothing half-done is seen.
    let result = catch_unwind(AssertUnwindSafe(work));
    let said = SAID.replace(outer).flatten();
    result.map_err(|_| {
        let said = said.unwrap_or_else(|| "it did not say why".to_owned());
        Failure::new(format!("{subject} could not be finished: {said}"))
            .with_help("this is a bug in briefcheck: please report this line, with the file if you can share it")
    })
}

/// Makes panics within a guard speak to it, and to nobody else.
fn listen() {
    static LISTENING: Once = Once::new();
    LISTENING.call_once(|| {
        let others = take_hook();
        set_hook(Box::new(move |panic| {
            let is_guarded = SAID.with_borrow_mut(|said| {
                let place = panic.location().map(ToString::to_string).unwrap_or_default();
                let words = panic.payload_as_str().unwrap_or("a panic without words");
                said.as_mut().map(|said| *said = Some(format!("{words} ({place})"))).is_some()
            });
            if !is_guarded {
                others(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_failure_with_its_words() {
        let failure = guarded::<()>("checking `a.brief`", || panic!("index {} out of bounds", 7)).unwrap_err();
        assert!(failure.message.starts_with("checking `a.brief` could not be finished: index 7 out of bounds ("));
        assert!(failure.help.unwrap().contains("report"));
    }

    #[test]
    fn work_that_ends_well_gives_its_result() {
        assert_eq!(guarded("this", || 3).unwrap(), 3);
        assert_eq!(guarded("this", || 4).unwrap(), 4);
    }

    #[test]
    fn a_guard_within_a_guard_hears_its_own() {
        let outer = guarded::<()>("the run", || {
            assert!(guarded::<()>("the file", || panic!("first")).is_err());
            panic!("second")
        });
        assert!(outer.unwrap_err().message.contains("second"));
    }
}

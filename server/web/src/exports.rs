//! The functions of the module. JavaScript asks for room with [`room`], writes its strings and bytes there one after the other,
//! and calls; an answer stands at [`answer`], and is as many bytes of UTF-8 as the call says.

use std::cell::RefCell;

use crate::Page;

#[derive(Default)]
struct State {
    page: Page,
    given: Vec<u8>,
    answer: String,
}

thread_local! {
    static STATE: RefCell<State> = RefCell::default();
}

/// Room for this many bytes.
#[unsafe(no_mangle)]
pub extern "C" fn room(bytes: usize) -> *mut u8 {
    STATE.with_borrow_mut(|state| {
        state.given.clear();
        state.given.resize(bytes, 0);
        state.given.as_mut_ptr()
    })
}

/// Where the last answer stands.
#[unsafe(no_mangle)]
pub extern "C" fn answer() -> *const u8 {
    STATE.with_borrow(|state| state.answer.as_ptr())
}

/// Takes the path of the briefing, of which this many bytes are given, and its text.
#[unsafe(no_mangle)]
pub extern "C" fn set_text(path: usize) {
    call(path, |page, path, text| {
        page.set_text(path, &String::from_utf8_lossy(text));
        String::new()
    });
}

/// Takes the path of a file, of which this many bytes are given, and its bytes. The answer: what was read.
#[unsafe(no_mangle)]
pub extern "C" fn set_source(path: usize) -> usize {
    call(path, |page, path, bytes| page.set_source(path, bytes))
}

/// Takes the path of a file that goes away.
#[unsafe(no_mangle)]
pub extern "C" fn remove_source(path: usize) {
    call(path, |page, path, _| {
        page.remove_source(path);
        String::new()
    });
}

/// The answer: what is found.
#[unsafe(no_mangle)]
pub extern "C" fn report() -> usize {
    call(0, |page, _, _| page.report())
}

/// Calls with what is given: a path of this many bytes, and the rest. How long the answer is.
fn call(path: usize, work: impl FnOnce(&mut Page, &str, &[u8]) -> String) -> usize {
    STATE.with_borrow_mut(|State { page, given, answer }| {
        let (path, rest) = given.split_at_checked(path).unwrap_or_default();
        *answer = work(page, &String::from_utf8_lossy(path), rest);
        answer.len()
    })
}

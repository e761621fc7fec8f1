//! Memory that nothing holds any more goes back to the system.

use std::ffi::c_void;
use std::process::abort;

use tree_sitter::Allocator;

/// Has syntax trees take their memory where everything else does: what they free in the system's own allocator stays there.
/// To be called once, before anything is parsed.
pub fn share_allocator() {
    let allocator = Allocator { malloc, calloc, realloc, free: libmimalloc_sys::mi_free };
    // SAFETY: the functions are one family, align as `malloc` does, and end the process where there is no memory. No thread has been
    // started and nothing was parsed before, and it is not called again.
    unsafe { tree_sitter::set_allocator(Some(allocator)) }
}

unsafe extern "C" fn malloc(size: usize) -> *mut c_void {
    // SAFETY: it has no condition.
    taken(unsafe { libmimalloc_sys::mi_malloc(size) })
}

unsafe extern "C" fn calloc(count: usize, size: usize) -> *mut c_void {
    // SAFETY: it has no condition.
    taken(unsafe { libmimalloc_sys::mi_calloc(count, size) })
}

unsafe extern "C" fn realloc(block: *mut c_void, size: usize) -> *mut c_void {
    // SAFETY: the block is null or of this family, as tree-sitter has no other.
    taken(unsafe { libmimalloc_sys::mi_realloc(block, size) })
}

/// Tree-sitter takes it for granted that there is memory.
fn taken(block: *mut c_void) -> *mut c_void {
    if block.is_null() { abort() } else { block }
}

/// Gives back what was freed, by this thread and by those of the pool. The allocator does it by itself only when somebody takes
/// memory again, which a server that rests does not.
pub fn give_back() {
    rayon::broadcast(|_| collect());
    collect();
}

fn collect() {
    // SAFETY: it takes nothing and asks for nothing; it gives back what is free in the thread's own heap, and no block that is
    // held. Where another allocator is in use, as in the tests of this crate, that heap is empty.
    unsafe { libmimalloc_sys::mi_collect(true) }
}

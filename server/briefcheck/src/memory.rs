//! Memory that nothing holds any more goes back to the system.

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

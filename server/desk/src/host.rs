//! What a desk leaves to whoever runs it: threads and panics.

/// Some pieces of work, which are known by their numbers.
pub type Work<'a> = &'a (dyn Fn(usize) + Sync);

/// How work is done.
#[derive(Clone, Copy, Debug)]
pub struct Host {
    /// Does the pieces of work with the numbers below the first argument, in any order, maybe several at once.
    pub each: fn(usize, Work<'_>),
    /// Does one piece of work; `false` if it panicked. What was begun is left as it is.
    pub guarded: fn(&mut dyn FnMut()) -> bool,
}

impl Default for Host {
    /// One piece after the other, and a panic ends everything.
    fn default() -> Self {
        let each = |count: usize, work: Work<'_>| (0..count).for_each(work);
        let guarded = |work: &mut dyn FnMut()| {
            work();
            true
        };
        Self { each, guarded }
    }
}

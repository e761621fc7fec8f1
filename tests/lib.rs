//! Tests of the real binary on real files: see the folders beside this one.

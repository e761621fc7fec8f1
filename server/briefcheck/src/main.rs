//! `briefcheck`: holds briefings against the sources they cite.

fn main() {}

#![no_main]
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| briefcheck::fuzzing::figures(bytes));

//! The fuzz targets for some seconds: variations of what `server/fuzz/seeds` holds, the same ones each time.

use std::fs;
use std::path::Path;
use std::thread;

use briefcheck::fuzzing::TARGETS;
use fastrand::Rng;

/// How many variations each target is given.
const ROUNDS: usize = 300;

/// The longest of them, in bytes.
const LONGEST: usize = 1 << 11;

/// The smallest stack that anything here has to do with: half of what a main thread has on the tightest system.
const STACK: usize = 512 << 10;

/// What breaks things more often than chance does.
const PARTS: [&[u8]; 20] = [
    b"\0",
    b"\n",
    b"\r\n",
    b"{",
    b"}",
    b"[",
    b"]",
    b"\"",
    b"\\",
    b"\xff",
    b"\xe2\x80",
    b"@x{",
    b"[@s]",
    b"<!--",
    b"-->",
    b"1-",
    b"---\n",
    b"\t",
    b"99999999999999999999",
    b"\\ud800",
];

fn varied(seeds: &[Vec<u8>], rng: &mut Rng) -> Vec<u8> {
    let mut bytes = seeds[rng.usize(..seeds.len())].clone();
    for _ in 0..rng.usize(..8) {
        let at = rng.usize(..=bytes.len());
        match rng.u8(..5) {
            0 => {
                bytes.splice(at..at, PARTS[rng.usize(..PARTS.len())].repeat(1 << rng.u8(..6)));
            }
            1 => bytes.truncate(at),
            2 => {
                let end = rng.usize(at..=bytes.len());
                bytes.drain(at..end);
            }
            3 => {
                let other = &seeds[rng.usize(..seeds.len())];
                let from = rng.usize(..=other.len());
                bytes.splice(at..at, other[from..].iter().copied());
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte = rng.u8(..);
                }
            }
        }
    }
    bytes.truncate(LONGEST);
    bytes
}

#[test]
fn nothing_breaks_on_variations_of_the_seeds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/fuzz/seeds");
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let seeds: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    for (name, target) in TARGETS {
        let seeds = seeds.clone();
        let run = move || {
            seeds.iter().for_each(|seed| target(seed));
            let mut rng = Rng::with_seed(7);
            (0..ROUNDS).for_each(|_| target(&varied(&seeds, &mut rng)));
        };
        let ended = thread::Builder::new().name(name.to_owned()).stack_size(STACK).spawn(run).unwrap().join();
        assert!(ended.is_ok(), "{name} broke: see above");
    }
}

/// Every target that runs here can be run for long.
#[test]
fn every_target_is_there_to_be_run_for_long() {
    let manifest = include_str!("../server/fuzz/Cargo.toml");
    for (name, _) in TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"")), "{name}");
    }
}

//! The fuzz targets for some seconds: variations of what `server/fuzz/seeds` holds, the same ones each time. `FUZZ_SECONDS` goes on for
//! longer, with other ones each time; `FUZZ_TARGETS` names those that are run.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

use std::panic::catch_unwind;
use std::path::Path;
use std::time::{Duration, Instant};
use std::{env, fs, thread};

use briefcheck::fuzzing::{TARGETS, note_panics, panicked};
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

/// The seeds of a target: those in its folder, else those that have none.
fn seeds(target: &str) -> Vec<Vec<u8>> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/seeds");
    let own = all.join(target);
    let folder = if own.is_dir() { own } else { all };
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.is_file());
    files.sort();
    assert!(!files.is_empty(), "{target}");
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

/// Gives a target some bytes; those that break it are kept.
fn hold(name: &str, target: fn(&[u8]), bytes: &[u8]) {
    if catch_unwind(|| target(bytes)).is_err() {
        let why = panicked().unwrap_or_default();
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}"));
        fs::write(&path, bytes).unwrap();
        panic!("{name} broke on {}: {why}", path.display());
    }
}

#[test]
fn nothing_breaks_on_variations_of_the_seeds() {
    note_panics();
    let wanted = env::var("FUZZ_TARGETS").unwrap_or_default();
    let wanted = |name: &str| wanted.is_empty() || wanted.split(',').any(|other| other == name);
    let targets: Vec<_> = TARGETS.into_iter().filter(|(name, _)| wanted(name)).collect();
    let seconds: u64 = env::var("FUZZ_SECONDS").ok().and_then(|seconds| seconds.parse().ok()).unwrap_or(0);
    let each = Duration::from_secs(seconds) / u32::try_from(targets.len().max(1)).unwrap();
    let mut broken = Vec::new();
    for (name, target) in targets {
        let seeds = seeds(name);
        let run = move || {
            let (begun, mut given) = (Instant::now(), seeds.len());
            seeds.iter().for_each(|seed| hold(name, target, seed));
            let mut rng = Rng::with_seed(7);
            (0..ROUNDS).for_each(|_| hold(name, target, &varied(&seeds, &mut rng)));
            given += ROUNDS;
            let mut rng = Rng::new();
            while begun.elapsed() < each {
                hold(name, target, &varied(&seeds, &mut rng));
                given += 1;
            }
            if seconds > 0 {
                println!("{name}: {given} inputs in {:?}", begun.elapsed());
            }
        };
        let ended = thread::Builder::new().name(name.to_owned()).stack_size(STACK).spawn(run).unwrap().join();
        if ended.is_err() {
            broken.push(panicked().unwrap_or_else(|| name.to_owned()));
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}

/// Whatever nests, nests without an end here: there is a bound, or no recursion.
#[test]
fn nothing_recurses_with_its_input() {
    const TIMES: usize = 3000;
    let (open, close) = (|part: &str| part.repeat(TIMES), |part: &str| part.repeat(TIMES));
    let texts = [
        ("pipeline", open("> ") + "said [@s]"),
        ("pipeline", open("- ") + "said [@s]"),
        ("pipeline", open("1. ") + "said [@s]"),
        ("pipeline", open("[") + "x" + &close("](y)")),
        ("pipeline", open("*") + "x" + &close("*")),
        ("pipeline", open("**a ") + &close("b**")),
        ("pipeline", open("“") + "x" + &close("”")),
        ("pipeline", open("<b>") + "x" + &close("</b>")),
        ("pipeline", open("^[") + "x" + &close("]")),
        ("pipeline", open("(") + "12%" + &close(")")),
        ("pipeline", format!("5 <!-- briefcheck: calc 5 = {}5{} -->", open("("), close(")"))),
        ("pipeline", format!("5 <!-- briefcheck: calc 5 = {}5 -->", open("-"))),
        ("pipeline", format!("---\nsources: {}{}\n---\n", open("["), close("]"))),
        ("pipeline", format!("---\nsources: {}{}\n---\n", open("{a: "), close("}"))),
        ("pipeline", format!("---\n{}a\n---\n", open("- "))),
        ("decode", open("> ") + "said"),
        ("decode", open("[") + &close("]")),
        ("figures", open("1-") + "1"),
        ("figures", open("1 to ") + "1"),
        ("figures", open("half of ") + "2"),
        ("figures", open("between 1 and ") + "2"),
        ("bibliography", open("[") + &close("]")),
        ("bibliography", open("{\"items\": ") + &close("}")),
        ("bibliography", format!("@misc{{a, title = {}x{}}}", open("{"), close("}"))),
        ("configuration", format!("include = {}{}", open("["), close("]"))),
        ("configuration", format!("a = {}1{}", open("{a = "), close("}"))),
        ("configuration", format!("{}a = 1", open("a."))),
        ("framing", format!("Content-Length: {}\r\n\r\n{}{}", 2 * TIMES, open("["), close("]"))),
    ];
    for (name, text) in texts {
        let (_, target) = TARGETS.into_iter().find(|(known, _)| *known == name).unwrap();
        // The source is the text as well.
        let bytes = [text.as_bytes(), b"\0", text.as_bytes()].concat();
        let run = move || target(if name == "pipeline" { &bytes } else { text.as_bytes() });
        let ended = thread::Builder::new().stack_size(STACK).spawn(run).unwrap().join();
        assert!(ended.is_ok(), "{name} broke: {}", panicked().unwrap_or_default());
    }
}

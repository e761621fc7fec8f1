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

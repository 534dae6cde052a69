//! Proof that every supported codec accepts and maps what CPython's does, by whole comparison.
//!
//! Compared are all one- and two-byte sequences, for East Asian codecs also each pair between ASCII
//! letters, all three-byte ones of `euc_jp`, and of the well-formed four-byte ones of `gb18030` all
//! where a table or a limit of the linear ranges lies, elsewhere the first and last of ten. With a
//! `python3` (or `$PYTHON`) the outcomes themselves are compared, and always their digests in
//! `digests.txt`. `UPDATE=1 cargo test` has `renewal` write digests and tables anew from that Python.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::thread;

use ruff_text_size::TextSize;

use super::multi_byte::{CODECS, MultiByte};
use super::single_byte::SingleByte;
use super::transcode::transcode;
use super::{ASCII_HALF_ONLY, Codec, Encoding, names, renewal};

/// One line for the Python they are from, then a codec and its digest a line.
const DIGESTS: &str = include_str!("digests.txt");

/// What `parity.py` writes for a sequence that is refused, and after each sequence.
pub(super) const REFUSED: u32 = 0xdc80;
pub(super) const END: u32 = 0xd800;

/// Runs `script` in the Python found, `input` on its standard input; `None`, said aloud, without one.
pub(super) fn python(script: &str, arguments: &[String], input: &[u8]) -> Option<Vec<u8>> {
    let program = std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into());
    let mut command = Command::new(program);
    command.arg("-c").arg(script).args(arguments);
    let Ok(mut child) = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn() else {
        eprintln!("SKIPPED in part: there is no python3 to compare with");
        return None;
    };
    let mut stdin = child.stdin.take().expect("standard input is piped");
    let output = thread::scope(|scope| {
        scope.spawn(move || stdin.write_all(input).expect("the script reads all"));
        child.wait_with_output().expect("the output can be read")
    });
    assert!(output.status.success(), "the script failed");
    Some(output.stdout)
}

/// The records that `parity.py` writes for `arguments`.
pub(super) fn records(arguments: &[String]) -> Option<Vec<Vec<u8>>> {
    let output = python(include_str!("parity.py"), arguments, &[])?;
    let (mut rest, mut records) = (output.as_slice(), Vec::new());
    while let Some((length, after)) = rest.split_first_chunk() {
        let (record, after) = after.split_at(u64::from_le_bytes(*length) as usize);
        records.push(record.to_vec());
        rest = after;
    }
    Some(records)
}

/// The codecs under test, by name, and the shape `parity.py` is to show.
pub(super) fn codecs(single_byte: &str) -> Vec<(String, String)> {
    let single = single_byte
        .split_whitespace()
        .map(|name| (name.into(), "SingleByte".into()));
    let multi = CODECS
        .iter()
        .map(|(name, shape, _)| ((*name).into(), format!("{shape:?}")));
    single.chain(multi).collect()
}

/// Our single-byte codecs as `parity.py` lists its own.
fn our_single_byte() -> String {
    let lines = include_str!("single_byte.txt").lines();
    lines
        .filter_map(|line| line.split(' ').next())
        .collect::<Vec<_>>()
        .join(" ")
}

/// What CPython makes of the domain of each codec, in the order of [`codecs`].
pub(super) fn their_outcomes(codecs: &[(String, String)]) -> Option<Vec<Vec<u32>>> {
    let arguments: Vec<String> = codecs
        .iter()
        .map(|(c, shape)| format!("{c}:{shape}"))
        .collect();
    let words = |record: Vec<u8>| {
        record
            .as_chunks::<4>()
            .0
            .iter()
            .map(|word| u32::from_le_bytes(*word))
            .collect()
    };
    Some(records(&arguments)?.into_iter().map(words).collect())
}

/// Every sequence that is compared, in the order of `parity.py`.
pub(super) fn for_domain(shape: &str, mut each: impl FnMut(&[u8])) {
    let pairs = || (0..=255).flat_map(|a| (0..=255).map(move |b| (a, b)));
    (0..=255).for_each(|a| each(&[a]));
    pairs().for_each(|(a, b)| each(&[a, b]));
    if shape != "SingleByte" {
        pairs().for_each(|(a, b)| each(&[b'a', a, b, b'a']));
    }
    if shape == "EucJp" {
        pairs().for_each(|(a, b)| each(&[0x8f, a, b]));
    }
    if shape == "Gb18030" {
        let halves = || (0x81..=0xfe).flat_map(|a| (b'0'..=b'9').map(move |b| (a, b)));
        let whole = |a| matches!(a, 0x81..=0x85 | 0x8f | 0x90 | 0xe3 | 0xe4 | 0xfe);
        for (a, b) in halves() {
            let picked = halves().filter(|&(_, d)| whole(a) || d == b'0' || d == b'9');
            picked.for_each(|(c, d)| each(&[a, b, c, d]));
        }
    }
}

/// What we make of a codec's domain, as `parity.py` shows what CPython does.
fn our_outcomes(codec: &str, shape: &str) -> Vec<u32> {
    let first_char = first_char(codec);
    let mut outcomes = Vec::new();
    for_domain(shape, |body| {
        match transcode(body, &first_char) {
            Ok((text, map)) => {
                assert_eq!(map.to_source(TextSize::of(&*text)), body.len());
                outcomes.extend(text.chars().map(u32::from));
            }
            Err(_) => outcomes.push(REFUSED),
        }
        outcomes.push(END);
    });
    outcomes
}

/// Gives the first character of some bytes and its width.
type FirstChar = Box<dyn Fn(&[u8]) -> Option<(char, usize)>>;

/// What decodes a character of a single-byte or East Asian codec.
pub(super) fn first_char(codec: &str) -> FirstChar {
    if SingleByte::knows(codec) {
        let table = SingleByte::load(codec);
        Box::new(move |rest| table.first_char(rest))
    } else {
        let table = MultiByte::load(codec);
        Box::new(move |rest| table.first_char(rest))
    }
}

/// The names of all codecs that decode by a table.
pub(super) fn table_codecs() -> Vec<String> {
    codecs(&our_single_byte())
        .into_iter()
        .map(|(codec, _)| codec)
        .collect()
}

/// FNV-1a, by words.
pub(super) fn digest(outcomes: &[u32]) -> u64 {
    outcomes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |digest, &word| {
            (digest ^ u64::from(word)).wrapping_mul(0x0100_0000_01b3)
        })
}

fn compare(codec: &str, shape: &str, ours: &[u32], theirs: &[u32]) {
    if ours == theirs {
        return;
    }
    let (mut ours, mut theirs) = (
        ours.split(|&word| word == END),
        theirs.split(|&word| word == END),
    );
    for_domain(shape, |body| {
        assert_eq!(
            ours.next(),
            theirs.next(),
            "ours and CPython's {codec} of {body:02x?}"
        );
    });
    panic!("{codec}: outcomes of different length");
}

#[test]
fn codecs_are_cpythons() {
    let codecs = codecs(&our_single_byte());
    if std::env::var_os("UPDATE").is_some() {
        return renewal::update();
    }
    let known: BTreeMap<&str, &str> = DIGESTS
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(' '))
        .collect();
    assert_eq!(known.len(), codecs.len());
    let (ours, theirs) = thread::scope(|scope| {
        let theirs = scope.spawn(|| their_outcomes(&codecs));
        let ours: Vec<_> = codecs
            .iter()
            .map(|(c, shape)| our_outcomes(c, shape))
            .collect();
        (ours, theirs.join().expect("no panic"))
    });
    for (at, (codec, shape)) in codecs.iter().enumerate() {
        if let Some(theirs) = &theirs {
            compare(codec, shape, &ours[at], &theirs[at]);
        }
        let digest = format!("{:016x}", digest(&ours[at]));
        assert_eq!(
            known.get(codec.as_str()),
            Some(&digest.as_str()),
            "digest of {codec}"
        );
    }
}

/// Every name of a codec in CPython leads to the same codec here, and every codec that CPython
/// reads by a table of bytes is supported.
#[test]
fn names_are_cpythons() {
    let Some(records) = records(&[]).filter(|_| std::env::var_os("UPDATE").is_none()) else {
        return;
    };
    let [version, theirs, single_byte] = &records[..] else {
        panic!("three records")
    };
    let version = String::from_utf8_lossy(version);
    for line in String::from_utf8_lossy(theirs).lines() {
        let (codec, known) = line.split_once(' ').expect("a codec has names");
        // Gone since: a codec of its own up to 3.8, and one of 3.7's that shows memory as it lies.
        if matches!(codec, "mac-centeuro" | "unicode-internal") {
            continue;
        }
        for name in known.split(' ').map(|name| name.trim_start_matches('*')) {
            assert_eq!(
                names::codec(name),
                Some(codec),
                "codec of {name} in CPython {version}"
            );
        }
    }
    for codec in String::from_utf8_lossy(single_byte).split(' ') {
        let ours = names::codec(codec)
            .and_then(Encoding::of_codec)
            .map(|encoding| encoding.codec);
        let gone = codec == "mac-centeuro";
        assert!(
            gone || ours == Some(Codec::SingleByte),
            "{codec} in CPython {version}"
        );
    }
    for codec in CODECS.iter().map(|codec| codec.0).chain(ASCII_HALF_ONLY) {
        assert_eq!(names::codec(codec), Some(codec));
    }
}

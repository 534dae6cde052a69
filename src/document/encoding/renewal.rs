//! Writes the tables and digests anew, from what the `python3` found shows.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::PathBuf;

use super::multi_byte::{CODECS, Shape, beneath, number};
use super::parity::{END, REFUSED, codecs, digest, for_domain, records, their_outcomes};

/// Writes `names.txt`, `single_byte.txt`, `multi_byte.txt` and `digests.txt`.
pub(super) fn update() {
    let records = records(&[]).expect("UPDATE needs a python3");
    let [version, names, single_byte] = &records[..] else {
        panic!("three records")
    };
    let text = |record: &Vec<u8>| String::from_utf8(record.clone()).expect("records are UTF-8");
    let codecs = codecs(&text(single_byte));
    let theirs = their_outcomes(&codecs).expect("UPDATE needs a python3");
    let mut single = String::new();
    let mut multi = String::new();
    let mut digests = format!("CPython {}\n", text(version));
    for ((codec, shape), outcomes) in codecs.iter().zip(&theirs) {
        let characters = characters(shape, outcomes);
        match CODECS.iter().find(|known| known.0 == codec) {
            Some(&(_, shape, beneath)) => {
                writeln!(multi, "{codec}{}", departures(shape, beneath, &characters)).unwrap();
            }
            None => writeln!(single, "{codec}{}", upper_half(&characters)).unwrap(),
        }
        writeln!(digests, "{codec} {:016x}", digest(outcomes)).unwrap();
    }
    write("names.txt", &text(names));
    write("single_byte.txt", &single);
    write("multi_byte.txt", &multi);
    write("digests.txt", &digests);
    eprintln!("tables are written; run the tests again, without UPDATE");
}

/// The sequences of a codec's domain with the one character each becomes; the others are left out.
fn characters(shape: &str, outcomes: &[u32]) -> BTreeMap<Vec<u8>, u32> {
    let mut rest = outcomes.split(|&word| word == END);
    let mut characters = BTreeMap::new();
    for_domain(shape, |body| {
        if let Some(&[char]) = rest.next()
            && char != REFUSED
        {
            characters.insert(body.to_vec(), char);
        }
    });
    characters
}

fn write(name: &str, text: &str) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(file!());
    std::fs::write(folder.with_file_name(name), text).expect("the tables can be written");
}

/// A codec's line of `single_byte.txt` after the name.
fn upper_half(characters: &BTreeMap<Vec<u8>, u32>) -> String {
    // First character and how many follow it; without a character, how many bytes are refused.
    let mut words: Vec<(Option<u32>, u32)> = Vec::new();
    for byte in 0x80..=0xff_u8 {
        let char = characters.get([byte].as_slice()).copied();
        match (words.last_mut(), char) {
            (Some((Some(first), more)), Some(char)) if *first + *more + 1 == char => *more += 1,
            (Some((None, count)), None) => *count += 1,
            (_, char) => words.push((char, u32::from(char.is_none()))),
        }
    }
    words.iter().fold(String::new(), |line, word| match word {
        (Some(first), 0) => format!("{line} {first:x}"),
        (Some(first), more) => format!("{line} {first:x}+{more:x}"),
        (None, count) => format!("{line} !{count:x}"),
    })
}

/// A codec's line of `multi_byte.txt` after the name.
fn departures(
    shape: Shape,
    encoding: &'static encoding_rs::Encoding,
    characters: &BTreeMap<Vec<u8>, u32>,
) -> String {
    let mut line = String::new();
    // The open range of refused sequences, and the last mapped sequence. A range goes on over what
    // neither codec accepts.
    let (mut refused, mut mapped): (Option<(u32, u32)>, u32) = (None, 0);
    let close = |refused: &mut Option<(u32, u32)>, line: &mut String| match refused.take() {
        Some((first, last)) if first < last => write!(line, " !{first:x}..{last:x}").unwrap(),
        Some((first, _)) => write!(line, " !{first:x}").unwrap(),
        None => {}
    };
    let mut sequences: Vec<Vec<u8>> = Vec::new();
    for_domain(&format!("{shape:?}"), |body| {
        if !body[0].is_ascii() && shape.width(body) == body.len() {
            sequences.push(body.to_vec());
        }
    });
    sequences.sort_by_key(|body| number(body));
    for body in sequences {
        let key = number(&body);
        let theirs = characters.get(&body).copied();
        match (theirs, beneath(encoding, &body).map(u32::from)) {
            (None, Some(_)) => refused = Some((refused.map_or(key, |(first, _)| first), key)),
            (None, None) => {}
            (Some(char), ours) => {
                close(&mut refused, &mut line);
                if ours != Some(char) {
                    let sep = if mapped + 1 == key {
                        ",".into()
                    } else {
                        format!(" {key:x}=")
                    };
                    write!(line, "{sep}{char:x}").unwrap();
                    mapped = key;
                }
            }
        }
    }
    close(&mut refused, &mut line);
    line
}

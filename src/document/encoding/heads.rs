//! Proof that declarations are found and read as CPython does, over many made-up heads of files.

use std::fmt::Write as _;

use super::{DecodeError, MARK, declared, decode, parity, settle};

/// What comes before a declaration: nothing, one line, or more.
const BEFORE: [&[u8]; 16] = [
    b"",
    b"",
    b"",
    b"\n",
    b"\r",
    b"\r\n",
    b"\n\r",
    b" \t\x0c\n",
    b"#!/usr/bin/env python\n",
    b"#!/usr/bin/env python\r",
    b"# \xe9\r\n",
    b"#coding:\n",
    b"x = 1\n",
    b"\\\n",
    b"'''\n'''\n",
    b"# one\n# two\n",
];

/// Lines that declare `@`, or just do not.
const LINES: [&[u8]; 16] = [
    b"# -*- coding: @ -*-",
    b"#coding=@",
    b"# vim: set fileencoding=@ :",
    b"\x0c\t # encoding: @",
    b"# coding:\t  @#",
    b"# coding: @\xe9",
    b"#\xe9 coding: @",
    b"# coding: coding: @",
    b"# coding:\xe9coding:@",
    b"# coding: , coding=@",
    b"# coding : @",
    b"# coding:\x0c@",
    b"# Coding: @",
    b"x = 1 # coding: @",
    b"\x0b# coding: @",
    b"coding: @",
];

const ENDS: [&[u8]; 4] = [b"\n", b"\r\n", b"\r", b"\n\n"];

/// Names as people write them, beside those of `names.txt`.
const NAMES: [&str; 16] = [
    "utf-8",
    "UTF8",
    "utf-8-unix",
    "utf_8_sig",
    "utf8-sig",
    "utf-88",
    "latin-1",
    "Latin_1-dos",
    "latin-1unix",
    "iso-latin-1-mac",
    "iso-8859-1-x",
    "iso-8859-15-x",
    "latin.1",
    "no-such",
    ".",
    "x-sjis",
];

/// Names that not every CPython from 3.6 on knows for the same codec.
const NEWER: [&str; 5] = [
    "cp1051",
    "cp65001",
    "ibm1051",
    "mac_centeuro",
    "windows_31j",
];

/// A fixed stream of numbers (xorshift), so that a failure comes again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.roll(from.len())]
    }
}

fn name(dice: &mut Dice) -> String {
    let known = include_str!("names.txt").split_whitespace();
    let known: Vec<&str> = known.filter(|name| !NEWER.contains(name)).collect();
    let name = if dice.roll(3) == 0 {
        dice.pick(&NAMES)
    } else {
        dice.pick(&known)
    };
    let name = name.trim_start_matches('*');
    match dice.roll(12) {
        0 => name.replace('_', "-"),
        1 => name.replace('_', "."),
        2 => name.replace('_', "--"),
        3 => name.to_uppercase(),
        4 => format!("-{name}_"),
        5 => format!("{name}-x"),
        6 => format!("{name}."),
        _ => name.to_owned(),
    }
}

/// A file with a head, and last a statement whose value tells the encoding.
fn file(dice: &mut Dice) -> Vec<u8> {
    let mut file = if dice.roll(6) == 0 {
        MARK.to_vec()
    } else {
        Vec::new()
    };
    file.extend(dice.pick(&BEFORE));
    for &byte in dice.pick(&LINES) {
        match byte {
            b'@' => file.extend(name(dice).bytes()),
            byte => file.push(byte),
        }
    }
    file.extend(dice.pick(&ENDS));
    file.extend(dice.pick(&[&b"'\xc3\xa9'\n"[..], b"'a'\n", b"'a'"]));
    file
}

/// Our answer where CPython read `file` and its last statement is `value`.
fn check_read(file: &[u8], value: &str) -> bool {
    let text = match decode(file) {
        Ok(decoded) => decoded.text,
        Err(DecodeError::Unsupported { .. }) => return false,
        // `compile` passes comments that are not UTF-8.
        Err(DecodeError::Invalid {
            encoding: "utf-8",
            place,
            ..
        }) => {
            let last = file
                .trim_ascii_end()
                .iter()
                .rposition(|byte| b"\n\r".contains(byte));
            assert!(
                Some(place.offset) < last,
                "{:?}",
                String::from_utf8_lossy(file)
            );
            return false;
        }
        Err(error) => panic!(
            "{error}, but CPython reads {:?}",
            String::from_utf8_lossy(file)
        ),
    };
    let last = text
        .trim_end()
        .rsplit(['\n', '\r'])
        .next()
        .expect("a split has one part");
    let last = last
        .trim_matches('\'')
        .chars()
        .map(|char| format!("{:x}", u32::from(char)));
    assert_eq!(
        last.collect::<Vec<_>>().join(","),
        value,
        "{:?}",
        String::from_utf8_lossy(file)
    );
    true
}

fn check_declared(file: &[u8], codec: &str) {
    let body = file.strip_prefix(MARK).unwrap_or(file);
    let shown = String::from_utf8_lossy(file);
    match settle(declared::find(body).as_ref(), body.len() < file.len()) {
        Ok(ours) => assert_eq!(ours.name(), codec.trim_end_matches("-sig"), "{shown:?}"),
        Err(DecodeError::Unsupported { .. }) => assert_ne!(codec, "error", "{shown:?}"),
        Err(error) => assert_eq!(codec, "error", "{error} {shown:?}"),
    }
}

#[test]
fn heads_are_read_as_cpython_does() {
    let mut dice = Dice(0x0151_f1f5_2026_1121);
    let files: Vec<Vec<u8>> = (0..6000).map(|_| file(&mut dice)).collect();
    let mut input = String::new();
    for file in &files {
        file.iter()
            .for_each(|byte| write!(input, "{byte:02x}").unwrap());
        input.push('\n');
    }
    let Some(answers) = parity::python(include_str!("heads.py"), &[], input.as_bytes()) else {
        return;
    };
    let answers = String::from_utf8(answers).expect("answers are ASCII");
    assert_eq!(answers.lines().count(), files.len());
    let (mut read, mut refused) = (0, 0);
    for (file, answer) in files.iter().zip(answers.lines()) {
        let (value, codec) = answer.split_once(' ').expect("an answer has two words");
        check_declared(file, codec);
        match value {
            "syntax" => {}
            "refused" => {
                refused += 1;
                assert!(decode(file).is_err(), "{:?}", String::from_utf8_lossy(file));
            }
            value => read += usize::from(check_read(file, value)),
        }
    }
    assert!(
        read > 1000 && refused > 500,
        "too few heads of a kind: {read} {refused}"
    );
}

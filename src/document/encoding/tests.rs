//! Single cases: what is borrowed, where the map leads, and each error with its words.

use std::borrow::Cow;

use ruff_text_size::TextSize;

use super::{DecodeError, Decoded, Place, Unsure, decode};

fn read(bytes: &[u8]) -> Decoded<'_> {
    decode(bytes).expect("the bytes are valid")
}

fn refused(bytes: &[u8]) -> String {
    decode(bytes)
        .expect_err("the bytes are not valid")
        .to_string()
}

fn is_borrowed(decoded: &Decoded<'_>) -> bool {
    matches!(decoded.text, Cow::Borrowed(_))
}

#[test]
fn utf8_and_ascii_are_borrowed() {
    for bytes in [
        &b""[..],
        b"x = 1\r\ny\r",
        b"# coding: ascii\n",
        b"# coding: cp1252\n",
        b"# coding: johab\n",
        b"# coding: gbk\n\x0c",
        "é".as_bytes(),
    ] {
        let decoded = read(bytes);
        assert!(is_borrowed(&decoded) && !decoded.bom);
        assert_eq!(decoded.text.as_bytes(), bytes);
        assert_eq!(
            decoded.map.to_source(TextSize::of(&*decoded.text)),
            bytes.len()
        );
    }
}

#[test]
fn a_mark_is_left_out_and_counted() {
    let decoded = read("\u{feff}# coding: UTF_8-unix\nx".as_bytes());
    assert!(decoded.bom && is_borrowed(&decoded));
    assert!(decoded.text.starts_with('#'));
    assert_eq!(decoded.encoding.name(), "utf-8");
    assert_eq!(decoded.map.to_source(0.into()), 3);
    assert_eq!(read("\u{feff}".as_bytes()).text, "");
}

#[test]
fn only_the_first_mark_is_a_mark() {
    assert!(read("x\u{feff}".as_bytes()).text.ends_with('\u{feff}'));
    assert_eq!(
        refused("\u{feff}\u{feff}x".as_bytes()),
        "line 1 starts with two byte-order marks, of which Python takes only one; remove one"
    );
}

#[test]
fn ascii_bytes_in_a_character_are_counted_by_the_map() {
    // 0x95 0x5c is one character, whose second byte is that of a backslash.
    let decoded = read(b"# coding: sjis\n'\x95\x5c\xb1' is x\n");
    assert_eq!(decoded.encoding.name(), "shift_jis");
    assert_eq!(decoded.text, "# coding: sjis\n'\u{8868}\u{ff71}' is x\n");
    let offset = |needle: &str| TextSize::try_from(decoded.text.find(needle).unwrap()).unwrap();
    assert_eq!(decoded.map.to_source(offset("\u{8868}")), 16);
    assert_eq!(
        decoded
            .map
            .to_source(offset("\u{8868}") + TextSize::from(2)),
        16
    );
    assert_eq!(decoded.map.to_source(offset("\u{ff71}")), 18);
    assert_eq!(decoded.map.to_source(offset("is x")), 21);
}

#[test]
fn runs_longer_than_they_count_go_on() {
    let head = b"# coding: latin-1\n";
    let count = 200_000;
    let file = [&head[..], &vec![0xe9; count], b"x"].concat();
    let decoded = read(&file);
    for char in [0, 1, 65_534, 65_535, 65_536, 131_070, count - 1, count] {
        let offset = TextSize::try_from(head.len() + 2 * char).unwrap();
        assert_eq!(decoded.map.to_source(offset), head.len() + char);
    }
}

#[test]
fn line_ends_stay() {
    assert_eq!(
        read(b"# coding: latin-1\r\xe9\r\n\n\x0c").text,
        "# coding: latin-1\r\u{e9}\r\n\n\x0c"
    );
}

#[test]
fn euc_jp_can_hide_ascii_in_three_bytes() {
    let decoded = read(b"# coding: euc-jp\nx = \x8f\xa2\xb7y");
    assert!(decoded.text.ends_with("x = ~y"));
    assert_eq!(decoded.map.to_source(TextSize::of(&*decoded.text)), 25);
}

#[test]
fn invalid_bytes_are_placed() {
    assert_eq!(
        decode(b"# coding: cp1252\r\nx\r'\x81'").expect_err("0x81 is not in cp1252"),
        DecodeError::Invalid {
            byte: 0x81,
            encoding: "cp1252",
            place: Place {
                line: 3,
                column: 2,
                offset: 21
            },
            unsure: Unsure::Told,
        }
    );
    assert_eq!(
        refused(b"# coding: gbk\n\n \x81"),
        "invalid byte 0x81 for encoding gbk at line 3, column 2"
    );
    assert_eq!(
        refused(b"x = 1\n# caf\xe9\n"),
        "invalid byte 0xe9 for encoding utf-8 at line 2, column 6; no encoding is declared: if the \
         file is not UTF-8, name its encoding in a comment in line 1 or 2, such as \
         `# -*- coding: latin-1 -*-`"
    );
    assert_eq!(
        refused(b"\xef\xbb\xbfx\xed\xa0\x80"),
        "invalid byte 0xed for encoding utf-8 at line 1, column 2"
    );
    assert_eq!(
        refused(b"# coding: us-ascii\n\xc3\xa9"),
        "invalid byte 0xc3 for encoding ascii at line 2, column 1"
    );
}

#[test]
fn declarations_that_do_not_hold() {
    assert_eq!(
        refused(b"\n# coding: klingon\n"),
        "line 2 declares the encoding `klingon`, which Python does not know"
    );
    for (name, content) in [
        ("utf-7", "x"),
        ("UTF-16", "x"),
        ("hz", "x"),
        ("iso2022_jp", "x"),
        ("shift_jis_2004", "x"),
        ("cp864", "x"),
        ("cp037", "x"),
        ("rot13", "x"),
        ("unicode_escape", "x"),
        ("johab", "\u{e9}"),
        ("big5hkscs", "\u{e9}"),
    ] {
        assert_eq!(
            refused(format!("# coding: {name}\n{content}").as_bytes()),
            format!(
                "line 1 declares the encoding `{name}`, which isfix does not support; convert the \
                 file to UTF-8 to have it checked"
            )
        );
    }
    let long = format!("#coding:{}", "a".repeat(100_000));
    assert!(refused(long.as_bytes()).len() < 200);
}

#[test]
fn a_mark_wants_utf8() {
    for name in ["latin-1", "utf8", "U8", "nonsense"] {
        assert_eq!(
            refused(format!("\u{feff}#\n# coding: {name}\n").as_bytes()),
            format!(
                "line 2 declares the encoding `{name}`, but the file starts with a UTF-8 byte-order \
                 mark, beside which Python takes only `utf-8`; remove the one that is wrong"
            )
        );
    }
}

#[test]
fn nul_and_wide_encodings() {
    assert_eq!(
        refused(b"\xef\xbb\xbfx = 1\ny\x00"),
        "NUL byte at line 2, column 2: Python source cannot contain null bytes"
    );
    assert!(refused(b"\x00").starts_with("NUL byte at line 1, column 1"));
    let units = "x = 'a'\n".encode_utf16();
    let little: Vec<u8> = units.clone().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units.flat_map(u16::to_be_bytes).collect();
    let wide = |bytes: &[u8]| match decode(bytes) {
        Err(DecodeError::Wide { encoding }) => encoding,
        other => panic!("{other:?}"),
    };
    assert_eq!(wide(&little), "UTF-16 (little-endian)");
    assert_eq!(wide(&big), "UTF-16 (big-endian)");
    assert_eq!(
        wide(&[b"\xff\xfe", &*little].concat()),
        "UTF-16 (little-endian)"
    );
    assert_eq!(wide(&[b"\xfe\xff", &*big].concat()), "UTF-16 (big-endian)");
    assert_eq!(
        wide(b"\xff\xfe\x00\x00x\x00\x00\x00"),
        "UTF-32 (little-endian)"
    );
    assert_eq!(
        wide(b"\x00\x00\xfe\xff\x00\x00\x00x"),
        "UTF-32 (big-endian)"
    );
    assert_eq!(
        wide(b"x\x00\x00\x00y\x00\x00\x00"),
        "UTF-32 (little-endian)"
    );
    assert_eq!(wide(b"\x00\x00\x00x\x00\x00\x00y"), "UTF-32 (big-endian)");
}

#[test]
fn errors_give_a_line() {
    assert_eq!(decode(b"\n\n\xff").expect_err("not UTF-8").line(), 3);
    assert_eq!(decode(b"\n#coding:x").expect_err("no codec").line(), 2);
    assert_eq!(decode(b"\xff\xfe").expect_err("UTF-16").line(), 1);
}

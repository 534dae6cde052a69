//! Laws of the offset map, over random text in every encoding.

use proptest::prelude::*;
use ruff_text_size::{TextRange, TextSize};

use super::{Body, Decoded, Encoding, decode, decode_body, parity};

/// A file that declares `codec` and holds what of `seeds` is valid in it.
fn file(codec: &str, seeds: &[[u8; 4]]) -> Vec<u8> {
    let first_char = parity::first_char(codec);
    let mut file = format!("# coding: {codec}\n").into_bytes();
    for seed in seeds {
        match seed[0] {
            0 => {}
            1..0x80 => file.push(seed[0]),
            _ => file.extend(
                first_char(seed)
                    .map(|(_, width)| &seed[..width])
                    .unwrap_or_default(),
            ),
        }
    }
    file
}

fn text_of(encoding: Encoding, bytes: &[u8]) -> Option<String> {
    match decode_body(encoding, bytes) {
        Ok(Body::Same(text)) => Some(text.to_owned()),
        Ok(Body::Other(text, _)) => Some(text),
        Err(_) => None,
    }
}

/// Each character's bytes, and what lies before and behind it, decode to just that text.
fn check_map(bytes: &[u8], decoded: &Decoded<'_>) -> Result<(), TestCaseError> {
    let Decoded {
        text,
        map,
        encoding,
        ..
    } = decoded;
    prop_assert_eq!(map.to_source(TextSize::of(&**text)), bytes.len());
    for (at, char) in text.char_indices() {
        let range = TextRange::at(TextSize::try_from(at).unwrap(), TextSize::of(char));
        let source = map.to_source_range(range);
        let slice = text_of(*encoding, &bytes[source.clone()]);
        prop_assert_eq!(slice.as_deref(), Some(&text[range]));
        let inside = range.end() - TextSize::from(1);
        prop_assert_eq!(map.to_source(inside).min(source.start), source.start);
        let rest = text_of(*encoding, &bytes[source.start..]);
        prop_assert_eq!(rest.as_deref(), Some(&text[at..]));
    }
    Ok(())
}

/// ASCII put in place of any characters, through the map, decodes to the text so edited.
fn check_splice(bytes: &[u8], decoded: &Decoded<'_>, at: [u16; 2]) -> Result<(), TestCaseError> {
    let text = &*decoded.text;
    // The declaration itself stays.
    let head = text.find('\n').map_or(0, |end| end + 1);
    let mut ends = at.map(|at| head + usize::from(at) % (text.len() - head + 1));
    ends.sort_unstable();
    let [from, to] = ends.map(|end| text.floor_char_boundary(end));
    let source = decoded.map.to_source_range(TextRange::new(
        TextSize::try_from(from).unwrap(),
        TextSize::try_from(to).unwrap(),
    ));
    let edited = [&bytes[..source.start], b" is not ", &bytes[source.end..]].concat();
    let expected = format!("{} is not {}", &text[..from], &text[to..]);
    prop_assert_eq!(
        decode(&edited).map(|decoded| decoded.text.into_owned()),
        Ok(expected)
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn maps_of_tables(
        codec in prop::sample::select(parity::table_codecs()),
        seeds in prop::collection::vec(any::<[u8; 4]>(), 0..60),
        at in any::<[u16; 2]>(),
    ) {
        let file = file(&codec, &seeds);
        let decoded = decode(&file).expect("the file holds valid characters only");
        check_map(&file, &decoded)?;
        check_splice(&file, &decoded, at)?;
    }

    /// Sequences with trail bytes in the ASCII range, and long forms, are rare among random bytes.
    #[test]
    fn maps_of_east_asian_tables(
        codec in prop::sample::select(super::multi_byte::CODECS.map(|codec| codec.0).to_vec()),
        seeds in prop::collection::vec(
            prop_oneof![
                (0x80..=0xff_u8, 0x30..0x80_u8, 0x81..=0xfe_u8, 0x30..0x3a_u8),
                (Just(0x8f_u8), 0xa1..=0xfe_u8, 0xa1..=0xfe_u8, Just(0)),
                (0x20..0x7f_u8, Just(0), Just(0), Just(0)),
            ].prop_map(|(a, b, c, d)| [a, b, c, d]),
            0..60,
        ),
        at in any::<[u16; 2]>(),
    ) {
        let file = file(codec, &seeds);
        let decoded = decode(&file).expect("the file holds valid characters only");
        check_map(&file, &decoded)?;
        check_splice(&file, &decoded, at)?;
    }

    #[test]
    fn maps_of_utf8(mark in any::<bool>(), text in "[^\0\u{feff}]{0,60}", at in any::<[u16; 2]>()) {
        let file = format!("{}#\n#\n{text}", if mark { "\u{feff}" } else { "" }).into_bytes();
        let decoded = decode(&file).expect("the file is UTF-8");
        prop_assert_eq!(decoded.bom, mark);
        check_map(&file, &decoded)?;
        check_splice(&file, &decoded, at)?;
    }

    /// No bytes make a panic, and what is read can be found again.
    #[test]
    fn any_bytes(head in "(# coding: (big5|cp1252|gbk|utf-8|x)\n)?", tail in any::<Vec<u8>>()) {
        let file = [head.as_bytes(), &tail].concat();
        if let Ok(decoded) = decode(&file) {
            check_map(&file, &decoded)?;
        }
    }
}

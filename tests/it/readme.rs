//! What the README shows is what isfix prints.

use std::process::Command;

#[test]
fn the_diff_is_the_one_that_its_first_command_prints() {
    let readme = include_str!("../../README.md");
    let shown = readme
        .split("```")
        .find_map(|block| block.strip_prefix("diff\n"));
    let output = Command::new(env!("CARGO_BIN_EXE_isfix"))
        .args(["--quiet", "--diff", "testdata/shop/models.py"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(shown.unwrap(), printed);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn the_guide_names_no_option_that_is_not_there() {
    let guide = include_str!("../../docs/usage.md");
    let help = Command::new(env!("CARGO_BIN_EXE_isfix"))
        .arg("--help")
        .output()
        .unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    let options = guide
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .filter(|word| word.starts_with("--") && !word.starts_with("---") && word.len() > 2);
    for option in options {
        assert!(
            help.contains(option),
            "the guide names {option}, which --help does not"
        );
    }
}

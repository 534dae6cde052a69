//! Settings, seen from outside: what each key does, where files are sought, what the command line overrides.

mod closest;
mod documents;
mod keys;
mod large;
mod refused;
mod shown;
mod told;

use super::tree::Tree;

/// A finding of each of three rules, a line each: F632, E711, E713.
const THREE: &str = "print(x is 'a')\nprint(x == None)\nprint(not x in y)\n";

/// What is found, file by file: `a.py F632 E711; b.py E713`.
#[track_caller]
fn found(tree: &Tree, line: &str) -> String {
    let ran = tree.run(&format!("--output-format concise --exit-zero -q {line}"));
    let ran = ran.status(0).stderr("");
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for line in ran.out().lines() {
        let name = line.split(':').next().unwrap().to_owned();
        let code = line.split(' ').nth(1).unwrap().to_owned();
        match found.last_mut() {
            Some((last, codes)) if *last == name => codes.push(code),
            _ => found.push((name, vec![code])),
        }
    }
    let files = found
        .iter()
        .map(|(name, codes)| format!("{name} {}", codes.join(" ")));
    files.collect::<Vec<_>>().join("; ")
}

//! `--shard`: N runs read each file once, wherever and however they run.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use super::tree::{Call, PROGRAM, Tree, is_missing, name};
use super::{SAFE, SAFE_FIXED};

/// Files enough for every shard, in folders, with odd names among them.
fn wide(below: &str) -> Tree {
    let tree = (0..200).fold(Tree::new(), |tree, number: usize| {
        tree.with(format!("{below}p{}/test_{number}.py", number % 13), SAFE)
    });
    for file in ["é ß.py", "it's.py"] {
        tree.put(format!("{below}{file}"), SAFE);
    }
    #[cfg(unix)]
    for file in [&b"\xff.py"[..], b"new\nline.py"] {
        tree.put(name(&[below.as_bytes(), file].concat()), SAFE);
    }
    tree
}

/// The files that a run in `folder` would read.
fn listed(folder: &Path, line: &str) -> Vec<u8> {
    let call = Call::new(PROGRAM, folder).args(["--show-files"]);
    let ran = call.args(line.split_whitespace()).run().status(0);
    ran.output.stdout
}

fn lines(text: &[u8]) -> Vec<&[u8]> {
    text.split_inclusive(|&byte| byte == b'\n').collect()
}

#[test]
fn shards_part_the_files() {
    let tree = wide("").repository();
    let all = listed(tree.root(), "");
    for count in [1, 2, 3, 7] {
        let mut together = Vec::new();
        for k in 1..=count {
            let part = listed(tree.root(), &format!("--shard {k}/{count}"));
            let share = lines(&part).len() * count;
            assert!((100..400).contains(&share), "{k}/{count}: {share}");
            for jobs in [1, 8] {
                let line = format!("--shard {k}/{count} --jobs {jobs} --output-format json");
                let found: Vec<serde_json::Value> =
                    serde_json::from_str(&tree.run(&line).out()).unwrap();
                assert_eq!(found.len(), lines(&part).len(), "{line}");
            }
            together.push(part);
        }
        let together = together.concat();
        let (mut together, mut all) = (lines(&together), lines(&all));
        together.sort();
        all.sort();
        assert_eq!(together, all, "{count}");
    }
}

/// What a shell's own arithmetic says, as the guide has it.
#[test]
fn a_shell_can_tell_the_shard() {
    if is_missing("bash") || is_missing("sha1sum") {
        return;
    }
    let tree = Tree::of(&[("a.py", ""), ("src/app/models.py", ""), ("é.py", "")]);
    let script = r#"for name in a.py src/app/models.py é.py; do
        [ $((0x$(printf %s "$name" | sha1sum | cut -c1-15) % 4 + 1)) = $K ] && printf '%s\n' "$name"
    done; :"#;
    for k in 1..=4 {
        let told = Call::new("bash", tree.root()).args(["-c", script]);
        let told = told.env("K", k.to_string()).run().status(0);
        tree.run(&format!("--show-files --shard {k}/4"))
            .stdout(&told.output.stdout);
    }
}

/// The path from the repository's root decides, and nothing else.
#[test]
fn neither_the_checkout_nor_the_folder_counts() {
    if is_missing("git") {
        return;
    }
    let (tree, elsewhere) = (wide("in/").repository(), wide("deep/er/checkout/in/"));
    let checkout = elsewhere.path("deep/er/checkout");
    Call::new("git", &checkout)
        .args(["init", "-q"])
        .run()
        .status(0);
    for k in 1..=3 {
        let line = format!("--shard {k}/3");
        let expected = listed(tree.root(), &line);
        assert_eq!(listed(&checkout, &line), expected);
        let mut below = Vec::new();
        for part in lines(&listed(&tree.path("in"), &line)) {
            // The name with a line feed is quoted.
            below.extend(match part.strip_prefix(b"\"") {
                Some(rest) => [b"\"in/", rest].concat(),
                None => [b"in/", part].concat(),
            });
        }
        assert_eq!(below, expected);
        let given = listed(elsewhere.root(), &format!("{line} deep/er/checkout"));
        let plain = String::from_utf8_lossy(&given).replace("deep/er/checkout/", "");
        assert_eq!(plain, String::from_utf8_lossy(&expected));
    }
}

#[test]
fn named_and_listed_files_count_as_well() {
    let tree = Tree::of(&[("a.py", SAFE), ("b.py", SAFE), ("list", "a.py\nb.py\n")]);
    for line in ["a.py b.py", "--files-from list", "./a.py ../b.py"] {
        let folder = match line.contains("..") {
            true => {
                fs::create_dir_all(tree.path("sub")).unwrap();
                fs::write(tree.path("sub/a.py"), SAFE).unwrap();
                tree.path("sub")
            }
            false => tree.root().to_owned(),
        };
        let mut met = HashMap::<Vec<u8>, usize>::new();
        for k in 1..=5 {
            for file in lines(&listed(&folder, &format!("--shard {k}/5 {line}"))) {
                *met.entry(file.to_vec()).or_default() += 1;
            }
        }
        assert_eq!(met.len(), 2, "{line}");
        assert!(met.values().all(|&times| times == 1), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn a_file_of_several_names_is_in_one_shard() {
    let tree = Tree::of(&[("a.py", SAFE)]);
    for number in 0..20 {
        fs::hard_link(tree.path("a.py"), tree.path(format!("link{number}.py"))).unwrap();
        let link = tree.path(format!("symbolic{number}.py"));
        std::os::unix::fs::symlink("a.py", link).unwrap();
    }
    let found = |line: &str| {
        (1..=4)
            .map(|k| {
                tree.run(&format!("--shard {k}/4 --output-format concise {line}"))
                    .out()
            })
            .collect::<String>()
    };
    assert_eq!(found("").matches("F632").count(), 1, "{}", found(""));
    // The name of what a link leads to counts.
    let by_link = found("symbolic7.py");
    assert_eq!(by_link.matches("F632").count(), 1, "{by_link}");
    let of =
        |line: &str| (1..=4).find(|k| !tree.run(&format!("--shard {k}/4 {line}")).out().is_empty());
    assert_eq!(of("a.py"), of("symbolic7.py"));
    // Where each name is a file of its own, each is somewhere.
    let each = found("--break-hard-links");
    assert_eq!(each.matches("F632").count(), 21, "{each}");
}

#[test]
fn what_cannot_be_walked_is_told_in_every_shard() {
    let tree = Tree::of(&[("a.py", "")]);
    for k in 1..=3 {
        tree.run(&format!("--shard {k}/3 a.py nowhere.py"))
            .status(2)
            .says("nowhere.py: io-error");
    }
}

#[test]
fn only_what_changed_is_shared() {
    if is_missing("git") {
        return;
    }
    let tree = wide("").repository();
    tree.git("add -A");
    tree.git("-c user.name=n -c user.email=e commit -qm all");
    for number in 0..30 {
        tree.put(format!("new/{number}.py"), SAFE);
    }
    let all = listed(tree.root(), "--since HEAD");
    let parts: Vec<_> = (1..=3)
        .map(|k| listed(tree.root(), &format!("--since HEAD --shard {k}/3")))
        .collect();
    let together = parts.concat();
    let (mut together, mut all) = (lines(&together), lines(&all));
    assert_eq!(all.len(), 30);
    together.sort();
    all.sort();
    assert_eq!(together, all);
}

#[test]
fn shards_written_one_by_one_make_the_whole() {
    let (one, several) = (wide(""), wide(""));
    one.run("--write -q").status(0);
    for k in [3, 1, 2] {
        several.run(&format!("--write -q --shard {k}/3")).status(0);
    }
    assert!(one.snapshot() == several.snapshot());
    several.holds("it's.py", SAFE_FIXED);
    several.run("").status(0);
}

#[test]
fn no_shard_is_wrong_usage() {
    let tree = Tree::of(&[("s.py", SAFE)]);
    for (shard, reason) in [
        ("0/3", "shards are numbered from 1 to 3"),
        ("4/3", "shards are numbered from 1 to 3"),
        ("1/0", "there must be at least one shard"),
        ("a/b", "it takes K/N"),
        ("1", "it takes K/N"),
        ("1/3/4", "it takes K/N"),
        ("", "it takes K/N"),
    ] {
        let ran = tree.isfix(["--write", "--shard", shard]).run();
        ran.status(2).stdout("").complains(reason);
        tree.holds("s.py", SAFE);
    }
    tree.run("--write --shard 1/1 -")
        .status(2)
        .stdout("")
        .complains("`-`");
}

//! Every reason not to write, provoked for real: the file stays as it is, nothing lies about.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, chown, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime};

use super::child::{answer, answer_as_nobody, command};
use super::{
    NEW, OLD, assert_replaced, assert_untouched, folder_with_file, is_root, replace,
    replace_stamped, skip, stamp,
};

#[track_caller]
fn assert_refused(result: Result<(), String>, reason: &str) {
    assert_eq!(result.unwrap_err(), reason);
}

#[track_caller]
fn assert_answer(answer: Option<String>, wanted: &str) {
    if let Some(answer) = answer {
        assert_eq!(answer, wanted);
    }
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

#[test]
fn changed_since_it_was_read() {
    let changes: [fn(&Path); 6] = [
        |file| fs::write(file, b"longer than it was\n").unwrap(),
        |file| {
            File::options()
                .write(true)
                .open(file)
                .unwrap()
                .set_len(0)
                .unwrap()
        },
        |file| touch(file, SystemTime::now() + Duration::from_secs(5)),
        // Another file of the same length and time.
        |file| {
            let time = fs::metadata(file).unwrap().modified().unwrap();
            let other = file.with_extension("other");
            fs::write(&other, OLD).unwrap();
            touch(&other, time);
            fs::rename(&other, file).unwrap();
        },
        // A mode that the new file must not lose.
        |file| set_mode(file, 0o600),
        |file| {
            fs::rename(file, file.with_extension("moved")).unwrap();
            fs::write(file.with_extension("other"), OLD).unwrap();
            symlink("file.other", file).unwrap();
        },
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let (folder, file) = folder_with_file();
        let stamp = stamp(&file);
        change(&file);
        let changed = fs::read(&file).ok();
        let result = replace_stamped(&file, &stamp, NEW, false);
        assert_eq!(result, Err("Changed".to_owned()), "change {number}");
        assert_eq!(fs::read(&file).ok(), changed);
        assert_eq!(super::temps(folder.path()), 0);
    }
}

/// Writes in place, then puts the time back: only the time of the inode's change tells.
#[test]
fn changed_behind_its_time() {
    let (_folder, file) = folder_with_file();
    let (stamp, time) = (
        stamp(&file),
        fs::metadata(&file).unwrap().modified().unwrap(),
    );
    // Longer than any clock tick by which files are dated.
    std::thread::sleep(Duration::from_millis(20));
    fs::write(&file, OLD.to_ascii_uppercase()).unwrap();
    touch(&file, time);
    assert_refused(replace_stamped(&file, &stamp, NEW, false), "Changed");
}

fn touch(file: &Path, time: SystemTime) {
    File::options()
        .write(true)
        .open(file)
        .unwrap()
        .set_modified(time)
        .unwrap();
}

#[test]
fn vanished() {
    let (folder, file) = folder_with_file();
    let stamp = stamp(&file);
    let link = folder.path().join("link.py");
    symlink("file.py", &link).unwrap();
    fs::remove_file(&file).unwrap();
    assert_refused(replace_stamped(&file, &stamp, NEW, false), "Vanished");
    assert_refused(replace_stamped(&link, &stamp, NEW, false), "Vanished");
    assert_eq!(super::temps(folder.path()), 0);
    fs::remove_dir_all(folder.path()).unwrap();
    assert_refused(replace_stamped(&file, &stamp, NEW, false), "FolderVanished");
}

#[test]
fn links_in_a_circle() {
    let (folder, file) = folder_with_file();
    let stamp = stamp(&file);
    let [one, two] = ["one", "two"].map(|name| folder.path().join(name));
    symlink("two", &one).unwrap();
    symlink("one", &two).unwrap();
    assert_refused(replace_stamped(&one, &stamp, NEW, false), "LinkLoop");
    assert_untouched(&file);
}

#[test]
fn hard_links() {
    let (folder, file) = folder_with_file();
    let other = folder.path().join("other.py");
    fs::hard_link(&file, &other).unwrap();
    assert_refused(replace(&file, NEW), "HardLinks(2)");
    assert_untouched(&file);
    let (first, second) = (stamp(&file), stamp(&other));
    assert_eq!((first.links(), first.identity()), (2, second.identity()));
    replace_stamped(&file, &first, NEW, true).unwrap();
    assert_replaced(&file);
    assert_untouched_text(&other);
    // The other name was read before it was parted from the first, and is still writable.
    replace_stamped(&other, &second, NEW, true).unwrap();
    assert_replaced(&other);
}

fn assert_untouched_text(file: &Path) {
    assert_eq!(fs::read(file).unwrap(), OLD);
}

#[test]
fn a_hard_link_made_meanwhile() {
    let (folder, file) = folder_with_file();
    let stamp = stamp(&file);
    fs::hard_link(&file, folder.path().join("other.py")).unwrap();
    assert_refused(replace_stamped(&file, &stamp, NEW, false), "HardLinks(2)");
    assert_untouched(&file);
}

#[test]
fn read_only_file() {
    let (_folder, file) = folder_with_file();
    for mode in [0o444, 0o555, 0o466] {
        set_mode(&file, mode);
        assert_refused(replace(&file, NEW), "ReadOnly");
        assert_untouched(&file);
    }
}

#[test]
fn without_rights() {
    if !is_root() {
        return skip("only root can set up another user's files");
    }
    let (folder, file) = folder_with_file();
    set_mode(folder.path(), 0o777);
    set_mode(&file, 0o644);
    assert_answer(answer_as_nobody("replace", &file), "ReadOnly old 0");
    // Writable, but what would be created is ours and not the owner's.
    set_mode(&file, 0o666);
    assert_answer(answer_as_nobody("replace", &file), "NotKept old 0");
    set_mode(folder.path(), 0o1777);
    assert_answer(answer_as_nobody("replace", &file), "StickyFolder old 0");
    chown(&file, Some(65534), None).unwrap();
    // Ours by now, but of a group that we are not in.
    assert_answer(answer_as_nobody("replace", &file), "NotKept old 0");
    chown(&file, Some(65534), Some(65534)).unwrap();
    set_mode(folder.path(), 0o755);
    assert_answer(answer_as_nobody("replace", &file), "ReadOnlyFolder old 0");
    xattr::set(&file, "security.isfix", b"x").unwrap_or_else(|e| skip(&e.to_string()));
    set_mode(folder.path(), 0o1777);
    if xattr::get(&file, "security.isfix").ok().flatten().is_some() {
        assert_answer(answer_as_nobody("replace", &file), "NotKept old 0");
        xattr::remove(&file, "security.isfix").unwrap();
    }
    assert_answer(answer_as_nobody("replace", &file), "done new 0");
}

/// Enough rights for a file, none to list its folder.
#[test]
fn a_folder_that_cannot_be_listed() {
    let (folder, _) = folder_with_file();
    let inner = folder.path().join("inner");
    fs::create_dir(&inner).unwrap();
    let file = inner.join("file.py");
    fs::write(&file, OLD).unwrap();
    set_mode(folder.path(), 0o755);
    if is_root() {
        chown(&inner, Some(65534), Some(65534)).unwrap();
        chown(&file, Some(65534), Some(65534)).unwrap();
    }
    // The child cannot list it to count what lies about, so it reports through a link beside it.
    set_mode(&inner, 0o300);
    let link = folder.path().join("link.py");
    symlink("inner/file.py", &link).unwrap();
    let answer = answer_as_nobody("replace", &link);
    set_mode(&inner, 0o700);
    assert_answer(answer, "done new 0");
    assert_eq!(super::temps(&inner), 0);
}

/// Sets an attribute of `chattr`, and takes it away at the end.
struct Marked<'a>(&'a Path, &'static str);

impl<'a> Marked<'a> {
    fn new(path: &'a Path, attribute: &'static str) -> Option<Self> {
        let done = Command::new("chattr")
            .arg(format!("+{attribute}"))
            .arg(path)
            .output();
        if !done.is_ok_and(|done| done.status.success()) {
            skip(&format!("chattr +{attribute} is not possible here"));
            return None;
        }
        Some(Self(path, attribute))
    }
}

impl Drop for Marked<'_> {
    fn drop(&mut self) {
        let _ = Command::new("chattr")
            .arg(format!("-{}", self.1))
            .arg(self.0)
            .status();
    }
}

#[test]
fn immutable_and_append_only() {
    let (folder, file) = folder_with_file();
    for attribute in ["i", "a"] {
        let Some(marked) = Marked::new(&file, attribute) else {
            return;
        };
        assert_refused(replace(&file, NEW), "Immutable");
        drop(marked);
        let Some(marked) = Marked::new(folder.path(), attribute) else {
            return;
        };
        assert_refused(replace(&file, NEW), "ImmutableFolder");
        let report = super::write::write_whole(&folder.path().join("new"), NEW).unwrap_err();
        assert_eq!(super::name_of(report.kind()), "ImmutableFolder");
        drop(marked);
        assert_untouched(&file);
    }
}

/// Runs the child in a mount namespace of its own, after the shell's `setup` of `$DIR`.
fn mounted(setup: &str, role: &str) -> Option<String> {
    let (folder, _) = folder_with_file();
    let file = PathBuf::from(folder.path()).join("file.py");
    let script = format!("set -e; {setup}; exec \"$@\"");
    let user = if is_root() {
        "--mount"
    } else {
        "--map-root-user"
    };
    let launcher = ["unshare", user, "--mount", "sh", "-c", &script, "sh"];
    let mut command = command(&launcher, role, &file);
    answer({
        command.env("DIR", folder.path());
        command
    })
}

#[test]
fn full_disk() {
    let setup = "mount -t tmpfs -o size=128k none $DIR; echo old > $DIR/file.py";
    assert_answer(mounted(setup, "replace by a megabyte"), "DiskFull old 0");
    let no_inode = "mount -t tmpfs -o nr_inodes=2 none $DIR; echo old > $DIR/file.py";
    assert_answer(mounted(no_inode, "replace"), "DiskFull old 0");
}

#[test]
fn read_only_file_system() {
    let setup = "mount --bind $DIR $DIR; mount -o remount,ro,bind $DIR";
    assert_answer(mounted(setup, "replace"), "ReadOnlyFileSystem old 0");
}

#[test]
fn mount_point() {
    let setup = "mount --bind $DIR/file.py $DIR/file.py";
    assert_answer(mounted(setup, "replace"), "MountPoint old 0");
}

/// `ulimit -f` counts blocks of 512 or 1024 bytes; either way a megabyte is too much.
#[test]
fn limit_on_file_sizes() {
    let (_folder, file) = folder_with_file();
    let launcher = ["sh", "-c", "ulimit -f 100; exec \"$@\"", "sh"];
    let child = command(&launcher, "replace by a megabyte", &file);
    assert_answer(answer(child), "TooLarge old 0");
}

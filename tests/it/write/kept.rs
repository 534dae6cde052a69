//! What a replaced file keeps: its mode, owner, attributes, the links that lead to it.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::{NEW, OLD, assert_replaced, folder_with_file, is_root, replace, skip};

/// A file capability as `setcap cap_net_raw=ep` stores it: version 2, effective, bit 13.
const CAPABILITY: [u8; 20] = [1, 0, 0, 2, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

/// An access list as the kernel takes it, version 2: owner rw, user 1 rwx, group r, mask rwx,
/// others none.
fn access_list() -> Vec<u8> {
    let entries: [(u16, u16, u32); 5] = [
        (1, 6, u32::MAX),
        (2, 7, 1),
        (4, 4, u32::MAX),
        (16, 7, u32::MAX),
        (32, 0, u32::MAX),
    ];
    let mut list = 2_u32.to_le_bytes().to_vec();
    for (tag, rights, id) in entries {
        list.extend(tag.to_le_bytes());
        list.extend(rights.to_le_bytes());
        list.extend(id.to_le_bytes());
    }
    list
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().mode() & 0o7777
}

/// Whether the attribute could be set here.
fn set(path: &Path, name: &str, value: &[u8]) -> bool {
    let done = xattr::set(path, name, value);
    if let Err(error) = &done {
        skip(&format!("cannot set {name} here: {error}"));
    }
    done.is_ok()
}

#[test]
fn modes() {
    for wanted in [
        0o755,
        0o640,
        0o600,
        0o4755,
        0o2755,
        0o6711,
        0o1666,
        0o200 | 0o444,
    ] {
        let (_folder, file) = folder_with_file();
        fs::set_permissions(&file, Permissions::from_mode(wanted)).unwrap();
        replace(&file, NEW).unwrap();
        assert_replaced(&file);
        assert_eq!(mode(&file), wanted, "{wanted:o}");
    }
}

#[test]
fn owner_and_setuid() {
    if !is_root() {
        return skip("only root may give files away");
    }
    let (_folder, file) = folder_with_file();
    chown(&file, Some(1234), Some(4321)).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o6755)).unwrap();
    replace(&file, NEW).unwrap();
    assert_replaced(&file);
    let found = fs::metadata(&file).unwrap();
    assert_eq!(
        (found.uid(), found.gid(), mode(&file)),
        (1234, 4321, 0o6755)
    );
}

#[test]
fn attributes() {
    let (_folder, file) = folder_with_file();
    let large = vec![b'v'; 2000];
    if !set(&file, "user.isfix.small", b"a\0b") || !set(&file, "user.isfix.large", &large) {
        return;
    }
    assert!(set(&file, "user.isfix.empty", b""));
    replace(&file, NEW).unwrap();
    assert_replaced(&file);
    let get = |name| xattr::get(&file, name).unwrap().unwrap();
    assert_eq!(get("user.isfix.small"), b"a\0b");
    assert_eq!(get("user.isfix.large"), large);
    assert_eq!(get("user.isfix.empty"), b"");
}

#[test]
fn access_lists_and_capabilities() {
    let (_folder, file) = folder_with_file();
    if is_root() {
        chown(&file, Some(1234), Some(4321)).unwrap();
    }
    let attributes = [
        ("system.posix_acl_access", access_list()),
        ("security.capability", CAPABILITY.to_vec()),
        ("trusted.isfix", b"t".to_vec()),
    ];
    let set: Vec<_> = attributes
        .iter()
        .filter(|(name, value)| set(&file, name, value))
        .collect();
    let before = mode(&file);
    replace(&file, NEW).unwrap();
    assert_replaced(&file);
    assert_eq!(mode(&file), before);
    for (name, value) in set {
        assert_eq!(
            xattr::get(&file, name).unwrap().as_ref(),
            Some(value),
            "{name}"
        );
    }
}

#[test]
fn nothing_is_inherited_from_the_folder() {
    let (folder, file) = folder_with_file();
    if !set(folder.path(), "system.posix_acl_default", &access_list()) {
        return;
    }
    fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
    replace(&file, NEW).unwrap();
    assert_eq!(mode(&file), 0o640);
    assert_eq!(xattr::get(&file, "system.posix_acl_access").unwrap(), None);
}

#[test]
fn the_time_is_now() {
    let (_folder, file) = folder_with_file();
    let hour = Duration::from_secs(3600);
    let opened = fs::File::options().write(true).open(&file).unwrap();
    opened.set_modified(SystemTime::now() - hour).unwrap();
    drop(opened);
    replace(&file, NEW).unwrap();
    let age = fs::metadata(&file)
        .unwrap()
        .modified()
        .unwrap()
        .elapsed()
        .unwrap_or_default();
    assert!(age < hour / 2, "{age:?}");
}

#[test]
fn links_stay_links() {
    let (folder, file) = folder_with_file();
    let other = folder.path().join("other");
    fs::create_dir_all(other.join("deep")).unwrap();
    let links = [
        (other.join("relative.py"), "../file.py".into()),
        (other.join("absolute.py"), file.clone()),
        (other.join("deep/chain.py"), "../relative.py".into()),
        (folder.path().join("folder"), "other/deep".into()),
    ];
    for (link, target) in &links {
        symlink(target, link).unwrap();
    }
    let through_folder = folder.path().join("folder/chain.py");
    for named in links[..3]
        .iter()
        .map(|(link, _)| link)
        .chain([&through_folder])
    {
        fs::write(&file, OLD).unwrap();
        replace(named, NEW).unwrap();
        assert_replaced(&file);
        assert_eq!(super::temps(&other) + super::temps(&other.join("deep")), 0);
    }
    for (link, target) in &links {
        assert_eq!(&fs::read_link(link).unwrap(), target);
    }
}

#[test]
fn any_name_will_do() {
    use std::os::unix::ffi::OsStrExt;
    let (folder, _) = folder_with_file();
    for name in [&b"\xff\xfe\n.py"[..], &[b'n'; 255], b"-", b" "] {
        let file = folder.path().join(std::ffi::OsStr::from_bytes(name));
        fs::write(&file, OLD).unwrap();
        replace(&file, NEW).unwrap();
        assert_replaced(&file);
    }
}

#[test]
fn many_files_from_many_threads() {
    let (folder, _) = folder_with_file();
    let files: Vec<_> = (0..200)
        .map(|n| folder.path().join(format!("{n}.py")))
        .collect();
    files.iter().for_each(|file| fs::write(file, OLD).unwrap());
    std::thread::scope(|scope| {
        for part in files.chunks(25) {
            scope.spawn(move || part.iter().for_each(|file| replace(file, NEW).unwrap()));
        }
    });
    files.iter().for_each(|file| assert_replaced(file));
}

#[test]
fn one_of_many_writers_wins_whole() {
    let (_folder, file) = folder_with_file();
    let stamp = super::stamp(&file);
    let write = |version: u8| {
        super::replace_stamped(&file, &stamp, &vec![version; 100_000], false)
            .inspect_err(|reason| assert_eq!(reason, "Changed"))
    };
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..8)
            .map(|n| scope.spawn(move || write(b'a' + n)))
            .collect();
        let done = writers
            .into_iter()
            .filter_map(|writer| writer.join().unwrap().ok())
            .count();
        assert!(done >= 1);
    });
    let bytes = fs::read(&file).unwrap();
    assert_eq!(
        (bytes.len(), super::temps(file.parent().unwrap())),
        (100_000, 0)
    );
    assert!(bytes.iter().all(|byte| *byte == bytes[0]));
}

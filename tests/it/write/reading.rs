//! Reading: what is refused, and that nothing holds it up.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::net::UnixListener;
use std::path::Path;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use super::child::answer_as_nobody;
use super::read::{read, read_into};
use super::{OLD, folder_with_file};

fn reason(path: &Path) -> String {
    let error = read(path).unwrap_err();
    assert_eq!(error.to_string().lines().count(), 1);
    format!("{:?}", error.kind())
}

#[test]
fn refused() {
    let (folder, file) = folder_with_file();
    let at = |name: &str| folder.path().join(name);
    symlink("nothing", at("dangling")).unwrap();
    mknodat(CWD, at("fifo"), FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let _socket = UnixListener::bind(at("socket")).unwrap();
    File::create(at("large")).unwrap().set_len(1 << 32).unwrap();
    assert_eq!(reason(&at("no such")), "Vanished");
    assert_eq!(reason(&file.join("below")), "Vanished");
    assert_eq!(reason(&at("dangling")), "Vanished");
    assert_eq!(reason(folder.path()), "IsFolder");
    assert_eq!(reason(&at("fifo")), "NotRegular");
    assert_eq!(reason(&at("socket")), "NotRegular");
    assert_eq!(reason(Path::new("/dev/null")), "NotRegular");
    assert_eq!(reason(&at("large")), "TooLarge");
}

#[test]
fn without_permission() {
    let (folder, file) = folder_with_file();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    fs::set_permissions(&file, Permissions::from_mode(0o000)).unwrap();
    if let Some(answer) = answer_as_nobody("read", &file) {
        assert_eq!(answer, "NoPermission");
    }
}

#[test]
fn a_buffer_serves_many_files() {
    let (folder, file) = folder_with_file();
    let empty = folder.path().join("empty");
    File::create(&empty).unwrap();
    let mut bytes = vec![b'?'; 100];
    assert_eq!(
        read_into(&file, &mut bytes).unwrap().len(),
        OLD.len() as u64
    );
    assert_eq!(bytes, OLD);
    assert!(bytes.capacity() >= 100);
    assert_eq!(read_into(&empty, &mut bytes).unwrap().len(), 0);
    assert_eq!(bytes, b"");
}

/// Some files tell no length, or a wrong one.
#[test]
fn a_file_that_tells_no_length() {
    let (bytes, stamp) = read(Path::new("/proc/self/status")).unwrap();
    assert_eq!(stamp.len(), 0);
    assert!(bytes.starts_with(b"Name:"));
}

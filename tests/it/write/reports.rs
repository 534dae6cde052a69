//! Whole files written without having been read: reports and patches.

use std::fs::{self, File, Permissions};
use std::io::Read;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::Path;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use super::child::{answer, command};
use super::write::write_whole;
use super::{NEW, assert_replaced, folder_with_file, name_of};

#[test]
fn a_new_file_has_the_mode_of_any_new_file() {
    let (folder, _) = folder_with_file();
    let [report, plain] = ["report", "plain"].map(|name| folder.path().join(name));
    write_whole(&report, NEW).unwrap();
    File::create(&plain).unwrap();
    assert_replaced(&report);
    let mode = |path: &Path| fs::metadata(path).unwrap().mode();
    assert_eq!(mode(&report), mode(&plain));
}

#[test]
fn a_file_that_is_there_keeps_its_mode() {
    let (folder, file) = folder_with_file();
    fs::set_permissions(&file, Permissions::from_mode(0o640)).unwrap();
    fs::hard_link(&file, folder.path().join("other")).unwrap();
    write_whole(&file, NEW).unwrap();
    assert_replaced(&file);
    assert_eq!(fs::metadata(&file).unwrap().mode() & 0o7777, 0o640);
}

#[test]
fn links_are_followed_even_to_nothing() {
    let (folder, _) = folder_with_file();
    let [link, chain, target] = ["link", "chain", "target"].map(|name| folder.path().join(name));
    symlink("target", &link).unwrap();
    symlink("link", &chain).unwrap();
    write_whole(&chain, NEW).unwrap();
    assert_replaced(&target);
    assert!(link.is_symlink() && chain.is_symlink());
}

#[test]
fn what_cannot_be_replaced_is_written_into() {
    write_whole(Path::new("/dev/null"), NEW).unwrap();
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    let (folder, _) = folder_with_file();
    let fifo = folder.path().join("fifo");
    mknodat(CWD, &fifo, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    let mut received = Vec::new();
    std::thread::scope(|scope| {
        let writer = scope.spawn(|| write_whole(&fifo, NEW));
        File::open(&fifo)
            .unwrap()
            .read_to_end(&mut received)
            .unwrap();
        writer.join().unwrap().unwrap();
    });
    assert_eq!(received, NEW);
    assert!(!fs::metadata(&fifo).unwrap().is_file());
}

#[test]
fn a_reader_who_left_is_no_failure() {
    let (folder, _) = folder_with_file();
    let fifo = folder.path().join("fifo");
    mknodat(CWD, &fifo, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0).unwrap();
    std::thread::scope(|scope| {
        // More than a pipe holds, so the reader is surely gone before all is written.
        let writer = scope.spawn(|| write_whole(&fifo, &[b'x'; 1 << 20]));
        File::open(&fifo).unwrap().read_exact(&mut [0]).unwrap();
        writer.join().unwrap().unwrap();
    });
}

#[test]
fn standard_output_stays_the_file_it_is() {
    let role = "report to standard output";
    let (folder, file) = folder_with_file();
    if let Some(said) = answer(command(&[], role, &file)) {
        assert_eq!(said, "the report");
    }
    let out = folder.path().join("out");
    let to_file = File::create(&out).unwrap();
    let inode = to_file.metadata().unwrap().ino();
    assert!(
        command(&[], role, &file)
            .stdout(to_file)
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(fs::metadata(&out).unwrap().ino(), inode);
    assert!(
        fs::read_to_string(&out)
            .unwrap()
            .contains("child: the report")
    );
}

#[test]
fn refused() {
    let (folder, file) = folder_with_file();
    let reason = |path: &Path| name_of(write_whole(path, NEW).unwrap_err().kind());
    assert_eq!(reason(folder.path()), "IsFolder");
    assert_eq!(
        reason(&folder.path().join("no/such/folder")),
        "FolderVanished"
    );
    assert_eq!(reason(&file.join("below a file")), "FolderVanished");
    fs::set_permissions(&file, Permissions::from_mode(0o444)).unwrap();
    assert_eq!(reason(&file), "ReadOnly");
    super::assert_untouched(&file);
}

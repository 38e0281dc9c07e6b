use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// The most rows of one CSV; spreadsheets stop at about a million, and people earlier.
pub const ROWS_PER_FILE: usize = 200_000;

/// Writes an output file in parts (`claims.csv`, `claims-0002.csv`, …), all of them beside their place until
/// [`PartFiles::finish`] puts them there, so that no file is ever overwritten half-way.
///
/// ```
/// let folder = tempfile::tempdir()?;
/// let mut parts = claimsift_report::PartFiles::create(&folder.path().join("claims.csv"), b"header\n", 2)?;
/// parts.write(2, b"two\nrows\n")?;
/// parts.write(1, b"third\n")?;
/// let written = parts.finish()?;
/// assert!(written[1].ends_with("claims-0002.csv"));
/// assert_eq!(std::fs::read_to_string(&written[1])?, "header\nthird\n");
/// # Ok::<(), std::io::Error>(())
/// ```
pub struct PartFiles {
    target: PathBuf,
    header: Vec<u8>,
    limit: usize,
    full: Vec<Part>,
    current: Part,
    /// What the current part holds.
    written: Extent,
    /// Where its last document begins.
    document: Extent,
}

/// How far a part is written.
#[derive(Clone, Copy)]
struct Extent {
    rows: usize,
    bytes: u64,
}

/// A file that is being written.
enum Part {
    /// Beside its place; renamed at the end.
    Beside(BufWriter<NamedTempFile>),
    /// A device or a pipe, which must not be replaced.
    Direct(BufWriter<File>),
}

impl PartFiles {
    /// Begins the files of `path`; each part starts with `header` and holds at most `limit` rows, unless one document
    /// alone has more. Fails when the folder cannot be written.
    pub fn create(path: &Path, header: &[u8], limit: usize) -> io::Result<PartFiles> {
        // A link stays a link: what it points at is replaced.
        let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let current = Part::create(&target, header)?;
        let written = Extent { rows: 0, bytes: header.len() as u64 };
        Ok(PartFiles {
            target,
            header: header.to_owned(),
            limit,
            full: Vec::new(),
            current,
            written,
            document: written,
        })
    }

    /// Writes `bytes`, the first `rows` rows of a document.
    pub fn write(&mut self, rows: usize, bytes: &[u8]) -> io::Result<()> {
        self.document = self.written;
        self.write_more(rows, bytes)
    }

    /// Writes more rows of the last document. If they are too many for the file, the whole document goes to the next
    /// one: a document is never cut.
    pub fn write_more(&mut self, rows: usize, bytes: &[u8]) -> io::Result<()> {
        if self.document.rows > 0 && self.written.rows + rows > self.limit {
            self.move_document()?;
        }
        self.written.rows += rows;
        self.written.bytes += bytes.len() as u64;
        self.current.writer().write_all(bytes)
    }

    /// Takes the rows of the last document to a new part.
    fn move_document(&mut self) -> io::Result<()> {
        let Part::Beside(current) = &mut self.current else { return Ok(()) };
        let mut next = Part::create(&self.target, &self.header)?;
        current.flush()?;
        let file = current.get_mut().as_file_mut();
        file.seek(SeekFrom::Start(self.document.bytes))?;
        let moved = io::copy(file, next.writer())?;
        file.set_len(self.document.bytes)?;
        self.full.push(std::mem::replace(&mut self.current, next));
        let start = Extent { rows: 0, bytes: self.header.len() as u64 };
        self.written = Extent { rows: self.written.rows - self.document.rows, bytes: start.bytes + moved };
        self.document = start;
        Ok(())
    }

    /// Puts all parts in their places, and names them.
    pub fn finish(self) -> io::Result<Vec<PathBuf>> {
        let parts = self.full.into_iter().chain([self.current]);
        parts.enumerate().map(|(index, part)| part.finish(part_path(&self.target, index))).collect()
    }
}

/// Where the part with this index stands: `claims.csv`, `claims-0002.csv`, …
pub fn part_path(target: &Path, index: usize) -> PathBuf {
    if index == 0 {
        return target.to_owned();
    }
    let stem = target.file_stem().unwrap_or_default().to_string_lossy();
    let extension = target.extension().map_or(String::new(), |extension| format!(".{}", extension.to_string_lossy()));
    target.with_file_name(format!("{stem}-{:04}{extension}", index + 1))
}

impl Part {
    fn create(target: &Path, header: &[u8]) -> io::Result<Part> {
        let mut part = match target.metadata() {
            Ok(metadata) if metadata.is_dir() => return Err(io::ErrorKind::IsADirectory.into()),
            Ok(metadata) if !metadata.is_file() => {
                Part::Direct(BufWriter::new(File::options().write(true).open(target)?))
            }
            _ => Part::Beside(BufWriter::new(beside(target)?)),
        };
        part.writer().write_all(header)?;
        Ok(part)
    }

    fn writer(&mut self) -> &mut dyn Write {
        match self {
            Part::Beside(file) => file,
            Part::Direct(file) => file,
        }
    }

    fn finish(mut self, path: PathBuf) -> io::Result<PathBuf> {
        self.writer().flush()?;
        if let Part::Beside(file) = self {
            file.into_inner()?.persist(&path)?;
        }
        Ok(path)
    }
}

/// A file in the target's folder, so that renaming it needs no copy.
fn beside(target: &Path) -> io::Result<NamedTempFile> {
    let folder = target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(".claimsift-").suffix(".part");
    // Temporary files are private by default; the output gets the mode that the umask gives to any new file.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_is_never_cut() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("claims.csv");
        let mut parts = PartFiles::create(&target, b"h\n", 3).unwrap();
        for (rows, bytes) in [(2, "a\na\n"), (1, "b\n"), (1, "c\n"), (5, "d\nd\nd\nd\nd\n"), (0, ""), (1, "e\n")] {
            parts.write(rows, bytes.as_bytes()).unwrap();
        }
        assert!(!target.exists());
        let texts: Vec<String> =
            parts.finish().unwrap().iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
        assert_eq!(texts, ["h\na\na\nb\n", "h\nc\n", "h\nd\nd\nd\nd\nd\n", "h\ne\n"]);
        assert_eq!(folder.path().read_dir().unwrap().count(), 4);
    }

    #[test]
    fn a_document_that_grows_too_long_moves_to_the_next_part() {
        let folder = tempfile::tempdir().unwrap();
        let mut parts = PartFiles::create(&folder.path().join("claims.csv"), b"h\n", 4).unwrap();
        parts.write(2, b"a\na\n").unwrap();
        parts.write(1, b"b1\n").unwrap();
        for rows in [b"b2\n", b"b3\n", b"b4\n", b"b5\n", b"b6\n"] {
            parts.write_more(1, rows).unwrap();
        }
        parts.write(1, b"c\n").unwrap();
        let texts: Vec<String> =
            parts.finish().unwrap().iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
        assert_eq!(texts, ["h\na\na\n", "h\nb1\nb2\nb3\nb4\nb5\nb6\n", "h\nc\n"]);
    }

    #[test]
    fn a_run_that_breaks_off_leaves_the_old_file() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("claims.csv");
        std::fs::write(&target, "old").unwrap();
        let mut parts = PartFiles::create(&target, b"h\n", 3).unwrap();
        parts.write(1, b"new\n").unwrap();
        drop(parts);
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "old");
        assert_eq!(folder.path().read_dir().unwrap().count(), 1);
    }

    #[test]
    fn a_folder_is_no_file() {
        let folder = tempfile::tempdir().unwrap();
        assert!(PartFiles::create(folder.path(), b"", 1).is_err());
        assert!(PartFiles::create(&folder.path().join("missing/claims.csv"), b"", 1).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_and_modes_are_kept_as_the_user_expects() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (target, link, plain) = (folder.path().join("a"), folder.path().join("b"), folder.path().join("c"));
        std::fs::write(&plain, "").unwrap();
        std::fs::write(&target, "old").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        PartFiles::create(&link, b"new", 1).unwrap().finish().unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(&target).unwrap(), "new");
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode();
        assert_eq!(mode(&target), mode(&plain));
    }
}

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// A folder with files, in which the command runs.
pub struct Case {
    folder: TempDir,
}

/// How a run ended, and what it wrote.
#[derive(Debug)]
pub struct Run {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Case {
    pub fn new() -> Case {
        Case { folder: tempfile::tempdir().unwrap() }
    }

    /// Writes a file, and the folders above it.
    pub fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> &Case {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, contents).unwrap();
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The names in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The command in this folder, with no wishes of the machine's user.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimsift"));
        command.current_dir(self.folder.path());
        ["LC_ALL", "LC_NUMERIC", "LANG", "CLICOLOR_FORCE"].iter().for_each(|name| {
            command.env_remove(name);
        });
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, "")
    }

    /// Runs the command with a standard input.
    pub fn run_with(&self, arguments: &[&str], stdin: &str) -> Run {
        finish(self.command().args(arguments), stdin)
    }
}

/// Runs a command to its end.
pub fn finish(command: &mut Command, stdin: &str) -> Run {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = piped.spawn().unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let input = stdin.to_owned();
    // A command that does not read its input closes it, which is no failure.
    let writer = std::thread::spawn(move || drop(pipe.write_all(input.as_bytes())));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Run {
    /// Fails unless the run ended with this code.
    #[track_caller]
    pub fn ends(self, code: i32) -> Run {
        assert_eq!(self.code, Some(code), "\nstdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        self
    }

    /// The records of a JSONL output.
    pub fn records(&self) -> Vec<serde_json::Value> {
        self.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// A field of all records.
    pub fn field(&self, name: &str) -> Vec<String> {
        let plain = |record: &serde_json::Value| match &record[name] {
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        self.records().iter().map(plain).collect()
    }
}

/// The cells of one column of a CSV as it is on disk.
pub fn column(csv: &str, name: &str) -> Vec<String> {
    let text = csv.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let index = reader.headers().unwrap().iter().position(|column| column == name).unwrap();
    reader.records().map(|record| record.unwrap()[index].to_owned()).collect()
}

/// The project's own folder.
pub fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

//! `claimsift init`: the beginning of a newsroom's own rules.

use std::fs::{self, File};
use std::io::{ErrorKind, Write};

use anyhow::{Context, Result};

use crate::Outcome;
use crate::args::Init;
use crate::messages::Messages;
use crate::rule_files::SETTINGS;

/// The rule file that the settings name.
const RULES: &str = "newsroom.toml";

const SETTINGS_TEXT: &str = include_str!("init/claimsift.toml");
const RULES_TEXT: &str = include_str!("init/newsroom.toml");

pub fn run(args: &Init, messages: &mut Messages) -> Result<Outcome> {
    fs::create_dir_all(&args.folder).with_context(|| format!("cannot make {}", args.folder.display()))?;
    let mut written = 0;
    for (name, text) in [(SETTINGS, SETTINGS_TEXT), (RULES, RULES_TEXT)] {
        let path = args.folder.join(name);
        match File::create_new(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes()).with_context(|| format!("cannot write {}", path.display()))?;
                messages.note(format_args!("wrote {}", path.display()));
                written += 1;
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                messages.note(format_args!("{} is there already and stays as it is", path.display()));
            }
            Err(error) => return Err(error).with_context(|| format!("cannot write {}", path.display())),
        }
    }
    if written > 0 {
        messages.note("now run `claimsift rules check` there; every run in that folder and below it uses these rules");
    }
    Ok(Outcome::Done)
}

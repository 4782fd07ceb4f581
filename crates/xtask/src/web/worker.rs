//! The service worker's lists: address and SHA-256 of every file that is kept for offline use, and of those parts
//! of the app that are kept where they were asked for.

use super::{digest, page};
use crate::shell::Outcome;
use std::fs;
use std::path::Path;

/// What is not kept: the worker itself, the workshop that organisers may replace, what only installing
/// needs, and the sample, which is stored as a workshop once it is tried.
const LEFT_OUT: &[&str] = &[
    "sw.js",
    "workshop.gagas",
    "icons/LICENSE.txt",
    "sample/jambi.laid.json",
];
const LEFT_OUT_ENDINGS: &[&str] = &[".png", ".br", ".gz"];

/// How the names of the parts begin that are kept where they were asked for. The worker knows them by this in the
/// copies of other versions.
pub(super) const SYNC: &str = "gagas-sync-";
/// The organiser's.
pub(super) const ROOM: &str = "gagas-room-";

/// Fills `sw.js` in the finished build in.
pub(super) fn fill(stage: &Path, release: bool) -> Outcome {
    let path = stage.join("sw.js");
    let template = if release {
        super::minified(&path)?
    } else {
        page::script(&fs::read_to_string(path)?)
    };
    let list = lines(stage, is_kept)?;
    let later = lines(stage, |name| is_sync(name) || is_room(name))?;
    let version = &digest::hex([template.as_str(), &list, &later].concat().as_bytes())[..16];
    let worker = template
        .replace("{{version}}", version)
        .replace("'{{files}}'", &list)
        .replace("\"{{files}}\"", &list)
        .replace("'{{later}}'", &later)
        .replace("\"{{later}}\"", &later);
    Ok(fs::write(stage.join("sw.js"), worker)?)
}

fn lines(stage: &Path, is_listed: impl Fn(&str) -> bool) -> Outcome<String> {
    let mut lines = String::new();
    for name in files(stage)?.iter().filter(|name| is_listed(name)) {
        // 128 bits: against damage and mixed versions, not against whoever serves the worker, too.
        let sum = &digest::hex(&fs::read(stage.join(name))?)[..32];
        let address = if name == "index.html" { "" } else { name };
        lines += &["['./", address, "', '", sum, "'],\n"].concat();
    }
    Ok(lines)
}

/// Tells whether the worker keeps a file of a build on every device.
pub(crate) fn is_kept(name: &str) -> bool {
    let later = is_sync(name) || is_room(name);
    is_whole(name) && !later && !LEFT_OUT.contains(&name)
}

/// Tells whether a file is the part of the app that devices keep where a server is.
pub(crate) fn is_sync(name: &str) -> bool {
    is_whole(name) && name.starts_with(SYNC)
}

/// Tells whether a file is the part of the app that organisers' devices keep besides.
pub(crate) fn is_room(name: &str) -> bool {
    is_whole(name) && name.starts_with(ROOM)
}

fn is_whole(name: &str) -> bool {
    !LEFT_OUT_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Returns the relative names of all files, in order.
pub(crate) fn files(root: &Path) -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(root.join(&folder))? {
            let entry = entry?;
            let name = [&folder, entry.file_name().to_string_lossy().as_ref()].concat();
            if entry.file_type()?.is_dir() {
                folders.push(name + "/");
            } else {
                names.push(name);
            }
        }
    }
    names.sort();
    Ok(names)
}

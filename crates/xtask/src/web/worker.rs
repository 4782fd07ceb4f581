//! The service worker's list: address and SHA-256 of every file that is kept for offline use.

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

/// Fills `sw.js` in the finished build in.
pub(super) fn fill(stage: &Path, release: bool) -> Outcome {
    let path = stage.join("sw.js");
    let template = if release {
        super::minified(&path)?
    } else {
        page::script(&fs::read_to_string(path)?)
    };
    let list = kept(stage)?.concat();
    let version = &digest::hex([template.as_str(), &list].concat().as_bytes())[..16];
    let worker = template
        .replace("{{version}}", version)
        .replace("'{{files}}'", &list)
        .replace("\"{{files}}\"", &list);
    Ok(fs::write(stage.join("sw.js"), worker)?)
}

fn kept(stage: &Path) -> Outcome<Vec<String>> {
    let mut lines = Vec::new();
    for name in files(stage)? {
        if !is_kept(&name) {
            continue;
        }
        let sum = digest::hex(&fs::read(stage.join(&name))?);
        let address = if name == "index.html" { "" } else { &name };
        lines.push(["['./", address, "', '", &sum, "'],\n"].concat());
    }
    Ok(lines)
}

/// Tells whether the worker keeps a file of a build.
pub(crate) fn is_kept(name: &str) -> bool {
    let ending = LEFT_OUT_ENDINGS.iter().any(|ending| name.ends_with(ending));
    !ending && !LEFT_OUT.contains(&name)
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

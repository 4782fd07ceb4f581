//! Compressed sizes against `budget.json`: what a first visit loads, all that every device keeps for offline use, and
//! what devices keep besides where there is a server, and an organiser's.

use crate::arguments::Arguments;
use crate::places;
use crate::shell::Outcome;
use crate::web;
use serde_json::Value;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// A change may exceed the landed figure by this much in a thousand.
const TOLERANCE: u64 = 10;

struct Weight {
    name: String,
    plain: u64,
    brotli: u64,
    gzip: u64,
}

/// Prints the sizes of the build in `dist` and fails where one is over budget; `--raise` lands the figure.
pub(crate) fn size(arguments: &Arguments) -> Outcome {
    let dist = places::dist(false);
    // The browser itself keeps the worker.
    let kept = weigh(&dist, |name| name == "sw.js" || web::is_kept(name))?;
    let sync = weigh(&dist, web::is_sync)?;
    let room = weigh(&dist, web::is_room)?;
    for Weight {
        name,
        plain,
        brotli,
        gzip,
    } in kept.iter().chain(&sync).chain(&room)
    {
        println!("{name:<40}{plain:>9}{brotli:>9} br{gzip:>9} gz");
    }
    by_crate();
    let text = fs::read_to_string(dist.join("index.html"))?;
    let first_load: u64 = kept
        .iter()
        .filter(|file| on_first_load(&text, &kept, &file.name))
        .map(|file| file.brotli)
        .sum();
    let offline: u64 = kept.iter().map(|file| file.brotli).sum();
    let sync: u64 = sync.iter().map(|file| file.brotli).sum();
    let room: u64 = room.iter().map(|file| file.brotli).sum();
    let page = kept
        .iter()
        .find(|file| file.name == "index.html")
        .map_or(0, |file| file.brotli);
    let path = places::root().join("budget.json");
    let mut budget: Value = serde_json::from_slice(&fs::read(&path)?)?;
    if arguments.has("--raise") {
        budget["first_load"]["landed"] = first_load.into();
        fs::write(&path, serde_json::to_string_pretty(&budget)? + "\n")?;
    }
    let limit = |area: &str, key: &str| {
        budget[area][key]
            .as_u64()
            .ok_or(format!("budget.json: {area}.{key}"))
    };
    let landed = limit("first_load", "landed")?;
    let bars = [
        (
            "first load, hard limit",
            first_load,
            limit("first_load", "limit")?,
        ),
        (
            "first load, as landed and 1 %",
            first_load,
            landed + landed * TOLERANCE / 1000,
        ),
        ("kept for offline use", offline, limit("offline", "limit")?),
        ("what a server needs", sync, limit("sync", "limit")?),
        ("the organiser's room", room, limit("room", "limit")?),
        ("page with its style", page, limit("page", "limit")?),
    ];
    let mut over = Vec::new();
    for (name, is, limit) in bars {
        println!("{name:<40}{is:>9} of {limit} br");
        if is > limit {
            over.push(name);
        }
    }
    if over.is_empty() {
        Ok(())
    } else {
        Err(format!("over budget: {}", over.join("; ")).into())
    }
}

/// Prints the machine code of the parts by the crate that it comes from, where a build left it.
fn by_crate() {
    let weigh = |part| {
        let wasm = fs::read(web::named(part)).ok()?;
        web::code_by_crate(&wasm).ok()
    };
    let parts: Vec<BTreeMap<String, u64>> = web::PARTS.into_iter().filter_map(weigh).collect();
    if parts.len() < web::PARTS.len() {
        return;
    }
    print!("\n{:<40}", "machine code before compression");
    for part in web::PARTS {
        print!("{part:>9}");
    }
    let mut crates: Vec<&String> = parts.iter().flat_map(BTreeMap::keys).collect();
    crates.sort_unstable();
    crates.dedup();
    let of = |name| parts.iter().map(move |part| part.get(name).unwrap_or(&0));
    crates.sort_by_key(|name| Reverse(of(*name).sum::<u64>()));
    for name in crates {
        if of(name).sum::<u64>() >= 1000 {
            print!("\n{name:<40}");
            of(name).for_each(|bytes| print!("{bytes:>9}"));
        }
    }
    println!("\n");
}

/// Tells whether a file is needed before the first page can be used: the page, its glue, and of the
/// parts of the wasm the one that the boot script names first.
fn on_first_load(page: &str, kept: &[Weight], name: &str) -> bool {
    let named = |file: &&Weight| file.name.ends_with(".wasm");
    let first = kept.iter().filter(named).min_by_key(|file| {
        // One that is not named is loaded by nobody.
        page.find(&file.name).unwrap_or(usize::MAX)
    });
    let is_glue = name.ends_with(".js") && name != "sw.js" && page.contains(name);
    name == "index.html" || is_glue || first.is_some_and(|first| first.name == name)
}

/// Weighs the files of a kind.
fn weigh(dist: &Path, is_meant: impl Fn(&str) -> bool) -> Outcome<Vec<Weight>> {
    let mut weights = Vec::new();
    for name in web::files(dist)? {
        // A build that was stopped leaves Trunk's staging directory behind.
        if name.starts_with(".stage/") || !is_meant(&name) {
            continue;
        }
        let bytes =
            |ending: &str| fs::metadata(dist.join([&name, ending].concat())).map(|data| data.len());
        let plain = bytes("")?;
        // A file that does not get smaller has no compressed copy.
        let (brotli, gzip) = (bytes(".br").unwrap_or(plain), bytes(".gz").unwrap_or(plain));
        weights.push(Weight {
            name,
            plain,
            brotli,
            gzip,
        });
    }
    Ok(weights)
}

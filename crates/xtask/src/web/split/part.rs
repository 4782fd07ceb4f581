//! Who goes into which part.

use std::collections::{BTreeMap, BTreeSet};

use super::Later;
use super::read::Module;
use crate::shell::Outcome;

/// How a module is parted.
pub(super) struct Parting {
    /// For each function, whether it comes later.
    pub(super) is_later: Vec<bool>,
    /// The new slots of table 0 through which the first part calls the second.
    pub(super) doors: BTreeMap<u32, u32>,
    /// The functions of the first part that the second calls.
    pub(super) shared: BTreeSet<u32>,
}

impl Parting {
    pub(super) fn of(module: &Module, later: &Later) -> Outcome<Self> {
        let functions = &module.functions;
        let named = |paths: &[&str], name: &str| {
            let name = plain(name);
            paths.iter().any(|path| name.contains(path))
        };
        let mut is_later: Vec<bool> = functions
            .iter()
            .map(|function| {
                function.body.is_some()
                    && !function.is_exported
                    && named(later.modules, function.name)
            })
            .collect();
        take_back(module, &mut is_later);
        follow(module, &mut is_later);

        let mut doors = BTreeMap::new();
        let mut shared = BTreeSet::new();
        let mut wrong = Vec::new();
        let mut slot = u32::try_from(module.tables.first().map_or(0, |table| table.initial))?;
        for (caller, function) in functions.iter().enumerate() {
            for callee in &function.calls {
                match (is_later[caller], is_later[*callee as usize]) {
                    (false, true) => {
                        let name = functions[*callee as usize].name;
                        if !named(later.doors, name) {
                            wrong.push(format!("{} calls {name}", function.name));
                        }
                        doors.entry(*callee).or_insert_with(|| {
                            slot += 1;
                            slot - 1
                        });
                    }
                    (true, false) => {
                        shared.insert(*callee);
                    }
                    _ => {}
                }
            }
        }
        if wrong.is_empty() {
            Ok(Self {
                is_later,
                doors,
                shared,
            })
        } else {
            wrong.sort_unstable();
            wrong.dedup();
            Err(format!("split: no door leads there:\n{}", wrong.join("\n")).into())
        }
    }
}

/// A name without the digests of its crates.
fn plain(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut rest = name;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let digest = after.split_once(']').filter(|(inside, _)| {
            inside.len() >= 12 && inside.bytes().all(|byte| byte.is_ascii_hexdigit())
        });
        if let Some((_, behind)) = digest {
            rest = behind;
        } else {
            plain.push('[');
            rest = after;
        }
    }
    plain.push_str(rest);
    plain
}

/// Generic code that was made for a type of the second part, but that the first calls by itself, stays.
fn take_back(module: &Module, is_later: &mut [bool]) {
    let is_own = |at: u32| {
        let name = plain(module.functions[at as usize].name);
        let name = name.trim_start_matches(['<', '&']);
        name.starts_with("gagas")
    };
    loop {
        let mut back = Vec::new();
        for (caller, function) in module.functions.iter().enumerate() {
            if is_later[caller] {
                continue;
            }
            let callees = function.calls.iter().copied();
            back.extend(callees.filter(|at| is_later[*at as usize] && !is_own(*at)));
        }
        if back.is_empty() {
            return;
        }
        for at in back {
            is_later[at as usize] = false;
        }
    }
}

/// What only functions of the second part call belongs to it, unless its address is taken.
fn follow(module: &Module, is_later: &mut [bool]) {
    let mut callers: Vec<Vec<usize>> = module.functions.iter().map(|_| Vec::new()).collect();
    for (caller, function) in module.functions.iter().enumerate() {
        for callee in &function.calls {
            callers[*callee as usize].push(caller);
        }
    }
    let in_table: BTreeSet<u32> = module.slots.iter().map(|(_, function)| *function).collect();
    loop {
        let mut changed = false;
        for (at, function) in module.functions.iter().enumerate() {
            let is_free = function.body.is_some()
                && !function.is_exported
                && !is_later[at]
                && !callers[at].is_empty()
                && u32::try_from(at).is_ok_and(|at| !in_table.contains(&at));
            if is_free && callers[at].iter().all(|caller| is_later[*caller]) {
                is_later[at] = true;
                changed = true;
            }
        }
        if !changed {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn digests_of_crates_go_and_slices_stay() {
        assert_eq!(
            plain(
                "<gagas[5c68e1c3bac0cb78]::render::View as core[0123456789abcdef]::fmt::Debug>::<[u8]>"
            ),
            "<gagas::render::View as core::fmt::Debug>::<[u8]>"
        );
    }
}

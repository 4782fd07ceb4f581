//! Who goes into which part.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::linked::{Linked, NOWHERE, Place};
use super::read::Module;
use super::{Later, plain};
use crate::shell::Outcome;

/// How a module is parted.
pub(super) struct Parting {
    /// Where each function goes.
    pub(super) places: Vec<Place>,
    /// The new slots of table 0 through which parts call later ones.
    pub(super) doors: BTreeMap<u32, u32>,
    /// By part: its functions that later ones call.
    pub(super) shared: Vec<BTreeSet<u32>>,
    /// By part: the functions of earlier ones that it calls.
    pub(super) borrowed: Vec<BTreeSet<u32>>,
    /// The addresses of data that comes later, in order, and with which part.
    pub(super) data: Vec<(Range<u32>, Place)>,
}

impl Parting {
    pub(super) fn of(module: &Module, linked: &Linked, later: &[Later]) -> Outcome<Self> {
        let functions = &module.functions;
        let door = |name: &str| {
            let name = plain(name);
            let leads = |part: &Later| {
                let mut doors = part.doors.iter().chain(part.planned);
                doors.any(|door| name == *door)
            };
            later.iter().position(leads).map(|at| at + 1)
        };
        let known: BTreeSet<String> = functions.iter().map(|one| plain(one.name)).collect();
        let mut named = later.iter().flat_map(|part| part.doors);
        if let Some(missing) = named.find(|door| !known.contains(**door)) {
            return Err(
                format!("split: no function is the door {missing}; was it inlined?").into(),
            );
        }
        // Exported functions are called by scripts; what wasm-bindgen added is known to no linker.
        let mut roots = Vec::new();
        for function in functions {
            if function.is_exported {
                roots.push(function.name);
            }
            if !linked.knows(function.name) {
                let callees = function.calls.iter();
                roots.extend(callees.map(|at| functions[*at as usize].name));
            }
        }
        let parts = later.len() + 1;
        let reach = linked.reach(&roots, parts, door);
        let places: Vec<Place> = functions
            .iter()
            .map(|function| match function.body {
                Some(_) => reach.place(function.name),
                None => 0,
            })
            .collect();

        let mut parting = Self {
            places,
            doors: BTreeMap::new(),
            shared: vec![BTreeSet::new(); parts],
            borrowed: vec![BTreeSet::new(); parts],
            data: reach.data_beyond(),
        };
        let mut wrong = BTreeSet::new();
        let mut slot = u32::try_from(module.tables.first().map_or(0, |table| table.initial))?;
        for (caller, function) in functions.iter().enumerate() {
            for callee in &function.calls {
                let name = functions[*callee as usize].name;
                let (from, to) = (parting.places[caller], parting.places[*callee as usize]);
                if from == NOWHERE || to == NOWHERE {
                    continue;
                }
                if from < to {
                    if door(name).is_none() {
                        wrong.insert(format!("{} calls {}", plain(function.name), plain(name)));
                    }
                    parting.doors.entry(*callee).or_insert_with(|| {
                        slot += 1;
                        slot - 1
                    });
                } else if to < from {
                    parting.shared[to].insert(*callee);
                    parting.borrowed[from].insert(*callee);
                }
            }
        }
        if wrong.is_empty() {
            Ok(parting)
        } else {
            let wrong: Vec<String> = wrong.into_iter().collect();
            Err(format!("split: no door leads there:\n{}", wrong.join("\n")).into())
        }
    }
}

//! Who goes into which part.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::linked::{Linked, Place};
use super::read::Module;
use super::{Later, plain};
use crate::shell::Outcome;

/// How a module is parted.
pub(super) struct Parting {
    /// Where each function goes.
    pub(super) places: Vec<Place>,
    /// The new slots of table 0 through which the first part calls the second.
    pub(super) doors: BTreeMap<u32, u32>,
    /// The functions of the first part that the second calls.
    pub(super) shared: BTreeSet<u32>,
    /// The addresses of data that comes later, in order.
    pub(super) data: Vec<Range<u32>>,
}

impl Parting {
    pub(super) fn of(module: &Module, linked: &Linked, later: &Later) -> Outcome<Self> {
        let functions = &module.functions;
        let is_door = |name: &str| {
            let name = plain(name);
            later.doors.iter().any(|door| name == *door)
        };
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
        let reach = linked.reach(&roots, is_door);
        let places: Vec<Place> = functions
            .iter()
            .map(|function| match function.body {
                Some(_) => reach.place(function.name),
                None => Place::First,
            })
            .collect();

        let mut parting = Self {
            places,
            doors: BTreeMap::new(),
            shared: BTreeSet::new(),
            data: reach.data_beyond(),
        };
        let mut wrong = BTreeSet::new();
        let mut slot = u32::try_from(module.tables.first().map_or(0, |table| table.initial))?;
        for (caller, function) in functions.iter().enumerate() {
            for callee in &function.calls {
                let name = functions[*callee as usize].name;
                match (parting.places[caller], parting.places[*callee as usize]) {
                    (Place::First, Place::Later) => {
                        if !is_door(name) {
                            wrong.insert(format!("{} calls {}", plain(function.name), plain(name)));
                        }
                        parting.doors.entry(*callee).or_insert_with(|| {
                            slot += 1;
                            slot - 1
                        });
                    }
                    (Place::Later, Place::First) => {
                        parting.shared.insert(*callee);
                    }
                    _ => {}
                }
            }
        }
        if parting.doors.is_empty() {
            Err("split: no door is left, was it inlined?".into())
        } else if wrong.is_empty() {
            Ok(parting)
        } else {
            let wrong: Vec<String> = wrong.into_iter().collect();
            Err(format!("split: no door leads there:\n{}", wrong.join("\n")).into())
        }
    }
}

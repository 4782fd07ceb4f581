//! Who uses whom, functions and data, from the linker's relocations.
//!
//! See <https://github.com/WebAssembly/tool-conventions/blob/main/Linking.md>. The linker writes them
//! with `--emit-relocs`; what was linked is the module before wasm-bindgen, whose functions keep their
//! names and whose data keep their addresses in what is bound.

use std::collections::HashMap;
use std::ops::Range;

use wasmparser::{
    DataKind, KnownCustom, Linking, Operator, Parser, Payload, RelocSectionReader, RelocationType,
    SymbolInfo,
};

use super::read::function_names;
use crate::shell::Outcome;

/// A function or a piece of data.
type Node = usize;

/// The graph of a linked module.
#[derive(Default)]
pub(super) struct Linked<'a> {
    uses: Vec<Vec<Node>>,
    functions: HashMap<&'a str, Node>,
    /// Pieces of data by address.
    data: Vec<(Range<u32>, Node)>,
    /// What stands outside every piece, and so is used from the start.
    always: Vec<Node>,
}

/// Where segments and bodies lie, while relocations are read.
#[derive(Default)]
struct Layout {
    /// Bodies, as offsets into the code section, by node.
    bodies: Vec<(Range<u64>, Node)>,
    /// Segments: where their bytes begin in the data section, and at which address they come to lie.
    segments: Vec<(u64, u32)>,
    /// Data symbols, as offsets into the data section.
    pieces: Vec<(Range<u64>, Node)>,
    /// The node of each symbol.
    symbols: Vec<Option<Node>>,
}

impl<'a> Linked<'a> {
    pub(super) fn read(wasm: &'a [u8]) -> Outcome<Self> {
        let mut linked = Self::default();
        let mut layout = Layout::default();
        let (mut section, mut code, mut data) = (0_u32, None, None);
        let mut relocations: Vec<RelocSectionReader> = Vec::new();
        let mut links = None;
        let mut names = HashMap::new();
        for payload in Parser::new(0).parse_all(wasm) {
            let payload = payload?;
            match &payload {
                Payload::ImportSection(imports) => {
                    // Imported functions use nothing.
                    for _ in 0..imports.clone().into_imports().count() {
                        linked.uses.push(Vec::new());
                    }
                }
                Payload::CodeSectionStart {
                    unchecked_range, ..
                } => code = Some((section, unchecked_range.start)),
                Payload::CodeSectionEntry(body) => {
                    let start = code.map_or(0, |(_, start)| start);
                    let node = linked.uses.len();
                    linked.uses.push(Vec::new());
                    let range = body.range();
                    layout
                        .bodies
                        .push((range.start - start..range.end - start, node));
                }
                Payload::DataSection(segments) => {
                    let start = segments.range().start;
                    data = Some(section);
                    for segment in segments.clone() {
                        let segment = segment?;
                        let bytes = segment.range.end - segment.data.len() as u64;
                        layout
                            .segments
                            .push((bytes - start, address(&segment.kind)?));
                    }
                }
                Payload::CustomSection(custom) => match custom.as_known() {
                    KnownCustom::Name(parts) => names = function_names(parts)?,
                    KnownCustom::Linking(found) => links = Some(found),
                    KnownCustom::Reloc(found) => relocations.push(found),
                    _ => {}
                },
                _ => {}
            }
            if payload.as_section().is_some() {
                section += 1;
            }
        }
        linked.functions = names.into_iter().map(|(node, name)| (name, node)).collect();
        let links = links.ok_or("split: the linker left no symbols; --emit-relocs is missing")?;
        for part in links.subsections() {
            if let Linking::SymbolTable(symbols) = part? {
                for symbol in symbols {
                    let node = linked.symbol(&symbol?, &mut layout);
                    layout.symbols.push(node);
                }
            }
        }
        layout.pieces.sort_by_key(|(range, _)| range.start);
        for relocation in &relocations {
            let at = Some(relocation.section_index());
            let is_code = at == code.map(|(section, _)| section);
            if is_code || at == data {
                linked.relocate(relocation, is_code, &layout)?;
            }
        }
        Ok(linked)
    }

    fn symbol(&mut self, symbol: &SymbolInfo, layout: &mut Layout) -> Option<Node> {
        match symbol {
            SymbolInfo::Func { index, .. } => Some(*index as usize),
            SymbolInfo::Data {
                symbol: Some(place),
                ..
            } => {
                let node = self.uses.len();
                self.uses.push(Vec::new());
                let (bytes, address) = *layout.segments.get(place.index as usize)?;
                let start = bytes + u64::from(place.offset);
                layout
                    .pieces
                    .push((start..start + u64::from(place.size), node));
                let start = address + place.offset;
                self.data.push((start..start + place.size, node));
                Some(node)
            }
            _ => None,
        }
    }

    fn relocate(
        &mut self,
        relocations: &RelocSectionReader,
        is_code: bool,
        layout: &Layout,
    ) -> Outcome {
        use RelocationType as R;
        let places = if is_code {
            &layout.bodies
        } else {
            &layout.pieces
        };
        for relocation in relocations.entries() {
            let relocation = relocation?;
            if matches!(
                relocation.ty,
                R::TypeIndexLeb | R::GlobalIndexLeb | R::GlobalIndexI32 | R::TableNumberLeb
            ) {
                continue;
            }
            let symbol = layout.symbols.get(relocation.index as usize);
            let Some(target) = symbol.copied().flatten() else {
                continue;
            };
            let at = u64::from(relocation.offset);
            let before = places.partition_point(|(range, _)| range.start <= at);
            // Symbols may overlap, the larger first: whoever holds the place uses the target.
            let mut held = false;
            for (range, node) in places[before.saturating_sub(8)..before].iter() {
                if range.contains(&at) {
                    self.uses[*node].push(target);
                    held = true;
                }
            }
            if !held {
                self.always.push(target);
            }
        }
        Ok(())
    }

    /// Whether the linker knew a function of this name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.functions.contains_key(name)
    }

    /// Returns where everything is reached: from functions by name without passing a door, or behind the doors of a
    /// part; `door` answers the part that a function leads to, if it is a door.
    pub(super) fn reach(
        &self,
        roots: &[&str],
        parts: usize,
        door: impl Fn(&str) -> Option<usize>,
    ) -> Reach<'_> {
        let mut places = vec![NOWHERE; self.uses.len()];
        let mut behind = vec![Vec::new(); parts];
        let named = roots.iter().filter_map(|name| self.functions.get(name));
        behind[0] = named.chain(&self.always).copied().collect();
        for (name, node) in &self.functions {
            if let Some(part) = door(name) {
                places[*node] = part;
                behind[part].extend(&self.uses[*node]);
            }
        }
        for (part, mut next) in behind.into_iter().enumerate() {
            while let Some(node) = next.pop() {
                if places[node] == NOWHERE {
                    places[node] = part;
                    next.extend(&self.uses[node]);
                }
            }
        }
        Reach {
            linked: self,
            places,
        }
    }
}

/// The part in which something is, from 0, which is the first one.
pub(super) type Place = usize;

/// The place of what nothing uses.
pub(super) const NOWHERE: Place = Place::MAX;

/// What is reached.
pub(super) struct Reach<'a> {
    linked: &'a Linked<'a>,
    places: Vec<Place>,
}

impl Reach<'_> {
    /// Returns where a function is reached; what the linker does not know, wasm-bindgen has added.
    pub(super) fn place(&self, name: &str) -> Place {
        let node = self.linked.functions.get(name);
        node.map_or(0, |node| self.places[*node])
    }

    /// Returns the addresses of data that the first part does not use, in order, and which part does.
    pub(super) fn data_beyond(&self) -> Vec<(Range<u32>, Place)> {
        let mut pieces: Vec<(Range<u32>, Place)> = self
            .linked
            .data
            .iter()
            .map(|(range, node)| (range.clone(), self.places[*node]))
            .filter(|(range, _)| !range.is_empty())
            .collect();
        pieces.sort_by_key(|(range, _)| (range.start, range.end));
        // Where pieces overlap, the earliest part that one of them is in takes all.
        let mut groups: Vec<(Range<u32>, Place)> = Vec::new();
        for (range, place) in pieces {
            match groups.last_mut() {
                Some((held, earliest)) if range.start < held.end => {
                    held.end = held.end.max(range.end);
                    *earliest = place.min(*earliest);
                }
                _ => groups.push((range, place)),
            }
        }
        let mut beyond: Vec<(Range<u32>, Place)> = Vec::new();
        for (range, place) in groups.into_iter().filter(|(_, place)| *place > 0) {
            match beyond.last_mut() {
                Some((last, held)) if last.end == range.start && *held == place => {
                    last.end = range.end;
                }
                _ => beyond.push((range, place)),
            }
        }
        beyond
    }
}

/// Where an active segment comes to lie.
pub(super) fn address(kind: &DataKind) -> Outcome<u32> {
    let DataKind::Active { offset_expr, .. } = kind else {
        return Err("wasm: data that is no active segment".into());
    };
    match offset_expr.get_operators_reader().read()? {
        Operator::I32Const { value } => Ok(value.cast_unsigned()),
        _ => Err("wasm: data at no fixed place".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Linked, NOWHERE};

    #[test]
    fn a_part_holds_what_its_doors_alone_lead_to() {
        // main -> shared, rest -> (own, shared, room), room -> (late, own), lost.
        let names = ["main", "shared", "rest", "own", "room", "late", "lost"];
        let linked = Linked {
            uses: vec![
                vec![1, 2],
                vec![],
                vec![3, 1, 4],
                vec![],
                vec![5, 3],
                vec![],
                vec![1],
            ],
            functions: (0..).zip(names).map(|(node, name)| (name, node)).collect(),
            // Two of them overlap.
            data: vec![(0..4, 0), (4..8, 5), (8..16, 5), (12..20, 3), (20..24, 3)],
            always: Vec::new(),
        };
        let door = |name: &str| ["rest", "room"].iter().position(|door| *door == name);
        let reach = linked.reach(&["main"], 3, |name| door(name).map(|part| part + 1));
        let places: Vec<_> = names.iter().map(|name| reach.place(name)).collect();
        assert_eq!(places, [0, 0, 1, 1, 2, 2, NOWHERE]);
        assert_eq!(reach.data_beyond(), [(4..8, 2), (8..24, 1)]);
        assert_eq!(reach.place("added by wasm-bindgen"), 0);
    }
}

//! Writes the parts.

use std::ops::Range;

use wasm_encoder::reencode::{Error, Reencode, RoundtripReencoder, utils};
use wasm_encoder::{
    CodeSection, ConstExpr, DataSection, ElementSection, Elements, EntityType, ExportKind,
    ExportSection, Function, FunctionSection, ImportSection, Instruction, NameMap, NameSection,
    TypeSection,
};
use wasmparser::{FunctionBody, Operator};

use super::Names;
use super::linked::{Place, address};
use super::part::Parting;
use super::read::Module;
use crate::shell::Outcome;

/// The name of the memory, which the first part exports as it does tables and globals.
const MEMORY: &str = "m";
/// Names from this length on are shortened.
const LONG: usize = 12;

fn table(at: usize) -> String {
    format!("t{at}")
}

fn global(at: usize) -> String {
    format!("g{at}")
}

/// By its place among the functions that a part shares, so that names are short and follow each other.
fn function(at: usize) -> String {
    format!("{at:x}")
}

/// The module under which later parts import from one.
fn part(at: Place) -> String {
    at.to_string()
}

/// The whole module without the bodies that come later, and with exports for them.
pub(super) fn first(
    wasm: &[u8],
    module: &Module,
    parting: &Parting,
    unused: &[&str],
) -> Outcome<(Vec<u8>, Names)> {
    let own = module.functions.iter().position(|one| one.body.is_some());
    let mut encoder = First {
        module,
        parting,
        unused,
        next: own.unwrap_or_default(),
        names: Names::new(),
    };
    let mut out = wasm_encoder::Module::new();
    encoder.parse_core_module(&mut out, wasmparser::Parser::new(0), wasm)?;
    Ok((out.finish(), encoder.names))
}

struct First<'a> {
    module: &'a Module<'a>,
    parting: &'a Parting,
    unused: &'a [&'a str],
    /// The function whose body comes next.
    next: usize,
    names: Names,
}

impl First<'_> {
    /// Shortens a name that ends with a digest: no compression can.
    fn short(&mut self, name: &str) -> String {
        if name.len() < LONG {
            return name.to_owned();
        }
        let next = format!("_{:x}", self.names.len());
        self.names.entry(name.to_owned()).or_insert(next).clone()
    }
}

impl Reencode for First<'_> {
    type Error = std::convert::Infallible;

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let at = self.next;
        self.next += 1;
        if self.parting.places[at] != 0 {
            // Its slot of the table holds this until its part fills it.
            let mut stub = Function::new([]);
            stub.instruction(&Instruction::Unreachable);
            stub.instruction(&Instruction::End);
            code.function(&stub);
            return Ok(());
        }
        let (module, parting) = (self.module, self.parting);
        through_doors(self, module, parting, code, &body, 0)
    }

    fn parse_imports(
        &mut self,
        imports: &mut ImportSection,
        group: wasmparser::Imports<'_>,
    ) -> Result<(), Error<Self::Error>> {
        if let wasmparser::Imports::Single(_, import) = group {
            let name = self.short(import.name);
            imports.import(import.module, &name, self.entity_type(import.ty)?);
        }
        Ok(())
    }

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: wasmparser::ExportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for export in section {
            let export = export?;
            if !self
                .unused
                .iter()
                .any(|start| export.name.starts_with(start))
            {
                let name = self.short(export.name);
                utils::parse_export(
                    self,
                    exports,
                    wasmparser::Export {
                        name: &name,
                        ..export
                    },
                )?;
            }
        }
        exports.export(MEMORY, ExportKind::Memory, 0);
        for at in 0..self.module.tables.len() {
            exports.export(&table(at), ExportKind::Table, index(at));
        }
        for at in 0..self.module.globals.len() {
            exports.export(&global(at), ExportKind::Global, index(at));
        }
        share(self.parting, 0, exports, |at| at);
        Ok(())
    }

    fn parse_custom_section(
        &mut self,
        module: &mut wasm_encoder::Module,
        section: wasmparser::CustomSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        // The linker's account is true of another module.
        if section.name() == "name" {
            utils::parse_custom_section(self, module, section)?;
        }
        Ok(())
    }

    fn parse_data(
        &mut self,
        data: &mut DataSection,
        segment: wasmparser::Data<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let Ok(start) = address(&segment.kind) else {
            return utils::parse_data(self, data, segment);
        };
        // What comes later is left empty here; wasm-opt drops runs of zeros.
        let mut bytes = segment.data.to_vec();
        for (range, _) in &self.parting.data {
            if let Some(place) = within(range, start, bytes.len()) {
                bytes[place].fill(0);
            }
        }
        data.active(0, &ConstExpr::i32_const(start.cast_signed()), bytes);
        Ok(())
    }

    fn table_type(
        &mut self,
        ty: wasmparser::TableType,
    ) -> Result<wasm_encoder::TableType, Error<Self::Error>> {
        let is_first = self.module.tables.first() == Some(&ty);
        let mut ty = utils::table_type(self, ty)?;
        if is_first {
            let more = self.parting.doors.len() as u64;
            ty.minimum += more;
            ty.maximum = ty.maximum.map(|maximum| maximum + more);
        }
        Ok(ty)
    }
}

/// Copies a body; what it calls in later parts it calls through their slots of the table.
fn through_doors<E>(
    encoder: &mut impl Reencode<Error = E>,
    module: &Module,
    parting: &Parting,
    code: &mut CodeSection,
    body: &FunctionBody<'_>,
    place: Place,
) -> Result<(), Error<E>> {
    let mut out = utils::new_function_with_parsed_locals(encoder, body)?;
    let mut reader = body.get_operators_reader()?;
    while !reader.eof() {
        let operator = reader.read()?;
        if let Operator::Call { function_index } = operator
            && parting.places[function_index as usize] > place
            && let Some(slot) = parting.doors.get(&function_index)
        {
            out.instruction(&Instruction::I32Const(slot.cast_signed()));
            out.instruction(&Instruction::CallIndirect {
                type_index: module.functions[function_index as usize].ty,
                table_index: 0,
            });
        } else {
            out.instruction(&encoder.instruction(operator)?);
        }
    }
    code.function(&out);
    Ok(())
}

/// Exports what later parts call of a part; `index` is the number that a function has there.
fn share(parting: &Parting, part: Place, exports: &mut ExportSection, index: impl Fn(u32) -> u32) {
    for (name, at) in parting.shared[part].iter().enumerate() {
        exports.export(&function(name), ExportKind::Func, index(*at));
    }
}

/// One of the parts that come later, over the exports of those before it.
pub(super) fn later(module: &Module, parting: &Parting, place: Place) -> Outcome<Vec<u8>> {
    let mut plain = RoundtripReencoder;
    let mut types = TypeSection::new();
    for group in &module.types {
        plain.parse_recursive_type_group(types.ty(), group.clone())?;
    }
    let mut imports = ImportSection::new();
    let mut places = vec![u32::MAX; module.functions.len()];
    let mut next = 0;
    for (from, shared) in parting.shared.iter().enumerate() {
        for (name, at) in shared.iter().enumerate() {
            if parting.borrowed[place].contains(at) {
                let ty = module.functions[*at as usize].ty;
                imports.import(&part(from), &function(name), EntityType::Function(ty));
                places[*at as usize] = next;
                next += 1;
            }
        }
    }
    let first = part(0);
    if let Some(memory) = module.memory {
        imports.import(
            &first,
            MEMORY,
            EntityType::Memory(plain.memory_type(memory)?),
        );
    }
    for (at, ty) in module.tables.iter().enumerate() {
        let mut ty = plain.table_type(*ty)?;
        // The first part has made it larger.
        ty.maximum = None;
        imports.import(&first, &table(at), EntityType::Table(ty));
    }
    for (at, ty) in module.globals.iter().enumerate() {
        let ty = plain.global_type(*ty)?;
        imports.import(&first, &global(at), EntityType::Global(ty));
    }
    let own: Vec<usize> = (0..module.functions.len())
        .filter(|at| parting.places[*at] == place)
        .collect();
    let mut functions = FunctionSection::new();
    for at in &own {
        places[*at] = next;
        next += 1;
        functions.function(module.functions[*at].ty);
    }
    let mut exports = ExportSection::new();
    share(parting, place, &mut exports, |at| places[at as usize]);
    let mut encoder = Renumbered { places: &places };
    let mut code = CodeSection::new();
    for body in own
        .iter()
        .filter_map(|at| module.functions[*at].body.as_ref())
    {
        through_doors(&mut encoder, module, parting, &mut code, body, place)?;
    }
    let mut out = wasm_encoder::Module::new();
    out.section(&types)
        .section(&imports)
        .section(&functions)
        .section(&exports)
        .section(&slots(module, parting, place, &places))
        .section(&code)
        .section(&data(module, parting, place))
        .section(&names(module, &places));
    Ok(out.finish())
}

/// The data of a part, which the first one left empty.
fn data(module: &Module, parting: &Parting, place: Place) -> DataSection {
    let mut section = DataSection::new();
    for (start, bytes) in &module.data {
        for (range, _) in parting.data.iter().filter(|(_, at)| *at == place) {
            if let Some(within) = within(range, *start, bytes.len()) {
                let offset = ConstExpr::i32_const(range.start.cast_signed());
                section.active(0, &offset, bytes[within].iter().copied());
            }
        }
    }
    section
}

/// Where a range of addresses lies in a segment; ranges do not span segments.
fn within(range: &Range<u32>, start: u32, length: usize) -> Option<Range<usize>> {
    let from = range.start.checked_sub(start)? as usize;
    let to = range.end.checked_sub(start)? as usize;
    (to <= length).then_some(from..to)
}

fn names(module: &Module, places: &[u32]) -> NameSection {
    let mut map: Vec<(u32, &str)> = places
        .iter()
        .zip(&module.functions)
        .filter(|(place, _)| **place != u32::MAX)
        .map(|(place, function)| (*place, function.name))
        .collect();
    map.sort_unstable();
    let mut functions = NameMap::new();
    for (place, name) in map {
        functions.append(place, name);
    }
    let mut section = NameSection::new();
    section.functions(&functions);
    section
}

/// Fills the slots of the table that earlier parts left open for this one.
fn slots(module: &Module, parting: &Parting, place: Place, places: &[u32]) -> ElementSection {
    let doors = parting
        .doors
        .iter()
        .map(|(function, slot)| (*slot, *function));
    let mut filled: Vec<(u32, u32)> = module.slots.iter().copied().chain(doors).collect();
    filled.retain(|(_, function)| parting.places[*function as usize] == place);
    filled.sort_unstable();
    let mut section = ElementSection::new();
    for run in filled.chunk_by(|a, b| a.0 + 1 == b.0) {
        let functions: Vec<u32> = run
            .iter()
            .map(|(_, function)| places[*function as usize])
            .collect();
        section.active(
            None,
            &ConstExpr::i32_const(run[0].0.cast_signed()),
            Elements::Functions(functions.into()),
        );
    }
    section
}

/// Functions by the numbers that they have in a part; all that it calls is its own or imported.
struct Renumbered<'a> {
    places: &'a [u32],
}

impl Reencode for Renumbered<'_> {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        Ok(self.places[function as usize])
    }
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

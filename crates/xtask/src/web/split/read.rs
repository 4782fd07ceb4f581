//! What must be known of a module to part it.

use std::collections::HashMap;

use wasmparser::{
    ElementItems, ElementKind, ExternalKind, FunctionBody, Imports, KnownCustom, Name,
    NameSectionReader, Operator, Parser, Payload, TypeRef,
};

use super::linked::address;
use crate::shell::Outcome;

/// One function, imported or own.
#[derive(Default)]
pub(super) struct Function<'a> {
    pub(super) ty: u32,
    pub(super) name: &'a str,
    /// Whom it calls by index.
    pub(super) calls: Vec<u32>,
    pub(super) body: Option<FunctionBody<'a>>,
    pub(super) is_exported: bool,
}

/// A module, as far as it matters here.
#[derive(Default)]
pub(super) struct Module<'a> {
    pub(super) functions: Vec<Function<'a>>,
    /// The slots of table 0 that are filled at the start.
    pub(super) slots: Vec<(u32, u32)>,
    pub(super) types: Vec<wasmparser::RecGroup>,
    pub(super) tables: Vec<wasmparser::TableType>,
    pub(super) globals: Vec<wasmparser::GlobalType>,
    pub(super) memory: Option<wasmparser::MemoryType>,
    /// The segments of data by address.
    pub(super) data: Vec<(u32, &'a [u8])>,
}

impl<'a> Module<'a> {
    pub(super) fn read(wasm: &'a [u8], unused: &[&str]) -> Outcome<Self> {
        let mut module = Self::default();
        let mut own = 0;
        let mut names = HashMap::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::TypeSection(types) => {
                    for group in types {
                        module.types.push(group?);
                    }
                }
                Payload::ImportSection(imports) => {
                    for group in imports {
                        module.import(&group?)?;
                    }
                    own = module.functions.len();
                }
                Payload::FunctionSection(functions) => {
                    for ty in functions {
                        let ty = ty?;
                        module.functions.push(Function {
                            ty,
                            ..Function::default()
                        });
                    }
                }
                Payload::TableSection(tables) => {
                    for table in tables {
                        module.tables.push(table?.ty);
                    }
                }
                Payload::MemorySection(memories) => {
                    for memory in memories {
                        module.memory = Some(memory?);
                    }
                }
                Payload::GlobalSection(globals) => {
                    for global in globals {
                        module.globals.push(global?.ty);
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        let is_used = !unused.iter().any(|start| export.name.starts_with(start));
                        if export.kind == ExternalKind::Func && is_used {
                            module.functions[export.index as usize].is_exported = true;
                        }
                    }
                }
                Payload::StartSection { func, .. } => {
                    module.functions[func as usize].is_exported = true;
                }
                Payload::ElementSection(elements) => {
                    for element in elements {
                        module.element(element?)?;
                    }
                }
                Payload::DataSection(segments) => {
                    for segment in segments {
                        let segment = segment?;
                        module.data.push((address(&segment.kind)?, segment.data));
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let function = &mut module.functions[own];
                    function.calls = calls(&body)?;
                    function.body = Some(body);
                    own += 1;
                }
                Payload::CustomSection(custom) => {
                    if let KnownCustom::Name(parts) = custom.as_known() {
                        names = function_names(parts)?;
                    }
                }
                _ => {}
            }
        }
        for (at, function) in module.functions.iter_mut().enumerate() {
            function.name = names.get(&at).copied().unwrap_or_default();
        }
        Ok(module)
    }

    fn import(&mut self, group: &Imports<'a>) -> Outcome {
        let Imports::Single(_, import) = group else {
            return Err("wasm: grouped imports".into());
        };
        // A second part imports its memory, too.
        if let TypeRef::Func(ty) = import.ty {
            self.functions.push(Function {
                ty,
                ..Function::default()
            });
        }
        Ok(())
    }

    fn element(&mut self, element: wasmparser::Element) -> Outcome {
        let ElementKind::Active {
            table_index: None | Some(0),
            offset_expr,
        } = element.kind
        else {
            return Ok(());
        };
        let mut offset = offset_expr.get_operators_reader();
        let Operator::I32Const { value } = offset.read()? else {
            return Err("wasm: the table is not filled at a fixed place".into());
        };
        let ElementItems::Functions(functions) = element.items else {
            return Err("wasm: the table is filled with expressions".into());
        };
        for (slot, function) in (u32::try_from(value)?..).zip(functions) {
            self.slots.push((slot, function?));
        }
        Ok(())
    }
}

fn calls(body: &FunctionBody) -> Outcome<Vec<u32>> {
    let mut calls = Vec::new();
    let mut reader = body.get_operators_reader()?;
    while !reader.eof() {
        match reader.read()? {
            Operator::Call { function_index } | Operator::RefFunc { function_index } => {
                calls.push(function_index);
            }
            _ => {}
        }
    }
    Ok(calls)
}

/// Returns the names of functions by index.
pub(super) fn function_names<'a>(parts: NameSectionReader<'a>) -> Outcome<HashMap<usize, &'a str>> {
    let mut names = HashMap::new();
    for part in parts {
        if let Name::Function(map) = part? {
            for naming in map {
                let naming = naming?;
                names.insert(naming.index as usize, naming.name);
            }
        }
    }
    Ok(names)
}

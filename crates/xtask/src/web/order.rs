//! The order of the functions of a wasm: those that resemble each other stand side by side, where compression finds them.
//!
//! It changes no function but the numbers by which they call each other, and knows nothing of what they do.

use std::collections::HashMap;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection};
use wasmparser::{CodeSectionReader, FunctionSectionReader, Parser, Payload, TypeRef};

use super::compress;
use crate::shell::Outcome;

/// What is tried: how many bytes in a row are compared, and how much likeness to the functions before counts, the next
/// one first. Which is best differs from part to part, and by half a percent.
const TRIES: &[(usize, &[f64])] = &[(3, &[1.0]), (4, &[1.0]), (5, &[1.0, 0.6, 0.4, 0.2])];
/// A row that stands in more functions than this tells nothing about any of them.
const COMMON: usize = 1000;

/// Writes a module with its functions in the order that compresses best of those that are tried.
pub(super) fn by_likeness(wasm: &[u8]) -> Outcome<Vec<u8>> {
    let (mut imported, mut bodies) = (0, Vec::new());
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(section) => {
                for import in section.into_imports() {
                    if matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)) {
                        imported += 1;
                    }
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let mut best = (compress::quickly(wasm)?, wasm.to_vec());
    for (length, weights) in TRIES {
        let order = chain(&bodies, *length, weights);
        let mut places = vec![0; order.len()];
        for (place, at) in order.iter().enumerate() {
            places[*at] = u32::try_from(place)?;
        }
        let mut ordered = Ordered {
            imported,
            order,
            places,
        };
        let mut out = wasm_encoder::Module::new();
        ordered.parse_core_module(&mut out, Parser::new(0), wasm)?;
        let out = out.finish();
        let size = compress::quickly(&out)?;
        if size < best.0 {
            best = (size, out);
        }
    }
    Ok(best.1)
}

/// An order in which each text is followed by the one, of those that are left, that is most like those before it.
fn chain(texts: &[&[u8]], length: usize, weights: &[f64]) -> Vec<usize> {
    let grams: Vec<Vec<&[u8]>> = texts.iter().map(|text| grams(text, length)).collect();
    let mut holders = HashMap::<&[u8], Vec<usize>>::new();
    for (at, grams) in grams.iter().enumerate() {
        for gram in grams {
            holders.entry(gram).or_default().push(at);
        }
    }
    holders.retain(|_, all| (2..COMMON).contains(&all.len()));
    let likeness = |at: usize| {
        let mut shared = vec![0_usize; texts.len()];
        for gram in &grams[at] {
            for other in holders.get(gram).into_iter().flatten() {
                shared[*other] += 1;
            }
        }
        // Jaccard's index.
        let of = |(other, both): (usize, usize)| {
            both as f64 / (grams[at].len() + grams[other].len() - both).max(1) as f64
        };
        shared.into_iter().enumerate().map(of).collect::<Vec<f64>>()
    };
    let mut order = Vec::with_capacity(texts.len());
    // What each was like, the last one first.
    let mut before = Vec::<Vec<f64>>::new();
    let mut is_left = vec![true; texts.len()];
    let mut next = (!texts.is_empty()).then_some(0);
    while let Some(at) = next {
        order.push(at);
        is_left[at] = false;
        before.truncate(weights.len() - 1);
        before.insert(0, likeness(at));
        let mut scores = vec![0.0; texts.len()];
        for (like, weight) in before.iter().zip(weights) {
            for (score, like) in scores.iter_mut().zip(like) {
                *score += like * weight;
            }
        }
        let left = (0..texts.len()).rev().filter(|other| is_left[*other]);
        // Of several, the first; where nothing is like it, the first that is left.
        next = left.max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
    }
    order
}

/// The different rows of bytes in a text.
fn grams(text: &[u8], length: usize) -> Vec<&[u8]> {
    let mut all: Vec<&[u8]> = text.windows(length).collect();
    all.sort_unstable();
    all.dedup();
    all
}

struct Ordered {
    /// How many functions are imported; these stay first.
    imported: u32,
    /// Which of the others comes when, and when which one comes.
    order: Vec<usize>,
    places: Vec<u32>,
}

impl Reencode for Ordered {
    type Error = Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        Ok(match function.checked_sub(self.imported) {
            Some(own) => self.imported + self.places[own as usize],
            None => function,
        })
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for at in &self.order {
            functions.function(types[*at]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for at in self.order.clone() {
            self.parse_function_body(code, bodies[at].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_stands_together() {
        let texts: [&[u8]; 5] = [
            b"one two three",
            b"quite another",
            b"one two threes",
            b"",
            b"yet another",
        ];
        assert_eq!(chain(&texts, 4, &[1.0]), [0, 2, 1, 4, 3]);
        assert_eq!(chain(&[], 4, &[1.0, 0.5]), [0; 0]);
    }
}

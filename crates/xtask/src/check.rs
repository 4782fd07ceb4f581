//! `cargo xtask test`: every check there is, each timed, all of them even when one fails.

mod browsers;
mod postgres;
mod steps;

use crate::arguments::Arguments;
use crate::shell::Outcome;
use std::time::Instant;

/// Runs the steps whose names contain one of the words, or all of them.
pub(crate) fn test(arguments: &Arguments) -> Outcome {
    let words: Vec<&str> = arguments.words().collect();
    let chosen = |name: &str| words.is_empty() || words.iter().any(|word| name.contains(word));
    let mut lines = Vec::new();
    let mut failed: Vec<&str> = Vec::new();
    for step in steps::STEPS.iter().filter(|step| chosen(step.name)) {
        println!("\n== {}", step.name);
        let start = Instant::now();
        let outcome = match step.after.filter(|before| failed.contains(before)) {
            Some(before) => Err(format!("not run: {before} failed").into()),
            None => (step.run)(),
        };
        let seconds = start.elapsed().as_secs();
        match outcome {
            Ok(()) => lines.push(format!("passed  {:<24}{seconds:>5} s", step.name)),
            Err(error) => {
                eprintln!("{}: {error}", step.name);
                lines.push(format!("FAILED  {:<24}{seconds:>5} s  {error}", step.name));
                failed.push(step.name);
            }
        }
    }
    println!("\n{}", lines.join("\n"));
    println!(
        "{} passed, {} failed",
        lines.len() - failed.len(),
        failed.len()
    );
    if failed.is_empty() {
        Ok(())
    } else {
        Err(failed.join(", ").into())
    }
}

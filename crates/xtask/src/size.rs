//! Temporary.
use crate::{arguments::Arguments, shell::Outcome};
pub(crate) fn size(_: &Arguments) -> Outcome {
    Ok(())
}

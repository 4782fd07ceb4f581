//! The last few results that were dear to make.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

/// Keeps the last results by key.
pub(crate) struct Recent<T> {
    held: Mutex<VecDeque<([u8; 32], Arc<T>)>>,
    limit: usize,
}

impl<T> Recent<T> {
    pub(crate) fn new(limit: usize) -> Self {
        Self {
            held: Mutex::new(VecDeque::new()),
            limit,
        }
    }

    /// Finds a result, or makes it; two who ask for the same thing at the same time may make it twice.
    pub(crate) fn get<E>(
        &self,
        key: [u8; 32],
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let found = |held: &VecDeque<([u8; 32], Arc<T>)>| {
            let found = held.iter().find(|(other, _)| *other == key);
            found.map(|(_, value)| Arc::clone(value))
        };
        if let Some(value) = found(&self.lock()) {
            return Ok(value);
        }
        let made = Arc::new(make()?);
        let mut held = self.lock();
        if let Some(value) = found(&held) {
            return Ok(value);
        }
        held.truncate(self.limit - 1);
        held.push_front((key, Arc::clone(&made)));
        Ok(made)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, VecDeque<([u8; 32], Arc<T>)>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::Recent;

    #[test]
    fn what_was_made_last_is_found() {
        let recent = Recent::new(2);
        let mut made = 0;
        for key in [1, 1, 2, 3, 3, 1] {
            let value = recent.get([key; 32], || {
                made += 1;
                Ok::<u8, ()>(key)
            });
            assert_eq!(*value.unwrap(), key);
        }
        assert_eq!(made, 4);
        assert_eq!(recent.get([9; 32], || Err(7)), Err(7));
    }
}

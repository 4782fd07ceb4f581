//! What stands behind a command's name: switches, options with a value, words.

/// The words behind a command's name.
pub(crate) struct Arguments(Vec<String>);

impl Arguments {
    /// Takes the words as they were typed.
    pub(crate) fn new(words: impl Iterator<Item = String>) -> Self {
        Self(words.collect())
    }

    /// Tells whether a switch such as `--dev` was given.
    pub(crate) fn has(&self, switch: &str) -> bool {
        self.0.iter().any(|word| word == switch)
    }

    /// Returns the word behind an option such as `--port`.
    pub(crate) fn value(&self, option: &str) -> Option<&str> {
        let at = self.0.iter().position(|word| word == option)?;
        self.0.get(at + 1).map(String::as_str)
    }

    /// Returns the words that are no switches.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        self.0
            .iter()
            .map(String::as_str)
            .filter(|word| !word.starts_with("--"))
    }

    /// Returns the first word that is no switch and stands behind none of `options`.
    pub(crate) fn free(&self, options: &[&str]) -> Option<&str> {
        let mut words = self.0.iter();
        while let Some(word) = words.next() {
            if options.contains(&word.as_str()) {
                words.next();
            } else if !word.starts_with("--") {
                return Some(word);
            }
        }
        None
    }
}

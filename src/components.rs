//! Building blocks of the interface; they know no domain words.

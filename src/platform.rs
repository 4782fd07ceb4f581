//! Effects of the browser, one file each: clock, randomness, files, formats, sharing.

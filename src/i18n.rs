//! The typed catalogue of texts, Indonesian and English, and how texts are filled in.

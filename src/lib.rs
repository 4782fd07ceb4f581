//! The Gagas web app.

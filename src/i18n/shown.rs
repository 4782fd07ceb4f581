//! Texts where views, attributes and components take words: in the language of the moment.
//!
//! Each is written out once; it knows nothing of what it says.

use super::{Text, t};
use crate::reactive::Signal;
use crate::render::{IntoValue, IntoView, Value, View};

impl IntoView for Text {
    #[inline(never)]
    fn into_view(self) -> View {
        View::Static(t(self))
    }
}

impl IntoValue for Text {
    #[inline(never)]
    fn into_value(self) -> Value {
        Value::Static(t(self))
    }
}

impl From<Text> for Signal<String> {
    #[inline(never)]
    fn from(text: Text) -> Self {
        t(text).into()
    }
}

impl From<Text> for Signal<Option<String>> {
    #[inline(never)]
    fn from(text: Text) -> Self {
        t(text).into()
    }
}

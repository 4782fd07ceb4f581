//! What can stand in a view.

use std::borrow::Cow;
use std::sync::Arc;

use crate::reactive::{Memo, RwSignal, Signal};

use super::View;

/// Something that can be drawn.
pub trait IntoView: Sized {
    /// Returns it as a view.
    fn into_view(self) -> View;
}

impl IntoView for View {
    fn into_view(self) -> View {
        self
    }
}

impl IntoView for () {
    fn into_view(self) -> View {
        View::Empty
    }
}

impl IntoView for &'static str {
    fn into_view(self) -> View {
        View::Static(self)
    }
}

impl IntoView for String {
    fn into_view(self) -> View {
        View::Text(self)
    }
}

impl IntoView for Cow<'static, str> {
    fn into_view(self) -> View {
        match self {
            Self::Borrowed(text) => View::Static(text),
            Self::Owned(text) => View::Text(text),
        }
    }
}

impl IntoView for Arc<str> {
    fn into_view(self) -> View {
        View::Text((*self).to_owned())
    }
}

impl<T: IntoView> IntoView for Option<T> {
    fn into_view(self) -> View {
        self.map_or(View::Empty, T::into_view)
    }
}

impl<T: IntoView> IntoView for Vec<T> {
    fn into_view(self) -> View {
        self.into_iter().collect_view()
    }
}

impl<T: IntoView, const N: usize> IntoView for [T; N] {
    fn into_view(self) -> View {
        self.into_iter().collect_view()
    }
}

impl<A: IntoView, B: IntoView> IntoView for (A, B) {
    fn into_view(self) -> View {
        View::Many(vec![self.0.into_view(), self.1.into_view()])
    }
}

impl<A: IntoView, B: IntoView, C: IntoView> IntoView for (A, B, C) {
    fn into_view(self) -> View {
        let (a, b, c) = self;
        View::Many(vec![a.into_view(), b.into_view(), c.into_view()])
    }
}

impl<T: IntoView, F: FnMut() -> T + 'static> IntoView for F {
    fn into_view(mut self) -> View {
        View::Live(Box::new(move || self().into_view()))
    }
}

macro_rules! signals {
    ($($signal:ident),*) => {$(
        impl<T: IntoView + Clone + 'static> IntoView for $signal<T> {
            fn into_view(self) -> View {
                View::Live(Box::new(move || self.get().into_view()))
            }
        }
    )*};
}
signals!(Memo, RwSignal);

impl<T: IntoView + Clone + 'static> IntoView for Signal<T> {
    fn into_view(self) -> View {
        let mut draw: Box<dyn FnMut() -> View> = Box::new(move || self.get().into_view());
        if self.is_fixed() {
            draw()
        } else {
            View::Live(draw)
        }
    }
}

/// Views one after the other.
pub trait CollectView {
    /// Collects them into one.
    fn collect_view(self) -> View;
}

impl<T: IntoView, I: Iterator<Item = T>> CollectView for I {
    fn collect_view(self) -> View {
        View::Many(self.map(T::into_view).collect())
    }
}
